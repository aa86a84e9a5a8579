/** What should be looked at before figures go out; each check leads to the place where it is settled. */
import type { RunningOut } from '../../../src-shared/domain/billing/running-out.ts'
import { deriveRates } from '../../../src-shared/domain/costs/derive-rates.ts'
import { releaseChecks, type FindingCode } from '../../../src-shared/domain/costs/release-checks.ts'
import { formatFiscalYear, type IsoDate } from '../../../src-shared/domain/fiscal-year.ts'
import type { Draft } from '../../../src-shared/domain/model/draft.ts'
import { externalBelowInternal } from '../../../src-shared/domain/model/integrity.ts'
import { monthOfDay, monthWords } from '../../../src-shared/domain/month.ts'
import { auditSchedule, printedFactsOf, printedName } from '../../../src-shared/domain/rates/audit-schedule.ts'
import { priceKey, resolvePrices } from '../../../src-shared/domain/rates/resolve-prices.ts'
import { costRowName } from '../../../src-shared/domain/costs/cost-row-names.ts'
import { movedOverrides } from '../../../src-shared/domain/scenario/edit-scenario.ts'
import { movedInputs } from '../../../src-shared/domain/scenario/settle-inputs.ts'
import { promiseChecks } from '../../../src-shared/domain/service-levels/agreements/promise-check.ts'
import { recordIssuesOn } from '../../../src-shared/domain/service-levels/measures/record-issues.ts'
import { findingViews, qualityCounts } from '../../../src-shared/domain/service-levels/quality/finding-rows.ts'
import { CUSTOMER_CLASSES, type Rate } from '../../../src-shared/domain/model/tables.ts'
import { planOf, readVersionKey, versionKey, type Version } from '../../../src-shared/domain/version.ts'
import { billsAddress, catalogAddress, costsAddress, levelsAddress, ratesAddress } from '../../state/routes.ts'

export type Check = {
  readonly id: string
  /** What is to be looked at, with its count. */
  readonly title: string
  /** Which ones, as far as there is room. */
  readonly detail: string
  readonly severity: 'error' | 'warning'
  readonly address: string
}

const MOST_NAMED = 3

function named(names: readonly string[]): string {
  const shown = names.slice(0, MOST_NAMED).join(', ')
  return names.length > MOST_NAMED ? `${shown} and ${names.length - MOST_NAMED} more` : shown
}

function counted(count: number, one: string, many: string): string {
  return `${count.toLocaleString('en-US')} ${count === 1 ? one : many}`
}

/** RATE-7: printed rows whose difference or % no values behind the printed rates can give. */
function auditCheck(draft: Draft, version: Version): Check | undefined {
  const facts = printedFactsOf(draft, versionKey({ ...version, scenarioId: null }))
  if (facts.length === 0) return undefined
  const wrong = auditSchedule(facts, { reading: 'as-printed' }).rows.filter((row) => row.verdict === 'inconsistent')
  if (wrong.length === 0) return undefined
  return {
    id: 'audit', severity: 'warning', address: ratesAddress({ view: 'audit' }), detail: named(wrong.map((row) => printedName(row.printed, facts))),
    title: `${counted(wrong.length, 'printed row does', 'printed rows do')} not add up in ${formatFiscalYear(version.fiscalYear)}`,
  }
}

/** VER-4: changes of scenarios that were made against a base that has moved or gone. */
function movedChecks(draft: Draft): readonly Check[] {
  return [...draft.scenario.values()].flatMap((scenario) => {
    const prices = movedOverrides(draft, scenario.id).map(({ override }) => draft.rate.get(override.rateId)?.title ?? override.rateId)
    const inputs = movedInputs(draft, scenario.id).map(({ override: { table, rowId } }) => {
      const row = draft[table].get(rowId)
      return row === undefined ? 'a cost that is gone' : costRowName(draft, { table, row })
    })
    const names = [...prices, ...inputs]
    if (names.length === 0) return []
    return [{ id: `moved ${scenario.id}`, severity: 'warning' as const, title: `${counted(names.length, 'change', 'changes')} of "${scenario.name}" on a base that has moved`, detail: named(names), address: `/schedules?scenario=${scenario.id}` }]
  })
}

