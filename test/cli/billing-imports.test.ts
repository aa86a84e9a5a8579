import { writeFileSync } from 'node:fs'
import { join } from 'node:path'

import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import { createCliFolder } from '../support/cli.ts'

const folder = createCliFolder()
beforeAll(() => folder.createSample())
afterAll(() => folder.remove())

function file(name: string, content: string | Uint8Array): string {
  writeFileSync(join(folder.path, name), content)
  return name
}

describe('ratebook import of agencies, encumbrances and usage', () => {
  it('every template imports as it stands, each after the other', () => {
    for (const kind of ['agencies', 'encumbrances', 'usage']) {
      const { code, stdout } = folder.run('template', kind, '--year', 'FY2004')
      expect({ kind, code }).toEqual({ kind, code: 0 })
      const { answer } = folder.ask('import', 'sample.ratebook', kind, file(`${kind}.csv`, stdout.replaceAll('A03', 'MF-CPU-P').replaceAll('ABC', 'ZZTEST')))
      expect({ kind, effects: answer.rows.map((each) => each['effect']), errors: answer.warnings.filter((each) => each.severity === 'error') }).toEqual({ kind, effects: ['new'], errors: [] })
    }
    expect(folder.ask('template', 'usage').answer.rows).toMatchObject([{ column: 'agency', required: true }, { column: 'rate' }, { column: 'month', example: '2004-07' }, { column: 'quantity' }])
  })

  it('usage twice changes nothing; a dry run says what would happen; what is bad is refused whole, with its row and column', () => {
    const twice = folder.run('import', 'sample.ratebook', 'usage', 'usage.csv')
    expect(twice).toMatchObject({ code: 0, stdout: expect.stringContaining('Nothing to change: Import usage.csv: 1 usage line, July 2003') })
    const wide = file('wide.csv', 'Department,Resource,2003-07,2003-08\nZZTEST,MF-CPU-P,2,3\n')
    expect(folder.ask('import', 'sample.ratebook', 'usage', wide, '--dry-run')).toMatchObject({ code: 0, answer: { rows: [{ effect: 'changed', effectText: 'changed: 1250.5 -> 2' }, { effect: 'new', code: 'ZZTEST', title: 'MF-CPU-P 2003-08' }] } })
    const odd = file('odd.csv', 'who,what,when,how many\nZZTEST,MF-CPU-P,2003-09,1\nNOBODY,MF-CPU-P,2003-09,1\n')
    const columns = ['--column', 'agency=who', '--column', 'rate=B', '--column', 'month=when', '--column', 'quantity=4']
    const refused = folder.ask('import', 'sample.ratebook', 'usage', odd, ...columns)
    expect(refused).toMatchObject({ code: 1, answer: { rows: [{ rowNumber: 3, effect: 'refused' }], warnings: [{ code: 'unknown-reference', place: { file: 'odd.csv', row: 3, column: 'who' } }] } })
    expect(folder.ask('import', 'sample.ratebook', 'usage', odd, '--column', 'salary=who')).toMatchObject({ code: 1, answer: { warnings: [{ code: 'wrong-columns' }] } })
    expect(folder.ask('import', 'sample.ratebook', 'usage', 'absent.csv')).toMatchObject({ code: 1, answer: { warnings: [{ code: 'unreadable-file' }] } })
    expect(folder.ask('import', 'sample.ratebook', 'usage', '.')).toMatchObject({ code: 1, answer: { warnings: [{ code: 'unreadable-file', message: expect.stringContaining('is a folder') }] } })
    const twins = file('twins.csv', 'agency,rate,month,quantity,quantity\nZZTEST,MF-CPU-P,2003-09,1,2\n')
    expect(folder.ask('import', 'sample.ratebook', 'usage', twins)).toMatchObject({ code: 1, answer: { rows: [], warnings: [{ message: 'Two columns are named "quantity": D and E.', place: { file: 'twins.csv', row: 1, column: 'quantity' } }] } })
    expect([folder.run('import', 'sample.ratebook', 'usage', wide, '--version', 'FY2004').code, folder.run('verify', 'sample.ratebook').code]).toEqual([2, 0])
  })
})
