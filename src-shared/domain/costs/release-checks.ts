/** What should be looked at before a version's rates go out: one list, each finding with the row to jump to. */
import { decimal, formatFixed, type Units, type Usd } from '../decimal.ts'
import type { Explanation } from '../explanation.ts'
import { formatFiscalYear } from '../fiscal-year.ts'
import type { Issue, IssueSeverity } from '../issues.ts'
import type { InputOverride } from '../model/cost-tables.ts'
import type { Draft } from '../model/draft.ts'
import { externalBelowInternal } from '../model/integrity.ts'
import { revisionsOf } from '../model/table-index.ts'
import type { TableName } from '../model/tables.ts'
import { auditSchedule, printedFactsOf, printedName } from '../rates/audit-schedule.ts'
import { priceKey, resolvePrices } from '../rates/resolve-prices.ts'
import type { AccountYear } from '../recovery/account-year.ts'
import { planCarryForward } from '../recovery/carry-forward.ts'
import { explainCarryForward, explainRecovery, type AccountOf } from '../recovery/explain-recovery.ts'
import { accountName, recoveryOf, sideOf, type AccountRecovery, type Recovery } from '../recovery/recovery.ts'
import { movedInputs } from '../scenario/settle-inputs.ts'
import { formatVersion } from '../version-label.ts'
import { baseOf, readVersionKey, versionKey, type Basis, type Version } from '../version.ts'
import { capitalised, costRowName, fieldWords } from './cost-row-names.ts'
import type { Derivation, RateFigure } from './derivation.ts'
import { exceededCapacity } from './derive-rates-figures.ts'
import { deriveRates } from './derive-rates.ts'
import { explainCostParts, explainDriverTotal, explainPool, explainRate, explainService } from './explain-derivation.ts'
import { explainPositionTotal } from './explain-position-totals.ts'
import { explainAssigned } from './explain-subtotals.ts'
import { servicesInNoRate } from './no-rate-words.ts'

export const FINDING_CODES = [
  'overlapping-dates', 'mixed-baselines', 'position-above-100', 'position-below-100', 'pool-unallocated', 'allocation-refused', 'allocation', 'zero-unit-rate', 'above-capacity', 'no-cost-rate', 'cost-without-rate', 'percents-not-100', 'carry-forward-expired',
  'reserve-above-cap', 'recovery-outside-tolerance', 'cross-subsidy', 'rounding-effect', 'override-without-reason', 'new-since-publication', 'external-below-internal', 'input-orphaned', 'input-moved', 'several-funds', 'other',
] as const
export type FindingCode = (typeof FINDING_CODES)[number]

export type Finding = {
  readonly code: FindingCode
  readonly severity: IssueSeverity
  /** What is to be looked at, in one sentence. */
  readonly words: string
  readonly remedy: string
  readonly subject: { readonly table: TableName; readonly id: string }
  /** How the figure that it speaks of was computed; its other figures are among that one's inputs. Not there where nothing was computed. */
  readonly explain?: () => Explanation
}

type Sources = { readonly draft: Draft; readonly version: Version; readonly derivation: Derivation; readonly recovery: Recovery }

const CODES: Partial<Readonly<Record<Issue['code'], FindingCode>>> = {
  'above-100-percent': 'position-above-100', 'below-100-percent': 'position-below-100', 'pool-unallocated': 'pool-unallocated', 'closed-loop': 'allocation-refused', 'negative-driver': 'allocation-refused', 'negative-pool': 'allocation', 'shares-do-not-add-up': 'percents-not-100',
}

function titleOf(draft: Draft, rateId: string): string {
  return draft.rate.get(rateId)?.title ?? rateId
}

function dollars(amount: Usd): string {
  return amount.startsWith('-') ? `-$${formatFixed(amount, 2).slice(1)}` : `$${formatFixed(amount, 2)}`
}

/** Among others it has to say whose figure it is. */
function withName(node: Explanation, name: string): Explanation {
  return { ...node, label: `${node.label}, ${name}` }
}

function unitsText(units: Units): string {
  return formatFixed(units, decimal(units).decimalPlaces())
}

function rateFinding(code: FindingCode, rateId: string, said: Pick<Finding, 'words' | 'remedy' | 'explain'> & { readonly severity?: IssueSeverity }): Finding {
  return { severity: 'warning', ...said, code, subject: { table: 'rate', id: rateId } }
}

