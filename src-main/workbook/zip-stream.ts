/** A zip written piece by piece: what is in it is packed already, so that each entry is stored as it is and nothing is kept but its place. */
import { crc32 } from 'node:zlib'

import type { ZipWriter } from '../core/ports.ts'
import { centralEntry, endOfDirectory, localEntry, type ZipEntryFacts } from './zip-repack.ts'

/** Beyond these the format needs extensions that old programs do not read. */
const MOST_ENTRIES = 65_535
const MOST_BYTES = 0xffff_ffff
const STORED = 0

/**
 * The pieces of a zip, in order: those of each entry, then the directory.
 *
 * @example const zip = createZip(); write(zip.add('DMA.xlsx', bytes)); write(zip.end())
 */
export function createZip(): ZipWriter {
  const directory: Buffer[] = []
  let offset = 0
  return {
    add(name, content) {
      const facts: ZipEntryFacts = { name, method: STORED, crc: crc32(content), packedSize: content.length, size: content.length, offset }
      const local = localEntry(facts)
      if (directory.length >= MOST_ENTRIES || offset + local.length + content.length > MOST_BYTES) throw new RangeError('A zip holds at most 65,535 files and 4 GB.')
      directory.push(centralEntry(facts))
      offset += local.length + content.length
      return [local, content]
    },
    end() {
      const entries = Buffer.concat(directory)
      return [entries, endOfDirectory({ count: directory.length, size: entries.length, offset })]
    },
  }
}
