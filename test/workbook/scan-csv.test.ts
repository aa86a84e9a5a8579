import { parse, CsvError } from 'csv-parse/sync'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'

import { plainQuantity } from '../../src-main/workbook/byte-quantity.ts'
import { ByteWords } from '../../src-main/workbook/byte-words.ts'
import { ForeignFileRefused } from '../../src-main/workbook/foreign.ts'
import { CsvScanner, ScanRefused } from '../../src-main/workbook/scan-csv.ts'
import { scannedRow, textsOf } from '../../src-main/workbook/usage-reader.ts'
import { Utf8Chunks } from '../../src-main/workbook/utf8-chunks.ts'
import { readUsageQuantity } from '../../src-shared/domain/usage/imports/usage-cells.ts'

type Rows = readonly (readonly [rowNumber: number, ...cells: string[]])[]

/** Parted at the given places. */
function chunksOf(bytes: Uint8Array, cuts: readonly number[]): readonly Uint8Array<ArrayBuffer>[] {
  const places = [0, ...cuts.map((cut) => cut % (bytes.length + 1)).toSorted((left, right) => left - right), bytes.length]
  return places.slice(1).map((end, index) => bytes.slice(places[index], end))
}

function scanned(text: string, delimiter: string, cuts: readonly number[]): Rows | 'refused' {
  const rows: [number, ...string[]][] = []
  const scanner = new CsvScanner(delimiter, (row) => rows.push([row.rowNumber, ...textsOf(row)]))
  try {
    for (const chunk of chunksOf(Buffer.from(text, 'utf8'), cuts)) scanner.push(chunk)
    scanner.end()
    return rows
  } catch (error) {
    if (error instanceof ScanRefused) return 'refused'
    throw error
  }
}

function parsed(text: string, delimiter: string): Rows | 'refused' {
  try {
    const rows: string[][] = parse(text, { delimiter, relax_column_count: true, record_delimiter: ['\r\n', '\n', '\r'] })
    return rows.map((cells, index) => [index + 1, ...cells] as const).filter(([, ...cells]) => cells.length > 1 || cells[0] !== '')
  } catch (error) {
    if (error instanceof CsvError) return 'refused'
    throw error
  }
}

const cuts = fc.array(fc.nat(), { maxLength: 6 })
const delimiter = fc.constantFrom(',', ';', '\t')

