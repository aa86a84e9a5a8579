import { describe, expect, test } from 'vitest'
import fc from 'fast-check'

import { ALLOCATION_METHODS } from '../../src-shared/domain/allocation/allocation-case.ts'
import { decimal, type AnyDecimalText } from '../../src-shared/domain/decimal.ts'
import type { Derivation } from '../../src-shared/domain/costs/derivation.ts'
import { costDerivationOf } from '../../src-shared/domain/costs/derive-rates-draft.ts'
import { deriveRates } from '../../src-shared/domain/costs/derive-rates.ts'
import { draftAhead } from '../../src-shared/domain/model/apply-edit.ts'
import { draftFromRows, type Draft } from '../../src-shared/domain/model/draft.ts'
import { rowChange } from '../../src-shared/domain/model/edit.ts'
import { explainRate } from '../../src-shared/domain/costs/explain-derivation.ts'
import type { Explanation } from '../../src-shared/domain/explanation.ts'
import { wrongExplanations } from '../../src-shared/domain/rates/evaluate-explanation.ts'
import { rateBuildReport } from '../../src-shared/domain/reports/costs/rate-build-report.ts'
import { wrongFormulas } from '../../src-shared/domain/reports/evaluate-formula.ts'
import { derivationInFull, derivedAfresh } from '../support/derived-in-full.ts'
import { figure, quantityRow, smallCostRows, smallCosts } from '../support/small-costs.ts'
import { FY2004, FY2005 } from '../support/small-model.ts'

function sum(amounts: Iterable<AnyDecimalText>): string {
  return [...amounts].reduce((total, each) => total.plus(decimal(each)), decimal(figure('0'))).toFixed()
}

function expectControlTotals(derivation: Pick<Derivation, 'totals' | 'services'>): void {
  expect(sum([derivation.totals.out, derivation.totals.unallocated])).toBe(decimal(derivation.totals.in).toFixed())
  expect(sum([...derivation.services.values()].filter((each) => !each.isPool).map((each) => each.total))).toBe(decimal(derivation.totals.out).toFixed())
}

describe('rates out of costs', () => {
  test.each(ALLOCATION_METHODS)('ALLOC-6: what is in comes out in services or stays unallocated, to the cent, by %s', (method) => {
    const derivation = deriveRates(smallCosts(), FY2005, { method })
    expect(derivation.allocation?.method).toBe(method)
    expectControlTotals(derivation)
    for (const service of derivation.services.values()) expect([service.serviceId, sum(service.elements.values()), sum(service.overhead.map((each) => each.amount))]).toEqual([service.serviceId, decimal(service.total).toFixed(), decimal(service.elements.get('overhead') ?? figure('0')).toFixed()])
  })

  test('RATE-1: the costs of a service\'s rates add up to it, elements to a rate\'s cost, and the rate is cost by units to 12 places', () => {
    const { rates, services } = deriveRates(smallCosts(), FY2005)
    const [cpu, tape] = [rates.get('cpu'), rates.get('tape')]
    if (cpu === undefined || tape === undefined) throw new Error('Not derived')
    expect(sum([cpu.cost, tape.cost])).toBe(services.get('mainframe')?.total)
    for (const rate of [...rates.values()].filter((each) => each.elements.size > 0)) expect(sum(rate.elements.values())).toBe(rate.cost)
    expect(cpu.plannedUnits).toBe('5100.5')
    expect(cpu.unrounded).toBe(decimal(cpu.cost).div('5100.5').toDecimalPlaces(12).toFixed())
    expect(cpu.rounded).toBe(decimal(cpu.cost).div('5100.5').toDecimalPlaces(2).toFixed())
    expect(tape).toMatchObject({ dividedBy: 'practical-capacity', divisor: '9000000', plannedUnits: '8000000', places: 4, unusedCapacityCost: decimal(tape.cost).div(9).toDecimalPlaces(2).toFixed() })
  })

  test('RATE-1: where more units are planned than the practical capacity, nothing is unused, and the derivation says why', () => {
    const rows = smallCostRows()
    const planned = (units: string): Draft => draftFromRows({ ...rows, rateUnits: rows.rateUnits.map((row) => (row.id === 'FY2005/plan|tape|' ? { ...row, units: figure<'units'>(units) } : row)) })
    const unused = (units: string): Explanation => explainRate(deriveRates(planned(units), FY2005), planned(units), 'tape', 'unusedCapacityCost')
    expect(['9000000', '9000001', '90000000'].map((units) => deriveRates(planned(units), FY2005).rates.get('tape')?.unusedCapacityCost)).toEqual(['0', '0', '0'])
    expect(unused('90000000')).toMatchObject({ value: '0', inputs: [{}, { label: 'Unused units', value: '0', operation: { kind: 'not-below-zero' }, inputs: [{ value: '-81000000' }] }, { value: '9000000' }] })
    expect(['8000000', '9000000', '90000000'].flatMap((units) => wrongExplanations(unused(units)))).toEqual([])
    expect(wrongFormulas(rateBuildReport({ draft: planned('90000000'), version: FY2005, context: { author: '', generatedAt: '2026-01-01T00:00:00.000Z', revision: 1, fileName: 'a.ratebook' }, withNames: false, withSalaries: true }))).toEqual([])
  })

  test('RATE-2: a service without units goes out as a pool: 513,976 + 29 + 2,513 = 516,518, no division by zero', () => {
    const { rates, services, allocation } = deriveRates(smallCosts(), FY2005)
    expect(services.get('sam')).toMatchObject({ total: '516518', isPool: true, fte: '7' })
    expect(rates.get('sam-office')).toMatchObject({ cost: '516518', unrounded: null, rounded: null, reason: 'no-units', published: null })
    expect(allocation?.pools.find((pool) => pool.id === 'pool:2005-sam-pool')?.own).toBe('516518')
  })

  test('NUM-3: published, derived and the effect of rounding stand side by side', () => {
    const rate = deriveRates(smallCosts(), FY2005).rates.get('cpu')
    if (rate === undefined || rate.unrounded === null || rate.published === null) throw new Error('Not derived')
    expect(rate.published).toBe(rate.rounded)
    expect(rate.roundingEffect).toBe(decimal(rate.published).minus(rate.unrounded).times('5100.5').toDecimalPlaces(2).toFixed())
    // FY2004 is published: what was printed holds, beside what its costs give.
    const published = deriveRates(smallCosts(), FY2004).rates.get('cpu')
    expect(published?.published).toBe('98.5')
    expect(published?.rounded).not.toBe('98.5')
  })

  test('a pool without a driver stays unallocated and is named once; what no part of a position takes is unallocated too', () => {
    const { issues, totals, positions } = deriveRates(smallCosts(), FY2005)
    expect(issues.filter((each) => each.code === 'pool-unallocated').map((each) => each.message)).toEqual(['Pool "2005-LOST" has no driver and stays unallocated.'])
    const engineer = positions.get('2005-engineer')
    expect(totals.unallocated).toBe(sum([figure('77.77'), engineer?.unassigned.salary ?? figure('0'), engineer?.unassigned.fringe ?? figure('0')]))
  })

  test('a loop that nothing leaves is named, and rates are derived without overhead', () => {
    const rows = smallCostRows()
    const drivers: Readonly<Record<string, string>> = { '2005-it': '2005-fixed', '2005-rent': '2005-feet' }
    const [feet, fixed] = ['2005-feet', '2005-fixed'].map((id) => rows.driver.find((driver) => driver.id === id))
    if (feet === undefined || fixed === undefined) throw new Error('No driver')
    const draft = draftFromRows({
      ...rows, costPool: rows.costPool.map((pool) => ({ ...pool, driverId: drivers[pool.id] ?? pool.driverId })),
      driverQuantity: [quantityRow(feet, { poolId: '2005-it' }, '1'), quantityRow(fixed, { poolId: '2005-rent' }, '100')],
    })
    const looped = deriveRates(draft, FY2005, { method: 'reciprocal' })
    expect([looped.allocation, looped.issues.find((each) => each.code === 'closed-loop')?.message]).toEqual([null, 'Nothing leaves the loop 2005-IT > 2005-RENT > 2005-IT.'])
    expect(looped.services.get('mainframe')?.overhead).toEqual([])
    expectControlTotals(looped)
  })
})

