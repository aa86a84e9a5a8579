/**
 * Renders the SVG marks into what each system wants: `node assets/icons/render-icons.mjs`.
 * ico and icns are plain containers of PNGs, so they are written here.
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

import { Resvg } from '@resvg/resvg-js'

const folder = import.meta.dirname
/** icns type of each PNG size, as macOS names them. */
const ICNS_TYPES = [['icp4', 16], ['icp5', 32], ['icp6', 64], ['ic07', 128], ['ic08', 256], ['ic09', 512], ['ic10', 1024]]
const ICO_SIZES = [16, 24, 32, 48, 64, 128, 256]

function png(svg, size) {
  return new Resvg(svg, { fitTo: { mode: 'width', value: size }, font: { loadSystemFonts: false } }).render().asPng()
}

function ico(images) {
  const header = Buffer.alloc(6)
  header.writeUInt16LE(1, 2)
  header.writeUInt16LE(images.length, 4)
  let offset = 6 + 16 * images.length
  const entries = images.map(({ size, data }) => {
    const entry = Buffer.alloc(16)
    // 0 stands for 256.
    entry.writeUInt8(size % 256, 0)
    entry.writeUInt8(size % 256, 1)
    entry.writeUInt16LE(1, 4)
    entry.writeUInt16LE(32, 6)
    entry.writeUInt32LE(data.length, 8)
    entry.writeUInt32LE(offset, 12)
    offset += data.length
    return entry
  })
  return Buffer.concat([header, ...entries, ...images.map(({ data }) => data)])
}

function icns(images) {
  const chunks = images.map(({ type, data }) => {
    const head = Buffer.alloc(8)
    head.write(type, 0, 'ascii')
    head.writeUInt32BE(data.length + 8, 4)
    return Buffer.concat([head, data])
  })
  const body = Buffer.concat(chunks)
  const head = Buffer.alloc(8)
  head.write('icns', 0, 'ascii')
  head.writeUInt32BE(body.length + 8, 4)
  return Buffer.concat([head, body])
}

for (const name of ['icon', 'model']) {
  const svg = readFileSync(join(folder, `${name}.svg`), 'utf8')
  writeFileSync(join(folder, `${name}.png`), png(svg, 512))
  writeFileSync(join(folder, `${name}.ico`), ico(ICO_SIZES.map((size) => ({ size, data: png(svg, size) }))))
  writeFileSync(join(folder, `${name}.icns`), icns(ICNS_TYPES.map(([type, size]) => ({ type, data: png(svg, size) }))))
}