/** ALLOC-5: a pool whose driver is typed, and has not been for this year. */
function missingQuantities({ derivation, draft }: Sources, subject: Finding['subject']): Pick<Finding, 'words' | 'remedy'> | null {
  const { inputs } = derivation
  const pool = subject.table === 'costPool' ? inputs.costPools.find((each) => each.id === subject.id) : undefined
  const driver = inputs.drivers.get(pool?.driverId ?? '')
  if (pool === undefined || driver === undefined || (driver.kind !== 'typed' && driver.kind !== 'fixed-percent') || inputs.driverQuantities.some((row) => row.driverId === driver.id)) return null
  return { words: `Pool "${pool.name}" stays unallocated: its driver "${driver.name}" has no quantities in ${formatVersion(draft, inputs.version)}.`, remedy: 'Type or import them, or choose another driver.' }
}

/** The figure that an issue of the derivation speaks of. */
function figureOfIssue({ derivation, draft }: Sources, { code }: Issue, { table, id }: Finding['subject']): Pick<Finding, 'explain'> {
  if (table === 'staffPosition' && code === 'above-100-percent') return { explain: () => explainAssigned(derivation, draft, { positionId: id, which: 'assigned' }) }
  if (table === 'staffPosition' && code === 'below-100-percent') return { explain: () => explainPositionTotal(derivation, draft, { label: `${draft.staffPosition.get(id)?.code ?? id}, in no rate`, positionIds: new Set([id]), of: { kind: 'owner', owner: 'unassigned' }, figure: 'total' }) }
  if (table === 'costPool' && code === 'pool-unallocated') return { explain: () => explainPool(derivation, draft, id, 'unallocated') }
  if (table === 'costPool' && code === 'negative-pool') return { explain: () => explainPool(derivation, draft, id, 'own') }
  if (table === 'service' && code === 'shares-do-not-add-up') return { explain: () => explainCostParts(derivation, draft, id) }
  if (table === 'driver' && code === 'shares-do-not-add-up') return { explain: () => explainDriverTotal(derivation, draft, id) }
  return {}
}

/** What the derivation itself says: positions, pools, drivers, percentages. */
function derivationFindings(sources: Sources): readonly Finding[] {
  const { derivation, version } = sources
  const poolOf = (each: Issue): Finding['subject'] => {
    const pool = derivation.inputs.costPools.find((candidate) => each.message.includes(`"${candidate.name}"`))
    return pool === undefined ? { table: 'yearPolicy', id: versionKey(baseOf(version)) } : { table: 'costPool', id: pool.id }
  }
  return derivation.issues.map((each): Finding => {
    const subject = each.subject ?? poolOf(each)
    const said = each.code === 'pool-unallocated' ? missingQuantities(sources, subject) : null
    return { code: CODES[each.code] ?? 'other', severity: each.severity, words: each.message, remedy: each.remedy ?? '', ...said, subject, ...figureOfIssue(sources, each, subject) }
  })
}

/** VER-4: changes of the scenario whose row is gone, or whose base has moved. */
function scenarioFindings({ draft, derivation, version }: Sources): readonly Finding[] {
  if (version.scenarioId === null) return []
  const base = versionKey(baseOf(version))
  const rowName = ({ table, rowId }: InputOverride): string => {
    const row = draft[table].get(rowId)
    return row === undefined ? 'a row that is gone' : costRowName(draft, { table, row })
  }
  const orphaned = derivation.inputs.orphaned.map((each): Finding => ({ code: 'input-orphaned', severity: 'warning', words: `A change of ${fieldWords(each.field)} to ${each.value}, in ${rowName(each)}, has no row any more that can take it.`, remedy: 'Take the change away, or make it again.', subject: { table: 'inputOverride', id: each.id } }))
  const moved = movedInputs(draft, version.scenarioId).filter(({ override, isOrphaned }) => !isOrphaned && override.version === base).map(({ override, base: now }): Finding => ({
    code: 'input-moved', severity: 'warning', words: `${capitalised(rowName(override))}: the ${fieldWords(override.field)} was ${override.baseValue === '' ? 'empty' : override.baseValue} when the scenario made it ${override.value === '' ? 'empty' : override.value}, and is ${now === null || now === '' ? 'empty' : now} now.`,
    remedy: 'Keep the change, take the base, or apply its % again.', subject: { table: 'inputOverride', id: override.id },
  }))
  return [...orphaned, ...moved]
}

