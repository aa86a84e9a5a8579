/** From a selected cell of the costs to what the inspector shows: how it was computed, its notes, whose changes its history tells. */
import type { CostInputs, Derivation, OwnerKey, RateFigure } from '../../../src-shared/domain/costs/derivation.ts'
import {
  explainCapitalItem, explainCostLine, explainCostParts, explainDriver, explainFte, explainOwnCost, explainPool, explainPosition, explainRate, explainRateTotal, explainReceived, explainService, explainServiceElement, explainTotal, type PoolFigure, type PositionFigure,
} from '../../../src-shared/domain/costs/explain-derivation.ts'
import { explainAssigned, explainDifference, explainFrameworkLine, explainOwners, explainPositionPart, explainSection } from '../../../src-shared/domain/costs/explain-subtotals.ts'
import { FRAMEWORK_TITLES, type FrameworkSectionNumber } from '../../../src-shared/domain/costs/framework.ts'
import { OVERRIDABLE_TABLES, type StaffPosition } from '../../../src-shared/domain/model/cost-tables.ts'
import type { CostTableName } from '../../../src-shared/domain/model/cost-integrity.ts'
import type { Explanation } from '../../../src-shared/domain/explanation.ts'
import type { Draft } from '../../../src-shared/domain/model/draft.ts'
import type { InspectorSubject } from '../../state/inspector.tsx'
import { ownerName, type CostView } from './cost-view.tsx'
import type { FrameworkRow } from './framework/framework-rows.ts'
import type { UnitRow } from './units/unit-rows.ts'

type Note = InspectorSubject['notes'][number]
type HistoryRow = InspectorSubject['history'][number]
export type Derived = { readonly draft: Draft; readonly derivation: Derivation; readonly label: string }

/** A row with what a scenario changes in it. */
export function historyOf(inputs: Pick<CostInputs, 'changed'>, table: CostTableName, rowId: string): readonly HistoryRow[] {
  const rows: HistoryRow[] = [{ table, id: rowId }]
  if (!OVERRIDABLE_TABLES.some((each) => each === table)) return rows
  for (const [key, override] of inputs.changed) if (key.startsWith(`${table}|${rowId}|`)) rows.push({ table: 'inputOverride', id: override.id })
  return rows
}

/** Who says so, on what ground. */
export function statedNotes(row: { readonly assumption: string; readonly author: string; readonly source: string }): readonly Note[] {
  return [{ label: 'Assumption', text: row.assumption }, { label: 'Author', text: row.author }, { label: 'Source', text: row.source }]
}

/** What the scenario made of the row's fields, in words. */
export function changeNotes(inputs: Pick<CostInputs, 'changed'>, table: CostTableName, rowId: string): readonly Note[] {
  return [...inputs.changed].flatMap(([key, override]) => (key.startsWith(`${table}|${rowId}|`) ? [{ label: `${override.field}: changed in the scenario`, text: `The base has ${override.baseValue === '' ? 'nothing' : override.baseValue}.${override.note === '' ? '' : ` ${override.note}`}` }] : []))
}

const POSITION_FIGURES: ReadonlyMap<string, PositionFigure> = new Map([['cost', 'total'], ['baseSalary', 'total'], ['salary', 'salary'], ['fringe', 'fringe'], ['fte', 'fte']])

function ofPosition(view: CostView, position: StaffPosition, columnId: string): InspectorSubject {
  const { draft, derivation, inputs } = view
  const figure = POSITION_FIGURES.get(columnId)
  const explain = columnId === 'parts' ? (): Explanation => explainAssigned(derivation, draft, { positionId: position.id, which: 'assigned' }) : null
  return {
    title: `${position.code} ${position.title} · ${view.label}`,
    explain: figure === undefined ? explain : () => explainPosition(derivation, draft, position.id, figure),
    notes: [...statedNotes(position), ...changeNotes(inputs, 'staffPosition', position.id)], history: historyOf(inputs, 'staffPosition', position.id),
  }
}

/** Which figure of a rate a column shows. */
const FIGURE_OF_COLUMN: Readonly<Record<string, RateFigure>> = {
  cost: 'cost', overhead: 'overhead', units: 'plannedUnits', unused: 'unusedCapacityCost', unrounded: 'unrounded', rounded: 'rounded', published: 'published', rounding: 'roundingEffect', practicalCapacity: 'practicalCapacity', dividedBy: 'divisor',
}

function ofRate(view: CostView, row: UnitRow, columnId: string): InspectorSubject {
  const { draft, derivation, inputs } = view
  const { build, units, rate } = row
  return {
    title: `${rate.title} · ${view.label}`, explain: row.derived === null ? null : columnId === 'costPercent' ? () => explainCostParts(derivation, draft, rate.serviceId) : () => explainRate(derivation, draft, rate.id, FIGURE_OF_COLUMN[columnId] ?? 'rounded'),
    notes: [
      { label: 'Reason for a rate set by hand', text: build?.overrideReason ?? '' }, ...units.flatMap((each) => [{ label: `Units${each.customer === '' ? '' : `, ${each.customer}`}: assumption`, text: each.assumption }, { label: 'Source', text: each.source }]),
      ...(build === null ? [] : changeNotes(inputs, 'rateBuild', build.id)),
    ],
    history: [...(build === null ? [] : historyOf(inputs, 'rateBuild', build.id)), ...units.flatMap((each) => historyOf(inputs, 'rateUnits', each.id)), { table: 'rate', id: rate.id }],
  }
}

