import { describe, expect, it } from 'vitest'

import { columnHelp, type ComputedColumn } from '../../src-renderer/features/rates/column-help.ts'
import { inspectorSubject, type ColumnMeaning } from '../../src-renderer/features/rates/explain-selection.ts'
import { applyChanges } from '../../src-shared/domain/model/apply-edit.ts'
import { compareVersions } from '../../src-shared/domain/rates/compare.ts'
import { planPriceEdits } from '../../src-shared/domain/rates/edit-prices.ts'
import type { Draft } from '../../src-shared/domain/model/draft.ts'
import { planOf, type Version } from '../../src-shared/domain/version.ts'
import { sampleDraft } from '../support/sample-draft.ts'
import { countingIds, FY2003, FY2004, FY2005, smallModel } from '../support/small-model.ts'

const draft = sampleDraft()
const comparison = compareVersions(draft, { base: FY2003, comparisons: [FY2004], basis: 'published' })

function keyOf(code: string, baselineName: string | null = null): string {
  return comparison.rows.find((row) => row.code === code && (baselineName === null || row.baselineName === baselineName))?.key ?? ''
}

function subject(code: string, meaning: ColumnMeaning | null, baselineName: string | null = null) {
  const found = inspectorSubject(draft, { comparison, rowKey: keyOf(code, baselineName), meaning })
  if (found === null) throw new Error(code)
  return found
}

/** The model after a text was typed over the price of `cpu`. */
function typed(on: Draft, version: Version, text: string): Draft {
  const plan = planPriceEdits({ draft: on, version, cells: [{ rateId: 'cpu', customerClass: 'state', text }], newId: countingIds() })
  const applied = plan.ok ? applyChanges(on, plan.value.plan.changes) : plan
  if (!applied.ok) throw new Error('refused')
  return applied.value
}

describe('what the inspector shows of a cell', () => {
  it('names the rate and the column, and explains that figure', () => {
    const percent = subject('MF-CPU-P', { cellIndex: 0, figure: 'percent' })
    expect([percent.title, percent.explain?.()?.text]).toEqual(['Prime CPU Time · FY2004, % change', '-0.49 %'])
    expect(subject('MF-CPU-P', { cellIndex: 0, figure: 'rate' }).explain?.()?.text).toBe('99.81')
    expect(subject('MF-CPU-P', 'base').explain?.()?.text).toBe('100.30')
    expect(subject('MF-CPU-P', null)).toMatchObject({ title: 'Prime CPU Time', explain: null })
  })

  it('RATE-4: a status is explained by what there is to compare', () => {
    const merged = comparison.rows.find((row) => row.cells[0]?.status === 'merged')
    const status = inspectorSubject(draft, { comparison, rowKey: merged?.key ?? '', meaning: { cellIndex: 0, figure: 'status' } })
    expect(status?.explain?.()?.formula).toBe(`There is no difference: ${merged?.cells[0]?.statusText}.`)
    expect(status?.notes).toContainEqual({ label: 'Status', text: merged?.cells[0]?.statusText })
  })

  it('RATE-5: a baseline says its source and leads to its row', () => {
    const row = comparison.rows.find((each) => each.baselineId !== null && draft.baseline.get(each.baselineId)?.typedAmount !== null)
    const base = inspectorSubject(draft, { comparison, rowKey: row?.key ?? '', meaning: 'base' })
    expect(base?.notes.find((note) => note.label === 'Baseline')?.text).toContain(draft.baseline.get(row?.baselineId ?? '')?.source)
    expect(base?.history).toContainEqual({ table: 'baseline', id: row?.baselineId })
  })

  it('VER-4: a changed cell says what the schedule has, and its history has the change', () => {
    const planA = planOf(FY2005.fiscalYear, 'plan-a')
    const plan = planPriceEdits({ draft: smallModel(), version: planA, cells: [{ rateId: 'cpu', customerClass: 'state', text: '101' }], newId: countingIds() })
    const applied = plan.ok ? applyChanges(smallModel(), plan.value.plan.changes) : plan
    if (!applied.ok) throw new Error('refused')
    const compared = compareVersions(applied.value, { base: FY2005, comparisons: [planA], basis: 'published' })
    const cell = inspectorSubject(applied.value, { comparison: compared, rowKey: 'cpu|state|', meaning: { cellIndex: 0, figure: 'difference' } })
    expect(cell).toMatchObject({
      title: 'cpu · FY2005@Plan A, difference',
      notes: [{ label: 'FY2005@Plan A: changed in the scenario', text: 'The schedule has 100.00.' }],
      history: [{ table: 'rate', id: 'cpu' }, { table: 'price', id: 'FY2005/plan#1|cpu|state' }, { table: 'override', id: 'plan-a|FY2005/plan|cpu|state|amount' }, { table: 'price' }],
    })
  })

  it('VER-4: a price that the scenario takes away says what the schedule has, and a change over a moved base what it had', () => {
    const planA = planOf(FY2005.fiscalYear, 'plan-a')
    const cellOf = (on: Draft): ReturnType<typeof inspectorSubject> =>
      inspectorSubject(on, { comparison: compareVersions(on, { base: FY2005, comparisons: [planA], basis: 'published' }), rowKey: 'cpu|state|', meaning: { cellIndex: 0, figure: 'rate' } })

    const without = cellOf(typed(smallModel(), planA, ''))
    expect(without?.explain?.()).toMatchObject({ text: 'No price', formula: 'Taken away in the scenario; the schedule has 100.00.', ruleId: 'VER-4' })
    expect(without?.notes).toContainEqual({ label: 'FY2005@Plan A: changed in the scenario', text: 'The schedule has 100.00.' })
    expect(without?.history).toContainEqual({ table: 'override', id: 'plan-a|FY2005/plan|cpu|state|amount' })

    const moved = cellOf(typed(typed(smallModel(), planA, '103'), FY2005, '101'))
    expect(moved?.explain?.()?.formula).toBe('Changed in the scenario when the schedule had 100.00, which has changed since.')
    expect(moved?.notes.map((note) => note.text)).toContain('The change was made when the schedule had 100.00, which has changed since. Settle it under Schedules.')
  })

  it('a row that is gone shows nothing', () => {
    expect(inspectorSubject(draft, { comparison, rowKey: 'gone', meaning: 'base' })).toBeNull()
  })

  it('no two notes of one cell have the same label, for every cell of the sample', () => {
    for (const row of comparison.rows) {
      const labels = inspectorSubject(draft, { comparison, rowKey: row.key, meaning: null })?.notes.map((note) => note.label) ?? []
      expect(labels).toEqual([...new Set(labels)])
    }
  })
})

it('every computed column says how it is computed and by which rules', () => {
  const columns: readonly ComputedColumn[] = ['base', 'rate', 'difference', 'percent', 'status']
  const helps = columns.map((column) => columnHelp(column, { base: 'FY2003', comparison: 'FY2004', basis: 'published' }))
  expect(helps.map((help) => help.ruleIds)).toEqual([['NUM-3', 'VER-2', 'RATE-5'], ['NUM-3', 'VER-2', 'VER-4'], ['NUM-3', 'RATE-3'], ['NUM-4'], ['RATE-4']])
  expect(helps[3]?.text).toContain('(FY2004 − FY2003) / FY2003')
  expect(columnHelp('rate', { base: 'FY2003', comparison: 'FY2004', basis: 'unrounded' }).text).toContain('unrounded rate of FY2004')
})
