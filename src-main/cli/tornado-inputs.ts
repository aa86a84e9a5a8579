/** The inputs of a tornado, from a CSV or Excel file: which field of which row, its low and its high. */
import type { CostInputs } from '../../src-shared/domain/costs/derivation.ts'
import { textOfField, type InputField } from '../../src-shared/domain/costs/goal-seek-inputs.ts'
import type { TornadoInput } from '../../src-shared/domain/costs/tornado.ts'
import { Decimal, round, toText } from '../../src-shared/domain/decimal.ts'
import { issue, type Issue, type IssuePlace } from '../../src-shared/domain/issues.ts'
import { OVERRIDABLE_TABLES, type OverridableTable } from '../../src-shared/domain/model/cost-tables.ts'
import type { Draft } from '../../src-shared/domain/model/draft.ts'
import { rateIdOfCode } from '../../src-shared/domain/model/integrity.ts'
import { ok, refused, type Result } from '../../src-shared/domain/result.ts'
import { parseTyped } from '../../src-shared/domain/typed-number.ts'

type Table = { readonly rows: readonly (readonly string[])[]; readonly rowNumbers: readonly number[] }
type Given = { readonly draft: Draft; readonly inputs: CostInputs; readonly fileName: string }

export const TORNADO_COLUMNS = [
  { header: 'table', required: true, example: 'rateUnits', comment: `What the row is: ${OVERRIDABLE_TABLES.join(', ')}.` },
  { header: 'row', required: false, example: 'MF-CPU-P', comment: 'Which row: position number, code of a rate (units by customer: CODE|CUSTOMER), code of a pool, DRIVER|SERVICE, SERVICE|description of a line; empty for yearPolicy. An id is taken too.' },
  { header: 'field', required: true, example: 'units', comment: 'Which field: units, amount, baseSalary, vacancyPercent, fringePercent, quantity, costPercent, percent.' },
  { header: 'low', required: true, example: '-10 %', comment: 'The low value, or how much lower than now, with a sign and %: -10 %.' },
  { header: 'high', required: true, example: '+10 %', comment: 'The high value, or how much higher than now: +10 %.' },
  { header: 'label', required: false, example: 'Planned units', comment: 'What it is called; table, row and field where it is empty.' },
] as const

