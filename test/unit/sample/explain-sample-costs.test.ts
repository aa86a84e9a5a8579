import { join } from 'node:path'

import { expect, test } from 'vitest'

import { createSamples } from '../../../src-main/workbook/samples.ts'
import { ALLOCATION_METHODS } from '../../../src-shared/domain/allocation/allocation-case.ts'
import { deriveRates } from '../../../src-shared/domain/costs/derive-rates.ts'
import { bridgeFigures, explainBridge } from '../../../src-shared/domain/costs/explain-bridge.ts'
import { explainEverything } from '../../../src-shared/domain/costs/explain-everything.ts'
import { BAR_FIGURES, barFigure, explainBar, explainSeek, SEEK_FIGURES } from '../../../src-shared/domain/costs/explain-tried.ts'
import { seekRate } from '../../../src-shared/domain/costs/goal-seek.ts'
import { rateBridge } from '../../../src-shared/domain/costs/rate-bridge.ts'
import { tornado, type TornadoInput } from '../../../src-shared/domain/costs/tornado.ts'
import { fiscalYear } from '../../../src-shared/domain/fiscal-year.ts'
import { draftFromRows, type ModelRows } from '../../../src-shared/domain/model/draft.ts'
import { wrongExplanations } from '../../../src-shared/domain/rates/evaluate-explanation.ts'
import { explainEveryAccount } from '../../../src-shared/domain/recovery/explain-recovery.ts'
import { recoveryOf, type Recovery } from '../../../src-shared/domain/recovery/recovery.ts'
import { sumUsd } from '../../../src-shared/domain/sum-usd.ts'
import { planOf } from '../../../src-shared/domain/version.ts'
import { figure } from '../../support/small-costs.ts'

const draft = draftFromRows(createSamples(join(import.meta.dirname, '../../../assets/samples')).rows())

test.each([2004, 2005, 2014].flatMap((year) => ALLOCATION_METHODS.map((method) => [year, method] as const)))('NUM-1: every figure of FY%i, allocated %s, follows from its inputs exactly, down to what was typed', { timeout: 60_000 }, (year, method) => {
  const derivation = deriveRates(draft, planOf(fiscalYear(year)), { method })
  const figures = explainEverything(derivation, draft)
  const seen = new Set<Parameters<typeof wrongExplanations>[0]>()
  expect(figures.flatMap(({ name, explanation }) => wrongExplanations(explanation, [name], seen))).toEqual([])
  expect(figures.filter(({ value, explanation }) => explanation.value !== value).map(({ name }) => name)).toEqual([])
  expect(figures.length).toBeGreaterThan(10)
})

test.each([2004, 2005])('NUM-1, RECOV-1: every figure of recovery as seen from FY%i, of services, funds and carry-forwards, follows from its inputs exactly', { timeout: 60_000 }, (year) => {
  const figures = explainEveryAccount(draft, recoveryOf(draft, planOf(fiscalYear(year))))
  const seen = new Set<Parameters<typeof wrongExplanations>[0]>()
  expect(figures.flatMap(({ name, explanation }) => wrongExplanations(explanation, [name], seen))).toEqual([])
  expect(figures.filter(({ value, explanation }) => explanation.value !== value).map(({ name, value, explanation }) => [name, value, explanation.value])).toEqual([])
  expect(figures.length).toBeGreaterThan(1000)
})

/** Some of what a service is and buys is paid from the other fund; positions of one bargaining unit too. */
function inTwoFunds(rows: ModelRows): ModelRows {
  const other = (fundId: string | null): string | null => rows.internalServiceFund.find((fund) => fund.id !== fundId)?.id ?? null
  return {
    ...rows, costLine: rows.costLine.map((line, index) => (index % 5 === 0 ? { ...line, fundId: other(line.fundId) } : line)), capitalItem: rows.capitalItem.map((item, index) => (index % 2 === 0 ? { ...item, fundId: null } : item)),
    staffPosition: rows.staffPosition.map((position, index) => (index % 7 === 0 ? { ...position, fundId: other(null) } : position)), carryForward: rows.carryForward.map((row, index) => (index % 2 === 0 ? { ...row, fundId: other(null) } : row)),
  }
}

function sumsByService(of: Recovery): unknown {
  return Object.fromEntries([...Map.groupBy(of.accounts, (account) => account.serviceId)].map(([id, accounts]) => [id, of.versions.map((_, year) => (['cost', 'allowableCost', 'allowableCash', 'cash', 'revenue', 'target', 'closing'] as const).map((figureOf) => sumUsd(accounts.flatMap((account) => account.years[year]?.[figureOf] ?? []))))]))
}

