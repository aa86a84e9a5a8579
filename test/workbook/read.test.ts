import { crc32, deflateRawSync } from 'node:zlib'

import { describe, expect, it } from 'vitest'

import type { ForeignTable } from '../../src-main/core/ports.ts'
import { createWorkbooks } from '../../src-main/workbook/index.ts'
import { readInWorker } from '../../src-main/workbook/read-in-worker.ts'
import { storedNumber } from '../../src-main/workbook/read-xlsx.ts'
import type { Issue } from '../../src-shared/domain/issues.ts'
import { sampleReport } from './sample-report.ts'
import { partsOf, smallWorkbook, valueOf, withParts } from './workbook-parts.ts'

const workbooks = createWorkbooks()
const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text)
const readText = async (text: string | Uint8Array, name = 'rates.csv') => workbooks.read({ name, bytes: typeof text === 'string' ? utf8(text) : text })

async function tableOf(text: string | Uint8Array): Promise<ForeignTable> {
  const [table] = valueOf(await readText(text))
  if (table === undefined) throw new Error('no table')
  return table
}

async function refusalOf(bytes: string | Uint8Array, name = 'rates.csv'): Promise<Issue> {
  const result = await readText(bytes, name)
  if (result.ok) throw new Error('it was read')
  const [first] = result.failure
  if (first === undefined) throw new Error('it was refused without a reason')
  // Every refusal says what, where and what to do.
  expect(first.place?.file).toBe(name)
  expect(first.remedy).toMatch(/\.$/)
  return first
}

