/**
 * What the rows that an edit touches must be among the others: references exist, codes and names are unique,
 * published schedules stay as they are (VER-2), an external price is never below the internal one (RATE-6).
 * Only what the edit touches is looked at.
 */
import { decimal } from '../decimal.ts'
import { fiscalYearSpan, type FiscalYear } from '../fiscal-year.ts'
import { issue, type Issue } from '../issues.ts'
import { resolvePrice } from '../rates/resolve-prices.ts'
import { formatPrice } from '../rates/price-text.ts'
import type { ResolvedPrice } from '../rates/comparison.ts'
import { carryForwardIn, planCarryForward } from '../recovery/carry-forward.ts'
import { planOf, readVersionKey, versionKey, type Version } from '../version.ts'
import { billingIntegrityIssues } from './billing-integrity.ts'
import { costIntegrityIssues, isCostChange, type CostChange } from './cost-integrity.ts'
import type { CarryForward } from './cost-tables.ts'
import type { Draft } from './draft.ts'
import type { RowChange } from './edit.ts'
import { isRatingChange, ratingIntegrityIssues } from './rating-integrity.ts'
import type { Reference } from './row-references.ts'
import { isSideChange, isSideTable, SIDE_TABLE_FACTS, sideReferencesOf, sideUsesOf, type SideTableName } from './side-tables.ts'
import { isServiceLevelChange, serviceLevelIntegrityIssues } from './service-level-integrity.ts'
import { groupIndex, revisionsOf } from './table-index.ts'
import { CUSTOMER_CLASSES, type Schedule, type TableName } from './tables.ts'

/** The rows that a row refers to. */
function referencesOf(change: RowChange): readonly Reference[] {
  if (change.after === null) return []
  if (isSideChange(change)) return sideReferencesOf(change)
  switch (change.table) {
    case 'settings':
    case 'lineOfBusiness':
    case 'schedule':
    case 'scenario':
      return []
    case 'serviceGroup':
      return [{ table: 'lineOfBusiness', id: change.after.lineOfBusinessId }]
    case 'service':
      return [{ table: 'serviceGroup', id: change.after.serviceGroupId }]
    case 'rate':
      return [{ table: 'service', id: change.after.serviceId }]
    case 'rateRelation':
      return [{ table: 'rate', id: change.after.fromRateId }, { table: 'rate', id: change.after.toRateId }]
    case 'price':
      return [{ table: 'schedule', id: change.after.scheduleId }, { table: 'rate', id: change.after.rateId }]
    case 'baseline':
      return [{ table: 'rate', id: change.after.rateId }]
    case 'baselineTerm':
      return [{ table: 'baseline', id: change.after.baselineId }, { table: 'rate', id: change.after.rateId }]
    case 'printedRow':
      return change.after.rateId === null ? [] : [{ table: 'rate', id: change.after.rateId }]
    case 'override':
      return [{ table: 'scenario', id: change.after.scenarioId }, { table: 'rate', id: change.after.rateId }]
  }
}

const groupsByLine = groupIndex<'serviceGroup'>((row) => row.lineOfBusinessId)
const servicesByGroup = groupIndex<'service'>((row) => row.serviceGroupId)
const ratesByService = groupIndex<'rate'>((row) => row.serviceId)
const relationsByFrom = groupIndex<'rateRelation'>((row) => row.fromRateId)
const relationsByTo = groupIndex<'rateRelation'>((row) => row.toRateId)
const pricesByRate = groupIndex<'price'>((row) => row.rateId)
const pricesBySchedule = groupIndex<'price'>((row) => row.scheduleId)
const baselinesByRate = groupIndex<'baseline'>((row) => row.rateId)
const termsByRate = groupIndex<'baselineTerm'>((row) => row.rateId)
const termsByBaseline = groupIndex<'baselineTerm'>((row) => row.baselineId)
const printedByRate = groupIndex<'printedRow'>((row) => row.rateId)
const overridesByRate = groupIndex<'override'>((row) => row.rateId)
const overridesByScenario = groupIndex<'override'>((row) => row.scenarioId)