test('NUM-1, RECOV-1: in several funds, every account explains itself exactly, and the accounts of a service add up to what it is in one', { timeout: 60_000 }, () => {
  // A stated opening balance is that of its own account: with the first alone, the others go on from it.
  const all = createSamples(join(import.meta.dirname, '../../../assets/samples')).rows()
  const rows = { ...all, fundBalance: all.fundBalance.filter((row) => row.version === 'FY2003/actual') }
  const split = draftFromRows(inTwoFunds(rows))
  const [recovery, whole] = [split, draftFromRows(rows)].map((each) => recoveryOf(each, planOf(fiscalYear(2005))))
  if (recovery === undefined || whole === undefined) throw new Error('Nothing')
  const figures = explainEveryAccount(split, recovery)
  const seen = new Set<Parameters<typeof wrongExplanations>[0]>()
  expect(figures.flatMap(({ name, explanation }) => wrongExplanations(explanation, [name], seen))).toEqual([])
  expect(figures.filter(({ value, explanation }) => explanation.value !== value).map(({ name }) => name)).toEqual([])
  expect(sumsByService(recovery)).toEqual(sumsByService(whole))
  expect(recovery.accounts.length).toBeGreaterThan(whole.accounts.length + 20)
})

type Figure = { readonly name: string; readonly value: string | null; readonly explanation: Parameters<typeof wrongExplanations>[0] }

/** What does not follow from its inputs, and what is not the figure that is shown. */
function wrong(figures: readonly Figure[], seen: Set<Figure['explanation']>): readonly unknown[] {
  return figures.flatMap(({ name, value, explanation }) => [...wrongExplanations(explanation, [name], seen), ...(explanation.value === value ? [] : [[name, value, explanation.value]])])
}

const [FY2004, FY2005] = [planOf(fiscalYear(2004)), planOf(fiscalYear(2005))]
const derived = [...deriveRates(draft, FY2005).rates.values()].filter((rate) => rate.unrounded !== null)

test('NUM-1, RATE-8: every term of every bridge from FY2004 to FY2005 follows from both derivations exactly, and the difference from the terms', { timeout: 60_000 }, () => {
  const seen = new Set<Figure['explanation']>()
  const bridges = derived.flatMap(({ rateId }) => [rateBridge({ draft, from: FY2004, to: FY2005, rateId })].filter((bridge) => bridge.kind === 'bridge'))
  expect(bridges.length).toBeGreaterThan(40)
  expect(bridges.flatMap((bridge) => wrong(bridgeFigures(bridge).map(({ figure: each, value }) => ({ name: `${bridge.title} ${each}`, value, explanation: explainBridge(draft, bridge, each) })), seen))).toEqual([])
})

/** Units of every rate; the rest of every so many: each answer has a derivation of its own, a cost is searched in 25 trials, and vacancy makes every month of every position anew. */
function leversOf(index: number): readonly ('units' | 'cost' | 'vacancy')[] {
  return ['units', ...(index % 12 === 0 ? ['cost' as const] : []), ...(index % 24 === 0 ? ['vacancy' as const] : [])]
}

test('NUM-1, PROJ-3: every figure of what it would take follows from its inputs exactly, down to the input that was found', { timeout: 120_000 }, () => {
  const seen = new Set<Figure['explanation']>()
  const questions = derived.flatMap(({ rateId }, index) => leversOf(index).map((by) => ({ draft, version: FY2005, rateId, by, target: { kind: 'percent', value: figure<'%'>(by === 'vacancy' ? '-0.2' : '3') } as const })))
  const kinds = questions.flatMap((question) => {
    const answer = seekRate(question)
    if (answer.kind !== 'found' && answer.kind !== 'nearest') return []
    expect(wrong(SEEK_FIGURES.map((each) => ({ name: `${question.rateId} by ${question.by}, ${each}`, value: answer[each], explanation: explainSeek(question, answer, each) })), seen)).toEqual([])
    return [`${answer.kind} by ${answer.how}`]
  })
  expect([...new Set(kinds)].toSorted()).toEqual(['found by algebra', 'found by search'])
  expect(kinds.length).toBeGreaterThan(derived.length)
})

test('NUM-1, PROJ-3: every figure of what moves a rate most follows from its inputs exactly, down to the input that was tried', { timeout: 120_000 }, () => {
  const seen = new Set<Figure['explanation']>()
  const policy = deriveRates(draft, FY2005).inputs.policy.id
  const bars = derived.flatMap(({ rateId }, index) => {
    if (index % 4 !== 0) return []
    const [units] = deriveRates(draft, FY2005).inputs.rateUnits.get(rateId) ?? []
    const inputs: readonly TornadoInput[] = [
      ...(leversOf(index).includes('vacancy') ? [{ label: 'Vacancy', table: 'yearPolicy' as const, rowId: policy, field: 'vacancyPercent', low: '0', high: '8' }] : []), ...(units === undefined ? [] : [{ label: 'Units', table: 'rateUnits' as const, rowId: units.id, field: 'units', low: '900.5', high: '1,100' }]),
    ]
    return tornado({ draft, version: FY2005, rateId, inputs }).bars.map((bar) => ({ rateId, bar }))
  })
  expect(bars.length).toBeGreaterThanOrEqual(derived.length / 4)
  for (const { rateId, bar } of bars) expect(wrong(BAR_FIGURES.map((each) => ({ name: `${rateId} ${bar.input.label} ${each}`, value: barFigure(bar, each), explanation: explainBar({ draft, version: FY2005, rateId }, bar, each) })), seen)).toEqual([])
})
