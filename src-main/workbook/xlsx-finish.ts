/**
 * What exceljs 4.4 cannot write: named cell styles, the default font, alternative text of pictures, and links within the
 * workbook without an external target. Each is a small change to XML that exceljs has just made.
 * https://github.com/exceljs/exceljs/issues/1591 (named styles) would take away the largest part.
 */
import { packEntries, storedEntries } from './zip-repack.ts'
import { STYLE_NAMES, WORKBOOK_FONT, type StyleRole } from './xlsx-styles.ts'

/** A cell that carries a look of a role: `worksheet` counts from 1 as the part's name does. */
export type StyleUse = { readonly role: StyleRole; readonly worksheet: number; readonly address: string }

export type Finish = {
  readonly uses: readonly StyleUse[]
  /** For each worksheet with pictures, in the order of the drawings, the texts of its pictures. */
  readonly pictureTexts: readonly (readonly string[])[]
}

function escapeXml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;').replaceAll('\n', '&#10;')
}

function section(xml: string, tag: string): { readonly start: number; readonly end: number; readonly inner: string } {
  const open = new RegExp(`<${tag}\\b[^>]*>`).exec(xml)
  const end = xml.indexOf(`</${tag}>`)
  if (open === null || end < 0) throw new Error(`exceljs wrote no <${tag}>.`)
  const start = open.index
  return { start, end: end + tag.length + 3, inner: xml.slice(start + open[0].length, end) }
}

function replaceSection(xml: string, tag: string, replacement: string): string {
  const { start, end } = section(xml, tag)
  return xml.slice(0, start) + replacement + xml.slice(end)
}

function formatsOf(inner: string): readonly string[] {
  return inner.match(/<xf\b[^>]*?(?:\/>|>.*?<\/xf>)/gs) ?? []
}

/** Index of the cell format of each use, read from the worksheets. */
function formatRoles(uses: readonly StyleUse[], worksheets: ReadonlyMap<number, string>): ReadonlyMap<number, StyleRole> {
  const roles = new Map<number, StyleRole>()
  for (const use of uses) {
    const start = `<c r="${use.address}" s="`
    const xml = worksheets.get(use.worksheet) ?? ''
    const at = xml.indexOf(start)
    if (at < 0) continue
    const format = Number.parseInt(xml.slice(at + start.length, at + start.length + 8), 10)
    if (!roles.has(format)) roles.set(format, use.role)
  }
  return roles
}

function namedStyles(styles: string, roles: ReadonlyMap<number, StyleRole>): string {
  const formats = formatsOf(section(styles, 'cellXfs').inner)
  const used = [...new Set(roles.values())]
  const parents = used.map((role) => {
    const format = formats.find((_, index) => roles.get(index) === role) ?? '<xf/>'
    return format.replace(/ xfId="\d+"/, '').replace(/ numFmtId="\d+"/, ' numFmtId="0"').replace(/ applyNumberFormat="1"/, '')
  })
  const children = formats.map((format, index) => {
    const role = roles.get(index)
    return role === undefined ? format : format.replace(/ xfId="\d+"/, ` xfId="${used.indexOf(role) + 1}"`)
  })
  const normal = formatsOf(section(styles, 'cellStyleXfs').inner)[0] ?? '<xf numFmtId="0" fontId="0" fillId="0" borderId="0"/>'
  const names = used.map((role, index) => `<cellStyle name="${escapeXml(STYLE_NAMES[role])}" xfId="${index + 1}"/>`)
  let xml = replaceSection(styles, 'cellStyleXfs', `<cellStyleXfs count="${parents.length + 1}">${[normal, ...parents].join('')}</cellStyleXfs>`)
  xml = replaceSection(xml, 'cellXfs', `<cellXfs count="${children.length}">${children.join('')}</cellXfs>`)
  xml = replaceSection(xml, 'cellStyles', `<cellStyles count="${names.length + 1}"><cellStyle name="Normal" xfId="0" builtinId="0"/>${names.join('')}</cellStyles>`)
  // The Normal style's font: column widths count in its digits.
  return xml.replace(/<font>.*?<\/font>/s, `<font><sz val="10"/><color theme="1"/><name val="${WORKBOOK_FONT}"/><family val="2"/></font>`)
}

function describePictures(drawing: string, texts: readonly string[]): string {
  let index = 0
  return drawing.replaceAll(/<xdr:cNvPr id="(\d+)" name="([^"]*)"/g, (whole) => {
    const text = texts[index]
    index += 1
    return text === undefined ? whole : `${whole} descr="${escapeXml(text)}"`
  })
}

/** Changes the stored parts and packs them. */
export function finishWorkbook(stored: Buffer, finish: Finish): Uint8Array<ArrayBuffer> {
  const entries = storedEntries(stored)
  const worksheets = new Map<number, string>()
  const wanted = new Set(finish.uses.map((use) => use.worksheet))
  for (const entry of entries) {
    const number = Number.parseInt(/^xl\/worksheets\/sheet(\d+)\.xml$/.exec(entry.name)?.[1] ?? '0', 10)
    if (wanted.has(number)) worksheets.set(number, entry.content.toString('utf8'))
  }
  const roles = formatRoles(finish.uses, worksheets)
  return packEntries(
    entries.map((entry) => {
      const change = changeOf(entry.name, finish, roles)
      return change === null ? entry : { name: entry.name, content: Buffer.from(change(entry.content.toString('utf8')), 'utf8') }
    }),
  )
}

function changeOf(name: string, finish: Finish, roles: ReadonlyMap<number, StyleRole>): ((xml: string) => string) | null {
  if (name === 'xl/styles.xml') return (xml) => namedStyles(xml, roles)
  const drawing = /^xl\/drawings\/drawing(\d+)\.xml$/.exec(name)
  if (drawing) return (xml) => describePictures(xml, finish.pictureTexts[Number.parseInt(drawing[1] ?? '', 10) - 1] ?? [])
  // exceljs gives a link within the workbook an external target as well, which programs would try to open as a file.
  if (/^xl\/worksheets\/_rels\/sheet\d+\.xml\.rels$/.test(name)) return (xml) => xml.replaceAll(/<Relationship [^>]*\/hyperlink"[^>]*\/>/g, '')
  if (/^xl\/worksheets\/sheet\d+\.xml$/.test(name)) return (xml) => xml.replaceAll(/<hyperlink ref="([^"]*)" r:id="[^"]*"/g, '<hyperlink ref="$1"')
  return null
}
