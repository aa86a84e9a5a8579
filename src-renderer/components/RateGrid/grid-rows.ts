/**
 * Rows as the table shows them: the tree of groups, folded and flattened to a list; sorted by TanStack Table when somebody sorts.
 */
import { createSortedRowModel, rowSortingFeature, tableFeatures, useTable, type ColumnDef, type Row as TableRow } from '@tanstack/react-table'
import { useMemo } from 'react'

import { decimal, type Decimal } from '../../../src-shared/domain/decimal.ts'
import { shownText } from './cell-text.ts'
import type { GridCell, GridColumn, GridGroup, GridSort } from './types.ts'

export type GroupNode<Row> = { readonly kind: 'group'; readonly id: string; readonly label: string; readonly depth: number; readonly text: string; readonly children: readonly GridNode<Row>[] }
export type DataNode<Row> = { readonly kind: 'data'; readonly id: string; readonly row: Row }
export type GridNode<Row> = GroupNode<Row> | DataNode<Row>

const features = tableFeatures({ rowSortingFeature, sortedRowModel: createSortedRowModel() })
type Features = typeof features

type Child<Row> = { readonly branch: Branch<Row> } | { readonly row: Row }
type Branch<Row> = { readonly group: GridGroup; readonly branches: Map<string, Branch<Row>>; readonly rows: Row[]; readonly children: Child<Row>[] }

/** The id of a group row; the path makes it unique, and it cannot be a data row's. */
export function groupRowId(path: readonly string[]): string {
  return `#group/${path.join('/')}`
}

export type TreeRequest<Row> = {
  readonly rows: readonly Row[]
  readonly nodeOf: (row: Row) => DataNode<Row>
  readonly groupsOf: ((row: Row) => readonly GridGroup[]) | undefined
  readonly groupText: ((rows: readonly Row[]) => string) | undefined
}

/** Groups in the order in which they first appear. */
export function buildTree<Row>(request: TreeRequest<Row>): readonly GridNode<Row>[] {
  const { rows, nodeOf, groupsOf, groupText } = request
  if (groupsOf === undefined) return rows.map(nodeOf)
  const root: Branch<Row> = { group: { id: '', label: '' }, branches: new Map(), rows: [], children: [] }
  for (const row of rows) {
    let branch = root
    for (const group of groupsOf(row)) {
      let inner = branch.branches.get(group.id)
      if (inner === undefined) {
        inner = { group, branches: new Map(), rows: [], children: [] }
        branch.branches.set(group.id, inner)
        branch.children.push({ branch: inner })
      }
      inner.rows.push(row)
      branch = inner
    }
    branch.children.push({ row })
  }
  const toNodes = (children: readonly Child<Row>[], path: readonly string[]): readonly GridNode<Row>[] =>
    children.map((child) => {
      if ('row' in child) return nodeOf(child.row)
      const { group, rows: inGroup, children: inner } = child.branch
      const innerPath = [...path, group.id]
      return { kind: 'group', id: groupRowId(innerPath), label: group.label, depth: path.length, text: groupText?.(inGroup) ?? '', children: toNodes(inner, innerPath) }
    })
  return toNodes(root.children, [])
}

type SortKey = Decimal | string | undefined

function sortKey(cell: GridCell): SortKey {
  if (cell.kind === 'number') return decimal(cell.value)
  const text = shownText(cell)
  return text === '' ? undefined : text
}

const collator = new Intl.Collator('en', { numeric: true, sensitivity: 'base' })

/** Numbers before words, words as people order them; blanks are last whichever way (TanStack's `sortUndefined`). */
function compareKeys(left: SortKey, right: SortKey): number {
  if (left === undefined || right === undefined) return 0
  if (typeof left === 'string') return typeof right === 'string' ? collator.compare(left, right) : 1
  return typeof right === 'string' ? -1 : left.cmp(right)
}

function compareRows<Row>(left: TableRow<Features, GridNode<Row>>, right: TableRow<Features, GridNode<Row>>, columnId: string): number {
  // Groups keep their order: only the rows within them are sorted.
  if (left.original.kind === 'group' || right.original.kind === 'group') return 0
  return compareKeys(left.getValue<SortKey>(columnId), right.getValue<SortKey>(columnId))
}

/** Where a row stands in the list; `near` is where it probably still does, which spares the looking up. */
export type RowIndex = { readonly find: (id: string, near?: number) => number | undefined }

export type VisibleRows<Row> = {
  readonly nodes: readonly GridNode<Row>[]
  readonly places: RowIndex
  /** Every row in sorted order, also those of folded groups: for finding. */
  readonly allNodes: readonly GridNode<Row>[]
}

