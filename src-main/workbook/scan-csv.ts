/**
 * A CSV of any length as cells of bytes, a chunk at a time: no text is made of what nobody asks for. Reads exactly what
 * csv-parse reads with the settings of `read-csv.ts`, and refuses what it refuses.
 */
import { LIMITS } from './limits.ts'

const QUOTE = 34
const LINE_FEED = 10
const RETURN = 13

/** One row; the same object for every row, good until the next one. */
export type ScannedRow = {
  readonly bytes: Uint8Array
  /** Cell `n` is `bytes` from `starts[n]` to before `ends[n]`. */
  readonly starts: Int32Array
  readonly ends: Int32Array
  readonly cells: number
  /** 1-based, as a spreadsheet counts; empty rows count and are not handed out. */
  readonly rowNumber: number
}

/** Why a row cannot be read; whoever scans says it in words. */
export type ScanProblem = { readonly kind: 'quote-in-cell' | 'quote-not-closed' | 'too-many-columns' | 'cell-too-long' | 'row-too-long'; readonly rowNumber: number; readonly cell: number }

export class ScanRefused extends Error {
  readonly problem: ScanProblem

  constructor(problem: ScanProblem) {
    super(problem.kind)
    this.name = 'ScanRefused'
    this.problem = problem
  }
}

/** Longer than any row within the limits of columns and cells would be text in the wrong place. */
const LONGEST_ROW = LIMITS.columns * LIMITS.cellCharacters
const MORE_NEEDED = -1

export class CsvScanner {
  readonly #delimiter: number
  readonly #onRow: (row: ScannedRow) => void
  readonly #starts = new Int32Array(LIMITS.columns)
  readonly #ends = new Int32Array(LIMITS.columns)
  /** Cells of the row at hand that hold doubled quotation marks. */
  readonly #doubled: number[] = []
  #rest: Uint8Array = new Uint8Array()
  #rowNumber = 0
  #cells = 0

  /** @param delimiter a comma, a semicolon or a tab */
  constructor(delimiter: string, onRow: (row: ScannedRow) => void) {
    this.#delimiter = delimiter.charCodeAt(0)
    this.#onRow = onRow
  }

  /** Takes the bytes over: cells with doubled quotation marks are written over. */
  push(chunk: Uint8Array): void {
    this.#scan(this.#joined(chunk), false)
  }

  end(): void {
    this.#scan(this.#rest, true)
    this.#rest = new Uint8Array()
  }

  #joined(chunk: Uint8Array): Uint8Array {
    if (this.#rest.length === 0) return chunk
    const joined = new Uint8Array(this.#rest.length + chunk.length)
    joined.set(this.#rest)
    joined.set(chunk, this.#rest.length)
    return joined
  }

  #scan(bytes: Uint8Array, isLast: boolean): void {
    let at = 0
    while (at < bytes.length) {
      const next = this.#scanRow(bytes, at, isLast)
      if (next === MORE_NEEDED) break
      this.#rowNumber += 1
      this.#handOut(bytes)
      at = next
    }
    this.#rest = bytes.subarray(at)
    if (this.#rest.length > LONGEST_ROW) this.#refuse('row-too-long')
  }

  /** Where the next row begins; `MORE_NEEDED` when this one has no end yet. */
  #scanRow(bytes: Uint8Array, from: number, isLast: boolean): number {
    const delimiter = this.#delimiter
    const { length } = bytes
    this.#cells = 0
    this.#doubled.length = 0
    let [start, at] = [from, from]
    for (;;) {
      let end = -1
      if (bytes[at] === QUOTE) {
        start += 1
        end = this.#closingQuote(bytes, start)
        if (end === MORE_NEEDED) {
          if (isLast) this.#refuse('quote-not-closed')
          return MORE_NEEDED
        }
        at = end + 1
        // What follows a closing quotation mark is known only with the next byte.
        if (at === length && !isLast) return MORE_NEEDED
        const after = bytes[at]
        if (at < length && after !== delimiter && after !== LINE_FEED && after !== RETURN) this.#refuse('quote-in-cell')
      } else {
        for (; at < length; at += 1) {
          const byte = bytes[at]
          if (byte === delimiter || byte === LINE_FEED || byte === RETURN) break
          if (byte === QUOTE) this.#refuse('quote-in-cell')
        }
        if (at === length && !isLast) return MORE_NEEDED
        end = at
      }
      this.#take(start, end)
      if (at === length) return length
      const byte = bytes[at]
      at += 1
      if (byte === LINE_FEED) return at
      if (byte === RETURN) {
        if (at === length && !isLast) return MORE_NEEDED
        return bytes[at] === LINE_FEED ? at + 1 : at
      }
      start = at
    }
  }

  #closingQuote(bytes: Uint8Array, from: number): number {
    let isDoubled = false
    for (let at = bytes.indexOf(QUOTE, from); at !== -1; at = bytes.indexOf(QUOTE, at + 2)) {
      if (bytes[at + 1] !== QUOTE) {
        if (isDoubled) this.#doubled.push(this.#cells)
        return at
      }
      isDoubled = true
    }
    return MORE_NEEDED
  }

  #take(start: number, end: number): void {
    if (this.#cells >= LIMITS.columns) this.#refuse('too-many-columns')
    // A character has at most four bytes; which cell is too long by characters is looked at where its text is read.
    if (end - start > LIMITS.cellCharacters * 4) this.#refuse('cell-too-long')
    this.#starts[this.#cells] = start
    this.#ends[this.#cells] = end
    this.#cells += 1
  }

  #handOut(bytes: Uint8Array): void {
    for (const cell of this.#doubled) this.#ends[cell] = singled(bytes, this.#starts[cell] ?? 0, this.#ends[cell] ?? 0)
    if (this.#cells === 1 && this.#starts[0] === this.#ends[0]) return
    this.#onRow({ bytes, starts: this.#starts, ends: this.#ends, cells: this.#cells, rowNumber: this.#rowNumber })
  }

  #refuse(kind: ScanProblem['kind']): never {
    throw new ScanRefused({ kind, rowNumber: this.#rowNumber + 1, cell: this.#cells })
  }
}

/** Writes doubled quotation marks as single ones, in place; where the cell ends then. */
function singled(bytes: Uint8Array, start: number, end: number): number {
  let to = start
  for (let at = start; at < end; at += 1) {
    const byte = bytes[at] ?? 0
    bytes[to] = byte
    to += 1
    if (byte === QUOTE) at += 1
  }
  return to
}
