/** Reads a quote's job file: JSON of a person's own hand, strictly. */
import { Decimal, decimal, toText, type Units, type Usd } from '../decimal.ts'
import { parseExactJson } from '../exact-json.ts'
import { daysInMonth, isIsoDate, isoDate } from '../fiscal-year.ts'
import { issue, type Issue } from '../issues.ts'
import { JsonFields, type Report } from '../json-fields.ts'
import { CUSTOMER_CLASSES } from '../model/tables.ts'
import { assertNever, ok, refused, type Result } from '../result.ts'
import { readLocalTime, type LocalTime } from '../usage/local-time.ts'
import { MAIL_ROOM_SERVICES, type Complexity } from '../usage/mail-room.ts'
import type { MailboxGroup } from '../usage/mailboxes.ts'
import { BIN_KINDS, PRINT_FORMS } from '../usage/rating-rules.ts'
import { DISK_DEVICES } from '../usage/storage-units.ts'
import { QUOTE_ITEM_KINDS, type ComputerJob, type QuoteItem, type QuoteJob } from './quote-job.ts'
import type { Sharer } from './shared-charge.ts'

const MOST_ITEMS = 1_000
const MOST_GROUPS = 1_000
const MOST_SHARERS = 1_000
/** So many wrong lines are enough to see what is wrong with a file. */
const MOST_ISSUES = 50
const MOST_MONTHS = 12
const MOST_DAYS = 31
const MOST_LEVEL = 99

/**
 * Reads a job from the text of a file; numbers are read digit by digit (NUM-1). Refused, with the item named, where the text is no JSON
 * (`unreadable-file`), a field is missing, unknown or wrong, or where two fields say the same thing.
 *
 * @example readQuoteJob(QUOTE_JOB_TEMPLATE) // { ok: true, value: { customerClass: 'state', items: [{ kind: 'job', ... }, ...] } }
 */
export function readQuoteJob(text: string): Result<QuoteJob> {
  const parsed = parseExactJson(text, 'The job')
  if (!parsed.ok) return refused([parsed.failure])
  const issues: Issue[] = []
  const report: Report = (found) => void issues.push(found)
  const top = new JsonFields(parsed.value, { where: 'The job', report })
  const customerClass = top.has('customerClass') ? top.choice('customerClass', CUSTOMER_CLASSES) : 'state'
  const listed = top.list('items', MOST_ITEMS)
  if (issues.length === 0 && listed.length === 0) report(issue('text-missing', 'The job has no items.', { remedy: 'Start from the template.' }))
  const items = listed.map((each, index) => readQuoteItem(each, { where: `Item ${index + 1}`, report }))
  top.finish()
  return issues.length > 0 ? refused(issues.slice(0, MOST_ISSUES)) : ok({ customerClass, items })
}

const NO_TIME: LocalTime = { day: isoDate('1970-01-01'), secondOfDay: 0 }

/** One item; what is wrong is reported, and the item then not to be used. `columns`: issues name the field as their column. */
export function readQuoteItem(value: unknown, given: { readonly where: string; readonly report: Report; readonly columns?: boolean }): QuoteItem {
  const item = new JsonFields(value, given)
  const kind = item.choice('kind', QUOTE_ITEM_KINDS)
  const label = item.optionalText('label', given.where)
  const read = { label, ...readKind(item, kind) }
  item.finish()
  return read
}

