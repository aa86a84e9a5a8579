/** Raw usage of one customer that comes to quantities which the usage has already, so that a bill shows the factors behind them. Nothing here stands in a source. */
import { Decimal } from 'decimal.js'

import type { SampleLine } from '../../../src-main/core/sample-lines.ts'
import type { Chance } from './usage-series.ts'

export const MEASURED_CUSTOMER = 'ZLT'
export const MEASURED_MONTHS: readonly string[] = Array.from({ length: 12 }, (_, index) => `2004-${String(index + 1).padStart(2, '0')}`)
export const MEASURED_RATES = ['MF-CPU-N', 'MF-PRT-1', 'MF-PRT-2', 'ML-INS-MAN'] as const

/** CPU units of an hour of batch work: F_p x F_a of the sample's rules in 2004. */
const UNITS_OF_AN_HOUR = { ASYS: new Decimal('7.434').times('1.12'), RSYS: new Decimal('3.6355').times('1.12') }
const SECONDS = 3_600
/** Ten-thousandths of a second: finer than a millionth of a unit. */
const SECOND_PLACES = 4
const [USUAL_LINES, RECOMPUTED_LINES] = [48, 40]

function job(system: string, startedAt: string, seconds: Decimal): SampleLine {
  return { kind: 'job', startedAt, system, applicationClass: 'Batch', cpuSeconds: seconds.toFixed(), ios: '0' }
}

/** Work by night on two systems: the larger part in whole seconds on the first one, the rest on the other. */
function jobs(month: string, units: Decimal, random: Chance): readonly SampleLine[] {
  const first = units.times(random(0.6, 0.8)).times(SECONDS).div(UNITS_OF_AN_HOUR.ASYS).toDecimalPlaces(0)
  const rest = units.minus(first.times(UNITS_OF_AN_HOUR.ASYS).div(SECONDS)).times(SECONDS).div(UNITS_OF_AN_HOUR.RSYS).toDecimalPlaces(SECOND_PLACES)
  return [job('ASYS', `${month}-12T19:30`, first), job('RSYS', `${month}-19T21:05`, rest)]
}

/** Pages as they were printed, and dense ones that are recomputed by their lines. */
function standardPages(month: string, thousands: Decimal, random: Chance): readonly SampleLine[] {
  const pages = thousands.times(1_000).toNumber()
  const printed = Math.floor(pages * random(0.85, 0.95))
  const dense = pages - printed
  const run = (date: string, reported: number, lines: number): SampleLine => ({ kind: 'print', date: `${month}-${date}`, sysoutClass: 'A', pages: String(reported), lines: String(lines) })
  return [run('14', printed, printed * USUAL_LINES), run('27', Math.floor(dense / 2), dense * RECOMPUTED_LINES)]
}

/** Two and four images on a page. */
function specialPages(month: string, thousands: Decimal, random: Chance): readonly SampleLine[] {
  const pages = thousands.times(1_000).toNumber()
  const twoSided = Math.floor(pages * random(0.4, 0.6))
  return [{ kind: 'print', date: `${month}-15`, sysoutClass: 'D', pages: String(twoSided * 2) }, { kind: 'print', date: `${month}-28`, sysoutClass: 'Q', pages: String((pages - twoSided) * 4) }]
}

/** Standard jobs, and some that take twice the time. */
function insertions(month: string, pieces: Decimal, random: Chance): readonly SampleLine[] {
  const slow = Math.floor(pieces.toNumber() * random(0.1, 0.2))
  const mailing = (date: string, count: number, complexity: string): SampleLine => ({ kind: 'mailing', date: `${month}-${date}`, service: 'manual-insertion', pieces: String(count), complexity })
  return [mailing('08', pieces.toNumber() - 2 * slow, 'STANDARD'), mailing('22', slow, 'HALF-SPEED')]
}

const MAKERS: Readonly<Record<(typeof MEASURED_RATES)[number], typeof jobs>> = { 'MF-CPU-N': jobs, 'MF-PRT-1': standardPages, 'MF-PRT-2': specialPages, 'ML-INS-MAN': insertions }

/** The raw rows of the customer, month by month. */
export function measureLines(usage: readonly SampleLine[], random: Chance): readonly SampleLine[] {
  const quantities = new Map(usage.filter((line) => line['customer'] === MEASURED_CUSTOMER).map((line) => [line['rate'], line]))
  return MEASURED_MONTHS.flatMap((month) => MEASURED_RATES.flatMap((rate) => MAKERS[rate](month, new Decimal(quantities.get(rate)?.[month] ?? ''), random))).map((line) => ({ agency: MEASURED_CUSTOMER, ...line }))
}
