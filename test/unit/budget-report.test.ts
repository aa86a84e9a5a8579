import { describe, expect, test } from 'vitest'

import { customerBudget, type CustomerBudget } from '../../src-shared/domain/budget/customer-budget.ts'
import { statementOf } from '../../src-shared/domain/billing/statement.ts'
import { serviceEstimate } from '../../src-shared/domain/billing/service-estimate.ts'
import { microUnits } from '../../src-shared/domain/micro-units.ts'
import type { BudgetChange, EstimateLine, ServiceRequest } from '../../src-shared/domain/model/billing-tables.ts'
import { draftFromRows, type Draft } from '../../src-shared/domain/model/draft.ts'
import { isoDate } from '../../src-shared/domain/fiscal-year.ts'
import { month } from '../../src-shared/domain/month.ts'
import { budgetReport } from '../../src-shared/domain/reports/billing/budget-report.ts'
import { encumbranceEstimateReport, encumbranceEstimates } from '../../src-shared/domain/reports/billing/encumbrance-estimate-report.ts'
import { quoteReport } from '../../src-shared/domain/reports/billing/quote-report.ts'
import type { CustomerHistory } from '../../src-shared/domain/usage/customer-history.ts'
import { versionKey } from '../../src-shared/domain/version.ts'
import { billingRows } from '../support/small-bills.ts'
import { figure } from '../support/small-costs.ts'
import { FY2004, FY2005, usdPerUnit } from '../support/small-model.ts'
import { cellOf, expectSound, REPORT_CONTEXT } from '../support/sound-report.ts'

const REQUEST: ServiceRequest = {
  id: 'req-1', customerId: 'aaa', code: 'REQ-1', kind: 'new-service', title: 'A portal', status: 'estimated', requestedOn: isoDate('2004-02-01'), decidedOn: null, signedBy: '', rateId: null, monthlyUnits: null, fromMonth: null, toMonth: null, author: '', note: '',
}

function line(position: number, more: Partial<EstimateLine>): EstimateLine {
  return { id: `req-1-${position}`, requestId: 'req-1', position, description: `Item ${position}`, cadence: 'monthly', rateId: null, quantity: figure<'units'>('1'), amount: null, objectCode: 'E10', note: '', ...more }
}

const draft = draftFromRows({
  ...billingRows(), serviceRequest: [REQUEST],
  estimateLine: [line(0, { rateId: 'cpu', quantity: figure<'units'>('2.5') }), line(1, { cadence: 'one-time', amount: usdPerUnit('112.5'), quantity: figure<'units'>('240') }), line(2, { cadence: 'annual', amount: usdPerUnit('18400'), objectCode: 'E05' }), line(3, { rateId: 'unpriced' })],
})

/** Two years and a half, with growth and a season. */
const history: CustomerHistory = new Map([
  ['cpu', { first: month('2002-07'), quantities: Array.from({ length: 30 }, (_, at) => microUnits(figure<'units'>(`${100 + at + (at % 12) * 3}.25`))) }],
  ['meter', { first: month('2003-07'), quantities: Array.from({ length: 18 }, (_, at) => microUnits(figure<'units'>(`${2000 + at * 10}`))) }],
  ['unpriced', { first: month('2004-01'), quantities: [microUnits(figure<'units'>('3'))] }],
])

function budgetOf(customerId: string, of: CustomerHistory = history, model: Draft = draft): CustomerBudget {
  const customer = model.customer.get(customerId)
  if (customer === undefined) throw new Error('no customer')
  const made = customerBudget({ draft: model, customer, history: of, from: FY2004, to: FY2005 })
  if (!made.ok) throw new Error(made.failure.map((each) => each.message).join())
  return made.value
}

function change(id: string, more: Partial<BudgetChange>): BudgetChange {
  return { id, version: versionKey(FY2005), customerId: 'aaa', rateId: 'cpu', units: figure<'units'>('12'), cadence: 'monthly', fromMonth: month('2005-02'), toMonth: null, author: 'Ann', note: '', ...more }
}

