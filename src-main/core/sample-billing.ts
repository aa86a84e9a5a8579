/**
 * The billing side of the sample model: customers, encumbrances, credits, requests, budgets and three years of usage.
 * All of it is made up by a script, and says so in every line's source; the usage is in batches whose lines lie apart from the rows.
 */
import {
  ADJUSTMENT_KINDS, BATCH_KINDS, budgetId, budgetSeriesId, CADENCES, CHANGE_CADENCES, encumbranceId, FIRST_PART_MONTHS, PROJECTION_METHODS, REQUEST_KINDS, REQUEST_STATUSES, SUFFOLK_DAYS, THRESHOLD_COMPARISONS,
  type BillAdjustment, type BillingTables, type BillPolicy, type Budget, type BudgetChange, type BudgetFigure, type BudgetSeries, type Customer, type CustomerQuestion, type Encumbrance, type EstimateLine,
  type ServiceRequest, type UsageBatch,
} from '../../src-shared/domain/model/billing-tables.ts'
import { PROVENANCES } from '../../src-shared/domain/model/cost-tables.ts'
import type { ModelRows } from '../../src-shared/domain/model/draft.ts'
import { CUSTOMER_CLASSES } from '../../src-shared/domain/model/tables.ts'
import { microUnits } from '../../src-shared/domain/micro-units.ts'
import { isMonth, monthNumber, type Month } from '../../src-shared/domain/month.ts'
import type { BatchLines } from '../../src-shared/domain/usage/batch-lines.ts'
import { monthOfCells } from '../../src-shared/domain/usage/measures/measure-item.ts'
import { MEASURE_COLUMNS, MEASURE_KINDS, type RawMeasure } from '../../src-shared/domain/usage/measures/raw-measure.ts'
import { cell, day, figure, idOf, oneOf, required, signed, versionCell, whole, type SampleLine } from './sample-lines.ts'

/** The files of the billing side, without `.csv`. */
export const BILLING_SAMPLE_TABLES = [
  'billing-customers', 'billing-encumbrances', 'billing-policies', 'billing-adjustments', 'billing-batches', 'billing-usage', 'billing-measures', 'billing-requests', 'billing-estimates', 'billing-questions', 'billing-budgets',
  'billing-budget-series', 'billing-budget-changes', 'billing-budget-figures',
] as const
export type BillingSampleTables = Readonly<Record<(typeof BILLING_SAMPLE_TABLES)[number], readonly SampleLine[]>>

/** The batches of the sample, under whose ids the store keeps their lines: ready quantities of everybody, and raw usage of one customer. */
export const SAMPLE_USAGE_BATCH_ID = 'sample-usage'
export const SAMPLE_MEASURES_BATCH_ID = 'sample-measures'

/** The rows of the billing side. @example sampleBilling(tables).usageBatch[0]?.fileName // 'billing-usage.csv' */
export function sampleBilling(tables: BillingSampleTables): Pick<ModelRows, Exclude<keyof BillingTables, 'usageEntry' | 'oneTimeItem' | 'budgetMonths'>> {
  const lineCount = tables['billing-usage'].reduce((sum, line) => sum + monthsOf(line).length, 0)
  return {
    customer: tables['billing-customers'].map(customer),
    encumbrance: tables['billing-encumbrances'].map(encumbrance),
    billPolicy: tables['billing-policies'].map(billPolicy),
    billAdjustment: tables['billing-adjustments'].map(billAdjustment),
    usageBatch: tables['billing-batches'].map((line) => usageBatch(line, lineCount)),
    serviceRequest: tables['billing-requests'].map(serviceRequest),
    estimateLine: tables['billing-estimates'].map(estimateLine),
    customerQuestion: tables['billing-questions'].map(customerQuestion),
    budget: tables['billing-budgets'].map(budget),
    budgetSeries: tables['billing-budget-series'].map(budgetSeries),
    budgetChange: tables['billing-budget-changes'].map(budgetChange),
    budgetFigure: tables['billing-budget-figures'].map(budgetFigure),
  }
}

/**
 * The lines of the sample's batch, in the order of the file. An empty cell is a month without a figure, and no line.
 *
 * @example sampleUsage(tables).month.length // the batch's lineCount
 */
export function sampleUsage(tables: Pick<BillingSampleTables, 'billing-usage'>): BatchLines {
  const customers = new Map<string, number>()
  const rates = new Map<string, number>()
  const lines = tables['billing-usage'].flatMap((line) => {
    const customerIndex = indexOf(customers, idOf(cell(line, 'customer')))
    const rateIndex = indexOf(rates, idOf(cell(line, 'rate')))
    return monthsOf(line).map((month) => ({ customer: customerIndex, rate: rateIndex, month: monthNumber(month), quantity: microUnits(signed<'units'>(line, month)) }))
  })
  return {
    customerIds: [...customers.keys()], rateIds: [...rates.keys()], customer: Int32Array.from(lines, (each) => each.customer), rate: Int32Array.from(lines, (each) => each.rate),
    month: Int32Array.from(lines, (each) => each.month), quantity: BigInt64Array.from(lines, (each) => each.quantity),
  }
}

