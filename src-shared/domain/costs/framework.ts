/** The cost framework of a service and a year as its page shows it (COST-1): numbered lines in sections, totals, FTEs, and the rates. */
import { cents, usdOfCents } from '../cents.ts'
import { decimal, formatFixed, toText, type Factor, type Percent, type Units, type Usd, type UsdPerUnit } from '../decimal.ts'
import type { Issue } from '../issues.ts'
import type { CapitalItem, CarryForward, CostLine, CostSection, StaffPosition, YearPolicy } from '../model/cost-tables.ts'
import type { Draft } from '../model/draft.ts'
import { fiscalYearFirstMonth } from '../model/integrity.ts'
import type { TableName } from '../model/tables.ts'
import { carryForwardIn } from '../recovery/carry-forward.ts'
import { sumUsd } from '../sum-usd.ts'
import type { Version } from '../version.ts'
import { deriveRates } from './derive-rates.ts'
import type { Derivation, DerivedRate, OwnerKey, PositionCost } from './derivation.ts'
import { capitalCostIn, centsOf } from './owner-costs.ts'
import { ownerKeyOf } from './position-cost.ts'

/** `2c` and `6` are not on the printed page: depreciation (COST-3), and what RATE-1 adds and takes off besides cost. */
export const FRAMEWORK_SECTIONS = ['2a', '2b', '2c', '5', '6'] as const
export type FrameworkSectionNumber = (typeof FRAMEWORK_SECTIONS)[number]

export const FRAMEWORK_TITLES: Readonly<Record<FrameworkSectionNumber, string>> = {
  '2a': 'Salaries (AA) and Fringe (DD) Costs, Contract Support (HH/U05)',
  '2b': 'Hardware/Software/Contracts (UU, LL, etc.)',
  '2c': 'Depreciation of Capital Items',
  '5': 'Allocated Costs Not Specific to Service',
  '6': 'Carry-forward, Reserve, Subsidy and Other Revenue',
}

/** `positions` sums salaries or fringe of the positions below; `line`, `item` and `carry-forward` are rows; `pool` is allocated. */
export type FrameworkLine = {
  /** As the page numbers it: `2a` where the section has one line, else `2a.1`, `2a.2`. */
  readonly number: string
  readonly kind: 'salaries' | 'fringe' | 'line' | 'item' | 'pool' | 'carry-forward'
  readonly description: string
  readonly objectCode: string
  /** What is taken off is negative. */
  readonly amount: Usd
  readonly fte: Factor | null
  readonly assumption: string
  readonly author: string
  readonly source: string
  /** The row it comes from, to edit or to jump to; null for sums over positions. */
  readonly row: { readonly table: TableName; readonly id: string } | null
  /** The typed line, where it is one, with its marks; the capital item, where it is one. */
  readonly costLine: CostLine | null
  readonly capitalItem: CapitalItem | null
}

export type FrameworkSection = {
  readonly number: FrameworkSectionNumber
  readonly title: string
  readonly lines: readonly FrameworkLine[]
  readonly total: Usd
}

export type FrameworkPosition = { readonly position: StaffPosition; readonly percent: Percent; readonly fte: Factor; readonly salary: Usd; readonly fringe: Usd }

export type FrameworkRate = {
  readonly rateId: string
  readonly code: string
  readonly title: string
  readonly billableUnit: string
  readonly plannedUnits: Units
  readonly cost: Usd
  /** What the version publishes, else what is derived; null where there is none, and `rateText` says why. */
  readonly rate: UsdPerUnit | null
  /** `99.81`, or `0 (funded from overhead)` (RATE-2). */
  readonly rateText: string
  readonly derived: DerivedRate
}

