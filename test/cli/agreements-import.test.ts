import { writeFileSync } from 'node:fs'
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

describe('ratebook import of agreements', () => {
  it('SLM-6: the template imports as it stands; the same file twice changes nothing', () => {
    const { code, stdout } = folder.run('template', 'agreements')
    expect(code).toBe(0)
    const data = file('agreements.csv', stdout.replaceAll('ABC', 'QMT'))
    const { answer } = folder.ask('import', 'sample.ratebook', 'agreements', data)
    expect([answer.rows.map((each) => each['effect']), answer.warnings.filter((each) => each.severity === 'error')]).toEqual([['new'], []])
    expect(folder.run('import', 'sample.ratebook', 'agreements', data)).toMatchObject({ code: 0, stdout: expect.stringContaining('Nothing to change: Import agreements.csv: 1 agreement') })
  })

  it('overlapping agreements are refused with their rows and days, and nothing is written', () => {
    const data = file('overlap.csv', 'code,title,customer,services,starts,ends\nSLA-900,ListServ again,XFA,LISTSERV,2005-06-30,2006-06-30\nSLA-901,Ports,XFA,NW-PORT,2005-07-01,\n')
    const refused = folder.ask('import', 'sample.ratebook', 'agreements', data, '--dry-run')
    expect(refused).toMatchObject({ code: 1, answer: { warnings: [{ code: 'overlapping-dates', message: 'SLA-900 and SLA-001 both cover ListServ for XFA from 2005-06-30 to 2005-06-30.', place: { file: 'overlap.csv', row: 2 } }] } })
    expect(folder.run('verify', 'sample.ratebook').code).toBe(0)
  })
})
