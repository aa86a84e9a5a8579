/**
 * The open editor, and the edits that were refused: such a cell keeps its old value and shows the reason.
 */
import { useState, type CSSProperties } from 'react'

import type { CellRef, EditManner, GridEdit, GridRefusal } from './types.ts'

/** Where an edit lies over the table, in its root; measured once, when the edit begins. */
export type Over = { readonly style: CSSProperties; readonly align: string }

export type Editing = CellRef & {
  readonly initial: string
  /** For screen readers: which column of which row. */
  readonly label: string
  /** Opened by typing: arrows leave the cell. Opened by F2 or a double click: arrows move the caret. */
  readonly byTyping: boolean
  /** It goes on in the field that has the focus anyway, laid over the cell; null: in an editor of the cell. */
  readonly over: Over | null
}

export type Refused = { readonly text: string; readonly reason: string }
type RefusedCells = ReadonlyMap<string, ReadonlyMap<string, Refused>>

export type EditingState = {
  readonly editing: Editing | null
  readonly open: (editing: Editing) => void
  readonly close: () => void
  readonly refusedIn: (rowId: string) => ReadonlyMap<string, Refused> | undefined
  /** Hands the edits over; how many of them were refused. */
  readonly send: (edits: readonly GridEdit[], manner: EditManner) => readonly GridRefusal[]
  readonly forget: (cell: CellRef) => void
  readonly forgetAll: () => void
}

function withRefusals(before: RefusedCells, edits: readonly GridEdit[], refusals: readonly GridRefusal[]): RefusedCells {
  if (before.size === 0 && refusals.length === 0) return before
  const next = new Map(before)
  for (const edit of edits) {
    const row = next.get(edit.rowId)
    if (row?.has(edit.columnId) !== true) continue
    const rest = new Map(row)
    rest.delete(edit.columnId)
    if (rest.size === 0) next.delete(edit.rowId)
    else next.set(edit.rowId, rest)
  }
  for (const refusal of refusals) {
    const edit = edits[refusal.index]
    if (edit === undefined) continue
    next.set(edit.rowId, new Map(next.get(edit.rowId)).set(edit.columnId, { text: edit.text, reason: refusal.reason }))
  }
  return next
}

export function useEditing(onEdit: ((edits: readonly GridEdit[], manner: EditManner) => readonly GridRefusal[]) | undefined): EditingState {
  const [editing, setEditing] = useState<Editing | null>(null)
  const [refused, setRefused] = useState<RefusedCells>(new Map())
  return {
    editing,
    open: setEditing,
    close: () => setEditing(null),
    refusedIn: (rowId) => refused.get(rowId),
    send: (edits, manner) => {
      if (edits.length === 0 || onEdit === undefined) return []
      const refusals = onEdit(edits, manner)
      setRefused((before) => withRefusals(before, edits, refusals))
      return refusals
    },
    forget: (cell) => setRefused((before) => withRefusals(before, [{ ...cell, text: '' }], [])),
    forgetAll: () => setRefused((before) => (before.size === 0 ? before : new Map())),
  }
}