/** What refers to a row, in words with counts (`14 prices`); empty when it may be removed. */
export function usesOf(draft: Draft, row: Reference): readonly string[] {
  const uses: string[] = []
  const count = (ids: readonly string[] | undefined, one: string, many: string): void => {
    if (ids !== undefined && ids.length > 0) uses.push(`${ids.length} ${ids.length === 1 ? one : many}`)
  }
  const { table } = row
  if (isSideTable(table)) return sideUsesOf(draft, row)
  switch (table) {
    case 'lineOfBusiness':
      count(groupsByLine(draft.serviceGroup).get(row.id), 'service group', 'service groups')
      break
    case 'serviceGroup':
      count(servicesByGroup(draft.service).get(row.id), 'service', 'services')
      break
    case 'service':
      count(ratesByService(draft.rate).get(row.id), 'rate', 'rates')
      break
    case 'rate':
      count(pricesByRate(draft.price).get(row.id), 'price', 'prices')
      count(overridesByRate(draft.override).get(row.id), 'change of a scenario', 'changes of scenarios')
      count([...(relationsByFrom(draft.rateRelation).get(row.id) ?? []), ...(relationsByTo(draft.rateRelation).get(row.id) ?? [])], 'relation', 'relations')
      count(baselinesByRate(draft.baseline).get(row.id), 'baseline', 'baselines')
      count(termsByRate(draft.baselineTerm).get(row.id), 'term of a baseline', 'terms of baselines')
      count(printedByRate(draft.printedRow).get(row.id), 'printed row', 'printed rows')
      break
    case 'schedule':
      count(pricesBySchedule(draft.price).get(row.id), 'price', 'prices')
      break
    case 'baseline':
      count(termsByBaseline(draft.baselineTerm).get(row.id), 'term', 'terms')
      break
    case 'scenario':
      count(overridesByScenario(draft.override).get(row.id), 'change', 'changes')
      break
    case 'settings':
    case 'rateRelation':
    case 'price':
    case 'baselineTerm':
    case 'printedRow':
    case 'override':
      break
  }
  return [...uses, ...sideUsesOf(draft, row)]
}

const NAME_OF_TABLE: Readonly<Record<Exclude<TableName, SideTableName>, string>> = {
  settings: 'setting', lineOfBusiness: 'line of business', serviceGroup: 'service group', service: 'service', rate: 'rate', rateRelation: 'relation', schedule: 'schedule',
  price: 'price', baseline: 'baseline', baselineTerm: 'term of a baseline', printedRow: 'printed row', scenario: 'scenario', override: 'change of a scenario',
}

function nameOfTable(table: TableName): string {
  return isSideTable(table) ? SIDE_TABLE_FACTS[table].one : NAME_OF_TABLE[table]
}

/** How a code or a name is compared: case and outer spaces do not tell two apart. */
export function nameKey(name: string): string {
  return name.trim().toLowerCase()
}

const rateCodes = groupIndex<'rate'>((row) => nameKey(row.code))
const serviceCodes = groupIndex<'service'>((row) => (row.code.trim() === '' ? null : nameKey(row.code)))
const lineNames = groupIndex<'lineOfBusiness'>((row) => nameKey(row.name))
const groupNames = groupIndex<'serviceGroup'>((row) => `${row.lineOfBusinessId}|${nameKey(row.name)}`)
const scenarioNames = groupIndex<'scenario'>((row) => nameKey(row.name))
const baselineNames = groupIndex<'baseline'>((row) => `${row.version}|${row.rateId}|${nameKey(row.name)}`)

/** The service that has a code, however it is written. @example serviceIdOfCode(draft, ' listserv ') // 'listserv' */
export function serviceIdOfCode(draft: Pick<Draft, 'service'>, code: string): string | undefined {
  return serviceCodes(draft.service).get(nameKey(code))?.[0]
}

/** The rate that has a code, however it is written. */
export function rateIdOfCode(draft: Pick<Draft, 'rate'>, code: string): string | undefined {
  return rateCodes(draft.rate).get(nameKey(code))?.[0]
}

/** The scenario that has a name, however it is written. */
export function scenarioIdOfName(draft: Pick<Draft, 'scenario'>, name: string): string | undefined {
  return scenarioNames(draft.scenario).get(nameKey(name))?.[0]
}

function isTaken(ids: readonly string[] | undefined): boolean {
  return ids !== undefined && ids.length > 1
}

