/** Widths of the tables of rules, in pixels: beside the list of rules, each is whole in a window of 1280. */
import type { RatingTableName } from '../../../src-shared/domain/model/rating-integrity.ts'
import { RULE_TABLES, type RuleField } from '../../../src-shared/domain/usage/rule-fields.ts'

const WIDTHS: Readonly<Record<Exclude<RuleField['kind'], 'choice'>, number>> = { text: 118, figure: 84, day: 104, end: 104, class: 104, rate: 170, parameter: 172 }
/** The least of a text that takes what the others leave. */
const LONG = 95
/** A text that is a code of a few letters. */
const CODE = 72
/** A model of a computer, whole. */
const MODEL = 150
/** A thousand million, with its commas. */
const LARGE_FIGURE = 114
export const FACTS = 120
export const ACTIONS = 70

/** A letter of a choice, and what stands around its text. */
const LETTER = 7.6
const AROUND = 42

function isCode({ field }: RuleField, table: RatingTableName): boolean {
  return field === 'system' || field === 'sysoutClass' || (field === 'name' && table === 'mailboxClass')
}

/** What the others leave is shared among those; a small window cuts them, a larger one shows them whole. */
function isLong({ field, kind }: RuleField, table: RatingTableName): boolean {
  return (kind === 'rate' && table !== 'mailboxClass') || field === 'source' || field === 'note' || field === 'title' || (field === 'name' && table === 'holiday')
}

/** @example widthOf(performanceFactor's System, 'performanceFactor') // 72 */
function widthOf(field: RuleField, table: RatingTableName): number {
  if (field.kind === 'choice') return Math.ceil(Math.max(0, ...(field.choices ?? []).map((choice) => choice.length)) * LETTER) + AROUND
  if (isLong(field, table) && field.kind === 'text') return LONG
  if (isCode(field, table)) return CODE
  if (field.field === 'model') return MODEL
  return table === 'ratingParameter' && field.kind === 'figure' ? LARGE_FIGURE : WIDTHS[field.kind]
}

/** What a column takes of its table: a title that tells the rows apart more in a large window, where it stands whole; else what the others leave. */
export function columnWidth(field: RuleField, table: RatingTableName): number | string | undefined {
  if (isLong(field, table)) return undefined
  const width = widthOf(field, table)
  return field.kind === 'parameter' || field.kind === 'rate' ? `clamp(${width}px, 19cqw, 340px)` : width
}

/** Narrower than this, the table scrolls. */
export function leastWidth(table: RatingTableName): number {
  return ACTIONS + (table === 'ratingParameter' ? FACTS : 0) + RULE_TABLES[table].fields.reduce((sum, field) => sum + widthOf(field, table), 0)
}