describe('rates after an edit', () => {
  test('the same tables give the same derivation; a note elsewhere changes nothing', () => {
    const draft = smallCosts()
    expect(deriveRates(draft, FY2005)).toBe(deriveRates({ ...draft }, FY2005))
  })

  test('what an edit does not touch keeps its object', () => {
    const draft = smallCosts()
    const before = deriveRates(draft, FY2005, { method: 'direct' })
    const line = draft.costLine.get('2005-cable')
    if (line === undefined) throw new Error('No line')
    const after = deriveRates(draftAhead(draft, [rowChange('costLine', { before: line, after: { ...line, assumption: 'As before' } })]), FY2005, { method: 'direct' })
    expect(after.rates.get('cpu')).toBe(before.rates.get('cpu'))
    expect(after.services.get('mainframe')).toBe(before.services.get('mainframe'))
  })

  test('carried on from edit to edit, it is what it is from nothing', () => {
    fc.assert(fc.property(fc.array(fc.record({ salary: fc.integer({ min: 0, max: 20_000_000 }), which: fc.constantFrom('2005-operator', '2005-engineer', '2005-manager'), units: fc.integer({ min: 0, max: 9_999 }), line: fc.integer({ min: -50_000, max: 9_999_999 }) }), { minLength: 1, maxLength: 5 }), (edits) => {
      let draft = smallCosts()
      costDerivationOf(draft, FY2005)
      for (const edit of edits) {
        const position = draft.staffPosition.get(edit.which)
        const units = draft.rateUnits.get('FY2005/plan|drop|')
        const line = draft.costLine.get('2005-building')
        if (position === undefined || units === undefined || line === undefined) throw new Error('Not there')
        draft = draftAhead(draft, [
          rowChange('staffPosition', { before: position, after: { ...position, baseSalary: figure<'USD'>((edit.salary / 100).toFixed(2)) } }), rowChange('rateUnits', { before: units, after: { ...units, units: figure<'units'>(String(edit.units)) } }),
          rowChange('costLine', { before: line, after: { ...line, amount: figure<'USD'>((edit.line / 100).toFixed(2)) } }),
        ])
        const carried = costDerivationOf(draft, FY2005)
        expectControlTotals(carried)
        expect(derivationInFull(carried)).toEqual(derivationInFull(derivedAfresh(draft, FY2005)))
      }
    }), { numRuns: 12 })
  })
})