function readKind(item: JsonFields, kind: QuoteItem['kind']): WithoutLabel {
  switch (kind) {
    case 'job':
      return readComputerJob(item)
    case 'print':
      return { kind, day: item.day('date'), output: oneOfTwo(item, ['sysoutClass', 'form']) === 'form' ? { form: item.choice('form', PRINT_FORMS) } : { sysoutClass: item.text('sysoutClass') }, pages: item.quantity('pages'), lines: item.optionalQuantity('lines') }
    case 'data-set':
      return { kind, day: item.day('date'), space: oneOfTwo(item, ['tracks', 'gigabytes']) === 'tracks' ? { kind: 'tracks', device: item.choice('device', DISK_DEVICES), tracks: item.quantity('tracks') } : { kind: 'gigabytes', gigabytes: item.quantity('gigabytes') }, days: daysKept(item) }
    case 'tape-file':
      return { kind, day: item.day('date'), gigabytes: item.quantity('gigabytes'), days: daysKept(item), stacked: item.flag('stacked') }
    case 'archive-file':
      return { kind, day: item.day('date'), gigabytes: item.quantity('gigabytes'), days: daysKept(item) }
    case 'report':
      return { kind, day: item.day('date'), pages: item.quantity('pages'), days: daysKept(item) }
    case 'session':
      return { kind, from: time(item, 'from'), to: time(item, 'to'), lastActivityAt: item.has('lastActivityAt') ? time(item, 'lastActivityAt') : null }
    case 'circuit':
      return { kind, day: item.day('date'), drops: item.quantity('drops'), miles: item.quantity('miles'), months: months(item) }
    case 'mailboxes':
      return { kind, month: month(item, 'month'), groups: item.list('groups', MOST_GROUPS).map((each, index) => readMailboxes(each, item, index + 1)) }
    case 'lan-support':
      return { kind, day: item.day('date'), mailboxes: item.quantity('mailboxes'), months: months(item) }
    case 'payroll-checks':
      return { kind, day: item.day('date'), count: oneOfTwo(item, ['people', 'checks']) === 'people' ? { people: item.quantity('people') } : { checks: item.quantity('checks') } }
    case 'mailing':
      return { kind, day: item.day('date'), service: item.choice('service', MAIL_ROOM_SERVICES), pieces: item.quantity('pieces'), complexity: readComplexity(item) }
    case 'bin':
      return { kind, bin: item.choice('bin', BIN_KINDS), level: item.whole('level', { least: 1, most: MOST_LEVEL }), count: item.optionalQuantity('count') ?? ONE, months: months(item) }
    case 'subscription':
      return { kind, rate: item.text('rate'), annual: oneOfTwo(item, ['quantity', 'cost']) === 'cost' ? { cost: dollars(item, 'cost') } : { quantity: item.quantity('quantity') }, approvedOn: requiredDay(item, 'approvedOn') }
    case 'units':
      return { kind, rate: item.text('rate'), quantity: item.quantity('quantity'), span: oneOfTwo(item, ['months', 'from']) === 'from' ? { from: requiredDay(item, 'from') } : { months: months(item) } }
    case 'cost':
      return { kind, rate: item.text('rate'), cost: dollars(item, 'cost') }
    case 'shared':
      return { kind, rate: item.text('rate'), cost: dollars(item, 'cost'), sharers: readSharers(item) }
    default:
      return assertNever(kind)
  }
}

type DistributedOmit<Item> = Item extends QuoteItem ? Omit<Item, 'label'> : never
type WithoutLabel = DistributedOmit<QuoteItem>

const NOTHING: Usd = toText<'USD'>(new Decimal(0))
const ONE: Units = toText<'units'>(new Decimal(1))

function readComputerJob(item: JsonFields): ComputerJob {
  const given = (['cpuHours', 'cpuMinutes', 'cpuSeconds'] as const).filter((name) => item.has(name))
  const [name = 'cpuHours'] = given
  if (given.length > 1) item.wrong('wrong-shape', `${given.join(' and ')} say the same thing.`, 'Keep one of them.')
  return {
    kind: 'job', startedAt: time(item, 'startedAt'), system: item.text('system'), applicationClass: item.text('applicationClass'),
    cpu: { amount: item.quantity(name), unit: name === 'cpuHours' ? 'hours' : name === 'cpuMinutes' ? 'minutes' : 'seconds' },
    ios: item.quantity('ios'), terminalRegion: item.flag('terminalRegion'), tapeMounts: item.optionalQuantity('tapeMounts') ?? toText<'units'>(new Decimal(0)),
  }
}

