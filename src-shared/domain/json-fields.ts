/** Reads the fields of a JSON object strictly: every wrong, missing and unknown one is reported, with the place where it stands. */
import { Decimal, decimal, readDecimal, toText, type Units } from './decimal.ts'
import { isIsoDate, type IsoDate } from './fiscal-year.ts'
import { issue, type Issue } from './issues.ts'
import type { Result } from './result.ts'

/** Takes what is wrong; reading goes on, so that a person sees everything at once. */
export type Report = (found: Issue) => void

const LONGEST_SHOWN = 60
const MOST = new Decimal('1e12')
/** A number with as many before the point is below the most. */
const MOST_DIGITS = 12

function wholeDigits(text: string): number {
  const point = text.indexOf('.')
  return point === -1 ? text.length : point
}

const ZERO: Units = toText<'units'>(new Decimal(0))

function shown(text: string): string {
  return (text.length > LONGEST_SHOWN ? `${text.slice(0, LONGEST_SHOWN)}...` : text).replaceAll(/\p{Cc}/gu, '?')
}

/** A value that is not what it should be, in words; one that is nested without end is not spelled out. */
function told(value: unknown): string {
  if (typeof value === 'string') return `"${shown(value)}"`
  return Array.isArray(value) ? 'a list' : typeof value === 'object' && value !== null ? 'an object' : String(value)
}

/** The fields of one object. Numbers come as text (see `parseExactJson`) or as JSON numbers of at most 15 digits. */
export class JsonFields {
  readonly #members: ReadonlyMap<string, unknown>
  readonly #where: string
  readonly #report: Report
  /** The fields are cells of a row. */
  readonly #isTable: boolean
  readonly #used = new Set<string>(['about'])
  /** The field that was asked for last. */
  #field = ''

  /** `columns`: issues name the field as their column. */
  constructor(value: unknown, { where, report, columns = false }: { readonly where: string; readonly report: Report; readonly columns?: boolean }) {
    const isObject = typeof value === 'object' && value !== null && !Array.isArray(value)
    this.#members = new Map<string, unknown>(isObject ? Object.entries(value) : [])
    this.#where = where
    this.#isTable = columns
    this.#report = columns ? (found) => report({ ...found, place: { column: this.#field } }) : report
    if (!isObject) report(issue('wrong-shape', `${where} has to be an object in braces.`, { remedy: 'Start from the template.' }))
  }

  /** True when the field is there; `null` stands for a field that is not. */
  has(name: string): boolean {
    this.#field = name
    this.#used.add(name)
    const value = this.#members.get(name)
    return value !== undefined && value !== null
  }

  get(name: string): unknown {
    this.#field = name
    this.#used.add(name)
    return this.#members.get(name)
  }

  wrong(code: Issue['code'], message: string, remedy: string): void {
    this.#report(issue(code, `${this.#where}: ${message}`, { remedy }))
  }

  text(name: string, longest = 100): string {
    const value = this.get(name)
    const text = typeof value === 'string' ? value.trim() : ''
    if (text === '') this.wrong('text-missing', `"${name}" is missing.`, this.#isTable ? 'Write it in its column.' : 'Write it in quotes.')
    if (text.length > longest) this.wrong('text-too-long', `"${name}" is too long.`, `At most ${longest} characters.`)
    // It would move the cursor of whoever prints it.
    if (/\p{Cc}/u.test(text)) this.wrong('wrong-shape', `"${name}" has a control character.`, 'Take it out.')
    return text
  }

  optionalText(name: string, otherwise: string): string {
    return this.has(name) ? this.text(name) : otherwise
  }

  /** Zero or more, below 10^12, with at most 12 places. */
  quantity(name: string): Units {
    const value = this.get(name)
    const text = typeof value === 'number' ? String(value) : value
    const read = typeof text === 'string' ? readDecimal<'units'>(text) : undefined
    if (read?.ok === true && !read.value.startsWith('-') && (wholeDigits(read.value) <= MOST_DIGITS || decimal(read.value).lt(MOST))) return read.value
    if (text === undefined || text === null) this.wrong('text-missing', `"${name}" is missing.`, 'Write a number.')
    else if (read?.ok !== true) this.wrong('not-a-number', `"${name}" is no number: ${told(text)}.`, 'Write digits and one decimal point, such as 1234.5.')
    else this.wrong('number-out-of-range', `"${name}" is ${read.value}.`, 'Quantities are zero or more and below 1,000,000,000,000; a credit is a line of its own.')
    return ZERO
  }

  optionalQuantity(name: string): Units | null {
    return this.has(name) ? this.quantity(name) : null
  }

  whole(name: string, { least, most }: { readonly least: number; readonly most: number }): number {
    const value = decimal(this.quantity(name))
    if (value.isInteger() && value.gte(least) && value.lte(most)) return value.toNumber()
    this.wrong('number-out-of-range', `"${name}" has to be a whole number from ${least} to ${most}.`, 'Correct it.')
    return least
  }

  flag(name: string): boolean {
    if (!this.has(name)) return false
    const value = this.get(name)
    if (typeof value !== 'boolean') this.wrong('wrong-shape', `"${name}" is neither true nor false.`, this.#isTable ? 'Write yes or no.' : 'Write true or false, without quotes.')
    return value === true
  }

  choice<Member extends string>(name: string, members: readonly [Member, ...Member[]]): Member {
    const value = this.get(name)
    const found = members.find((each) => each === value)
    if (found === undefined) this.wrong(value === undefined ? 'text-missing' : 'wrong-shape', `"${name}" is ${value === undefined ? 'missing' : told(value)}.`, `It is one of: ${members.join(', ')}.`)
    return found ?? members[0]
  }

  day(name: string): IsoDate | null {
    if (!this.has(name)) return null
    const text = this.text(name)
    if (isIsoDate(text)) return text
    this.wrong('not-a-date', `"${name}" is no date: ${shown(text)}`, 'Write it as 2003-10-14.')
    return null
  }

  /** A field that another reader understands; undefined where it does not. */
  read<Value>(name: string, reader: (text: string) => Result<Value, Issue>): Value | undefined {
    const text = this.text(name)
    if (text === '') return undefined
    const read = reader(text)
    if (read.ok) return read.value
    this.#report({ ...read.failure, message: `${this.#where}: "${name}": ${read.failure.message}` })
    return undefined
  }

  list(name: string, most: number): readonly unknown[] {
    const value = this.get(name)
    if (!Array.isArray(value)) {
      this.wrong('wrong-shape', `there is no list "${name}".`, 'Start from the template.')
      return []
    }
    if (value.length > most) this.wrong('too-many-rows', `"${name}" has ${value.length} entries.`, `At most ${most} can be read.`)
    return value.length > most ? [] : value
  }

  /** Reports what nobody asked for. */
  finish(): void {
    for (const name of this.#members.keys()) {
      if (this.#used.has(name)) continue
      this.#field = name
      this.wrong('wrong-shape', `"${shown(name)}" means nothing here.`, `It may have ${[...this.#used].join(', ')}.`)
    }
  }
}
