/** `project FILE --agency CODE --version VERSION [--from VERSION] [--method METHOD]`: a customer's year, actual and projected, and what it costs (PROJ-1, PROJ-2). */
import type { BudgetAnswer } from '../../../src-shared/contract/budget-answers.ts'
import { budgetOf } from '../../../src-shared/domain/budget/default-budget.ts'
import { decimal, formatFixed, toText, type AnyDecimalText } from '../../../src-shared/domain/decimal.ts'
import { issue } from '../../../src-shared/domain/issues.ts'
import { budgetId, type ProjectionMethod } from '../../../src-shared/domain/model/billing-tables.ts'
import { rowChange, type RowChange } from '../../../src-shared/domain/model/edit.ts'
import { formatVersion, readVersion } from '../../../src-shared/domain/version-label.ts'
import { versionKey, type Version } from '../../../src-shared/domain/version.ts'
import { customerOfCode, fictionalNotes } from '../open-bills.ts'
import type { CliCore } from '../open-core.ts'
import { draftNotes, readModel, readVersions, versionsRefused, type ReadModel } from '../open-model.ts'
import { refusal, type JsonRow, type Outcome } from '../outcome.ts'
import { textTable, type TableColumn, type TableLine } from '../text-table.ts'

export type ProjectRequest = { readonly file: string; readonly agency: string; readonly version: string; readonly from: string | null; readonly method: ProjectionMethod | null }
type Projected = NonNullable<BudgetAnswer>

function dollars(amount: AnyDecimalText): string {
  return formatFixed(amount, 2)
}

function unitsText(units: AnyDecimalText): string {
  return formatFixed(units, decimal(units).decimalPlaces())
}

/** The budget with another method, looked at and not kept. */
function withMethod({ draft }: ReadModel, { version, customerId, method }: { readonly version: Version; readonly customerId: string; readonly method: ProjectionMethod | null }): readonly RowChange[] {
  if (method === null) return []
  const key = { version: versionKey(version), customerId }
  const before = draft.budget.get(budgetId(key)) ?? null
  return [rowChange('budget', { before, after: { ...budgetOf(draft, { version, customerId }), id: budgetId(key), ...key, method } })]
}

function rowLine(row: Projected['rows'][number]): TableLine {
  const after = toText(decimal(row.unitsActual).plus(row.unitsProjected))
  return { kind: 'cells', cells: [row.code, row.title, unitsText(row.unitsBefore), unitsText(row.unitsActual), unitsText(row.unitsProjected), unitsText(after), row.method, row.priceBefore, row.priceAfter, dollars(row.amountBefore), dollars(row.amountAfter), dollars(row.terms.difference)] }
}

function column(header: string, align: 'start' | 'decimal' = 'decimal'): TableColumn {
  return { header, align }
}

/** Nothing where no budget was handed over. */
function budgetByMonth({ byMonth, ratesInTwelfths }: Pick<Projected, 'byMonth' | 'ratesInTwelfths'>): readonly string[] {
  if (byMonth.total.budget === null) return []
  const lines = [...byMonth.rows, byMonth.total].map(({ label, budget, actual, projected, variance }): TableLine => ({ kind: 'cells', cells: [label, ...[budget, actual, projected, variance].map((value) => (value === null ? '' : dollars(value)))] }))
  return [
    '', textTable([column('Month', 'start'), column('Budget'), column('Actual'), column('Projected'), column('Against the budget')], lines),
    ...(ratesInTwelfths === 0 ? [] : [`${ratesInTwelfths === 1 ? 'The budget of 1 rate was' : `The budgets of ${ratesInTwelfths} rates were`} handed over before months were kept: a twelfth of the year stands in each month.`]), '',
  ]
}

