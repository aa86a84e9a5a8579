/** What holds for a version that states no policy of its own. */
import type { Percent, Usd } from '../decimal.ts'
import type { YearPolicy } from '../model/cost-tables.ts'
import { versionKey, type Version } from '../version.ts'

/**
 * The policy of a version of which nobody said anything: no fringe, no vacancy, step-down, a capitalisation threshold of $5,000
 * (2 CFR 200.1 until 2024), a recovery tolerance of 5 %, 365/60 with allowable expense only (RECOV-3), and a rounding effect of $1,000.
 *
 * @example defaultPolicy(planOf(fiscalYear(2005))).capitalThreshold // '5000'
 */
export function defaultPolicy(version: Version): YearPolicy {
  const key = versionKey(version)
  return {
    id: key, version: key, fringePercent: '0' as Percent, fringeFlat: '0' as Usd, vacancyPercent: '0' as Percent, allocationMethod: 'step-down', capitalThreshold: '5000' as Usd,
    recoveryTolerancePercent: '5' as Percent, reserveDivisor: '365/60', reserveExpense: 'allowable-only', roundingEffectThreshold: '1000' as Usd, provenance: 'own', note: '',
  }
}