describe('reading a CSV', () => {
  it('keeps text as it stands, and the numbers of rows', async () => {
    expect(await tableOf('code,rate\n\nA03,"99.81 ""net"""\r\nA04,1e400\nA05,NaN\nA06,"12,34"\n')).toEqual({
      sheet: 'rates', rowNumbers: [1, 3, 4, 5, 6], rows: [['code', 'rate'], ['A03', '99.81 "net"'], ['A04', '1e400'], ['A05', 'NaN'], ['A06', '12,34']],
    })
  })

  it.each([['commas', ','], ['semicolons', ';'], ['tabs', '\t']])('finds out that columns are parted by %s', async (_, delimiter) => {
    const lines = [['code', 'note', 'rate'], ['A03', 'one, two', '99,81'], ['A04', 'a; b', '1,5']].map((row) => row.map((cell) => `"${cell}"`).join(delimiter))
    expect((await tableOf(lines.join('\n'))).rows[1]).toEqual(['A03', 'one, two', '99,81'])
  })

  it('prose in comments does not tell by what the columns are parted', async () => {
    expect((await tableOf('# code: a; b; c\n# note: d; e; f\ncode,amount\nA03,"12,500.00"\n')).rows[3]).toEqual(['A03', '12,500.00'])
  })

  it.each([
    ['UTF-8 with its mark', Buffer.from('\uFEFFcode,Größe\nA,1', 'utf8')],
    ['UTF-16, little end first', Buffer.from('\uFEFFcode,Größe\nA,1', 'utf16le')],
    ['UTF-16, big end first', Buffer.from('\uFEFFcode,Größe\nA,1', 'utf16le').swap16()],
  ])('reads %s', async (_, bytes) => {
    expect((await tableOf(bytes)).rows[0]).toEqual(['code', 'Größe'])
  })

  it('refuses another encoding with the place of the first byte that is wrong', async () => {
    const issue = await refusalOf(Buffer.from('code,name\nA,Gr\xF6\xDFe\n', 'latin1'))
    expect(issue).toMatchObject({ code: 'wrong-encoding', place: { row: 2 } })
    expect(issue.message).toContain('byte 15 (0xF6), in line 2')
    expect((await refusalOf(Buffer.from([0x61, 0xc3]))).message).toContain('byte 2 (0xC3), in line 1')
    expect((await refusalOf(Buffer.from('a\0b\0', 'latin1'))).code).toBe('wrong-encoding')
  })

  it('refuses a quotation mark that is never closed, and names where it opens', async () => {
    const issue = await refusalOf(`code,name\nA,"fine"\nB,"never closed\n${'C,x\n'.repeat(200)}`)
    expect(issue).toMatchObject({ code: 'quote-not-closed', place: { row: 3, column: 'B' } })
  })

  it('refuses ten million columns at once', async () => {
    const issue = await refusalOf(`${','.repeat(10_000_000)}\n1`)
    expect(issue).toMatchObject({ code: 'too-many-columns', place: { row: 1 } })
  })

  it('refuses a cell that is too long, by its place', async () => {
    expect(await refusalOf(`a,b\n1,${'x'.repeat(10_001)}\n${'1,2\n'.repeat(5_000)}`)).toMatchObject({ code: 'text-too-long', place: { row: 2, column: 'B' } })
  })

  it('refuses more rows than it takes', async () => {
    expect((await refusalOf('1\n'.repeat(1_000_001))).code).toBe('too-many-rows')
  })

  it('refuses a file that is too large, without reading it', async () => {
    expect((await refusalOf(new Uint8Array(50_000_001))).code).toBe('file-too-large')
  })

  it('refuses an empty file, a file of empty lines and a PDF', async () => {
    expect((await refusalOf('')).code).toBe('unreadable-file')
    expect((await refusalOf('\n\n')).code).toBe('wrong-columns')
    expect((await refusalOf('%PDF-1.7\n')).message).toBe('The file is a PDF.')
  })

  it('reads back the CSV that it writes', async () => {
    const table = await tableOf(await workbooks.write(sampleReport(), 'csv'))
    expect(table.rows[1]?.slice(2, 8)).toEqual(['A03', 'CPU, prime time', 'CPU unit', '103.50', '99.81', '-3.69'])
  })

  it('stops when its time is over, and when it is told to', async () => {
    const bytes = utf8('1,2,3,4,5,6,7,8\n'.repeat(900_000))
    const late = await readInWorker({ name: 'slow.csv', bytes }, {}, { milliseconds: 1 })
    expect(late).toMatchObject({ ok: false, failure: [{ code: 'unreadable-file', place: { file: 'slow.csv' } }] })
    const controller = new AbortController()
    const reading = workbooks.read({ name: 'slow.csv', bytes }, { signal: controller.signal })
    controller.abort(new Error('the person cancelled'))
    await expect(reading).rejects.toThrow('the person cancelled')
  })
})

/** A zip with one deflated part whose directory says what the test wants it to say. */
function zipOf(name: string, content: Buffer, declared = content.length): Uint8Array {
  const packed = deflateRawSync(content)
  const common = Buffer.alloc(26)
  common.writeUInt16LE(20, 0)
  common.writeUInt16LE(8, 4)
  common.writeUInt32LE(crc32(content), 10)
  common.writeUInt32LE(packed.length, 14)
  common.writeUInt32LE(declared, 18)
  common.writeUInt16LE(name.length, 22)
  const local = Buffer.concat([Buffer.from('PK\x03\x04', 'latin1'), common, Buffer.from(name), packed])
  const directory = Buffer.concat([Buffer.from('PK\x01\x02\x14\x00', 'latin1'), common, Buffer.alloc(14), Buffer.from(name)])
  const end = Buffer.alloc(22)
  end.write('PK\x05\x06', 'latin1')
  end.writeUInt16LE(1, 8)
  end.writeUInt16LE(1, 10)
  end.writeUInt32LE(directory.length, 12)
  end.writeUInt32LE(local.length, 16)
  return Buffer.concat([local, directory, end])
}

