/** `export FILE --report NAME --from VERSION --to VERSION... --out X.xlsx|.csv|.pdf`; reports of costs take `--version VERSION`, those of bills and budgets an agency besides. */
import { extname, resolve } from 'node:path'

import type { ReportRequest } from '../../../src-shared/contract/contract.ts'
import type { IsoDate } from '../../../src-shared/domain/fiscal-year.ts'
import { issue } from '../../../src-shared/domain/issues.ts'
import { serviceIdOfCode } from '../../../src-shared/domain/model/integrity.ts'
import { yearsOf } from '../../../src-shared/domain/rates/schedule-lifecycle.ts'
import type { AuditPrecision } from '../../../src-shared/domain/rates/audit.ts'
import type { ComparisonBasis } from '../../../src-shared/domain/rates/comparison.ts'
import { exportRefusal, figuresRefusal } from '../../../src-shared/domain/reports/export-limits.ts'
import { BILLING_REPORTS, LEVEL_REPORTS } from '../../../src-shared/domain/reports/report-names.ts'
import { writtenSheets } from '../../../src-shared/domain/reports/written-sheets.ts'
import { assertNever, ok, refused, type Result } from '../../../src-shared/domain/result.ts'
import { versionKey, type Version } from '../../../src-shared/domain/version.ts'
import type { Customer } from '../../../src-shared/domain/model/billing-tables.ts'
import { dayOfClock } from '../../core/day-of-clock.ts'
import type { ReportFormat } from '../../core/ports.ts'
import { fictionalNotes } from '../open-bills.ts'
import type { CliCore } from '../open-core.ts'
import { costNotes, draftNotes, printedVersion, readCostVersion, readModel, readVersions, versionsRefused, type ReadModel } from '../open-model.ts'
import { refusal, type Outcome } from '../outcome.ts'
import { failureWarning } from '../refusals.ts'
import { billingRequest, isBillingReport, type BillingExport } from './export-billing.ts'
import { isLevelReport, levelRequest, type LevelExport } from './export-levels.ts'

export const COST_REPORTS = ['cost-framework', 'rate-build', 'allocation', 'recovery'] as const
export const REPORTS = ['rate-change', 'audit', ...COST_REPORTS, ...BILLING_REPORTS, ...LEVEL_REPORTS] as const
const FORMATS: Readonly<Record<string, ReportFormat>> = { '.xlsx': 'xlsx', '.csv': 'csv', '.pdf': 'pdf' }

export type ExportRequest = {
  readonly file: string
  readonly report: (typeof REPORTS)[number]
  /** Null for the audit, which takes its versions from the printed schedule. */
  readonly from: string | null
  readonly to: readonly string[]
  readonly basis: ComparisonBasis
  /** Of the audit. */
  readonly precision: AuditPrecision
  /** Of the reports of costs, statements and quotes. */
  readonly version: string | null
  /** Of the reports of bills and budgets. */
  readonly billing: Pick<BillingExport, 'agency' | 'month' | 'usage' | 'request'>
  /** Of the reports of the catalog and of service levels. */
  readonly levels: Pick<LevelExport, 'service' | 'agreement'>
  /** Of the rate build: what may leave of positions. */
  readonly positions: { readonly withNames: boolean; readonly withSalaries: boolean }
  readonly out: string
}

export function isCostReport(report: (typeof REPORTS)[number]): report is (typeof COST_REPORTS)[number] {
  return COST_REPORTS.some((each) => each === report)
}

/** @example formatOf('rates.XLSX') // 'xlsx' */
export function formatOf(out: string): ReportFormat | undefined {
  return FORMATS[extname(out).toLowerCase()]
}

type Asked = { readonly request: ReportRequest; readonly versions: readonly Version[]; /** Of whom a report of bills or budgets speaks. */ readonly customers?: readonly Customer[] }

function costReportRequest(model: ReadModel, { report, version: text, positions }: Pick<ExportRequest, 'version' | 'positions'> & { readonly report: (typeof COST_REPORTS)[number] }): Result<Asked> {
  if (text === null) return refused([issue('version-missing', `The ${report} report needs a version.`, { remedy: 'Give --version FY2005.' })])
  const read = readCostVersion(model, text)
  if (!read.ok) return read
  const version = read.value
  switch (report) {
    case 'cost-framework':
      return ok({ request: { report, version, serviceId: null }, versions: [version] })
    case 'rate-build':
      return ok({ request: { report, version, ...positions }, versions: [version] })
    case 'allocation':
    case 'recovery':
      return ok({ request: { report, version }, versions: [version] })
    default:
      return assertNever(report)
  }
}

