/** The cost side of a year rolled into a later one (COST-4), by itself or with its schedule. */
import { usdOfCents } from '../cents.ts'
import { decimal, type Percent } from '../decimal.ts'
import { formatFiscalYear, isFiscalYear, type FiscalYear, type IsoDate } from '../fiscal-year.ts'
import { issue } from '../issues.ts'
import { applyChanges, draftAhead, isSameRow } from '../model/apply-edit.ts'
import { escalatorId, type CapitalItem, type CostLine, type Escalator, type StaffPosition } from '../model/cost-tables.ts'
import type { Draft } from '../model/draft.ts'
import { rowChange, type EditPlan, type RowChange } from '../model/edit.ts'
import { fiscalYearFirstMonth } from '../model/integrity.ts'
import type { Tables } from '../model/tables.ts'
import { goesOn } from '../rates/schedule-rows.ts'
import { planRollSchedule } from '../rates/schedule-lifecycle.ts'
import { ok, refused, type Result } from '../result.ts'
import { readVersionKey, versionKey, type Version, type VersionKey } from '../version.ts'
import { copiedRows, effectiveRows } from './adopt-costs.ts'
import { livesIn } from './capital-depreciation.ts'
import { costInputsOf } from './cost-inputs.ts'
import { costTargetOf } from './cost-target.ts'
import type { CostInputs } from './derivation.ts'
import { fiscalMonths } from './fiscal-months.ts'
import { centsOf } from './owner-costs.ts'
import { increasesOf } from './position-cost.ts'
import { onePlus, percentOf, ratioOf, roundRatio, times } from './ratio.ts'
import { hasCosts, type VersionedTable } from './version-rows.ts'

export { planAdoptCosts } from './adopt-costs.ts'

/** A growth of the lines of an object code; an empty one is that of every line without one of its own. */
export type Escalation = { readonly objectCode: string; readonly percent: Percent }
export type RollOptions = {
  /** Planned units come along; without them they are typed anew. Default: yes. */
  readonly units?: 'with-units' | 'without-units' | undefined
  /** Written into the new year besides those that it has already. */
  readonly escalators?: readonly Escalation[] | undefined
}
export type RollRequest = RollOptions & {
  readonly draft: Draft
  /** A version, with or without a scenario: what holds in it rolls. */
  readonly from: VersionKey
  /** Default: the next year. */
  readonly to?: FiscalYear | undefined
  readonly newId: () => string
}

type Step = { readonly draft: Draft; readonly from: Version; readonly to: Version; readonly inputs: CostInputs; readonly firstMonth: number; readonly lastDay: IsoDate; readonly firstDay: IsoDate }
type Rows = { readonly [Name in VersionedTable]: readonly Tables[Name][] }

function codeKey(objectCode: string): string {
  return objectCode.trim().toUpperCase()
}

function escalatorRows(draft: Draft, to: VersionKey, given: readonly Escalation[]): readonly RowChange[] {
  return given.flatMap(({ objectCode, percent }) => {
    const id = escalatorId({ version: to, objectCode: objectCode.trim() })
    const before = draft.escalator.get(id) ?? null
    const after: Escalator = { id, version: to, objectCode: objectCode.trim(), percent, assumption: before?.assumption ?? '', source: before?.source ?? '' }
    return isSameRow(before, after) ? [] : [rowChange('escalator', { before, after })]
  })
}

function escalatorsOf(draft: Draft, to: VersionKey): ReadonlyMap<string, Percent> {
  return new Map([...draft.escalator.values()].filter((row) => row.version === to).map((row) => [codeKey(row.objectCode), row.percent]))
}

/** NUM-2: the amount grown by the escalator of its object code, rounded once to the cent. */
function grown(line: CostLine, escalators: ReadonlyMap<string, Percent>, from: Version): CostLine {
  const percent = escalators.get(codeKey(line.objectCode)) ?? escalators.get('')
  const source = `Rolled from ${formatFiscalYear(from.fiscalYear)}`
  if (percent === undefined || decimal(percent).isZero()) return { ...line, source }
  const amount = usdOfCents(roundRatio(times({ numerator: centsOf(line.amount), denominator: 100n }, onePlus(percentOf(ratioOf(percent)))), 100n))
  return { ...line, amount, source: `${source}, ${decimal(percent).isNegative() ? '' : '+'}${percent} %` }
}

