/** What a person knows that the history does not: growth from a month on, and dated changes, each with its ground. */
import { decimal, type Percent, type Units } from '../decimal.ts'
import { issue, type Issue } from '../issues.ts'
import { onePlus, percentOf, ratioOf, roundRatio, times, type Ratio } from '../costs/ratio.ts'
import type { TableName } from '../model/table-names.ts'
import { microUnits, microOf } from '../micro-units.ts'
import { monthWords, type Month } from '../month.ts'

/** The row that it was typed into, for a jump. */
type Origin = { readonly table: TableName; readonly id: string }

/** Every projected month from `from` on is so many per cent higher than the method says; several multiply. */
export type Growth = { readonly percent: Percent; readonly from: Month; readonly note: string; readonly origin?: Origin }

/** So many units more (or less) in every month from `from` to `until`, both included; null is for good, the same month is once. */
export type DatedChange = { readonly quantity: Units; readonly from: Month; readonly until: Month | null; readonly note: string; readonly origin?: Origin }

export type Adjustments = { readonly growth: readonly Growth[]; readonly changes: readonly DatedChange[] }

export const NO_ADJUSTMENTS: Adjustments = { growth: [], changes: [] }

const MOST_GROWTH = 10_000

/** What forbids to apply them. */
export function checkAdjustments({ growth, changes }: Adjustments): readonly Issue[] {
  return [
    ...growth.flatMap(({ percent, from }) => {
      const value = decimal(percent)
      return value.lt(-100) || value.gt(MOST_GROWTH) ? [issue('number-out-of-range', `A growth of ${percent} % from ${monthWords(from)} is out of range.`, { remedy: `Growth is from -100 % to ${MOST_GROWTH} %.` })] : []
    }),
    ...changes.flatMap(({ quantity, from, until }) => {
      const read = microOf(quantity)
      return [
        ...(read.ok ? [] : [read.failure]),
        ...(until !== null && until < from ? [issue('dates-out-of-order', `The change of ${quantity} from ${monthWords(from)} ends in ${monthWords(until)}, before it begins.`, { remedy: 'Let it end in the month in which it begins, or later.' })] : []),
      ]
    }),
  ]
}

/** Growth that holds in a month, the earliest first. */
export function growthIn(month: Month, growth: readonly Growth[]): readonly Growth[] {
  return growth.filter((each) => each.from <= month).toSorted((left, right) => (left.from < right.from ? -1 : left.from > right.from ? 1 : 0))
}

export function changesIn(month: Month, changes: readonly DatedChange[]): readonly DatedChange[] {
  return changes.filter((each) => each.from <= month && (each.until === null || month <= each.until))
}

/** What several growths make of a figure together. */
export function growthFactor(growth: readonly Growth[]): Ratio {
  return times(...growth.map(({ percent }) => onePlus(percentOf(ratioOf(percent)))))
}

/** Grown and rounded once, in millionths. */
export function grown(micro: bigint, growth: readonly Growth[]): bigint {
  return growth.length === 0 ? micro : roundRatio(times({ numerator: micro, denominator: 1n }, growthFactor(growth)), 1n)
}

export function sumOfChanges(changes: readonly DatedChange[]): bigint {
  return changes.reduce((sum, { quantity }) => sum + microUnits(quantity), 0n)
}

/** Changes from a month that the history knows already: they may stand in it. */
export function overlapNotes({ changes }: Adjustments, lastKnown: Month | null): readonly Issue[] {
  if (lastKnown === null) return []
  return changes.filter(({ from, until }) => from <= lastKnown && (until === null || until > lastKnown)).map(({ quantity, from, note }) =>
    issue('history-holds-change', `The change of ${quantity} from ${monthWords(from)}${note === '' ? '' : ` (${note})`} begins before the history ends in ${monthWords(lastKnown)}.`, {
      severity: 'note', remedy: 'Take it out where the history, and so the method, has it already.',
    }))
}
