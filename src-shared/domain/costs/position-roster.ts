/** The positions of a version and what each costs (COST-2), carried on from edit to edit: a row that is as it was keeps its cost. */
import { formatFixed, MAX_PLACES, type Usd } from '../decimal.ts'
import { issue, type Issue } from '../issues.ts'
import { isSameList, keptByList } from '../kept-rows.ts'
import type { SalaryIncrease, StaffAssignment, StaffPosition, YearPolicy } from '../model/cost-tables.ts'
import { scaledText } from '../rates/compare-kernel.ts'
import { sumUsd } from '../sum-usd.ts'
import type { CostInputs, OwnerKey, PositionCost } from './derivation.ts'
import { increasesOf, percentSum, positionCost, WHOLE_PERCENT } from './position-cost.ts'

/** A position's cost, and everything that it was computed from. */
type Entry = {
  readonly position: StaffPosition
  readonly assignments: readonly StaffAssignment[]
  readonly increases: readonly SalaryIncrease[]
  readonly policy: YearPolicy
  readonly cost: PositionCost
  readonly issue: Issue | null
}

type Span = { readonly inputs: CostInputs; /** Of the fiscal year (NUM-6). */ readonly firstMonth: number }
type Parts = {
  readonly span: Span
  readonly entries: readonly Entry[]
  /** By the position's id. */
  readonly places: ReadonlyMap<string, number>
  /** Entries that cost something else than in the roster before this; not that roster itself, which would hold all before it. */
  readonly changes: { readonly since: symbol | null; readonly places: readonly number[] }
  readonly mark: symbol
  /** Entries whose parts are not 100 %. */
  readonly loose: readonly Entry[]
}

const NOTHING: readonly never[] = []
const assignmentsByPosition = keptByList<StaffAssignment, ReadonlyMap<string, readonly StaffAssignment[]>>((rows) => Map.groupBy(rows, (row) => row.staffPositionId))

/**
 * Costs by position. It reads like a map without being filled like one: an edit of one position among thousands would make thousands
 * of entries anew.
 */
export class PositionRoster implements ReadonlyMap<string, PositionCost> {
  readonly #parts: Parts

  private constructor(parts: Parts) {
    this.#parts = parts
  }

  /** `former` is an earlier roster of the version, or of any other; the answer is the same without it. */
  static of(span: Span, former: PositionRoster | undefined): PositionRoster {
    const before = former === undefined ? undefined : former.#parts
    const isSameElse = before !== undefined && isSameTerms(before.span, span)
    const { staffPositions } = span.inputs
    let isInPlace = before !== undefined && staffPositions.length === before.entries.length
    const entries: Entry[] = isInPlace && before !== undefined ? [...before.entries] : []
    for (let place = 0; place < staffPositions.length; place += 1) {
      const position = staffPositions[place]
      if (position === undefined) continue
      const there = before?.entries[place]
      if (isSameElse && there?.position === position) {
        entries[place] = there
        continue
      }
      const isThere = there?.position.id === position.id
      isInPlace &&= isThere
      const known = isThere ? there : before?.entries[before.places.get(position.id) ?? -1]
      entries[place] = isSameElse && known?.position === position ? known : entryOf(position, span, known)
    }
    const sinceBefore = isInPlace && before !== undefined ? before : null
    const changed = sinceBefore === null ? NOTHING : changedPlaces(sinceBefore.entries, entries)
    const isLooseAsBefore = sinceBefore !== null && changed.every((place) => !isLoose(sinceBefore.entries[place]) && !isLoose(entries[place]))
    return new PositionRoster({
      span, entries, places: sinceBefore?.places ?? new Map(entries.map(({ position }, place) => [position.id, place])),
      changes: { since: sinceBefore?.mark ?? null, places: changed }, mark: Symbol('roster'), loose: isLooseAsBefore ? sinceBefore.loose : entries.filter(isLoose),
    })
  }

  get size(): number {
    return this.#parts.entries.length
  }

  get(id: string): PositionCost | undefined {
    return this.#parts.entries[this.#parts.places.get(id) ?? -1]?.cost
  }

  has(id: string): boolean {
    return this.#parts.places.has(id)
  }

