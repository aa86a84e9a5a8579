/**
 * Copy, cut and paste through the browser's own clipboard events: no permission is asked, and spreadsheets understand it.
 */
import type { ClipboardEvent } from 'react'

import { readTabSeparated, toTabSeparated } from './delimited-text.ts'
import type { GridNode } from './grid-rows.ts'
import { planPaste, sayPaste } from './paste-block.ts'
import type { Block, Spot } from './selection.ts'
import type { EditManner, GridColumn, GridEdit, GridRefusal } from './types.ts'
import type { Selection } from './use-selection.ts'

/** More cells than this are not laid on the clipboard: the browser would stand still. */
export const MOST_COPIED_CELLS = 2_000_000

export type ClipboardRequest<Row> = {
  readonly nodes: readonly GridNode<Row>[]
  readonly columns: readonly GridColumn<Row>[]
  readonly selection: Selection
  readonly plainTextAt: (spot: Spot) => string
  readonly isEditable: (spot: Spot) => boolean
  readonly send: (edits: readonly GridEdit[], manner: EditManner) => readonly GridRefusal[]
  readonly say: (text: string, how?: { readonly shown: boolean }) => void
  /** Empties what can be emptied; how many cells that were. */
  readonly clear: (manner: 'clear' | 'cut') => void
  readonly takePaste: ((at: { readonly row: Row; readonly columnId: string; readonly lines: readonly (readonly string[])[] }) => boolean) | undefined
}

export type ClipboardHandlers = {
  readonly onCopy: (event: ClipboardEvent<HTMLElement>) => void
  readonly onCut: (event: ClipboardEvent<HTMLElement>) => void
  readonly onPaste: (event: ClipboardEvent<HTMLElement>) => void
}

function groupText<Row>(node: GridNode<Row> & { readonly kind: 'group' }): string {
  return node.text === '' ? node.label : `${node.label} (${node.text})`
}

export function useClipboard<Row>(request: ClipboardRequest<Row>): ClipboardHandlers {
  const { nodes, columns, selection, say } = request

  const linesOf = (block: Block): readonly string[][] => {
    const lines: string[][] = []
    for (let row = block.top; row <= block.bottom; row += 1) {
      const node = nodes[row]
      const line: string[] = []
      for (let column = block.left; column <= block.right; column += 1) {
        if (node?.kind === 'group') line.push(column === block.left ? groupText(node) : '')
        else line.push(request.plainTextAt({ row, column }))
      }
      lines.push(line)
    }
    return lines
  }

  const copy = (event: ClipboardEvent<HTMLElement>): boolean => {
    const { blocks } = selection
    const first = blocks[0]
    if (event.target !== event.currentTarget || first === undefined) return false
    event.preventDefault()
    const sameRows = blocks.every((block) => block.top === first.top && block.bottom === first.bottom)
    const sameColumns = blocks.every((block) => block.left === first.left && block.right === first.right)
    if (!sameRows && !sameColumns) {
      say('These ranges cannot be copied together: they share neither rows nor columns.', { shown: true })
      return false
    }
    const count = blocks.reduce((sum, block) => sum + (block.bottom - block.top + 1) * (block.right - block.left + 1), 0)
    if (count > MOST_COPIED_CELLS) {
      say(`${count.toLocaleString('en-US')} cells are too many for the clipboard. Export the report instead.`, { shown: true })
      return false
    }
    const ordered = blocks.toSorted((left, right) => left.top - right.top || left.left - right.left)
    const parts = ordered.map(linesOf)
    const lines = sameRows ? (parts[0] ?? []).map((_, row) => parts.flatMap((part) => part[row] ?? [])) : parts.flat()
    event.clipboardData.setData('text/plain', toTabSeparated(lines))
    say(`Copied ${count.toLocaleString('en-US')} ${count === 1 ? 'cell' : 'cells'}.`)
    return true
  }

  return {
    onCopy: copy,
    onCut: (event) => {
      if (copy(event)) request.clear('cut')
    },
    onPaste: (event) => {
      const { block } = selection
      if (event.target !== event.currentTarget || block === null) return
      event.preventDefault()
      const lines = readTabSeparated(event.clipboardData.getData('text/plain'))
      if (lines.length === 0) {
        say('There is no text on the clipboard.', { shown: true })
        return
      }
      const at = nodes[block.top]
      const columnId = columns[block.left]?.id
      if (at?.kind === 'data' && columnId !== undefined && request.takePaste?.({ row: at.row, columnId, lines }) === true) return
      const labels = new Set<string>()
      for (const node of nodes) if (node.kind === 'group') labels.add(node.label).add(groupText(node))
      const plan = planPaste({
        rowCount: nodes.length, columnCount: columns.length, isGroup: (row) => nodes[row]?.kind === 'group', isGroupLabel: (text) => labels.has(text),
        isEditable: request.isEditable, plainText: request.plainTextAt,
      }, lines, block)
      const edits = plan.cells.flatMap(({ spot, text }) => {
        const node = nodes[spot.row]
        const column = columns[spot.column]
        // What stands there already is no edit.
        return node === undefined || column === undefined || request.plainTextAt(spot) === text.trim() ? [] : [{ rowId: node.id, columnId: column.id, text }]
      })
      const refusals = request.send(edits, 'paste')
      selection.selectBlock(plan.covered)
      const untouched = plan.cells.length > 0 && edits.length === 0
      say(untouched ? 'Nothing changed: the cells already had these values.' : [sayPaste(plan, refusals.length), ...refusals.slice(0, 1).map((each) => each.reason)].join(' '), { shown: true })
    },
  }
}
