/**
 * Rewrites a zip that this application has just made: each entry may be changed on the way. exceljs stores its entries
 * unpacked for us, and zlib packs them here several times faster than exceljs' own packer.
 * Not for files from outside: those go through `inspect-zip.ts`.
 */
import { crc32, deflateRawSync } from 'node:zlib'

const LOCAL_HEADER = 0x04034b50
const CENTRAL_HEADER = 0x02014b50
const END_OF_DIRECTORY = 0x06054b50
const DEFLATE = 8
const UTF8_NAMES = 0x0800
/** 1980-01-01, the zip format's first day: the same report gives the same bytes. */
const FIRST_DAY = 0x0021

export type ZipEntry = { readonly name: string; readonly content: Buffer }

/** Entries of a zip whose entries are stored, not compressed. */
export function storedEntries(bytes: Buffer): readonly ZipEntry[] {
  const end = bytes.lastIndexOf(Buffer.from([0x50, 0x4b, 0x05, 0x06]))
  if (end < 0) throw new Error('The workbook that was just made is not a zip.')
  const count = bytes.readUInt16LE(end + 10)
  let at = bytes.readUInt32LE(end + 16)
  const entries: ZipEntry[] = []
  for (let index = 0; index < count; index += 1) {
    if (bytes.readUInt32LE(at) !== CENTRAL_HEADER || bytes.readUInt16LE(at + 10) !== 0) throw new Error('The workbook that was just made has an entry that is not stored.')
    const size = bytes.readUInt32LE(at + 24)
    const nameLength = bytes.readUInt16LE(at + 28)
    const local = bytes.readUInt32LE(at + 42)
    const name = bytes.toString('utf8', at + 46, at + 46 + nameLength)
    const start = local + 30 + bytes.readUInt16LE(local + 26) + bytes.readUInt16LE(local + 28)
    if (!name.endsWith('/')) entries.push({ name, content: bytes.subarray(start, start + size) })
    at += 46 + nameLength + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32)
  }
  return entries
}

/** What a zip says of an entry, twice: before its content, and in the directory. */
export type ZipEntryFacts = { readonly name: string; readonly method: number; readonly crc: number; readonly packedSize: number; readonly size: number; readonly offset: number }

/** What follows the signature in the local header also stands in the directory. */
function commonPart({ name, method, crc, packedSize, size }: ZipEntryFacts): Buffer {
  const common = Buffer.alloc(26)
  common.writeUInt16LE(20, 0)
  common.writeUInt16LE(UTF8_NAMES, 2)
  common.writeUInt16LE(method, 4)
  common.writeUInt16LE(0, 6)
  common.writeUInt16LE(FIRST_DAY, 8)
  common.writeUInt32LE(crc, 10)
  common.writeUInt32LE(packedSize, 14)
  common.writeUInt32LE(size, 18)
  common.writeUInt16LE(Buffer.byteLength(name, 'utf8'), 22)
  return common
}

/** What stands before an entry's content. */
export function localEntry(facts: ZipEntryFacts): Buffer {
  const signature = Buffer.alloc(4)
  signature.writeUInt32LE(LOCAL_HEADER, 0)
  return Buffer.concat([signature, commonPart(facts), Buffer.from(facts.name, 'utf8')])
}

/** An entry of the directory. */
export function centralEntry(facts: ZipEntryFacts): Buffer {
  const head = Buffer.alloc(6)
  head.writeUInt32LE(CENTRAL_HEADER, 0)
  head.writeUInt16LE(20, 4)
  const tail = Buffer.alloc(14)
  tail.writeUInt32LE(facts.offset, 10)
  return Buffer.concat([head, commonPart(facts), tail, Buffer.from(facts.name, 'utf8')])
}

export function endOfDirectory({ count, size, offset }: { readonly count: number; readonly size: number; readonly offset: number }): Buffer {
  const end = Buffer.alloc(22)
  end.writeUInt32LE(END_OF_DIRECTORY, 0)
  end.writeUInt16LE(count, 8)
  end.writeUInt16LE(count, 10)
  end.writeUInt32LE(size, 12)
  end.writeUInt32LE(offset, 16)
  return end
}

/** A zip of these entries, packed. */
export function packEntries(entries: readonly ZipEntry[]): Uint8Array<ArrayBuffer> {
  const parts: Buffer[] = []
  const directory: Buffer[] = []
  let offset = 0
  for (const { name, content } of entries) {
    const packed = deflateRawSync(content, { level: 6 })
    const facts: ZipEntryFacts = { name, method: DEFLATE, crc: crc32(content), packedSize: packed.length, size: content.length, offset }
    const local = localEntry(facts)
    parts.push(local, packed)
    directory.push(centralEntry(facts))
    offset += local.length + packed.length
  }
  const directoryBytes = Buffer.concat(directory)
  const whole = Buffer.concat([...parts, directoryBytes, endOfDirectory({ count: entries.length, size: directoryBytes.length, offset })])
  // Of its own memory, so that it can be handed to another thread without a copy.
  const own = new Uint8Array(new ArrayBuffer(whole.length))
  own.set(whole)
  return own
}
