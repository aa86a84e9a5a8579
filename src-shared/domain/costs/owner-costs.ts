/**
 * What each service and each pool costs by itself, before allocation (COST-1 to COST-3, RECOV-4). Computed by row: an edit of one
 * position among thousands computes that position and its owners anew, and nothing else.
 */
import { cents, usdOfCents } from '../cents.ts'
import { Decimal, decimal, formatFixed, MAX_PLACES, round, toText, type AnyDecimalText, type Usd } from '../decimal.ts'
import { issue, type Issue } from '../issues.ts'
import type { CapitalItem, CarryForward, CostLine, SalaryIncrease, StaffAssignment, StaffPosition, YearPolicy } from '../model/cost-tables.ts'
import { scaledText } from '../rates/compare-kernel.ts'
import { carryForwardIn } from '../recovery/carry-forward.ts'
import { versionKey, type VersionKey } from '../version.ts'
import { capitalCost, type CapitalCost } from './capital-depreciation.ts'
import { COST_ELEMENTS, type CostElement, type CostInputs, type OwnerCost, type OwnerKey, type PositionCost } from './derivation.ts'
import { isSameList, keptByList, keptFor } from './kept-rows.ts'
import { increasesOf, ownerKeyOf, percentSum, positionCost, WHOLE_PERCENT } from './position-cost.ts'

export type OwnerCosts = {
  /** By position. */
  readonly positions: ReadonlyMap<string, PositionCost>
  readonly owners: ReadonlyMap<OwnerKey, OwnerCost>
  /** Positions whose parts are not 100 %: above, nothing is lost; below, the rest belongs to nobody and is `unassigned`. */
  readonly issues: readonly Issue[]
}

type Part = PositionCost['parts'][number]
/** The rows that make up one owner's cost. */
type Holdings = { readonly lines: readonly CostLine[]; readonly items: readonly CapitalItem[]; readonly parts: readonly Part[]; readonly carryForwards: readonly CarryForward[] }
type Span = { readonly key: VersionKey; readonly policy: YearPolicy; readonly inputs: CostInputs; readonly firstMonth: number }

const NOTHING: readonly never[] = []

/** An amount in cents; more than two places are rounded half up first (NUM-2). */
export function centsOf(amount: Usd): bigint {
  const point = amount.indexOf('.')
  return point !== -1 && amount.length - point > 3 ? cents(toText<'USD'>(round(decimal(amount), 2))) : cents(amount)
}

const assignmentsByPosition = keptByList<StaffAssignment, ReadonlyMap<string, readonly StaffAssignment[]>>((rows) => Map.groupBy(rows, (row) => row.staffPositionId))
const linesByOwner = keptByList<CostLine, ReadonlyMap<OwnerKey, readonly CostLine[]>>((rows) => Map.groupBy(rows, ownerKeyOf))
const itemsByOwner = keptByList<CapitalItem, ReadonlyMap<OwnerKey, readonly CapitalItem[]>>((rows) => Map.groupBy(rows, ownerKeyOf))
const carryForwardsByOwner = keptByList<CarryForward, ReadonlyMap<OwnerKey, readonly CarryForward[]>>((rows) => Map.groupBy(rows, (row): OwnerKey => `service:${row.serviceId}`))

type KnownPosition = {
  readonly assignments: readonly StaffAssignment[]
  readonly increases: readonly SalaryIncrease[]
  readonly applied: readonly SalaryIncrease[]
  readonly policy: YearPolicy
  readonly firstMonth: number
  readonly cost: PositionCost
}
/** By version, too: a scenario shares the rows of its base that it does not change. */
const knownPositions = new WeakMap<StaffPosition, Map<VersionKey, KnownPosition>>()

/** True when two policies say the same of a position, which may state its own. */
function isSamePolicy(position: StaffPosition, left: YearPolicy, right: YearPolicy): boolean {
  return left === right || ((position.fringePercent !== null || left.fringePercent === right.fringePercent) && (position.fringeFlat !== null || left.fringeFlat === right.fringeFlat) &&
    (position.vacancyPercent !== null || left.vacancyPercent === right.vacancyPercent))
}

function costOf(position: StaffPosition, span: Span): PositionCost {
  const { inputs, policy, firstMonth } = span
  const assignments = assignmentsByPosition(inputs.staffAssignments).get(position.id) ?? NOTHING
  let versions = knownPositions.get(position)
  if (versions === undefined) knownPositions.set(position, (versions = new Map()))
  const known = versions.get(span.key)
  const isSame = known !== undefined && known.firstMonth === firstMonth && isSameList(known.assignments, assignments) && isSamePolicy(position, known.policy, policy)
  if (isSame && known.increases === inputs.salaryIncreases && known.policy === policy) return known.cost
  const applied = increasesOf(position, inputs.salaryIncreases)
  const cost = isSame && isSameList(known.applied, applied) ? known.cost : positionCost({ position, assignments, increases: applied, policy, fiscalYear: inputs.version.fiscalYear, firstMonth })
  versions.set(span.key, { assignments, increases: inputs.salaryIncreases, applied, policy, firstMonth, cost })
  return cost
}

