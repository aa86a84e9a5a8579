/** Cost lines, and what each service and pool costs by itself and with its part of the pools (COST-1 to COST-3, RATE-1). */
import { usdOfCents } from '../../cents.ts'
import { COST_ELEMENTS, type CostElement, type OwnerKey } from '../../costs/derivation.ts'
import { DIRECT_ELEMENTS } from '../../costs/derive-rates-case.ts'
import { capitalCostIn, centsOf } from '../../costs/owner-costs.ts'
import { ownerKeyOf, partsInOrder } from '../../costs/position-cost.ts'
import { Decimal, toText, type AnyDecimalText } from '../../decimal.ts'
import { COST_SECTIONS, type CapitalItem, type CarryForward, type CostLine } from '../../model/cost-tables.ts'
import { carryForwardIn } from '../../recovery/carry-forward.ts'
import { BLANK, column, refer, spanningRow, textCell } from '../cells.ts'
import type { ReportCell, ReportFormula, ReportRow, ReportSheet } from '../report-model.ts'
import { countCell, literal, sumOf, times, usdCell } from './cost-cells.ts'
import { ownerCode, ownerName } from './cost-report.ts'
import { ELEMENT_LABELS, ids, type RateBuildParts } from './rate-build-parts.ts'

const NOTHING = toText<string>(new Decimal(0))

/** What makes up one owner's elements: ids of the cells that are added up. */
type Sources = ReadonlyMap<CostElement | 'fte', readonly string[]>

type Held = { readonly lines: readonly CostLine[]; readonly items: readonly CapitalItem[]; readonly carried: readonly CarryForward[] }

function sectionPlace(line: CostLine): number {
  return COST_SECTIONS.indexOf(line.section)
}

function heldBy(parts: RateBuildParts): (owner: OwnerKey) => Held {
  const { inputs } = parts.derivation
  const lines = Map.groupBy(inputs.costLines, ownerKeyOf)
  const items = Map.groupBy(inputs.capitalItems, ownerKeyOf)
  const carried = Map.groupBy(inputs.carryForwards, (row): OwnerKey => `service:${row.serviceId}`)
  return (owner) => ({
    lines: (lines.get(owner) ?? []).toSorted((left, right) => sectionPlace(left) - sectionPlace(right) || left.position - right.position || (left.id < right.id ? -1 : 1)),
    items: items.get(owner) ?? [], carried: carried.get(owner) ?? [],
  })
}

function lineRow(parts: RateBuildParts, owner: OwnerKey, line: CostLine): ReportRow {
  const text = (field: string, value: string): ReportCell => textCell(`line.${line.id}.${field}`, value)
  const fund = line.fundId === null ? undefined : parts.draft.internalServiceFund.get(line.fundId)
  return {
    id: `line.${line.id}`, kind: 'data',
    cells: [
      text('code', ownerCode(parts.draft, owner)), text('owner', ownerName(parts.draft, owner)), text('section', ELEMENT_LABELS[line.section]), text('object', line.objectCode), text('description', line.description),
      usdCell(ids.line(line.id, 'amount'), usdOfCents(centsOf(line.amount)), { input: true }), line.fte === null ? BLANK : countCell(ids.line(line.id, 'fte'), line.fte, { input: true, atLeast: 2 }),
      text('fund', fund?.code ?? ''), text('allowable', line.allowable), text('cash', line.cash), text('recurrence', line.recurrence), text('assumption', line.assumption), text('author', line.author), text('source', line.source),
    ],
  }
}

function plainRow(parts: RateBuildParts, row: { readonly id: string; readonly owner: OwnerKey; readonly section: CostElement; readonly objectCode: string; readonly description: string; readonly amount: AnyDecimalText; readonly note: string; readonly source: string }): ReportRow {
  const text = (field: string, value: string): ReportCell => textCell(`${row.id}.${field}`, value)
  return {
    id: row.id, kind: 'data',
    cells: [
      text('code', ownerCode(parts.draft, row.owner)), text('owner', ownerName(parts.draft, row.owner)), text('section', ELEMENT_LABELS[row.section]), text('object', row.objectCode), text('description', row.description), usdCell(`${row.id}.amount`, row.amount),
      BLANK, BLANK, BLANK, BLANK, BLANK, text('note', row.note), BLANK, text('source', row.source),
    ],
  }
}