function textOf({ rows, totals, ...budget }: Projected, labels: { readonly from: string; readonly to: string }): string {
  const table = textTable(
    [column('Code', 'start'), column('Resource', 'start'), column(`Units ${labels.from}`), column('Actual'), column('Projected'), column(`Units ${labels.to}`), column('Method', 'start'), column(`Rate ${labels.from}`), column(`Rate ${labels.to}`), column(labels.from), column(labels.to), column('Difference')],
    rows.map(rowLine),
  )
  return [
    table, '', `${labels.from} ${dollars(totals.before)}, ${labels.to} ${dollars(totals.after)}, difference ${dollars(totals.terms.difference)}${totals.percentChange === null ? '' : ` (${formatFixed(totals.percentChange, 2)} %)`}`,
    `Price ${dollars(totals.terms.price)}, volume ${dollars(totals.terms.volume)}, joint ${dollars(totals.terms.joint)}, minimum and credits ${dollars(totals.terms.minimumAndCredits)}, rounding ${dollars(totals.terms.rounding)}`,
    ...(budget.priceEffects.length === 0 ? [] : ['', 'Largest price effects:', ...budget.priceEffects.map((each) => `  ${each}`)]), ...(budget.volumeEffects.length === 0 ? [] : ['', 'Largest volume effects:', ...budget.volumeEffects.map((each) => `  ${each}`)]),
    '', `Budget: ${budget.comparison.total.words}`, ...budgetByMonth(budget), ...budget.encumbrances.map((each) => `Estimate of the encumbrance under ${each.objectCode}: ${dollars(each.amount)}`),
  ].join('\n')
}

function jsonRows(agency: string, { rows, totals, ...budget }: Projected): readonly JsonRow[] {
  return [
    ...rows.map(({ terms, budget: own, rateId: _rateId, months: _months, title, ...row }): JsonRow => ({ row: 'rate', agency, resource: title, ...row, ...terms, budget: own === null ? null : { units: own.units, amount: own.amount } })),
    ...budget.months.map((month, at): JsonRow => ({ row: 'month', agency, ...month, variance: budget.byMonth.rows[at]?.variance ?? null, words: budget.byMonth.rows[at]?.words ?? '' })),
    ...budget.encumbrances.map((each): JsonRow => ({ row: 'encumbrance', agency, ...each })),
    { row: 'total', agency, before: totals.before, after: totals.after, percentChange: totals.percentChange, ...totals.terms, priceEffects: budget.priceEffects, volumeEffects: budget.volumeEffects, budget: { ...budget.comparison.total }, ratesInTwelfths: budget.ratesInTwelfths },
  ]
}

/** The year before, where it has a schedule; else the version itself. */
function versionBefore({ draft }: ReadModel, version: Version): Version {
  const before = readVersion(draft, `FY${version.fiscalYear - 1}`)
  return before.ok ? before.value : version
}

export async function projectCommand(core: CliCore, request: ProjectRequest): Promise<Outcome> {
  const model = await readModel(core, request.file)
  const versions = readVersions(model.draft, [request.version, ...(request.from === null ? [] : [request.from])])
  if (!versions.ok) return versionsRefused(model, versions.failure)
  const [to, given] = versions.value
  const customer = customerOfCode(model, request.agency)
  if (!customer.ok) return refusal({ model: model.path, issues: customer.failure })
  if (to === undefined) return refusal({ model: model.path, issues: [] })
  const from = given ?? versionBefore(model, to)
  const answer = await core.client.budgets.customer({ from, to, customerId: customer.value.id, ahead: [...withMethod(model, { version: to, customerId: customer.value.id, method: request.method })] })
  if (answer === null) return refusal({ model: model.path, issues: [] })
  const nothing = answer.rows.length > 0 ? [] : [issue('wrong-state', `${customer.value.code} has no usage in FY${from.fiscalYear} and FY${to.fiscalYear}: there is nothing to project.`, { severity: 'note' })]
  const notes = [...draftNotes(model, { versions: [from, to], generatedAt: core.parts.clock.now().toISOString() }), ...fictionalNotes([customer.value]), ...nothing]
  const unpriced = answer.unpriced.map((line) => issue('not-numeric', `${line.title}: ${unitsText(line.quantity)} ${line.unit} could not be priced: ${line.reason}.`, { severity: 'warning' }))
  const labels = { from: formatVersion(model.draft, from), to: formatVersion(model.draft, to) }
  return {
    exitCode: unpriced.length > 0 ? 1 : 0, model: model.path, warnings: [...notes, ...answer.issues, ...unpriced], rows: jsonRows(customer.value.code, answer),
    text: [...notes.flatMap((each) => [each.message, '']), `${customer.value.code} ${customer.value.name}, ${labels.from} to ${labels.to}`, '', textOf(answer, labels)].join('\n'),
  }
}
