/**
 * What the grid shows and asks. The grid knows cells, rows and columns; what a figure means is its user's business.
 */
import type { ReactNode } from 'react'

import type { AnyDecimalText } from '../../../src-shared/domain/decimal.ts'

export type GridTone = 'increase' | 'decrease' | 'quiet' | 'warning' | 'accent'

type CellMarks = {
  readonly tone?: GridTone
  /** The text it had before it was edited: gives the corner mark, is shown on hover and read out. */
  readonly former?: string
  /** More, on hover. */
  readonly hint?: string
  /** What the editor starts with and what copy takes, where it is not the text shown. */
  readonly input?: string
}

export type GridCell =
  | ({ readonly kind: 'blank' } & CellMarks)
  | ({ readonly kind: 'text'; readonly text: string } & CellMarks)
  /** A status: quiet, rounded. */
  | ({ readonly kind: 'badge'; readonly text: string } & CellMarks)
  /** An exact number shown at its own places, points aligned over the column; `signed` shows a plus as well. */
  | ({ readonly kind: 'number'; readonly value: AnyDecimalText; readonly places: number; readonly signed?: boolean } & CellMarks)

export type GridColumn<Row> = {
  readonly id: string
  readonly header: string
  /** A small line above the header, such as the version that the column belongs to; the unit stands there too. */
  readonly overline?: string
  /** `USD/unit`, `%`. */
  readonly unit?: string
  /** How the column is computed; gives the header a button that says it. */
  readonly explain?: ReactNode
  readonly align: 'start' | 'end' | 'center' | 'decimal'
  /** Pixels, until the person changes it. */
  readonly width: number
  /** Its share, against the others that ask, of the room that the columns leave beside them; missing: none. */
  readonly grow?: number
  /** Pixels beyond which it does not grow: figures must not stand far from what they are of. Missing: as far as there is room. */
  readonly growTo?: number
  readonly frozen?: boolean
  /** `decimal` columns: the most places that any cell of the column has. */
  readonly decimals?: number
  readonly cell: (row: Row) => GridCell
  /** Missing: never. */
  readonly editable?: (row: Row) => boolean
  /** Said when somebody types into a cell that cannot be edited. */
  readonly whyReadOnly?: (row: Row) => string
  /** Missing: sortable. */
  readonly sortable?: boolean
  /** Its cells name the row for screen readers. */
  readonly rowHeader?: boolean
}

export type GridGroup = { readonly id: string; readonly label: string }

export type CellRef = { readonly rowId: string; readonly columnId: string }

export type GridEdit = CellRef & { readonly text: string }

export type EditManner = 'type' | 'paste' | 'clear' | 'cut' | 'fill'

/** The edit at `index` was refused: the cell keeps its value and shows the reason. */
export type GridRefusal = { readonly index: number; readonly reason: string }

export type GridSort = { readonly columnId: string; readonly direction: 'ascending' | 'descending' }

export type GridSelection<Row> = {
  readonly active: CellRef | null
  /** The row of the active cell; null on a group or a header. */
  readonly activeRow: Row | null
  /** The rows under the heading that is active; null on anything else. */
  readonly activeGroup: readonly Row[] | null
  /** How many cells of data rows are selected. */
  readonly count: number
  /** Walks the selected cells of data rows, each once, row by row. */
  readonly forEach: (visit: (cell: { readonly row: Row; readonly rowId: string; readonly columnId: string }) => void) => void
}

export type GridHandle = {
  focus(): void
  select(cell: CellRef): void
  openFind(): void
  /** The rows were changed from elsewhere, as by an undo: what was said and refused before means nothing any more. */
  settle(): void
}

export type RateGridProps<Row extends object> = {
  /** Names the grid for screen readers. */
  readonly label: string
  readonly rows: readonly Row[]
  /** Stable, as every function here: a new one makes all rows new. */
  readonly rowId: (row: Row) => string
  readonly columns: readonly GridColumn<Row>[]
  /** Outermost first. Rows of one group need not stand together. */
  readonly groupsOf?: (row: Row) => readonly GridGroup[]
  /** `12 rates · 3 up · 1 down`. */
  readonly groupText?: (rows: readonly Row[]) => string
  readonly collapsed?: ReadonlySet<string>
  readonly onCollapsedChange?: (collapsed: ReadonlySet<string>) => void
  readonly sort?: GridSort | null
  readonly onSortChange?: (sort: GridSort | null) => void
  /** Pixels by column id, where the person has chosen them. */
  readonly widths?: Readonly<Record<string, number>>
  readonly onWidthsChange?: (widths: Readonly<Record<string, number>>) => void
  readonly density?: 'compact' | 'comfortable'
  /** Takes typed or pasted text as it stands; answers which edits it refused. */
  readonly onEdit?: (edits: readonly GridEdit[], manner: EditManner) => readonly GridRefusal[]
  /** A block pasted at a row that is to be taken otherwise than cell by cell, as new rows; true when it was taken. */
  readonly takePaste?: ((at: { readonly row: Row; readonly columnId: string; readonly lines: readonly (readonly string[])[] }) => boolean) | undefined
  readonly onSelectionChange?: (selection: GridSelection<Row>) => void
  /** Where given, Enter, F2 and a double click on a cell that is not typed go on to what is behind it. */
  readonly onOpen?: ((row: Row, columnId: string) => void) | undefined
  /** A row that is there but no longer counts, such as a discontinued rate. */
  readonly isMuted?: (row: Row) => boolean
  /** A row that adds up the others: it stays last however they are sorted, and is set off. */
  readonly isTotal?: ((row: Row) => boolean) | undefined
  /** Shown in place of rows when there are none. */
  readonly empty?: ReactNode
  readonly handle?: (handle: GridHandle | null) => void
}
