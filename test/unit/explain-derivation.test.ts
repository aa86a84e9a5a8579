import { describe, expect, test } from 'vitest'

import { ALLOCATION_METHODS } from '../../src-shared/domain/allocation/allocation-case.ts'
import { deriveRates } from '../../src-shared/domain/costs/derive-rates.ts'
import { explainCostLine, explainEverything, explainRate } from '../../src-shared/domain/costs/explain-derivation.ts'
import type { Explanation } from '../../src-shared/domain/explanation.ts'
import { wrongExplanations } from '../../src-shared/domain/rates/evaluate-explanation.ts'
import { compareVersions } from '../../src-shared/domain/rates/compare.ts'
import { explainCell } from '../../src-shared/domain/rates/explain-comparison.ts'
import { smallCosts } from '../support/small-costs.ts'
import { FY2004, FY2005 } from '../support/small-model.ts'

function nodesOf(top: Explanation, seen: Set<Explanation> = new Set()): ReadonlySet<Explanation> {
  if (!seen.has(top)) {
    seen.add(top)
    for (const each of top.inputs) nodesOf(each, seen)
  }
  return seen
}

describe('derived figures explain themselves', () => {
  test.each(ALLOCATION_METHODS)('NUM-1: every node of every figure gives its value from its inputs exactly, by %s', (method) => {
    const draft = smallCosts()
    for (const version of [FY2004, FY2005]) {
      const derivation = deriveRates(draft, version, { method })
      const figures = explainEverything(derivation, draft)
      expect(figures.length).toBeGreaterThan(60)
      expect(figures.flatMap(({ name, explanation }) => wrongExplanations(explanation, [name]))).toEqual([])
      expect(figures.filter(({ value, explanation }) => explanation.value !== value).map(({ name, value, explanation }) => [name, value, explanation.value])).toEqual([])
    }
  })

  test('a rate goes down to lines, positions, increases, policy and drivers, each with the row to jump to', () => {
    const draft = smallCosts()
    const derivation = deriveRates(draft, FY2005)
    const nodes = [...nodesOf(explainRate(derivation, draft, 'cpu'))]
    const tables = new Set(nodes.filter((each) => each.inputs.length === 0).flatMap((each) => each.origin?.table ?? []))
    expect([...tables].toSorted()).toEqual(['capitalItem', 'costLine', 'driverQuantity', 'rateBuild', 'rateUnits', 'salaryIncrease', 'staffAssignment', 'staffPosition', 'yearPolicy'])
    expect(explainCostLine(derivation, draft, '2005-licences')).toMatchObject({ value: '240000.1', operation: { kind: 'typed' }, origin: { table: 'costLine', id: '2005-licences', source: 'by A. Author; Budget book' } })
  })

  test('a rate without units says why (RATE-2)', () => {
    const draft = smallCosts()
    const explanation = explainRate(deriveRates(draft, FY2005), draft, 'sam-office')
    expect([explanation.value, explanation.ruleId, explanation.inputs[0]?.value]).toEqual([null, 'RATE-2', '516518'])
    expect(wrongExplanations(explanation)).toEqual([])
  })

  test('a derived price in the what-if table opens its derivation', () => {
    const draft = smallCosts()
    for (const basis of ['published', 'unrounded'] as const) {
      const comparison = compareVersions(draft, { base: FY2004, comparisons: [FY2005], basis })
      const explanation = explainCell(draft, { comparison, rowKey: 'cpu|state|', cellIndex: 0, figure: 'rate' })
      const rate = deriveRates(draft, FY2005).rates.get('cpu')
      expect([explanation?.label, explanation?.value, explanation?.ruleId]).toEqual([explanation?.label, basis === 'published' ? rate?.rounded : rate?.unrounded, basis === 'published' ? 'NUM-3' : 'RATE-1'])
      expect(explanation === undefined ? [] : wrongExplanations(explanation)).toEqual([])
      expect(explanation === undefined ? 0 : nodesOf(explanation).size).toBeGreaterThan(30)
    }
  })
})
