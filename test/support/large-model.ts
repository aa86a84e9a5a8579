/** Rows of a model of any size, made up but plausible: every rate has a price in every year. */
import { readDecimal, type UsdPerUnit } from '../../src-shared/domain/decimal.ts'
import { fiscalYear, isoDate } from '../../src-shared/domain/fiscal-year.ts'
import { noRows, type ModelRows } from '../../src-shared/domain/model/draft.ts'
import { priceId, scheduleId } from '../../src-shared/domain/model/tables.ts'
import { planOf, versionKey } from '../../src-shared/domain/version.ts'

function cents(value: number): UsdPerUnit {
  const read = readDecimal<'USD/unit'>(`${Math.floor(value / 100)}.${String(value % 100).padStart(2, '0')}`)
  if (!read.ok) throw new Error(`Not cents: ${value}`)
  return read.value
}

/** Years from FY2001 on; the last one is a draft, the others are published. */
export function largeRows(size: { readonly rates: number; readonly years: number }): ModelRows {
  const services = Math.ceil(size.rates / 10)
  const rateIds = Array.from({ length: size.rates }, (_, index) => `rate-${String(index).padStart(5, '0')}`)
  const schedules = Array.from({ length: size.years }, (_, index) => {
    const version = versionKey(planOf(fiscalYear(2001 + index)))
    return { id: scheduleId(version, 1), version, revision: 1, state: index === size.years - 1 ? ('draft' as const) : ('published' as const), effectiveFrom: isoDate(`${2000 + index}-07-01`), issuedOn: null, note: '' }
  })
  return {
    ...noRows(),
    settings: [{ id: 'model', agencyName: 'Agency', officeName: 'Office', fiscalYearFirstMonth: 7 }],
    lineOfBusiness: [{ id: 'line', name: 'Line', position: 0 }],
    serviceGroup: [{ id: 'group', lineOfBusinessId: 'line', name: 'Group', position: 0 }],
    service: Array.from({ length: services }, (_, index) => ({ id: `service-${index}`, serviceGroupId: 'group', code: `S${index}`, name: `Service ${index}`, description: '', position: index, retiredFrom: null })),
    rate: rateIds.map((id, index) => ({
      id, serviceId: `service-${index % services}`, code: id.toUpperCase(), title: `Rate ${index}`, billableUnit: 'Hour', objectCode: 'E10', position: index, retiredFrom: null, note: '',
    })),
    rateRelation: [],
    schedule: schedules,
    price: schedules.flatMap((schedule, year) =>
      rateIds.map((rateId, index) => ({
        id: priceId({ scheduleId: schedule.id, rateId, customerClass: 'state' }), scheduleId: schedule.id, rateId, customerClass: 'state' as const, kind: 'per-unit' as const,
        amount: cents(100 + ((index * 7919 + year * 131) % 90_000)), percent: null, basisText: '', places: 2, derivedAmount: null, note: '',
      })),
    ),
    baseline: [],
    baselineTerm: [],
    printedRow: [],
    scenario: [],
    override: [],
  }
}
