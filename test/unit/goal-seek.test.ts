import { expect, test } from 'vitest'

import { deriveRates } from '../../src-shared/domain/costs/derive-rates.ts'
import { seekRate, seekSteps } from '../../src-shared/domain/costs/goal-seek.ts'
import { tornado, tornadoChart, tornadoSteps } from '../../src-shared/domain/costs/tornado.ts'
import { decimal } from '../../src-shared/domain/decimal.ts'
import { draftAhead } from '../../src-shared/domain/model/apply-edit.ts'
import { rowChange } from '../../src-shared/domain/model/edit.ts'
import { figure, smallCosts } from '../support/small-costs.ts'
import { FY2005 } from '../support/small-model.ts'

const UP_3 = { kind: 'percent', value: figure<'%'>('3') } as const

test('PROJ-3: units and cost that hold a rate at +3 % are found by algebra, and give it when they are typed', () => {
  const draft = smallCosts()
  const present = deriveRates(draft, FY2005).rates.get('drop')
  const target = decimal(present?.rounded ?? figure('0')).times('1.03').toDecimalPlaces(2).toFixed()
  const byUnits = seekRate({ draft, version: FY2005, rateId: 'drop', target: UP_3, by: 'units' })
  if (byUnits.kind !== 'found') throw new Error(byUnits.words)
  expect(byUnits).toMatchObject({ how: 'algebra', target, rate: target, trials: 1 })
  const units = draft.rateUnits.get('FY2005/plan|drop|')
  if (units === undefined) throw new Error('No units')
  const typed = draftAhead(draft, [rowChange('rateUnits', { before: units, after: { ...units, units: figure<'units'>(byUnits.value) } })])
  expect(deriveRates(typed, FY2005).rates.get('drop')?.rounded).toBe(target)
  // Overhead by direct cost bends the line, so that the search takes over where algebra alone is not exact.
  expect(seekRate({ draft, version: FY2005, rateId: 'drop', target: UP_3, by: 'cost' })).toMatchObject({ kind: 'found', rate: target })
})

test('PROJ-3: a vacancy factor or a salary is searched to the published digit; what cannot be reached says so', () => {
  const draft = smallCosts()
  const before = JSON.stringify([...draft.staffPosition.values()])
  const down = seekRate({ draft, version: FY2005, rateId: 'drop', target: { kind: 'percent', value: figure<'%'>('-1') }, by: 'vacancy' })
  expect(down).toMatchObject({ kind: 'found', how: 'search', before: '4' })
  expect(seekRate({ draft, version: FY2005, rateId: 'drop', target: UP_3, by: { table: 'staffPosition', rowId: '2005-engineer', field: 'baseSalary' } })).toMatchObject({ kind: 'found', how: 'search', before: '88123.45' })
  expect(seekRate({ draft, version: FY2005, rateId: 'drop', target: { kind: 'rate', value: figure<'USD/unit'>('1') }, by: 'vacancy' }).kind).toBe('out-of-reach')
  expect(seekRate({ draft, version: FY2005, rateId: 'tape', target: UP_3, by: 'units' }).kind).toBe('no-effect')
  expect(seekRate({ draft, version: FY2005, rateId: 'hub', target: UP_3, by: 'units' }).kind).toBe('not-derivable')
  expect(JSON.stringify([...draft.staffPosition.values()])).toBe(before)
})

test('PROJ-3: a tornado takes each input to its own low and high, the largest span first', () => {
  const draft = smallCosts()
  const present = deriveRates(draft, FY2005)
  const result = tornado({
    draft, version: FY2005, rateId: 'drop',
    inputs: [
      { label: 'Engineer', table: 'staffPosition', rowId: '2005-engineer', field: 'baseSalary', low: '85000', high: '91000' }, { label: 'Units', table: 'rateUnits', rowId: 'FY2005/plan|drop|', field: 'units', low: '1000', high: '1500' },
      { label: 'Vacancy', table: 'yearPolicy', rowId: 'FY2005/plan', field: 'vacancyPercent', low: '0', high: '8' }, { label: 'Nonsense', table: 'costLine', rowId: '2005-cable', field: 'amount', low: 'twelve', high: '13' },
    ],
  })
  expect([result.bars.map((bar) => bar.input.label), result.refused.map((each) => each.input.label)]).toEqual([['Units', 'Vacancy', 'Engineer'], ['Nonsense']])
  expect(result.bars[0]?.low.rate).toBe(decimal(present.rates.get('drop')?.cost ?? figure('0')).div(1000).toDecimalPlaces(12).toFixed())
  expect(tornadoChart(draft, result)).toMatchObject({ kind: 'bar', horizontal: true, categories: ['Units', 'Vacancy', 'Engineer'] })
  expect(deriveRates(draft, FY2005)).toBe(present)
})

test('PROJ-3: a search and a tornado go step by step, each counted, and leave nothing behind where they are left', () => {
  const draft = smallCosts()
  const present = deriveRates(draft, FY2005)
  const inputs = ['1000', '1100'].map((low) => ({ label: low, table: 'rateUnits', rowId: 'FY2005/plan|drop|', field: 'units', low, high: '1500' }) as const)
  const seek = seekSteps({ draft, version: FY2005, rateId: 'drop', target: { kind: 'percent', value: figure<'%'>('-1') }, by: 'vacancy' })
  const counts = [...seek]
  expect(counts.length).toBeGreaterThan(10)
  expect(counts.map(({ done }) => done)).toEqual(counts.map((_, index) => index))
  expect(counts.every(({ done, of }) => done <= of && of <= 40)).toBe(true)
  expect([...tornadoSteps({ draft, version: FY2005, rateId: 'drop', inputs })]).toEqual([{ done: 0, of: 2 }, { done: 1, of: 2 }])
  const left = seekSteps({ draft, version: FY2005, rateId: 'drop', target: UP_3, by: 'vacancy' })
  expect([left.next().done, left.next().done]).toEqual([false, false])
  expect(deriveRates(draft, FY2005)).toBe(present)
})
