/**
 * What each service and each pool costs by itself, before allocation (COST-1 to COST-3, RECOV-4). Computed by row: an edit of one
 * position among thousands computes that position and its owners anew, and nothing else.
 */
import { cents, usdOfCents } from '../cents.ts'
import { Decimal, decimal, round, toText, type AnyDecimalText, type Usd } from '../decimal.ts'
import type { Issue } from '../issues.ts'
import type { CapitalItem, CarryForward, CostLine, StaffAssignment } from '../model/cost-tables.ts'
import { carryForwardIn } from '../recovery/carry-forward.ts'
import { versionKey } from '../version.ts'
import { capitalCost, type CapitalCost } from './capital-depreciation.ts'
import { COST_ELEMENTS, type CostElement, type CostInputs, type OwnerCost, type OwnerKey, type PositionCost } from './derivation.ts'
import { isSameList, keptByList, keptFor } from '../kept-rows.ts'
import { KeyedList } from '../keyed-list.ts'
import { ownerKeyOf } from './position-cost.ts'
import { PositionRoster } from './position-roster.ts'

export type OwnerCosts = {
  /** By position. */
  readonly positions: ReadonlyMap<string, PositionCost>
  readonly owners: KeyedList<OwnerKey, OwnerCost>
  /** What no part of a position takes. */
  readonly unassigned: Usd
  /** Positions whose parts are not 100 %: above, nothing is lost; below, the rest belongs to nobody and is `unassigned`. */
  readonly issues: readonly Issue[]
}

/** What makes up one owner's cost: rows, and the positions that work for it. */
type Holdings = { readonly lines: readonly CostLine[]; readonly items: readonly CapitalItem[]; readonly positions: readonly PositionCost[]; readonly carryForwards: readonly CarryForward[] }
type Span = { readonly inputs: CostInputs; readonly firstMonth: number }

const NOTHING: readonly never[] = []

/** An amount in cents; more than two places are rounded half up first (NUM-2). */
export function centsOf(amount: Usd): bigint {
  const point = amount.indexOf('.')
  return point !== -1 && amount.length - point > 3 ? cents(toText<'USD'>(round(decimal(amount), 2))) : cents(amount)
}

