/**
 * The sample model: the facts of a published schedule (CSV tables under assets/samples) as the rows of a model.
 * Pure; `createSamples` of the workbook folder reads the files. The facts ship with the product, so a fault in them is a bug and throws.
 */
import { decimal, readDecimal, type DecimalText } from '../../src-shared/domain/decimal.ts'
import { isoDate, readFiscalYear, type FiscalYear } from '../../src-shared/domain/fiscal-year.ts'
import { noRows, type ModelRows } from '../../src-shared/domain/model/draft.ts'
import {
  CUSTOMER_CLASSES, priceId, PRICE_KINDS, RELATION_KINDS, SCHEDULE_STATES, scheduleId, type Baseline, type BaselineTerm, type Price, type PrintedRow, type Rate, type RateRelation,
  type Schedule, type Service, type Settings,
} from '../../src-shared/domain/model/tables.ts'
import { planOf, versionKey, type VersionKey } from '../../src-shared/domain/version.ts'

/** The files under assets/samples, without `.csv`. */
export const SAMPLE_TABLES = [
  'settings', 'lines-of-business', 'groups', 'services', 'rates', 'prices', 'schedules', 'relations', 'baselines', 'baseline-terms', 'printed-schedule',
] as const
export type SampleTableName = (typeof SAMPLE_TABLES)[number]

/** One line of a table by its column names; every line has `source`, its place in the source. */
export type SampleLine = Readonly<Record<string, string>>
export type SampleTables = Readonly<Record<SampleTableName, readonly SampleLine[]>>

/** Places of a price that has no figure. */
const PLACES_WITHOUT_FIGURE = 2

/**
 * The rows of the sample model. Amounts keep the places that they are printed with: `0.0390` is 0.039 at 4 places (NUM-3).
 *
 * @example sampleRows(tables).printedRow.length // 84
 */
export function sampleRows(tables: SampleTables): ModelRows {
  return {
    ...noRows(),
    settings: tables.settings.map(settings),
    lineOfBusiness: tables['lines-of-business'].map((line, position) => ({ id: cell(line, 'id'), name: cell(line, 'name'), position })),
    serviceGroup: tables.groups.map((line, position) => ({ id: cell(line, 'id'), lineOfBusinessId: cell(line, 'lineOfBusiness'), name: cell(line, 'name'), position })),
    service: tables.services.map(service),
    rate: tables.rates.map(rate),
    rateRelation: tables.relations.map(relation),
    schedule: tables.schedules.map(schedule),
    price: tables.prices.map(price),
    baseline: tables.baselines.map(baseline),
    baselineTerm: tables['baseline-terms'].map(baselineTerm),
    printedRow: tables['printed-schedule'].map(printedRow),
    scenario: [],
    override: [],
  }
}

function settings(line: SampleLine): Settings {
  return {
    id: 'model', agencyName: cell(line, 'agencyName'), officeName: cell(line, 'officeName'),
    fiscalYearFirstMonth: whole(line, 'fiscalYearFirstMonth'),
  }
}

function service(line: SampleLine, position: number): Service {
  return {
    id: idOf(cell(line, 'code')), serviceGroupId: cell(line, 'group'), code: cell(line, 'code'), name: cell(line, 'name'), description: cell(line, 'description'),
    position, retiredFrom: null,
  }
}

function rate(line: SampleLine, position: number): Rate {
  const retiredFrom = cell(line, 'retiredFrom')
  return {
    id: idOf(cell(line, 'code')), serviceId: idOf(cell(line, 'service')), code: cell(line, 'code'), title: cell(line, 'title'), billableUnit: cell(line, 'billableUnit'),
    objectCode: cell(line, 'objectCode'), position, retiredFrom: retiredFrom === '' ? null : year(line, 'retiredFrom'), note: cell(line, 'note'),
  }
}

function relation(line: SampleLine): RateRelation {
  const fiscalYear = year(line, 'fiscalYear')
  const kind = oneOf(line, 'kind', RELATION_KINDS)
  const fromRateId = idOf(cell(line, 'fromRate'))
  const toRateId = idOf(cell(line, 'toRate'))
  return { id: `fy${fiscalYear}-${kind}-${fromRateId}-${toRateId}`, fiscalYear, kind, fromRateId, toRateId, note: cell(line, 'note') }
}