/** RATE-6 */
function classCheck(draft: Draft, version: Version): Check | undefined {
  const prices = resolvePrices(draft, version)
  const rates = new Set([...prices.values()].filter((price) => price.customerClass !== 'state').map((price) => price.rateId))
  const below = [...rates].flatMap((rateId) => externalBelowInternal(draft, { version, rateId }) ?? [])
  const [first] = below
  if (first === undefined) return undefined
  const rateId = first.subject?.id ?? ''
  return { id: 'external', severity: 'error', title: `${counted(below.length, 'external price is', 'external prices are')} below the internal one`, detail: first.message, address: catalogAddress({ table: 'rate', id: rateId }) }
}

function isOffered(draft: Draft, rate: Rate, version: Version): boolean {
  const service = draft.service.get(rate.serviceId)
  const isRetired = [rate.retiredFrom, service?.retiredFrom ?? null].some((from) => from !== null && from <= version.fiscalYear)
  return !isRetired && ![...draft.rateRelation.values()].some((relation) => relation.fromRateId === rate.id && relation.fiscalYear <= version.fiscalYear)
}

/** The first year in which each rate has a price. */
function firstPriced(draft: Draft): ReadonlyMap<string, number> {
  const first = new Map<string, number>()
  for (const price of draft.price.values()) {
    const year = readVersionKey(draft.schedule.get(price.scheduleId)?.version ?? '')?.fiscalYear
    if (year !== undefined && year < (first.get(price.rateId) ?? Number.POSITIVE_INFINITY)) first.set(price.rateId, year)
  }
  return first
}

/** Rates that are offered in a version and have no price in it; one that begins only later is not missed yet. */
export function ratesWithoutPrice(draft: Draft, version: Version): readonly Rate[] {
  const prices = resolvePrices(draft, version)
  const first = firstPriced(draft)
  return [...draft.rate.values()].filter((rate) =>
    isOffered(draft, rate, version) && (first.get(rate.id) ?? 0) <= version.fiscalYear && !CUSTOMER_CLASSES.some((customerClass) => prices.has(priceKey(rate.id, customerClass))))
}

function priceCheck(draft: Draft, version: Version): Check | undefined {
  const missing = ratesWithoutPrice(draft, version)
  const [first] = missing
  if (first === undefined) return undefined
  return {
    id: 'unpriced', severity: 'warning', address: catalogAddress({ table: 'rate', id: first.id }), detail: named(missing.map((rate) => rate.title)),
    title: `${counted(missing.length, 'rate has', 'rates have')} no price in ${formatFiscalYear(version.fiscalYear)}`,
  }
}

/** These have a check of their own here. */
const SAID_ELSEWHERE: ReadonlySet<FindingCode> = new Set(['external-below-internal', 'mixed-baselines', 'input-moved'])

/** What the costs say before release, as one line; the list itself is under Costs. */
function costCheck(draft: Draft, version: Version): Check | undefined {
  if (deriveRates(draft, version).services.size === 0) return undefined
  const findings = releaseChecks(draft, version).filter((each) => each.severity !== 'note' && !SAID_ELSEWHERE.has(each.code))
  if (findings.length === 0) return undefined
  const errors = findings.filter((each) => each.severity === 'error')
  const [first] = errors.length > 0 ? errors : findings
  return {
    id: 'costs', severity: errors.length > 0 ? 'error' : 'warning', address: costsAddress({ tab: 'checks' }), detail: first?.words ?? '',
    title: `${counted(findings.length, 'finding', 'findings')} in the costs of ${formatFiscalYear(version.fiscalYear)}`,
  }
}

/** BILL-8: encumbrances of the version's year that nobody has approved. */
function encumbranceCheck(draft: Draft, version: Version): Check | undefined {
  const plan = versionKey(planOf(version.fiscalYear))
  const open = [...draft.encumbrance.values()].filter((row) => row.version === plan && row.approvedOn === null)
  const [first] = open
  if (first === undefined) return undefined
  return {
    id: 'encumbrances', severity: 'warning', address: billsAddress({ tab: 'statement', customer: first.customerId, usage: String(version.fiscalYear) }),
    title: `${counted(open.length, 'encumbrance of', 'encumbrances of')} ${formatFiscalYear(version.fiscalYear)} not approved: nothing is billed on ${open.length === 1 ? 'it' : 'them'}`,
    detail: named(open.map((row) => `${draft.customer.get(row.customerId)?.code ?? row.customerId} ${row.objectCode}`)),
  }
}

