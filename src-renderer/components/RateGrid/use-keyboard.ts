/**
 * Carries out what a key means (`key-commands.ts`).
 */
import { useRef, type KeyboardEvent } from 'react'

import { isComposing } from './editor-end.ts'
import type { GridNode } from './grid-rows.ts'
import { keyCommand, type KeyCommand } from './key-commands.ts'
import { cycleInBlock, HEADER_ROW, nextInReadingOrder, stepFrom, type Block, type GridShape, type Spot } from './selection.ts'
import type { Selection } from './use-selection.ts'

export type KeyboardRequest<Row> = {
  readonly shape: GridShape
  readonly nodes: readonly GridNode<Row>[]
  readonly selection: Selection
  readonly edit: (spot: Spot, text: string | null) => void
  /** Goes on to what is behind a cell; false where nothing is, and Enter moves as ever. */
  readonly enter: (spot: Spot) => boolean
  readonly clear: () => void
  readonly fillDown: () => void
  readonly find: () => void
  readonly findNext: (forward: boolean) => void
  /** Folds or unfolds; null: whichever it is not. */
  readonly fold: (nodeId: string, folded: boolean | null) => void
  readonly sortBy: (column: number) => void
  readonly explain: (column: number) => void
  readonly resizeBy: (column: number, by: number) => void
  /** Takes away the reason shown at the active cell; true when there was one. */
  readonly dismiss: () => boolean
  readonly say: (text: string) => void
}

export type Keyboard = {
  readonly onKeyDown: (event: KeyboardEvent<HTMLElement>) => void
  /** After an edit: onward as Enter or Tab would go. */
  readonly go: (by: 'row' | 'column', forward: boolean) => boolean
  /** From now on Tab moves between cells, until Esc. */
  readonly engage: () => void
}

function isSingle(block: Block): boolean {
  return block.top === block.bottom && block.left === block.right
}

export function useKeyboard<Row>(request: KeyboardRequest<Row>): Keyboard {
  const { shape, nodes, selection } = request
  const engaged = useRef(false)
  /** Where a run of Tabs began: Enter returns below it, as in a spreadsheet. */
  const tabColumn = useRef<number | null>(null)

  const go = (by: 'row' | 'column', forward: boolean): boolean => {
    const { active, block } = selection
    if (active === null) return false
    if (active.row >= 0 && block !== null && !isSingle(block)) {
      selection.activate(cycleInBlock(shape, { block, from: active, by, forward }))
      return true
    }
    if (by === 'column') {
      const next = active.row < 0
        ? { row: HEADER_ROW, column: active.column + (forward ? 1 : -1) }
        : nextInReadingOrder(shape, active, forward)
      if (next === null || next.column < 0 || next.column >= shape.columnCount) return false
      tabColumn.current ??= active.column
      selection.select(next)
      return true
    }
    const column = forward ? (tabColumn.current ?? active.column) : active.column
    tabColumn.current = null
    selection.select(stepFrom(shape, { from: { row: active.row, column }, step: { kind: 'by', rows: forward ? 1 : -1, columns: 0 }, withHeader: false }))
    return true
  }

  const move = (command: KeyCommand & { readonly kind: 'move' }): void => {
    const { active, focus } = selection
    tabColumn.current = null
    if (active === null) {
      selection.select({ row: 0, column: 0 })
      return
    }
    const from = command.extend ? (focus ?? active) : active
    const node = nodes[from.row]
    if (node?.kind === 'group' && !command.extend && command.step.kind === 'by' && command.step.columns !== 0) {
      request.fold(node.id, command.step.columns < 0)
      return
    }
    const spot = stepFrom(shape, { from, step: command.step, withHeader: !command.extend && (active.row < 0 || command.step.kind === 'by') })
    selection.select(spot, { extend: command.extend })
  }

  const selectWhole = (kind: 'select-all' | 'select-row' | 'select-column'): void => {
    const active = selection.active ?? { row: 0, column: 0 }
    const block = selection.block ?? { top: active.row, bottom: active.row, left: active.column, right: active.column }
    const whole = { top: 0, bottom: shape.rowCount - 1, left: 0, right: shape.columnCount - 1 }
    switch (kind) {
      case 'select-all':
        selection.selectBlock(whole, active.row < 0 ? { row: 0, column: active.column } : active)
        return
      case 'select-row':
        selection.selectBlock({ ...whole, top: Math.max(0, block.top), bottom: Math.max(0, block.bottom) }, active)
        return
      case 'select-column':
        selection.selectBlock({ ...whole, left: block.left, right: block.right }, active.row < 0 ? { row: 0, column: active.column } : active)
    }
  }

  /** True when the key was for the table; anything else bubbles to the application. */
  const run = (command: KeyCommand): boolean => {
    const { active } = selection
    const inHeader = active !== null && active.row < 0
    const node = active === null ? undefined : nodes[active.row]
    switch (command.kind) {
      case 'move':
        move(command)
        engaged.current = true
        return true
      case 'cycle':
        if (command.by === 'column') return engaged.current && go('column', command.forward)
        engaged.current = true
        if (active !== null && inHeader) request.sortBy(active.column)
        else if (node?.kind === 'group') request.fold(node.id, null)
        else if (active === null || !command.forward || (selection.block !== null && !isSingle(selection.block)) || !request.enter(active)) go('row', command.forward)
        return true
      case 'select-all':
      case 'select-row':
      case 'select-column':
        if (shape.rowCount > 0) selectWhole(command.kind)
        engaged.current = true
        return true
      case 'edit':
        if (active === null || inHeader || node?.kind !== 'data') return false
        engaged.current = true
        request.edit(active, command.text)
        return true
      case 'toggle':
        if (active !== null && inHeader) request.sortBy(active.column)
        else if (node?.kind === 'group') request.fold(node.id, null)
        return true
      case 'explain':
        if (active !== null) request.explain(active.column)
        return active !== null
      case 'resize':
        if (active === null || !inHeader) return false
        request.resizeBy(active.column, command.by)
        return true
      case 'clear':
        request.clear()
        return true
      case 'fill-down':
        request.fillDown()
        return true
      case 'find':
        request.find()
        return true
      case 'find-next':
      case 'find-previous':
        request.findNext(command.kind === 'find-next')
        return true
      case 'release': {
        const wasEngaged = engaged.current
        engaged.current = false
        if (request.dismiss()) return true
        if (active !== null && (selection.blocks.length > 1 || (selection.block !== null && !isSingle(selection.block)))) {
          selection.select(active)
          return true
        }
        if (wasEngaged) request.say('Tab now leaves the table.')
        return wasEngaged
      }
    }
  }

  return {
    go,
    engage: () => {
      engaged.current = true
      tabColumn.current = null
    },
    onKeyDown: (event) => {
      // The editor and buttons inside have keys of their own.
      if (event.target !== event.currentTarget || event.defaultPrevented) return
      // An input method has the key; what it makes of it arrives as text.
      if (isComposing(event)) return
      const command = keyCommand({ key: event.key, ctrl: event.ctrlKey || event.metaKey, shift: event.shiftKey, alt: event.altKey })
      if (command === null || !run(command)) return
      event.preventDefault()
      event.stopPropagation()
    },
  }
}