/**
 * The raw rows of the sample; one that is no measure is a fault of the sample and throws. In the numbers of the file's rows.
 *
 * @example sampleMeasures(tables)[0] // { rowNumber: 2, customerId: 'zlt', kind: 'job', month: '2004-01', cells: { startedAt: '2004-01-12T19:30', ... } }
 */
export function sampleMeasures(tables: Pick<BillingSampleTables, 'billing-measures'>): readonly RawMeasure[] {
  return tables['billing-measures'].map((line, index) => {
    const kind = oneOf(line, 'kind', MEASURE_KINDS)
    const cells = Object.fromEntries(MEASURE_COLUMNS.flatMap(({ header }) => (line[header] === undefined || line[header] === '' ? [] : [[header, line[header]] as const])))
    return { rowNumber: index + 2, customerId: idOf(cell(line, 'agency')), kind, month: required(line, 'kind', monthOfCells(kind, cells)), cells }
  })
}

function indexOf(indexes: Map<string, number>, id: string): number {
  const index = indexes.get(id) ?? indexes.size
  indexes.set(id, index)
  return index
}

/** The months of a line of usage that have a figure; each month is a column. */
function monthsOf(line: SampleLine): readonly Month[] {
  return Object.keys(line).filter(isMonth).filter((month) => line[month] !== '')
}

function customerId(line: SampleLine): string {
  return idOf(cell(line, 'customer'))
}

function rateIdOrNull(line: SampleLine): string | null {
  const code = cell(line, 'rate')
  return code === '' ? null : idOf(code)
}

function monthOrNull(line: SampleLine, column: string): Month | null {
  const text = cell(line, column)
  return text === '' ? null : required(line, column, isMonth(text) ? text : undefined)
}

function signedOrNull<Unit extends string>(line: SampleLine, column: string): ReturnType<typeof signed<Unit>> | null {
  return cell(line, column) === '' ? null : signed<Unit>(line, column)
}

function customer(line: SampleLine, position: number): Customer {
  const percent = (column: string) => required(line, column, figure<'%'>(line, column))
  return {
    id: idOf(cell(line, 'code')), code: cell(line, 'code'), name: cell(line, 'name'), secretariat: cell(line, 'secretariat'), customerClass: oneOf(line, 'customerClass', CUSTOMER_CLASSES),
    accountManager: cell(line, 'accountManager'), coordinator: cell(line, 'coordinator'), stateFunding: percent('stateFunding'), federalFunding: percent('federalFunding'), otherFunding: percent('otherFunding'),
    lastContactOn: day(line, 'lastContactOn'), position, provenance: oneOf(line, 'provenance', PROVENANCES), note: cell(line, 'note'),
  }
}

function encumbrance(line: SampleLine): Encumbrance {
  const key = { version: versionCell(line), customerId: customerId(line), objectCode: cell(line, 'objectCode') }
  return { id: encumbranceId(key), ...key, amount: required(line, 'amount', figure<'USD'>(line, 'amount')), approvedOn: day(line, 'approvedOn'), note: cell(line, 'note'), source: cell(line, 'source') }
}

function billPolicy(line: SampleLine): BillPolicy {
  const version = versionCell(line)
  return {
    id: version, version, minimumCharge: required(line, 'minimumCharge', figure<'USD'>(line, 'minimumCharge')), minimumRateId: idOf(cell(line, 'minimumRate')),
    issueThreshold: required(line, 'issueThreshold', figure<'USD'>(line, 'issueThreshold')), issueComparison: oneOf(line, 'issueComparison', THRESHOLD_COMPARISONS),
    firstPartMonth: oneOf(line, 'firstPartMonth', FIRST_PART_MONTHS), suffolkDays: oneOf(line, 'suffolkDays', SUFFOLK_DAYS), note: cell(line, 'note'),
  }
}

function billAdjustment(line: SampleLine): BillAdjustment {
  const chargedOn = required(line, 'chargedOn', day(line, 'chargedOn'))
  const kind = oneOf(line, 'kind', ADJUSTMENT_KINDS)
  return {
    id: `${customerId(line)}-${chargedOn}-${kind}`, customerId: customerId(line), chargedOn, objectCode: cell(line, 'objectCode'), kind, amount: signed<'USD'>(line, 'amount'), reason: cell(line, 'reason'),
    author: cell(line, 'author'), source: cell(line, 'source'),
  }
}