/** A share or an amount of a pool at a receiver, or a quantity of a driver. */
function ofReceiver({ draft, derivation, label }: Derived, owner: OwnerKey, columnId: string): InspectorSubject {
  const [kind, id] = [columnId.slice(0, columnId.indexOf('.')), columnId.slice(columnId.indexOf('.') + 1)]
  const quantity = kind === 'driver' ? derivation.inputs.driverQuantities.find((each) => each.driverId === id && (each.serviceId === null ? `pool:${each.poolId}` : `service:${each.serviceId}`) === owner) : undefined
  const pool = derivation.inputs.costPools.find((each) => each.id === id)
  return {
    title: `${ownerName(draft, owner)}${pool === undefined ? '' : ` of ${pool.name}`} · ${label}`,
    explain: pool === undefined ? (kind === 'driver' ? () => explainDriver(derivation, draft, { driverId: id, owner }) : null) : () => explainReceived(derivation, draft, { poolId: pool.id, owner, figure: kind === 'share' ? 'share' : 'amount' }),
    notes: [{ label: 'Source', text: quantity?.source ?? '' }, { label: pool?.name ?? '', text: pool?.note ?? '' }],
    history: quantity !== undefined ? historyOf(derivation.inputs, 'driverQuantity', quantity.id) : pool !== undefined ? historyOf(derivation.inputs, 'costPool', pool.id) : [],
  }
}

/** What a rate is by one method of allocation, or how far that is from the applied one. */
function ofMethod({ draft, of, applied, label }: { readonly draft: Draft; readonly of: Derivation; readonly applied: Derivation; readonly label: string }, rateId: string, columnId: string): InspectorSubject {
  const rate = (): Explanation => explainRate(of, draft, rateId)
  return { title: label, explain: columnId.startsWith('difference.') ? () => explainDifference('Difference to the applied method', { of: rate(), less: explainRate(applied, draft, rateId) }) : rate, notes: [], history: [{ table: 'rate', id: rateId }] }
}

/** A typed line, a capital item, or a row that is computed. */
function ofFrameworkRow(view: CostView, owner: OwnerKey, { row, columnId }: { readonly row: FrameworkRow; readonly columnId: string }): InspectorSubject | null {
  const { draft, derivation, inputs } = view
  const title = (name: string): string => `${name} · ${ownerName(draft, owner)}, ${view.label}`
  switch (row.kind) {
    case 'new': return null
    case 'line': return { title: title(row.line.description), explain: () => explainCostLine(derivation, draft, row.line.id), notes: [...statedNotes(row.line), { label: 'Document', text: row.line.attachment }, ...changeNotes(inputs, 'costLine', row.id)], history: historyOf(inputs, 'costLine', row.id) }
    case 'left-out': return { title: title(row.line.description), explain: null, notes: [{ label: 'Left out', text: 'The scenario leaves this line out.' }, ...statedNotes(row.line)], history: historyOf(inputs, 'costLine', row.line.id) }
    case 'capital': return { title: title(row.item.description), explain: () => explainCapitalItem(derivation, draft, row.item.id), notes: [...statedNotes(row.item), ...changeNotes(inputs, 'capitalItem', row.id)], history: historyOf(inputs, 'capitalItem', row.id) }
    case 'computed': {
      const { line } = row
      const explain = (): Explanation => explainFrameworkLine(derivation, draft, { owner, line })
      return { title: title(line.description), explain: columnId === 'fte' && line.fte !== null ? () => explainFte(derivation, draft, owner) : explain, notes: [{ label: 'From', text: line.assumption }], history: line.row !== null && line.row.table === 'carryForward' ? [line.row] : [] }
    }
  }
}

/** A section of a page. */
function ofSection({ draft, derivation, label }: Derived, owner: OwnerKey, section: FrameworkSectionNumber): InspectorSubject {
  return { title: `${section} ${FRAMEWORK_TITLES[section]} · ${ownerName(draft, owner)}, ${label}`, explain: () => explainSection(derivation, draft, { owner, section }), notes: [], history: [] }
}

/** A section, or null for the whole page, of one basis less another's; a pool has a row of its own in each. */
function ofBases(draft: Draft, columns: { readonly of: Derived & { readonly owner: OwnerKey }; readonly less: Derived & { readonly owner: OwnerKey } }, section: FrameworkSectionNumber | null): InspectorSubject {
  const explained = ({ derivation, owner }: { readonly derivation: Derivation; readonly owner: OwnerKey }): Explanation => (section === null ? explainWhole(derivation, draft, owner) : explainSection(derivation, draft, { owner, section }))
  const { of, less } = columns
  const label = `${of.label} less ${less.label}`
  return { title: `${section ?? 'Total'} · ${ownerName(draft, of.owner)}, ${label}`, explain: () => explainDifference(label, { of: explained(of), less: explained(less) }), notes: [], history: [] }
}

