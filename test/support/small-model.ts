/**
 * A model small enough to read: seven rates, FY2003 and FY2004 published (FY2004 in two revisions), FY2005 a draft, one scenario,
 * two customers with a row of each table of the billing side and of the rating rules, and four usage lines (`smallUsage`).
 */
import { readDecimal, type Factor, type Percent, type Units, type Usd, type UsdPerUnit } from '../../src-shared/domain/decimal.ts'
import { fiscalYear, isoDate } from '../../src-shared/domain/fiscal-year.ts'
import { month, monthNumber } from '../../src-shared/domain/month.ts'
import { budgetId, budgetSeriesId, encumbranceId, usageEntryId, type BillingTables, type Customer } from '../../src-shared/domain/model/billing-tables.ts'
import { draftFromRows, noRows, type Draft, type ModelRows } from '../../src-shared/domain/model/draft.ts'
import { monthlyText } from '../../src-shared/domain/model/monthly-text.ts'
import type { RatingTables } from '../../src-shared/domain/model/rating-tables.ts'
import { priceId, scheduleId, type CustomerClass, type Price, type Rate, type Schedule, type ScheduleState } from '../../src-shared/domain/model/tables.ts'
import type { BatchLines } from '../../src-shared/domain/usage/batch-lines.ts'
import { planOf, versionKey } from '../../src-shared/domain/version.ts'

export function usdPerUnit(text: string): UsdPerUnit {
  const read = readDecimal<'USD/unit'>(text)
  if (!read.ok) throw new Error(text)
  return read.value
}

export function percent(text: string): Percent {
  const read = readDecimal<'%'>(text)
  if (!read.ok) throw new Error(text)
  return read.value
}

export function usd(text: string): Usd {
  const read = readDecimal<'USD'>(text)
  if (!read.ok) throw new Error(text)
  return read.value
}

export function unitsOf(text: string): Units {
  const read = readDecimal<'units'>(text)
  if (!read.ok) throw new Error(text)
  return read.value
}

export const FY2003 = planOf(fiscalYear(2003))
export const FY2004 = planOf(fiscalYear(2004))
export const FY2005 = planOf(fiscalYear(2005))
export const FY2006 = planOf(fiscalYear(2006))

export function rateRow(id: string, position: number, more: Partial<Rate> = {}): Rate {
  return { id, serviceId: 'mainframe', code: id.toUpperCase(), title: id, billableUnit: 'Hour', objectCode: 'E10', position, retiredFrom: null, note: '', ...more }
}

export function scheduleRow(year: number, more: { readonly revision?: number; readonly state?: ScheduleState; readonly effectiveFrom?: string } = {}): Schedule {
  const version = versionKey(planOf(fiscalYear(year)))
  const revision = more.revision ?? 1
  return { id: scheduleId(version, revision), version, revision, state: more.state ?? 'published', effectiveFrom: isoDate(more.effectiveFrom ?? `${year - 1}-07-01`), issuedOn: null, note: '' }
}

export function priceRow(schedule: string, rateId: string, amount: string, more: Partial<Price> & { readonly customerClass?: CustomerClass } = {}): Price {
  const customerClass = more.customerClass ?? 'state'
  return {
    id: priceId({ scheduleId: schedule, rateId, customerClass }), scheduleId: schedule, rateId, customerClass, kind: 'per-unit', amount: usdPerUnit(amount), percent: null, basisText: '',
    places: 2, derivedAmount: null, note: '', ...more,
  }
}

function pricesOf(schedule: string, cpu: string, more: { readonly meter: string; readonly drop: string; readonly outside: string }): readonly Price[] {
  return [
    priceRow(schedule, 'cpu', cpu),
    priceRow(schedule, 'tape', '0.0367', { places: 4 }),
    priceRow(schedule, 'meter', '0', { kind: 'cost-plus-percent', amount: null, percent: percent(more.meter), basisText: 'Meter', places: 1 }),
    priceRow(schedule, 'consultant', '0', { kind: 'contract-rate', amount: null }),
    priceRow(schedule, 'hub', '415', { kind: 'flat-per-period', basisText: 'month' }),
    priceRow(schedule, 'drop', more.drop),
    priceRow(schedule, 'drop', more.outside, { customerClass: 'non-state' }),
  ]
}

export function customerRow(id: string, position: number, more: Partial<Customer> = {}): Customer {
  return {
    id, code: id.toUpperCase(), name: `Agency ${id}`, secretariat: 'Public Safety', customerClass: 'state', accountManager: 'Sam', coordinator: 'Cora', stateFunding: percent('75'), federalFunding: percent('25'),
    otherFunding: percent('0'), lastContactOn: null, position, provenance: 'own', note: '', ...more,
  }
}