export type VisibleRowsRequest<Row> = {
  readonly rows: readonly Row[]
  readonly rowId: (row: Row) => string
  readonly columns: readonly GridColumn<Row>[]
  readonly groupsOf: ((row: Row) => readonly GridGroup[]) | undefined
  readonly groupText: ((rows: readonly Row[]) => string) | undefined
  readonly collapsed: ReadonlySet<string>
  readonly sort: GridSort | null
  readonly isTotal: ((row: Row) => boolean) | undefined
}

/** Totals after what they add up. */
function totalsLast<Row>(tree: readonly GridNode<Row>[], isTotal: ((row: Row) => boolean) | undefined): readonly GridNode<Row>[] {
  if (isTotal === undefined) return tree
  const isLast = (node: GridNode<Row>): boolean => node.kind === 'data' && isTotal(node.row)
  return [...tree.filter((node) => !isLast(node)), ...tree.filter(isLast)]
}

function getSubRows<Row>(node: GridNode<Row>): readonly GridNode<Row>[] | undefined {
  return node.kind === 'group' ? node.children : undefined
}

function getRowId<Row>(node: GridNode<Row>): string {
  return node.id
}

const NOTHING = (): void => undefined
const NO_NODES: readonly never[] = []
const NONE_FOLDED: ReadonlySet<string> = new Set()

/** A group with its rows as they were sorted. */
function nodeInOrder<Row>(sorted: TableRow<Features, GridNode<Row>>): GridNode<Row> {
  const node = sorted.original
  return node.kind === 'data' ? node : { ...node, children: sorted.subRows.map(nodeInOrder) }
}

/** The tree as a list, without what is in the folded groups. */
function flatten<Row>(tree: readonly GridNode<Row>[], folded: ReadonlySet<string>): readonly GridNode<Row>[] {
  if (tree.every((node) => node.kind === 'data')) return tree
  return tree.flatMap((node) => (node.kind === 'data' || folded.has(node.id) ? [node] : [node, ...flatten(node.children, folded)]))
}

/** Looked up only when a row is not where it was: most edits move none, and a table of all rows would be made at each. */
function rowIndex<Row>(nodes: readonly GridNode<Row>[]): RowIndex {
  let known: ReadonlyMap<string, number> | null = null
  return {
    find: (id, near) => {
      if (near !== undefined && nodes[near]?.id === id) return near
      known ??= new Map(nodes.map((node, index) => [node.id, index]))
      return known.get(id)
    },
  }
}

export function useVisibleRows<Row>(request: VisibleRowsRequest<Row>): VisibleRows<Row> {
  const { rows, rowId, columns, groupsOf, groupText, collapsed, sort, isTotal } = request

  const tree = useMemo(() => {
    const nodeOf = (row: Row): DataNode<Row> => ({ kind: 'data', id: rowId(row), row })
    return buildTree({ rows, nodeOf, groupsOf, groupText })
  }, [rows, rowId, groupsOf, groupText])

  const sortColumn = sort === null ? undefined : columns.find((column) => column.id === sort.columnId)
  const definitions = useMemo<ColumnDef<Features, GridNode<Row>>[]>(
    () => (sortColumn === undefined ? [] : [{
      id: sortColumn.id, sortFn: compareRows, sortUndefined: 'last',
      accessorFn: (node) => (node.kind === 'data' ? sortKey(sortColumn.cell(node.row)) : ''),
    }]),
    [sortColumn],
  )
  const sorting = useMemo(() => (sort === null ? [] : [{ id: sort.columnId, desc: sort.direction === 'descending' }]), [sort])
  const table = useTable<Features, GridNode<Row>>({ features, data: sortColumn === undefined ? NO_NODES : tree, columns: definitions, getSubRows, getRowId, state: { sorting }, onSortingChange: NOTHING })
  const sorted = sortColumn === undefined ? null : table.getSortedRowModel().rows

  return useMemo(() => {
    const ordered = totalsLast(sorted === null ? tree : sorted.map(nodeInOrder), isTotal)
    const nodes = flatten(ordered, collapsed)
    return { nodes, places: rowIndex(nodes), allNodes: collapsed.size === 0 ? nodes : flatten(ordered, NONE_FOLDED) }
  }, [tree, sorted, collapsed, isTotal])
}

/** Ids of the group rows that a data row stands under, outermost first. */
export function ancestorsOf<Row>(nodes: readonly GridNode<Row>[], rowId: string, groupsOf: ((row: Row) => readonly GridGroup[]) | undefined): readonly string[] {
  const node = nodes.find((each) => each.id === rowId)
  if (node?.kind !== 'data' || groupsOf === undefined) return []
  const path = groupsOf(node.row).map((group) => group.id)
  return path.map((_, index) => groupRowId(path.slice(0, index + 1)))
}
