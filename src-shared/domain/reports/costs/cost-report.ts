/** What all reports of the cost side have in common: cover, marks (VER-3), provenance, footer, names, method and notes. */
import type { OwnerKey } from '../../costs/derivation.ts'
import type { Issue } from '../../issues.ts'
import type { YearPolicy } from '../../model/cost-tables.ts'
import type { Draft } from '../../model/draft.ts'
import { formatVersion } from '../../version-label.ts'
import { baseOf, versionKey, type Version } from '../../version.ts'
import { coveredReport, type Note } from '../covered-report.ts'
import type { FiguresOf, ReportContext } from '../draft-mark.ts'
import type { ReportModel, ReportSheet } from '../report-model.ts'

export type { Note } from '../covered-report.ts'

export type CostReportRequest = { readonly draft: Draft; readonly version: Version; readonly context: ReportContext }

export type CostReportParts = CostReportRequest & {
  /** `rate-build`. */
  readonly report: string
  /** `Rate build`; the version follows. */
  readonly name: string
  readonly policies: readonly YearPolicy[]
  readonly sheets: readonly ReportSheet[]
  readonly facts: readonly Note[]
  readonly method: readonly Note[]
  readonly issues: readonly Issue[]
  /** Versions whose state the report shows; the version alone where none are given. */
  readonly versions?: readonly Version[]
}

const BASIS_WORDS = { plan: 'plan', forecast: 'forecast', actual: 'actual' } as const

/** What figures of the cost side come from, where no report says it: the policy of each year tells whether they are made up. */
export function figuresOfCosts(draft: Pick<Draft, 'yearPolicy'>, versions: readonly Version[]): FiguresOf {
  return { versions, isFictional: versions.some((version) => draft.yearPolicy.get(versionKey(baseOf(version)))?.provenance === 'fictional') }
}

/** Cover, the sheets, method and notes. Where a year's policy says so, every page says that its figures are fictional. */
export function costReport(parts: CostReportParts): ReportModel {
  const { draft, version, policies } = parts
  const label = formatVersion(draft, version)
  const scenario = version.scenarioId === null ? 'None: the year as it stands' : (draft.scenario.get(version.scenarioId)?.name ?? 'deleted scenario')
  const isFictional = policies.some((policy) => policy.provenance === 'fictional')
  return coveredReport({
    ...parts, title: `${parts.name}, ${label}`, label, versions: parts.versions ?? [version], isFictional,
    lead: [{ label: 'Version', text: `${label}, ${BASIS_WORDS[version.basis]}` }, { label: 'Scenario', text: scenario }],
    provenance: isFictional ? 'FICTIONAL: made up to show how rates come out of costs; no agency spent or plans them.' : 'The model\'s own.',
    method: [
      ...(isFictional ? [{ label: 'Provenance', text: 'The year\'s policy marks these figures as fictional. They are no statement about any agency.' }] : []),
      ...parts.method,
      { label: 'Arithmetic', text: 'Exact decimals; a half is rounded away from zero. An amount that is split is split to the cent by largest remainder: every part is rounded down, and the cents that are left go to the largest remainders, the first of equals first. Parts always add up. (NUM-1, NUM-2, NUM-5)' },
    ],
    sections: [{ id: 'policies', title: 'Notes of the year\'s policy', notes: policies.flatMap((policy) => (policy.note === '' ? [] : [{ label: policy.version, text: policy.note }])) }],
  })
}

/** A service's or pool's name as a row's label. */
export function ownerName(draft: Draft, owner: OwnerKey): string {
  const id = owner.slice(owner.indexOf(':') + 1)
  return owner.startsWith('pool:') ? (draft.costPool.get(id)?.name ?? id) : (draft.service.get(id)?.name ?? id)
}

export function ownerCode(draft: Draft, owner: OwnerKey): string {
  const id = owner.slice(owner.indexOf(':') + 1)
  return owner.startsWith('pool:') ? (draft.costPool.get(id)?.code ?? '') : (draft.service.get(id)?.code ?? '')
}
