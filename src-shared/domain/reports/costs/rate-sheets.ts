/** One row a rate with every term of RATE-1, and the units and parts of cost that it comes from. */
import { COST_ELEMENTS, type CostElement, type DerivedRate, type OwnerKey, type ServiceCost } from '../../costs/derivation.ts'
import { percentLeft } from '../../costs/derive-rates-figures.ts'
import { Decimal, decimal, toText, type AnyDecimalText } from '../../decimal.ts'
import type { RateBuild } from '../../model/cost-tables.ts'
import { formatPrice } from '../../rates/price-text.ts'
import { priceKey, resolvePrices } from '../../rates/resolve-prices.ts'
import { BLANK, column, refer, rounded, textCell } from '../cells.ts'
import { splitByTerms } from '../evaluate-formula.ts'
import type { ReportCell, ReportColumn, ReportFormula, ReportRow, ReportSheet } from '../report-model.ts'
import { atLeastZero, countCell, minus, ratio, sumOf, times, usdCell } from './cost-cells.ts'
import { ELEMENT_LABELS, ids, type RateBuildParts } from './rate-build-parts.ts'

const NOTHING = toText<string>(new Decimal(0))
const UNROUNDED_PLACES = 12

const NO_RATE_TEXTS: Readonly<Record<NonNullable<DerivedRate['reason']>, string>> = {
  'no-units': '0 (funded from overhead)', 'no-cost': 'No cost', 'not-per-unit': 'Not a price per unit', 'out-of-range': 'Out of range',
}

type Service = { readonly cost: ServiceCost; readonly owner: OwnerKey; readonly rates: readonly DerivedRate[]; readonly builds: readonly RateBuild[] }

/** Services with rates, in the order of the catalog. */
function servicesOf({ derivation }: RateBuildParts): readonly Service[] {
  const byService = Map.groupBy(derivation.rates.values(), (rate) => rate.serviceId)
  return [...derivation.services.values()].flatMap((cost): readonly Service[] => {
    const rates = byService.get(cost.serviceId)
    return rates === undefined ? [] : [{ cost, owner: `service:${cost.serviceId}`, rates, builds: rates.flatMap((rate) => derivation.inputs.rateBuilds.get(rate.rateId) ?? []) }]
  })
}

/** True when the service's only rate takes all of its cost: then its terms are the service's. */
function isWhole({ builds }: Service): boolean {
  return builds.length === 1 && builds[0]?.costPercent === '100'
}

/** The weights of a service's rates: their percentages, and what these leave. */
function percentRange(service: Service): { readonly first: string; readonly last: string } {
  const [first] = service.builds
  const last = service.builds.at(-1)
  const left = percentLeft(service.builds.map((build) => build.costPercent))
  return { first: ids.build(first?.rateId ?? '', 'percent'), last: left === '0' ? ids.build(last?.rateId ?? '', 'percent') : ids.left(service.cost.serviceId) }
}

function costFormula(service: Service, rate: DerivedRate): ReportFormula {
  const total = ids.own(service.owner, 'total')
  return isWhole(service) ? refer(total) : { op: 'part', total, ...percentRange(service), weight: ids.build(rate.rateId, 'percent'), by: 'shares' }
}

/** A total of zero gives no proportions: the terms are then figures. */
function elementFormula(service: Service, rate: DerivedRate, element: CostElement): ReportFormula | undefined {
  const own = ids.own(service.owner, element)
  if (isWhole(service)) return refer(own)
  if (service.cost.total === '0') return undefined
  return { op: 'part', total: ids.rate(rate.rateId, 'cost'), first: ids.own(service.owner, 'salaries'), last: ids.own(service.owner, 'other-revenue'), weight: own, by: 'terms' }
}

function withFormula(formula: ReportFormula | undefined): { readonly formula?: ReportFormula } {
  return formula === undefined ? {} : { formula }
}

