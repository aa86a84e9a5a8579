/**
 * The selection by row and column ids, so that it survives sorting, folding and a recompute.
 */
import { useMemo, useRef, useState } from 'react'

import type { GridNode, RowIndex } from './grid-rows.ts'
import { blockOf, HEADER_ID, HEADER_ROW, type Block, type CellRange, type Spot } from './selection.ts'
import type { CellRef, GridColumn } from './types.ts'

/** `near` is the row number that it had when it was chosen: where to stand when the row has gone. */
type Place = CellRef & { readonly near: number }
type State = { readonly active: Place; readonly ranges: readonly { readonly anchor: Place; readonly focus: Place }[] }

export type Selection = {
  readonly active: Spot | null
  readonly activeRef: CellRef | null
  /** Where Shift extends from here: the far end of the last range. */
  readonly focus: Spot | null
  readonly blocks: readonly Block[]
  /** The last range: what copy, paste and fill work on. */
  readonly block: Block | null
  /** `still`: the view stays where it is, because the mouse leads. */
  readonly select: (spot: Spot, how?: { readonly extend?: boolean; readonly add?: boolean; readonly still?: boolean }) => void
  readonly selectBlock: (block: Block, active?: Spot) => void
  readonly selectRef: (cell: CellRef) => void
  /** Moves the active cell within the selection. */
  readonly activate: (spot: Spot) => void
  /** Which end the view should follow since it was last asked; asking takes it. */
  readonly takeReveal: () => 'active' | 'focus' | null
}

export type SelectionRequest<Row> = {
  readonly nodes: readonly GridNode<Row>[]
  readonly places: RowIndex
  readonly columns: readonly GridColumn<Row>[]
}

export function useSelection<Row>(request: SelectionRequest<Row>): Selection {
  const { nodes, places, columns } = request
  const [state, setState] = useState<State | null>(null)
  const reveal = useRef<'active' | 'focus' | null>(null)

  const columnOf = useMemo(() => new Map(columns.map((column, index) => [column.id, index])), [columns])

  const resolved = useMemo(() => {
    const spotOf = (place: Place): Spot => {
      const row = place.rowId === HEADER_ID ? HEADER_ROW : (places.find(place.rowId, place.near) ?? Math.min(place.near, nodes.length - 1))
      return { row, column: columnOf.get(place.columnId) ?? 0 }
    }
    if (state === null || columns.length === 0) return { active: null, focus: null, blocks: [] }
    const ends = state.ranges.map((range: CellRange & State['ranges'][number]) => ({ anchor: spotOf(range.anchor), focus: spotOf(range.focus) }))
    return {
      active: spotOf(state.active), focus: ends.at(-1)?.focus ?? null,
      blocks: ends.map((range) => blockOf(range.anchor, range.focus)).filter((block) => block.bottom >= 0),
    }
  }, [state, nodes, places, columnOf, columns.length])

  const placeOf = (spot: Spot): Place => ({ rowId: spot.row < 0 ? HEADER_ID : (nodes[spot.row]?.id ?? ''), columnId: columns[spot.column]?.id ?? '', near: spot.row })

  return {
    ...resolved,
    activeRef: state === null ? null : state.active,
    block: resolved.blocks.at(-1) ?? null,
    takeReveal: () => {
      const wanted = reveal.current
      reveal.current = null
      return wanted
    },
    select: (spot, how = {}) => {
      const place = placeOf(spot)
      reveal.current = how.still === true ? null : how.extend === true ? 'focus' : 'active'
      setState((before) => {
        const last = before?.ranges.at(-1)
        if (how.extend === true && before !== null && last !== undefined) return { active: before.active, ranges: [...before.ranges.slice(0, -1), { anchor: last.anchor, focus: place }] }
        return { active: place, ranges: [...(how.add === true && before !== null ? before.ranges : []), { anchor: place, focus: place }] }
      })
    },
    selectBlock: (block, active) => {
      const anchor = placeOf({ row: block.top, column: block.left })
      setState({ active: active === undefined ? anchor : placeOf(active), ranges: [{ anchor, focus: placeOf({ row: block.bottom, column: block.right }) }] })
    },
    selectRef: (cell) => {
      const place = { ...cell, near: places.find(cell.rowId) ?? 0 }
      reveal.current = 'active'
      setState({ active: place, ranges: [{ anchor: place, focus: place }] })
    },
    activate: (spot) => {
      const place = placeOf(spot)
      reveal.current = 'active'
      setState((before) => (before === null ? { active: place, ranges: [{ anchor: place, focus: place }] } : { ...before, active: place }))
    },
  }
}
