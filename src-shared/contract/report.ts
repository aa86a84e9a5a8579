/** ReportModel and ChartModel on the wire. */
import { z } from 'zod'

import type { FiguresOf } from '../domain/reports/draft-mark.ts'
import type { ChartModel, ReportCell, ReportFormula, ReportModel } from '../domain/reports/report-model.ts'
import { anyDecimal } from './codecs.ts'
import { versionSchema } from './version.ts'

const formula: z.ZodType<ReportFormula, ReportFormula> = z.lazy(() =>
  z.union([
    z.strictObject({ op: z.literal('cell'), id: z.string() }),
    z.strictObject({ op: z.literal('literal'), value: anyDecimal }),
    z.strictObject({ op: z.enum(['sum', 'product', 'max']), of: z.array(formula) }),
    z.strictObject({ op: z.enum(['difference', 'ratio']), left: formula, right: formula }),
    z.strictObject({ op: z.literal('round'), of: formula, places: z.int() }),
    z.strictObject({ op: z.literal('part'), total: z.string(), first: z.string(), last: z.string(), weight: z.string(), by: z.enum(['shares', 'terms']) }),
  ]),
)

const tone = z.enum(['increase', 'decrease', 'quiet', 'warning', 'met', 'at-risk', 'breached'])
const align = z.enum(['start', 'end', 'center'])

const cell: z.ZodType<ReportCell, ReportCell> = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('blank') }),
  z.strictObject({
    kind: z.literal('text'), id: z.string(), text: z.string(), tone: tone.exactOptional(), align: align.exactOptional(), link: z.strictObject({ sheetId: z.string() }).exactOptional(),
  }),
  z.strictObject({
    kind: z.literal('number'), id: z.string(), value: anyDecimal, format: z.enum(['usd', 'percent', 'points', 'number']), places: z.int().min(0).max(12),
    formula: formula.exactOptional(), input: z.boolean().exactOptional(), tone: tone.exactOptional(),
  }),
  z.strictObject({ kind: z.literal('date'), id: z.string(), date: z.string() }),
])

export const chartModel: z.ZodType<ChartModel, ChartModel> = z.strictObject({
  id: z.string(), title: z.string(), kind: z.enum(['bar', 'line', 'waterfall']), horizontal: z.boolean(),
  categoryAxis: z.strictObject({ title: z.string() }),
  valueAxis: z.strictObject({ title: z.string(), unit: z.string(), places: z.int() }),
  categories: z.array(z.string()),
  series: z.array(z.strictObject({
    id: z.string(), name: z.string(), values: z.array(anyDecimal.nullable()), labels: z.array(z.string()), tone: z.enum(['neutral', 'accent', 'by-sign']), isPlain: z.boolean().exactOptional(),
    line: z.enum(['goal', 'warning', 'limit', 'centre']).exactOptional(), signals: z.array(z.strictObject({ at: z.int(), words: z.string() })).exactOptional(),
    bands: z.array(z.strictObject({ name: z.string(), values: z.array(z.strictObject({ low: anyDecimal, high: anyDecimal }).nullable()) })).exactOptional(),
  })),
  emptyText: z.string(),
})

/** Entries and series of one picture: far more than anybody reads, and what a picture of two pixels to each of its own holds. */
const MOST_ENTRIES = 1_000
const MOST_SERIES = 40

function isDrawable({ categories, series, valueAxis }: ChartModel): boolean {
  return categories.length <= MOST_ENTRIES && series.length <= MOST_SERIES && series.every((each) => each.values.length <= categories.length) && valueAxis.places >= 0 && valueAxis.places <= 12
}

/** A chart that goes out as a picture; what comes from a screen is bounded. */
export const drawnChart = chartModel.refine(isDrawable, { error: `A picture has at most ${MOST_ENTRIES} entries of ${MOST_SERIES} series` })

/** What the figures of a picture come from: versions of the model, or a report, whose mark it then carries as well. */
export type DrawnFrom = FiguresOf | Pick<ReportModel, 'draftMark'>
export const drawnFrom: z.ZodType<DrawnFrom, DrawnFrom> = z.union([
  z.strictObject({ versions: z.array(versionSchema).max(200), isFictional: z.boolean() }), z.strictObject({ draftMark: z.string().max(400).nullable() }),
])

export const reportModel: z.ZodType<ReportModel, ReportModel> = z.strictObject({
  report: z.string(), title: z.string(), subtitle: z.string(), draftMark: z.string().nullable(), footer: z.string(),
  properties: z.strictObject({ author: z.string(), subject: z.string(), company: z.string(), createdAt: z.string() }),
  sheets: z.array(
    z.strictObject({
      id: z.string(), name: z.string(), title: z.string(), description: z.string(),
      columns: z.array(z.strictObject({ id: z.string(), header: z.string(), unit: z.string(), width: z.number(), align, wrap: z.boolean(), strip: z.literal(true).exactOptional(), workbookOnly: z.literal(true).exactOptional() })),
      rows: z.array(z.strictObject({ id: z.string(), kind: z.enum(['heading', 'subheading', 'data', 'total', 'note']), cells: z.array(cell) })),
      frozenColumns: z.int(), layout: z.enum(['table', 'document']), charts: z.array(chartModel), workbookOnly: z.literal(true).exactOptional(),
    }),
  ),
  mainSheetId: z.string().exactOptional(),
})