export type CostFramework = {
  readonly version: Version
  readonly serviceId: string
  readonly code: string
  readonly name: string
  /** `fictional` is said wherever these figures are shown. */
  readonly provenance: YearPolicy['provenance']
  /** Those with lines, in the order of the page; 2a, 2b and 5 always. */
  readonly sections: readonly FrameworkSection[]
  readonly fte: Factor
  /** Salaries and fringe by position. */
  readonly positions: readonly FrameworkPosition[]
  /** Sum of the sections; the service's cost in RATE-1. */
  readonly total: Usd
  /** True when its cost goes out again as a pool (RATE-2). */
  readonly isPool: boolean
  readonly rates: readonly FrameworkRate[]
  readonly issues: readonly Issue[]
}

type Source = { readonly draft: Draft; readonly derivation: Derivation; readonly owner: OwnerKey }
type Unnumbered = Omit<FrameworkLine, 'number'>

const NO_STATEMENT = { assumption: '', author: '', source: '', costLine: null, capitalItem: null }

/** The service whose page it is; null for a pool's. */
function serviceOf({ owner }: Pick<Source, 'owner'>): string | null {
  return owner.startsWith('service:') ? owner.slice('service:'.length) : null
}

function positionsOf({ derivation, owner }: Source): readonly FrameworkPosition[] {
  return derivation.inputs.staffPositions
    .flatMap((position) => (derivation.positions.get(position.id)?.parts ?? []).filter((part) => part.owner === owner).map((part: PositionCost['parts'][number]) => ({ position, percent: part.percent, fte: part.fte, salary: part.salary, fringe: part.fringe })))
    .sort((left, right) => (left.position.code < right.position.code ? -1 : 1))
}

function fteText(fte: Factor): string {
  return `${fte} ${fte === '1' ? 'FTE' : 'FTEs'}`
}

function sumFte(values: readonly Factor[]): Factor {
  return toText<'1'>(values.reduce((sum, each) => sum.plus(decimal(each)), decimal('0' as Factor)))
}

function positionLines(positions: readonly FrameworkPosition[]): readonly Unnumbered[] {
  if (positions.length === 0) return []
  const fte = sumFte(positions.map((each) => each.fte))
  const count = `${positions.length} ${positions.length === 1 ? 'position' : 'positions'}, ${fteText(fte)}`
  return [
    { ...NO_STATEMENT, kind: 'salaries', description: 'Salaries', objectCode: 'AA', amount: sumUsd(positions.map((each) => each.salary)), fte, assumption: count, row: null },
    { ...NO_STATEMENT, kind: 'fringe', description: 'Fringe', objectCode: 'DD', amount: sumUsd(positions.map((each) => each.fringe)), fte: null, row: null },
  ]
}

function inOrder(lines: readonly CostLine[]): readonly CostLine[] {
  return lines.toSorted((left, right) => left.position - right.position || (left.id < right.id ? -1 : 1))
}

function typedLines(source: Source, sections: readonly CostSection[]): readonly Unnumbered[] {
  const { inputs } = source.derivation
  return sections.flatMap((section) => inOrder(inputs.costLines.filter((line) => line.section === section && ownerKeyOf(line) === source.owner))).map((line) => {
    const amount = centsOf(line.amount)
    const isTakenOff = line.section === 'subsidy' || line.section === 'other-revenue'
    return {
      kind: 'line', description: line.description, objectCode: line.objectCode, amount: usdOfCents(isTakenOff ? -amount : amount), fte: line.section === 'personnel' ? line.fte : null, assumption: line.assumption,
      author: line.author, source: line.source, row: { table: 'costLine', id: line.id }, costLine: line, capitalItem: null,
    }
  })
}

