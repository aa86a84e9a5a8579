/** The fields of the rating rules as a person reads and types them: what each holds, and rows made of texts. */
import { decimal, formatFixed, toText, type AnyDecimalText, type Factor } from '../decimal.ts'
import { isIsoDate, type IsoDate } from '../fiscal-year.ts'
import { issue, type Issue } from '../issues.ts'
import type { Draft } from '../model/draft.ts'
import { rateIdOfCode } from '../model/integrity.ts'
import type { RatingTableName } from '../model/rating-integrity.ts'
import type { Tables } from '../model/tables.ts'
import { ok, refused, type Result } from '../result.ts'
import { parseTyped } from '../typed-number.ts'
import { isPolicyParameter, isRatingParameterName, RATING_PARAMETERS, type RatingParameterName } from './rating-parameters.ts'
import { ADJUSTMENT_KINDS, BIN_KINDS, HOLIDAY_SCOPES, LIMIT_KINDS, MEASUREMENTS, MEASURES, PRINT_FORMS } from './rating-rules.ts'

export type RuleFieldKind = 'text' | 'figure' | 'day' | 'end' | 'choice' | 'class' | 'rate' | 'parameter'
export type RuleField = { readonly field: string; readonly label: string; readonly kind: RuleFieldKind; readonly choices?: readonly string[]; /** May be left empty. */ readonly isOptional?: true }

const FROM: RuleField = { field: 'effectiveFrom', label: 'From', kind: 'day' }
const UNTIL: RuleField = { field: 'effectiveUntil', label: 'Until before', kind: 'end', isOptional: true }
const SOURCE: RuleField = { field: 'source', label: 'Source', kind: 'text', isOptional: true }
const NOTE: RuleField = { field: 'note', label: 'Note', kind: 'text', isOptional: true }

/** What a table of rules is called, the rule that it is of, what is looked at first, and its fields in their order. */
export const RULE_TABLES: { readonly [Name in RatingTableName]: { readonly label: string; readonly ruleId: string; readonly about: string; readonly fields: readonly RuleField[] } } = {
  performanceFactor: {
    label: 'Performance factors', ruleId: 'BILL-2', about: 'F_p: CPU time of a system against the base computer, from a day on.',
    fields: [{ field: 'system', label: 'System', kind: 'text' }, { field: 'model', label: 'Model', kind: 'text', isOptional: true }, FROM, UNTIL, { field: 'factor', label: 'Factor', kind: 'figure' }, SOURCE, NOTE],
  },
  applicationClass: {
    label: 'Application classes', ruleId: 'BILL-2', about: 'Work that shares resources: measured as it is billed (smf), or by transaction and converted first.',
    fields: [{ field: 'name', label: 'Class', kind: 'text' }, { field: 'measurement', label: 'Measured', kind: 'choice', choices: MEASUREMENTS }, SOURCE, NOTE],
  },
  adjustmentFactor: {
    label: 'Adjustment factors', ruleId: 'BILL-2', about: 'F_a for shared resources; F_c and F_t (capture, terminal) for work that is measured by transaction.',
    fields: [{ field: 'applicationClassId', label: 'Class', kind: 'class' }, { field: 'kind', label: 'Kind', kind: 'choice', choices: ADJUSTMENT_KINDS }, FROM, UNTIL, { field: 'factor', label: 'Factor', kind: 'figure' }, SOURCE, NOTE],
  },
  holiday: {
    label: 'Holidays', ruleId: 'BILL-3', about: 'Days without prime time, as they are kept: one that falls on a Sunday stands on its Monday.',
    fields: [{ field: 'date', label: 'Day', kind: 'day' }, { field: 'name', label: 'Name', kind: 'text' }, { field: 'scope', label: 'Kept in', kind: 'choice', choices: HOLIDAY_SCOPES }, SOURCE, NOTE],
  },
  ratingParameter: {
    label: 'Thresholds and constants', ruleId: 'BILL-1 to BILL-13', about: 'Figures that the rules compute with. Two switches stand in the billing policy of each year: county holidays and the first part-month of a mailbox.',
    fields: [{ field: 'name', label: 'Parameter', kind: 'parameter' }, FROM, UNTIL, { field: 'value', label: 'Value', kind: 'figure' }, SOURCE, NOTE],
  },
  printClass: {
    label: 'SYSOUT classes', ruleId: 'BILL-4', about: 'How output of a class is printed, and how many page images stand on one physical page.',
    fields: [{ field: 'sysoutClass', label: 'Class', kind: 'text' }, { field: 'form', label: 'Form', kind: 'choice', choices: PRINT_FORMS }, FROM, UNTIL, { field: 'imagesPerPage', label: 'Images on a page', kind: 'figure' }, SOURCE, NOTE],
  },
  mailboxClass: {
    label: 'Mailbox classes', ruleId: 'BILL-11', about: 'Mailboxes by size: the first class whose limit a size keeps to is its class.',
    fields: [{ field: 'name', label: 'Class', kind: 'text' }, { field: 'limit', label: 'Limit', kind: 'choice', choices: LIMIT_KINDS }, { field: 'megabytes', label: 'MB', kind: 'figure' }, FROM, UNTIL, { field: 'rateId', label: 'Rate', kind: 'rate' }, SOURCE, NOTE],
  },
  complexityFactor: {
    label: 'Complexity factors', ruleId: 'BILL-6', about: 'CF of a mail room job: how much longer a piece takes than one of the standard job.',
    fields: [{ field: 'code', label: 'Code', kind: 'text' }, { field: 'title', label: 'Job', kind: 'text' }, FROM, UNTIL, { field: 'factor', label: 'Factor', kind: 'figure' }, SOURCE, NOTE],
  },
  binSize: {
    label: 'Bins', ruleId: 'BILL-6', about: 'Bins of the mail room by kind and level, and the rate that prices each.',
    fields: [{ field: 'kind', label: 'Kind', kind: 'choice', choices: BIN_KINDS }, { field: 'level', label: 'Level', kind: 'figure' }, { field: 'rateId', label: 'Rate', kind: 'rate' }, SOURCE, NOTE],
  },
  ratedMeasure: {
    label: 'Measures and rates', ruleId: 'BILL-1', about: 'The rate by which each measure is priced.',
    fields: [{ field: 'measure', label: 'Measure', kind: 'choice', choices: MEASURES }, { field: 'rateId', label: 'Rate', kind: 'rate' }, SOURCE],
  },
}

