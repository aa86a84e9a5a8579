/** Readers of texts for the kinds of fields that rows of the cost side have. */
import { MAX_PLACES, decimal, round, toText, type DecimalText } from '../decimal.ts'
import { isIsoDate, readFiscalYear, type FiscalYear, type IsoDate } from '../fiscal-year.ts'
import { issue, type Issue } from '../issues.ts'
import { idOfCode } from '../model/cost-integrity.ts'
import type { Draft } from '../model/draft.ts'
import { groupIndex } from '../model/table-index.ts'
import { ok, refused, type Result } from '../result.ts'
import { parseTyped, type DecimalSeparator } from '../typed-number.ts'
import type { VersionKey } from '../version.ts'

export type ReferenceTable = 'service' | 'costPool' | 'driver' | 'internalServiceFund' | 'staffPosition'
export type FieldUnit = 'USD' | '%' | '1' | 'units'

/** What a field takes, for editors, import mappings and messages. `from` and `to` are included; an optional one takes no value. */
export type FieldKind =
  | { readonly kind: 'decimal'; readonly unit: FieldUnit; readonly places: number; readonly from: number | null; readonly to: number | null; readonly isOptional: boolean }
  | { readonly kind: 'text'; readonly longest: number; readonly isOptional: boolean }
  | { readonly kind: 'date'; readonly isOptional: boolean }
  | { readonly kind: 'whole-number'; readonly from: number; readonly to: number }
  | { readonly kind: 'fiscal-year' }
  | { readonly kind: 'choice'; readonly options: readonly string[] }
  | { readonly kind: 'reference'; readonly table: ReferenceTable; readonly isOptional: boolean }

/** Where a code is looked up (`versions`: the scenario's own, if any, then the base), and how numbers are written. */
export type ReadContext = { readonly draft: Draft; readonly versions: readonly VersionKey[]; readonly decimalSeparator?: DecimalSeparator | undefined }

type Read<Value> = { readonly value: Value; readonly note: Issue | null }
export type FieldReader<Value> = {
  readonly kind: FieldKind
  readonly read: (text: string, context: ReadContext) => Result<Read<Value>, Issue>
  /** Canonical text; empty for null. */
  readonly textOf: (value: Value) => string
}

type DecimalRange<Unit extends FieldUnit> = {
  readonly unit: Unit
  readonly places?: number
  readonly from?: number
  readonly to?: number
  /** What is stated, as an encumbrance is, not computed by a spreadsheet: more places are refused instead of rounded. */
  readonly isStated?: true
}

function found<Value>(value: Value, note: Issue | null = null): Result<Read<Value>, Issue> {
  return ok({ value, note })
}

function shown(text: string): string {
  const trimmed = text.trim()
  return trimmed.length > 40 ? `${trimmed.slice(0, 40)}...` : trimmed
}

function missing(remedy: string): Result<never, Issue> {
  return refused(issue('text-missing', 'It cannot be empty.', { remedy }))
}

function orNull<Value>(reader: FieldReader<Value>, kind: FieldKind): FieldReader<Value | null> {
  return { kind, textOf: (value) => (value === null ? '' : reader.textOf(value)), read: (text, context) => (text.trim() === '' ? found(null) : reader.read(text, context)) }
}

function decimalKind(range: DecimalRange<FieldUnit>, isOptional: boolean): FieldKind {
  return { kind: 'decimal', unit: range.unit, places: range.places ?? MAX_PLACES, from: range.from ?? null, to: range.to ?? null, isOptional }
}

function readDecimalText<Unit extends FieldUnit>(text: string, range: DecimalRange<Unit>, context: ReadContext): Result<Read<DecimalText<Unit>>, Issue> {
  if (text.trim() === '') return missing('Write a number; 0 for none.')
  const typed = parseTyped(text, { decimalSeparator: context.decimalSeparator })
  if (!typed.ok) return typed
  if ((typed.value.isPercent && range.unit !== '%') || (typed.value.isCurrency && range.unit !== 'USD')) {
    return refused(issue('unit-differs', `"${shown(text)}" is ${typed.value.isPercent ? 'a percentage' : 'an amount in dollars'}; this field takes ${range.unit === 'USD' ? 'dollars' : range.unit === '%' ? 'a percentage' : 'a plain number'}.`))
  }
  const places = range.places ?? MAX_PLACES
  const isRounded = typed.value.places > places
  if (isRounded && range.isStated === true) {
    return refused(range.unit === 'USD' ? issue('too-many-places', `${shown(text)} has a fraction of a cent.`, { remedy: 'Round it to the cent.' }) : issue('too-many-places', `${shown(text)} has more than ${places} decimal places.`, { remedy: `Round it to ${places} places.` }))
  }
  const value = round(typed.value.value, places)
  if (range.from !== undefined && value.lt(range.from)) return refused(issue('number-out-of-range', `${shown(text)} is below ${range.from}.`, { remedy: `Write ${range.from} or more.` }))
  if (range.to !== undefined && value.gt(range.to)) return refused(issue('number-out-of-range', `${shown(text)} is above ${range.to}.`, { remedy: `Write ${range.to} or less.` }))
  const note = isRounded ? issue('too-many-places', `${shown(text)} was rounded to ${value.toFixed(places)}.`, { severity: 'note' }) : null
  return found(toText<Unit>(value), note)
}