function cell(text: string): string {
  return /[",;\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}

/** What `template tornado` prints. */
export function tornadoTemplate(): string {
  const comments = TORNADO_COLUMNS.map(({ header, required, comment }) => cell(`# ${header}: ${required ? 'required. ' : ''}${comment}`))
  return [...comments, TORNADO_COLUMNS.map(({ header }) => header).join(','), TORNADO_COLUMNS.map(({ example }) => cell(example)).join(',')].join('\n')
}

function same(left: string, right: string): boolean {
  return left.trim().toLowerCase() === right.trim().toLowerCase()
}

function ownerIs({ draft }: Given, owner: { readonly serviceId: string | null; readonly poolId: string | null }, text: string): boolean {
  const service = draft.service.get(owner.serviceId ?? '')
  const pool = draft.costPool.get(owner.poolId ?? '')
  return [service?.code, service?.name, pool?.code].some((each) => each !== undefined && each !== '' && same(each, text))
}

/** `Licenses`, or `CPU Time|Licenses` where several owners have one. */
function isOwned(given: Given, row: { readonly serviceId: string | null; readonly poolId: string | null; readonly description: string }, text: string): boolean {
  const at = text.indexOf('|')
  return same(row.description, text) || (at !== -1 && same(row.description, text.slice(at + 1)) && ownerIs(given, row, text.slice(0, at)))
}

/** The rows of a table that a text names. */
function idsOf(given: Given, table: OverridableTable, text: string): readonly string[] {
  const { draft, inputs } = given
  const [first = '', second = ''] = text.split('|')
  const rateId = rateIdOfCode(draft, first)
  const ids = <Row extends { readonly id: string }>(rows: readonly Row[], isMeant: (row: Row) => boolean): readonly string[] => rows.filter((row) => row.id === text || isMeant(row)).map((row) => row.id)
  switch (table) {
    case 'yearPolicy': return [inputs.policy.id]
    case 'costLine': return ids(inputs.costLines, (row) => isOwned(given, row, text))
    case 'capitalItem': return ids(inputs.capitalItems, (row) => isOwned(given, row, text))
    case 'staffPosition': return ids(inputs.staffPositions, (row) => same(row.code, text))
    case 'staffAssignment': return ids(inputs.staffAssignments, (row) => same(draft.staffPosition.get(row.staffPositionId)?.code ?? '', first) && ownerIs(given, row, second))
    case 'salaryIncrease': return ids(inputs.salaryIncreases, (row) => same(row.name, text))
    case 'costPool': return ids(inputs.costPools, (row) => same(row.code, text))
    case 'driverQuantity': return ids(inputs.driverQuantities, (row) => same(draft.driver.get(row.driverId)?.code ?? '', first) && ownerIs(given, row, second))
    case 'rateBuild': return ids([...inputs.rateBuilds.values()], (row) => row.rateId === rateId)
    case 'rateUnits': return ids([...inputs.rateUnits.values()].flat(), (row) => row.rateId === rateId && same(row.customer, second))
  }
}

const RELATIVE = /^[+-].*%$/
const HUNDRED = 100

/** `+10 %` of what stands there now; anything else as it is typed. */
function valueOf(present: string, text: string, places: number): Result<string, Issue> {
  if (!RELATIVE.test(text)) return ok(text)
  const by = parseTyped(text)
  if (!by.ok) return by
  if (!/^-?\d+(?:\.\d+)?$/.test(present)) return refused(issue('not-numeric', `"${present.slice(0, 40)}" is no number that could be ${text} of itself.`, { remedy: 'Write the value itself.' }))
  return ok(toText(round(new Decimal(present).times(by.value.value.plus(HUNDRED)).div(HUNDRED), places)))
}

const MONEY = new Set(['amount', 'baseSalary', 'purchasePrice', 'fringeFlat', 'capitalThreshold', 'roundingEffectThreshold'])

type BadCell = { readonly column: string; readonly issue: Issue }

function bad(column: string, found: Issue): { readonly ok: false; readonly failure: BadCell } {
  return refused({ column, issue: found })
}

function readRow(given: Given, texts: ReadonlyMap<string, string>): Result<TornadoInput, BadCell> {
  const text = (column: string): string => texts.get(column) ?? ''
  const table = OVERRIDABLE_TABLES.find((each) => same(each, text('table')))
  if (table === undefined) return bad('table', issue('unknown-reference', `"${text('table').slice(0, 40)}" is no kind of input.`, { remedy: `Write one of: ${OVERRIDABLE_TABLES.join(', ')}.` }))
  const [rowId, another] = idsOf(given, table, text('row'))
  if (rowId === undefined) return bad('row', issue('unknown-reference', `There is no ${table} "${text('row').slice(0, 80)}" in this version.`, { remedy: 'See the template for how a row is named.' }))
  if (another !== undefined) return bad('row', issue('unknown-reference', `"${text('row').slice(0, 80)}" is the name of several rows.`, { remedy: 'Write whose it is before it, such as CPU Time|Licenses, or its id.' }))
  const at: InputField = { table, rowId, field: text('field') }
  const present = textOfField(given.inputs, at)
  if (present === undefined) return bad('field', issue('unknown-reference', `A ${table} has no field "${at.field.slice(0, 40)}".`, { remedy: 'Fields are named as in the template.' }))
  const places = MONEY.has(at.field) ? 2 : 6
  const [low, high] = [valueOf(present, text('low'), places), valueOf(present, text('high'), places)]
  if (!low.ok) return bad('low', low.failure)
  if (!high.ok) return bad('high', high.failure)
  return ok({ ...at, low: low.value, high: high.value, label: text('label') === '' ? [text('row'), at.field].filter((each) => each !== '').join(' ') : text('label') })
}

function isComment(row: readonly string[]): boolean {
  return (row[0] ?? '').trimStart().startsWith('#') || row.every((each) => each.trim() === '')
}

/** Every bad row is named; then nothing is computed. */
export function readTornadoInputs(given: Given, { rows, rowNumbers }: Table): Result<readonly TornadoInput[]> {
  const at = rows.findIndex((row) => !isComment(row))
  const header = (rows[at] ?? []).map((each) => each.trim().toLowerCase())
  const file = given.fileName
  const missing = TORNADO_COLUMNS.filter((each) => each.required && !header.includes(each.header))
  if (missing.length > 0) {
    return refused(missing.map((each) => issue('wrong-columns', `There is no column "${each.header}".`, { place: { file, ...(at === -1 ? {} : { row: rowNumbers[at] ?? at + 1 }) }, remedy: 'See ratebook template tornado.' })))
  }
  const inputs: TornadoInput[] = []
  const issues: Issue[] = []
  rows.forEach((row, index) => {
    if (index <= at || isComment(row)) return
    const read = readRow(given, new Map(header.map((name, column) => [name, (row[column] ?? '').trim()])))
    const place: IssuePlace = { file, row: rowNumbers[index] ?? index + 1 }
    if (read.ok) inputs.push(read.value)
    else issues.push({ ...read.failure.issue, place: { ...place, column: read.failure.column } })
  })
  if (issues.length === 0 && inputs.length === 0) issues.push(issue('text-missing', 'The file names no inputs.', { place: { file }, remedy: 'See ratebook template tornado.' }))
  return issues.length > 0 ? refused(issues) : ok(inputs)
}
