/** What a month's value of a target can be: within the metric's range, in the target's unit, in a month in which the target holds. */
import { decimal, type Factor } from '../decimal.ts'
import { issue, type Issue } from '../issues.ts'
import type { Measurement, ServiceTarget } from '../model/level-tables.ts'
import { monthWords, type Month } from '../month.ts'

/** Null where the value can be; `text` is as it was written. */
export function figureIssue(target: ServiceTarget, { value, text }: { readonly value: Factor; readonly text: string }): Issue | null {
  if (text.includes('%') && target.unit !== '%') return issue('unit-differs', `"${text.trim().slice(0, 40)}" is a percentage; ${target.code} is measured in ${target.unit}.`, { remedy: `Write it in ${target.unit}.` })
  if (target.least !== null && decimal(value).lt(target.least)) return issue('number-out-of-range', `${value} is below ${target.least}, the least that ${target.code} can be.`, { remedy: 'Correct the figure.' })
  if (target.most !== null && decimal(value).gt(target.most)) return issue('number-out-of-range', `${value} is above ${target.most}, the most that ${target.code} can be.`, { remedy: 'Correct the figure.' })
  return null
}

/** That a target was measured in months in which it does not hold any more: kept, and said not to count; null where it was not. */
export function retiredMeasurementIssue({ id, code, retiredFrom }: ServiceTarget, measurements: readonly Measurement[]): Issue | null {
  if (retiredFrom === null) return null
  const late = measurements.flatMap(({ month }) => (month >= retiredFrom ? [month] : [])).toSorted()
  const [first] = late
  if (first === undefined) return null
  const when = late.length === 1 ? `in ${monthWords(first)}: it does not count` : `in ${late.length} months from then on, the first ${monthWords(first)}: they do not count`
  return issue('wrong-state', `The target ${code} is retired from ${monthWords(retiredFrom)} on, and is measured ${when}.`, { severity: 'warning', subject: { table: 'serviceTarget', id }, remedy: 'Let the target hold longer, or empty what was measured too late.' })
}

/** That a target was measured in months in which it does not hold yet: kept, and said not to count; null where it was not. */
export function earlyMeasurementIssue({ id, code, effectiveFrom }: ServiceTarget, measurements: readonly Measurement[]): Issue | null {
  const early = measurements.flatMap(({ month }) => (month < effectiveFrom ? [month] : [])).toSorted()
  const [first] = early
  if (first === undefined) return null
  const when = early.length === 1 ? `in ${monthWords(first)}: it does not count` : `in ${early.length} months before then, the first ${monthWords(first)}: they do not count`
  return issue('wrong-state', `The target ${code} holds from ${monthWords(effectiveFrom)} on, and is measured ${when}.`, { severity: 'warning', subject: { table: 'serviceTarget', id }, remedy: 'Let the target hold earlier, or empty what was measured before.' })
}

/** Refused once the target is retired; before it holds, the figure is kept and said not to count. */
export function monthIssue(target: ServiceTarget, of: Month): Issue | null {
  if (target.retiredFrom !== null && of >= target.retiredFrom) {
    return issue('wrong-state', `The target ${target.code} is retired from ${monthWords(target.retiredFrom)} on; ${monthWords(of)} cannot be measured.`, { remedy: 'Measure an earlier month, or let the target hold longer.' })
  }
  if (of < target.effectiveFrom) return issue('wrong-state', `The target ${target.code} holds from ${monthWords(target.effectiveFrom)} on; ${monthWords(of)} does not count.`, { severity: 'warning', remedy: 'See that the month is meant, or let the target hold earlier.' })
  return null
}
