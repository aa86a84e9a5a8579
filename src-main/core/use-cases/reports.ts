/** Reports: the screen's preview and the file that goes out come from one ReportModel. */
import type { Exported } from '../../../src-shared/contract/answers.ts'
import type { ReportRequest } from '../../../src-shared/contract/contract.ts'
import type { DrawnFrom } from '../../../src-shared/contract/report.ts'
import { issue } from '../../../src-shared/domain/issues.ts'
import { pageMark } from '../../../src-shared/domain/reports/draft-mark.ts'
import { exportRefusal, figuresRefusal } from '../../../src-shared/domain/reports/export-limits.ts'
import { auditReport } from '../../../src-shared/domain/reports/audit-report.ts'
import { allocationReport } from '../../../src-shared/domain/reports/costs/allocation-report.ts'
import { costFrameworkReport } from '../../../src-shared/domain/reports/costs/cost-framework-report.ts'
import { rateBuildReport } from '../../../src-shared/domain/reports/costs/rate-build-report.ts'
import { recoveryReport } from '../../../src-shared/domain/reports/costs/recovery-report.ts'
import { catalogReport } from '../../../src-shared/domain/reports/levels/catalog-report.ts'
import { slaScorecardReport } from '../../../src-shared/domain/reports/levels/sla-scorecard-report.ts'
import { rangeRefusal } from '../../../src-shared/domain/reports/range-refusal.ts'
import { rateChangeReport } from '../../../src-shared/domain/reports/rate-change-report.ts'
import type { ChartModel, ReportModel } from '../../../src-shared/domain/reports/report-model.ts'
import { assertNever, ok, type Result } from '../../../src-shared/domain/result.ts'
import type { UseCaseParts } from '../core-parts.ts'
import { refusedWith, type NoModelOpen, type Refused } from '../failures.ts'
import { fileNameOf, safeFileName } from '../paths.ts'
import type { ReportFormat, StoreFailure } from '../ports.ts'
import type { ReadModel } from '../session.ts'
import { billingReportOf } from './billing-reports.ts'
import { dayOfReport, reviewReportOf } from './level-reports.ts'

export const MEDIA_TYPES: Readonly<Record<ReportFormat, string>> = {
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  csv: 'text/csv;charset=utf-8',
  pdf: 'application/pdf',
}

async function reportOf(parts: UseCaseParts, { draft, info }: ReadModel, { request, signal }: { readonly request: ReportRequest; readonly signal: AbortSignal | undefined }): Promise<Result<ReportModel, NoModelOpen | Refused | StoreFailure>> {
  const { settings, clock } = parts
  const context = { author: settings.read().author, generatedAt: clock.now().toISOString(), revision: info.revision, fileName: fileNameOf(info.path) }
  switch (request.report) {
    case 'rate-change':
      return ok(rateChangeReport({ draft, comparison: request.comparison, context }))
    case 'audit':
      return ok(auditReport({ draft, version: request.version, ...(request.precision === undefined ? {} : { precision: request.precision }), context }))
    case 'cost-framework':
      return ok(costFrameworkReport({ draft, version: request.version, serviceId: request.serviceId, context }))
    case 'rate-build':
      return ok(rateBuildReport({ draft, version: request.version, withNames: request.withNames, withSalaries: request.withSalaries, context }))
    case 'allocation':
      return ok(allocationReport({ draft, version: request.version, context }))
    case 'recovery':
      return ok(recoveryReport({ draft, version: request.version, context }))
    case 'sla-scorecard':
      return ok(slaScorecardReport({ draft, from: request.from, to: request.to, serviceId: request.serviceId, context }))
    case 'statement':
    case 'impact':
    case 'impact-statement':
    case 'budget':
    case 'encumbrance-estimate':
    case 'quote':
      return billingReportOf(parts, { request, context, signal })
    case 'service-review':
      return reviewReportOf(parts, { request, context })
    case 'catalog': {
      const report = catalogReport({ draft, serviceId: request.serviceId, versions: request.versions, asOf: dayOfReport(parts, info), context })
      return report === undefined ? refusedWith([issue('unknown-reference', 'That service is not in the catalog any more.', { remedy: 'Choose another one.' })]) : ok(report)
    }
    default:
      return assertNever(request)
  }
}

/** Refused where a figure of the report is out of range. Reports that need usage have the core price it first; those of many customers let other requests in between. */
export async function previewReport(parts: UseCaseParts, request: ReportRequest, signal?: AbortSignal): Promise<Result<ReportModel, NoModelOpen | Refused | StoreFailure>> {
  const model = parts.session.read()
  if (!model.ok) return model
  const report = await reportOf(parts, model.value, { request, signal })
  if (!report.ok) return report
  const outOfRange = rangeRefusal(report.value)
  return outOfRange === null ? report : refusedWith([outOfRange])
}

/** What is too large is refused at once. */
export async function exportReport(
  parts: UseCaseParts,
  { request, format, signal }: { readonly request: ReportRequest; readonly format: ReportFormat; readonly signal?: AbortSignal | undefined },
): Promise<Result<Exported, NoModelOpen | Refused | StoreFailure>> {
  const model = parts.session.read()
  if (!model.ok) return model
  const tooLarge = exportRefusal(model.value.draft, request, format)
  if (tooLarge !== null) return refusedWith([tooLarge])
  const report = await previewReport(parts, request, signal)
  if (!report.ok) return report
  const tooMany = figuresRefusal(report.value, format)
  if (tooMany !== null) return refusedWith([tooMany])
  return sendOut(parts, { title: report.value.title, kind: format, type: MEDIA_TYPES[format], bytes: () => parts.workbooks.write(report.value, format, signal) })
}

/** One chart as a PNG under its own title: it shows what the screen shows, and says where its figures are drafts or made up (VER-3). */
export async function exportPicture(
  parts: UseCaseParts,
  { chart, from, signal }: { readonly chart: ChartModel; readonly from: DrawnFrom; readonly signal?: AbortSignal | undefined },
): Promise<Result<Exported, NoModelOpen | StoreFailure>> {
  const model = parts.session.read()
  if (!model.ok) return model
  const { draft, info: { revision } } = model.value
  const mark = 'versions' in from ? pageMark({ ...from, draft, context: { revision, generatedAt: parts.clock.now().toISOString() } }) : from.draftMark
  return sendOut(parts, { title: chart.title, kind: 'png', type: 'image/png', bytes: () => parts.workbooks.picture({ chart, mark }, signal) })
}

type Outgoing = { readonly title: string; readonly kind: ReportFormat | 'png'; readonly type: string; readonly bytes: () => Promise<Uint8Array> }

/** Asks for a place first, so that a cancelled dialog costs nothing; without dialogs the bytes go back to the browser. */
async function sendOut({ host: { dialogs }, files }: UseCaseParts, { title, kind, type, bytes }: Outgoing): Promise<Result<Exported, StoreFailure>> {
  const name = `${safeFileName(title)}.${kind}`
  if (dialogs === null) return ok({ kind: 'file', file: new File([new Uint8Array(await bytes())], name, { type }) })
  const path = await dialogs.chooseWhereToSave({ name, kind })
  if (path === null) return ok({ kind: 'cancelled' })
  const written = files.write(path, await bytes())
  return written.ok ? ok({ kind: 'saved', path }) : written
}