/** Every typed line, capital item and carry-forward, owner by owner. */
export function costLineSheet(parts: RateBuildParts): ReportSheet {
  const held = heldBy(parts)
  const { inputs } = parts.derivation
  const rows = parts.owners.flatMap((owner): readonly ReportRow[] => {
    const { lines, items, carried } = held(owner)
    return [
      ...lines.map((line) => lineRow(parts, owner, line)),
      ...items.map((item) => {
        const cost = capitalCostIn(item, { inputs, firstMonth: parts.firstMonth })
        return plainRow(parts, { id: `capital.${item.id}`, owner, section: cost.kind === 'expense' ? 'other' : 'depreciation', objectCode: item.objectCode, description: item.description, amount: cost.amount, note: `Bought for ${item.purchasePrice}, in service ${item.inServiceOn}, ${item.lifeMonths} months`, source: item.source })
      }),
      ...carried.map((row) => plainRow(parts, { id: `carry.${row.id}`, owner, section: 'carry-forward', objectCode: '', description: `Balance of FY${row.closedYear}`, amount: carryForwardIn(row, inputs.version.fiscalYear), note: row.note, source: row.source })),
    ]
  })
  return {
    id: 'lines', name: 'Cost lines', title: 'Cost lines', description: 'What services and pools cost besides positions. Subsidies and other revenue are written as positive amounts and taken off.', rows, frozenColumns: 2, layout: 'table', charts: [],
    columns: [
      column({ id: 'code', header: 'Code', width: 12 }), column({ id: 'owner', header: 'Service or pool', width: 32, wrap: true }), column({ id: 'section', header: 'Term', width: 18 }), column({ id: 'object', header: 'Object', width: 9 }), column({ id: 'description', header: 'Description', width: 36, wrap: true }),
      column({ id: 'amount', header: 'Amount', unit: 'USD', width: 16, align: 'end' }), column({ id: 'fte', header: 'FTE', width: 9, align: 'end' }), column({ id: 'fund', header: 'Fund', width: 10 }), column({ id: 'allowable', header: 'Allowable', width: 12 }), column({ id: 'cash', header: 'Cash', width: 10 }),
      column({ id: 'recurrence', header: 'Recurrence', width: 11 }), column({ id: 'assumption', header: 'Assumption', width: 36, wrap: true }), column({ id: 'author', header: 'Author', width: 14 }), column({ id: 'source', header: 'Source', width: 30, wrap: true }),
    ],
  }
}

/** By owner, the cells that its elements add up. */
function sourcesOf(parts: RateBuildParts): (owner: OwnerKey) => Sources {
  const { inputs, positions } = parts.derivation
  const byOwner = new Map<OwnerKey, Map<CostElement | 'fte', string[]>>()
  const add = (owner: OwnerKey, to: CostElement | 'fte', id: string): void => {
    const sources = byOwner.get(owner) ?? new Map<CostElement | 'fte', string[]>()
    byOwner.set(owner, sources)
    sources.set(to, [...(sources.get(to) ?? []), id])
  }
  const assignments = Map.groupBy(inputs.staffAssignments, (row) => row.staffPositionId)
  for (const position of parts.withSalaries ? inputs.staffPositions : []) {
    for (const [index, assignment] of partsInOrder(assignments.get(position.id) ?? []).entries()) {
      const owner = positions.get(position.id)?.parts[index]?.owner
      if (owner === undefined) continue
      add(owner, 'salaries', ids.part(assignment.id, 'salary'))
      add(owner, 'fringe', ids.part(assignment.id, 'fringe'))
      add(owner, 'fte', ids.part(assignment.id, 'fte'))
    }
  }
  const held = heldBy(parts)
  for (const owner of parts.owners) {
    const { lines, items, carried } = held(owner)
    for (const line of lines) {
      add(owner, line.section, ids.line(line.id, 'amount'))
      if (line.section === 'personnel' && line.fte !== null) add(owner, 'fte', ids.line(line.id, 'fte'))
    }
    for (const item of items) add(owner, capitalCostIn(item, { inputs, firstMonth: parts.firstMonth }).kind === 'expense' ? 'other' : 'depreciation', ids.capital(item.id))
    for (const row of carried) add(owner, 'carry-forward', ids.carry(row.id))
  }
  return (owner) => byOwner.get(owner) ?? new Map()
}

function elementFormula(element: CostElement, cells: readonly string[]): ReportFormula {
  return element === 'subsidy' || element === 'other-revenue' ? times(literal(-1), sumOf(cells)) : sumOf(cells)
}

