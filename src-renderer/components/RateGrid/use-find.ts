/**
 * Find in the table: by shown text, over all rows in their order, also those of folded groups.
 */
import { useDeferredValue, useMemo, useState } from 'react'

import type { GridNode } from './grid-rows.ts'
import type { CellRef } from './types.ts'

export type Find = {
  readonly isOpen: boolean
  readonly text: string
  readonly setText: (text: string) => void
  readonly open: () => void
  readonly close: () => void
  readonly count: number
  /** 1-based number of the hit last gone to; 0 when none was. */
  readonly current: number
  readonly go: (forward: boolean) => void
}

export type FindRequest<Row> = {
  readonly allNodes: readonly GridNode<Row>[]
  /** Shown texts of a row's cells, by column. */
  readonly textsOf: (row: Row) => readonly string[]
  readonly columnIds: readonly string[]
  readonly goTo: (cell: CellRef) => void
}

export function useFind<Row>(request: FindRequest<Row>): Find {
  const { allNodes, textsOf, columnIds, goTo } = request
  const [isOpen, setOpen] = useState(false)
  const [text, setText] = useState('')
  const [current, setCurrent] = useState(0)
  const wanted = useDeferredValue(text).trim().toLowerCase()

  const hits = useMemo(() => {
    if (!isOpen || wanted === '') return []
    const found: CellRef[] = []
    for (const node of allNodes) {
      if (node.kind !== 'data') continue
      textsOf(node.row).forEach((shown, column) => {
        const columnId = columnIds[column]
        if (columnId !== undefined && shown.toLowerCase().includes(wanted)) found.push({ rowId: node.id, columnId })
      })
    }
    return found
  }, [isOpen, wanted, allNodes, textsOf, columnIds])

  return {
    isOpen, text, count: hits.length, current: Math.min(current, hits.length),
    setText: (next) => {
      setText(next)
      setCurrent(0)
    },
    open: () => setOpen(true),
    close: () => setOpen(false),
    go: (forward) => {
      if (hits.length === 0) return
      const next = current === 0 ? (forward ? 1 : hits.length) : ((current - 1 + (forward ? 1 : -1) + hits.length) % hits.length) + 1
      const hit = hits[next - 1]
      setCurrent(next)
      if (hit !== undefined) goTo(hit)
    },
  }
}
