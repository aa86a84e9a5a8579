/** Mail room: quantities of a job times its complexity factor (BILL-6). */
import { ZERO } from '../costs/explain-derivation-nodes.ts'
import { decimal, type Units } from '../decimal.ts'
import type { Explanation } from '../explanation.ts'
import type { IsoDate } from '../fiscal-year.ts'
import { issue } from '../issues.ts'
import { ok, refused, type Result } from '../result.ts'
import { by, exactQuantity, productsNode, QUANTITY_PLACES, ratedQuantity, ratioText, type Product, type RatedQuantity } from './rated-quantity.ts'
import type { RatingRules } from './rating-rules.ts'
import { measuredNode, onlyRowOn, parametersOn, ruleNode } from './rule-nodes.ts'

/** How much longer a piece of a job takes: a factor of the rules by its code, or the pieces an hour of the standard and of the job. */
export type Complexity = { readonly kind: 'code'; readonly code: string } | { readonly kind: 'production'; readonly standardPieces: Units; readonly jobPieces: Units }

/**
 * Factors by which a quantity is multiplied for its complexity (BILL-6; description of services, CF): the time of a piece of the job
 * over that of the standard, which is standard production over the job's production. Refused (`rule-missing`, `number-out-of-range`).
 *
 * @example complexityProduct(rules, { complexity: standard 2 a minute, job 1 a minute, ... }) // 2 / 1: CF = 2
 */
export function complexityProduct(rules: Pick<RatingRules, 'complexityFactors'>, { complexity, day }: { readonly complexity: Complexity; readonly day: IsoDate }): Result<Product> {
  if (complexity.kind === 'production') {
    const { standardPieces, jobPieces } = complexity
    if (decimal(jobPieces).lte(0) || decimal(standardPieces).lte(0)) return refused([issue('number-out-of-range', 'A production of no pieces has no complexity factor.', { remedy: 'Give the pieces that the standard and the job make in the same time, both above zero.' })])
    return ok([by('times', measuredNode('Pieces of the standard job in the same time', standardPieces, 'pieces')), by('over', measuredNode('Pieces of the job', jobPieces, 'pieces'))])
  }
  const row = onlyRowOn(rules.complexityFactors.filter(({ code }) => code === complexity.code), { day, what: `complexity factor "${complexity.code}"`, remedy: `There are: ${[...new Set(rules.complexityFactors.map(({ code }) => code))].join(', ')}.` })
  if (!row.ok) return refused([row.failure])
  return ok([by('times', ruleNode({ label: `CF, ${row.value.title}`, value: row.value.factor, unit: '', ruleId: 'BILL-6', table: 'complexityFactor', row: row.value }))])
}

/** CF itself, with 6 places. @example complexityFactor(product).value // '2' */
export function complexityFactor(product: Product): Explanation {
  return productsNode({ label: 'Complexity factor', value: ratioText<'1'>(exactQuantity([product]), QUANTITY_PLACES), unit: '', ruleId: 'BILL-6', formula: 'Time of a piece of the job / time of a piece of the standard', places: QUANTITY_PLACES, products: [product] })
}

export const MAIL_ROOM_SERVICES = ['manual-insertion', 'automated-insertion', 'clerical', 'data-entry'] as const
export type MailRoomService = (typeof MAIL_ROOM_SERVICES)[number]

/**
 * What a mail room job is billed by: pieces (documents, envelopes; keystrokes in thousands) x CF, rounded to 6 places (BILL-6).
 *
 * @example mailRoomUnits(rules, { service: 'manual-insertion', pieces: '1000', complexity: production 2 and 1, ... }).value.quantity // '2000'
 */
export function mailRoomUnits(rules: Pick<RatingRules, 'complexityFactors' | 'parameters'>, given: { readonly service: MailRoomService; readonly pieces: Units; readonly complexity: Complexity; readonly day: IsoDate }): Result<RatedQuantity> {
  const product = complexityProduct(rules, given)
  if (!product.ok) return product
  const isKeyed = given.service === 'data-entry'
  const read = parametersOn(rules, given.day, isKeyed ? ['keystrokes-per-unit'] : [])
  if (!read.ok) return read
  const factor = complexityFactor(product.value)
  const notes = decimal(factor.value ?? ZERO).eq(1) ? [] : [`Complexity factor ${factor.text}.`]
  const facts = isKeyed ? { label: 'Keystrokes', unit: `units of ${read.value.value('keystrokes-per-unit')} keystrokes` } : { label: 'Pieces', unit: 'pieces' }
  return ratedQuantity(
    { ...facts, ruleId: 'BILL-6', formula: isKeyed ? 'Keystrokes / keystrokes of a unit x CF' : 'Pieces x CF' },
    [[by('times', measuredNode(facts.label, given.pieces, isKeyed ? 'keystrokes' : 'pieces')), ...(isKeyed ? [by('over', read.value.node('keystrokes-per-unit'))] : []), ...product.value]], notes,
  )
}