const knownItems = new WeakMap<CapitalItem, { readonly terms: string; readonly cost: CapitalCost }>()

/** `capitalCost` of an item in the year of the inputs, remembered. */
export function capitalCostIn(item: CapitalItem, span: { readonly inputs: CostInputs; readonly firstMonth: number }): CapitalCost {
  const { inputs, firstMonth } = span
  const terms = `${inputs.version.fiscalYear}/${firstMonth}|${inputs.policy.capitalThreshold}`
  const known = knownItems.get(item)
  if (known?.terms === terms) return known.cost
  const cost = capitalCost({ item, policy: inputs.policy, fiscalYear: inputs.version.fiscalYear, firstMonth })
  knownItems.set(item, { terms, cost })
  return cost
}

/** The element of RATE-1 to which a typed line belongs; those that are taken off count negative. */
function elementOf(line: CostLine): { readonly element: CostElement; readonly sign: 1n | -1n } {
  const takenOff = line.section === 'subsidy' || line.section === 'other-revenue'
  return { element: line.section, sign: takenOff ? -1n : 1n }
}

function isExpense(line: CostLine): boolean {
  return line.section === 'personnel' || line.section === 'other' || line.section === 'not-specific'
}

/** Sums of one owner in cents, by element and by what RECOV needs. */
class Sums {
  readonly elements = new Map<CostElement, bigint>()
  allowable = 0n
  allowableCash = 0n
  cash = 0n
  fte = new Decimal(0)

  add(element: CostElement, amount: bigint): void {
    if (amount !== 0n) this.elements.set(element, (this.elements.get(element) ?? 0n) + amount)
  }

  spend(element: CostElement, amount: bigint, kind: { readonly isAllowable: boolean; readonly isCash: boolean }): void {
    this.add(element, amount)
    if (kind.isAllowable) this.allowable += amount
    if (kind.isCash) this.cash += amount
    if (kind.isAllowable && kind.isCash) this.allowableCash += amount
  }

  /** In the order of RATE-1. */
  elementTexts(): ReadonlyMap<CostElement, Usd> {
    return new Map(COST_ELEMENTS.flatMap((element) => {
      const amount = this.elements.get(element)
      return amount === undefined ? [] : [[element, usdOfCents(amount)]]
    }))
  }

  work(fte: AnyDecimalText | null): void {
    if (fte !== null && fte !== '0') this.fte = this.fte.plus(decimal(fte))
  }
}

function ownerCost(owner: OwnerKey, holdings: Holdings, span: Span): OwnerCost {
  const sums = new Sums()
  for (const part of holdings.parts) {
    sums.spend('salaries', cents(part.salary), { isAllowable: true, isCash: true })
    sums.spend('fringe', cents(part.fringe), { isAllowable: true, isCash: true })
    sums.work(part.fte)
  }
  for (const line of holdings.lines) {
    const { element, sign } = elementOf(line)
    const amount = sign * centsOf(line.amount)
    if (isExpense(line)) sums.spend(element, amount, { isAllowable: line.allowable === 'allowable', isCash: line.cash === 'cash' })
    else sums.add(element, amount)
    if (line.section === 'personnel') sums.work(line.fte)
  }
  for (const item of holdings.items) {
    const { kind, amount } = capitalCostIn(item, span)
    sums.spend(kind === 'expense' ? 'other' : 'depreciation', cents(amount), { isAllowable: true, isCash: kind === 'expense' })
  }
  for (const row of holdings.carryForwards) sums.add('carry-forward', cents(carryForwardIn(row, span.inputs.version.fiscalYear)))
  const own = [...sums.elements.values()].reduce((total, each) => total + each, 0n)
  return {
    owner, elements: sums.elementTexts(), fte: toText<'1'>(sums.fte), own: usdOfCents(own),
    allowable: usdOfCents(sums.allowable), allowableCash: usdOfCents(sums.allowableCash), cash: usdOfCents(sums.cash),
  }
}

/** The parts of all positions by who pays them, in the order of the positions. */
function partsByOwner(inputs: CostInputs, positions: ReadonlyMap<string, PositionCost>): ReadonlyMap<OwnerKey, readonly Part[]> {
  const groups = new Map<OwnerKey, Part[]>()
  for (const { id } of inputs.staffPositions) {
    for (const part of positions.get(id)?.parts ?? NOTHING) {
      const group = groups.get(part.owner)
      if (group === undefined) groups.set(part.owner, [part])
      else group.push(part)
    }
  }
  return groups
}

