/** What the reports of service levels read from the command line: from which month to which, and of which service. */
import type { ReportRequest } from '../../../src-shared/contract/contract.ts'
import { issue } from '../../../src-shared/domain/issues.ts'
import { readMonth } from '../../../src-shared/domain/month.ts'
import { LEVEL_REPORTS, type LevelReportName } from '../../../src-shared/domain/reports/export-limits.ts'
import { ok, refused, type Result } from '../../../src-shared/domain/result.ts'
import { serviceField } from '../../../src-shared/domain/service-levels/level-readers.ts'
import type { ReadModel } from '../open-model.ts'

/** As typed; null where an option is not given. */
export type LevelExport = { readonly service: string | null; readonly from: string | null; readonly to: string | null }

export function isLevelReport(report: string): report is LevelReportName {
  return LEVEL_REPORTS.some((each) => each === report)
}

/** Refused where a month or the service cannot be. */
export function levelRequest({ draft }: ReadModel, { report, service, from: fromText, to: toText }: LevelExport & { readonly report: LevelReportName }): Result<{ readonly request: ReportRequest; readonly versions: readonly [] }> {
  if (fromText === null || toText === null) return refused([issue('version-missing', `The ${report} report needs its months.`, { remedy: 'Give --from 2003-07 and --to 2004-06.' })])
  const [from, to] = [readMonth(fromText), readMonth(toText)]
  if (!from.ok) return refused([from.failure])
  if (!to.ok) return refused([to.failure])
  if (to.value < from.value) return refused([issue('dates-out-of-order', `${to.value} comes before ${from.value}.`, { remedy: 'Give --from the earlier month.' })])
  const found = service === null ? null : serviceField.read(service, { draft, versions: [] })
  if (found !== null && !found.ok) return refused([found.failure])
  return ok({ request: { report, from: from.value, to: to.value, serviceId: found === null ? null : found.value.value }, versions: [] })
}
