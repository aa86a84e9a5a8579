import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import { Decimal } from '../../src-shared/domain/decimal.ts'
import { createCliFolder, type Answer } from '../support/cli.ts'

const folder = createCliFolder()
beforeAll(() => folder.createSample())
afterAll(() => folder.remove())

const FILE = 'sample.ratebook'

function ofKind({ rows }: Answer, kind: string): readonly Record<string, unknown>[] {
  return rows.filter((each) => each['row'] === kind)
}

function sumOf(rows: readonly Record<string, unknown>[], field: string): string {
  return rows.reduce((sum, row) => sum.plus(String(row[field])), new Decimal(0)).toFixed()
}

describe('ratebook project', () => {
  it('PROJ-1, PROJ-2: a customer’s year, rate by rate and month by month, adds up; a year that is over is its bills', () => {
    const { code, answer } = folder.ask('project', FILE, '--agency', 'QHB', '--version', 'FY2005')
    expect([code, answer.schema, answer.command]).toEqual([0, 'ratebook/project/1', 'project'])
    const [total] = ofKind(answer, 'total')
    if (total === undefined) throw new Error('No total.')
    const rates = ofKind(answer, 'rate')
    expect(rates.length).toBeGreaterThan(10)
    const mailboxes = rates.find((each) => each['code'] === 'MM-MBX-A')
    expect(mailboxes).toMatchObject({ chosen: 'mean', method: 'Mean of the last 6 months' })
    expect(ofKind(answer, 'month')).toHaveLength(12)
    expect(sumOf(ofKind(answer, 'month'), 'after')).toBe(String(total['after']))
    expect(sumOf(ofKind(answer, 'encumbrance'), 'amount')).toBe(String(total['after']))
    expect(new Decimal(String(total['after'])).minus(String(total['before'])).toFixed()).toBe(String(total['difference']))
    // The sample's budget was handed over by rate alone.
    expect(sumOf(ofKind(answer, 'month'), 'budget')).toBe(String(Object(total['budget']).budget))
    expect(total['ratesInTwelfths']).toBe(36)
    const bill = folder.ask('bill', FILE, '--agency', 'QHB', '--version', 'FY2004')
    const billed = ofKind(bill.answer, 'total')[0]
    expect(billed).toMatchObject({ amount: total['before'] })
  })

  it('PROJ-2, BILL-9: bills and impact lie on planned usage, which is the budgets of the customers', () => {
    const totalOf = (...asked: readonly string[]): Record<string, unknown> | undefined => ofKind(folder.ask(...asked).answer, 'total')[0]
    const budget = totalOf('project', FILE, '--agency', 'QHB', '--version', 'FY2005')
    expect(totalOf('bill', FILE, '--agency', 'QHB', '--version', 'FY2005', '--usage', 'planned')?.['amount']).toBe(budget?.['after'])
    const impact = folder.ask('impact', FILE, '--from', 'FY2004', '--to', 'FY2005', '--usage', 'planned').answer
    expect(ofKind(impact, 'agency').find((each) => each['agency'] === 'QHB')).toMatchObject({ before: budget?.['before'], after: budget?.['after'] })
    const { code, stdout } = folder.run('impact', FILE, '--from', 'FY2004', '--to', 'FY2005', '--usage', 'FY2005-planned')
    expect([code, stdout]).toEqual([0, expect.stringContaining('FY2004 to FY2005, on the planned usage of FY2005, in USD')])
    expect(stdout).toMatch(/^Down: [A-Z]{3}(, [A-Z]{3})*$/m)
    expect(folder.run('impact', FILE, '--from', 'FY2004', '--to', 'FY2005').stdout).toContain('FY2004 to FY2005, on the usage of FY2004')
    expect(folder.run('impact', FILE, '--from', 'FY2003', '--to', 'FY2004').stdout).toContain('on the usage of FY2003 and FY2004')
    expect(folder.ask('impact', FILE, '--from', 'FY2004', '--to', 'FY2005', '--usage', 'own').answer.warnings).toContainEqual(expect.objectContaining({ message: expect.stringContaining('FY2005 has usage of 6 of 12 months, FY2004 of 12') }))
    expect(folder.ask('impact', FILE, '--from', 'FY2003', '--to', 'FY2004', '--usage', 'FY2003').answer.warnings).toContainEqual(expect.objectContaining({ message: expect.stringContaining('3,202,338.00 USD of the bills at FY2003 is for usage that has no price in FY2004') }))
    expect(folder.run('impact', FILE, '--from', 'FY2004', '--to', 'FY2005', '--usage', 'soon-planned').code).toBe(2)
  })

  it('a customer without usage gets a note, not an empty table alone; a month of another year is told by the year of the usage', () => {
    expect(folder.ask('bill', FILE, '--agency', 'XTB', '--version', 'FY2004').answer.warnings).toContainEqual(expect.objectContaining({ severity: 'note', message: 'XTB has no usage and no credits in FY2004: there is nothing to bill.' }))
    expect(folder.ask('project', FILE, '--agency', 'XTB', '--version', 'FY2005').answer.warnings).toContainEqual(expect.objectContaining({ severity: 'note', message: 'XTB has no usage in FY2004 and FY2005: there is nothing to project.' }))
    expect(folder.run('bill', FILE, '--agency', 'XFA', '--version', 'FY2004', '--usage', 'FY2003', '--month', '2003-07').stderr).toContain('2003-07 is not a month of FY2003, whose usage is billed.')
  })

  it('another method is looked at, not kept; the text names what is fictional, and the effects in words', () => {
    const usual = folder.ask('project', FILE, '--agency', 'XCH', '--version', 'FY2005')
    const other = folder.ask('project', FILE, '--agency', 'XCH', '--version', 'FY2005', '--method', 'same-month-last-year')
    expect(ofKind(other.answer, 'rate').map((each) => each['chosen'])).not.toContain('best')
    expect(ofKind(other.answer, 'total')).not.toEqual(ofKind(usual.answer, 'total'))
    const { stdout } = folder.run('project', FILE, '--agency', 'XCH', '--version', 'FY2005')
    expect(stdout).toContain('The agency XCH and its usage are fictional.')
    expect(stdout).toContain('Largest volume effects:')
  })

  it('names an agency or a version that is not there', () => {
    const agency = folder.run('project', FILE, '--agency', 'NONE', '--version', 'FY2005')
    expect([agency.code, agency.stderr]).toEqual([1, expect.stringContaining('NONE')])
    expect(folder.run('project', FILE, '--agency', 'XFA', '--version', 'FY1999').code).toBe(1)
  })
})