/** Findings of the service levels that nobody has closed, and what is late of them. */
export function qualityCheck(draft: Draft, asOf: IsoDate): Check | undefined {
  const views = findingViews(draft, asOf).filter(({ finding }) => finding.status !== 'closed')
  if (views.length === 0) return undefined
  const { overdueActions } = qualityCounts(views)
  const late = overdueActions === 0 ? '' : `, ${counted(overdueActions, 'action', 'actions')} overdue`
  return { id: 'findings', severity: 'warning', address: levelsAddress({ tab: 'findings' }), title: `${counted(views.length, 'service finding is', 'service findings are')} open${late}`, detail: named(views.map(({ finding }) => `${finding.code} ${finding.title}`)) }
}

/** SLM-1: outages, incidents and measurements that do not count, or stand behind a gap, because their dates may be wrong. */
export function recordsCheck(draft: Draft, day: IsoDate): Check | undefined {
  const issues = recordIssuesOn(draft, day)
  const [first] = issues
  if (first === undefined) return undefined
  return {
    id: 'records', severity: 'warning', address: levelsAddress({ tab: 'targets', ...(first.subject === undefined ? {} : { row: first.subject.id }) }),
    title: counted(issues.length, 'record of service levels may have a wrong date', 'records of service levels may have a wrong date'), detail: issues.length === 1 ? first.message : `${first.message} And ${issues.length - 1} more.`,
  }
}

/** SLM-6: agreements that promise more, on a day, than what they rest on can hold. */
export function promisesCheck(draft: Draft, asOf: IsoDate): Check | undefined {
  const broken = promiseChecks(draft, { month: monthOfDay(asOf) }).flatMap(({ agreement, checks }) => checks.filter(({ verdict }) => verdict === 'broken').map((check) => ({ agreement, check })))
  const [first] = broken
  if (first === undefined) return undefined
  return {
    id: 'promises', severity: 'warning', address: levelsAddress({ tab: 'agreements', row: first.agreement.id }), title: `${counted(broken.length, 'promise is', 'promises are')} more than the underpinning agreements can hold`,
    detail: broken.length === 1 ? first.check.sentence : `${first.check.sentence} And ${named(broken.slice(1).map(({ agreement, check }) => `${check.target.code} of ${agreement.code}`))}.`,
  }
}

/** BILL-8: encumbrances that are used up before the year is over, each with its month. `found`: as the core has them, the earliest first. */
export function runningOutCheck(draft: Draft, version: Version, found: readonly RunningOut[]): Check | undefined {
  const [first] = found
  if (first === undefined) return undefined
  const used = found.filter(({ how }) => how === 'actual').length
  const title = `${counted(found.length, 'encumbrance of', 'encumbrances of')} ${formatFiscalYear(version.fiscalYear)} ${found.length === 1 ? 'runs' : 'run'} out within the year${used === 0 ? '' : `, ${used === found.length ? (used === 1 ? 'it is' : 'all are') : `${used.toLocaleString('en-US')} ${used === 1 ? 'is' : 'are'}`} used up already`}`
  return {
    id: 'running-out', severity: 'warning', address: billsAddress({ tab: 'statement', customer: first.customerId, usage: String(version.fiscalYear) }), title,
    detail: named(found.map(({ customerId, objectCode, month }) => `${draft.customer.get(customerId)?.code ?? customerId} ${objectCode} in ${monthWords(month)}`)),
  }
}

/** Every check that is not clear for a version, the gravest first; `running`: what the core has found of encumbrances. */
export function checksOf(draft: Draft, version: Version, running: readonly RunningOut[] = []): readonly Check[] {
  const found = [classCheck(draft, version), auditCheck(draft, version), ...movedChecks(draft), priceCheck(draft, version), costCheck(draft, version), encumbranceCheck(draft, version), runningOutCheck(draft, version, running)].filter((check) => check !== undefined)
  return found.toSorted((left, right) => (left.severity === right.severity ? 0 : left.severity === 'error' ? -1 : 1))
}