/** The parameters that stand in rows of their own. */
export const PARAMETER_NAMES: readonly RatingParameterName[] = Object.keys(RATING_PARAMETERS).filter(isRatingParameterName).filter((name) => !isPolicyParameter(name))

export type RuleTexts = Readonly<Record<string, string>>

/** A row's fields as texts; a figure with its own places. */
export function textsOf(row: object): RuleTexts {
  return Object.fromEntries(Object.entries(row).map(([field, value]: readonly [string, unknown]) => [field, typeof value === 'string' ? value : typeof value === 'number' ? value.toFixed() : '']))
}

/** A figure as it is shown. @example figureText('1000000000') // '1,000,000,000' */
export function figureText(value: string): string {
  const figure = value as AnyDecimalText
  return formatFixed(figure, decimal(figure).decimalPlaces())
}

/** Reads the fields of a row; what cannot be read is an issue, and the row then not to be used. */
class Fields {
  readonly issues: Issue[] = []
  readonly #draft: Draft
  readonly #texts: RuleTexts

  constructor(draft: Draft, texts: RuleTexts) {
    this.#draft = draft
    this.#texts = texts
  }

  text(field: string): string {
    return (this.#texts[field] ?? '').trim()
  }

  #wrong(code: Issue['code'], message: string, remedy: string): void {
    this.issues.push(issue(code, message, { remedy }))
  }

  day(field: string): IsoDate {
    const text = this.text(field)
    if (isIsoDate(text)) return text
    this.#wrong('not-a-date', text === '' ? 'The day is missing.' : `"${text.slice(0, 40)}" is not a date.`, 'Write it as YYYY-MM-DD.')
    return '1900-01-01' as IsoDate
  }

  end(field: string): IsoDate | null {
    return this.text(field) === '' ? null : this.day(field)
  }

  figure(field: string): Factor {
    const text = this.text(field)
    const read = parseTyped(text)
    if (read.ok) return toText<'1'>(read.value.value)
    if (text === '') this.#wrong('text-missing', 'The figure is missing.', 'Write it as 1,234.50.')
    else this.issues.push(read.failure)
    return '1' as Factor
  }

