/** The reports that can be made, and what each is made of. */
import type { ReportRequest } from '../../../src-shared/contract/contract.ts'
import { formatFiscalYear } from '../../../src-shared/domain/fiscal-year.ts'
import type { Draft } from '../../../src-shared/domain/model/draft.ts'
import { baseOf, readVersionKey, versionKey, type Version, type VersionKey } from '../../../src-shared/domain/version.ts'
import type { ExportFormat } from '../../state/exports.tsx'

export const REPORTS = [
  { name: 'rate-change', label: 'Rate changes', description: 'Goes out when rates change: schedule, crosswalk, largest changes, an estimate to fill in, and the method.' },
  { name: 'audit', label: 'Audit of a printed schedule', description: 'Every printed row: exact, explained by rounding, or inconsistent, with the figures that follow from its rates.' },
] as const
export type ReportName = (typeof REPORTS)[number]['name']

export function isReportName(text: string | null): text is ReportName {
  return REPORTS.some((report) => report.name === text)
}

export const FORMATS: readonly { readonly value: ExportFormat; readonly label: string; readonly description: string }[] = [
  { value: 'xlsx', label: 'Excel', description: 'Every sheet, as a workbook' },
  { value: 'pdf', label: 'PDF', description: 'Every sheet, as pages' },
  { value: 'csv', label: 'CSV', description: 'The main table alone, every digit' },
]

export function isFormat(text: string): text is ExportFormat {
  return FORMATS.some((format) => format.value === text)
}

export type PrintedVersion = { readonly key: VersionKey; readonly label: string; readonly rowCount: number }

/** The versions of which printed rows are kept, latest first. */
export function printedVersions(draft: Pick<Draft, 'printedRow'>): readonly PrintedVersion[] {
  const counts = new Map<VersionKey, number>()
  for (const row of draft.printedRow.values()) counts.set(row.version, (counts.get(row.version) ?? 0) + 1)
  return [...counts]
    .map(([key, rowCount]) => {
      const version = readVersionKey(key)
      return { key, label: version === undefined ? key : formatFiscalYear(version.fiscalYear), rowCount }
    })
    .toSorted((left, right) => right.label.localeCompare(left.label))
}

/** The schedule to audit: the one asked for, else that of the compared year, else the latest that was printed. */
export function auditedVersion(printed: readonly PrintedVersion[], wanted: { readonly key: string | null; readonly active: Version }): PrintedVersion | undefined {
  const active = versionKey(baseOf(wanted.active))
  return printed.find((each) => each.key === wanted.key) ?? printed.find((each) => each.key === active) ?? printed[0]
}

/** A stable name of a request, for caches. */
export function requestKey(request: ReportRequest): string {
  return JSON.stringify(request)
}