/** `lineCount`: of the ready quantities; the rules say how many lines raw rows come to. */
function usageBatch(line: SampleLine, lineCount: number): UsageBatch {
  const kind = oneOf(line, 'kind', BATCH_KINDS)
  return {
    id: kind === 'measures' ? SAMPLE_MEASURES_BATCH_ID : SAMPLE_USAGE_BATCH_ID, number: whole(line, 'number'), kind, fileName: cell(line, 'fileName'), lineCount: kind === 'measures' ? whole(line, 'lineCount') : lineCount, importedAt: cell(line, 'importedAt'), author: cell(line, 'author'),
    provenance: oneOf(line, 'provenance', PROVENANCES), note: cell(line, 'note'),
  }
}

function serviceRequest(line: SampleLine): ServiceRequest {
  return {
    id: idOf(cell(line, 'code')), customerId: customerId(line), code: cell(line, 'code'), kind: oneOf(line, 'kind', REQUEST_KINDS), title: cell(line, 'title'), status: oneOf(line, 'status', REQUEST_STATUSES),
    requestedOn: required(line, 'requestedOn', day(line, 'requestedOn')), decidedOn: day(line, 'decidedOn'), signedBy: cell(line, 'signedBy'), rateId: rateIdOrNull(line),
    monthlyUnits: signedOrNull<'units'>(line, 'monthlyUnits'), fromMonth: monthOrNull(line, 'fromMonth'), toMonth: monthOrNull(line, 'toMonth'), author: cell(line, 'author'), note: cell(line, 'note'),
  }
}

function estimateLine(line: SampleLine): EstimateLine {
  const requestId = idOf(cell(line, 'request'))
  return {
    id: `${requestId}-${whole(line, 'line')}`, requestId, position: whole(line, 'line') - 1, description: cell(line, 'description'), cadence: oneOf(line, 'cadence', CADENCES), rateId: rateIdOrNull(line),
    quantity: required(line, 'quantity', figure<'units'>(line, 'quantity')), amount: figure<'USD/unit'>(line, 'amount'), objectCode: cell(line, 'objectCode'), note: cell(line, 'note'),
  }
}

function customerQuestion(line: SampleLine): CustomerQuestion {
  const askedOn = required(line, 'askedOn', day(line, 'askedOn'))
  return {
    id: `${customerId(line)}-${askedOn}`, customerId: customerId(line), askedOn, question: cell(line, 'question'), answer: cell(line, 'answer'), answeredOn: day(line, 'answeredOn'), author: cell(line, 'author'),
  }
}

function budget(line: SampleLine): Budget {
  const key = { version: versionCell(line), customerId: customerId(line) }
  return {
    id: budgetId(key), ...key, method: oneOf(line, 'method', PROJECTION_METHODS), meanMonths: whole(line, 'meanMonths'), growthPercent: signed<'%'>(line, 'growthPercent'), growthFrom: monthOrNull(line, 'growthFrom'),
    handedOverOn: day(line, 'handedOverOn'), author: cell(line, 'author'), note: cell(line, 'note'),
  }
}

/** What a row of one customer's rate in a version is known by. */
function seriesKey(line: SampleLine): Pick<BudgetSeries, 'version' | 'customerId' | 'rateId'> {
  return { version: versionCell(line), customerId: customerId(line), rateId: idOf(cell(line, 'rate')) }
}

function budgetSeries(line: SampleLine): BudgetSeries {
  const key = seriesKey(line)
  return {
    id: budgetSeriesId(key), ...key, method: cell(line, 'method') === '' ? null : oneOf(line, 'method', PROJECTION_METHODS), growthPercent: signedOrNull<'%'>(line, 'growthPercent'),
    growthFrom: monthOrNull(line, 'growthFrom'), typedUnits: figure<'units'>(line, 'typedUnits'), note: cell(line, 'note'),
  }
}

function budgetChange(line: SampleLine): BudgetChange {
  const key = seriesKey(line)
  const fromMonth = required(line, 'fromMonth', monthOrNull(line, 'fromMonth'))
  return {
    id: `${budgetSeriesId(key)}|${fromMonth}`, ...key, cadence: oneOf(line, 'cadence', CHANGE_CADENCES), fromMonth, toMonth: monthOrNull(line, 'toMonth'), units: signed<'units'>(line, 'units'),
    author: cell(line, 'author'), note: cell(line, 'note'),
  }
}

function budgetFigure(line: SampleLine): BudgetFigure {
  const key = seriesKey(line)
  return { id: budgetSeriesId(key), ...key, units: signed<'units'>(line, 'units'), amount: signed<'USD'>(line, 'amount'), source: cell(line, 'source') }
}
