/**
 * Looks into a foreign zip before anything unpacks it for use: how many parts, how large they say they are, how large they
 * really are, and what the worksheets hold that would make a reader work without end.
 */
import { fromBufferPromise, type Entry, type ZipFile } from 'yauzl'

import { count, ForeignFileRefused, refuse } from './foreign.ts'
import { LIMITS } from './limits.ts'

const BOMB_REMEDY = 'Open the workbook in a spreadsheet program, copy the table into a new workbook, and save that.'

function refuseUnreadable(file: string, why: string): never {
  refuse('unreadable-file', `The file is not a workbook that can be read: ${why}.`, { place: { file }, remedy: 'Open it in a spreadsheet program and save it again as .xlsx, or as "CSV UTF-8".' })
}

function refuseBomb(file: string, what: string): never {
  refuse('file-too-large', `The workbook unpacks to far more than it should: ${what}. It was not opened.`, { place: { file }, remedy: BOMB_REMEDY })
}

async function inflatedSize(zip: ZipFile, entry: Entry, check: { readonly file: string; readonly before: number; onText(chunk: string): void }): Promise<number> {
  const stream = await zip.openReadStreamPromise(entry)
  const isSheet = /^xl\/worksheets\/[^/]+\.xml$/i.test(entry.fileName)
  let size = 0
  for await (const chunk of stream) {
    if (!Buffer.isBuffer(chunk)) continue
    size += chunk.length
    if (check.before + size > LIMITS.zipInflatedBytes) {
      stream.destroy()
      refuseBomb(check.file, `more than ${count(LIMITS.zipInflatedBytes)} bytes`)
    }
    if (isSheet) check.onText(chunk.toString('latin1'))
  }
  return size
}

function refuseDeclared(entry: Entry, file: string): void {
  if (entry.isEncrypted()) refuseUnreadable(file, 'it is protected by a password')
  if (entry.uncompressedSize > LIMITS.zipInflatedBytes) refuseBomb(file, `"${entry.fileName.slice(0, 60)}" alone would take ${count(entry.uncompressedSize)} bytes`)
  if (entry.uncompressedSize > LIMITS.zipRatioFrom && entry.uncompressedSize > entry.compressedSize * LIMITS.zipRatio) {
    refuseBomb(file, `"${entry.fileName.slice(0, 60)}" is packed more than ${LIMITS.zipRatio} times`)
  }
}

function columnOf(letters: string): number {
  let column = 0
  for (const letter of letters.toUpperCase()) column = column * 26 + letter.charCodeAt(0) - 64
  return column
}

/** Sums what merged ranges cover, over the boundaries of chunks. */
function mergedCounter(file: string): (chunk: string) => void {
  let [rest, covered] = ['', 0]
  return (chunk) => {
    const text = rest + chunk
    for (const match of text.matchAll(/<mergeCell\s+ref="\$?([A-Za-z]{1,3})\$?(\d{1,7}):\$?([A-Za-z]{1,3})\$?(\d{1,7})"/g)) {
      const [, left = 'A', top = '1', right = 'A', bottom = '1'] = match
      covered += (columnOf(right) - columnOf(left) + 1) * (Number.parseInt(bottom, 10) - Number.parseInt(top, 10) + 1)
      if (covered > LIMITS.mergedCells) refuse('merged-cells', `The workbook merges ${left}${top}:${right}${bottom} into one cell.`, { place: { file }, remedy: 'Unmerge the cells, so that each row and column holds its own value.' })
    }
    // What may be the beginning of a mergeCell is looked at again with the next chunk; a whole one is not counted twice.
    const tail = text.lastIndexOf('<')
    rest = tail >= 0 && text.length - tail < 80 && !text.includes('>', tail) ? text.slice(tail) : ''
  }
}

/** Passes a workbook that is safe to unpack; refuses everything else with its reason. */
export async function inspectZip(bytes: Buffer, file: string): Promise<void> {
  let zip: ZipFile
  try {
    zip = await fromBufferPromise(bytes, { lazyEntries: true, validateEntrySizes: true, strictFileNames: true })
  } catch {
    refuseUnreadable(file, 'its table of contents is damaged')
  }
  if (zip.entryCount > LIMITS.zipEntries) refuseBomb(file, `${count(zip.entryCount)} parts`)
  const names = new Set<string>()
  let [packed, inflated] = [0, 0]
  const onText = mergedCounter(file)
  try {
    for await (const entry of zip.eachEntry()) {
      if (names.has(entry.fileName)) refuseUnreadable(file, `it holds "${entry.fileName.slice(0, 60)}" twice`)
      names.add(entry.fileName)
      refuseDeclared(entry, file)
      packed += entry.compressedSize
      // Parts that share their bytes are how a small file claims to be a huge one.
      if (packed > bytes.length) refuseBomb(file, 'its parts overlap')
      if (!entry.fileName.endsWith('/')) inflated += await inflatedSize(zip, entry, { file, before: inflated, onText })
    }
  } catch (error) {
    if (error instanceof ForeignFileRefused) throw error
    refuseUnreadable(file, 'one of its parts is damaged')
  }
  if (names.has('mimetype') && names.has('content.xml')) refuseUnreadable(file, 'it is an OpenDocument spreadsheet')
  if (names.has('xl/workbook.bin')) refuseUnreadable(file, 'it is a binary workbook (.xlsb)')
  if (!names.has('xl/workbook.xml')) refuseUnreadable(file, 'the zip holds no workbook')
}