/**
 * A position with its base salary raised to the last day of the year by the increases in force on it (COST-2, COST-4), rounded to
 * the cent.
 *
 * @example raisedPosition(position, { increases, lastDay: '2005-06-30' }) // 60,000.00 with +2 % from January: 61,200.00 as of 2005-06-30
 */
export function raisedPosition(position: StaffPosition, by: { readonly increases: CostInputs['salaryIncreases']; readonly lastDay: IsoDate }): StaffPosition {
  if (position.salaryAsOf >= by.lastDay) return position
  const factors = increasesOf(position, by.increases).filter((each) => each.effectiveFrom <= by.lastDay).map((each) => onePlus(percentOf(ratioOf(each.percent))))
  const baseSalary = factors.length === 0 ? position.baseSalary : usdOfCents(roundRatio(times(ratioOf(position.baseSalary), ...factors), 100n))
  return { ...position, baseSalary, salaryAsOf: by.lastDay }
}

/** True when the service goes on to be offered in the new year. */
function isOffered({ draft, to }: Step, serviceId: string | null): boolean {
  const retiredFrom = serviceId === null ? null : (draft.service.get(serviceId)?.retiredFrom ?? null)
  return retiredFrom === null || retiredFrom > to.fiscalYear
}

/** What of a version's rows goes on (COST-4): one-time lines, those who left, and what is written off do not. */
function rollingRows(step: Step, options: RollOptions): Rows {
  const { draft, from, to, inputs, firstMonth, firstDay, lastDay } = step
  const rows = effectiveRows(draft, inputs)
  const escalators = escalatorsOf(draft, versionKey(to))
  const stays = (row: { readonly serviceId: string | null }): boolean => isOffered(step, row.serviceId)
  const staffPosition = rows.staffPosition.filter((row) => row.endsOn === null || row.endsOn >= firstDay)
  const kept = new Set(staffPosition.map((row) => row.id))
  const isRateOn = (row: { readonly rateId: string }): boolean => goesOn(draft, { rateId: row.rateId, from: from.fiscalYear, to: to.fiscalYear })
  const lives = (item: CapitalItem): boolean => livesIn({ item, policy: inputs.policy, fiscalYear: to.fiscalYear, firstMonth })
  return {
    ...rows, escalator: [], revenue: [], fundBalance: [],
    yearPolicy: draft.yearPolicy.has(versionKey(to)) ? [] : rows.yearPolicy,
    costPool: rows.costPool.map((pool) => (isOffered(step, pool.serviceId) ? pool : { ...pool, serviceId: null })),
    costLine: rows.costLine.filter((line) => line.recurrence === 'recurring' && stays(line)).map((line) => grown(line, escalators, from)),
    capitalItem: rows.capitalItem.filter((item) => stays(item) && lives(item)),
    staffPosition: staffPosition.map((row) => raisedPosition(row, { increases: rows.salaryIncrease, lastDay })),
    staffAssignment: rows.staffAssignment.filter((row) => stays(row) && kept.has(row.staffPositionId)),
    salaryIncrease: rows.salaryIncrease.filter((row) => row.effectiveFrom > lastDay && (row.staffPositionId === null || kept.has(row.staffPositionId))),
    driverQuantity: rows.driverQuantity.filter(stays), rateBuild: rows.rateBuild.filter(isRateOn), rateUnits: options.units === 'without-units' ? [] : rows.rateUnits.filter(isRateOn),
  }
}

function stepOf(draft: Draft, from: Version, to: Version): Step {
  const firstMonth = fiscalYearFirstMonth(draft)
  // The day before the new year: what is in force on it is in the salaries that roll, also across several years.
  const lastMonth = fiscalMonths(fiscalYearBefore(to.fiscalYear), firstMonth).at(-1)
  const first = fiscalMonths(to.fiscalYear, firstMonth)[0]
  if (lastMonth === undefined || first === undefined) throw new Error('A fiscal year has twelve months.')
  return { draft, from, to, inputs: costInputsOf(draft, from), firstMonth, lastDay: lastMonth.last, firstDay: first.first }
}

