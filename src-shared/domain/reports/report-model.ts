/**
 * A report before it is a workbook, a page, a CSV or a picture: plain data with stable ids.
 * Preview, workbook, PDF, CSV and CLI render the same ReportModel, so they cannot disagree.
 */
import type { AnyDecimalText } from '../decimal.ts'

export type ReportModel = {
  readonly report: string
  readonly title: string
  readonly subtitle: string
  /** Printed on every page when the figures come from an unpublished version (VER-3), else null: `DRAFT · FY2005@Plan A · revision 12 · 2026-11-22 14:02`. */
  readonly draftMark: string | null
  /** Printed in the foot of every page: model, versions, revision. */
  readonly footer: string
  readonly properties: { readonly author: string; readonly subject: string; readonly company: string; readonly createdAt: string }
  readonly sheets: readonly ReportSheet[]
  /** The sheet that a CSV holds; the first table where none is named. */
  readonly mainSheetId?: string
}

export type ReportSheet = {
  readonly id: string
  /** At most 31 characters, none of []:*?/\ */
  readonly name: string
  readonly title: string
  /** One line below the title. */
  readonly description: string
  readonly columns: readonly ReportColumn[]
  readonly rows: readonly ReportRow[]
  /** Columns that stay when scrolling sideways. */
  readonly frozenColumns: number
  /** `table` has a header row and an autofilter; `document` is label/value text without one. */
  readonly layout: 'table' | 'document'
  readonly charts: readonly ChartModel[]
  /** Detail on which the others stand, by the hundred rows: it is in the workbook and in a CSV, and not printed as pages. */
  readonly workbookOnly?: true
}

export type ReportColumn = {
  readonly id: string
  readonly header: string
  /** `USD/unit`, `%`; printed in the header. Empty where it has none or differs by row. */
  readonly unit: string
  /** In characters. */
  readonly width: number
  readonly align: 'start' | 'end' | 'center'
  /** A long text that wraps. */
  readonly wrap: boolean
  /** One of many that hold a mark each, such as the months of a heat strip: as narrow on paper as a mark. */
  readonly strip?: true
  /** Left out on paper, where another column says the same. */
  readonly workbookOnly?: true
}

export type ReportRow = {
  readonly id: string
  readonly kind: 'heading' | 'subheading' | 'data' | 'total' | 'note'
  /** One for each column. A heading has its text in the first and blanks after it. */
  readonly cells: readonly ReportCell[]
}

/** `id` is unique in the report; formulas refer to it. */
export type ReportCell =
  | { readonly kind: 'blank' }
  | { readonly kind: 'text'; readonly id: string; readonly text: string; readonly tone?: CellTone; readonly align?: 'start' | 'end' | 'center'; readonly link?: { readonly sheetId: string } }
  | {
      readonly kind: 'number'
      readonly id: string
      /** For `percent` a fraction: 0.0619 is 6.19 %. */
      readonly value: AnyDecimalText
      readonly format: 'usd' | 'percent' | 'points' | 'number'
      /** Decimal places shown; for `percent` of the percentage (2 shows 6.19 %). */
      readonly places: number
      readonly formula?: ReportFormula
      /** A cell in which the recipient may type. */
      readonly input?: boolean
      readonly tone?: CellTone
    }
  | { readonly kind: 'date'; readonly id: string; readonly date: string }

/** Of a heat strip, as a ground: the worse the darker; the cell's own sign says the same in grey. */
export type HeatTone = 'met' | 'at-risk' | 'breached'
export type CellTone = 'increase' | 'decrease' | 'quiet' | 'warning' | HeatTone

/** Evaluated by `evaluate-formula.ts`, rendered by each writer; the result, rounded to the cell's places, is the cell's value. */
export type ReportFormula =
  | { readonly op: 'cell'; readonly id: string }
  | { readonly op: 'literal'; readonly value: AnyDecimalText }
  | { readonly op: 'sum' | 'product' | 'max'; readonly of: readonly ReportFormula[] }
  | { readonly op: 'difference' | 'ratio'; readonly left: ReportFormula; readonly right: ReportFormula }
  | { readonly op: 'round'; readonly of: ReportFormula; readonly places: number }
  | PartFormula

/**
 * One part of a total in dollars that is split to the cent by largest remainder (NUM-5). The total and the weights are cells; those
 * from `first` to `last` stand side by side in one column or row, and `weight` is the part's own. `by` says what the weights are:
 * `shares` are zero or more, and a negative total is split as its opposite; `terms` are amounts of either sign that are scaled to the total.
 * Where the weights add up to zero, every part is zero.
 */
export type PartFormula = { readonly op: 'part'; readonly total: string; readonly first: string; readonly last: string; readonly weight: string; readonly by: 'shares' | 'terms' }

export type ChartSpan = { readonly low: AnyDecimalText; readonly high: AnyDecimalText } | null

/** What a line to compare with says (SLM-4): target, warning and natural limits are three different lines. */
export type ChartLine = 'goal' | 'warning' | 'limit' | 'centre'

/** A chart before it is drawn: recharts draws it on screen, chart-svg for files, and each shows the same data as a table. */
export type ChartModel = {
  readonly id: string
  readonly title: string
  /** In a `waterfall` the first and the last value are levels; each between them is a step from the level before it. */
  readonly kind: 'bar' | 'line' | 'waterfall'
  /** `bar` may lie on its side for long names. */
  readonly horizontal: boolean
  readonly categoryAxis: { readonly title: string }
  readonly valueAxis: { readonly title: string; readonly unit: string; readonly places: number }
  readonly categories: readonly string[]
  readonly series: readonly {
    readonly id: string
    readonly name: string
    /** One for each category; null is a gap, with its reason in `labels`, or none where the line has not come so far yet. */
    readonly values: readonly (AnyDecimalText | null)[]
    /** Text beside the point, where the number alone would not do. */
    readonly labels: readonly string[]
    readonly tone: 'neutral' | 'accent' | 'by-sign'
    /** Around a line, the widest first: between what the figure is expected to lie. One value for each category; null has none. */
    readonly bands?: readonly { readonly name: string; readonly values: readonly ChartSpan[] }[]
    /** A line to compare with: drawn on the screen without marks and labels of its own. */
    readonly isPlain?: boolean
    /** A line to compare with that is the same across: it has dashes of its own by what it says, no marks, and its name at its right end. */
    readonly line?: ChartLine
    /** Points that stand out, by their place, each with what is said of it; drawn as a ring around the point. */
    readonly signals?: readonly { readonly at: number; readonly words: string }[]
  }[]
  /** Said in place of the chart when there is nothing to draw. */
  readonly emptyText: string
}
