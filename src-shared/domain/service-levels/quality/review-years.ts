/** Which two years a review lays side by side. */
import type { FiscalYear, IsoDate } from '../../fiscal-year.ts'
import { fiscalYearOf, monthOfDay } from '../../month.ts'

export type ReviewYears = { readonly from: FiscalYear; readonly to: FiscalYear }
type Known = { /** That the model has a schedule of, first to last. */ readonly years: readonly FiscalYear[]; /** Of a fiscal year. */ readonly firstMonth: number; readonly asOf: IsoDate }

/**
 * This year's cost and next year's: the year in progress and the one after it. Where the model has no next year, the last two that follow
 * each other and have begun; undefined where there are no two such years.
 *
 * @example reviewYears({ years: [2003, 2004, 2005].map(fiscalYear), firstMonth: 7, asOf: isoDate('2005-01-10') }) // { from: 2004, to: 2005 }: it is FY2005
 */
export function reviewYears({ years, firstMonth, asOf }: Known): ReviewYears | undefined {
  const present = fiscalYearOf(monthOfDay(asOf), firstMonth)
  if (present === undefined) return undefined
  const to = years.find((year) => year - 1 === present && years.includes(present)) ?? years.findLast((year) => year <= present && years.some((each) => each === year - 1))
  const from = years.find((year) => to !== undefined && year === to - 1)
  return from === undefined || to === undefined ? undefined : { from, to }
}
