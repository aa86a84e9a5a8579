/** Reports: the screen's preview and the file that goes out come from one ReportModel. */
import type { Exported } from '../../../src-shared/contract/answers.ts'
import type { ReportRequest } from '../../../src-shared/contract/contract.ts'
import { exportRefusal } from '../../../src-shared/domain/reports/export-limits.ts'
import { auditReport } from '../../../src-shared/domain/reports/audit-report.ts'
import { allocationReport } from '../../../src-shared/domain/reports/costs/allocation-report.ts'
import { costFrameworkReport } from '../../../src-shared/domain/reports/costs/cost-framework-report.ts'
import { rateBuildReport } from '../../../src-shared/domain/reports/costs/rate-build-report.ts'
import { recoveryReport } from '../../../src-shared/domain/reports/costs/recovery-report.ts'
import { rangeRefusal } from '../../../src-shared/domain/reports/range-refusal.ts'
import { rateChangeReport } from '../../../src-shared/domain/reports/rate-change-report.ts'
import type { ReportModel } from '../../../src-shared/domain/reports/report-model.ts'
import { assertNever, ok, type Result } from '../../../src-shared/domain/result.ts'
import type { UseCaseParts } from '../core-parts.ts'
import { refusedWith, type NoModelOpen, type Refused } from '../failures.ts'
import { fileNameOf, safeFileName } from '../paths.ts'
import type { ReportFormat, StoreFailure } from '../ports.ts'
import type { ReadModel } from '../session.ts'

const MEDIA_TYPES: Readonly<Record<ReportFormat, string>> = {
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  csv: 'text/csv;charset=utf-8',
  pdf: 'application/pdf',
}

function reportOf({ settings, clock }: UseCaseParts, { draft, info }: ReadModel, request: ReportRequest): ReportModel {
  const context = { author: settings.read().author, generatedAt: clock.now().toISOString(), revision: info.revision, fileName: fileNameOf(info.path) }
  switch (request.report) {
    case 'rate-change':
      return rateChangeReport({ draft, comparison: request.comparison, context })
    case 'audit':
      return auditReport({ draft, version: request.version, ...(request.precision === undefined ? {} : { precision: request.precision }), context })
    case 'cost-framework':
      return costFrameworkReport({ draft, version: request.version, serviceId: request.serviceId, context })
    case 'rate-build':
      return rateBuildReport({ draft, version: request.version, withNames: request.withNames, withSalaries: request.withSalaries, context })
    case 'allocation':
      return allocationReport({ draft, version: request.version, context })
    case 'recovery':
      return recoveryReport({ draft, version: request.version, context })
    default:
      return assertNever(request)
  }
}

/** Refused where a figure of the report is out of range. */
export function previewReport(parts: UseCaseParts, request: ReportRequest): Result<ReportModel, NoModelOpen | Refused> {
  const model = parts.session.read()
  if (!model.ok) return model
  const report = reportOf(parts, model.value, request)
  const outOfRange = rangeRefusal(report)
  return outOfRange === null ? ok(report) : refusedWith([outOfRange])
}

/** What is too large is refused at once. Asks for a place first, so that a cancelled dialog costs nothing; without dialogs the bytes go back to the browser. */
export async function exportReport(
  parts: UseCaseParts,
  { request, format, signal }: { readonly request: ReportRequest; readonly format: ReportFormat; readonly signal?: AbortSignal | undefined },
): Promise<Result<Exported, NoModelOpen | Refused | StoreFailure>> {
  const model = parts.session.read()
  if (!model.ok) return model
  const tooLarge = exportRefusal(model.value.draft, request, format)
  if (tooLarge !== null) return refusedWith([tooLarge])
  const report = previewReport(parts, request)
  if (!report.ok) return report
  const name = `${safeFileName(report.value.title)}.${format}`
  const { dialogs } = parts.host
  if (dialogs === null) {
    const bytes = await parts.workbooks.write(report.value, format, signal)
    return ok({ kind: 'file', file: new File([new Uint8Array(bytes)], name, { type: MEDIA_TYPES[format] }) })
  }
  const path = await dialogs.chooseWhereToSave({ name, kind: format })
  if (path === null) return ok({ kind: 'cancelled' })
  const written = parts.files.write(path, await parts.workbooks.write(report.value, format, signal))
  return written.ok ? ok({ kind: 'saved', path }) : written
}
