/** What a file is by its content, never by its name alone: a name only says what a text cannot be. */
import { refuse } from './foreign.ts'

function startsWith(bytes: Buffer, ...mark: readonly number[]): boolean {
  return bytes.length >= mark.length && mark.every((byte, index) => bytes[index] === byte)
}

/** From the first bytes of a file; throws for what is neither a workbook nor a text. */
export function refuseOtherKinds(bytes: Buffer, file: string): 'workbook' | 'text' {
  if (bytes.length === 0) refuse('unreadable-file', 'The file is empty.', { place: { file }, remedy: 'Choose another file.' })
  if (startsWith(bytes, 0x50, 0x4b, 0x03, 0x04) || startsWith(bytes, 0x50, 0x4b, 0x05, 0x06)) return 'workbook'
  if (startsWith(bytes, 0xd0, 0xcf, 0x11, 0xe0)) {
    refuse('unreadable-file', 'The file is an old Excel workbook (.xls), or one with a password.', { place: { file }, remedy: 'Open it in a spreadsheet program and save it as .xlsx without a password.' })
  }
  if (/\.xls[xmb]?$/i.test(file)) {
    refuse('unreadable-file', 'The file is named like a workbook, but is none: it does not begin as a zip does.', { place: { file }, remedy: 'Save it again as .xlsx, or name it .csv if it is a text.' })
  }
  if (startsWith(bytes, 0x25, 0x50, 0x44, 0x46)) refuse('unreadable-file', 'The file is a PDF.', { place: { file }, remedy: 'Ask for the table as .xlsx or CSV.' })
  return 'text'
}
