/**
 * The sample model: the facts of a published schedule, a cost side that is mostly made up, made-up customers, and rating rules (CSV tables under assets/samples),
 * as the rows of a model. Pure; `createSamples` of the workbook folder reads the files. The facts ship with the product, so a fault in them is a bug and throws.
 */
import { isoDate } from '../../src-shared/domain/fiscal-year.ts'
import { noRows, type ModelRows } from '../../src-shared/domain/model/draft.ts'
import {
  CUSTOMER_CLASSES, priceId, PRICE_KINDS, RELATION_KINDS, SCHEDULE_STATES, scheduleId, type Baseline, type BaselineTerm, type Price, type PrintedRow, type Rate, type RateRelation,
  type Schedule, type Service, type Settings,
} from '../../src-shared/domain/model/tables.ts'
import { planOf, versionKey, type VersionKey } from '../../src-shared/domain/version.ts'
import { AGREEMENT_SAMPLE_TABLES, sampleAgreements, sampleAgreementTargets } from './sample-agreements.ts'
import { BILLING_SAMPLE_TABLES, sampleBilling } from './sample-billing.ts'
import { COST_SAMPLE_TABLES, sampleCosts } from './sample-costs.ts'
import { cell, figure, idOf, oneOf, placesOf, required, whole, year, type SampleLine } from './sample-lines.ts'
import { LEVEL_SAMPLE_TABLES, sampleLevels } from './sample-levels.ts'
import { PAGE_SAMPLE_TABLES, samplePages } from './sample-pages.ts'
import { QUALITY_SAMPLE_TABLES, sampleQuality } from './sample-quality.ts'
import { RULE_SAMPLE_TABLES, sampleRuleRows } from './sample-rules.ts'

/** The files under assets/samples, without `.csv`. */
export const SAMPLE_TABLES = [
  'settings', 'lines-of-business', 'groups', 'services', 'rates', 'prices', 'schedules', 'relations', 'baselines', 'baseline-terms', 'printed-schedule', ...COST_SAMPLE_TABLES,
  ...BILLING_SAMPLE_TABLES, ...RULE_SAMPLE_TABLES, ...LEVEL_SAMPLE_TABLES, ...AGREEMENT_SAMPLE_TABLES, ...PAGE_SAMPLE_TABLES, ...QUALITY_SAMPLE_TABLES,
] as const
export type SampleTableName = (typeof SAMPLE_TABLES)[number]

export type SampleTables = Readonly<Record<SampleTableName, readonly SampleLine[]>>

/** Places of a price that has no figure. */
const PLACES_WITHOUT_FIGURE = 2

/**
 * The rows of the sample model. Amounts keep the places that they are printed with: `0.0390` is 0.039 at 4 places (NUM-3).
 *
 * @example sampleRows(tables).printedRow.length // 84
 */
export function sampleRows(tables: SampleTables): ModelRows {
  const catalog = {
    lineOfBusiness: tables['lines-of-business'].map((line, position) => ({ id: cell(line, 'id'), name: cell(line, 'name'), position })),
    serviceGroup: tables.groups.map((line, position) => ({ id: cell(line, 'id'), lineOfBusinessId: cell(line, 'lineOfBusiness'), name: cell(line, 'name'), position })),
    service: tables.services.map(service),
  }
  return {
    ...noRows(),
    settings: tables.settings.map(settings),
    ...catalog,
    rate: tables.rates.map(rate),
    rateRelation: tables.relations.map(relation),
    schedule: [...tables.schedules, ...tables['cost-schedules']].map(schedule),
    price: [...tables.prices, ...tables['cost-prices']].map(price),
    baseline: tables.baselines.map(baseline),
    baselineTerm: tables['baseline-terms'].map(baselineTerm),
    printedRow: tables['printed-schedule'].map(printedRow),
    ...sampleCosts(tables),
    ...sampleBilling(tables),
    ...sampleRuleRows(tables),
    ...sampleLevels(tables),
    ...samplePages(tables, catalog),
    ...sampleAgreements(tables),
    serviceTarget: sampleAgreementTargets(tables, sampleLevels(tables).serviceTarget),
    ...sampleQuality(tables),
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

function versionOf(line: SampleLine, column: string): VersionKey {
  return versionKey(planOf(year(line, column)))
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