/** Services of a heading, or all pools. */
function ofOwners({ draft, derivation, label }: Derived, heading: { readonly label: string; readonly owners: readonly OwnerKey[] }): InspectorSubject {
  return { title: `${heading.label} · ${label}`, explain: () => explainOwners(derivation, draft, heading), notes: [], history: [] }
}

/** What a service or pool pays of a position. */
function ofPart({ draft, derivation, label }: Derived, at: { readonly positionId: string; readonly owner: OwnerKey; readonly figure: 'salary' | 'fringe' | 'fte' }): InspectorSubject {
  return { title: `${ownerName(draft, at.owner)} · ${label}`, explain: () => explainPositionPart(derivation, draft, at), notes: [], history: [{ table: 'staffPosition', id: at.positionId }] }
}

function ofAssigned({ draft, derivation, label }: Derived, at: { readonly positionId: string; readonly which: 'assigned' | 'left' }): InspectorSubject {
  return { title: `Parts of the position · ${label}`, explain: () => explainAssigned(derivation, draft, at), notes: [], history: [{ table: 'staffPosition', id: at.positionId }] }
}

function explainWhole(derivation: Derivation, draft: Draft, owner: OwnerKey): Explanation {
  return owner.startsWith('pool:') ? explainOwnCost(derivation, draft, owner) : explainService(derivation, draft, owner.slice('service:'.length))
}

/** The whole cost of a service, or what a pool costs by itself. */
function ofOwner({ draft, derivation, label }: Derived, owner: OwnerKey): InspectorSubject {
  return { title: `${ownerName(draft, owner)} · ${label}`, explain: () => explainWhole(derivation, draft, owner), notes: [], history: [] }
}

const POOL_WORDS: Readonly<Record<PoolFigure, string>> = { own: 'own cost', received: 'received', total: 'to share out', distributed: 'shared out', unallocated: 'unallocated' }

function ofPoolFigure({ draft, derivation, label }: Derived, poolId: string, figure: PoolFigure): InspectorSubject {
  return { title: `${ownerName(draft, `pool:${poolId}`)}, ${POOL_WORDS[figure]} · ${label}`, explain: () => explainPool(derivation, draft, poolId, figure), notes: [], history: historyOf(derivation.inputs, 'costPool', poolId) }
}

function ofFte({ draft, derivation, label }: Derived, owner: OwnerKey): InspectorSubject {
  return { title: `${ownerName(draft, owner)}, FTE · ${label}`, explain: () => explainFte(derivation, draft, owner), notes: [], history: [] }
}

export type ServiceFigure = 'fte' | 'own' | 'overhead' | 'total'
const SERVICE_WORDS: Readonly<Record<ServiceFigure, string>> = { fte: 'FTE', own: 'own cost', overhead: 'overhead', total: 'cost' }

function ofServiceFigure({ draft, derivation, label }: Derived, serviceId: string, figure: ServiceFigure): InspectorSubject {
  const owner: OwnerKey = `service:${serviceId}`
  const explain = (): Explanation => {
    switch (figure) {
      case 'fte': return explainFte(derivation, draft, owner)
      case 'own': return explainOwnCost(derivation, draft, owner)
      case 'overhead': return explainServiceElement(derivation, draft, { serviceId, element: 'overhead' })
      case 'total': return explainService(derivation, draft, serviceId)
    }
  }
  return { title: `${ownerName(draft, owner)}, ${SERVICE_WORDS[figure]} · ${label}`, explain, notes: [], history: [{ table: 'service', id: serviceId }] }
}

const RATE_TOTAL_WORDS = { unusedCapacityCost: 'Cost of unused capacity', roundingEffect: 'Rounding effect' } as const

function ofRateTotal({ draft, derivation, label }: Derived, figure: keyof typeof RATE_TOTAL_WORDS): InspectorSubject {
  return { title: `${RATE_TOTAL_WORDS[figure]} of all rates · ${label}`, explain: () => explainRateTotal(derivation, draft, figure), notes: [], history: [] }
}

const TOTAL_WORDS = { in: 'In', out: 'Out to services', unallocated: 'Unallocated' } as const

function ofTotal({ draft, derivation, label }: Derived, figure: keyof Derivation['totals']): InspectorSubject {
  return { title: `${TOTAL_WORDS[figure]} · ${label}`, explain: () => explainTotal(derivation, draft, figure), notes: [], history: [] }
}

export const explainOf = {
  owner: ofOwner, owners: ofOwners, section: ofSection, bases: ofBases, fte: ofFte, total: ofTotal, serviceFigure: ofServiceFigure, poolFigure: ofPoolFigure, frameworkRow: ofFrameworkRow, position: ofPosition, part: ofPart, assigned: ofAssigned, rate: ofRate, method: ofMethod,
  rateTotal: ofRateTotal, receiver: ofReceiver,
}