function uniquenessIssue(draft: Draft, change: RowChange): Issue | undefined {
  if (change.after === null || isSideChange(change)) return undefined
  const subject = { table: change.table, id: change.id }
  const code = (taken: boolean, text: string): Issue | undefined =>
    taken ? issue('duplicate-code', `The code ${text} is already taken.`, { subject, remedy: 'Choose another code.' }) : undefined
  const name = (taken: boolean, text: string): Issue | undefined =>
    taken ? issue('duplicate-name', `There is already a ${nameOfTable(change.table)} named "${text}".`, { subject, remedy: 'Choose another name.' }) : undefined
  switch (change.table) {
    case 'rate':
      return change.before?.code === change.after.code ? undefined : code(isTaken(rateCodes(draft.rate).get(nameKey(change.after.code))), change.after.code)
    case 'service':
      return change.before?.code === change.after.code ? undefined : code(isTaken(serviceCodes(draft.service).get(nameKey(change.after.code))), change.after.code)
    case 'lineOfBusiness':
      return change.before?.name === change.after.name ? undefined : name(isTaken(lineNames(draft.lineOfBusiness).get(nameKey(change.after.name))), change.after.name)
    case 'serviceGroup':
      return change.before?.name === change.after.name && change.before.lineOfBusinessId === change.after.lineOfBusinessId
        ? undefined
        : name(isTaken(groupNames(draft.serviceGroup).get(`${change.after.lineOfBusinessId}|${nameKey(change.after.name)}`)), change.after.name)
    case 'scenario':
      return change.before?.name === change.after.name ? undefined : name(isTaken(scenarioNames(draft.scenario).get(nameKey(change.after.name))), change.after.name)
    case 'baseline':
      return change.before?.name === change.after.name && change.before.rateId === change.after.rateId && change.before.version === change.after.version
        ? undefined
        : name(isTaken(baselineNames(draft.baseline).get(`${change.after.version}|${change.after.rateId}|${nameKey(change.after.name)}`)), change.after.name)
    case 'settings':
    case 'rateRelation':
    case 'schedule':
    case 'price':
    case 'baselineTerm':
    case 'printedRow':
    case 'override':
      return undefined
  }
}

/**
 * True when a revision of a version is published (VER-2). What the version is compared with then stays: baselines stand in no
 * revision, so an open correction does not free them; it may be discarded again.
 */
export function isVersionPublished(draft: Pick<Draft, 'schedule'>, version: string): boolean {
  return revisionsOf(draft, version).some((revision) => revision.state === 'published')
}

/** VER-2: revisions are numbered without gaps, and one begins only when those before it are published. */
function revisionOrderIssue(draft: Draft, change: RowChange): Issue | undefined {
  if (change.table !== 'schedule' || change.before !== null || change.after === null) return undefined
  const { id, version, revision } = change.after
  const earlier = revisionsOf(draft, version).filter((each) => each.revision < revision)
  if (earlier.length === revision - 1 && earlier.every((each) => each.state === 'published')) return undefined
  return issue('wrong-state', `${scheduleName(change.after)} does not follow a published revision ${revision - 1}.`, { subject: { table: 'schedule', id }, remedy: 'Correct the last revision, once it is published.' })
}

function immutable(what: string, subject: Reference, remedy = 'Change it in a scenario, or make a correction: a new revision of the schedule.'): Issue {
  return issue('published-is-immutable', `${what} is published and stays as it is.`, { subject, remedy })
}

function immutableBaseline(version: string, subject: Reference): Issue {
  return immutable(`What ${version.slice(0, 6)} is compared with`, subject, 'Name the baseline in a later year, before that is published.')
}

function scheduleTransitionIssue(change: { readonly before: Schedule | null; readonly after: Schedule | null; readonly id: string }): Issue | undefined {
  return change.before?.state === 'published' ? immutable(scheduleName(change.before), { table: 'schedule', id: change.id }) : undefined
}

function scheduleName(schedule: Schedule): string {
  const version = readVersionKey(schedule.version)
  return version === undefined ? schedule.id : `FY${version.fiscalYear} revision ${schedule.revision}`
}