function partsIssue(position: StaffPosition, cost: PositionCost): Issue | undefined {
  const sum = percentSum(cost.parts.map((part) => part.percent))
  if (sum === WHOLE_PERCENT) return undefined
  const percent = scaledText<'%'>(sum, MAX_PLACES)
  const subject = { table: 'staffPosition', id: position.id } as const
  if (sum > WHOLE_PERCENT) {
    return issue('above-100-percent', `The parts of position ${position.code} add up to ${percent} %.`, { subject, remedy: 'Lower one of its parts, so that together they are at most 100 %.' })
  }
  const left = sumText(cost.unassigned.salary, cost.unassigned.fringe)
  return issue('below-100-percent', `The parts of position ${position.code} add up to ${percent} %: $${formatFixed(left, 2)} of its cost is in no rate.`, {
    subject, severity: 'warning', remedy: 'Assign the rest to a service or a pool.',
  })
}

const knownIssues = new WeakMap<PositionCost, { readonly position: StaffPosition; readonly issue: Issue | null }>()

function knownPartsIssue(position: StaffPosition, cost: PositionCost): Issue | null {
  const known = knownIssues.get(cost)
  if (known?.position === position) return known.issue
  const found = partsIssue(position, cost) ?? null
  knownIssues.set(cost, { position, issue: found })
  return found
}

function sumText(left: Usd, right: Usd): Usd {
  return usdOfCents(cents(left) + cents(right))
}

type Known = { readonly holdings: ReadonlyMap<OwnerKey, Holdings>; readonly costs: OwnerCosts; readonly terms: string }
const knownCosts = new Map<string, Known>()
const MOST_VERSIONS = 32

function isSameHoldings(left: Holdings, right: Holdings): boolean {
  return isSameList(left.lines, right.lines) && isSameList(left.items, right.items) && isSameList(left.parts, right.parts) && isSameList(left.carryForwards, right.carryForwards)
}

function costsOf(inputs: CostInputs, firstMonth: number): OwnerCosts {
  const key = versionKey(inputs.version)
  const span: Span = { key, policy: inputs.policy, inputs, firstMonth }
  const terms = `${firstMonth}|${inputs.policy.capitalThreshold}`
  const former = knownCosts.get(key)
  const known = former?.terms === terms ? former : undefined
  const positions = new Map(inputs.staffPositions.map((position) => [position.id, costOf(position, span)]))
  const lines = linesByOwner(inputs.costLines)
  const items = itemsByOwner(inputs.capitalItems)
  const parts = partsByOwner(inputs, positions)
  const carryForwards = carryForwardsByOwner(inputs.carryForwards)
  const holdings = new Map<OwnerKey, Holdings>()
  const owners = new Map<OwnerKey, OwnerCost>()
  for (const owner of new Set([...lines.keys(), ...items.keys(), ...parts.keys(), ...carryForwards.keys()])) {
    const held = { lines: lines.get(owner) ?? NOTHING, items: items.get(owner) ?? NOTHING, parts: parts.get(owner) ?? NOTHING, carryForwards: carryForwards.get(owner) ?? NOTHING }
    const before = known?.holdings.get(owner)
    const cost = before !== undefined && isSameHoldings(before, held) ? known?.costs.owners.get(owner) : undefined
    holdings.set(owner, held)
    owners.set(owner, cost ?? ownerCost(owner, held, span))
  }
  const issues: Issue[] = []
  for (const position of inputs.staffPositions) {
    const cost = positions.get(position.id)
    const found = cost === undefined ? null : knownPartsIssue(position, cost)
    if (found !== null) issues.push(found)
  }
  const costs = { positions, owners, issues }
  if (knownCosts.size >= MOST_VERSIONS && former === undefined) knownCosts.clear()
  knownCosts.set(key, { holdings, costs, terms })
  return costs
}

const keptCosts = keptFor<OwnerCosts>()

/**
 * Positions and owners of a version (COST-2, COST-3). The same inputs give the same object; positions and owners that nothing
 * touched keep theirs. `firstMonth` is that of the fiscal year (NUM-6).
 *
 * @example ownerCosts(costInputsOf(draft, version), 7).owners.get('service:sam')?.own // '516518'
 */
export function ownerCosts(inputs: CostInputs, firstMonth: number): OwnerCosts {
  return keptCosts(versionKey(inputs.version), [inputs, firstMonth], () => costsOf(inputs, firstMonth))
}