function poolCells(parts: RateBuildParts, service: Service, rate: DerivedRate): readonly ReportCell[] {
  const pools = parts.derivation.inputs.costPools
  if (pools.length === 0) return []
  const amounts = pools.map((pool): AnyDecimalText => service.cost.overhead.find((each) => each.poolId === pool.id)?.amount ?? NOTHING)
  const overhead = rate.elements.get('overhead')
  const split = isWhole(service) ? amounts : overhead === undefined ? amounts.map(() => NOTHING) : splitByTerms(overhead, amounts)
  return pools.map((_, index) => usdCell(ids.ratePool(rate.rateId, index), split[index] ?? NOTHING, {
    formula: isWhole(service)
      ? refer(ids.ownPool(service.owner, index))
      : { op: 'part', total: ids.rate(rate.rateId, 'overhead'), first: ids.ownPool(service.owner, 0), last: ids.ownPool(service.owner, pools.length - 1), weight: ids.ownPool(service.owner, index), by: 'terms' },
  }))
}

/** Why a rate has no figure: only a service whose cost is a pool is funded from overhead (RATE-2). */
function noRateText({ reason }: DerivedRate, { cost }: Service): string {
  return reason === null ? 'None' : reason === 'no-units' && !cost.isPool ? 'No units' : NO_RATE_TEXTS[reason]
}

function resultCells(parts: RateBuildParts, service: Service, rate: DerivedRate): readonly ReportCell[] {
  const id = (field: Parameters<typeof ids.rate>[1]): string => ids.rate(rate.rateId, field)
  const planned = ids.build(rate.rateId, 'planned')
  const capacity = ids.build(rate.rateId, 'capacity')
  const isCapacity = rate.dividedBy === 'practical-capacity'
  const price = resolvePrices(parts.draft, parts.version).get(priceKey(rate.rateId, 'state'))
  const isDerived = price !== undefined && price.derivedIn !== null && rate.published !== null && rate.rounded !== null
  const divisor: ReportCell = isCapacity && rate.practicalCapacity === null ? countCell(id('divisor'), NOTHING) : countCell(id('divisor'), rate.divisor, { formula: refer(isCapacity ? capacity : planned) })
  const figure = (field: 'unrounded' | 'rounded', value: AnyDecimalText | null, places: number, formula: ReportFormula): ReportCell =>
    value === null ? textCell(id(field), noRateText(rate, service), { tone: 'quiet' }) : { kind: 'number', id: id(field), value, format: 'usd', places, formula }
  return [
    textCell(`rate.${rate.rateId}.dividedBy`, isCapacity ? 'Practical capacity' : 'Planned units'), divisor,
    figure('unrounded', rate.unrounded, UNROUNDED_PLACES, rounded(ratio(refer(id('cost')), refer(id('divisor'))), UNROUNDED_PLACES)),
    figure('rounded', rate.rounded, rate.places, rounded(refer(id('unrounded')), rate.places)),
    rate.published === null ? textCell(id('published'), price === undefined ? 'None' : formatPrice(price), { tone: 'quiet' }) : { kind: 'number', id: id('published'), value: rate.published, format: 'usd', places: Math.max(rate.places, decimal(rate.published).decimalPlaces()), ...(isDerived ? { formula: refer(id('rounded')) } : {}) },
    rate.roundingEffect === null ? BLANK : usdCell(id('effect'), rate.roundingEffect, { formula: rounded(times(minus(refer(id('published')), refer(id('unrounded'))), refer(planned)), 2) }),
    rate.unusedCapacityCost === null ? BLANK : usdCell(id('unused'), rate.unusedCapacityCost, { formula: rounded(ratio(times(refer(id('cost')), atLeastZero(minus(refer(capacity), refer(planned)))), refer(capacity)), 2) }),
    textCell(`rate.${rate.rateId}.source`, rate.rateSource === 'derived' ? 'Derived' : 'Typed'), textCell(`rate.${rate.rateId}.reason`, rate.overrideReason),
  ]
}