/** VER-2: looked up in the draft before the edit, so that an edit may fill and publish a schedule at once. */
function immutabilityIssue(before: Draft, change: RowChange): Issue | undefined {
  if (isCostChange(change)) return costImmutabilityIssue(before, change)
  if (isSideChange(change)) return undefined
  const subject = { table: change.table, id: change.id }
  switch (change.table) {
    case 'schedule':
      return scheduleTransitionIssue(change)
    case 'price': {
      const schedule = before.schedule.get((change.after ?? change.before)?.scheduleId ?? '')
      return schedule?.state === 'published' ? immutable(scheduleName(schedule), subject) : undefined
    }
    case 'baseline': {
      const version = [change.before?.version, change.after?.version].find((each) => each !== undefined && isVersionPublished(before, each))
      return version === undefined ? undefined : immutableBaseline(version, subject)
    }
    case 'baselineTerm': {
      const baseline = [change.before, change.after].flatMap((row) => before.baseline.get(row?.baselineId ?? '') ?? []).find((each) => isVersionPublished(before, each.version))
      return baseline === undefined ? undefined : immutableBaseline(baseline.version, subject)
    }
    case 'settings': {
      const movesYear = change.before !== null && change.after?.fiscalYearFirstMonth !== change.before.fiscalYearFirstMonth
      const published = movesYear ? [...before.schedule.values()].find((schedule) => schedule.state === 'published') : undefined
      return published === undefined ? undefined : immutable(scheduleName(published), subject)
    }
    case 'lineOfBusiness':
    case 'serviceGroup':
    case 'service':
    case 'rate':
    case 'rateRelation':
    case 'printedRow':
    case 'scenario':
    case 'override':
      return undefined
  }
}

/** What a published year's rates were built from stays; the year's forecast and actual figures are open. */
function costImmutabilityIssue(before: Draft, change: CostChange): Issue | undefined {
  if (change.table === 'carryForward') return carryForwardImmutabilityIssue(before, change)
  if (change.table === 'internalServiceFund' || change.table === 'inputOverride') return undefined
  const version = [change.before?.version, change.after?.version].find((each) => each !== undefined && isVersionPublished(before, each))
  return version === undefined ? undefined : immutable(`The plan of ${version.slice(0, 6)}`, { table: change.table, id: change.id }, 'Change it in a scenario.')
}

function takenUp(row: CarryForward | null, year: FiscalYear): string {
  return row === null ? '0' : `${carryForwardIn(row, year)} of ${row.serviceId}`
}

/** RECOV-4: what a published year took up of a balance stays; the years to come are open. */
function carryForwardImmutabilityIssue(before: Draft, { before: former, after, id }: Extract<CostChange, { readonly table: 'carryForward' }>): Issue | undefined {
  const years = new Set([former, after].flatMap((row) => (row === null ? [] : planCarryForward(row).parts.map((part) => part.fiscalYear))))
  const published = [...years].find((year) => isVersionPublished(before, versionKey(planOf(year))) && takenUp(former, year) !== takenUp(after, year))
  return published === undefined ? undefined : immutable(`What FY${published} takes up of the balance`, { table: 'carryForward', id }, 'Let a later year take up the rest.')
}

/** First month of the model's fiscal years; July where no setting says otherwise (NUM-6). */
export function fiscalYearFirstMonth(draft: Pick<Draft, 'settings'>): number {
  return draft.settings.get('model')?.fiscalYearFirstMonth ?? 7
}

/** NUM-6: each schedule that was given a day, or every draft when the years were given another first month. */
function scheduleDateIssues(draft: Draft, change: RowChange): readonly Issue[] {
  if (change.table === 'settings') {
    const drafts = change.before?.fiscalYearFirstMonth === change.after?.fiscalYearFirstMonth ? [] : [...draft.schedule.values()].filter((each) => each.state !== 'published')
    return drafts.flatMap((each) => dayOutsideYear(draft, each) ?? [])
  }
  if (change.table !== 'schedule' || change.after === null || change.before?.effectiveFrom === change.after.effectiveFrom) return []
  const found = dayOutsideYear(draft, change.after)
  return found === undefined ? [] : [found]
}

function dayOutsideYear(draft: Draft, schedule: Schedule): Issue | undefined {
  const version = readVersionKey(schedule.version)
  if (version === undefined) return undefined
  const span = fiscalYearSpan(version.fiscalYear, fiscalYearFirstMonth(draft))
  if (schedule.effectiveFrom >= span.first && schedule.effectiveFrom <= span.last) return undefined
  return issue('overlapping-dates', `${schedule.effectiveFrom} is not a day of FY${version.fiscalYear}.`, {
    subject: { table: 'schedule', id: schedule.id }, remedy: `Choose a day from ${span.first} to ${span.last}.`,
  })
}

