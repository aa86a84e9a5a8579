/** Projection of units: all methods compared on one history, and a customer's hundred histories projected by the method recommended for each. */
import { fiscalYear } from '../../src-shared/domain/fiscal-year.ts'
import { compareMethods } from '../../src-shared/domain/projection/compare-methods.ts'
import { projectYear } from '../../src-shared/domain/projection/project-year.ts'
import type { MonthlySeries } from '../../src-shared/domain/projection/series.ts'
import { busyHistory } from '../support/monthly-series.ts'
import { medianOf, milliseconds, type Bench, type BenchRow } from './measure.ts'

const SERIES = 100
const MONTHS = 60
const FEW_MILLISECONDS = 5
const MOST_MILLISECONDS = 200

/** Fresh objects: nothing that is remembered fits them. */
function customer(): readonly MonthlySeries[] {
  return Array.from({ length: SERIES }, (_, index) => busyHistory(MONTHS, index + 1))
}

/** January 2001 to December 2005 is known; half of FY2006 and all of FY2007 are projected. */
function project(series: MonthlySeries, method = compareMethods(series).recommended): unknown {
  return [2006, 2007].map((year) => projectYear({ history: series, fiscalYear: fiscalYear(year), firstMonth: 7, method }))
}

function measure(): readonly BenchRow[] {
  const compared = medianOf({ prepare: () => busyHistory(MONTHS), run: (series) => compareMethods(series) })
  const recommended = medianOf({ prepare: customer, run: (all) => all.map((each) => project(each)) })
  const chosen = medianOf({ prepare: customer, run: (all) => all.map((each) => project(each, { kind: 'same-month-last-year' })) })
  const slowest = medianOf({ prepare: customer, run: (all) => all.map((each) => project(each, { kind: 'holt-winters' })) })
  const long = medianOf({ prepare: () => busyHistory(1_000), run: (series) => compareMethods(series) })
  return [
    { name: `All methods compared on ${MONTHS} months`, value: milliseconds(compared), yardstick: `under ${FEW_MILLISECONDS} ms`, ratio: '', holds: compared < FEW_MILLISECONDS },
    { name: `${SERIES} series of ${MONTHS} months: compared, two years projected with intervals`, value: milliseconds(recommended), yardstick: `under ${MOST_MILLISECONDS} ms`, ratio: '', holds: recommended < MOST_MILLISECONDS },
    { name: 'The same without comparing, all by same month last year', value: milliseconds(chosen), yardstick: '', ratio: '' },
    { name: 'The same without comparing, all by Holt-Winters', value: milliseconds(slowest), yardstick: '', ratio: '' },
    { name: 'All methods compared on 1,000 months', value: milliseconds(long), yardstick: '', ratio: '' },
  ]
}

export default { name: 'Projection of units', run: () => Promise.resolve(measure()) } satisfies Bench
