/** `bill FILE --agency CODE --version VERSION [--month YYYY-MM]`: a customer's statement (BILL-1, BILL-7, BILL-8). */
import { heldReasons } from '../../../src-shared/domain/billing/held-reason.ts'
import type { Statement, StatementGroup, StatementLine } from '../../../src-shared/domain/billing/statement.ts'
import { usdOfCents } from '../../../src-shared/domain/cents.ts'
import { formatFixed, type AnyDecimalText } from '../../../src-shared/domain/decimal.ts'
import { formatFiscalYear, type FiscalYear } from '../../../src-shared/domain/fiscal-year.ts'
import { issue, type Issue } from '../../../src-shared/domain/issues.ts'
import { isMonth, monthWords, type Month } from '../../../src-shared/domain/month.ts'
import { formatVersion } from '../../../src-shared/domain/version-label.ts'
import { customerOfCode, fictionalNotes, usageChoiceOf } from '../open-bills.ts'
import type { CliCore } from '../open-core.ts'
import { draftNotes, readModel, readVersions, versionsRefused, type ReadModel } from '../open-model.ts'
import { refusal, type JsonRow, type Outcome } from '../outcome.ts'
import { textTable, type TableLine } from '../text-table.ts'

export type BillRequest = { readonly file: string; readonly agency: string; readonly version: string; readonly month: string | null; readonly usage: string | null }

const RUNS_OUT = { actual: '', planned: 'as planned ', projected: 'at this pace ' } as const

function dollars(amount: AnyDecimalText): string {
  return formatFixed(amount, 2)
}

function quantityText(quantity: AnyDecimalText): string {
  return formatFixed(quantity, quantity.split('.')[1]?.length ?? 0)
}

function lineRow({ amount, reason, ...line }: StatementLine): JsonRow {
  return { row: amount === null ? 'unpriced' : 'line', objectCode: line.objectCode, code: line.code, item: line.itemId, resource: line.title, service: line.service, serviceGroup: line.serviceGroup, quantity: line.quantity, unit: line.unit, factors: line.factors, rate: line.price, amount, reason }
}

function groupRows({ objectCode, lines, adjustments, charges, minimum, subtotal, account }: StatementGroup, months: readonly Month[]): readonly JsonRow[] {
  const { encumbrance } = account
  return [
    ...lines.map(lineRow),
    ...adjustments.map((each): JsonRow => ({ row: 'adjustment', objectCode, date: each.chargedOn, kind: each.kind, reason: each.reason, amount: each.amount })),
    {
      row: 'subtotal', objectCode, charges, minimum, amount: subtotal,
      encumbrance: encumbrance === null ? null : { amount: encumbrance.row.amount, approvedOn: encumbrance.row.approvedOn, used: encumbrance.used, left: encumbrance.left, runsOut: { month: encumbrance.runsOut.month, how: encumbrance.runsOut.how } },
      months: months.map((month, index) => ({
        month, charged: usdOfCents(account.cents.total[index] ?? 0n), yearToDate: usdOfCents(account.cents.yearToDate[index] ?? 0n), billed: usdOfCents(account.cents.billed[index] ?? 0n), heldBack: usdOfCents(account.cents.heldBack[index] ?? 0n), held: account.held[index] ?? null,
      })),
    },
  ]
}

function jsonRows({ customer, month, months, groups, ...figures }: Statement): readonly JsonRow[] {
  return [
    ...groups.flatMap((group) => groupRows(group, months)),
    { row: 'total', agency: customer.code, month, amount: figures.total, yearToDate: figures.yearToDate, billed: figures.billed, heldBack: figures.heldBack, projectedYear: figures.projectedYear },
  ]
}

function encumbranceText({ account }: StatementGroup, month: Month | null): string {
  const { encumbrance } = account
  if (encumbrance === null) return 'no encumbrance: nothing can be billed'
  const { runsOut, row } = encumbrance
  const when = runsOut.month === null ? (runsOut.how === 'lasts' ? 'lasts for the year' : 'not used yet') : `${RUNS_OUT[runsOut.how]}used up in ${monthWords(runsOut.month)}`
  return `encumbrance ${dollars(row.amount)}${row.approvedOn === null ? ' (not approved)' : ''}, used ${dollars(encumbrance.used)}${month === null ? '' : ` through ${monthWords(month)}`}, left ${dollars(encumbrance.left)}, ${when}`
}

function cells(...each: readonly string[]): TableLine {
  return { kind: 'cells', cells: each }
}

