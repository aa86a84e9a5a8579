/** Chunks of a text file as UTF-8 without its mark, whatever of the readable encodings they come in; anything else is refused with its place. */
import { isUtf8 } from 'node:buffer'

import { count, refuse } from './foreign.ts'
import { firstInvalid } from './text-encoding.ts'

const LINE_FEED = 10
const NOTHING: Uint8Array<ArrayBuffer> = new Uint8Array()

type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be'

function markOf(bytes: Uint8Array): { readonly encoding: Encoding; readonly length: number } {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return { encoding: 'utf-16le', length: 2 }
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return { encoding: 'utf-16be', length: 2 }
  return { encoding: 'utf-8', length: bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : 0 }
}

/** How many bytes at the end begin a character that is not finished: at most three. */
function unfinished(bytes: Uint8Array): number {
  for (let back = 1; back <= Math.min(3, bytes.length); back += 1) {
    const byte = bytes[bytes.length - back] ?? 0
    if (byte < 0x80) return 0
    if (byte >= 0xc0) return (byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2) > back ? back : 0
  }
  return 0
}

export class Utf8Chunks {
  readonly #file: string
  #decoder: TextDecoder | null = null
  #isFirst = true
  #rest: Uint8Array<ArrayBuffer> = NOTHING
  #bytesBefore = 0
  #linesBefore = 0

  constructor(file: string) {
    this.#file = file
  }

  /** Whole characters; what a chunk begins and does not finish comes with the next one. */
  push(chunk: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> {
    const bytes = this.#isFirst ? this.#withoutMark(chunk) : chunk
    if (this.#decoder !== null) return this.#decoded(bytes, { stream: true })
    const joined = this.#rest.length === 0 ? bytes : new Uint8Array(Buffer.concat([this.#rest, bytes]))
    const end = joined.length - unfinished(joined)
    this.#rest = joined.slice(end)
    return this.#checked(joined.subarray(0, end))
  }

  end(): Uint8Array<ArrayBuffer> {
    return this.#decoder === null ? this.#checked(this.#rest) : this.#decoded(NOTHING, { stream: false })
  }

  #withoutMark(chunk: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> {
    this.#isFirst = false
    const { encoding, length } = markOf(chunk)
    if (encoding !== 'utf-8') this.#decoder = new TextDecoder(encoding, { fatal: true, ignoreBOM: true })
    this.#bytesBefore = length
    return chunk.subarray(length)
  }

  #decoded(bytes: Uint8Array, options: { readonly stream: boolean }): Uint8Array<ArrayBuffer> {
    try {
      return this.#checked(new TextEncoder().encode(this.#decoder?.decode(bytes, options)))
    } catch (error) {
      if (!(error instanceof TypeError)) throw error
      return refuse('wrong-encoding', 'The file is marked as UTF-16, but holds characters that are cut in half.', { place: { file: this.#file }, remedy: 'Save it again as "CSV UTF-8".' })
    }
  }

  #checked(bytes: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> {
    const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length)
    if (!isUtf8(buffer)) {
      const at = firstInvalid(buffer)
      const row = this.#lineAt(buffer, at)
      refuse('wrong-encoding', `The file is not UTF-8: byte ${count(this.#bytesBefore + at + 1)} (0x${(buffer[at] ?? 0).toString(16).padStart(2, '0').toUpperCase()}), in line ${count(row)}, starts no character.`, {
        place: { file: this.#file, row }, remedy: 'Open it in the program that made it, and save it as "CSV UTF-8".',
      })
    }
    const zero = buffer.indexOf(0)
    if (zero !== -1) {
      const row = this.#lineAt(buffer, zero)
      refuse('wrong-encoding', `Line ${count(row)} holds a zero byte: the file is not a text, or it is UTF-16 without its mark.`, { place: { file: this.#file, row }, remedy: 'Save it as "CSV UTF-8" or as .xlsx.' })
    }
    this.#bytesBefore += bytes.length
    for (let at = buffer.indexOf(LINE_FEED); at !== -1; at = buffer.indexOf(LINE_FEED, at + 1)) this.#linesBefore += 1
    return bytes
  }

  #lineAt(bytes: Buffer, position: number): number {
    let line = this.#linesBefore + 1
    for (let at = bytes.indexOf(LINE_FEED); at !== -1 && at < position; at = bytes.indexOf(LINE_FEED, at + 1)) line += 1
    return line
  }
}