/** A decimal; what has more places than the field is rounded half up (NUM-2) and noted, or refused where it is stated. */
export function decimalField<Unit extends FieldUnit>(range: DecimalRange<Unit>): FieldReader<DecimalText<Unit>> {
  return { kind: decimalKind(range, false), textOf: (value) => toText(decimal(value)), read: (text, context) => readDecimalText(text, range, context) }
}

export function decimalOrNull<Unit extends FieldUnit>(range: DecimalRange<Unit>): FieldReader<DecimalText<Unit> | null> {
  return orNull(decimalField(range), decimalKind(range, true))
}

function readText(text: string, longest: number): Result<Read<string>, Issue> {
  const value = text.trim()
  if (value.length > longest) return refused(issue('text-too-long', `The text is longer than ${longest} characters.`, { remedy: 'Shorten it.' }))
  return found(value)
}

export function textField(longest: number): FieldReader<string> {
  return { kind: { kind: 'text', longest, isOptional: true }, textOf: (value) => value, read: (text) => readText(text, longest) }
}

export function requiredText(longest: number): FieldReader<string> {
  return {
    kind: { kind: 'text', longest, isOptional: false }, textOf: (value) => value,
    read: (text) => (text.trim() === '' ? missing('Write a text.') : readText(text, longest)),
  }
}

const MONTH_DAY_YEAR = /^(\d{1,2})\/(\d{1,2})\/(\d{4})$/

function readDate(text: string): Result<Read<IsoDate>, Issue> {
  const plain = text.trim()
  if (isIsoDate(plain)) return found(plain)
  const [, month = '', day = '', year = ''] = MONTH_DAY_YEAR.exec(plain) ?? []
  const american = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`
  if (isIsoDate(american)) return found(american, issue('not-a-date', `${plain} was read as month/day/year: ${american}.`, { severity: 'note' }))
  return refused(issue('not-a-date', plain === '' ? 'The date is missing.' : `"${shown(text)}" is not a date.`, { remedy: 'Write it as YYYY-MM-DD.' }))
}

export const requiredDate: FieldReader<IsoDate> = { kind: { kind: 'date', isOptional: false }, textOf: (value) => value, read: readDate }
export const dateOrNull: FieldReader<IsoDate | null> = orNull(requiredDate, { kind: 'date', isOptional: true })

export function wholeNumber(range: { readonly from: number; readonly to: number }): FieldReader<number> {
  return {
    kind: { kind: 'whole-number', ...range }, textOf: String,
    read(text, context) {
      const typed = parseTyped(text, { decimalSeparator: context.decimalSeparator })
      if (!typed.ok) return typed
      const { value, isPercent, isCurrency } = typed.value
      if (isPercent || isCurrency || !value.isInteger() || value.lt(range.from) || value.gt(range.to)) {
        return refused(issue('number-out-of-range', `"${shown(text)}" is not a whole number from ${range.from} to ${range.to}.`, { remedy: `Write one from ${range.from} to ${range.to}.` }))
      }
      return found(value.toNumber())
    },
  }
}

export const fiscalYearField: FieldReader<FiscalYear> = {
  kind: { kind: 'fiscal-year' }, textOf: String,
  read(text) {
    const year = readFiscalYear(text)
    return year.ok ? found(year.value) : year
  },
}

function wordKey(text: string): string {
  return text.trim().toLowerCase().replaceAll(/[\s_-]+/g, '-')
}

/** One of a closed list, however its words are joined; `synonyms` are other words for the same. */
export function choice<Option extends string>(options: readonly Option[], synonyms: Readonly<Record<string, Option>> = {}): FieldReader<Option> {
  const byWord = new Map<string, Option>([...Object.entries(synonyms), ...options.map((option) => [option, option] as const)].map(([word, option]) => [wordKey(word), option]))
  return {
    kind: { kind: 'choice', options }, textOf: (value) => value,
    read(text) {
      const option = byWord.get(wordKey(text))
      return option === undefined ? refused(issue('wrong-shape', `"${shown(text)}" is none of ${options.join(', ')}.`, { remedy: `Write one of them.` })) : found(option)
    },
  }
}

const servicesByCode = groupIndex<'service'>((row) => (row.code.trim() === '' ? null : row.code.trim().toLowerCase()))
const REFERENCE_NAMES = { service: 'service', costPool: 'cost pool', driver: 'driver', internalServiceFund: 'fund', staffPosition: 'position' } as const

function idOfReference(table: ReferenceTable, text: string, { draft, versions }: ReadContext): string | undefined {
  if (draft[table].has(text)) return text
  if (table === 'service') return servicesByCode(draft.service).get(text.toLowerCase())?.[0]
  for (const version of versions) {
    const id = idOfCode(draft, { table, version, code: text })
    if (id !== undefined) return id
  }
  return undefined
}

/** Another row by its id or its code. */
export function reference(table: ReferenceTable): FieldReader<string> {
  return {
    kind: { kind: 'reference', table, isOptional: false }, textOf: (value) => value,
    read(text, context) {
      const plain = text.trim()
      const id = plain === '' ? undefined : idOfReference(table, plain, context)
      return id === undefined ? refused(issue('unknown-reference', `There is no ${REFERENCE_NAMES[table]} "${shown(text)}".`, { remedy: 'Write its code.' })) : found(id)
    },
  }
}

export function referenceOrNull(table: ReferenceTable): FieldReader<string | null> {
  return orNull(reference(table), { kind: 'reference', table, isOptional: true })
}
