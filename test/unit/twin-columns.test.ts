import { describe, expect, test } from 'vitest'

import { fiscalYear, isoDate } from '../../src-shared/domain/fiscal-year.ts'
import { planOf } from '../../src-shared/domain/version.ts'
import { planCostImport } from '../../src-shared/domain/costs/imports/plan-cost-import.ts'
import { readMeasures } from '../../src-shared/domain/usage/measures/read-measures.ts'
import { usageMappingIssues } from '../../src-shared/domain/usage/imports/usage-mapping-issues.ts'
import { proposeUsageMapping } from '../../src-shared/domain/usage/imports/propose-usage-mapping.ts'
import { countingIds, smallModel } from '../support/small-model.ts'

function usageIssues(...header: readonly string[]): readonly string[] {
  return usageMappingIssues({ mapping: proposeUsageMapping([header], [1]), header, fileName: 'usage.csv' }).map(({ message }) => message)
}

describe('two columns of one name', () => {
  test('refuse a file of usage: which of the figures is meant, nobody can say', () => {
    expect(usageIssues('agency', 'rate', 'month', 'quantity', 'Quantity ')).toEqual(['Two columns are named "quantity": D and E.'])
    expect(usageIssues('agency', 'rate', '2003-07', '2003-07', '2003-08')).toEqual(['Two columns are named "2003-07": C and D.'])
    expect(usageIssues('agency', 'rate', '2003-07', 'July 2003')).toEqual(['The columns "2003-07" and "July 2003" are all of July 2003.'])
    // Those that are not read may be called what they like.
    expect(usageIssues('agency', 'rate', 'month', 'quantity', 'note', 'note')).toEqual([])
  })

  test('refuse a table and raw usage', () => {
    const draft = smallModel()
    const request = { kind: 'agencies' as const, draft, version: planOf(fiscalYear(2005)), fileName: 'agencies.csv', sheet: '', rowNumbers: [1, 2], rows: [['code', 'name', 'name'], ['NEW', 'One', 'Two']], mapping: null, newId: countingIds(), author: 'Ann', today: isoDate('2026-11-26') }
    expect(planCostImport(request)).toMatchObject({ plan: null, outcome: { issues: [{ severity: 'error', message: 'Two columns are named "name": B and C.', place: { row: 1 } }] } })
    const table = { fileName: 'raw.csv', sheet: '', rowNumbers: [3, 4], rows: [['agency', 'kind', 'month', 'checks', 'checks'], ['DMA', 'payroll-checks', '2003-10', '1', '2']] }
    expect(readMeasures({ draft, catalog: { months: [] }, table })).toMatchObject({ measures: [], issues: [{ severity: 'error', message: 'Two columns are named "checks": D and E.', place: { row: 3 } }] })
  })
})