function schedule(line: SampleLine): Schedule {
  const version = versionOf(line, 'fiscalYear')
  const revision = whole(line, 'revision')
  const issuedOn = cell(line, 'issuedOn')
  return {
    id: scheduleId(version, revision), version, revision, state: oneOf(line, 'state', SCHEDULE_STATES), effectiveFrom: isoDate(cell(line, 'effectiveFrom')),
    issuedOn: issuedOn === '' ? null : isoDate(issuedOn), note: cell(line, 'note'),
  }
}

function price(line: SampleLine): Price {
  const key = {
    scheduleId: scheduleId(versionOf(line, 'fiscalYear'), whole(line, 'revision')), rateId: idOf(cell(line, 'rate')), customerClass: oneOf(line, 'customerClass', CUSTOMER_CLASSES),
  }
  const printed = cell(line, 'amount') || cell(line, 'percent')
  return {
    id: priceId(key), ...key, kind: oneOf(line, 'kind', PRICE_KINDS), amount: figure<'USD/unit'>(line, 'amount'), percent: figure<'%'>(line, 'percent'), basisText: cell(line, 'basis'),
    places: printed === '' ? PLACES_WITHOUT_FIGURE : placesOf(printed), derivedAmount: figure<'USD/unit'>(line, 'derived'), note: cell(line, 'note'),
  }
}

function baselineIdOf(line: SampleLine, nameColumn: string): string {
  const slug = cell(line, nameColumn).toLowerCase().replaceAll(/[^a-z0-9]+/g, '-')
  return `fy${year(line, 'fiscalYear')}-${idOf(cell(line, 'rate'))}-${slug}`
}

function baseline(line: SampleLine, position: number): Baseline {
  return {
    id: baselineIdOf(line, 'name'), version: versionOf(line, 'fiscalYear'), rateId: idOf(cell(line, 'rate')), name: cell(line, 'name'), position,
    typedAmount: figure<'USD/unit'>(line, 'typedAmount'), source: cell(line, 'source'),
  }
}

function baselineTerm(line: SampleLine, position: number): BaselineTerm {
  const baselineId = baselineIdOf(line, 'baseline')
  const rateId = idOf(cell(line, 'termRate'))
  return {
    id: `${baselineId}-${rateId}`, baselineId, position, version: versionOf(line, 'termFiscalYear'), rateId,
    multiplier: required(line, 'multiplier', figure<'1'>(line, 'multiplier')), divisor: required(line, 'divisor', figure<'1'>(line, 'divisor')),
  }
}

function printedRow(line: SampleLine, position: number): PrintedRow {
  const version = versionOf(line, 'fiscalYear')
  const code = cell(line, 'rate')
  return {
    id: `${version}/printed/${String(position + 1).padStart(3, '0')}`, version, position, heading: cell(line, 'heading'), resource: cell(line, 'resource'),
    billableUnit: cell(line, 'billableUnit'), fromText: cell(line, 'fromText'), toText: cell(line, 'toText'), differenceText: cell(line, 'differenceText'),
    percentText: cell(line, 'percentText'), source: cell(line, 'source'), rateId: code === '' ? null : idOf(code),
  }
}

function idOf(code: string): string {
  return code.toLowerCase()
}

function wrong(line: SampleLine, column: string): Error {
  return new Error(`The sample's facts are wrong: column "${column}" of ${JSON.stringify(line)}`)
}

function required<Value>(line: SampleLine, column: string, value: Value | null | undefined): Value {
  if (value === null || value === undefined) throw wrong(line, column)
  return value
}

function cell(line: SampleLine, column: string): string {
  return required(line, column, line[column])
}

function whole(line: SampleLine, column: string): number {
  const text = cell(line, column)
  if (!/^\d{1,4}$/.test(text)) throw wrong(line, column)
  return Number.parseInt(text, 10)
}

function year(line: SampleLine, column: string): FiscalYear {
  const result = readFiscalYear(cell(line, column))
  if (!result.ok) throw wrong(line, column)
  return result.value
}

function versionOf(line: SampleLine, column: string): VersionKey {
  return versionKey(planOf(year(line, column)))
}

function oneOf<Member extends string>(line: SampleLine, column: string, members: readonly Member[]): Member {
  return required(line, column, members.find((each) => each === line[column]))
}

/** The figure of a column; null when the column is empty. */
function figure<Unit extends string>(line: SampleLine, column: string): DecimalText<Unit> | null {
  const text = cell(line, column)
  if (text === '') return null
  const result = readDecimal<Unit>(text)
  if (!result.ok || decimal(result.value).isNegative()) throw wrong(line, column)
  return result.value
}

/** Places that a figure is printed with. */
function placesOf(text: string): number {
  return (text.split('.')[1] ?? '').length
}