  whole(field: string): number {
    return decimal(this.figure(field)).toNumber()
  }

  choice<Member extends string>(field: string, members: readonly [Member, ...Member[]]): Member {
    const text = this.text(field)
    const found = members.find((each) => each === text)
    if (found === undefined) this.#wrong('wrong-shape', `"${text.slice(0, 40)}" is none of the choices.`, `It is one of: ${members.join(', ')}.`)
    return found ?? members[0]
  }

  parameter(field: string): RatingParameterName {
    const text = this.text(field)
    if (isRatingParameterName(text)) return text
    this.#wrong('unknown-reference', `There is no parameter "${text.slice(0, 40)}".`, 'Choose one of the list.')
    return 'idle-minutes'
  }

  /** By id or by code. */
  rate(field: string): string {
    const text = this.text(field)
    const id = this.#draft.rate.has(text) ? text : rateIdOfCode(this.#draft, text)
    if (id === undefined) this.#wrong('unknown-reference', text === '' ? 'The rate is missing.' : `There is no rate "${text.slice(0, 40)}".`, 'Choose a rate of the catalog.')
    return id ?? text
  }

  applicationClass(field: string): string {
    const text = this.text(field)
    if (!this.#draft.applicationClass.has(text)) this.#wrong('unknown-reference', text === '' ? 'The class is missing.' : `There is no class "${text.slice(0, 40)}".`, 'Choose a class, or add it first.')
    return text
  }
}

const period = (fields: Fields) => ({ effectiveFrom: fields.day('effectiveFrom'), effectiveUntil: fields.end('effectiveUntil') })
const sourced = (fields: Fields) => ({ note: fields.text('note'), source: fields.text('source') })

const ROWS: { readonly [Name in RatingTableName]: (id: string, fields: Fields) => Tables[Name] } = {
  performanceFactor: (id, fields) => ({ id, system: fields.text('system'), model: fields.text('model'), factor: fields.figure('factor'), ...period(fields), ...sourced(fields) }),
  applicationClass: (id, fields) => ({ id, name: fields.text('name'), measurement: fields.choice('measurement', MEASUREMENTS), ...sourced(fields) }),
  adjustmentFactor: (id, fields) => ({ id, applicationClassId: fields.applicationClass('applicationClassId'), kind: fields.choice('kind', ADJUSTMENT_KINDS), factor: fields.figure('factor'), ...period(fields), ...sourced(fields) }),
  holiday: (id, fields) => ({ id, date: fields.day('date'), name: fields.text('name'), scope: fields.choice('scope', HOLIDAY_SCOPES), ...sourced(fields) }),
  ratingParameter: (id, fields) => ({ id, name: fields.parameter('name'), value: fields.figure('value'), ...period(fields), ...sourced(fields) }),
  printClass: (id, fields) => ({ id, sysoutClass: fields.text('sysoutClass'), form: fields.choice('form', PRINT_FORMS), imagesPerPage: fields.figure('imagesPerPage'), ...period(fields), ...sourced(fields) }),
  mailboxClass: (id, fields) => ({ id, name: fields.text('name'), megabytes: fields.figure('megabytes'), limit: fields.choice('limit', LIMIT_KINDS), rateId: fields.rate('rateId'), ...period(fields), ...sourced(fields) }),
  complexityFactor: (id, fields) => ({ id, code: fields.text('code'), title: fields.text('title'), factor: fields.figure('factor'), ...period(fields), ...sourced(fields) }),
  binSize: (id, fields) => ({ id, kind: fields.choice('kind', BIN_KINDS), level: fields.whole('level'), rateId: fields.rate('rateId'), ...sourced(fields) }),
  ratedMeasure: (id, fields) => ({ id, measure: fields.choice('measure', MEASURES), rateId: fields.rate('rateId'), source: fields.text('source') }),
}

/** A row of texts; refused with every field that cannot be read. */
export function ruleRow<Name extends RatingTableName>(table: Name, { draft, id, texts }: { readonly draft: Draft; readonly id: string; readonly texts: RuleTexts }): Result<Tables[Name]> {
  const fields = new Fields(draft, texts)
  const row: Tables[Name] = ROWS[table](id, fields)
  return fields.issues.length > 0 ? refused(fields.issues) : ok(row)
}