/** Days for which something was kept: at most those of the month of its date. */
function daysKept(item: JsonFields): Units {
  const days = item.quantity('days')
  const date = item.get('date')
  const isDated = typeof date === 'string' && isIsoDate(date)
  const most = isDated ? daysInMonth(Number.parseInt(date.slice(0, 4), 10), Number.parseInt(date.slice(5, 7), 10)) : MOST_DAYS
  // The field that is wrong is the one that is asked for last.
  if (item.has('days') && decimal(days).gt(most)) item.wrong('number-out-of-range', `"days" is ${days}, and ${isDated ? `${date.slice(0, 7)} has ${most} days` : `no month has more than ${most} days`}.`, 'Write the days of one month; each month is an item or a row of its own.')
  return days
}

/** Which of two fields is there; exactly one has to be. */
function oneOfTwo<Name extends string>(item: JsonFields, [first, second]: readonly [Name, Name]): Name {
  const hasFirst = item.has(first)
  const hasSecond = item.has(second)
  if (hasFirst && hasSecond) item.wrong('wrong-shape', `"${first}" and "${second}" are both there.`, 'Keep one of them.')
  return hasSecond && !hasFirst ? second : first
}

function time(item: JsonFields, name: string): LocalTime {
  return item.read(name, readLocalTime) ?? NO_TIME
}

function requiredDay(item: JsonFields, name: string): ReturnType<typeof isoDate> {
  if (!item.has(name)) item.wrong('text-missing', `"${name}" is missing.`, 'Write it as 2003-10-14.')
  return item.day(name) ?? NO_TIME.day
}

function months(item: JsonFields): number {
  return item.has('months') ? item.whole('months', { least: 1, most: MOST_MONTHS }) : 1
}

function month(item: JsonFields, name: string): string {
  const text = item.text(name)
  if (text === '' || isIsoDate(`${text}-01`)) return text === '' ? '1970-01' : text
  item.wrong('not-a-date', `"${name}" is no month.`, 'Write it as 2003-10.')
  return '1970-01'
}

function dollars(item: JsonFields, name: string): Usd {
  const value = decimal(item.quantity(name))
  if (value.decimalPlaces() > 2) item.wrong('too-many-places', `"${name}" has a fraction of a cent.`, 'Write dollars and cents.')
  return toText<'USD'>(value)
}

function readMailboxes(value: unknown, item: JsonFields, number: number): MailboxGroup {
  const group = new JsonFields(value, { where: `Group ${number}`, report: (found) => item.wrong(found.code, found.message, found.remedy ?? '') })
  const read = { megabytes: group.quantity('megabytes'), count: group.quantity('count'), since: group.day('since') }
  group.finish()
  return read
}

/** Usage of everyone, or where it is not measured for all, the cost of everyone. */
function readSharers(item: JsonFields): readonly Sharer[] {
  const read = item.list('sharers', MOST_SHARERS).map((value, index) => {
    const sharer = new JsonFields(value, { where: `Sharer ${index + 1}`, report: (found) => item.wrong(found.code, found.message, found.remedy ?? '') })
    const one = { customer: sharer.text('customer'), usage: sharer.optionalQuantity('usage'), hasCost: sharer.has('cost'), cost: sharer.has('cost') ? dollars(sharer, 'cost') : NOTHING }
    sharer.finish()
    return one
  })
  if (read.length > 1 && read.some(({ usage }) => usage === null) && read.some(({ hasCost }) => !hasCost)) item.wrong('text-missing', 'Some sharers have neither a usage like the others nor a cost.', 'Give the usage of everyone, or the cost of everyone.')
  return read.map(({ customer, usage, cost }) => ({ customer, usage, cost }))
}

function readComplexity(item: JsonFields): Complexity {
  if (!item.has('complexity')) return { kind: 'production', standardPieces: ONE, jobPieces: ONE }
  const value = item.get('complexity')
  if (typeof value === 'string') return { kind: 'code', code: item.text('complexity') }
  const fields = new JsonFields(value, { where: 'complexity', report: (found) => item.wrong(found.code, found.message, found.remedy ?? '') })
  const read: Complexity = { kind: 'production', standardPieces: fields.quantity('standardPieces'), jobPieces: fields.quantity('jobPieces') }
  fields.finish()
  return read
}