function fiscalYearBefore(year: FiscalYear): FiscalYear {
  const before = year - 1
  return isFiscalYear(before) ? before : year
}

function countWords(changes: readonly RowChange[]): string {
  const count = (table: VersionedTable): number => changes.filter((change) => change.table === table).length
  const said = ([['costLine', 'line', 'lines'], ['staffPosition', 'position', 'positions'], ['costPool', 'pool', 'pools']] as const).flatMap(([table, one, many]) => {
    const found = count(table)
    return found === 0 ? [] : [`${found} ${found === 1 ? one : many}`]
  })
  return said.length === 0 ? `${changes.length} rows` : said.join(', ')
}

/**
 * A version's costs as those of a later year's base (COST-4): recurring lines grown by the escalators of the new year, positions with
 * their salaries raised to the eve of the new year, capital items while they live, pools, drivers, quantities, builds, units if
 * wished. Left out: one-time lines, positions that ended, items that are written off, services and rates that have ended, revenue
 * and balances. Refused: `version-missing` (nothing to roll), `version-exists` (the year has costs), `published-is-immutable`.
 *
 * @example planRollCosts({ draft, from: 'FY2004/plan', newId }) // label 'Roll the costs of FY2004 into FY2005 (41 lines, 12 positions)'
 */
export function planRollCosts(request: RollRequest): Result<EditPlan> {
  const { draft } = request
  const from = readVersionKey(request.from)
  const next = request.to ?? (from?.fiscalYear ?? 0) + 1
  if (from === undefined || !isFiscalYear(next) || next <= from.fiscalYear) return refused([issue('not-a-fiscal-year', 'Costs roll into a later fiscal year.', { remedy: 'Choose a later year.' })])
  const to: Version = { ...from, fiscalYear: next, scenarioId: null }
  const key = versionKey(to)
  const target = costTargetOf(draft, to)
  if (!target.ok) return target
  if (!hasCosts(draft, request.from) && !hasCosts(draft, versionKey({ ...from, scenarioId: null }))) {
    return refused([issue('version-missing', `${formatFiscalYear(from.fiscalYear)} has no costs to roll.`, { remedy: 'Choose a year that has costs, or import them.' })])
  }
  if (hasCosts(draft, key)) return refused([issue('version-exists', `${formatFiscalYear(next)} has costs already.`, { remedy: 'Change those, or choose another year.' })])
  const escalators = escalatorRows(draft, key, request.escalators ?? [])
  const ahead = draftAhead(draft, escalators)
  const rows = rollingRows(stepOf(ahead, from, to), request)
  const changes = [...escalators, ...copiedRows(draft, { wanted: rows, to, newId: request.newId })]
  const applied = applyChanges(draft, changes)
  if (!applied.ok) return applied
  return ok({ label: `Roll the costs of ${formatFiscalYear(from.fiscalYear)} into ${formatFiscalYear(next)} (${countWords(changes)})`, kind: 'edit', changes })
}

/**
 * A year rolled with its schedule and its costs, as one edit (VER-3, COST-4). Where the new year has a schedule, or has costs, already,
 * roll the other alone with `planRollCosts` or `planRollSchedule`. Refused for the reasons of both.
 *
 * @example planRollYear({ draft, from: 'FY2004/plan', newId }) // label 'Roll FY2004 into FY2005 (7 prices; 41 lines, 12 positions)'
 */
export function planRollYear(request: RollRequest & { readonly note?: string | undefined }): Result<EditPlan> {
  const schedule = planRollSchedule(request)
  const costs = planRollCosts(request)
  if (!schedule.ok || !costs.ok) return refused([...(schedule.ok ? [] : schedule.failure), ...(costs.ok ? [] : costs.failure)])
  const changes = [...schedule.value.changes, ...costs.value.changes]
  const applied = applyChanges(request.draft, changes)
  if (!applied.ok) return applied
  return ok({ label: schedule.value.label.replace(/\)$/, `; ${countWords(costs.value.changes)})`), kind: 'edit', changes })
}

