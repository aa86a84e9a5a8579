import fc from 'fast-check'
import { expect, test } from 'vitest'

import { bridgeFigures, explainBridge } from '../../src-shared/domain/costs/explain-bridge.ts'
import { bridgeChart, bridgeMarks, rateBridge } from '../../src-shared/domain/costs/rate-bridge.ts'
import { seekRate } from '../../src-shared/domain/costs/goal-seek.ts'
import { Decimal, decimal } from '../../src-shared/domain/decimal.ts'
import { draftAhead } from '../../src-shared/domain/model/apply-edit.ts'
import type { Draft } from '../../src-shared/domain/model/draft.ts'
import { rowChange } from '../../src-shared/domain/model/edit.ts'
import { wrongExplanations } from '../../src-shared/domain/rates/evaluate-explanation.ts'
import { figure, smallCosts } from '../support/small-costs.ts'
import { FY2003, FY2004, FY2005 } from '../support/small-model.ts'

function edited(draft: Draft, edit: { readonly salary: number; readonly line: number; readonly units: number; readonly tape: number }): Draft {
  const [position, line, units, tape] = [draft.staffPosition.get('2005-operator'), draft.costLine.get('2005-licences'), draft.rateUnits.get('FY2005/plan|cpu|A'), draft.rateUnits.get('FY2005/plan|tape|')]
  if (position === undefined || line === undefined || units === undefined || tape === undefined) throw new Error('Not there')
  return draftAhead(draft, [
    rowChange('staffPosition', { before: position, after: { ...position, baseSalary: figure<'USD'>((edit.salary / 100).toFixed(2)) } }), rowChange('costLine', { before: line, after: { ...line, amount: figure<'USD'>((edit.line / 100).toFixed(2)) } }),
    rowChange('rateUnits', { before: units, after: { ...units, units: figure<'units'>((edit.units / 1000).toFixed(3)) } }), rowChange('rateUnits', { before: tape, after: { ...tape, units: figure<'units'>(String(edit.tape)) } }),
  ])
}

test('RATE-8: the terms of a bridge add up to the difference of the published rates exactly, and each explains itself', () => {
  const start = smallCosts()
  fc.assert(fc.property(fc.record({ salary: fc.integer({ min: 0, max: 30_000_000 }), line: fc.integer({ min: -90_000_000, max: 90_000_000 }), units: fc.integer({ min: 0, max: 9_000_000 }), tape: fc.integer({ min: 1, max: 9_000_000 }) }), fc.constantFrom('cpu', 'tape', 'drop'), (edit, rateId) => {
    const draft = edited(start, edit)
    for (const [from, to] of [[FY2004, FY2005], [FY2005, FY2004]] as const) {
      const bridge = rateBridge({ draft, from, to, rateId })
      if (bridge.kind === 'none') throw new Error(bridge.sentence)
      expect(bridgeFigures(bridge).flatMap(({ figure: each, value }) => {
        const explanation = explainBridge(draft, bridge, each)
        return [...wrongExplanations(explanation, [each]), ...(explanation.value === value ? [] : [[each, value, explanation.value]])]
      })).toEqual([])
      expect(bridge.terms.reduce((sum, each) => sum.plus(decimal(each.amount)), decimal(figure('0'))).toFixed()).toBe(decimal(bridge.to.rate).minus(decimal(bridge.from.rate)).toFixed())
    }
  }), { numRuns: 30 })
})

test('RATE-8: a bridge says in one sentence why; without a cost side it says that there is none', () => {
  const draft = smallCosts()
  const bridge = rateBridge({ draft, from: FY2004, to: FY2005, rateId: 'cpu' })
  if (bridge.kind === 'none') throw new Error(bridge.sentence)
  expect(bridge.sentence).toMatch(/^cpu goes from 98\.50 \(FY2004\) to [\d.]+ \(FY2005\), [+-][\d.]+, [+-][\d.]+ %: .+\.$/)
  const chart = bridgeChart(bridge)
  expect(bridgeMarks(bridge).map((each) => explainBridge(draft, bridge, each).value)).toEqual(chart.series[0]?.values)
  const figures = bridge.sentenceParts.filter((each) => each.figure !== null)
  expect(figures.map((each) => each.figure).slice(0, 4)).toEqual(['from', 'to', 'difference', 'percent'])
  for (const { text, figure: each } of figures) expect([each, Number.parseFloat(text)]).toEqual([each, Number(decimal(explainBridge(draft, bridge, each ?? 'difference').value ?? figure('0')).toFixed(2, Decimal.ROUND_HALF_UP))])
  expect([chart.kind, chart.categories.length, chart.categories[0], chart.categories.at(-1)]).toEqual(['waterfall', chart.series[0]?.values.length, 'FY2004', 'FY2005'])
  expect(rateBridge({ draft, from: FY2003, to: FY2005, rateId: 'cpu' })).toMatchObject({ kind: 'none', sentence: 'No bridge: no cost side in FY2003.' })
  expect(rateBridge({ draft, from: FY2004, to: FY2005, rateId: 'hub' }).sentence).toBe('No bridge: in FY2004 the rate is not built from costs.')
  expect(bridgeChart(rateBridge({ draft, from: FY2004, to: FY2005, rateId: 'sam-office' }))).toMatchObject({ categories: [], emptyText: 'No bridge: in FY2004 the rate has no units.' })
})

