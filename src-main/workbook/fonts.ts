/**
 * The face of PDFs and chart pictures: Roboto, which ships with pdfmake (Apache 2.0), has digits of one width and needs no
 * font of the machine. It lacks arrows, so text for it goes through `forFace`.
 */
import { existsSync } from 'node:fs'
import { createRequire } from 'node:module'

import { printable } from './figure-text.ts'

export const FACE = 'Roboto'
const STYLES = { normal: 'Regular', bold: 'Medium', italics: 'Italic', bolditalics: 'MediumItalic' } as const

function fontPath(style: string): string {
  const path = createRequire(import.meta.url).resolve(`pdfmake/fonts/Roboto/Roboto-${style}.ttf`)
  // The drawing library is native and cannot look into a packed application, so packing leaves the fonts outside of it.
  const unpacked = path.replace(/\.asar(?=[/\\])/, '.asar.unpacked')
  if (!existsSync(unpacked)) throw new Error(`The application was packed without its fonts: ${unpacked} is missing.`)
  return unpacked
}

/** Paths by pdfmake's names of styles. */
export function fontFiles(): Readonly<Record<keyof typeof STYLES, string>> {
  return { normal: fontPath(STYLES.normal), bold: fontPath(STYLES.bold), italics: fontPath(STYLES.italics), bolditalics: fontPath(STYLES.bolditalics) }
}

const REPLACED: Readonly<Record<string, string>> = {
  '→': '–', '➔': '–', '←': '–', '▲': '+', '▼': '−', '↑': '+', '↓': '−', '✓': 'yes', '✗': 'no', '☐': '–', '\u202F': '\u00A0', '\u2009': '\u00A0', '\t': ' ',
}

/** Text with the signs that the face lacks replaced by what reads the same. @example forFace('FY2003 → FY2004') // 'FY2003 – FY2004' */
export function forFace(text: string): string {
  return printable(text).replaceAll(/[→➔←▲▼↑↓✓✗☐\u202F\u2009\t]/g, (sign) => REPLACED[sign] ?? sign)
}
