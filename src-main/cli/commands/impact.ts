/** `impact FILE --from VERSION --to VERSION [--usage FY2004|FY2005-planned|planned|own]`: what every customer's bill becomes (BILL-9). */
import type { ImpactAnswer } from '../../../src-shared/contract/bill-answers.ts'
import { IMPACT_TERMS, type ImpactTerm } from '../../../src-shared/domain/billing/bill-impact.ts'
import { IMPACT_DIRECTIONS, type ImpactDirection, type ImpactRow } from '../../../src-shared/domain/billing/impact.ts'
import { rowsInstead } from '../../../src-shared/domain/billing/impact-columns.ts'
import { formatFixed, type AnyDecimalText } from '../../../src-shared/domain/decimal.ts'
import { issue } from '../../../src-shared/domain/issues.ts'
import type { Draft } from '../../../src-shared/domain/model/draft.ts'
import { impactYearOf } from '../../../src-shared/domain/usage/years-of-usage.ts'
import { fictionalNotes, usageChoiceOf } from '../open-bills.ts'
import type { CliCore } from '../open-core.ts'
import { draftNotes, readModel, readVersions, versionsRefused } from '../open-model.ts'
import { refusal, type JsonRow, type Outcome } from '../outcome.ts'
import { textTable, type TableLine } from '../text-table.ts'

/** `usage` null: of the year that `impactYearOf` says. */
export type ImpactCommandRequest = { readonly file: string; readonly from: string; readonly to: string; readonly usage: string | null }

/** The largest changes in words below the table. */
const WORDS = 10

const HEADERS: Readonly<Record<ImpactTerm, string>> = {
  price: 'Price', volume: 'Volume', joint: 'Joint', new: 'New', ended: 'Ended', merged: 'Merged', rounding: 'Rounding', minimumAndCredits: 'Minimum, credits', difference: 'Difference',
}

function dollars(amount: AnyDecimalText): string {
  return formatFixed(amount, 2)
}

function codeOf(draft: Draft, customerId: string): string {
  return draft.customer.get(customerId)?.code ?? customerId
}

function cellsOf(label: string, name: string, { before, after, terms, percentChange }: Pick<ImpactRow, 'before' | 'after' | 'terms' | 'percentChange'>): TableLine {
  return { kind: 'cells', cells: [label, name, dollars(before), ...IMPACT_TERMS.filter((term) => term !== 'difference').map((term) => dollars(terms[term])), dollars(after), dollars(terms.difference), percentChange === null ? '' : `${formatFixed(percentChange, 2)} %`] }
}

/** Who is counted. @example whoGoes(draft, answer, 'down') // ['Down: XPT, XRC'] */
function whoGoes(draft: Draft, { rows }: ImpactAnswer, direction: ImpactDirection): readonly string[] {
  const codes = rows.filter((row) => row.direction === direction).map((row) => codeOf(draft, row.customerId))
  return codes.length === 0 ? [] : [`${direction.charAt(0).toUpperCase()}${direction.slice(1)}: ${codes.join(', ')}`]
}

function textOf(draft: Draft, answer: ImpactAnswer): string {
  const { totals } = answer
  const table = textTable(
    [{ header: 'Agency', align: 'start' }, { header: 'Name', align: 'start' }, { header: 'Before', align: 'decimal' }, ...IMPACT_TERMS.filter((term) => term !== 'difference').map((term) => ({ header: HEADERS[term], align: 'decimal' as const })), { header: 'After', align: 'decimal' }, { header: 'Difference', align: 'decimal' }, { header: '%', align: 'decimal' }],
    [...answer.rows.map((row) => cellsOf(codeOf(draft, row.customerId), draft.customer.get(row.customerId)?.name ?? '', row)), { kind: 'heading', text: 'All agencies' }, cellsOf('', '', totals)],
  )
  return [
    `${answer.title}, in USD`, '', table, '', `${totals.up} up, ${totals.down} down, ${totals.unchanged} unchanged; gross increase ${dollars(totals.grossIncrease)} USD, gross decrease ${dollars(totals.grossDecrease)} USD`,
    ...IMPACT_DIRECTIONS.flatMap((direction) => whoGoes(draft, answer, direction)),
    `By funding, USD: state ${dollars(totals.funding.state)}, federal ${dollars(totals.funding.federal)}, other ${dollars(totals.funding.other)}`, '', ...answer.top.map((each) => each.words),
  ].join('\n')
}

function figures({ before, after, terms, percentChange, funding }: Pick<ImpactRow, 'before' | 'after' | 'terms' | 'percentChange' | 'funding'>): JsonRow {
  return { before, after, ...terms, percentChange, funding: { ...funding } }
}

function jsonRows(draft: Draft, answer: ImpactAnswer): readonly JsonRow[] {
  const { totals } = answer
  return [
    ...answer.rows.map((row): JsonRow => ({ row: 'agency', agency: codeOf(draft, row.customerId), name: draft.customer.get(row.customerId)?.name ?? '', direction: row.direction, ...figures(row) })),
    { row: 'total', ...figures(totals), up: totals.up, down: totals.down, unchanged: totals.unchanged, grossIncrease: totals.grossIncrease, grossDecrease: totals.grossDecrease, distribution: answer.distribution.map((each) => ({ ...each })) },
  ]
}

export async function impactCommand(core: CliCore, request: ImpactCommandRequest): Promise<Outcome> {
  const model = await readModel(core, request.file)
  const versions = readVersions(model.draft, [request.from, request.to])
  if (!versions.ok) return versionsRefused(model, versions.failure)
  const [from, to] = versions.value
  const usage = usageChoiceOf(request.usage)
  if (!usage.ok) return refusal({ model: model.path, exitCode: 2, issues: usage.failure })
  if (from === undefined || to === undefined) return refusal({ model: model.path, issues: [] })
  const { usageBasis } = usage.value
  // As on the screen where no usage is asked for.
  const usageYear = request.usage === null ? impactYearOf(await core.client.usage.years({ ahead: [] }), { asked: null, base: from.fiscalYear, compared: to.fiscalYear }) : usage.value.usageYear
  const answer = rowsInstead(await core.client.bills.impact({ from, to, usageFrom: usageYear, usageTo: usageYear, usageBasis, ahead: [], grouping: null, words: WORDS }))
  const notes = [...draftNotes(model, { versions: versions.value, generatedAt: core.parts.clock.now().toISOString() }), ...fictionalNotes([...model.draft.customer.values()])]
  const unpriced = answer.unpricedLines === 0 ? [] : [issue('not-numeric', `${answer.unpricedLines} lines of usage have no price in ${request.to}; each agency's statement names its own.`, { severity: 'warning' })]
  const mind = answer.warnings.map((each) => issue('wrong-state', each, { severity: 'warning' }))
  return { exitCode: 0, model: model.path, warnings: [...notes, ...unpriced, ...mind], rows: jsonRows(model.draft, answer), text: [...notes.flatMap((each) => [each.message, '']), textOf(model.draft, answer)].join('\n') }
}
