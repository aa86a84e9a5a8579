/**
 * Reordering among siblings: the same for every table that people put in an order of their own.
 */
import { issue } from '../issues.ts'
import type { Draft } from '../model/draft.ts'
import { rowChange, type EditPlan, type RowChange } from '../model/edit.ts'
import { assertNever, ok, refused, type Result } from '../result.ts'
import type { PageRowTable } from './page-sections.ts'

export type MovableTable = 'lineOfBusiness' | 'serviceGroup' | 'service' | 'rate' | 'baseline' | 'scenario' | PageRowTable

type Placed = { readonly id: string; readonly position: number }

/** Rows in their order; where two have the same position, by id, so that the order is always the same. */
function inOrder<Row extends Placed>(rows: Iterable<Row>): readonly Row[] {
  return [...rows].sort((left, right) => left.position - right.position || (left.id < right.id ? -1 : 1))
}

function moved<Row extends Placed>(
  table: ReadonlyMap<string, Row>,
  parts: { readonly id: string; readonly toIndex: number; readonly isSibling: (row: Row, of: Row) => boolean; readonly change: (before: Row, after: Row) => RowChange },
): readonly RowChange[] | undefined {
  const row = table.get(parts.id)
  if (row === undefined) return undefined
  const others = inOrder([...table.values()].filter((each) => each.id !== row.id && parts.isSibling(each, row)))
  const index = Math.max(0, Math.min(others.length, Math.trunc(parts.toIndex)))
  return [...others.slice(0, index), row, ...others.slice(index)].flatMap((each, position) => (each.position === position ? [] : [parts.change(each, { ...each, position })]))
}

function changesOf(request: { readonly draft: Draft; readonly table: MovableTable; readonly id: string; readonly toIndex: number }): readonly RowChange[] | undefined {
  const { draft, table, id, toIndex } = request
  switch (table) {
    case 'lineOfBusiness':
      return moved(draft.lineOfBusiness, { id, toIndex, isSibling: () => true, change: (before, after) => rowChange('lineOfBusiness', { before, after }) })
    case 'serviceGroup':
      return moved(draft.serviceGroup, { id, toIndex, isSibling: (row, of) => row.lineOfBusinessId === of.lineOfBusinessId, change: (before, after) => rowChange('serviceGroup', { before, after }) })
    case 'service':
      return moved(draft.service, { id, toIndex, isSibling: (row, of) => row.serviceGroupId === of.serviceGroupId, change: (before, after) => rowChange('service', { before, after }) })
    case 'rate':
      return moved(draft.rate, { id, toIndex, isSibling: (row, of) => row.serviceId === of.serviceId, change: (before, after) => rowChange('rate', { before, after }) })
    case 'baseline':
      return moved(draft.baseline, { id, toIndex, isSibling: (row, of) => row.rateId === of.rateId && row.version === of.version, change: (before, after) => rowChange('baseline', { before, after }) })
    case 'scenario':
      return moved(draft.scenario, { id, toIndex, isSibling: () => true, change: (before, after) => rowChange('scenario', { before, after }) })
    case 'requestType':
      return moved(draft.requestType, { id, toIndex, isSibling: ofSamePage, change: (before, after) => rowChange('requestType', { before, after }) })
    case 'serviceReport':
      return moved(draft.serviceReport, { id, toIndex, isSibling: ofSamePage, change: (before, after) => rowChange('serviceReport', { before, after }) })
    case 'responsibility':
      return moved(draft.responsibility, { id, toIndex, isSibling: ofSamePage, change: (before, after) => rowChange('responsibility', { before, after }) })
    default:
      return assertNever(table)
  }
}

function ofSamePage(row: { readonly serviceId: string }, of: { readonly serviceId: string }): boolean {
  return row.serviceId === of.serviceId
}

function nameOf(draft: Draft, row: { readonly table: MovableTable; readonly id: string }): string {
  switch (row.table) {
    case 'rate':
      return draft.rate.get(row.id)?.code ?? row.id
    case 'requestType':
    case 'serviceReport':
    case 'responsibility':
      return `"${draft[row.table].get(row.id)?.title ?? row.id}"`
    case 'baseline':
    case 'lineOfBusiness':
    case 'scenario':
    case 'service':
    case 'serviceGroup':
      return `"${draft[row.table].get(row.id)?.name ?? row.id}"`
  }
}

/**
 * Puts a row at another place among its siblings (0 is the first); positions then run from 0 without gaps.
 * Refused: `unknown-reference`, `nothing-to-change`.
 *
 * @example planMove({ draft, table: 'rate', id: 'tape', toIndex: 0 }) // label 'Move TAPE'
 */
export function planMove(request: { readonly draft: Draft; readonly table: MovableTable; readonly id: string; readonly toIndex: number }): Result<EditPlan> {
  const changes = changesOf(request)
  if (changes === undefined) return refused([issue('unknown-reference', 'That row is not there any more.')])
  if (changes.length === 0) return refused([issue('nothing-to-change', 'It stands there already.')])
  return ok({ label: `Move ${nameOf(request.draft, request)}`.slice(0, 300), kind: 'edit', changes })
}