describe('a budget as a report', () => {
  test('PROJ-2, BILL-9: every figure is the budget\'s own, and follows by formula from units and rates', () => {
    const budget = budgetOf('aaa')
    const report = budgetReport({ draft, budget, context: REPORT_CONTEXT })
    expectSound(report)
    expect(cellOf(report, 'total.after')).toMatchObject({ value: budget.totals.after, formula: { op: 'sum' } })
    expect(cellOf(report, 'year.after.total')).toMatchObject({ value: statementOf({ draft, bills: budget.after.bills, customerId: 'aaa', month: null })?.total })
    expect(cellOf(report, 'units.meter.after.2005-06')).toMatchObject({ input: true })
    expect(cellOf(report, 'units.meter.after.2004-07')).not.toHaveProperty('input')
    expect(cellOf(report, 'budget.meter.price')).toMatchObject({ formula: { op: 'round', places: 2 } })
    // The rate of the earlier year changed within it, so that its effect is a sum over months.
    expect(cellOf(report, 'budget.cpu.price')).not.toHaveProperty('formula')
  })

  test('PROJ-1: says what it assumes; BILL-8: what is to be encumbered', () => {
    const budget = budgetOf('aaa')
    const report = budgetReport({ draft, budget, context: REPORT_CONTEXT })
    expect(cellOf(report, 'assumptions.whole.0.text')).toMatchObject({ text: expect.stringContaining('least error') })
    expect(cellOf(report, 'encumbrance.E10.amount')).toMatchObject({ value: budget.encumbrances.find((each) => each.objectCode === 'E10')?.amount })
    expect(report.sheets.flatMap((sheet) => sheet.charts.map((chart) => chart.id))).toEqual(['budget-months', 'forecast-largest'])
  })

  test('PROJ-1: a dated change says whether it counts once or every month, in which unit, and why', () => {
    const changed = { ...draft, budgetChange: new Map([change('a', { cadence: 'once', note: 'The portal is loaded.' }), change('b', { fromMonth: month('2005-03'), toMonth: month('2005-05') })].map((each) => [each.id, each])) }
    const report = budgetReport({ draft: changed, budget: budgetOf('aaa', history, changed), context: REPORT_CONTEXT })
    const unit = draft.rate.get('cpu')?.billableUnit
    expect([0, 1].map((at) => cellOf(report, `assumptions.changes.${at}.text`))).toMatchObject([{ text: `+12 once in February 2005. Unit: ${unit}. The portal is loaded.` }, { text: `+12 a month from March 2005 to May 2005. Unit: ${unit}.` }])
  })

  test('one of a customer without history is sound', () => {
    const report = budgetReport({ draft, budget: budgetOf('bbb', new Map()), context: REPORT_CONTEXT })
    expectSound(report)
    expect(cellOf(report, 'total.after')).toMatchObject({ value: '0' })
  })

  test('BILL-8: the estimate stands beside what is encumbered, and gives 30 days', () => {
    const estimates = [...encumbranceEstimates(budgetOf('aaa')), ...encumbranceEstimates(budgetOf('bbb', new Map()))]
    const report = encumbranceEstimateReport({ draft, from: FY2004, to: FY2005, estimates, context: REPORT_CONTEXT })
    expectSound(report)
    expect(cellOf(report, 'estimate.aaa.E10.encumbered')).toMatchObject({ value: '3000' })
    expect(cellOf(report, 'estimate.aaa.E10.after')).toMatchObject({ value: budgetOf('aaa').encumbrances[0]?.amount })
    expect(cellOf(report, 'estimate.aaa.E10.approveBy')).toMatchObject({ date: '2026-12-22' })
    const without = encumbranceEstimateReport({ draft: { ...draft, encumbrance: new Map() }, from: FY2004, to: FY2005, estimates, context: REPORT_CONTEXT })
    expectSound(without)
    expect(cellOf(without, 'estimate.aaa.E10.encumbered')).toMatchObject({ text: 'None' })
  })
})

describe('a quote of a request', () => {
  test('is what its lines cost once, monthly, a year and in the first year, by object code', () => {
    const estimate = serviceEstimate(draft, { version: FY2004, requestId: 'req-1' })
    expect(estimate?.totals).toEqual({ oneTime: '27000', monthly: '246.25', annual: '18400', firstYear: '48355' })
    expect(estimate?.byObjectCode.map(({ objectCode, firstYear }) => [objectCode, firstYear])).toEqual([['E10', '29955'], ['E05', '18400']])
    const report = quoteReport({ draft, version: FY2004, requestId: 'req-1', context: REPORT_CONTEXT })
    if (report === undefined) throw new Error('no quote')
    expectSound(report)
    expect(cellOf(report, 'total.firstYear.amount')).toMatchObject({ value: '48355' })
    expect(cellOf(report, 'line.req-1-3.amount')).toMatchObject({ text: 'Not priced' })
    expect(cellOf(report, 'sign.signature.text')).toMatchObject({ text: expect.stringContaining('____') })
    expect(quoteReport({ draft, version: FY2004, requestId: 'none', context: REPORT_CONTEXT })).toBeUndefined()
  })

  test('BILL-10: begun in the middle of the year, it covers the months left, each at its price; an annual amount approved in November is seven instalments', () => {
    const request = draft.serviceRequest.get('req-1')
    if (request === undefined) throw new Error('no request')
    const begun = { ...draft, serviceRequest: new Map([[request.id, { ...request, status: 'approved' as const, decidedOn: isoDate('2003-11-18'), fromMonth: month('2003-12') }]]) }
    const estimate = serviceEstimate(begun, { version: FY2004, requestId: 'req-1' })
    const monthly = estimate?.lines.find(({ line, amount }) => line.cadence === 'monthly' && amount !== null)
    // 2.5 hours at 99.81 in December, and at 98.50 from January on.
    expect([estimate?.firstYear.words, monthly?.monthly.map(({ months, unitPrice, amount }) => [months, unitPrice, amount]), monthly?.firstYear]).toEqual(['7 months of FY2004: December 2003 to June 2004.', [[1, '99.81', '249.53'], [6, '98.5', '246.25']], '1727.03'])
    expect(estimate?.lines.find(({ line }) => line.cadence === 'annual')?.instalments.map(({ dueOn, amount }) => `${dueOn} ${amount}`)).toEqual(['2003-12-01 2628.58', '2004-01-01 2628.57', '2004-02-01 2628.57', '2004-03-01 2628.57', '2004-04-01 2628.57', '2004-05-01 2628.57', '2004-06-01 2628.57'])
    const report = quoteReport({ draft: begun, version: FY2004, requestId: 'req-1', context: REPORT_CONTEXT })
    if (report === undefined) throw new Error('no quote')
    expectSound(report)
    expect(cellOf(report, 'total.firstYear.amount')).toMatchObject({ value: estimate?.totals.firstYear })
  })

  test('BILL-10: what begins after the year costs no month of it', () => {
    const request = draft.serviceRequest.get('req-1')
    if (request === undefined) throw new Error('no request')
    const later = { ...draft, serviceRequest: new Map([[request.id, { ...request, fromMonth: month('2004-07') }]]) }
    expect(serviceEstimate(later, { version: FY2004, requestId: 'req-1' })).toMatchObject({ firstYear: { months: [], words: 'No month of FY2004 is covered: look at it at the rates of its own year.' }, totals: { monthly: '246.25', firstYear: '45400' } })
  })
})
