/** The rating rules that ship with the sample, and short ways to what they are asked. */
import { join } from 'node:path'

import { readSampleRules } from '../../src-main/workbook/rule-samples.ts'
import { Decimal, toText, type Factor, type Units, type Usd, type UsdPerUnit } from '../../src-shared/domain/decimal.ts'
import type { Explanation } from '../../src-shared/domain/explanation.ts'
import { wrongExplanations } from '../../src-shared/domain/rates/evaluate-explanation.ts'
import type { Result } from '../../src-shared/domain/result.ts'
import { readLocalTime, type LocalTime } from '../../src-shared/domain/usage/local-time.ts'
import type { RatedQuantity } from '../../src-shared/domain/usage/rated-quantity.ts'
import type { RatingParameterName } from '../../src-shared/domain/usage/rating-parameters.ts'
import type { RatingRules } from '../../src-shared/domain/usage/rating-rules.ts'

export const SAMPLES = join(import.meta.dirname, '../../assets/samples')
export const RULES: RatingRules = readSampleRules(SAMPLES)

export function units(value: string | number): Units {
  return toText<'units'>(new Decimal(value))
}

export function factor(value: string | number): Factor {
  return toText<'1'>(new Decimal(value))
}

export function usd(value: string): Usd {
  return toText<'USD'>(new Decimal(value))
}

export function rate(value: string): UsdPerUnit {
  return toText<'USD/unit'>(new Decimal(value))
}

/** The value of what has to succeed. */
export function got<Value>(result: Result<Value>): Value {
  if (!result.ok) throw new Error(result.failure.map(({ message }) => message).join(' '))
  return result.value
}

export function at(text: string): LocalTime {
  const read = readLocalTime(text)
  if (!read.ok) throw new Error(read.failure.message)
  return read.value
}

/** The rounded quantity, after every node of its explanation was computed again from its inputs. */
export function quantityOf(result: Result<RatedQuantity>): string {
  const { quantity, explanation } = got(result)
  return explained(explanation) === quantity ? quantity : `explained as ${String(explanation.value)}`
}

/** The value of an explanation in which every node follows from its inputs. */
export function explained(explanation: Explanation): string | null {
  const wrong = wrongExplanations(explanation)
  if (wrong.length > 0) throw new Error(`These do not follow: ${wrong.join('; ')}`)
  return explanation.value
}

/** The rules with another value of a parameter. */
export function withParameter(name: RatingParameterName, value: string | number): RatingRules {
  return { ...RULES, parameters: RULES.parameters.map((each) => (each.name === name ? { ...each, value: factor(value) } : each)) }
}