describe('reading a workbook', () => {
  it('gives cells as text: numbers with all their digits, dates as ISO, percentages as they are shown', async () => {
    const bytes = await smallWorkbook((workbook) => {
      const sheet = workbook.addWorksheet('Rates')
      sheet.addRow(['code', 'rate', 'from', 'share', 'text'])
      sheet.addRow([])
      sheet.addRow(['A03', 99.81, new Date('2003-07-01T00:00:00Z'), 0.168, '0012'])
      sheet.addRow(['A04', 0.1 + 0.2, new Date('2003-07-01T08:30:00Z'), true, { richText: [{ text: 'rich ' }, { text: 'text' }] }])
      sheet.getCell('D3').numFmt = '0.0%'
      workbook.addWorksheet('Hidden', { state: 'hidden' }).addRow([{ formula: '1+1', result: 2 }])
    })
    expect(valueOf(await workbooks.read({ name: 'rates.xlsx', bytes }))).toEqual([
      { sheet: 'Rates', rowNumbers: [1, 3, 4], rows: [['code', 'rate', 'from', 'share', 'text'], ['A03', '99.81', '2003-07-01', '16.8%', '0012'], ['A04', '0.3', '2003-07-01T08:30:00', 'TRUE', 'rich text']] },
    ])
  })

  it('keeps the zeros that a number shows: they say how exact it is (NUM-3, RATE-7)', async () => {
    const formats = ['General', '0.00', '$#,##0.00', '0.0000', '#,##0.00_);[Red](#,##0.00)', '"0.000" 0', '0.0#', '0.00%', '[$$-409]#,##0.00', '0']
    const bytes = await smallWorkbook((workbook) => {
      const sheet = workbook.addWorksheet('Rates')
      for (const format of formats) sheet.getCell(sheet.rowCount + 1, 1).value = format
      formats.forEach((format, index) => {
        for (const [column, value] of [[2, 548], [3, 0.0385], [4, -0.5]] as const) Object.assign(sheet.getCell(index + 1, column), { value, numFmt: format })
      })
    })
    const [table] = valueOf(await workbooks.read({ name: 'rates.xlsx', bytes }))
    expect(table?.rows).toEqual([
      ['General', '548', '0.0385', '-0.5'], ['0.00', '548.00', '0.0385', '-0.50'], ['$#,##0.00', '548.00', '0.0385', '-0.50'], ['0.0000', '548.0000', '0.0385', '-0.5000'],
      ['#,##0.00_);[Red](#,##0.00)', '548.00', '0.0385', '-0.50'], ['"0.000" 0', '548', '0.0385', '-0.5'], ['0.0#', '548.0', '0.0385', '-0.5'], ['0.00%', '54800.00%', '3.85%', '-50.00%'],
      ['[$$-409]#,##0.00', '548.00', '0.0385', '-0.50'], ['0', '548', '0.0385', '-0.5'],
    ])
  })

  it('refuses formulas, and names sheet and cell of each', async () => {
    const bytes = await smallWorkbook((workbook) => workbook.addWorksheet('FY2004').addRow(['A03', { formula: '1+1', result: 2 }]))
    expect(await refusalOf(bytes, 'rates.xlsx')).toMatchObject({ code: 'formula-in-cell', message: 'There is a formula in cell B1 of sheet "FY2004".', place: { sheet: 'FY2004', row: 1, column: 'B' } })
    const own = await workbooks.read({ name: 'own.xlsx', bytes: await workbooks.write(sampleReport(), 'xlsx') })
    expect(own.ok ? 0 : own.failure.length).toBeGreaterThan(10)
  })

  it('refuses merged cells, and names the range', async () => {
    const bytes = await smallWorkbook((workbook) => {
      const sheet = workbook.addWorksheet('FY2004')
      sheet.addRow(['A', 'B'])
      sheet.mergeCells('A1:B1')
    })
    expect(await refusalOf(bytes, 'rates.xlsx')).toMatchObject({ code: 'merged-cells', message: 'The cells A1:B1 of sheet "FY2004" are merged.', place: { sheet: 'FY2004', row: 1 } })
  })

  it('refuses a range that is merged to keep it busy', async () => {
    const plain = await smallWorkbook((workbook) => workbook.addWorksheet('S').addRow(['A']))
    const bytes = withParts(plain, (part) => (part.name === 'xl/worksheets/sheet1.xml' ? { name: part.name, content: Buffer.from(part.content.toString('utf8').replace('</sheetData>', '</sheetData><mergeCells count="1"><mergeCell ref="A1:XFD1048576"/></mergeCells>')) } : part))
    expect((await refusalOf(bytes, 'rates.xlsx')).code).toBe('merged-cells')
  })

  it('refuses a number that no double holds', async () => {
    const plain = await smallWorkbook((workbook) => workbook.addWorksheet('S').addRow([7]))
    const bytes = withParts(plain, (part) => (part.name === 'xl/worksheets/sheet1.xml' ? { name: part.name, content: Buffer.from(part.content.toString('utf8').replace('<v>7</v>', '<v>1e400</v>')) } : part))
    expect(await refusalOf(bytes, 'rates.xlsx')).toMatchObject({ code: 'number-out-of-range', place: { sheet: 'S', row: 1, column: 'A' } })
  })

  it('refuses what is no zip, no workbook, or damaged', async () => {
    expect((await refusalOf('code,rate', 'rates.xlsx')).message).toContain('does not begin as a zip does')
    expect((await refusalOf(Buffer.from('PK\x03\x04 and nothing else'), 'rates.xlsx')).code).toBe('unreadable-file')
    expect((await refusalOf(zipOf('hello.txt', Buffer.from('hello')), 'rates.xlsx')).message).toContain('holds no workbook')
    expect((await refusalOf(Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1]), 'rates.xls')).message).toContain('old Excel workbook')
    const whole = await smallWorkbook((workbook) => workbook.addWorksheet('S').addRow(['A']))
    expect((await refusalOf(whole.subarray(0, whole.length - 40), 'rates.xlsx')).code).toBe('unreadable-file')
    const broken = withParts(whole, (part) => (part.name === 'xl/worksheets/sheet1.xml' ? { name: part.name, content: Buffer.from('<worksheet><sheetData><row r="1"><c r="A1"') } : part))
    expect((await readText(broken, 'rates.xlsx')).ok).toBe(false)
  })

  it('refuses a zip bomb by what it says, by what it does, and by its number of parts', async () => {
    const zeros = Buffer.alloc(400_000_000)
    expect(await refusalOf(zipOf('xl/workbook.xml', zeros), 'bomb.xlsx')).toMatchObject({ code: 'file-too-large' })
    // Says that it is small.
    expect((await refusalOf(zipOf('xl/workbook.xml', zeros, 1_000), 'bomb.xlsx')).code).toMatch(/unreadable-file|file-too-large/)
    const plain = await smallWorkbook((workbook) => workbook.addWorksheet('S').addRow(['A']))
    const many = withParts(plain, (part) => part, Array.from({ length: 2_100 }, (_, index) => ({ name: `xl/x${index}.xml`, content: Buffer.from('') })))
    expect((await refusalOf(many, 'bomb.xlsx')).code).toBe('file-too-large')
    expect(partsOf(plain).length).toBeGreaterThan(5)
  })

  it('refuses a cell in a column beyond its limit', async () => {
    const bytes = await smallWorkbook((workbook) => {
      workbook.addWorksheet('S').getCell(2, 1_001).value = 'far'
    })
    expect(await refusalOf(bytes, 'rates.xlsx')).toMatchObject({ code: 'too-many-columns', place: { sheet: 'S', row: 2 } })
  })

  it('names the decimal that was typed, not the double that is stored', () => {
    expect([99.81, 0.1 + 0.2, 1e21, 5e-7, 0.0367, 123456789012345].map(storedNumber)).toEqual(['99.81', '0.3', '1000000000000000000000', '0.0000005', '0.0367', '123456789012345'])
  })
})
