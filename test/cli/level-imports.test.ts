import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import { createCliFolder } from '../support/cli.ts'

const folder = createCliFolder()
beforeAll(() => folder.createSample())
afterAll(() => folder.remove())

function file(name: string, content: string): string {
  writeFileSync(join(folder.path, name), content)
  return name
}

describe('ratebook import of targets, measurements, outages and incidents', () => {
  it('every template imports as it stands, each after the other; twice changes nothing', () => {
    for (const kind of ['targets', 'measurements', 'incidents']) {
      const { code, stdout } = folder.run('template', kind)
      expect({ kind, code }).toEqual({ kind, code: 0 })
      const data = file(`${kind}.csv`, stdout.replaceAll('CPU-AVL', 'CPU-NEW').replaceAll('INC-04711', 'INC-99011'))
      const { answer } = folder.ask('import', 'sample.ratebook', kind, data)
      expect({ kind, effects: answer.rows.map((each) => each['effect']), errors: answer.warnings.filter((each) => each.severity === 'error') }).toEqual({ kind, effects: ['new'], errors: [] })
    }
    expect(folder.run('import', 'sample.ratebook', 'incidents', 'incidents.csv')).toMatchObject({ code: 0, stdout: expect.stringContaining('Nothing to change') })
  })

  it('SLM-1: an outage ending before it starts, an unknown service and a bad time are refused with row and column, and nothing is written', () => {
    const bad = file('bad.csv', 'service,start,end\nMF-CPU,2004-03-12 08:15,2004-03-12 08:10\nNOWHERE,2004-03-12 08:15,\nMF-CPU,soon,\n')
    expect(folder.ask('import', 'sample.ratebook', 'outages', bad)).toMatchObject({
      code: 1,
      answer: { warnings: [{ code: 'dates-out-of-order', place: { row: 2, column: 'end' } }, { code: 'unknown-reference', place: { row: 3, column: 'service' } }, { code: 'not-an-instant', place: { row: 4, column: 'start' } }] },
    })
    expect([folder.run('import', 'sample.ratebook', 'outages', bad, '--version', 'FY2004').code, folder.run('verify', 'sample.ratebook').code]).toEqual([2, 0])
  })
})

describe('ratebook export of the scorecard', () => {
  it('SLM-3: writes the strip of the months that are asked for as CSV, and a workbook with pictures', () => {
    expect(folder.run('export', 'sample.ratebook', '--report', 'sla-scorecard', '--from', '2004-10', '--to', '2004-12', '--service', 'LISTSERV', '--out', 'list.csv').code).toBe(0)
    const [header, ...lines] = readFileSync(join(folder.path, 'list.csv'), 'utf8').replace('\uFEFF', '').split('\r\n')
    expect(header).toContain('Service,Code,Target,Goal,Oct 04,Nov 04,Dec 04,Latest value')
    expect(lines.find((each) => each.includes(',LST-NEW,'))).toContain('–,–,–,No data,business days,,No data')
    expect(lines.find((each) => each.includes(',LST-AVL,'))).toContain('Availability of list mail,≥ 99.50 %,M,M,M,100')
    const { answer } = folder.ask('export', 'sample.ratebook', '--report', 'sla-scorecard', '--from', '2004-10', '--to', '2004-12', '--service', 'MM-MBX', '--out', 'mail.xlsx')
    expect([answer.rows[0]?.['report'], existsSync(join(folder.path, 'mail.xlsx'))]).toEqual(['sla-scorecard', true])
    expect(folder.run('export', 'sample.ratebook', '--report', 'sla-scorecard', '--from', '2004-10', '--out', 'x.csv').code).toBe(2)
    expect(folder.ask('export', 'sample.ratebook', '--report', 'sla-scorecard', '--from', '2004-12', '--to', '2004-10', '--out', 'x.csv')).toMatchObject({ code: 1, answer: { warnings: [{ code: 'dates-out-of-order' }] } })
  })
})