/** RATE-1, RATE-2, NUM-3: rates without units or cost, effects of rounding, rates set by hand. */
function rateFindings({ draft, derivation }: Sources): readonly Finding[] {
  const threshold = decimal(derivation.inputs.policy.roundingEffectThreshold)
  return [...derivation.rates.values()].flatMap((rate): readonly Finding[] => {
    const title = titleOf(draft, rate.rateId)
    const isPool = derivation.services.get(rate.serviceId)?.isPool === true
    const exceeded = exceededCapacity(rate)
    const explained = (figure: RateFigure): Explanation => withName(explainRate(derivation, draft, rate.rateId, figure), title)
    return [
      ...(rate.reason === 'no-units' && !isPool ? [rateFinding('zero-unit-rate', rate.rateId, { words: rate.cost === '0' ? `${title} has neither units nor a cost.` : `${title} has a cost of ${dollars(rate.cost)} and no units: its cost is in no rate.`, remedy: 'Plan its units, or let a pool hold the cost of its service.', ...(rate.cost === '0' ? {} : { explain: () => explained('cost') }) })] : []),
      ...(exceeded !== null ? [rateFinding('above-capacity', rate.rateId, { words: `${title} is planned with ${unitsText(rate.plannedUnits)} units, above its practical capacity of ${unitsText(exceeded)}${rate.dividedBy === 'practical-capacity' && rate.rateSource === 'derived' ? ': divided by the capacity, it brings in more than its cost' : ''}.`, remedy: 'Raise its practical capacity, or plan fewer units.', explain: () => explained('plannedUnits') })] : []),
      ...(rate.reason === 'no-cost' ? [rateFinding('no-cost-rate', rate.rateId, { words: `${title} is to be derived, and its service has no cost.`, remedy: 'Enter its cost, or set the rate by hand with a reason.' })] : []),
      ...(rate.rateSource === 'typed' && rate.overrideReason.trim() === '' ? [rateFinding('override-without-reason', rate.rateId, { words: `${title} is set by hand without a reason.`, remedy: 'Write the reason, or let it be derived.' })] : []),
      ...(rate.roundingEffect !== null && rate.rateSource === 'derived' && decimal(rate.roundingEffect).abs().gt(threshold) ? [rateFinding('rounding-effect', rate.rateId, { words: `Rounding ${title} moves revenue by ${dollars(rate.roundingEffect)}, more than ${dollars(derivation.inputs.policy.roundingEffectThreshold)}.`, remedy: 'Publish it with more places.', explain: () => explained('roundingEffect') })] : []),
    ]
  })
}

/** A billable service whose cost no rate recovers. */
function serviceFindings({ draft, derivation }: Sources): readonly Finding[] {
  return servicesInNoRate(derivation).map((service): Finding => ({
    code: 'cost-without-rate', severity: 'warning', words: `${draft.service.get(service.serviceId)?.name ?? service.serviceId} costs ${dollars(service.total)}, and none of its rates is built from that.`, remedy: 'Give its rates their part of the cost, or let a pool hold it.', subject: { table: 'service', id: service.serviceId },
    explain: () => explainService(derivation, draft, service.serviceId),
  }))
}

/** VER-2: revisions that begin on the same day, or before the one that they correct. */
function dateFindings({ draft, version }: Sources): readonly Finding[] {
  const revisions = revisionsOf(draft, versionKey(baseOf(version)))
  return revisions.flatMap((revision, index): readonly Finding[] => {
    const before = revisions[index - 1]
    if (before === undefined || revision.effectiveFrom > before.effectiveFrom) return []
    return [{ code: 'overlapping-dates', severity: 'warning', words: `Revision ${revision.revision} holds from ${revision.effectiveFrom}, ${revision.effectiveFrom === before.effectiveFrom ? 'the same day as' : 'before'} revision ${before.revision} (${before.effectiveFrom}): it replaces it wholly.`, remedy: 'Choose the day from which the correction holds.', subject: { table: 'schedule', id: revision.id } }]
  })
}

/** The rate that a printed row stands for, else the row itself. */
function subjectOfPrinted(draft: Draft, rowId: string): Finding['subject'] {
  const rateId = draft.printedRow.get(rowId)?.rateId ?? null
  return rateId === null ? { table: 'printedRow', id: rowId } : { table: 'rate', id: rateId }
}

/** RATE-5, RATE-7: a row whose difference and % do not come from the same baseline; a rate with several. */
function baselineFindings({ draft, version }: Sources): readonly Finding[] {
  const key = versionKey(baseOf(version))
  const facts = printedFactsOf(draft, key)
  const printed = facts.length === 0 ? [] : auditSchedule(facts, { reading: 'as-printed' }).rows.filter((row) => row.verdict === 'inconsistent')
  const counts = Map.groupBy([...draft.baseline.values()].filter((each) => each.version === key), (each) => each.rateId)
  return [
    ...printed.map((row): Finding => ({ code: 'mixed-baselines', severity: 'warning', words: `${printedName(row.printed, facts)}: its printed difference and % do not come from the same figures.`, remedy: 'Use one baseline for both.', subject: subjectOfPrinted(draft, row.printed.key) })),
    ...[...counts].filter(([, baselines]) => baselines.length > 1).map(([rateId, baselines]) => rateFinding('mixed-baselines', rateId, { severity: 'note', words: `${titleOf(draft, rateId)} is compared with ${baselines.length} baselines: ${baselines.map((each) => each.name).join(', ')}.`, remedy: 'Say in the report which one a difference uses.' })),
  ]
}

