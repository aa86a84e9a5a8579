import { useEffect, useId, useLayoutEffect, useMemo, useRef, useState, type ReactNode } from 'react'

import { isBlankCell, plainText, shownText } from './cell-text.ts'
import type { EditorEnd } from './editor-end.ts'
import { FindBar } from './FindBar.tsx'
import { cellCache, clearEdits, fillDownEdits, measureColumn, NO_GROUPS, noticeOf, overCell, scrollTo, selectionOf, useLooks } from './grid-parts.ts'
import { GridBody } from './GridBody.tsx'
import { GridHeader } from './GridHeader.tsx'
import { hintText, type DrawnCell } from './GridRow.tsx'
import { ancestorsOf, useVisibleRows } from './grid-rows.ts'
import classes from './RateGrid.module.css'
import type { GridShape, Spot } from './selection.ts'
import { TypeIn } from './TypeIn.tsx'
import type { CellRef, GridEdit, GridSort, RateGridProps } from './types.ts'
import { useClipboard } from './use-clipboard.ts'
import { useColumns } from './use-columns.ts'
import { useEditing, type Over } from './use-editing.ts'
import { useFind } from './use-find.ts'
import { useHint } from './use-hint.ts'
import { useKeyboard } from './use-keyboard.ts'
import { spotOfTarget, usePointer } from './use-pointer.ts'
import { useSelection } from './use-selection.ts'
import { useStable } from './use-stable.ts'

const ROW_HEIGHT = { compact: 28, comfortable: 36 } as const
const HEADER_HEIGHT = 52