function ownerRow(parts: RateBuildParts, owner: OwnerKey, sources: Sources): ReportRow {
  const { derivation, costs, draft, computed } = parts
  const cost = costs.owners.get(owner)
  const service = owner.startsWith('service:') ? derivation.services.get(owner.slice('service:'.length)) : undefined
  const pools = derivation.inputs.costPools
  const elements = service?.elements ?? cost?.elements ?? new Map<CostElement, AnyDecimalText>()
  const overhead = pools.map((pool) => service?.overhead.find((each) => each.poolId === pool.id)?.amount ?? NOTHING)
  const poolCell = (index: number): ReportCell => {
    const steps = service === undefined ? [] : allocatedCells(parts, index, owner)
    return usdCell(ids.ownPool(owner, index), overhead[index] ?? NOTHING, steps.length === 0 ? {} : { formula: sumOf(steps) })
  }
  const element = (each: CostElement): ReportCell => {
    const value = elements.get(each) ?? NOTHING
    const id = ids.own(owner, each)
    if (each === 'overhead') return usdCell(id, value, pools.length === 0 || service === undefined ? {} : { formula: sumOf(pools.map((_, index) => ids.ownPool(owner, index))) })
    const cells = sources.get(each)
    return cells === undefined ? usdCell(id, value) : usdCell(id, value, { formula: elementFormula(each, cells) })
  }
  const own = COST_ELEMENTS.filter((each) => each !== 'overhead')
  const fte = sources.get('fte')
  const fteValue = cost?.fte ?? NOTHING
  const holder = service?.isPool === true ? parts.poolOfService.get(service.serviceId) : undefined
  return {
    id: `own.${owner}`, kind: 'data',
    cells: [
      textCell(`own.${owner}.code`, ownerCode(draft, owner)), textCell(`own.${owner}.name`, ownerName(draft, owner)),
      // Without salaries positions are not in the workbook: their FTE is part of a plain figure.
      countCell(ids.own(owner, 'fte'), fteValue, { atLeast: 2, ...(fte === undefined || !parts.withSalaries ? {} : { formula: sumOf(fte) }) }),
      ...COST_ELEMENTS.map(element), usdCell(ids.own(owner, 'own'), cost?.own ?? NOTHING, { formula: sumOf(own.map((each) => ids.own(owner, each))) }),
      usdCell(ids.own(owner, 'total'), service?.total ?? cost?.own ?? NOTHING, { formula: sumOf([ids.own(owner, 'own'), ids.own(owner, 'overhead')]) }),
      computed.usd(ids.own(owner, 'direct'), sumOf(DIRECT_ELEMENTS.map((each) => ids.own(owner, each)))),
      ...pools.map((_, index) => poolCell(index)), textCell(`own.${owner}.note`, holder === undefined ? '' : `Its cost goes out again as the pool ${holder.name} (RATE-2).`),
    ],
  }
}

/** Where a pool's part for an owner stands, in one pass or two. */
export function allocatedCells(parts: RateBuildParts, pool: number, owner: OwnerKey): readonly string[] {
  const { allocation, method } = parts.derivation
  if (allocation === null || !allocation.targets.some((target) => target.id === owner)) return []
  if (method !== 'double-step-down') return [ids.allocated(1, pool, owner)]
  return [ids.allocated(1, pool, owner), ids.allocated(2, pool, owner)]
}

/** One row a pool and a service: its terms, their sum, its part of each pool. */
export function ownerSheet(parts: RateBuildParts): ReportSheet {
  const { derivation } = parts
  const sources = sourcesOf(parts)
  const money = { unit: 'USD', width: 16, align: 'end' } as const
  const columns = [
    column({ id: 'code', header: 'Code', width: 12 }), column({ id: 'name', header: 'Service or pool', width: 34, wrap: true }), column({ id: 'fte', header: 'FTE', width: 11, align: 'end' }),
    ...COST_ELEMENTS.map((element) => column({ id: element, header: ELEMENT_LABELS[element], ...money })), column({ id: 'own', header: 'Own cost', ...money }), column({ id: 'total', header: 'Cost with overhead', ...money }), column({ id: 'direct', header: 'Direct cost (driver)', ...money }),
    ...derivation.inputs.costPools.map((pool, index) => column({ id: `pool-${index}`, header: `Overhead: ${pool.name}`, ...money })), column({ id: 'note', header: 'Note', width: 40, wrap: true }),
  ]
  const group = (id: string, text: string, owners: readonly OwnerKey[]): readonly ReportRow[] => (owners.length === 0 ? [] : [spanningRow('heading', { id: `own.${id}`, text, columns: columns.length }), ...owners.map((owner) => ownerRow(parts, owner, sources(owner)))])
  const known = new Set<OwnerKey>([...derivation.inputs.costPools.map((pool): OwnerKey => `pool:${pool.id}`), ...[...derivation.services.keys()].map((id): OwnerKey => `service:${id}`)])
  return {
    id: 'owners', name: 'Service costs', title: 'What services and pools cost', description: parts.withSalaries ? 'Sums of the positions and cost lines; overhead comes from the allocation.' : 'Sums of the cost lines, and totals of the positions; overhead comes from the allocation.',
    columns, frozenColumns: 2, layout: 'table', charts: [],
    rows: [
      ...group('pools', 'Pools', parts.owners.filter((owner) => owner.startsWith('pool:') && known.has(owner))), ...group('services', 'Services', parts.owners.filter((owner) => owner.startsWith('service:') && known.has(owner))),
      ...group('strays', 'In no service and no pool of this version', parts.owners.filter((owner) => !known.has(owner))),
    ],
  }
}

/** A pool's amount: its own cost, and that of the service that it holds. */
export function poolOwnFormula(parts: RateBuildParts, index: number): ReportFormula {
  const pool = parts.derivation.inputs.costPools[index]
  if (pool === undefined) return literal(0)
  const holds = pool.serviceId !== null && parts.poolOfService.get(pool.serviceId) === pool && parts.derivation.services.has(pool.serviceId)
  const own = refer(ids.own(`pool:${pool.id}`, 'own'))
  return holds && pool.serviceId !== null ? { op: 'sum', of: [own, refer(ids.own(`service:${pool.serviceId}`, 'own'))] } : own
}