/** Items that are expenses, below the threshold, or what is depreciated; those without a cost in the year, too. */
function itemLines({ draft, derivation, owner }: Source, kind: 'expense' | 'depreciation'): readonly Unnumbered[] {
  const span = { inputs: derivation.inputs, firstMonth: fiscalYearFirstMonth(draft) }
  const row = (item: CapitalItem, amount: Usd): Unnumbered => ({
    kind: 'item', description: item.description, objectCode: item.objectCode, amount, fte: null, author: item.author, source: item.source, row: { table: 'capitalItem', id: item.id }, costLine: null, capitalItem: item,
    assumption: item.assumption === '' ? `$${formatFixed(item.purchasePrice, 2)}, in service ${item.inServiceOn}${kind === 'expense' ? '' : `, ${item.lifeMonths} months`}` : item.assumption,
  })
  return derivation.inputs.capitalItems
    .filter((item) => ownerKeyOf(item) === owner)
    .toSorted((left, right) => (left.inServiceOn === right.inServiceOn ? (left.id < right.id ? -1 : 1) : left.inServiceOn < right.inServiceOn ? -1 : 1))
    .flatMap((item) => {
      const cost = capitalCostIn(item, span)
      return cost.kind === kind ? [row(item, cost.amount)] : []
    })
}

function poolLines({ draft, derivation, owner }: Source): readonly Unnumbered[] {
  return (derivation.services.get(serviceOf({ owner }) ?? '')?.overhead ?? []).map(({ poolId, amount }) => {
    const pool = draft.costPool.get(poolId)
    return { ...NO_STATEMENT, kind: 'pool', description: pool?.name ?? poolId, objectCode: '', amount, fte: null, assumption: pool?.note ?? '', row: { table: 'costPool', id: poolId } }
  })
}

function carryForwardLines({ derivation, owner }: Source): readonly Unnumbered[] {
  const { inputs } = derivation
  const serviceId = serviceOf({ owner })
  return inputs.carryForwards.filter((row) => row.serviceId === serviceId).map((row: CarryForward) => ({
    kind: 'carry-forward', description: `Carry-forward of FY${row.closedYear}`, objectCode: '', amount: carryForwardIn(row, inputs.version.fiscalYear), fte: null, assumption: row.note, author: '', source: row.source,
    row: { table: 'carryForward', id: row.id }, costLine: null, capitalItem: null,
  }))
}

function linesOf(source: Source, number: FrameworkSectionNumber, positions: readonly FrameworkPosition[]): readonly Unnumbered[] {
  switch (number) {
    case '2a': return [...positionLines(positions), ...typedLines(source, ['personnel'])]
    case '2b': return [...typedLines(source, ['other']), ...itemLines(source, 'expense')]
    case '2c': return itemLines(source, 'depreciation')
    case '5': return [...typedLines(source, ['not-specific']), ...poolLines(source)]
    case '6': return [...carryForwardLines(source), ...typedLines(source, ['reserve-contribution', 'subsidy', 'other-revenue'])]
  }
}

function numbered(number: FrameworkSectionNumber, lines: readonly Unnumbered[]): readonly FrameworkLine[] {
  return lines.map((line, index) => ({ ...line, number: lines.length === 1 ? number : `${number}.${index + 1}` }))
}

/** A printed page leaves out items that cost nothing in its year. */
function withoutIdleItems(section: FrameworkSection): FrameworkSection {
  const lines = section.lines.filter((line) => line.kind !== 'item' || line.amount !== '0')
  return lines.length === section.lines.length ? section : { ...section, lines: numbered(section.number, lines) }
}

function sectionOf(source: Source, number: FrameworkSectionNumber, positions: readonly FrameworkPosition[]): FrameworkSection {
  const lines = linesOf(source, number, positions)
  return {
    number, title: FRAMEWORK_TITLES[number], total: sumUsd(lines.map((line) => line.amount)),
    lines: numbered(number, lines),
  }
}

/**
 * The sections of a service's or a pool's page, each with its lines; all five, also those without lines.
 *
 * @example frameworkSections({ draft, derivation, owner: 'service:sam' }).map((section) => section.total) // ['513976', '29', '0', '2513', '0']
 */
export function frameworkSections(source: Source): readonly FrameworkSection[] {
  const positions = positionsOf(source)
  return FRAMEWORK_SECTIONS.map((number) => sectionOf(source, number, positions))
}

