/** The audit of a printed schedule as a report (RATE-7). */
import { Decimal, toText } from '../decimal.ts'
import type { Draft } from '../model/draft.ts'
import { auditSchedule, printedFactsOf } from '../rates/audit-schedule.ts'
import { AUDIT_VERDICTS, type Audit, type AuditPrecision, type AuditRow, type AuditVerdict } from '../rates/audit.ts'
import { assertNever } from '../result.ts'
import { formatVersion } from '../version-label.ts'
import { readVersionKey, type VersionKey } from '../version.ts'
import { column, labelled, spanningRow, textCell } from './cells.ts'
import { draftMark, minuteOf, type ReportContext } from './draft-mark.ts'
import type { CellTone, ReportModel, ReportRow, ReportSheet } from './report-model.ts'

export type AuditReportRequest = { readonly draft: Draft; readonly version: VersionKey; readonly precision?: AuditPrecision; readonly context: ReportContext }

/**
 * Every printed row of a version with its verdict, the recomputed figures and the reason.
 *
 * @example auditReport({ draft, version: versionKey(planOf(fiscalYear(2004))), context }).title // 'Audit of the printed schedule, FY2004'
 */
export function auditReport(request: AuditReportRequest): ReportModel {
  const { draft, context } = request
  const version = readVersionKey(request.version)
  const label = version === undefined ? request.version : formatVersion(draft, version)
  const audit = auditSchedule(printedFactsOf(draft, request.version), request.precision ?? { reading: 'as-printed' })
  const settings = [...draft.settings.values()][0]
  const title = `Audit of the printed schedule, ${label}`
  return {
    report: 'audit',
    title,
    subtitle: [settings?.agencyName ?? '', settings?.officeName ?? ''].filter((each) => each !== '').join(' · '),
    draftMark: version === undefined ? null : draftMark({ draft, versions: [version], context }),
    footer: [context.fileName, label, `revision ${context.revision}`, minuteOf(context.generatedAt)].join(' · '),
    properties: { author: context.author, subject: title, company: settings?.agencyName ?? '', createdAt: context.generatedAt },
    sheets: [summarySheet(audit, title), rowsSheet(audit)],
  }
}

/** @example verdictText('explained-by-rounding') // 'Explained by rounding' */
export function verdictText(verdict: AuditVerdict): string {
  switch (verdict) {
    case 'exact':
      return 'Exact'
    case 'explained-by-rounding':
      return 'Explained by rounding'
    case 'inconsistent':
      return 'Inconsistent'
    case 'not-checkable':
      return 'Not checkable'
    default:
      return assertNever(verdict)
  }
}

function meaning(verdict: AuditVerdict): string {
  switch (verdict) {
    case 'exact':
      return 'The printed difference and % follow from the printed rates.'
    case 'explained-by-rounding':
      return 'They follow from rates that, rounded, are the printed ones.'
    case 'inconsistent':
      return 'No rates that round to the printed ones give both figures.'
    case 'not-checkable':
      return 'One of the four figures is no number of dollars or per cent, or the old rate is zero.'
    default:
      return assertNever(verdict)
  }
}