  *entries(): MapIterator<[string, PositionCost]> {
    for (const { position, cost } of this.#parts.entries) yield [position.id, cost]
  }

  *keys(): MapIterator<string> {
    for (const { position } of this.#parts.entries) yield position.id
  }

  *values(): MapIterator<PositionCost> {
    for (const { cost } of this.#parts.entries) yield cost
  }

  [Symbol.iterator](): MapIterator<[string, PositionCost]> {
    return this.entries()
  }

  forEach(callback: (cost: PositionCost, id: string, map: ReadonlyMap<string, PositionCost>) => void): void {
    for (const [id, cost] of this) callback(cost, id, this)
  }

  /** For whom the positions work that cost something else than in `former`; null where positions came, went or changed places. */
  ownersTouchedSince(former: PositionRoster): ReadonlySet<OwnerKey> | null {
    const [before, after] = [former.#parts, this.#parts]
    if (before.places !== after.places) return null
    const touched = new Set<OwnerKey>()
    for (const place of after.changes.since === before.mark ? after.changes.places : changedPlaces(before.entries, after.entries)) {
      for (const entry of [before.entries[place], after.entries[place]]) for (const { owner } of entry?.cost.parts ?? NOTHING) touched.add(owner)
    }
    return touched
  }

  /** Positions whose parts are not 100 %. */
  issues(): readonly Issue[] {
    return this.#parts.loose.flatMap((entry) => entry.issue ?? NOTHING)
  }

  /** What no part of a position takes. */
  unassigned(): Usd {
    return sumUsd(this.#parts.loose.flatMap(({ cost: { unassigned: { salary, fringe } } }) => [salary, fringe]))
  }
}

function isLoose(entry: Entry | undefined): boolean {
  return entry !== undefined && (entry.issue !== null || entry.cost.unassigned.salary !== '0' || entry.cost.unassigned.fringe !== '0')
}

/** Where two lists of the same positions differ in what one costs. */
function changedPlaces(before: readonly Entry[], after: readonly Entry[]): readonly number[] {
  const places: number[] = []
  for (let place = 0; place < after.length; place += 1) if (before[place]?.cost !== after[place]?.cost) places.push(place)
  return places
}

/** True when only the rows of the positions can make a difference. */
function isSameTerms(left: Span, right: Span): boolean {
  return left.firstMonth === right.firstMonth && left.inputs.version.fiscalYear === right.inputs.version.fiscalYear && left.inputs.policy === right.inputs.policy &&
    left.inputs.staffAssignments === right.inputs.staffAssignments && left.inputs.salaryIncreases === right.inputs.salaryIncreases
}

function entryOf(position: StaffPosition, { inputs, firstMonth }: Span, known: Entry | undefined): Entry {
  const { policy, version: { fiscalYear } } = inputs
  const assignments = assignmentsByPosition(inputs.staffAssignments).get(position.id) ?? NOTHING
  const increases = increasesOf(position, inputs.salaryIncreases)
  if (known?.position === position && isSameList(known.assignments, assignments) && isSameList(known.increases, increases) && isSamePolicy(position, known.policy, policy)) return known
  const cost = positionCost({ position, assignments, increases, policy, fiscalYear, firstMonth })
  return { position, assignments, increases, policy, cost, issue: partsIssue(position, cost) }
}

/** True when two policies say the same of a position, which may state its own. */
function isSamePolicy(position: StaffPosition, left: YearPolicy, right: YearPolicy): boolean {
  return left === right || ((position.fringePercent !== null || left.fringePercent === right.fringePercent) && (position.fringeFlat !== null || left.fringeFlat === right.fringeFlat) &&
    (position.vacancyPercent !== null || left.vacancyPercent === right.vacancyPercent))
}

function partsIssue(position: StaffPosition, cost: PositionCost): Issue | null {
  const sum = percentSum(cost.parts.map((part) => part.percent))
  if (sum === WHOLE_PERCENT) return null
  const percent = scaledText<'%'>(sum, MAX_PLACES)
  const subject = { table: 'staffPosition', id: position.id } as const
  if (sum > WHOLE_PERCENT) {
    return issue('above-100-percent', `The parts of position ${position.code} add up to ${percent} %.`, { subject, remedy: 'Lower one of its parts, so that together they are at most 100 %.' })
  }
  const left = sumUsd([cost.unassigned.salary, cost.unassigned.fringe])
  return issue('below-100-percent', `The parts of position ${position.code} add up to ${percent} %: $${formatFixed(left, 2)} of its cost is in no rate.`, {
    subject, severity: 'warning', remedy: 'Assign the rest to a service or a pool.',
  })
}