const REASONS: Readonly<Record<NonNullable<DerivedRate['reason']>, string>> = {
  'no-units': 'No units', 'no-cost': 'No cost', 'not-per-unit': 'Not a price per unit', 'out-of-range': 'Out of range',
}

/** RATE-2: a rate without units whose service's cost is a pool. */
const FUNDED_FROM_OVERHEAD = '0 (funded from overhead)'

function whyNoRate({ derivation }: Pick<Source, 'derivation'>, derived: DerivedRate): string {
  if (derived.reason === null) return 'None'
  return derived.reason === 'no-units' && derivation.services.get(derived.serviceId)?.isPool === true ? FUNDED_FROM_OVERHEAD : REASONS[derived.reason]
}

function rateOf(source: Pick<Source, 'draft' | 'derivation'>, derived: DerivedRate): FrameworkRate {
  const { draft } = source
  const rate = draft.rate.get(derived.rateId)
  const figure = derived.plannedUnits === '0' && derived.reason === 'no-units' ? null : (derived.published ?? derived.rounded)
  const rateText = figure === null ? whyNoRate(source, derived) : formatFixed(figure, Math.max(derived.places, decimal(figure).decimalPlaces()))
  return {
    rateId: derived.rateId, code: rate?.code ?? derived.rateId, title: rate?.title ?? '', billableUnit: rate?.billableUnit ?? '', plannedUnits: derived.plannedUnits, cost: derived.cost, rate: figure, rateText, derived,
  }
}

/**
 * The page of one service from a derivation that is there already. The sections add up to `total`, which is the service's cost.
 *
 * @example costFrameworkOf({ draft, derivation, serviceId: 'sam' }).total // '516518': 513,976 + 29 + 2,513
 */
export function costFrameworkOf(of: { readonly draft: Draft; readonly derivation: Derivation; readonly serviceId: string }): CostFramework {
  const { draft, derivation, serviceId } = of
  const source: Source = { draft, derivation, owner: `service:${serviceId}` }
  const { inputs } = derivation
  const service = draft.service.get(serviceId)
  const positions = positionsOf(source)
  const sections = FRAMEWORK_SECTIONS.map((number) => withoutIdleItems(sectionOf(source, number, positions))).filter((section) => section.lines.length > 0 || section.number === '2a' || section.number === '2b' || section.number === '5')
  const order = (rate: FrameworkRate): number => draft.rate.get(rate.rateId)?.position ?? 0
  return {
    version: inputs.version, serviceId, code: service?.code ?? '', name: service?.name ?? serviceId, provenance: inputs.policy.provenance, sections,
    fte: sumFte(sections.flatMap((section) => section.lines.flatMap((line) => line.fte ?? []))), positions, total: usdOfCents(sections.reduce((sum, section) => sum + cents(section.total), 0n)),
    isPool: derivation.services.get(serviceId)?.isPool ?? false,
    rates: [...derivation.rates.values()].filter((rate) => rate.serviceId === serviceId).map((rate) => rateOf(source, rate)).sort((left, right) => order(left) - order(right) || (left.code < right.code ? -1 : 1)),
    issues: derivation.issues,
  }
}

/**
 * The cost framework of a service in a version.
 *
 * @example costFramework(draft, planOf(fiscalYear(2014)), 'sam').rates[0]?.rateText // '0 (funded from overhead)'
 */
export function costFramework(draft: Draft, version: Version, serviceId: string): CostFramework {
  return costFrameworkOf({ draft, derivation: deriveRates(draft, version), serviceId })
}

/** The services that have a framework in a version: those with any cost, rate build or units, in the order of the catalog. */
export function frameworkServices(draft: Draft, version: Version): readonly string[] {
  return [...deriveRates(draft, version).services.keys()].sort((left, right) => (draft.service.get(left)?.position ?? 0) - (draft.service.get(right)?.position ?? 0) || (left < right ? -1 : 1))
}