/** RECOV-4: what of a balance falls after the last year in which it may be used. */
function carryForwardFindings({ draft, version, recovery }: Sources): readonly Finding[] {
  return [...draft.carryForward.values()].flatMap((row): readonly Finding[] => {
    const { expired } = planCarryForward(row)
    if (expired === '0') return []
    const when = row.expiresAfter < version.fiscalYear ? 'expired' : 'will expire'
    const service = draft.service.get(row.serviceId)?.name ?? row.serviceId
    return [{ code: 'carry-forward-expired', severity: 'warning', words: `${dollars(expired)} of the balance of ${service} for ${formatFiscalYear(row.closedYear)} ${when} unused after ${formatFiscalYear(row.expiresAfter)}.`, remedy: 'Spread it over fewer years, or settle it otherwise.', subject: { table: 'carryForward', id: row.id }, explain: () => withName(explainCarryForward(draft, recovery, { row, fiscalYear: null }), service) }]
  })
}

/** RECOV-1: an account whose revenue in the planned year is not near its target. */
function targetFindings({ draft, recovery }: Sources, { account, year, index }: { readonly account: AccountRecovery; readonly year: AccountYear; readonly index: number }): readonly Finding[] {
  const { serviceId, fundId } = account
  if (sideOf(year) === null) return []
  return [{
    code: 'recovery-outside-tolerance', severity: 'warning', subject: { table: 'service', id: serviceId },
    words: `${accountName(draft, recovery, account)} recovers ${dollars(year.revenue)} against a target of ${dollars(year.target)}: ${dollars(year.difference)}${year.differencePercent === null ? '' : ` (${formatFixed(year.differencePercent, 2)} %)`}.`,
    remedy: year.verdict === 'no-target' ? 'Look at what it costs: there is nothing for it to recover.' : 'Look at its rates and units.',
    explain: () => explainRecovery(draft, recovery, { account: { kind: 'service', serviceId, fundId }, year: index, figure: year.differencePercent === null ? 'difference' : 'differencePercent' }),
  }]
}

/** Of the years before the planned one: the one is not over yet, the other cannot be changed any more. */
const RESERVE_OF_YEAR: Readonly<Record<Exclude<Basis, 'plan'>, Pick<Finding, 'severity' | 'remedy'> & { readonly closes: string }>> = {
  forecast: { severity: 'warning', closes: 'is forecast to close', remedy: 'Settle the excess before the year is over, or let the planned rates take it up.' },
  actual: { severity: 'note', closes: 'closed', remedy: 'Settle the excess, or let the planned rates take it up.' },
}

/** RECOV-3: an account or a fund whose reserve is above its cap, in each year shown; an earlier year of which no expense is known has no cap. */
function reserveFindings({ draft, recovery }: Sources, parts: Pick<Finding, 'subject' | 'remedy'> & { readonly name: string; readonly account: AccountOf; readonly years: readonly (AccountYear | null)[] }): readonly Finding[] {
  const { name, account, years, subject } = parts
  return years.flatMap((year, index): readonly Finding[] => {
    if (year === null || year.excess === '0' || (year.basis !== 'plan' && year.reserveCap === '0')) return []
    const { severity, remedy, closes } = year.basis === 'plan' ? { severity: 'warning' as const, remedy: parts.remedy, closes: 'closes' } : RESERVE_OF_YEAR[year.basis]
    return [{
      code: 'reserve-above-cap', severity, words: `${name} ${closes}${year.basis === 'plan' ? '' : ` ${formatFiscalYear(year.fiscalYear)}`} with a reserve ${dollars(year.excess)} above its cap of ${dollars(year.reserveCap)}.`, remedy, subject,
      explain: () => explainRecovery(draft, recovery, { account, year: index, figure: 'excess' }),
    }]
  })
}