function rateRow(parts: RateBuildParts, service: Service, rate: DerivedRate): ReportRow {
  const row = parts.draft.rate.get(rate.rateId)
  const owner = parts.draft.service.get(service.cost.serviceId)
  const text = (field: string, value: string): ReportCell => textCell(`rate.${rate.rateId}.${field}`, value)
  const id = (field: Parameters<typeof ids.rate>[1]): string => ids.rate(rate.rateId, field)
  const build = service.builds.find((each) => each.rateId === rate.rateId)
  return {
    id: `rate.${rate.rateId}`, kind: 'data',
    cells: [
      text('service', owner?.name ?? service.cost.serviceId), text('code', row?.code ?? ''), text('title', row?.title ?? rate.rateId), text('unit', row?.billableUnit ?? ''),
      ...COST_ELEMENTS.flatMap((element) => {
        const cell = usdCell(id(element), rate.elements.get(element) ?? NOTHING, withFormula(elementFormula(service, rate, element)))
        return element === 'overhead' ? [...poolCells(parts, service, rate), cell] : [cell]
      }),
      countCell(`rate.${rate.rateId}.percent`, build?.costPercent ?? NOTHING, { atLeast: 2, formula: refer(ids.build(rate.rateId, 'percent')) }),
      usdCell(id('cost'), rate.cost, { formula: costFormula(service, rate) }), ...resultCells(parts, service, rate),
    ],
  }
}

/** The report's main sheet. */
export function rateSheet(parts: RateBuildParts): ReportSheet {
  const money = { unit: 'USD', width: 15, align: 'end' } as const
  const price = { unit: 'USD/unit', align: 'end' } as const
  const columns: readonly ReportColumn[] = [
    column({ id: 'service', header: 'Service', width: 26, wrap: true }), column({ id: 'code', header: 'Code', width: 15 }), column({ id: 'title', header: 'Rate', width: 28, wrap: true }), column({ id: 'unit', header: 'Billable unit', width: 16, wrap: true }),
    ...COST_ELEMENTS.flatMap((element) => [
      ...(element === 'overhead' ? parts.derivation.inputs.costPools.map((pool, index) => column({ id: `pool-${index}`, header: `Overhead: ${pool.name}`, ...money })) : []),
      column({ id: element, header: element === 'overhead' ? 'Overhead, all pools' : ELEMENT_LABELS[element], ...money }),
    ]),
    column({ id: 'percent', header: 'Part of the service', unit: '%', width: 11, align: 'end' }), column({ id: 'cost', header: 'Cost of the rate', ...money }), column({ id: 'dividedBy', header: 'Divided by', width: 18 }), column({ id: 'divisor', header: 'Units', width: 15, align: 'end' }),
    column({ id: 'unrounded', header: 'Unrounded rate', width: 24, ...price }), column({ id: 'rounded', header: 'Derived rate', width: 14, ...price }), column({ id: 'published', header: 'Published rate', width: 14, ...price }),
    column({ id: 'effect', header: 'Rounding effect', ...money }), column({ id: 'unused', header: 'Unused capacity', ...money }), column({ id: 'source', header: 'Source', width: 10 }), column({ id: 'reason', header: 'Reason for a typed rate', width: 34, wrap: true }),
  ]
  const services = servicesOf(parts)
  return {
    id: 'rates', name: 'Rate build', title: 'Rate build', description: 'Every term of every rate, and what is published (RATE-1). Figures follow from the sheets behind.',
    columns, frozenColumns: 3, layout: 'table', charts: [], rows: services.flatMap((service) => service.rates.map((rate) => rateRow(parts, service, rate))),
  }
}

