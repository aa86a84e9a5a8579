/**
 * The styles of a workbook: one role, one look. exceljs knows no named styles, so each role's look is kept here and
 * `xlsx-finish.ts` writes the roles as named cell styles (Excel: Home, Cell Styles) after exceljs is done.
 */
import type ExcelJS from 'exceljs'

import type { CellTone } from '../../src-shared/domain/reports/report-model.ts'
import { HEAT, heatOf, PALETTE } from './palette.ts'

export const STYLE_NAMES = {
  title: 'Ratebook Title',
  description: 'Ratebook Description',
  draft: 'Ratebook Draft mark',
  legend: 'Ratebook Legend',
  header: 'Ratebook Column header',
  heading: 'Ratebook Heading',
  subheading: 'Ratebook Subheading',
  text: 'Ratebook Text',
  number: 'Ratebook Figure',
  input: 'Ratebook Input',
  link: 'Ratebook Link',
  total: 'Ratebook Total',
  note: 'Ratebook Note',
  label: 'Ratebook Label',
} as const
export type StyleRole = keyof typeof STYLE_NAMES

export type StyleRequest = {
  readonly role: StyleRole
  readonly align: 'start' | 'end' | 'center'
  readonly wrap: boolean
  /** Excel's number format; empty: General. */
  readonly format: string
  readonly tone: CellTone | null
  /** A little room before text that follows a column of figures. */
  readonly indent: boolean
  /** Its row has several lines of text: everything stands at the top. */
  readonly tall: boolean
}

/** The same face and metrics in every spreadsheet program, with digits of one width. */
export const WORKBOOK_FONT = 'Arial'

const VERTICAL: Readonly<Partial<Record<StyleRole, ExcelJS.Alignment['vertical']>>> = { header: 'bottom', heading: 'bottom', subheading: 'bottom' }
const HORIZONTAL = { start: 'left', end: 'right', center: 'center' } as const
const argb = (rgb: string): { readonly argb: string } => ({ argb: `FF${rgb}` })
const fill = (rgb: string): ExcelJS.Fill => ({ type: 'pattern', pattern: 'solid', fgColor: argb(rgb) })
const edge = (style: ExcelJS.BorderStyle, rgb: string): Partial<ExcelJS.Border> => ({ style, color: argb(rgb) })
const font = (more: Partial<ExcelJS.Font> & { readonly rgb?: string } = {}): Partial<ExcelJS.Font> => {
  const { rgb = PALETTE.ink, ...rest } = more
  return { name: WORKBOOK_FONT, family: 2, size: 10, color: argb(rgb), ...rest }
}

const RULE: Partial<ExcelJS.Borders> = { bottom: edge('thin', PALETTE.rule) }

const LOOKS: Readonly<Record<StyleRole, Partial<ExcelJS.Style>>> = {
  title: { font: font({ size: 16, bold: true, rgb: PALETTE.accent }) },
  description: { font: font({ rgb: PALETTE.muted }) },
  draft: { font: font({ bold: true, rgb: PALETTE.draftInk }), fill: fill(PALETTE.draftFill) },
  legend: { font: font({ size: 9, rgb: PALETTE.muted }) },
  header: { font: font({ bold: true, rgb: PALETTE.ink }), fill: fill(PALETTE.band), border: { top: edge('thin', PALETTE.accentSoft), bottom: edge('medium', PALETTE.accent) } },
  heading: { font: font({ size: 11, bold: true, rgb: PALETTE.accent }), border: { bottom: edge('thin', PALETTE.accent) } },
  subheading: { font: font({ bold: true, rgb: PALETTE.muted }), border: { bottom: edge('thin', PALETTE.rule) } },
  text: { font: font(), border: RULE },
  number: { font: font(), border: RULE, protection: { locked: true } },
  input: { font: font({ rgb: PALETTE.inputInk }), fill: fill(PALETTE.inputFill), border: RULE, protection: { locked: false } },
  link: { font: font({ rgb: PALETTE.accent, underline: true }), border: RULE },
  total: { font: font({ bold: true }), border: { top: edge('thin', PALETTE.ink), bottom: edge('thin', PALETTE.ink) } },
  note: { font: font({ size: 9, italic: true, rgb: PALETTE.muted }) },
  label: { font: font({ bold: true, rgb: PALETTE.muted }), border: RULE },
}

const TONES: Readonly<Record<CellTone, string>> = { increase: PALETTE.increase, decrease: PALETTE.decrease, quiet: PALETTE.muted, warning: PALETTE.warning, met: HEAT.met.ink, 'at-risk': HEAT['at-risk'].ink, breached: HEAT.breached.ink }

export function toneColour(tone: CellTone): { readonly argb: string } {
  return argb(TONES[tone])
}

/** Hands out one shared object for each look, which is what keeps exceljs fast and the file small. */
export function createStyles(): {
  styleOf(request: StyleRequest): Partial<ExcelJS.Style>
  roleOf(style: Partial<ExcelJS.Style>): StyleRole | undefined
} {
  const styles = new Map<string, Partial<ExcelJS.Style>>()
  const roles = new Map<Partial<ExcelJS.Style>, StyleRole>()
  return {
    styleOf(request) {
      const key = `${request.role}|${request.align}|${request.wrap ? 'w' : ''}${request.indent ? 'i' : ''}${request.tall ? 't' : ''}|${request.tone ?? ''}|${request.format}`
      const known = styles.get(key)
      if (known !== undefined) return known
      const look = LOOKS[request.role]
      const heat = heatOf(request.tone)
      const style: Partial<ExcelJS.Style> = {
        ...look,
        alignment: { horizontal: HORIZONTAL[request.align], vertical: VERTICAL[request.role] ?? (request.tall ? 'top' : 'middle'), wrapText: request.wrap, ...(request.indent ? { indent: 1 } : {}) },
        ...(request.format === '' ? {} : { numFmt: request.format }),
        ...(request.tone === null ? {} : { font: { ...look.font, color: toneColour(request.tone), ...(request.tone === 'warning' || heat !== undefined ? { bold: true } : {}) } }),
        ...(heat === undefined ? {} : { fill: fill(heat.fill), border: { ...look.border, left: edge('thin', PALETTE.white), right: edge('thin', PALETTE.white) } }),
      }
      styles.set(key, style)
      roles.set(style, request.role)
      return style
    },
    roleOf: (style) => roles.get(style),
  }
}
