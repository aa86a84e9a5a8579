/**
 * The rate-change report: what goes out to agencies when rates change (RATE-4, RATE-5, NUM-3, VER-3).
 */
import type { Draft } from '../model/draft.ts'
import { compareVersions } from '../rates/compare.ts'
import { comparedWithoutOverhead } from '../rates/compared-without-overhead.ts'
import type { Comparison, ComparisonRequest, ComparisonSummary } from '../rates/comparison.ts'
import { column, labelled, linkText, spanningRow } from './cells.ts'
import { crosswalkSheet } from './crosswalk-sheet.ts'
import { draftMark, minuteOf, type ReportContext } from './draft-mark.ts'
import { estimateSheet } from './estimate-sheet.ts'
import { largestChangesSheet } from './largest-changes-sheet.ts'
import { methodSheet } from './method-sheet.ts'
import { rateScheduleSheet } from './rate-schedule-sheet.ts'
import type { ReportModel, ReportRow, ReportSheet } from './report-model.ts'

export type RateChangeReportRequest = { readonly draft: Draft; readonly comparison: ComparisonRequest; readonly context: ReportContext }

/**
 * Compares and lays out: cover, rate schedule, crosswalk, largest changes, an estimate to fill in, method and notes.
 * Numbers are published digits with each rate's own places; differences and % are formulas over cell ids.
 *
 * @example rateChangeReport({ draft, comparison: { base: planOf(fiscalYear(2003)), comparisons: [planOf(fiscalYear(2004))], basis: 'published' }, context }).title
 *   // 'Rate changes, FY2003 to FY2004'
 */
export function rateChangeReport(request: RateChangeReportRequest): ReportModel {
  const { draft, context } = request
  const comparison = compareVersions(draft, request.comparison)
  const settings = [...draft.settings.values()][0]
  const agency = settings?.agencyName ?? ''
  const mark = draftMark({ draft, versions: [request.comparison.base, ...request.comparison.comparisons], context })
  const years = `${comparison.baseLabel} to ${comparison.comparisonLabels.join(', ')}`
  const sheets = [rateScheduleSheet(comparison), crosswalkSheet(draft, comparison), largestChangesSheet(comparison), estimateSheet(comparison), methodSheet(draft, comparison)]
  const title = `Rate changes, ${years}`
  return {
    report: 'rate-change',
    title,
    subtitle: [agency, settings?.officeName ?? ''].filter((each) => each !== '').join(' · '),
    draftMark: mark,
    footer: [context.fileName, years, `revision ${context.revision}`, minuteOf(context.generatedAt)].join(' · '),
    properties: { author: context.author, subject: title, company: agency, createdAt: context.generatedAt },
    sheets: [coverSheet({ draft, comparison, context, mark, title, sheets }), ...sheets],
  }
}

type Cover = { readonly draft: Draft; readonly comparison: Comparison; readonly context: ReportContext; readonly mark: string | null; readonly title: string; readonly sheets: readonly ReportSheet[] }

function coverSheet(cover: Cover): ReportSheet {
  const { draft, comparison, context } = cover
  const settings = [...draft.settings.values()][0]
  const scenarios = comparison.request.comparisons.flatMap((each) => (each.scenarioId === null ? [] : [draft.scenario.get(each.scenarioId)?.name ?? 'deleted scenario']))
  const facts: readonly (readonly [string, string, string])[] = [
    ['agency', 'Agency', settings?.agencyName ?? ''],
    ['office', 'Issued by', settings?.officeName ?? ''],
    ['base', 'Compared from', comparison.baseLabel],
    ['comparisons', 'Compared to', comparison.comparisonLabels.join(', ')],
    ['scenario', 'Scenario', scenarios.length === 0 ? 'None: the schedules as they stand' : [...new Set(scenarios)].join(', ')],
    ['basis', 'Figures', comparison.request.basis === 'published' ? 'Published rates' : 'Unrounded rates, for analysis only'],
    ['state', 'State', cover.mark ?? 'Published'],
    ...comparedWithoutOverhead(draft, comparison).map((each, index) => [`overhead.${index}`, 'Overhead', each.message] as const),
    ['date', 'Made', `${minuteOf(context.generatedAt)} by ${context.author === '' ? 'an unnamed author' : context.author}`],
    ['model', 'Model', `${context.fileName}, revision ${context.revision}`],
  ]
  const rows: ReportRow[] = [
    ...facts.map(([id, label, text]) => labelled(`cover.${id}`, { label, text })),
    spanningRow('heading', { id: 'cover.summary', text: 'At a glance', columns: 2 }),
    ...comparison.summaries.map((summary, index) => labelled(`cover.summary.${index}`, { label: comparison.comparisonLabels[index] ?? '', text: summaryText(summary) })),
    spanningRow('heading', { id: 'cover.contents', text: 'Contents', columns: 2 }),
    ...cover.sheets.map((sheet) => labelled(`cover.contents.${sheet.id}`, { label: sheet.name, text: linkText(sheet), link: { sheetId: sheet.id } })),
  ]
  return {
    id: 'cover', name: 'Cover', title: cover.title, description: settings?.agencyName ?? '',
    columns: [column({ id: 'label', header: '', width: 22 }), column({ id: 'text', header: '', width: 90, wrap: true })],
    rows, frozenColumns: 0, layout: 'document', charts: [],
  }
}

/** @example summaryText({ up: 20, down: 33, unchanged: 12, new: 10, gone: 8, notComparable: 2 }) // '20 up, 33 down, 12 unchanged, 10 new, 8 gone, 2 not comparable' */
export function summaryText(summary: ComparisonSummary): string {
  return `${summary.up} up, ${summary.down} down, ${summary.unchanged} unchanged, ${summary.new} new, ${summary.gone} gone, ${summary.notComparable} not comparable`
}