/** Lines by their ids, each `[customer, rate, month, millionths]`. @example usageLines([['dma', 'cpu', '2003-07', 1_500_000n]]) */
export function usageLines(lines: readonly (readonly [customer: string, rate: string, month: string, quantity: bigint])[]): BatchLines {
  const customerIds = [...new Set(lines.map(([customer]) => customer))]
  const rateIds = [...new Set(lines.map(([, rate]) => rate))]
  return {
    customerIds, rateIds, customer: Int32Array.from(lines, ([customer]) => customerIds.indexOf(customer)), rate: Int32Array.from(lines, ([, rate]) => rateIds.indexOf(rate)),
    month: Int32Array.from(lines, ([, , at]) => monthNumber(month(at))), quantity: BigInt64Array.from(lines, ([, , , quantity]) => quantity),
  }
}

/** The lines of the batch in `smallRows`: a fraction, a credit, the largest quantity, and a customer who is no longer there. */
export function smallUsage(): { readonly batchId: string; readonly lines: BatchLines } {
  return { batchId: 'usage-1', lines: usageLines([['dot', 'tape', '2003-07', 10n ** 18n], ['dma', 'cpu', '2003-08', -2_500_000n], ['dma', 'cpu', '2003-07', 1_500_000n], ['gone', 'cpu', '2003-07', 1n]]) }
}

function billingRows(): BillingTables {
  const plan = versionKey(FY2005)
  const ofDma = { version: plan, customerId: 'dma' }
  const ofCpu = { ...ofDma, rateId: 'cpu' }
  const typed = { month: month('2003-09'), customerId: 'dma', rateId: 'cpu' }
  return {
    customer: customerRow('dma', 0),
    encumbrance: { id: encumbranceId({ ...ofDma, objectCode: 'E10' }), ...ofDma, objectCode: 'E10', amount: usd('1200.5'), approvedOn: isoDate('2004-07-02'), note: '', source: '' },
    billPolicy: { id: plan, version: plan, minimumCharge: usd('20'), minimumRateId: 'drop', issueThreshold: usd('20'), issueComparison: 'more-than', firstPartMonth: 'free', suffolkDays: 'work-days', note: '' },
    billAdjustment: { id: 'credit-1', customerId: 'dma', chargedOn: isoDate('2003-10-05'), objectCode: 'E10', kind: 'credit', amount: usd('-12.5'), reason: 'Billed twice', author: 'Ann', source: '' },
    oneTimeItem: { id: 'item-1', customerId: 'dma', rateId: 'cpu', chargedOn: isoDate('2003-10-06'), quantity: unitsOf('1'), reason: 'Conversion', author: 'Ann', source: '' },
    usageBatch: { id: 'usage-1', number: 1, kind: 'quantities', fileName: 'usage.csv', lineCount: 4, importedAt: '2026-11-22T04:00:00.000Z', author: 'Ann', provenance: 'own', note: '' },
    usageEntry: { id: usageEntryId(typed), ...typed, quantity: unitsOf('3.25'), author: 'Ann', note: '' },
    serviceRequest: {
      id: 'request-1', customerId: 'dma', code: 'BAR-001', kind: 'change', title: 'More processing', status: 'approved', requestedOn: isoDate('2003-09-01'), decidedOn: isoDate('2003-09-05'), signedBy: 'Lee', rateId: 'cpu',
      monthlyUnits: unitsOf('40'), fromMonth: month('2004-10'), toMonth: null, author: 'Ann', note: '',
    },
    estimateLine: { id: 'estimate-1', requestId: 'request-1', position: 0, description: 'Processing', cadence: 'monthly', rateId: 'cpu', quantity: unitsOf('40'), amount: null, objectCode: 'E10', note: '' },
    customerQuestion: { id: 'question-1', customerId: 'dma', askedOn: isoDate('2003-09-01'), question: 'Why more?', answer: '', answeredOn: null, author: 'Ann' },
    budget: { id: budgetId(ofDma), ...ofDma, method: 'best', meanMonths: 12, growthPercent: percent('2'), growthFrom: null, handedOverOn: null, author: 'Ann', note: '' },
    budgetSeries: { id: budgetSeriesId(ofCpu), ...ofCpu, method: 'mean', growthPercent: null, growthFrom: null, typedUnits: null, note: '' },
    budgetChange: { id: 'change-1', ...ofCpu, cadence: 'monthly', fromMonth: month('2004-10'), toMonth: null, units: unitsOf('40'), author: 'Ann', note: '' },
    budgetFigure: { id: budgetSeriesId(ofCpu), ...ofCpu, units: unitsOf('480'), amount: usd('48000'), source: '' },
    budgetMonths: { id: budgetSeriesId(ofCpu), ...ofCpu, microUnits: monthlyText(Array.from({ length: 12 }, () => 40_000_000n)), cents: monthlyText(Array.from({ length: 12 }, () => 400_000n)) },
  }
}

function factorOf(text: string): Factor {
  const read = readDecimal<'1'>(text)
  if (!read.ok) throw new Error(text)
  return read.value
}

const HELD = { effectiveFrom: isoDate('2003-07-01'), effectiveUntil: null, note: '', source: 'Note 1' }
const SOURCED = { note: '', source: 'Note 2' }