/** A spreadsheet-like table: frozen header and columns, ranges, clipboard, typing, groups, and everything by keyboard. */
export function RateGrid<Row extends object>(props: RateGridProps<Row>): ReactNode {
  const { rows, rowId, groupsOf, groupText, density = 'compact', onSelectionChange } = props
  const rowHeight = ROW_HEIGHT[density]
  const gridId = useId()
  // Held as state: the body, a child, must be drawn again once the scroller is there.
  const [scroller, setScroller] = useState<HTMLDivElement | null>(null)
  const grid = useRef<HTMLTableElement>(null)
  const typeIn = useRef<HTMLInputElement>(null)
  const [ownCollapsed, setOwnCollapsed] = useState<ReadonlySet<string>>(NO_GROUPS)
  const [ownSort, setOwnSort] = useState<GridSort | null>(null)
  const [explaining, setExplaining] = useState<string | null>(null)
  const [said, setSaid] = useState<{ readonly text: string; readonly shown: boolean; readonly turn: number }>({ text: '', shown: false, turn: 0 })
  const collapsed = props.collapsed ?? ownCollapsed
  const sort = props.sort === undefined ? ownSort : props.sort

  const placed = useColumns<Row>({ columns: props.columns, widths: props.widths, onWidthsChange: props.onWidthsChange, scroller })
  const { columns } = placed
  const looks = useLooks(columns, placed.frozenCount)
  const { nodes, places, allNodes } = useVisibleRows<Row>({ rows, rowId, columns, groupsOf, groupText, collapsed, sort, isTotal: props.isTotal })
  const selection = useSelection<Row>({ nodes, places, columns })
  const { active } = selection
  const editor = useEditing(props.onEdit)

  const cellsOf = useMemo(() => cellCache(columns), [columns])
  const drawnAt = (spot: Spot): DrawnCell | undefined => {
    const node = nodes[spot.row]
    return node?.kind === 'data' ? cellsOf(node.row)[spot.column] : undefined
  }
  const plainTextAt = (spot: Spot): string => {
    const drawn = drawnAt(spot)
    return drawn === undefined ? '' : plainText(drawn.cell)
  }
  const isEditable = (spot: Spot): boolean => props.onEdit !== undefined && drawnAt(spot)?.editable === true
  const shape: GridShape = {
    rowCount: nodes.length, columnCount: columns.length, isGroup: (row) => nodes[row]?.kind === 'group',
    isBlank: (spot) => {
      const drawn = drawnAt(spot)
      return drawn === undefined || isBlankCell(drawn.cell)
    },
    get pageRows() {
      return Math.max(1, Math.floor(((scroller?.clientHeight ?? 0) - HEADER_HEIGHT) / rowHeight) - 1)
    },
  }

  const say = useStable((text: string, how: { readonly shown: boolean } = { shown: false }): void => setSaid((before) => ({ text, shown: how.shown, turn: before.turn + 1 })))
  const send = (edits: readonly GridEdit[], manner: Parameters<typeof editor.send>[1]): ReturnType<typeof editor.send> => {
    setSaid((before) => (before.shown ? { ...before, text: '', shown: false } : before))
    return editor.send(edits, manner)
  }
  const fold = useStable((nodeId: string, folded: boolean | null = null): void => {
    const next = new Set(collapsed)
    if (folded ?? !collapsed.has(nodeId)) next.add(nodeId)
    else next.delete(nodeId)
    setOwnCollapsed(next)
    props.onCollapsedChange?.(next)
  })
  const sortBy = useStable((index: number): void => {
    const column = columns[index]
    if (column === undefined || column.sortable === false) return
    const next: GridSort | null = sort?.columnId !== column.id ? { columnId: column.id, direction: 'ascending' } : sort.direction === 'ascending' ? { columnId: column.id, direction: 'descending' } : null
    setOwnSort(next)
    props.onSortChange?.(next)
    say(next === null ? 'Back to the order of the catalog.' : `Sorted by ${column.header}, ${next.direction}.`)
  })

  const open = (spot: Spot, typed: { readonly text: string; readonly over: Over | null } | null): void => {
    const node = nodes[spot.row]
    const column = columns[spot.column]
    if (node?.kind !== 'data' || column === undefined) return
    if (!isEditable(spot)) {
      if (typed === null && props.onOpen !== undefined) return props.onOpen(node.row, column.id)
      say(column.whyReadOnly?.(node.row) ?? `${column.header} is not typed here.`, { shown: true })
      return
    }
    hints.hide()
    const named = columns.findIndex((each) => each.rowHeader === true)
    const label = [column.overline, column.header, named < 0 ? undefined : shownText(cellsOf(node.row)[named]?.cell ?? { kind: 'blank' })].filter((part) => part !== undefined).join(', ')
    const before = editor.refusedIn(node.id)?.get(column.id)
    editor.open({ rowId: node.id, columnId: column.id, initial: typed?.text ?? before?.text ?? plainTextAt(spot), byTyping: typed !== null, over: typed?.over ?? null, label })
  }
  const clear = (manner: 'clear' | 'cut'): void => {
    const { edits, locked } = clearEdits({ blocks: selection.blocks, nodes, columns, plainTextAt, isEditable })
    const refusals = send(edits, manner)
    if (edits.length === 0 && locked > 0) say('These cells cannot be emptied: they are computed or published.', { shown: true })
    else if (refusals.length > 0) say(`${refusals.length} of ${edits.length} cells could not be emptied. ${refusals[0]?.reason ?? ''}`, { shown: true })
  }
  const fillDown = (): void => {
    if (selection.block === null) return
    const edits = fillDownEdits({ block: selection.block, nodes, columns, plainTextAt, isEditable })
    const refusals = send(edits, 'fill')
    say(`Filled ${edits.length - refusals.length} ${edits.length - refusals.length === 1 ? 'cell' : 'cells'}.${refusals.length > 0 ? ` ${refusals.length} refused.` : ''}`)
  }

  const columnIds = useMemo(() => columns.map((column) => column.id), [columns])
  const textsOf = useMemo(() => (row: Row): readonly string[] => cellsOf(row).map((drawn) => shownText(drawn.cell)), [cellsOf])
  /** Selects a cell, in a folded group too. */
  const showCell = useStable((cell: CellRef): void => {
    const folded = ancestorsOf(allNodes, cell.rowId, groupsOf).filter((id) => collapsed.has(id))
    if (folded.length > 0) {
      const next = new Set([...collapsed].filter((id) => !folded.includes(id)))
      setOwnCollapsed(next)
      props.onCollapsedChange?.(next)
    }
    selection.selectRef(cell)
  })
  const find = useFind<Row>({ allNodes, textsOf, columnIds, goTo: showCell })

  const keyboard = useKeyboard<Row>({
    shape, nodes, selection, edit: (spot, text) => open(spot, text === null ? null : { text, over: null }), clear: () => clear('clear'), fillDown, find: find.open, fold, sortBy, say,
    findNext: (forward) => (find.isOpen ? find.go(forward) : find.open()),
    enter: (spot) => {
      if (props.onOpen === undefined || isEditable(spot)) return false
      open(spot, null)
      return true
    },
    explain: (column) => setExplaining(columns[column]?.explain === undefined ? null : (columns[column]?.id ?? null)),
    resizeBy: (column, by) => {
      const target = columns[column]
      if (target !== undefined) placed.setWidth(target.id, (placed.widths[column] ?? target.width) + by)
    },
    dismiss: () => {
      if (said.shown && said.text !== '') {
        say('')
        return true
      }
      if (selection.activeRef === null || editor.refusedIn(selection.activeRef.rowId)?.has(selection.activeRef.columnId) !== true) return false
      editor.forget(selection.activeRef)
      return true
    },
  })
  const focusGrid = (): void => (typeIn.current ?? grid.current)?.focus({ preventScroll: true })
  const openOver = (): void => {
    if (active === null || active.row < 0 || scroller === null) return
    scrollTo({ scroller, spot: active, placed, rowHeight, headerHeight: HEADER_HEIGHT })
    open(active, { text: '', over: overCell(`${gridId}-active`, { scroller, align: columns[active.column]?.align ?? 'start' }) })
  }

  const onEditorEnd = useStable((end: EditorEnd): void => {
    const { editing } = editor
    if (editing === null) return
    // An editor that lost the focus to something else must not take it back.
    if (end.kind !== 'commit' || end.next !== null) {
      // The editor's caret would stay behind in the cell, and the browser look for a place for it through all cells at every frame.
      if (editing.over === null) document.getSelection()?.removeAllRanges()
      focusGrid()
    }
    editor.close()
    if (end.kind === 'cancel') return
    if (end.kind === 'fill') {
      const edits: GridEdit[] = []
      selectionOf({ active, blocks: selection.blocks, nodes, columns }).forEach(({ rowId: id, columnId }) => {
        const spot = { row: places.find(id) ?? -1, column: columnIds.indexOf(columnId) }
        if (isEditable(spot)) edits.push({ rowId: id, columnId, text: end.text })
      })
      send(edits, 'fill')
      return
    }
    const spot = { row: places.find(editing.rowId, active?.row) ?? -1, column: columnIds.indexOf(editing.columnId) }
    if (end.text !== plainTextAt(spot)) {
      const [refusal] = send([{ rowId: editing.rowId, columnId: editing.columnId, text: end.text }], 'type')
      if (refusal !== undefined) say(`Refused: ${refusal.reason} The cell keeps its value.`, { shown: true })
    } else editor.forget(editing)
    if (end.next === null) return
    if ('by' in end.next) keyboard.go(end.next.by, end.next.forward)
    else {
      const moves = { up: [-1, 0], down: [1, 0], left: [0, -1], right: [0, 1] } as const
      const [down, right] = moves[end.next.arrow]
      selection.select({ row: Math.max(0, Math.min(nodes.length - 1, spot.row + down)), column: Math.max(0, Math.min(columns.length - 1, spot.column + right)) })
    }
  })

  const pointer = usePointer<Row>({
    scroller, placed, rowCount: nodes.length, rowHeight, headerHeight: HEADER_HEIGHT, selection,
    onPress: () => {
      keyboard.engage()
      // An edit in the field that keeps the focus ends as any other: by losing it.
      if (editor.editing !== null && editor.editing.over !== null) typeIn.current?.blur()
      focusGrid()
    },
    onDoubleClick: (spot) => {
      const node = nodes[spot.row]
      if (node?.kind === 'group') fold(node.id, null)
      else open(spot, null)
    },
  })
  const clipboard = useClipboard<Row>({ nodes, columns, selection, plainTextAt, isEditable, send, say, clear, takePaste: props.takePaste })
  const hints = useHint((cell) => {
    const spot = spotOfTarget(cell)
    const drawn = spot === null ? undefined : drawnAt(spot)
    const node = spot === null ? undefined : nodes[spot.row]
    const refused = node === undefined || spot === null ? undefined : editor.refusedIn(node.id)?.get(columns[spot.column]?.id ?? '')
    if (drawn === undefined) return null
    return { text: hintText(drawn, refused), invalid: refused !== undefined, onlyIfCut: refused === undefined && drawn.cell.former === undefined && drawn.cell.hint === undefined }
  })

  useLayoutEffect(() => {
    const wanted = selection.takeReveal()
    const spot = wanted === 'focus' ? selection.focus : wanted === 'active' ? active : null
    if (spot === null || scroller === null) return
    scrollTo({ scroller, spot, placed, rowHeight, headerHeight: HEADER_HEIGHT })
  })

  // Stable, so that an edit does not draw the header again.
  const fit = useStable((index: number): void => measureColumn(scroller, placed, index))

  const { blocks } = selection
  useEffect(() => onSelectionChange?.(selectionOf({ active, blocks, nodes, columns })), [onSelectionChange, active, blocks, nodes, columns])

  const handleOf = props.handle
  const openFind = useStable(() => find.open())
  const settle = useStable(() => {
    editor.forgetAll()
    if (said.text !== '') say('')
  })
  useEffect(() => {
    handleOf?.({ focus: () => (typeIn.current ?? grid.current)?.focus(), select: showCell, openFind, settle })
    return () => handleOf?.(null)
  }, [handleOf, showCell, openFind, settle])

  const activeRefusal = selection.activeRef === null ? undefined : editor.refusedIn(selection.activeRef.rowId)?.get(selection.activeRef.columnId)
  const notice = noticeOf(said.shown ? said.text : '', activeRefusal)
  const inHeader = active !== null && active.row < 0
  const activeShown = active !== null && (inHeader || active.row < nodes.length)
  const activeId = activeShown ? `${gridId}-active` : undefined
  const chooseFirst = (): void => {
    if (active === null && nodes.length > 0) selection.select({ row: 0, column: 0 })
  }
  const { editing } = editor

  return (
    <div className={classes['root']} data-density={density} style={placed.style}>
      <div ref={setScroller} className={classes['scroller']} onScroll={hints.hint === null ? undefined : hints.hide}>
        {/* One tab stop, the field or else the table; the cell in question is named by aria-activedescendant, so that it may scroll out of view without losing the focus. */}
        {props.onEdit === undefined ? null : (
          <TypeIn
            input={typeIn} gridId={gridId} activeId={activeId} editing={editing === null || editing.over === null ? null : { ...editing, over: editing.over }} onFocus={chooseFirst}
            onKeyDownCapture={hints.hush} onKeyDown={keyboard.onKeyDown} onCopy={clipboard.onCopy} onCut={clipboard.onCut} onPaste={clipboard.onPaste} onText={openOver} onEnd={onEditorEnd}
          />
        )}
        <table
          ref={grid} id={`${gridId}-grid`} className={classes['table']} role="grid" tabIndex={props.onEdit === undefined ? 0 : -1} aria-label={props.label} aria-rowcount={nodes.length + 1} aria-colcount={columns.length} aria-multiselectable
          aria-readonly={props.onEdit === undefined} aria-activedescendant={activeId} aria-describedby={`${gridId}-help`}
          onKeyDownCapture={hints.hush} onKeyDown={keyboard.onKeyDown} onCopy={clipboard.onCopy} onCut={clipboard.onCut} onPaste={clipboard.onPaste}
          onPointerDown={pointer.onPointerDown} onDoubleClick={pointer.onDoubleClick} onPointerOver={hints.onPointerOver} onPointerMove={hints.onPointerMove} onPointerLeave={hints.onPointerLeave}
          onFocus={(event) => {
            if (event.target !== event.currentTarget) return
            if (typeIn.current === null) chooseFirst()
            else focusGrid()
          }}
        >
          <GridHeader gridId={gridId} placed={placed} sort={sort} activeColumn={inHeader ? active.column : -1} explaining={explaining} onExplain={setExplaining} onSort={sortBy} onFit={fit} />
          <GridBody
            gridId={gridId} scroller={scroller} nodes={nodes} rowHeight={rowHeight} looks={looks} cellsOf={cellsOf} isMuted={props.isMuted} isTotal={props.isTotal} collapsed={collapsed}
            blocks={selection.blocks} active={active} editing={editing} refusedIn={editor.refusedIn} onEditorEnd={onEditorEnd} onFold={fold}
          />
        </table>
      </div>
      {nodes.length === 0 && props.empty !== undefined ? <div className={classes['empty']}>{props.empty}</div> : null}
      {find.isOpen ? <FindBar find={find} onClose={() => { find.close(); focusGrid() }} /> : null}
      {notice !== '' ? (
        <div className={classes['notice']}>
          <span className={classes['noticeText']}>{notice}</span>
          <button type="button" className={classes['findButton']} aria-label="Close the notice" onClick={() => { say(''); if (selection.activeRef !== null) editor.forget(selection.activeRef); focusGrid() }}>×</button>
        </div>
      ) : null}
      {hints.hint === null ? null : <div className={classes['hint']} role="tooltip" data-invalid={hints.hint.invalid ? '' : undefined} style={{ left: hints.hint.left, top: hints.hint.top }}>{hints.hint.text}</div>}
      <div id={`${gridId}-help`} className={classes['hiddenText']}>Arrows move, Shift extends, typing edits, F2 opens a cell. Escape and then Tab leaves the table.</div>
      <output className={classes['hiddenText']}>{activeRefusal === undefined ? said.text : `Refused: ${activeRefusal.reason}`}</output>
    </div>
  )
}