/** Percentages, planned units and capacities, which a reader may change. */
export function buildSheet(parts: RateBuildParts): ReportSheet {
  const { derivation, draft } = parts
  const rows = servicesOf(parts).flatMap((service): readonly ReportRow[] => {
    const name = draft.service.get(service.cost.serviceId)?.name ?? ''
    const left = percentLeft(service.builds.map((build) => build.costPercent))
    return [
      ...service.builds.map((build): ReportRow => {
        const rate = draft.rate.get(build.rateId)
        const units = derivation.inputs.rateUnits.get(build.rateId) ?? []
        const planned = derivation.rates.get(build.rateId)?.plannedUnits ?? NOTHING
        const text = (field: string, value: string): ReportCell => textCell(`build.${build.rateId}.${field}`, value)
        return {
          id: `build.${build.rateId}`, kind: 'data',
          cells: [
            text('service', name), text('code', rate?.code ?? ''), text('title', rate?.title ?? build.rateId), countCell(ids.build(build.rateId, 'percent'), build.costPercent, { input: true, atLeast: 2 }),
            countCell(ids.build(build.rateId, 'planned'), planned, units.length === 0 ? {} : { formula: sumOf(units.map((each) => ids.units(each.id))) }),
            build.practicalCapacity === null ? BLANK : countCell(ids.build(build.rateId, 'capacity'), build.practicalCapacity, { input: true }),
          ],
        }
      }),
      ...(left === '0' ? [] : [{ id: `build.left.${service.cost.serviceId}`, kind: 'data' as const, cells: [textCell(`build.left.${service.cost.serviceId}.service`, name), BLANK, textCell(`build.left.${service.cost.serviceId}.title`, 'In no rate', { tone: 'warning' as const }), countCell(ids.left(service.cost.serviceId), left, { atLeast: 2 }), BLANK, BLANK] }]),
    ]
  })
  return {
    id: 'build', name: 'Parts and units', title: 'Parts of cost and planned units', description: 'Which part of its service\'s cost a rate takes, and over how many units. The parts of a service add up to 100 %.', rows, frozenColumns: 3, layout: 'table', charts: [],
    columns: [
      column({ id: 'service', header: 'Service', width: 32, wrap: true }), column({ id: 'code', header: 'Code', width: 15 }), column({ id: 'title', header: 'Rate', width: 34, wrap: true }), column({ id: 'percent', header: 'Part of the cost', unit: '%', width: 14, align: 'end' }),
      column({ id: 'planned', header: 'Planned units', width: 18, align: 'end' }), column({ id: 'capacity', header: 'Practical capacity', width: 18, align: 'end' }),
    ],
  }
}

/** Planned units, customer by customer where they are planned so. */
export function unitSheet({ derivation, draft }: RateBuildParts): ReportSheet {
  const rows = [...derivation.inputs.rateUnits.values()].flat().map((row): ReportRow => {
    const rate = draft.rate.get(row.rateId)
    const text = (field: string, value: string): ReportCell => textCell(`units.${row.id}.${field}`, value)
    return {
      id: `units.${row.id}`, kind: 'data',
      cells: [text('service', draft.service.get(rate?.serviceId ?? '')?.name ?? ''), text('code', rate?.code ?? ''), text('title', rate?.title ?? row.rateId), text('customer', row.customer === '' ? 'All' : row.customer), countCell(ids.units(row.id), row.units, { input: true }), text('unit', rate?.billableUnit ?? ''), text('assumption', row.assumption), text('source', row.source)],
    }
  })
  return {
    id: 'units', name: 'Planned units', title: 'Planned units', description: 'In total, or by customer.', rows, frozenColumns: 3, layout: 'table', charts: [],
    columns: [
      column({ id: 'service', header: 'Service', width: 32, wrap: true }), column({ id: 'code', header: 'Code', width: 15 }), column({ id: 'title', header: 'Rate', width: 34, wrap: true }), column({ id: 'customer', header: 'Customer', width: 24 }), column({ id: 'units', header: 'Units', unit: 'per year', width: 18, align: 'end' }),
      column({ id: 'unit', header: 'Billable unit', width: 20 }), column({ id: 'assumption', header: 'Assumption', width: 36, wrap: true }), column({ id: 'source', header: 'Source', width: 30, wrap: true }),
    ],
  }
}
