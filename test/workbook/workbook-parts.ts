/** Takes workbooks apart and makes hostile ones. */
import { inflateRawSync } from 'node:zlib'

import ExcelJS from 'exceljs'

import { packEntries, type ZipEntry } from '../../src-main/workbook/zip-repack.ts'
import type { Result } from '../../src-shared/domain/result.ts'

/** Its own copy: exceljs takes an ArrayBuffer. */
export function arrayBufferOf(bytes: Uint8Array): ArrayBuffer {
  const own = new ArrayBuffer(bytes.length)
  new Uint8Array(own).set(bytes)
  return own
}

export async function openWorkbook(bytes: Uint8Array): Promise<ExcelJS.Workbook> {
  const workbook = new ExcelJS.Workbook()
  await workbook.xlsx.load(arrayBufferOf(bytes))
  return workbook
}

/** The parts of a packed zip that is well formed. */
export function partsOf(bytes: Uint8Array): readonly ZipEntry[] {
  const zip = Buffer.from(bytes)
  const end = zip.lastIndexOf(Buffer.from([0x50, 0x4b, 0x05, 0x06]))
  let at = zip.readUInt32LE(end + 16)
  return Array.from({ length: zip.readUInt16LE(end + 10) }, () => {
    const [packedSize, nameLength, local] = [zip.readUInt32LE(at + 20), zip.readUInt16LE(at + 28), zip.readUInt32LE(at + 42)]
    const name = zip.toString('utf8', at + 46, at + 46 + nameLength)
    const start = local + 30 + zip.readUInt16LE(local + 26) + zip.readUInt16LE(local + 28)
    const packed = zip.subarray(start, start + packedSize)
    const content = zip.readUInt16LE(at + 10) === 0 ? packed : inflateRawSync(packed)
    at += 46 + nameLength + zip.readUInt16LE(at + 30) + zip.readUInt16LE(at + 32)
    return { name, content }
  })
}

export function partText(bytes: Uint8Array, name: string): string {
  const part = partsOf(bytes).find((each) => each.name === name)
  if (part === undefined) throw new Error(`The workbook has no part ${name}.`)
  return part.content.toString('utf8')
}

/** The workbook with parts changed, added or (null) taken away. */
export function withParts(bytes: Uint8Array, change: (part: ZipEntry) => ZipEntry | null, more: readonly ZipEntry[] = []): Uint8Array<ArrayBuffer> {
  return packEntries([...partsOf(bytes).map(change).filter((part) => part !== null), ...more])
}

/** The workbook without cached results: what it then shows was computed from its formulas. */
export function withoutResults(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  return withParts(bytes, (part) => (/^xl\/worksheets\/sheet\d+\.xml$/.test(part.name) ? { name: part.name, content: Buffer.from(part.content.toString('utf8').replaceAll(/<\/f><v>[^<]*<\/v>/g, '</f>'), 'utf8') } : part))
}

/** Results of formula cells by address, a map a sheet, as the file states them (exceljs loses a result of 0). */
export function formulaResults(bytes: Uint8Array): readonly ReadonlyMap<string, string>[] {
  const sheets = partsOf(bytes).flatMap((part) => {
    const number = /^xl\/worksheets\/sheet(\d+)\.xml$/.exec(part.name)?.[1]
    return number === undefined ? [] : [{ number: Number(number), xml: part.content.toString('utf8') }]
  })
  return sheets
    .toSorted((left, right) => left.number - right.number)
    .map(({ xml }) => new Map([...xml.matchAll(/<c r="([A-Z]+\d+)"[^>]*><f[^>]*>[^<]*<\/f><v>([^<]*)<\/v>/g)].map((match) => [match[1] ?? '', match[2] ?? ''] as const)))
}

export async function smallWorkbook(fill: (workbook: ExcelJS.Workbook) => void): Promise<Uint8Array> {
  const workbook = new ExcelJS.Workbook()
  fill(workbook)
  return new Uint8Array(await workbook.xlsx.writeBuffer())
}

export function valueOf<Value>(result: Result<Value>): Value {
  if (!result.ok) throw new Error(result.failure.map((each) => each.message).join(' '))
  return result.value
}
