/** A model small enough to read: seven rates, FY2003 and FY2004 published (FY2004 in two revisions), FY2005 a draft, one scenario. */
import { readDecimal, type Percent, type UsdPerUnit } from '../../src-shared/domain/decimal.ts'
import { fiscalYear, isoDate } from '../../src-shared/domain/fiscal-year.ts'
import { draftFromRows, noRows, type Draft, type ModelRows } from '../../src-shared/domain/model/draft.ts'
import { priceId, scheduleId, type CustomerClass, type Price, type Rate, type Schedule, type ScheduleState } from '../../src-shared/domain/model/tables.ts'
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

export function smallRows(): ModelRows {
  const fy2003 = scheduleRow(2003)
  const fy2004 = scheduleRow(2004)
  const fy2004b = scheduleRow(2004, { revision: 2, effectiveFrom: '2004-01-01' })
  const fy2005 = scheduleRow(2005, { state: 'draft' })
  return {
    ...noRows(),
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
