/** The reports that can be made, and what each is made of. */
import type { ReportRequest } from '../../../src-shared/contract/contract.ts'
import { costInputsOf } from '../../../src-shared/domain/costs/cost-inputs.ts'
import { formatFiscalYear } from '../../../src-shared/domain/fiscal-year.ts'
import type { Draft } from '../../../src-shared/domain/model/draft.ts'
import { assertNever } from '../../../src-shared/domain/result.ts'
import { baseOf, readVersionKey, versionKey, type Version, type VersionKey } from '../../../src-shared/domain/version.ts'
import type { ExportFormat } from '../../state/exports.tsx'

export const REPORTS = [
  { name: 'rate-change', label: 'Rate changes', description: 'Goes out when rates change: schedule, crosswalk, largest changes, an estimate to fill in, and the method.' },
  { name: 'audit', label: 'Audit of a printed schedule', description: 'Every printed row: exact, explained by rounding, or inconsistent, with the figures that follow from its rates.' },
  { name: 'cost-framework', label: 'Cost frameworks', description: 'A page a service: its costs by section, their total, and the rates that come of it.' },
  { name: 'rate-build', label: 'Rate build', description: 'Every rate with every term; in the workbook a changed salary, cost or unit count moves the rates.' },
  { name: 'allocation', label: 'Allocation', description: 'Matrix, steps and results of the pools, the four methods side by side, and the control totals.' },
  { name: 'recovery', label: 'Recovery', description: 'Services and funds over three years, reserve and excess, and the schedule for the federal cost allocation plan.' },
  { name: 'statement', label: 'Statement of an agency', description: 'What one agency used, what it costs under each object code, and what is left of its encumbrances.' },
  { name: 'impact', label: 'Impact on all agencies', description: 'What a change of rates does to every bill, term by term, by funding source and by service.' },
  { name: 'impact-statement', label: 'Impact statement of an agency', description: 'One page for the agency\'s chief fiscal officer.' },
  { name: 'budget', label: 'Budget of an agency', description: 'Two years by service, month and rate, with assumptions and effects; in the workbook changed units move everything.' },
  { name: 'encumbrance-estimate', label: 'Estimate of encumbrances', description: 'Next year by agency and object code, beside what is encumbered: 30 days to approve or negotiate.' },
  { name: 'quote', label: 'Quote of a request', description: 'What a request costs once, every month and every year, with a line to sign.' },
  { name: 'catalog', label: 'Service catalog', description: 'One service or all: the pages as text, with their requests, reports, responsibilities and rates.' },
  { name: 'sla-scorecard', label: 'Service level scorecard', description: 'How each target was kept, month by month, with charts, breaches, natural limits and the records behind them.' },
  { name: 'service-review', label: 'Service review', description: 'Price beside performance for the review meeting: two years\' cost, unit prices, how each target was held, findings and actions.' },
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

/** Reports of the cost side: they are of one version. */
export const COST_REPORTS = ['cost-framework', 'rate-build', 'allocation', 'recovery'] as const
export type CostReportName = (typeof COST_REPORTS)[number]

export function isCostReport(name: ReportName): name is CostReportName {
  return COST_REPORTS.some((each) => each === name)
}

/** What may leave of positions in a rate build. */
export const POSITION_CHOICES = [
  { value: 'salaries', label: 'Salaries, no names' },
  { value: 'names', label: 'Salaries and names' },
  { value: 'totals', label: 'Totals only' },
] as const
export type PositionChoice = (typeof POSITION_CHOICES)[number]['value']

export function positionChoice(text: string | null): PositionChoice {
  return POSITION_CHOICES.find((each) => each.value === text)?.value ?? 'salaries'
}

/** True when the version has anything of a cost side. */
export function hasCosts(draft: Draft, version: Version): boolean {
  const { costLines, capitalItems, staffPositions, costPools, rateBuilds, rateUnits } = costInputsOf(draft, version)
  return costLines.length + capitalItems.length + staffPositions.length + costPools.length + rateBuilds.size + rateUnits.size > 0
}

/** @example costReportRequest('rate-build', { version, positions: 'totals' }) // { report: 'rate-build', version, withNames: false, withSalaries: false } */
export function costReportRequest(name: CostReportName, of: { readonly version: Version; readonly positions: PositionChoice }): ReportRequest {
  const { version, positions } = of
  switch (name) {
    case 'cost-framework':
      return { report: name, version, serviceId: null }
    case 'rate-build':
      return { report: name, version, withNames: positions === 'names', withSalaries: positions !== 'totals' }
    case 'allocation':
    case 'recovery':
      return { report: name, version }
    default:
      return assertNever(name)
  }
}

/** A stable name of a request, for caches. */
export function requestKey(request: ReportRequest): string {
  return JSON.stringify(request)
}