async function reportRequest(core: CliCore, { model, ...request }: ExportRequest & { readonly model: ReadModel; readonly today: IsoDate }): Promise<Result<Asked>> {
  const { draft } = model
  const { report, from, to, basis, precision } = request
  if (isCostReport(report)) return costReportRequest(model, { ...request, report })
  if (isBillingReport(report)) return billingRequest(model, { report, ...request.billing, version: request.version, from, to: to.at(-1) ?? null, years: await core.client.usage.years({ ahead: [] }) })
  if (isLevelReport(report)) return levelRequest(model, { report, ...request.billing, ...request.levels, from, to: to.at(-1) ?? request.version, today: request.today })
  const versions = readVersions(draft, [...(from === null ? [] : [from]), ...to])
  if (!versions.ok) return versions
  if (report === 'catalog') return catalogRequest(model, { code: request.levels.service, versions: versions.value })
  const [first, ...others] = versions.value
  switch (report) {
    case 'rate-change':
      if (first === undefined || from === null || others.length === 0) return refused([issue('version-missing', 'The rate-change report compares two versions.', { remedy: 'Give --from and --to.' })])
      return ok({ request: { report, comparison: { base: first, comparisons: others, basis } }, versions: versions.value })
    case 'audit': {
      const audited = versions.value.at(-1)
      if (audited === undefined) return refused([issue('version-missing', 'The audit report needs a version.', { remedy: 'Give --to FY2004.' })])
      const printed = printedVersion(draft, audited)
      return printed.ok ? ok({ request: { report, version: versionKey(printed.value), precision }, versions: [printed.value] }) : printed
    }
    default:
      return assertNever(report)
  }
}

/** What of the report the file does not hold. @example leftOutWords('csv', [cover]) // '. A CSV holds the main table alone; the workbook also has Cover.' */
function leftOutWords(format: ReportFormat, sheets: readonly { readonly name: string }[]): string {
  if (sheets.length === 0) return ''
  const names = sheets.map(({ name }) => name).join(', ')
  return format === 'csv' ? `. A CSV holds the main table alone; the workbook also has ${names}.` : `. Only the workbook has ${names}.`
}

/** Of one service, or of all; at the rates of the versions that are given, else of the last two published years that follow each other. */
function catalogRequest({ draft }: ReadModel, given: { readonly code: string | null; readonly versions: readonly Version[] }): Result<Asked> {
  const serviceId = given.code === null ? null : serviceIdOfCode(draft, given.code)
  if (serviceId === undefined) return refused([issue('unknown-reference', `The catalog has no service "${(given.code ?? '').slice(0, 40)}".`, { remedy: 'Give --service with the code of a service, or leave it out for the whole catalog.' })])
  const published = yearsOf(draft).filter((year) => year.state === 'published').map((year) => year.version)
  const last = published.findLastIndex((version, index) => version.fiscalYear - 1 === published[index - 1]?.fiscalYear)
  const versions = given.versions.length > 0 ? given.versions : last < 0 ? published.slice(-1) : published.slice(last - 1, last + 1)
  return ok({ request: { report: 'catalog', serviceId, versions: [...versions] }, versions })
}

export async function exportCommand(core: CliCore, request: ExportRequest): Promise<Outcome> {
  const out = resolve(request.out)
  const format = formatOf(out)
  const model = await readModel(core, request.file)
  if (format === undefined) {
    return refusal({ model: model.path, exitCode: 2, issues: [issue('unreadable-file', `${request.out} has no ending that says the format.`, { remedy: 'Use .xlsx, .csv or .pdf.' })] })
  }
  const asked = await reportRequest(core, { ...request, model, today: dayOfClock(core.parts.clock) })
  if (!asked.ok) return versionsRefused(model, asked.failure)
  const tooLarge = exportRefusal(model.draft, asked.value.request, format)
  if (tooLarge !== null) return refusal({ model: model.path, issues: [tooLarge] })
  const report = await core.client.reports.preview(asked.value.request)
  const tooMany = figuresRefusal(report, format)
  if (tooMany !== null) return refusal({ model: model.path, issues: [tooMany] })
  const bytes = await core.parts.workbooks.write(report, format)
  const written = core.parts.files.write(out, bytes)
  if (!written.ok) return refusal({ model: model.path, issues: [failureWarning(written.failure)] })
  const sheets = writtenSheets(report, format)
  const rows = sheets.map(({ name, rows: sheetRows }) => ({ sheet: name, rows: sheetRows.filter(({ kind }) => kind === 'data').length }))
  return {
    exitCode: 0, model: model.path,
    warnings: [...(isCostReport(request.report) ? costNotes : draftNotes)(model, { versions: asked.value.versions, generatedAt: core.parts.clock.now().toISOString() }), ...fictionalNotes(asked.value.customers ?? [])],
    rows: [{ out, format, report: report.report, title: report.title, draftMark: report.draftMark, sheets: rows }],
    text: `Wrote ${out}: ${report.title}, ${rows.map(({ sheet, rows: count }) => `${sheet} (${count})`).join(', ')}${leftOutWords(format, report.sheets.filter((sheet) => !sheets.includes(sheet)))}`,
  }
}
