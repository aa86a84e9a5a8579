/** Bytes to text: UTF-8 with or without its mark, UTF-16 in either order. Anything else is refused with its place, never guessed. */
import { isUtf8 } from 'node:buffer'

import { count, refuse } from './foreign.ts'

function startsWith(bytes: Buffer, ...mark: readonly number[]): boolean {
  return mark.every((byte, index) => bytes[index] === byte)
}

/** Position of the first byte that is no UTF-8: the shortest prefix that fails, found by halving. */
export function firstInvalid(bytes: Buffer): number {
  // A prefix may end inside a character, so up to three bytes may hang over its end.
  const whole = (length: number): boolean => [0, 1, 2, 3].some((cut) => length >= cut && isUtf8(bytes.subarray(0, length - cut)))
  let [low, high] = [0, bytes.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if (whole(middle)) low = middle + 1
    else high = middle
  }
  for (let at = Math.max(0, low - 5); at <= low; at += 1) if (!isUtf8(bytes.subarray(0, at)) && isUtf8(bytes.subarray(0, at - 1))) return lastStart(bytes, at)
  return Math.max(0, low - 1)
}

/** The start of the bad sequence: the longest valid prefix ends there. */
function lastStart(bytes: Buffer, end: number): number {
  for (let at = end; at > Math.max(0, end - 4); at -= 1) if (isUtf8(bytes.subarray(0, at))) return at
  return Math.max(0, end - 1)
}

function lineOf(bytes: Buffer, position: number): number {
  let line = 1
  for (let at = bytes.indexOf(10); at >= 0 && at < position; at = bytes.indexOf(10, at + 1)) line += 1
  return line
}

function utf16(bytes: Buffer, littleEndian: boolean, file: string): string {
  if (bytes.length % 2 !== 0) {
    refuse('wrong-encoding', `The file is marked as UTF-16, but its last character is cut off (byte ${count(bytes.length)}).`, { place: { file }, remedy: 'Save it again as "CSV UTF-8".' })
  }
  const ordered = littleEndian ? bytes : Buffer.from(bytes).swap16()
  const text = ordered.toString('utf16le')
  if (!text.isWellFormed()) refuse('wrong-encoding', 'The file is marked as UTF-16, but holds characters that are cut in half.', { place: { file }, remedy: 'Save it again as "CSV UTF-8".' })
  return text
}

/** @example decodeText(Buffer.from('a,b'), 'rates.csv') // 'a,b' */
export function decodeText(bytes: Buffer, file: string): string {
  if (startsWith(bytes, 0xff, 0xfe)) return utf16(bytes.subarray(2), true, file)
  if (startsWith(bytes, 0xfe, 0xff)) return utf16(bytes.subarray(2), false, file)
  const body = startsWith(bytes, 0xef, 0xbb, 0xbf) ? bytes.subarray(3) : bytes
  if (!isUtf8(body)) {
    const at = firstInvalid(body)
    const row = lineOf(body, at)
    const position = at + (bytes.length - body.length)
    refuse('wrong-encoding', `The file is not UTF-8: byte ${count(position + 1)} (0x${(body[at] ?? 0).toString(16).padStart(2, '0').toUpperCase()}), in line ${count(row)}, starts no character.`, {
      place: { file, row }, remedy: 'Open it in the program that made it, and save it as "CSV UTF-8".',
    })
  }
  const text = body.toString('utf8')
  const zero = text.indexOf('\0')
  if (zero >= 0) {
    const row = lineOf(body, body.indexOf(0))
    refuse('wrong-encoding', `Line ${count(row)} holds a zero byte: the file is not a text, or it is UTF-16 without its mark.`, { place: { file, row }, remedy: 'Save it as "CSV UTF-8" or as .xlsx.' })
  }
  return text
}
