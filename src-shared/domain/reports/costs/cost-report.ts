/** What all reports of the cost side have in common: cover, marks (VER-3), provenance, footer, names, method and notes. */
import type { OwnerKey } from '../../costs/derivation.ts'
import type { Issue } from '../../issues.ts'
import type { YearPolicy } from '../../model/cost-tables.ts'
import type { Draft } from '../../model/draft.ts'
import { formatVersion } from '../../version-label.ts'
import type { Version } from '../../version.ts'
import { column, labelled, spanningRow } from '../cells.ts'
import { draftMark, minuteOf, type ReportContext } from '../draft-mark.ts'
import type { ReportModel, ReportRow, ReportSheet } from '../report-model.ts'

export type CostReportRequest = { readonly draft: Draft; readonly version: Version; readonly context: ReportContext }

export const FICTIONAL_BANNER = 'FICTIONAL FIGURES'

export type Note = { readonly label: string; readonly text: string }

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

/** Cover, the sheets, method and notes. Where a year's policy says so, every page says that its figures are fictional. */
export function costReport(parts: CostReportParts): ReportModel {
  const { draft, version, context } = parts
  const settings = [...draft.settings.values()][0]
  const agency = settings?.agencyName ?? ''
  const label = formatVersion(draft, version)
  const title = `${parts.name}, ${label}`
  const mark = draftMark({ draft, versions: parts.versions ?? [version], context })
  const isFictional = parts.policies.some((policy) => policy.provenance === 'fictional')
  const banner = isFictional ? [FICTIONAL_BANNER] : []
  const said = (sheet: ReportSheet): ReportSheet => (isFictional ? { ...sheet, description: `${FICTIONAL_BANNER}. ${sheet.description}` } : sheet)
  const sheets = [...parts.sheets, methodSheet(parts, isFictional)]
  return {
    report: parts.report, title,
    subtitle: [...banner, agency, settings?.officeName ?? ''].filter((each) => each !== '').join(' · '),
    // One mark on every page and in every line of a CSV.
    draftMark: isFictional ? [mark, FICTIONAL_BANNER].filter((each) => each !== null).join(' · ') : mark,
    footer: [...banner, context.fileName, label, `revision ${context.revision}`, minuteOf(context.generatedAt)].join(' · '),
    properties: { author: context.author, subject: title, company: agency, createdAt: context.generatedAt },
    sheets: [said(coverSheet(parts, { title, label, mark, agency, office: settings?.officeName ?? '', isFictional, sheets })), ...sheets.map(said)],
  }
}

type Cover = { readonly title: string; readonly label: string; readonly mark: string | null; readonly agency: string; readonly office: string; readonly isFictional: boolean; readonly sheets: readonly ReportSheet[] }

const BASIS_WORDS = { plan: 'Plan', forecast: 'Forecast', actual: 'Actual' } as const

function coverSheet(parts: CostReportParts, cover: Cover): ReportSheet {
  const { draft, version, context } = parts
  const scenario = version.scenarioId === null ? 'None: the year as it stands' : (draft.scenario.get(version.scenarioId)?.name ?? 'deleted scenario')
  const facts: readonly (readonly [string, string, string])[] = [
    ['agency', 'Agency', cover.agency], ['office', 'Issued by', cover.office], ['version', 'Version', `${cover.label}, ${BASIS_WORDS[version.basis].toLowerCase()}`], ['scenario', 'Scenario', scenario],
    ['provenance', 'Figures', cover.isFictional ? 'FICTIONAL: made up to show how rates come out of costs; no agency spent or plans them.' : 'The model\'s own.'],
    ['state', 'State', cover.mark ?? 'Published'],
    ['date', 'Made', `${minuteOf(context.generatedAt)} by ${context.author === '' ? 'an unnamed author' : context.author}`],
    ['model', 'Model', `${context.fileName}, revision ${context.revision}`],
  ]
  const rows: ReportRow[] = [
    ...facts.map(([id, label, text]) => labelled(`cover.${id}`, { label, text })),
    ...parts.facts.map((fact, index) => labelled(`cover.fact.${index}`, fact)),
    spanningRow('heading', { id: 'cover.contents', text: 'Contents', columns: 2 }),
    ...cover.sheets.map((sheet) => labelled(`cover.contents.${sheet.id}`, { label: sheet.name, text: sheet.description, link: { sheetId: sheet.id } })),
  ]
  return {
    id: 'cover', name: 'Cover', title: cover.title, description: cover.agency,
    columns: [column({ id: 'label', header: '', width: 26, wrap: true }), column({ id: 'text', header: '', width: 92, wrap: true })],
    rows, frozenColumns: 0, layout: 'document', charts: [],
  }
}

function methodSheet(parts: CostReportParts, isFictional: boolean): ReportSheet {
  const notes: readonly Note[] = [
    ...(isFictional ? [{ label: 'Provenance', text: 'The year\'s policy marks these figures as fictional. They are no statement about any agency.' }] : []),
    ...parts.method,
    { label: 'Arithmetic', text: 'Exact decimals; a half is rounded away from zero. An amount that is split is split to the cent by largest remainder: every part is rounded down, and the cents that are left go to the largest remainders, the first of equals first. Parts always add up. (NUM-1, NUM-2, NUM-5)' },
  ]
  const policies = parts.policies.filter((policy) => policy.note !== '')
  const rows = [
    spanningRow('heading', { id: 'method.rules', text: 'Rules', columns: 2 }), ...notes.map((note, index) => labelled(`method.rule.${index}`, note)),
    ...(policies.length === 0 ? [] : [spanningRow('heading', { id: 'method.policies', text: 'Notes of the year\'s policy', columns: 2 }), ...policies.map((policy) => labelled(`method.policy.${policy.id}`, { label: policy.version, text: policy.note }))]),
    ...(parts.issues.length === 0 ? [] : [spanningRow('heading', { id: 'method.findings', text: 'Findings', columns: 2 }), ...parts.issues.map((each, index) => labelled(`method.finding.${index}`, { label: each.severity === 'error' ? 'Error' : 'To look at', text: `${each.message} ${each.remedy ?? ''}`.trim() }))]),
  ]
  return {
    id: 'method', name: 'Method and notes', title: 'Method and notes', description: 'How each figure was computed, and what to look at.',
    columns: [column({ id: 'label', header: 'What', width: 34, wrap: true }), column({ id: 'text', header: 'How', width: 96, wrap: true })],
    rows, frozenColumns: 0, layout: 'document', charts: [],
  }
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