/** True when `external` is lower than `internal` and both are figures of the same kind (RATE-6). */
export function isBelow(external: ResolvedPrice | undefined, internal: ResolvedPrice | undefined): boolean {
  if (external === undefined || internal === undefined) return false
  if (external.amount !== null && internal.amount !== null) return decimal(external.amount).lt(decimal(internal.amount))
  if (external.percent !== null && internal.percent !== null) return decimal(external.percent).lt(decimal(internal.percent))
  return false
}

/** RATE-6 for one rate in one version: the first class whose price is below the state's. */
export function externalBelowInternal(draft: Draft, key: { readonly version: Version; readonly rateId: string }): Issue | undefined {
  const internal = resolvePrice(draft, { ...key, customerClass: 'state' })
  if (internal === undefined) return undefined
  for (const customerClass of CUSTOMER_CLASSES) {
    if (customerClass === 'state') continue
    const external = resolvePrice(draft, { ...key, customerClass })
    if (external !== undefined && isBelow(external, internal)) {
      const rate = draft.rate.get(key.rateId)
      return issue('external-below-internal', `${rate?.title ?? key.rateId}: the ${customerClass} price ${formatPrice(external)} is below the state price ${formatPrice(internal)}.`, {
        subject: { table: 'rate', id: key.rateId }, remedy: 'Raise it to the state price or above, or change both.',
      })
    }
  }
  return undefined
}

/**
 * The base version and rate whose price a change touches. A scenario's overrides are not looked at here: when the base moves
 * under one, its prices may come out of order without any edit of it, and the undo of their repair must not be refused. The
 * commands that make overrides look ahead instead, and adopting a scenario changes base prices.
 */
function basePriceTouched(draft: Draft, change: RowChange): { readonly version: Version; readonly rateId: string } | undefined {
  const row = change.table === 'price' ? (change.after ?? change.before) : null
  const key = row === null ? undefined : draft.schedule.get(row.scheduleId)?.version
  const version = key === undefined ? undefined : readVersionKey(key)
  return row === null || version === undefined ? undefined : { version, rateId: row.rateId }
}

/** Two touched rows that contradict each other are said once. */
function unsaid(said: readonly Issue[], issues: readonly Issue[]): readonly Issue[] {
  return issues.filter(({ message }) => !said.some((each) => each.message === message))
}

/** What is wrong with the rows that `changes` touch, among all others; `after` is the draft with them in place. */
export function integrityIssues(parts: { readonly before: Draft; readonly after: Draft; readonly changes: readonly RowChange[] }): readonly Issue[] {
  const { before, after, changes } = parts
  const issues: Issue[] = []
  const add = (each: Issue | undefined): void => {
    if (each !== undefined) issues.push(each)
  }
  const checkedPrices = new Set<string>()
  for (const change of changes) {
    const subject = { table: change.table, id: change.id }
    for (const reference of referencesOf(change)) {
      if (!after[reference.table].has(reference.id)) {
        add(issue('unknown-reference', `The ${nameOfTable(change.table)} ${change.id} refers to a ${nameOfTable(reference.table)} that is not there: ${reference.id}.`, { subject }))
      }
    }
    if (change.after === null && !after[change.table].has(change.id)) {
      const uses = usesOf(after, subject)
      if (uses.length > 0) add(issue('still-in-use', `The ${nameOfTable(change.table)} is still in use: ${uses.join(', ')}.`, { subject, remedy: change.before !== null && 'retiredFrom' in change.before ? 'Remove those first, or retire it instead.' : 'Remove those first.' }))
    }
    add(uniquenessIssue(after, change))
    issues.push(...costIntegrityIssues(after, change), ...billingIntegrityIssues(after, change), ...(isRatingChange(change) ? unsaid(issues, ratingIntegrityIssues(after, change)) : []), ...(isServiceLevelChange(change) ? unsaid(issues, serviceLevelIntegrityIssues(after, change)) : []))
    add(immutabilityIssue(before, change))
    add(revisionOrderIssue(after, change))
    issues.push(...scheduleDateIssues(after, change))
    const touched = basePriceTouched(after, change)
    if (touched === undefined) continue
    const key = `${touched.version.fiscalYear}${touched.version.basis}|${touched.rateId}`
    if (checkedPrices.has(key)) continue
    checkedPrices.add(key)
    add(externalBelowInternal(after, touched))
  }
  return issues
}
