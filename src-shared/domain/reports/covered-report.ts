/** What reports with a cover and a sheet of method and notes have in common: marks (VER-3), the banner of fictional figures, footer, contents. */
import type { Issue } from '../issues.ts'
import type { Draft } from '../model/draft.ts'
import type { Version } from '../version.ts'
import { column, labelled, linkText, spanningRow } from './cells.ts'
import { draftMark, FICTIONAL_BANNER, minuteOf, pageMark, type ReportContext } from './draft-mark.ts'
import type { ReportModel, ReportRow, ReportSheet } from './report-model.ts'

export type Note = { readonly label: string; readonly text: string }

export type CoveredParts = {
  readonly draft: Draft
  readonly context: ReportContext
  /** `rate-build`. */
  readonly report: string
  readonly title: string
  /** Of the footer: `FY2004 to FY2005`. */
  readonly label: string
  /** Whose state decides over the DRAFT mark. */
  readonly versions: readonly Version[]
  readonly isFictional: boolean
  readonly sheets: readonly ReportSheet[]
  /** What the cover says first. */
  readonly lead: readonly Note[]
  /** What it says after the provenance and state of the figures. */
  readonly facts: readonly Note[]
  /** In words, beside `Figures` on the cover. */
  readonly provenance: string
  readonly method: readonly Note[]
  /** Further headings of the method sheet. */
  readonly sections: readonly { readonly id: string; readonly title: string; readonly notes: readonly Note[] }[]
  readonly issues: readonly Issue[]
}

/** The frame of a report without cover or method: its marks on every page, and the banner where its figures are made up. */
export function markedReport({ draft, context, report, title, label, versions, isFictional, sheets }: Pick<CoveredParts, 'draft' | 'context' | 'report' | 'title' | 'label' | 'versions' | 'isFictional' | 'sheets'>): ReportModel {
  const settings = [...draft.settings.values()][0]
  const agency = settings?.agencyName ?? ''
  const banner = isFictional ? [FICTIONAL_BANNER] : []
  const said = (sheet: ReportSheet): ReportSheet => (isFictional ? { ...sheet, description: `${FICTIONAL_BANNER}. ${sheet.description}` } : sheet)
  return {
    report, title,
    subtitle: [...banner, agency, settings?.officeName ?? ''].filter((each) => each !== '').join(' · '),
    draftMark: pageMark({ draft, context, versions, isFictional }),
    footer: [...banner, context.fileName, label, `revision ${context.revision}`, minuteOf(context.generatedAt)].join(' · '),
    properties: { author: context.author, subject: title, company: agency, createdAt: context.generatedAt },
    sheets: sheets.map(said),
  }
}

/** Cover, the sheets, method and notes. */
export function coveredReport(parts: CoveredParts): ReportModel {
  const sheets = [...parts.sheets, methodSheet(parts)]
  return markedReport({ ...parts, sheets: [coverSheet(parts, sheets), ...sheets] })
}

function coverSheet(parts: CoveredParts, sheets: readonly ReportSheet[]): ReportSheet {
  const { draft, context } = parts
  const settings = [...draft.settings.values()][0]
  const agency = settings?.agencyName ?? ''
  const lead = [{ label: 'Agency', text: agency }, { label: 'Issued by', text: settings?.officeName ?? '' }]
  const state: readonly (readonly [string, string, string])[] = [
    ['provenance', 'Figures', parts.provenance], ...(parts.versions.length === 0 ? [] : [['state', 'State', draftMark({ draft, versions: parts.versions, context }) ?? 'Published'] as const]),
    ['date', 'Made', `${minuteOf(context.generatedAt)} by ${context.author === '' ? 'an unnamed author' : context.author}`], ['model', 'Model', `${context.fileName}, revision ${context.revision}`],
  ]
  const rows: ReportRow[] = [
    ...[...lead, ...parts.lead].filter(({ text }) => text !== '').map((fact, index) => labelled(`cover.lead.${index}`, fact)),
    ...state.map(([id, label, text]) => labelled(`cover.${id}`, { label, text })),
    ...parts.facts.filter(({ text }) => text !== '').map((fact, index) => labelled(`cover.fact.${index}`, fact)),
    spanningRow('heading', { id: 'cover.contents', text: 'Contents', columns: 2 }),
    ...sheets.map((sheet) => labelled(`cover.contents.${sheet.id}`, { label: sheet.name, text: linkText(sheet), link: { sheetId: sheet.id } })),
  ]
  return {
    id: 'cover', name: 'Cover', title: parts.title, description: agency,
    columns: [column({ id: 'label', header: '', width: 26, wrap: true }), column({ id: 'text', header: '', width: 92, wrap: true })],
    rows, frozenColumns: 0, layout: 'document', charts: [],
  }
}

function methodSheet(parts: CoveredParts): ReportSheet {
  const findings = parts.issues.map((each): Note => ({ label: each.severity === 'error' ? 'Error' : 'To look at', text: `${each.message} ${each.remedy ?? ''}`.trim() }))
  const sections = [{ id: 'rules', title: 'Rules', notes: parts.method }, ...parts.sections, { id: 'findings', title: 'Findings', notes: findings }]
  return {
    id: 'method', name: 'Method and notes', title: 'Method and notes', description: 'How each figure was computed, and what to look at.',
    columns: [column({ id: 'label', header: 'What', width: 34, wrap: true }), column({ id: 'text', header: 'How', width: 96, wrap: true })],
    rows: sections.flatMap(({ id, title, notes }) => (notes.length === 0 ? [] : [spanningRow('heading', { id: `method.${id}`, text: title, columns: 2 }), ...notes.map((note, index) => labelled(`method.${id}.${index}`, note))])),
    frozenColumns: 0, layout: 'document', charts: [],
  }
}
