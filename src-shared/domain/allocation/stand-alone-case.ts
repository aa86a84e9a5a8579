/** A case from a file of its own (JSON), so that a textbook example runs without a model. */
import { Decimal, toText, type AnyDecimalText, type Usd } from '../decimal.ts'
import { parseExactJson } from '../exact-json.ts'
import { hasErrors, issue, type Issue } from '../issues.ts'
import { ok, refused, type Result } from '../result.ts'
import { parseTyped } from '../typed-number.ts'
import { checkAllocationCase, type AllocationCase, type AllocationPool, type AllocationTarget, type DriverWeight } from './allocation-case.ts'
import { shown } from './check-pools.ts'

/** As many as can be solved in a breath; a model has far fewer. */
export const MOST_POOLS = 500
export const MOST_TARGETS = 5_000
const LONGEST_ID = 100
const LONGEST_LABEL = 200
/** A double holds so many digits of any decimal. */
const DOUBLE_DIGITS = 15
/** So many wrong lines are enough to see what is wrong with a file. */
const MOST_ISSUES = 50

/** What `template allocation` prints: the example of ALLOC-6. */
export const ALLOCATION_CASE_TEMPLATE = `{
  "about": "Pools in step order. Shares are fractions that add up to 1, or percentages that add up to 100; write drivers instead for headcount, square feet and the like.",
  "pools": [
    { "id": "IT", "label": "Information technology", "amount": "100000.00", "shares": { "HR": "0.10", "FAC": "0.10", "A": "0.50", "B": "0.30" } },
    { "id": "HR", "label": "Human resources", "amount": "80000.00", "shares": { "IT": "0.20", "FAC": "0.10", "A": "0.40", "B": "0.30" } },
    { "id": "FAC", "label": "Facilities", "amount": "60000.00", "shares": { "IT": "0.15", "HR": "0.15", "A": "0.35", "B": "0.35" } }
  ],
  "targets": [
    { "id": "A", "label": "Service A" },
    { "id": "B", "label": "Service B" }
  ]
}
`

/**
 * Reads a case from the text of a file. Numbers may stand without quotes and are read digit by digit, never as a double.
 * Refused as by `readAllocationCase`, and with `unreadable-file` where the text is no JSON.
 *
 * @example parseAllocationCase(ALLOCATION_CASE_TEMPLATE) // { ok: true, value: { pools: [{ id: 'IT', label: 'Information technology', amount: '100000' }, …], … } }
 */
export function parseAllocationCase(text: string): Result<AllocationCase> {
  const parsed = parseExactJson(text, 'The case')
  return parsed.ok ? readAllocationCase(parsed.value) : refused([parsed.failure])
}

/**
 * Reads a case from parsed JSON: `pools` in step order with `id`, `amount` and either `shares` or `drivers` (receiver to number),
 * and `targets` as ids or with labels. Numbers are text or JSON numbers of at most 15 digits. Refused, with the line named, where
 * something has the wrong shape, shares do not add up to 1 or to 100 %, or `checkAllocationCase` finds an error.
 *
 * @example readAllocationCase({ pools: [{ id: 'IT', amount: 100, shares: { A: '60 %', B: '30 %' } }], targets: ['A', 'B'] })
 *   // { ok: false, failure: [{ code: 'shares-do-not-add-up', message: 'Pool 1 "IT": the shares add up to 90 %.', … }] }
 */
export function readAllocationCase(json: unknown): Result<AllocationCase> {
  const issues: Issue[] = []
  const report: Report = (found) => void issues.push(found)
  const top = membersOf(json, { where: 'The case', known: ['about', 'pools', 'targets'], report })
  const pools = listOf(top.get('pools'), { where: 'pools', most: MOST_POOLS, report }).map((each, index) => readPool(each, { where: `Pool ${index + 1}`, report }))
  const targets = listOf(top.get('targets'), { where: 'targets', most: MOST_TARGETS, report }).map((each, index) => readTarget(each, { where: `Target ${index + 1}`, report }))
  const allocationCase = { pools: pools.map(({ pool }) => pool), targets, drivers: pools.map(({ drivers }) => drivers) }
  const found = issues.length > 0 ? issues : checkAllocationCase(allocationCase)
  return hasErrors(found) ? refused(found.slice(0, MOST_ISSUES)) : ok(allocationCase)
}

/** Takes what is wrong; reading goes on, so that a person sees everything at once. */
type Report = (found: Issue) => void
type Reading = { readonly where: string; readonly report: Report }

function membersOf(value: unknown, { where, known, report }: Reading & { readonly known: readonly string[] | 'any' }): ReadonlyMap<string, unknown> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    report(issue('wrong-shape', `${where} has to be an object in braces.`, { remedy: 'Start from the template.' }))
    return new Map()
  }
  const members = new Map<string, unknown>(Object.entries(value))
  for (const name of members.keys()) {
    if (known !== 'any' && !known.includes(name)) report(issue('wrong-shape', `${where} has "${shown(name)}", which means nothing here.`, { remedy: `It may have ${known.join(', ')}.` }))
  }
  return members
}