/** RECOV-1, RECOV-3: the planned year against its target, the reserves against their caps, funds in which one service pays for another. */
function recoveryFindings(sources: Sources): readonly Finding[] {
  const { draft, version, recovery } = sources
  const { accounts, funds, issues } = recovery
  const nameOf = (id: string): string => draft.service.get(id)?.name ?? id
  const index = recovery.versions.length - 1
  const ofAccounts = accounts.flatMap((account): readonly Finding[] => {
    const { serviceId, fundId } = account
    const years = account.years.map((each) => (each?.revenueSource === 'none' ? null : each))
    const year = years[index] ?? null
    return [
      ...(year === null ? [] : targetFindings(sources, { account, year, index })),
      ...reserveFindings(sources, { name: accountName(draft, recovery, account), account: { kind: 'service', serviceId, fundId }, years, subject: { table: 'service', id: serviceId }, remedy: 'Lower its rates, or settle the excess.' }),
    ]
  })
  const ofFunds = funds.flatMap(({ fundId, crossSubsidies }) => crossSubsidies.filter((each) => each.fiscalYear === version.fiscalYear).map((each): Finding => ({
    code: 'cross-subsidy', severity: 'warning', words: `${each.over.map(nameOf).join(', ')} would pay for ${each.under.map(nameOf).join(', ')}${fundId === null ? '' : ` in ${draft.internalServiceFund.get(fundId)?.name ?? fundId}`}.`, remedy: 'One service must not pay for another: adjust their rates.',
    subject: fundId === null ? { table: 'service', id: each.over[0] ?? '' } : { table: 'internalServiceFund', id: fundId },
  })))
  const ofReserves = funds.flatMap(({ fundId, years }): readonly Finding[] => {
    if (fundId === null) return []
    return reserveFindings(sources, { name: `The fund ${draft.internalServiceFund.get(fundId)?.name ?? fundId}`, account: { kind: 'fund', fundId }, years, subject: { table: 'internalServiceFund', id: fundId }, remedy: 'Lower the rates of its services, or settle the excess.' })
  })
  const ofIssues = issues.flatMap((each): readonly Finding[] => (each.subject === undefined ? [] : [{ code: 'several-funds', severity: each.severity, words: each.message, remedy: each.remedy ?? '', subject: each.subject }]))
  return [...ofAccounts, ...ofFunds, ...ofReserves, ...ofIssues]
}

/** Prices of the version that the last published year before it, or its own published revisions, do not have. */
function newRowFindings({ draft, version }: Sources): readonly Finding[] {
  const base = baseOf(version)
  const published = [...draft.schedule.values()].filter((each) => each.state === 'published').flatMap((each) => readVersionKey(each.version) ?? []).filter((each) => each.basis === base.basis && each.fiscalYear <= base.fiscalYear).toSorted((left, right) => right.fiscalYear - left.fiscalYear)[0]
  if (published === undefined) return []
  const before = resolvePrices(draft, published)
  return [...resolvePrices(draft, version).values()].filter((price) => price.customerClass === 'state' && !before.has(priceKey(price.rateId, 'state')))
    .map((price) => rateFinding('new-since-publication', price.rateId, { severity: 'note', words: `${titleOf(draft, price.rateId)} is new since ${formatFiscalYear(published.fiscalYear)} was published.`, remedy: 'Check its title, unit and price once more.' }))
}

/** RATE-6: where a derived price has come above that of another class. */
function classFindings({ draft, version }: Sources): readonly Finding[] {
  const rateIds = new Set([...resolvePrices(draft, version).values()].filter((price) => price.customerClass !== 'state').map((price) => price.rateId))
  return [...rateIds].flatMap((rateId): readonly Finding[] => {
    const found = externalBelowInternal(draft, { version, rateId })
    return found === undefined ? [] : [rateFinding('external-below-internal', rateId, { severity: 'error', words: found.message, remedy: found.remedy ?? '' })]
  })
}

const ORDER: readonly IssueSeverity[] = ['error', 'warning', 'note']

/**
 * Everything that should be looked at before the rates of a version are released, the gravest first.
 *
 * @example releaseChecks(draft, version).map((each) => each.code) // ['position-below-100', 'pool-unallocated', 'override-without-reason']
 */
export function releaseChecks(draft: Draft, version: Version): readonly Finding[] {
  const sources: Sources = { draft, version, derivation: deriveRates(draft, version), recovery: recoveryOf(draft, version) }
  const found = [dateFindings, baselineFindings, derivationFindings, scenarioFindings, rateFindings, serviceFindings, classFindings, carryForwardFindings, recoveryFindings, newRowFindings].flatMap((check) => check(sources))
  return found.toSorted((left, right) => ORDER.indexOf(left.severity) - ORDER.indexOf(right.severity))
}
