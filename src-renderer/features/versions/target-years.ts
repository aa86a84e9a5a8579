/** Which years a schedule may be begun for. */
import { fiscalYear, isFiscalYear, type FiscalYear } from '../../../src-shared/domain/fiscal-year.ts'

/** The first year after `year` that has no schedule yet. @example freeYearAfter([2003, 2004, 2014], 2003) // 2005 */
export function freeYearAfter(years: readonly FiscalYear[], year: FiscalYear): FiscalYear {
  let next: number = year + 1
  while (years.some((each) => each === next)) next += 1
  return isFiscalYear(next) ? next : fiscalYear(year)
}

/**
 * Years that can take the rates of `from`, in order: those that are not published, and the free year after each of the others.
 * `usual` is the first of them from that year on.
 *
 * @example targetYears({ years: [2003, 2004, 2014], from: 2004, isPublished: () => true }) // { targets: [2005, 2015], usual: 2005 }
 */
export function targetYears({ years, from, isPublished }: { readonly years: readonly FiscalYear[]; readonly from: FiscalYear; readonly isPublished: (year: FiscalYear) => boolean }): { readonly targets: readonly FiscalYear[]; readonly usual: FiscalYear } {
  const targets = [...new Set([...years, from].map((year) => (isPublished(year) ? freeYearAfter(years, year) : year)))].toSorted((left, right) => left - right)
  return { targets, usual: targets.find((year) => year >= from) ?? targets.at(-1) ?? from }
}