function listOf(value: unknown, { where, most, report }: Reading & { readonly most: number }): readonly unknown[] {
  if (!Array.isArray(value)) {
    report(issue('wrong-shape', `The case has no list of ${where}.`, { remedy: 'Start from the template.' }))
    return []
  }
  if (value.length <= most) return value
  report(issue('too-many-rows', `The case has ${value.length} ${where}.`, { remedy: `At most ${most} can be read.` }))
  return []
}

function readPool(value: unknown, reading: Reading): { readonly pool: AllocationPool; readonly drivers: readonly DriverWeight[] } {
  const members = membersOf(value, { ...reading, known: ['id', 'label', 'amount', 'shares', 'drivers', 'about'] })
  const named = readName(members, reading)
  const here = { ...reading, where: `${reading.where} "${shown(named.id)}"` }
  const amount = readNumber(members.get('amount'), { ...here, what: 'the amount' })
  if (amount.isPercent) here.report(issue('not-a-number', `${here.where}: the amount is a percentage.`, { remedy: 'Write dollars.' }))
  return { pool: { ...named, amount: toText<'USD'>(amount.value) satisfies Usd }, drivers: readDrivers(members, here) }
}

function readTarget(value: unknown, reading: Reading): AllocationTarget {
  return readName(typeof value === 'string' ? new Map([['id', value]]) : membersOf(value, { ...reading, known: ['id', 'label', 'about'] }), reading)
}

function readName(members: ReadonlyMap<string, unknown>, { where, report }: Reading): AllocationTarget {
  const id = readText(members.get('id'), { where: `${where}: the id`, longest: LONGEST_ID, report })
  return { id, label: members.has('label') ? readText(members.get('label'), { where: `${where}: the label`, longest: LONGEST_LABEL, report }) : id }
}

function readText(value: unknown, { where, longest, report }: Reading & { readonly longest: number }): string {
  const text = typeof value === 'string' ? value.trim() : ''
  if (text === '') report(issue('text-missing', `${where} is missing.`, { remedy: 'Write it in quotes.' }))
  if (text.length > longest) report(issue('text-too-long', `${where} is too long.`, { remedy: `At most ${longest} characters.` }))
  // It would move the cursor of whoever prints it.
  if (/\p{Cc}/u.test(text)) report(issue('wrong-shape', `${where} has a control character.`, { remedy: 'Take it out.' }))
  return text
}

function readDrivers(members: ReadonlyMap<string, unknown>, reading: Reading): readonly DriverWeight[] {
  const { where, report } = reading
  const [name, ...others] = (['shares', 'drivers'] as const).filter((each) => members.has(each))
  if (name === undefined || others.length > 0) {
    report(issue('wrong-shape', `${where} needs either shares or drivers.`, { remedy: 'Shares add up to 1 or to 100 %; drivers may add up to anything.' }))
    return []
  }
  const listed = [...membersOf(members.get(name), { where: `${where}: ${name}`, known: 'any', report })]
  if (listed.length > MOST_POOLS + MOST_TARGETS) {
    report(issue('too-many-rows', `${where} has ${listed.length} ${name}.`, { remedy: `At most ${MOST_POOLS + MOST_TARGETS} can be read.` }))
    return []
  }
  const numbers = listed.map(([to, value]) => ({ to, ...readNumber(value, { where, what: `${name} for "${shown(to)}"`, report }) }))
  if (name === 'shares') checkSum(numbers, reading)
  return numbers.map(({ to, value }) => ({ to, weight: toText<string>(value) satisfies AnyDecimalText }))
}

function checkSum(shares: readonly { readonly value: Decimal; readonly isPercent: boolean }[], { where, report }: Reading): void {
  const sum = shares.reduce((total, { value }) => total.plus(value), new Decimal(0))
  const isPercent = shares.some((share) => share.isPercent)
  if (isPercent ? sum.eq(100) && shares.every((share) => share.isPercent || share.value.isZero()) : sum.eq(1) || sum.eq(100)) return
  const added = isPercent && !shares.every((share) => share.isPercent || share.value.isZero()) ? 'mix percentages and plain numbers' : `add up to ${toText(sum)}${isPercent ? ' %' : ''}`
  report(issue('shares-do-not-add-up', `${where}: the shares ${added}.`, { remedy: 'Let them add up to 1 or to 100 %, or call them drivers.' }))
}

function readNumber(value: unknown, { where, what, report }: Reading & { readonly what: string }): { readonly value: Decimal; readonly isPercent: boolean } {
  const text = typeof value === 'number' ? textOfDouble(value) : value
  const parsed = typeof text === 'string' ? parseTyped(text) : refused(issue('not-a-number', 'It is no number.', { remedy: 'Write it in quotes, such as "1234.50".' }))
  if (parsed.ok) return parsed.value
  report({ ...parsed.failure, message: `${where}: ${what}: ${shown(parsed.failure.message)}` })
  return { value: new Decimal(0), isPercent: false }
}

/** The digits that stood in the file, where a double cannot have lost any of them. */
function textOfDouble(value: number): string | null {
  const text = String(value)
  return text.replaceAll(/^-?0*\.?0*|\./g, '').length <= DOUBLE_DIGITS ? text : null
}