describe('scanning a CSV', () => {
  it('reads exactly what csv-parse reads, and refuses what it refuses, wherever the chunks are cut', () => {
    const text = fc.string({ unit: fc.constantFrom('a', 'é', '😀', ',', ';', '\t', '"', '""', '\n', '\r', '\r\n', ' ', ',"', '",', '"\n'), maxLength: 30 })
    fc.assert(fc.property(text, delimiter, cuts, (given, by, at) => {
      expect({ given, read: scanned(given, by, at) }).toEqual({ given, read: parsed(given, by) })
    }), { numRuns: 20_000 })
  })

  it('reads back any table that is written with quotation marks where they are needed', () => {
    const cell = fc.string({ unit: fc.constantFrom('a', 'é', ',', '"', '\n', '\r', ' '), maxLength: 6 })
    fc.assert(fc.property(fc.array(fc.array(cell, { minLength: 2, maxLength: 5 }), { maxLength: 8 }), cuts, (rows, at) => {
      const text = rows.map((row) => row.map((each) => (/[",\r\n]/.test(each) ? `"${each.replaceAll('"', '""')}"` : each)).join(',')).join('\r\n')
      expect(scanned(text, ',', at)).toEqual(rows.map((row, index) => [index + 1, ...row]))
    }), { numRuns: 5_000 })
  })

  it('bounds rows and cells', () => {
    expect([scanned(`${'a,'.repeat(999)}a`, ',', []).length, scanned(`${'a,'.repeat(1000)}a`, ',', [])]).toEqual([1, 'refused'])
    expect(scanned('a'.repeat(40_001), ',', [])).toBe('refused')
  })
})

describe('cells of bytes', () => {
  it('each distinct one is asked for once, and always means the same', () => {
    fc.assert(fc.property(fc.array(fc.string({ unit: 'grapheme', maxLength: 4 }), { maxLength: 40 }), fc.integer({ min: 0, max: 3000 }), (words, more) => {
      const all = [...words, ...Array.from({ length: more }, (_, index) => `word ${index % 1500}`)]
      const asked: string[] = []
      const numbers = new ByteWords((text) => asked.push(text))
      const row = scannedRow(all, 1)
      const found = all.map((_, cell) => numbers.of(row.bytes, row.starts[cell] ?? 0, row.ends[cell] ?? 0))
      const distinct = [...new Set(all.map((each) => each.toWellFormed()))]
      expect(asked).toEqual(distinct)
      expect(found).toEqual(all.map((each) => distinct.indexOf(each.toWellFormed()) + 1))
    }), { numRuns: 200 })
  })

  it('NUM-1: a plain quantity is exactly what its text is read as, and what is not plain is not read', () => {
    const digits = fc.string({ unit: fc.constantFrom('0', '1', '5', '9', '.', '-', ',', ' ', 'e'), maxLength: 20 })
    const plain = fc.tuple(fc.constantFrom('', '-'), fc.bigInt({ min: 0n, max: 10n ** 13n }), fc.option(fc.string({ unit: fc.constantFrom('0', '4', '9'), maxLength: 8 }))).map(([sign, whole, places]) => `${sign}${whole}${places === null ? '' : `.${places}`}`)
    fc.assert(fc.property(fc.oneof(digits, plain), (text) => {
      const micro = plainQuantity(Buffer.from(text), 0, text.length)
      if (Number.isNaN(micro)) return
      expect(Object.is(micro, -0)).toBe(false)
      expect(readUsageQuantity(text)).toEqual({ ok: true, value: { micro: BigInt(micro), isRounded: false } })
    }), { numRuns: 20_000 })
    expect(['1250', '-12.5', '0.000001', '4503599627', '0'].map((text) => plainQuantity(Buffer.from(text), 0, text.length))).toEqual([1_250_000_000, -12_500_000, 1, 4_503_599_627_000_000, 0])
    expect(['', '-', '.5', '5.', '1.0000001', '4503599628', '1,250', '1e3', '--1', '1.2.3'].map((text) => plainQuantity(Buffer.from(text), 0, text.length))).toEqual(Array.from({ length: 10 }, () => Number.NaN))
  })
})

function decoded(bytes: Uint8Array, at: readonly number[]): string {
  const chunks = new Utf8Chunks('usage.csv')
  return Buffer.concat([...chunksOf(bytes, at).filter((chunk) => chunk.length > 0).map((chunk) => chunks.push(chunk)), chunks.end()]).toString('utf8')
}

describe('encodings, a chunk at a time', () => {
  const text = fc.string({ unit: 'grapheme', maxLength: 20 }).map((each) => each.toWellFormed().replaceAll('\0', ''))

  it('UTF-8 and UTF-16 come as the same text, wherever the chunks are cut', () => {
    fc.assert(fc.property(text, cuts, (given, at) => {
      const wanted = given.replace(/^\uFEFF/, '')
      // The mark must be whole in the first chunk, as it is in any file that is not a toy.
      const utf16 = Buffer.from(`\uFEFF${wanted}`, 'utf16le')
      for (const bytes of [Buffer.from(`\uFEFF${wanted}`, 'utf8'), utf16, Buffer.from(utf16).swap16()]) {
        expect(decoded(bytes, at.map((each) => Math.min(bytes.length, 3 + (each % bytes.length))))).toBe(wanted)
      }
    }), { numRuns: 3_000 })
  })

  it('another encoding is refused with its byte and line', () => {
    const bytes = Buffer.from('agency,rate\nGr\xF6\xDFe,A\n', 'latin1')
    for (const at of [[], [13], [14], [15], [16]]) {
      let said: unknown
      try { decoded(bytes, at) } catch (error) { said = error instanceof ForeignFileRefused ? error.issues[0] : error }
      expect(said).toMatchObject({ code: 'wrong-encoding', place: { row: 2 } })
      expect(said).toHaveProperty('message', expect.stringContaining('byte 15 (0xF6), in line 2'))
    }
    expect(() => decoded(Buffer.from('a\0b'), [])).toThrow('zero byte')
    expect(() => decoded(Buffer.from([0xff, 0xfe, 0x41]), [])).toThrow('cut in half')
  })
})