function groupLines(group: StatementGroup, month: Month | null): readonly TableLine[] {
  return [
    { kind: 'heading', text: `${group.objectCode === '' ? 'No object code' : group.objectCode}: ${encumbranceText(group, month)}` },
    ...group.lines.map((line) => cells(line.code, line.title, quantityText(line.quantity), line.unit, line.factors === '' ? '-' : line.factors, line.price, line.amount === null ? `not priced: ${line.reason}` : dollars(line.amount))),
    ...group.adjustments.map((each) => cells(each.chargedOn, `${each.kind}: ${each.reason}`, '', '', '', '', dollars(each.amount))),
    ...(group.minimum === '0' ? [] : [cells('', 'Adjustment to the minimum charge', '', '', '', '', dollars(group.minimum))]),
    cells('', 'Subtotal', '', '', '', '', dollars(group.subtotal)),
  ]
}

function textOf(statement: Statement): string {
  const table = textTable(
    [{ header: 'Code', align: 'start' }, { header: 'Resource', align: 'start' }, { header: 'Quantity', align: 'decimal' }, { header: 'Unit', align: 'start' }, { header: 'Factors', align: 'start' }, { header: 'Rate', align: 'decimal' }, { header: 'Amount', align: 'decimal' }],
    statement.groups.flatMap((group) => groupLines(group, statement.month)),
  )
  const held = heldReasons(statement).map(({ objectCode, heldBack, because }) => `${objectCode}: ${dollars(heldBack)} is due and not billed (${because})`)
  return [
    ...(statement.groups.length === 0 ? [] : [table, '']),
    `Total ${dollars(statement.total)}, year to date ${dollars(statement.yearToDate)}${statement.projectedYear === null ? '' : `, projected year ${dollars(statement.projectedYear)}`}`, ...held,
  ].join('\n')
}

/** Said where an agency has nothing but perhaps an encumbrance. */
function nothingNotes({ customer, month, groups }: Statement, usageYear: FiscalYear): readonly Issue[] {
  if (groups.some(({ lines, adjustments }) => lines.length > 0 || adjustments.length > 0)) return []
  return [issue('wrong-state', `${customer.code} has no usage and no credits in ${month === null ? formatFiscalYear(usageYear) : monthWords(month)}: there is nothing to bill.`, { severity: 'note' })]
}

function readMonth(text: string | null): Month | null | Issue {
  if (text === null) return null
  return isMonth(text) ? text : issue('not-a-date', `"${text.slice(0, 40)}" is not a month.`, { remedy: 'Write it as YYYY-MM.' })
}

function ofAnotherYear(model: ReadModel, { usageYear, month }: { readonly usageYear: FiscalYear; readonly month: string }): Outcome {
  return refusal({ model: model.path, issues: [issue('not-a-date', `${month} is not a month of ${formatFiscalYear(usageYear)}, whose usage is billed.`, { remedy: 'Choose a month of that fiscal year, or leave it out for the whole year.' })] })
}

export async function billCommand(core: CliCore, request: BillRequest): Promise<Outcome> {
  const model = await readModel(core, request.file)
  const versions = readVersions(model.draft, [request.version])
  if (!versions.ok) return versionsRefused(model, versions.failure)
  const [version] = versions.value
  const customer = customerOfCode(model, request.agency)
  const usage = usageChoiceOf(request.usage)
  const month = readMonth(request.month)
  if (!customer.ok) return refusal({ model: model.path, issues: customer.failure })
  if (!usage.ok) return refusal({ model: model.path, exitCode: 2, issues: usage.failure })
  if (typeof month === 'object' && month !== null) return refusal({ model: model.path, exitCode: 2, issues: [month] })
  if (version === undefined) return refusal({ model: model.path, issues: [] })
  const statement = await core.client.bills.statement({ version, ...usage.value, ahead: [], customerId: customer.value.id, month })
  if (statement === null) return ofAnotherYear(model, { usageYear: usage.value.usageYear ?? version.fiscalYear, month: request.month ?? '' })
  const notes = [...draftNotes(model, { versions: [version], generatedAt: core.parts.clock.now().toISOString() }), ...fictionalNotes([customer.value]), ...nothingNotes(statement, usage.value.usageYear ?? version.fiscalYear)]
  const unpriced = statement.unpriced.map((line) => issue('not-numeric', `${line.title}: ${quantityText(line.quantity)} ${line.unit} could not be priced: ${line.reason}.`, { severity: 'warning', subject: { table: 'rate', id: line.rateId } }))
  return {
    exitCode: unpriced.length > 0 ? 1 : 0, model: model.path, warnings: [...notes, ...unpriced], rows: jsonRows(statement),
    text: [...notes.flatMap((each) => [each.message, '']), `${customer.value.code} ${customer.value.name}, ${month === null ? formatVersion(model.draft, version) : `${monthWords(month)} at ${formatVersion(model.draft, version)}`}${usage.value.usageBasis === 'planned' ? ', on planned usage' : ''}`, '', textOf(statement)].join('\n'),
  }
}
