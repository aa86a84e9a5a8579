import { describe, expect, test } from 'vitest'

import { ALLOCATION_METHODS } from '../../src-shared/domain/allocation/allocation-case.ts'
import { deriveRates } from '../../src-shared/domain/costs/derive-rates.ts'
import { explainCostLine, explainRate, explainReceived } from '../../src-shared/domain/costs/explain-derivation.ts'
import { explainEverything } from '../../src-shared/domain/costs/explain-everything.ts'
import { explainDifference, explainOwners, explainSection } from '../../src-shared/domain/costs/explain-subtotals.ts'
import type { Explanation } from '../../src-shared/domain/explanation.ts'
import { wrongExplanations } from '../../src-shared/domain/rates/evaluate-explanation.ts'
import { compareVersions } from '../../src-shared/domain/rates/compare.ts'
import { explainCell } from '../../src-shared/domain/rates/explain-comparison.ts'
import { decimal } from '../../src-shared/domain/decimal.ts'
import { explainPositionTotal, type PositionTotalFigure, type PositionTotalOf } from '../../src-shared/domain/costs/explain-position-totals.ts'
import { figure, smallCosts } from '../support/small-costs.ts'
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

  test('ALLOC-4: where all pools are solved at once, what one gives another is its share of what the giver has to share out, settled to the cent; it adds up to what each pool receives', () => {
    const draft = smallCosts()
    const derivation = deriveRates(draft, FY2005, { method: 'reciprocal' })
    const flows = (derivation.allocation?.steps ?? []).flatMap((step) => step.parts.flatMap((part) => (part.to.startsWith('pool:') && part.amount !== '0' ? [{ from: step.poolId.slice('pool:'.length), to: part.to.slice('pool:'.length), amount: part.amount }] : [])))
    expect(flows.length).toBeGreaterThan(3)
    for (const { from, to, amount } of flows) {
      const explanation = explainReceived(derivation, draft, { poolId: from, owner: `pool:${to}`, figure: 'amount' })
      const [gross, weight, weights] = explanation.inputs.map((each) => decimal(each.value ?? figure('0')))
      expect([from, to, explanation.value, explanation.ruleId]).toEqual([from, to, amount, 'ALLOC-4'])
      expect(gross?.toFixed()).toBe(derivation.allocation?.pools.find(({ id }) => id === `pool:${from}`)?.total)
      // Within a few cents of share x gross: the last ones are settled.
      expect(gross === undefined || weight === undefined || weights === undefined ? 1 : gross.times(weight).div(weights).minus(decimal(amount)).abs().toNumber()).toBeLessThan(0.05)
      expect(wrongExplanations(explanation)).toEqual([])
      const other = { ...explanation, value: figure('0.01') }
      expect(wrongExplanations(other)).toEqual([explanation.label])
    }
  })

  test('who gets nothing of a pool is told so, and not the whole of the pool', () => {
    const draft = smallCosts()
    const derivation = deriveRates(draft, FY2005, { method: 'direct' })
    const explanation = explainReceived(derivation, draft, { poolId: '2005-it', owner: 'pool:2005-rent', figure: 'amount' })
    expect([explanation.value, explanation.formula]).toEqual(['0', 'By this method it gets nothing of this pool.'])
  })

  test('COST-1: sections of a page, services together, and the difference of two figures open down to the lines', () => {
    const draft = smallCosts()
    const derivation = deriveRates(draft, FY2005)
    const section = explainSection(derivation, draft, { owner: 'service:sam', section: '5' })
    expect([section.label, section.value]).toEqual(['5 Allocated Costs Not Specific to Service, Service accounts', '2513'])
    const together = explainOwners(derivation, draft, { label: 'Office', owners: ['service:sam', 'pool:2005-it', 'service:nowhere'] })
    expect(together.inputs.map((each) => each.value)).toEqual([derivation.services.get('sam')?.total, derivation.pools.get('2005-it')?.own])
    const difference = explainDifference('More', { of: explainSection(derivation, draft, { owner: 'service:sam', section: '2b' }), less: section })
    for (const each of [section, together, difference]) expect(wrongExplanations(each)).toEqual([])
    expect(explainDifference('None', { of: explainRate(derivation, draft, 'sam-office'), less: section }).value).toBeNull()
  })

  test('COST-2: totals of positions, by who pays, by unit and by month, follow from the positions and add up', () => {
    const draft = smallCosts()
    const derivation = deriveRates(draft, FY2005)
    const positionIds = new Set(derivation.inputs.staffPositions.map((each) => each.id))
    const explained = (of: PositionTotalOf, figure: PositionTotalFigure = 'total'): Explanation => explainPositionTotal(derivation, draft, { label: 'Total', positionIds, of, figure })
    const all = [...derivation.positions.values()].reduce((sum, each) => sum.plus(decimal(each.salary)).plus(decimal(each.fringe)), decimal(figure('0')))
    const owners = [...new Set([...derivation.positions.values()].flatMap((each) => each.parts.map((part) => part.owner)))]
    const lists: readonly (readonly Explanation[])[] = [
      [explained({ kind: 'all' })], [explained({ kind: 'unit', unit: 'Unit 6' })], Array.from({ length: 12 }, (_, index) => explained({ kind: 'month', index })), [...owners.map((owner) => explained({ kind: 'owner', owner })), explained({ kind: 'owner', owner: 'unassigned' })],
    ]
    for (const list of lists) {
      expect(list.flatMap((each) => wrongExplanations(each))).toEqual([])
      expect(list.reduce((sum, each) => sum.plus(decimal(each.value ?? figure('0'))), decimal(figure('0'))).toFixed()).toBe(all.toFixed())
    }
    for (const of of [{ kind: 'all' }, { kind: 'unit', unit: 'Unit 6' }] as const) {
      const worked = explained(of, 'fte')
      expect([worked.unit, worked.value]).toEqual(['FTE', [...derivation.positions.values()].reduce((sum, each) => sum.plus(decimal(each.fte)), decimal(figure('0'))).toFixed()])
      expect(wrongExplanations(worked)).toEqual([])
    }
    expect(explained({ kind: 'owner', owner: 'service:cabling' }, 'salary').value).toBe(derivation.services.get('cabling')?.elements.get('salaries'))
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
