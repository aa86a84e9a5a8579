import { describe, expect, test } from 'vitest'

import type { Explanation } from '../../src-shared/domain/explanation.ts'
import { applyChanges } from '../../src-shared/domain/model/apply-edit.ts'
import { draftFromRows } from '../../src-shared/domain/model/draft.ts'
import { compareVersions } from '../../src-shared/domain/rates/compare.ts'
import { planRelativeChange } from '../../src-shared/domain/rates/edit-prices.ts'
import { wrongExplanations } from '../../src-shared/domain/rates/evaluate-explanation.ts'
import { explainBase, explainCell, type ExplainedFigure } from '../../src-shared/domain/rates/explain-comparison.ts'
import { planOf } from '../../src-shared/domain/version.ts'
import { sampleDraft } from '../support/sample-draft.ts'
import { countingIds, FY2003, FY2004, FY2005, percent, priceRow, smallModel, smallRows, usdPerUnit } from '../support/small-model.ts'

const FIGURES: readonly ExplainedFigure[] = ['rate', 'difference', 'percent']

function found(explanation: Explanation | undefined): Explanation {
  if (explanation === undefined) throw new Error('Not explained')
  return explanation
}

describe('explanations of the sample', () => {
  const draft = sampleDraft()
  const comparison = compareVersions(draft, { base: FY2003, comparisons: [FY2004], basis: 'published' })

  test('NUM-1: every node of every figure gives its value from its inputs exactly, and is what the table shows', () => {
    for (const row of comparison.rows) {
      const base = found(explainBase(draft, { comparison, rowKey: row.key }))
      expect([wrongExplanations(base), base.value]).toEqual([[], row.base.number])
      const explained = FIGURES.map((figure) => found(explainCell(draft, { comparison, rowKey: row.key, cellIndex: 0, figure })))
      expect(explained.flatMap((each) => wrongExplanations(each))).toEqual([])
      expect(explained.map((each) => each.value)).toEqual([row.cells[0]?.number, row.cells[0]?.difference, row.cells[0]?.percentChange])
    }
  })

  test('RATE-5: a baseline goes down to its rates, weights and sources', () => {
    const row = comparison.rows.find((each) => each.code === 'FP-HRCMS-CHK')
    const base = found(explainBase(draft, { comparison, rowKey: row?.key ?? '' }))
    expect(base).toMatchObject({
      value: '2.7638', ruleId: 'RATE-5', operation: { kind: 'round', places: 4 },
      inputs: [{ operation: { kind: 'sum' }, inputs: [{ value: '2.45' }, { operation: { kind: 'weighted', multiplier: '12', divisor: '26' }, text: '0.313846...', inputs: [{ value: '0.68', origin: { table: 'price' } }] }] }],
    })
  })

  test('NUM-4: a % says its formula with the figures, and what has none says why', () => {
    const key = (code: string) => comparison.rows.find((each) => each.code === code)?.key ?? ''
    expect(explainCell(draft, { comparison, rowKey: key('MF-CPU-P'), cellIndex: 0, figure: 'percent' })?.formula).toBe('(99.81 - 100.30) / 100.30, rounded half up to 2 places of a per cent')
    expect(explainCell(draft, { comparison, rowKey: key('NW-TLS-10'), cellIndex: 0, figure: 'difference' })).toMatchObject({ value: null, text: 'New', formula: 'There is no difference: New.' })
  })
})

test('VER-4: a relative change of a scenario is explained from the base figure', () => {
  const planA = planOf(FY2005.fiscalYear, 'plan-a')
  const plan = planRelativeChange({ draft: smallModel(), version: planA, cells: [{ rateId: 'tape', customerClass: 'state' }], by: { kind: 'percent', value: percent('3') }, newId: countingIds() })
  if (!plan.ok) throw new Error('refused')
  const applied = applyChanges(smallModel(), plan.value.plan.changes)
  if (!applied.ok) throw new Error('refused')
  const comparison = compareVersions(applied.value, { base: FY2005, comparisons: [planA], basis: 'published' })
  const rate = found(explainCell(applied.value, { comparison, rowKey: 'tape|state|', cellIndex: 0, figure: 'rate' }))
  // 0.0367 x 1.03 = 0.037801
  expect(rate).toMatchObject({ value: '0.0378', operation: { kind: 'round', places: 4 }, inputs: [{ label: '+3 %', value: '0.037801', inputs: [{ value: '0.0367' }] }] })
  expect(wrongExplanations(rate)).toEqual([])
})

test('NUM-3: a published rate is explained from its unrounded one', () => {
  const price = [priceRow('FY2003/plan#1', 'cpu', '2.69', { derivedAmount: usdPerUnit('2.692') }), priceRow('FY2005/plan#1', 'cpu', '3')]
  const draft = draftFromRows({ ...smallRows(), price })
  const comparison = compareVersions(draft, { base: FY2003, comparisons: [FY2005], basis: 'published' })
  expect(explainBase(draft, { comparison, rowKey: 'cpu|state|' })).toMatchObject({ value: '2.69', operation: { kind: 'round', places: 2 }, inputs: [{ label: 'Unrounded rate', value: '2.692' }] })
})

test('VER-2: a figure of a draft does not pass for a published one', () => {
  const draft = draftFromRows(smallRows())
  const comparison = compareVersions(draft, { base: FY2003, comparisons: [FY2005], basis: 'published' })
  const explained = [explainBase(draft, { comparison, rowKey: 'cpu|state|' }), explainCell(draft, { comparison, rowKey: 'cpu|state|', cellIndex: 0, figure: 'rate' })]
  expect(explained.map((each) => each?.formula)).toEqual(['Published rate, as it stands in the schedule with 2 places.', 'Rate to be published, as it stands in the draft with 2 places.'])
  expect(explained.map((each) => each?.origin?.source)).toEqual([expect.stringMatching(/^Schedule FY2003, revision 1/), expect.stringMatching(/^Schedule FY2005, draft, revision 1/)])
})
