/** What a budget assumes: method, growth, dated changes, approved requests, notes and questions (PROJ-1). */
import type { ProjectedRate } from '../../budget/customer-projection.ts'
import { comparisonOf } from '../../budget/planned-rates.ts'
import type { ProjectionMethod } from '../../model/billing-tables.ts'
import { monthWords, type Month } from '../../month.ts'
import { column, labelled, spanningRow } from '../cells.ts'
import type { Note } from '../covered-report.ts'
import type { ReportRow, ReportSheet } from '../report-model.ts'
import type { BudgetParts } from './budget-parts.ts'

const METHODS: Readonly<Record<ProjectionMethod, string>> = {
  best: 'The method with the least error on the rate\'s own history', 'same-month-last-year': 'Same month last year', mean: 'Mean of the last months', drift: 'Drift', 'linear-trend': 'Linear trend', 'holt-winters': 'Holt-Winters', typed: 'Typed',
}

function fromWords(from: Month | null): string {
  return from === null ? 'from the first month of the year' : `from ${monthWords(from)}`
}

/** @example whenWords({ from: '2005-02', until: '2005-02' }) // 'once in February 2005' */
function whenWords({ from, until }: Pick<ProjectedRate['changes'][number], 'from' | 'until'>): string {
  return until === from ? `once in ${monthWords(from)}` : `a month from ${monthWords(from)}${until === null ? '' : ` to ${monthWords(until)}`}`
}

function changeNotes({ draft }: BudgetParts, rate: ProjectedRate, table: ProjectedRate['changes'][number]['origin']['table']): readonly Note[] {
  const row = draft.rate.get(rate.rateId)
  return rate.changes.filter((each) => each.origin.table === table).map((each): Note => ({
    label: row?.title ?? rate.rateId,
    text: [`${each.quantity.startsWith('-') ? '' : '+'}${each.quantity} ${whenWords(each)}.`, row === undefined ? '' : `Unit: ${row.billableUnit}.`, each.note].filter((part) => part !== '').join(' '),
  }))
}

/** Sections that have anything to say. */
export function assumptionsSheet(parts: BudgetParts): ReportSheet {
  const { draft, budget, toLabel } = parts
  const { projection } = budget.after
  const own = projection.budget
  const whole: readonly Note[] = [
    { label: 'Method', text: own.method === 'mean' ? `Mean of the last ${own.meanMonths} months` : METHODS[own.method] }, { label: 'Growth', text: own.growthPercent === '0' ? 'None' : `${own.growthPercent} % ${fromWords(own.growthFrom)}` },
    { label: 'Handed over', text: own.handedOverOn ?? 'Not yet' }, ...(own.author === '' ? [] : [{ label: 'Author', text: own.author }]), ...(own.note === '' ? [] : [{ label: 'Note', text: own.note }]),
  ]
  const methods = projection.rates.map((rate): Note => ({ label: draft.rate.get(rate.rateId)?.title ?? rate.rateId, text: [rate.year.words, comparisonOf(rate, own)?.words ?? '', ...(rate.request.growth ?? []).map((each) => `Growth ${each.percent} % ${fromWords(each.from)}${each.note === '' ? '' : ` (${each.note})`}.`), ...rate.year.notes.map((each) => each.message)].filter((each) => each !== '').join(' ') }))
  const questions = [...draft.customerQuestion.values()].filter((each) => each.customerId === budget.customer.id).map((each): Note => ({ label: each.askedOn, text: `${each.question} ${each.answer === '' ? '(open)' : `- ${each.answer}`}` }))
  const sections: readonly { readonly id: string; readonly title: string; readonly notes: readonly Note[] }[] = [
    { id: 'whole', title: 'Of every rate', notes: whole }, { id: 'changes', title: 'Dated changes', notes: projection.rates.flatMap((rate) => changeNotes(parts, rate, 'budgetChange')) },
    { id: 'requests', title: 'Approved requests', notes: projection.rates.flatMap((rate) => changeNotes(parts, rate, 'serviceRequest')) }, { id: 'methods', title: 'Method of each rate', notes: methods }, { id: 'questions', title: 'Questions', notes: questions },
  ]
  const rows = sections.flatMap(({ id, title, notes }): readonly ReportRow[] => (notes.length === 0 ? [] : [spanningRow('heading', { id: `assumptions.${id}`, text: title, columns: 2 }), ...notes.map((note, at) => labelled(`assumptions.${id}.${at}`, note))]))
  return {
    id: 'assumptions', name: 'Assumptions', title: `Assumptions for ${toLabel}`, description: 'Methods, growth, dated changes, approved requests and notes (PROJ-1).', columns: [column({ id: 'label', header: 'What', width: 38, wrap: true }), column({ id: 'text', header: 'Assumed', width: 92, wrap: true })], rows, frozenColumns: 0, layout: 'document', charts: [],
  }
}