test('RATE-8: the sentence says fewer or more units by the units, also where the cost is below zero, and a divisor of another kind by its name', () => {
  const draft = smallCosts()
  const line = draft.costLine.get('2004-licences')
  const units = draft.rateUnits.get('FY2005/plan|cpu|A')
  const build = draft.rateBuild.get('FY2005/plan|cpu')
  if (line === undefined || units === undefined || build === undefined) throw new Error('Not there')
  const more = rowChange('rateUnits', { before: units, after: { ...units, units: figure<'units'>('9000') } })
  const credit = rowChange('costLine', { before: line, after: { ...line, amount: figure<'USD'>('-9000000') } })
  const sentence = (changes: Parameters<typeof draftAhead>[1]): string => rateBridge({ draft: draftAhead(draft, changes), from: FY2004, to: FY2005, rateId: 'cpu' }).sentence
  expect(sentence([more])).toMatch(/more units -\d/)
  expect(sentence([more, credit])).toMatch(/more units \+\d/)
  expect(sentence([rowChange('rateBuild', { before: build, after: { ...build, dividedBy: 'practical-capacity', practicalCapacity: figure<'units'>('50000') } })])).toMatch(/divided by practical capacity instead of planned units -\d/)
})

test('RATE-8, PROJ-3: a rate that is out of range is called so, and not one without units', () => {
  const draft = smallCosts()
  const [line, units] = [draft.costLine.get('2005-cable'), draft.rateUnits.get('FY2005/plan|drop|')]
  if (line === undefined || units === undefined) throw new Error('Not there')
  const huge = draftAhead(draft, [rowChange('costLine', { before: line, after: { ...line, amount: figure<'USD'>('999999999999999') } }), rowChange('rateUnits', { before: units, after: { ...units, units: figure<'units'>('0.000001') } })])
  expect(rateBridge({ draft: huge, from: FY2004, to: FY2005, rateId: 'drop' })).toMatchObject({ kind: 'none', sentence: 'No bridge: in FY2005 the rate comes out larger than any figure here.' })
  expect(seekRate({ draft: huge, version: FY2005, rateId: 'drop', target: { kind: 'rate', value: figure<'USD/unit'>('1') }, by: 'units' })).toMatchObject({ kind: 'not-derivable', words: 'In FY2005 the rate comes out larger than any figure here.' })
  expect(seekRate({ draft, version: FY2005, rateId: 'sam-office', target: { kind: 'rate', value: figure<'USD/unit'>('1') }, by: 'cost' }).words).toBe('In FY2005 the rate has no units.')
  expect(seekRate({ draft, version: FY2005, rateId: 'hub', target: { kind: 'rate', value: figure<'USD/unit'>('1') }, by: 'units' }).words).toBe('In FY2005 the rate is not built from costs.')
})

test('RATE-8: typed over, the override is a term of its own; nothing changed, and every term is zero', () => {
  const draft = smallCosts()
  const same = rateBridge({ draft, from: FY2005, to: FY2005, rateId: 'cpu' })
  expect(same).toMatchObject({ kind: 'bridge', difference: '0' })
  const build = draft.rateBuild.get('FY2005/plan|cpu')
  if (build === undefined || same.kind === 'none') throw new Error('Not there')
  const typed = rateBridge({ draft: draftAhead(draft, [rowChange('rateBuild', { before: build, after: { ...build, rateSource: 'typed', overrideReason: 'Held' } })]), from: FY2004, to: FY2005, rateId: 'cpu' })
  if (typed.kind === 'none') throw new Error('No bridge')
  // The schedule's 100.00 holds where the costs give something else.
  expect(typed.to.rate).toBe('100')
  expect(typed.terms.find((each) => each.id === 'override')?.amount).toBe(decimal(figure('100')).minus(decimal(typed.to.derived.rounded ?? figure('0'))).minus(decimal(figure('98.5')).minus(decimal(typed.from.derived.rounded ?? figure('0')))).toFixed())
})