function ratingRows(): { readonly [Name in keyof RatingTables]: readonly RatingTables[Name][] } {
  return {
    performanceFactor: [
      { id: 'asys-1', system: 'ASYS', model: 'R75', factor: factorOf('2.3107'), ...HELD, effectiveFrom: isoDate('2001-10-01'), effectiveUntil: isoDate('2003-07-01') },
      { id: 'asys-2', system: 'ASYS', model: 'X47', factor: factorOf('7.434'), ...HELD },
    ],
    applicationClass: [{ id: 'batch', name: 'Batch', measurement: 'smf', ...SOURCED }],
    adjustmentFactor: [{ id: 'batch-cpu', applicationClassId: 'batch', kind: 'cpu', factor: factorOf('1.12'), ...HELD }],
    holiday: [{ id: 'columbus-day', date: isoDate('2003-10-13'), name: 'Columbus Day', scope: 'state', ...SOURCED }],
    ratingParameter: [{ id: 'ios', name: 'ios-per-unit', value: factorOf('1000'), ...HELD }],
    printClass: [{ id: 'class-d', sysoutClass: 'D', form: 'special', imagesPerPage: factorOf('2'), ...HELD }],
    mailboxClass: [{ id: 'mailbox-a', name: 'A', megabytes: factorOf('50'), limit: 'up-to', rateId: 'hub', ...HELD }],
    complexityFactor: [{ id: 'standard', code: 'STANDARD', title: 'Standard job', factor: factorOf('1'), ...HELD }],
    binSize: [{ id: 'report-1', kind: 'report', level: 1, rateId: 'hub', ...SOURCED }],
    ratedMeasure: [{ id: 'cpu-prime', measure: 'cpu-prime', rateId: 'cpu', source: 'rate schedule' }],
  }
}

export function smallRows(): ModelRows {
  const fy2003 = scheduleRow(2003)
  const fy2004 = scheduleRow(2004)
  const fy2004b = scheduleRow(2004, { revision: 2, effectiveFrom: '2004-01-01' })
  const fy2005 = scheduleRow(2005, { state: 'draft' })
  const billing = billingRows()
  return {
    ...noRows(),
    customer: [billing.customer, customerRow('dot', 1)], encumbrance: [billing.encumbrance], billPolicy: [billing.billPolicy], billAdjustment: [billing.billAdjustment], oneTimeItem: [billing.oneTimeItem], usageBatch: [billing.usageBatch],
    usageEntry: [billing.usageEntry], serviceRequest: [billing.serviceRequest], estimateLine: [billing.estimateLine], customerQuestion: [billing.customerQuestion], budget: [billing.budget],
    budgetSeries: [billing.budgetSeries], budgetChange: [billing.budgetChange], budgetFigure: [billing.budgetFigure], budgetMonths: [billing.budgetMonths],
    settings: [{ id: 'model', agencyName: 'Agency', officeName: 'Office', fiscalYearFirstMonth: 7 }],
    lineOfBusiness: [{ id: 'computing', name: 'Computing', position: 0 }, { id: 'network', name: 'Network', position: 1 }],
    serviceGroup: [{ id: 'data-center', lineOfBusinessId: 'computing', name: 'Data center', position: 0 }, { id: 'wide-area', lineOfBusinessId: 'network', name: 'Wide area', position: 0 }],
    service: [
      { id: 'mainframe', serviceGroupId: 'data-center', code: 'SQ001', name: 'Mainframe', description: '', position: 0, retiredFrom: null },
      { id: 'cabling', serviceGroupId: 'wide-area', code: '', name: 'Cabling', description: '', position: 0, retiredFrom: null },
      { id: 'unused-service', serviceGroupId: 'wide-area', code: '', name: 'Unused', description: '', position: 1, retiredFrom: null },
    ],
    rate: [
      rateRow('cpu', 0), rateRow('tape', 1), rateRow('meter', 2), rateRow('consultant', 3), rateRow('unpriced', 4),
      rateRow('hub', 0, { serviceId: 'cabling' }), rateRow('drop', 1, { serviceId: 'cabling' }),
    ],
    rateRelation: [],
    schedule: [fy2003, fy2004, fy2004b, fy2005],
    price: [
      ...pricesOf(fy2003.id, '120', { meter: '17.5', drop: '200', outside: '260' }),
      ...pricesOf(fy2004.id, '99.81', { meter: '16.8', drop: '209.68', outside: '278.87' }),
      priceRow(fy2004b.id, 'cpu', '98.5'),
      ...pricesOf(fy2005.id, '100', { meter: '16.8', drop: '210', outside: '280' }),
    ],
    baseline: [{ id: 'low', version: versionKey(FY2004), rateId: 'cpu', name: 'low', position: 0, typedAmount: usdPerUnit('90'), source: 'typed' }],
    baselineTerm: [],
    printedRow: [],
    scenario: [{ id: 'plan-a', name: 'Plan A', note: '', author: 'Ann', createdAt: '2026-01-02T03:04:05Z', position: 0 }],
    override: [],
    ...ratingRows(),
  }
}

export function smallModel(): Draft {
  return draftFromRows(smallRows())
}

/** `new-1`, `new-2`, ... */
export function countingIds(): () => string {
  let count = 0
  return () => `new-${(count += 1)}`
}
