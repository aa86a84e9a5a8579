/** The months that the quality loop looks at. */
import { monthNumber, monthOfNumber, type Month } from '../../month.ts'

/** So many months that end with one. @example monthsUpTo(month('2004-02'), 3) // ['2003-12', '2004-01', '2004-02'] */
export function monthsUpTo(last: Month, count: number): readonly Month[] {
  return Array.from({ length: count }, (_, index) => monthOfNumber(monthNumber(last) - count + 1 + index))
}