/** The positions that work for each owner, each once. */
const positionIdsByOwner = keptByList<StaffAssignment, ReadonlyMap<OwnerKey, readonly string[]>>((rows) => new Map([...Map.groupBy(rows, ownerKeyOf)].map(([owner, parts]) => [owner, [...new Set(parts.map((part) => part.staffPositionId))]])))
const linesByOwner = keptByList<CostLine, ReadonlyMap<OwnerKey, readonly CostLine[]>>((rows) => Map.groupBy(rows, ownerKeyOf))
const itemsByOwner = keptByList<CapitalItem, ReadonlyMap<OwnerKey, readonly CapitalItem[]>>((rows) => Map.groupBy(rows, ownerKeyOf))
const carryForwardsByOwner = keptByList<CarryForward, ReadonlyMap<OwnerKey, readonly CarryForward[]>>((rows) => Map.groupBy(rows, (row): OwnerKey => `service:${row.serviceId}`))

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
  for (const part of holdings.positions.flatMap(({ parts }) => parts)) {
    if (part.owner !== owner) continue
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

type Groups = {
  readonly lines: ReadonlyMap<OwnerKey, readonly CostLine[]>
  readonly items: ReadonlyMap<OwnerKey, readonly CapitalItem[]>
  readonly workers: ReadonlyMap<OwnerKey, readonly string[]>
  readonly carryForwards: ReadonlyMap<OwnerKey, readonly CarryForward[]>
  /** Everybody who is in one of them. */
  readonly keys: ReadonlySet<OwnerKey>
}
const keptGroups = keptFor<Groups>()

function groupsOf(inputs: CostInputs): Groups {
  const groups = { lines: linesByOwner(inputs.costLines), items: itemsByOwner(inputs.capitalItems), workers: positionIdsByOwner(inputs.staffAssignments), carryForwards: carryForwardsByOwner(inputs.carryForwards) }
  const all = Object.values(groups)
  return keptGroups(versionKey(inputs.version), all, () => ({ ...groups, keys: new Set(all.flatMap((group) => [...group.keys()])) }))
}

/** The last answer of a version; what it was made from is compared, so that it is only ever taken over where it still holds. */
type Known = { readonly groups: Groups; readonly positions: PositionRoster; /** One an owner, in the order of `costs.owners`. */ readonly holdings: readonly Holdings[]; readonly costs: OwnerCosts; readonly terms: string }
const knownCosts = new Map<string, Known>()
const MOST_VERSIONS = 32

function isSameHoldings(left: Holdings, right: Holdings): boolean {
  return isSameList(left.lines, right.lines) && isSameList(left.items, right.items) && isSameList(left.positions, right.positions) && isSameList(left.carryForwards, right.carryForwards)
}

function holdingsOf(owner: OwnerKey, { groups, positions }: { readonly groups: Groups; readonly positions: PositionRoster }): Holdings {
  return {
    lines: groups.lines.get(owner) ?? NOTHING, items: groups.items.get(owner) ?? NOTHING, carryForwards: groups.carryForwards.get(owner) ?? NOTHING,
    positions: (groups.workers.get(owner) ?? NOTHING).flatMap((id) => positions.get(id) ?? NOTHING),
  }
}

type Found = { readonly owners: KeyedList<OwnerKey, OwnerCost>; readonly holdings: readonly Holdings[] }
type Sources = { readonly span: Span; readonly groups: Groups; readonly positions: PositionRoster }

/** Every owner in turn. */
function allOwners({ span, groups, positions }: Sources, former: Known | undefined): Found {
  const keys: OwnerKey[] = []
  const holdings: Holdings[] = []
  const owners: OwnerCost[] = []
  for (const owner of groups.keys) {
    const held = holdingsOf(owner, { groups, positions })
    // Parts of a position that is not there are no cost.
    if (held.lines.length + held.items.length + held.positions.length + held.carryForwards.length === 0) continue
    const place = former?.costs.owners.placeOf(owner) ?? -1
    const before = former?.holdings[place]
    const known = before !== undefined && isSameHoldings(before, held) ? former?.costs.owners.list[place] : undefined
    keys.push(owner)
    holdings.push(before !== undefined && known !== undefined ? before : held)
    owners.push(known ?? ownerCost(owner, held, span))
  }
  return { owners: KeyedList.of(keys, owners, former?.costs.owners), holdings }
}

/** The same owners, of whom a few have positions that cost something else. */
function touchedOwners({ span, groups, positions }: Sources, { costs, holdings }: Known, touched: ReadonlySet<OwnerKey>): Found {
  if (touched.size === 0) return { owners: costs.owners, holdings }
  const held = [...holdings]
  const owners = [...costs.owners.list]
  for (const owner of touched) {
    const place = costs.owners.placeOf(owner)
    if (place === -1) continue
    const now = holdingsOf(owner, { groups, positions })
    held[place] = now
    owners[place] = ownerCost(owner, now, span)
  }
  return { owners: costs.owners.with(owners), holdings: held }
}

function costsOf(inputs: CostInputs, firstMonth: number): OwnerCosts {
  const key = versionKey(inputs.version)
  const span: Span = { inputs, firstMonth }
  const terms = `${firstMonth}|${inputs.policy.capitalThreshold}`
  const last = knownCosts.get(key)
  const former = last?.terms === terms ? last : undefined
  const positions = PositionRoster.of(span, former?.positions)
  const sources: Sources = { span, groups: groupsOf(inputs), positions }
  const touched = former?.groups === sources.groups ? positions.ownersTouchedSince(former.positions) : null
  const { owners, holdings } = former === undefined || touched === null ? allOwners(sources, former) : touchedOwners(sources, former, touched)
  const costs: OwnerCosts = { positions, owners, unassigned: positions.unassigned(), issues: positions.issues() }
  if (knownCosts.size >= MOST_VERSIONS && last === undefined) knownCosts.clear()
  knownCosts.set(key, { groups: sources.groups, positions, holdings, costs, terms })
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