function summarySheet(audit: Audit, title: string): ReportSheet {
  const checkable = audit.rows.length - audit.counts['not-checkable']
  const precision = audit.precision.reading === 'as-printed' ? 'Each figure to its own printed places' : `Dollar figures read to ${audit.precision.places} places`
  const rows: readonly ReportRow[] = [
    labelled('audit.rows', { label: 'Rows printed', text: `${audit.rows.length}, of which ${checkable} can be checked` }),
    labelled('audit.precision', { label: 'Precision', text: precision }),
    spanningRow('heading', { id: 'audit.verdicts', text: 'Verdicts', columns: 3 }),
    ...AUDIT_VERDICTS.map((verdict): ReportRow => ({
      id: `audit.count.${verdict}`, kind: 'data',
      cells: [
        textCell(`audit.count.${verdict}.label`, verdictText(verdict)), textCell(`audit.count.${verdict}.meaning`, meaning(verdict)),
        { kind: 'number', id: `audit.count.${verdict}.rows`, value: toText<'1'>(new Decimal(audit.counts[verdict])), format: 'number', places: 0 },
      ],
    })),
    spanningRow('heading', { id: 'audit.method', text: 'Method (RATE-7)', columns: 3 }),
    labelled('audit.method.interval', { label: 'Intervals', text: 'Each printed figure stands for every value within half a unit of its last place. A row is explained when one pair of rates within theirs gives the difference and the % together.' }),
    labelled('audit.method.second', { label: 'Second reading', text: 'An inconsistent row whose rates are whole dollars is read once more as if its rates and difference had been rounded to dollars.' }),
  ]
  return {
    id: 'summary', name: 'Summary', title, description: `${checkable} of ${audit.rows.length} rows can be checked.`,
    columns: [column({ id: 'label', header: '', width: 26 }), column({ id: 'text', header: '', width: 80, wrap: true }), column({ id: 'rows', header: '', width: 10, align: 'end' })],
    rows: rows.map((row) => ({ ...row, cells: [...row.cells, ...Array.from({ length: 3 - row.cells.length }, () => ({ kind: 'blank' }) as const)] })),
    frozenColumns: 0, layout: 'document', charts: [],
  }
}

function toneOf(verdict: AuditVerdict): { readonly tone?: CellTone } {
  return verdict === 'inconsistent' ? { tone: 'warning' } : verdict === 'not-checkable' ? { tone: 'quiet' } : {}
}

function rowsSheet(audit: Audit): ReportSheet {
  const columns = [
    column({ id: 'resource', header: 'Resource', width: 34, wrap: true }), column({ id: 'unit', header: 'Billable unit', width: 20, wrap: true }),
    column({ id: 'from', header: 'Old rate, printed', width: 16, align: 'end' }), column({ id: 'to', header: 'New rate, printed', width: 16, align: 'end' }),
    column({ id: 'difference', header: 'Difference, printed', width: 16, align: 'end', wrap: true }), column({ id: 'recomputed-difference', header: 'Difference, recomputed', width: 16, align: 'end' }),
    column({ id: 'percent', header: '% change, printed', width: 14, align: 'end', wrap: true }), column({ id: 'recomputed-percent', header: '% change, recomputed', width: 14, align: 'end' }),
    column({ id: 'verdict', header: 'Verdict', width: 20 }), column({ id: 'sentence', header: 'Reason', width: 70, wrap: true }),
    column({ id: 'second', header: 'Second reading', width: 40, wrap: true }), column({ id: 'source', header: 'Source', width: 36, wrap: true }),
  ]
  const rows: ReportRow[] = []
  let heading: string | undefined
  audit.rows.forEach((each, index) => {
    if (each.printed.heading !== heading) {
      heading = each.printed.heading
      if (heading !== '') rows.push(spanningRow('heading', { id: `audit.heading.${index}`, text: heading, columns: columns.length }))
    }
    rows.push(printedRow(each))
  })
  return { id: 'rows', name: 'Rows', title: 'Rows', description: 'Printed text as it stands, and what follows from it.', columns, rows, frozenColumns: 1, layout: 'table', charts: [] }
}

function printedRow(row: AuditRow): ReportRow {
  const { printed } = row
  const cell = (part: string, text: string): ReturnType<typeof textCell> => textCell(`audit.${printed.key}.${part}`, text)
  return {
    id: `audit.${printed.key}`,
    kind: 'data',
    cells: [
      cell('resource', printed.resource), cell('unit', printed.billableUnit), cell('from', printed.fromText), cell('to', printed.toText),
      cell('difference', printed.differenceText), cell('recomputed-difference', row.recomputedDifference), cell('percent', printed.percentText), cell('recomputed-percent', row.recomputedPercent),
      textCell(`audit.${printed.key}.verdict`, verdictText(row.verdict), toneOf(row.verdict)), cell('sentence', row.sentence), cell('second', row.secondReading), cell('source', printed.source),
    ],
  }
}
