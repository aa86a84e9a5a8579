import { describe, expect, it } from 'vitest'

import { filterRows, NO_FILTER } from '../../src-renderer/features/rates/rate-filter.ts'
import { COLUMN_CHOICES, columnShape, ratesColumns } from '../../src-renderer/features/rates/rates-columns.ts'
import { fiscalYear } from '../../src-shared/domain/fiscal-year.ts'
import { applyPlan } from '../../src-shared/domain/model/apply-edit.ts'
import { compareVersions } from '../../src-shared/domain/rates/compare.ts'
import { planPriceEdits } from '../../src-shared/domain/rates/edit-prices.ts'
import { withdrawnPrices } from '../../src-shared/domain/rates/resolve-prices.ts'
import { planOf } from '../../src-shared/domain/version.ts'
import { countingIds, FY2003, FY2004, FY2005, smallModel } from '../support/small-model.ts'

const shown = new Set(COLUMN_CHOICES.filter((each) => each.isUsual).map((each) => each.id))
const isTyped = { isEditable: true, whyNot: '' }

describe('the columns of the what-if table', () => {
  const comparison = compareVersions(smallModel(), { base: FY2003, comparisons: [FY2004, FY2005], basis: 'published' })
  const columns = ratesColumns({ shape: columnShape(comparison), shown, editable: [isTyped, isTyped], withdrawn: [[], []], whyNotBase: 'The base.' })
  const [row] = comparison.rows

  it('say which version they belong to, and in what unit', () => {
    const heads = columns.map((column) => [column.overline, column.header, column.unit].filter((part) => part !== undefined).join(' | '))
    expect(heads).toEqual([
      'Code', 'Resource', 'Billable unit', 'FY2003 | USD/unit', 'FY2004 | USD/unit', 'FY2004 | Difference | USD/unit', 'FY2004 | % change | %', 'FY2004 | Status',
      'FY2005 | USD/unit', 'FY2005 | Difference | USD/unit', 'FY2005 | % change | %', 'FY2005 | Status', 'Note',
    ])
  })

  it('say of every cell that takes no text where to change it', () => {
    if (row === undefined) throw new Error('No row')
    const silent = columns.filter((column) => column.editable?.(row) !== true && (column.whyReadOnly?.(row) ?? '') === '')
    expect(silent.map((column) => column.id)).toEqual([])
    expect(columns.find((column) => column.id === 'percent.1')?.whyReadOnly?.(row)).toBe('This follows from the rates. Type into the rate of FY2005.')
  })

  it('VER-4: a price that the scenario takes away is marked with what it was, and found among what is edited', () => {
    const base = smallModel()
    const planA = planOf(fiscalYear(2005), 'plan-a')
    const planned = planPriceEdits({ draft: base, version: planA, cells: [{ rateId: 'cpu', customerClass: 'state', text: '' }], newId: countingIds() })
    const applied = planned.ok ? applyPlan(base, planned.value.plan) : planned
    if (!applied.ok) throw new Error('Not applied')
    const { rows, ...shape } = compareVersions(applied.value, { base: FY2003, comparisons: [planA], basis: 'published' })
    const withdrawn = [withdrawnPrices(applied.value, planA)]
    const edited = filterRows(rows, { index: 0, filter: { ...NO_FILTER, editedOnly: true }, withdrawn })
    expect(edited.map((each) => each.rateId)).toEqual(['cpu'])
    const rate = ratesColumns({ shape: columnShape({ ...shape, rows }), shown, editable: [isTyped], withdrawn, whyNotBase: 'The base.' }).find((column) => column.id === 'rate.0')
    expect(edited.map((each) => rate?.cell(each))).toEqual([{ kind: 'blank', former: '100.00' }])
  })
})
