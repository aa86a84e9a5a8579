/** What a month's value of a target can be: within the metric's range, in the target's unit, in a month in which the target holds. */
import { decimal, type Factor } from '../decimal.ts'
import { issue, type Issue } from '../issues.ts'
import type { ServiceTarget } from '../model/level-tables.ts'
import { monthWords, type Month } from '../month.ts'

/** Null where the value can be; `text` is as it was written. */
export function figureIssue(target: ServiceTarget, { value, text }: { readonly value: Factor; readonly text: string }): Issue | null {
  if (text.includes('%') && target.unit !== '%') return issue('unit-differs', `"${text.trim().slice(0, 40)}" is a percentage; ${target.code} is measured in ${target.unit}.`, { remedy: `Write it in ${target.unit}.` })
  if (target.least !== null && decimal(value).lt(target.least)) return issue('number-out-of-range', `${value} is below ${target.least}, the least that ${target.code} can be.`, { remedy: 'Correct the figure.' })
  if (target.most !== null && decimal(value).gt(target.most)) return issue('number-out-of-range', `${value} is above ${target.most}, the most that ${target.code} can be.`, { remedy: 'Correct the figure.' })
  return null
}

/** Refused once the target is retired; before it holds, the figure is kept and said not to count. */
export function monthIssue(target: ServiceTarget, of: Month): Issue | null {
  if (target.retiredFrom !== null && of >= target.retiredFrom) {
    return issue('wrong-state', `The target ${target.code} is retired from ${monthWords(target.retiredFrom)} on; ${monthWords(of)} cannot be measured.`, { remedy: 'Measure an earlier month, or let the target hold longer.' })
  }
  if (of < target.effectiveFrom) return issue('wrong-state', `The target ${target.code} holds from ${monthWords(target.effectiveFrom)} on; ${monthWords(of)} does not count.`, { severity: 'warning', remedy: 'See that the month is meant, or let the target hold earlier.' })
  return null
}
