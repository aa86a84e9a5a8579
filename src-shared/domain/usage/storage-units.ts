/** Storage: disk, tape, archive and report storage, in what the schedule bills by (BILL-5). */
import { Decimal, decimal, toText, type Units } from '../decimal.ts'
import { node } from '../costs/explain-derivation-nodes.ts'
import { ratioOf, roundRatioUp } from '../costs/ratio.ts'
import type { Explanation } from '../explanation.ts'
import type { IsoDate } from '../fiscal-year.ts'
import type { Result } from '../result.ts'
import { by, productsNode, ratedQuantity, type ProductFactor, type RatedQuantity } from './rated-quantity.ts'
import type { RatingRules } from './rating-rules.ts'
import { measuredNode, parametersOn } from './rule-nodes.ts'

export const DISK_DEVICES = ['3380', '3390'] as const
export type DiskDevice = (typeof DISK_DEVICES)[number]

/** Space on disk: tracks of a device, or gigabytes. */
export type DiskSpace = { readonly kind: 'tracks'; readonly device: DiskDevice; readonly tracks: Units } | { readonly kind: 'gigabytes'; readonly gigabytes: Units }

type Rules = Pick<RatingRules, 'parameters'>
type Kept = { readonly day: IsoDate; /** Days, with fractions as they were measured. */ readonly days: Units }

/**
 * Days that count: a fraction of a day is a day (BILL-5). @example wholeDays('2.1').value // '3'
 */
export function wholeDays(days: Units): Explanation {
  const value = toText<'units'>(new Decimal(roundRatioUp(ratioOf(days), 1n).toString()))
  return productsNode({ label: 'Days that count', value, unit: 'days', ruleId: 'BILL-5', formula: 'A fraction of a day is a day.', places: 0, products: [[by('times', measuredNode('Days kept', days, 'days'))]], rounding: 'up' })
}

/**
 * Disk space in thousands of IBM 3380 track-days (BILL-5; On-line Data Storage): allocated tracks x days / 1000. Tracks of an IBM 3390
 * count 56,664 / 47,476 each, a gigabyte 10^9 / 47,476. Days count as measured. In: space and days; out: 1000 track-days, 6 places.
 *
 * @example diskTrackDays(rules, { space: 1000 tracks of a 3390, days: '30', ... }).value.quantity // '35.805881'
 */
export function diskTrackDays(rules: Rules, { space, days, day }: Kept & { readonly space: DiskSpace }): Result<RatedQuantity> {
  const read = parametersOn(rules, day, ['bytes-per-3380-track', 'bytes-per-3390-track', 'bytes-per-gigabyte', 'track-days-per-unit'])
  if (!read.ok) return read
  const formulas = { tracks: 'Tracks x days / track-days of a unit', converted: 'Tracks x bytes of a 3390 track / bytes of a 3380 track x days / track-days of a unit', gigabytes: 'Gigabytes x bytes of a gigabyte / bytes of a 3380 track x days / track-days of a unit' }
  const is3390 = space.kind === 'tracks' && space.device === '3390'
  const formula = space.kind === 'gigabytes' ? formulas.gigabytes : is3390 ? formulas.converted : formulas.tracks
  const bytes = (name: 'bytes-per-3390-track' | 'bytes-per-gigabyte'): readonly ProductFactor[] => [by('times', read.value.node(name)), by('over', read.value.node('bytes-per-3380-track'))]
  const tracks = space.kind === 'gigabytes'
    ? [by('times', measuredNode('Space', space.gigabytes, 'GB')), ...bytes('bytes-per-gigabyte')]
    : [by('times', measuredNode(`Tracks of an IBM ${space.device}`, space.tracks, 'tracks')), ...(is3390 ? bytes('bytes-per-3390-track') : [])]
  return ratedQuantity({ label: 'Disk storage', unit: `units of ${read.value.value('track-days-per-unit')} track-days`, ruleId: 'BILL-5', formula: `${formula}, rounded half up to 6 places` }, [[...tracks, by('times', measuredNode('Days on-line', days, 'days')), by('over', read.value.node('track-days-per-unit'))]])
}

/**
 * A tape file in gigabyte-days (BILL-5; Off-line Data Storage, Tape): a file under 0.2 GB counts 0.2 GB unless it is stacked with
 * others on one volume; a fraction of a day is a day.
 *
 * @example tapeGigabyteDays(rules, { gigabytes: '0.05', days: '30', stacked: false, ... }).value.quantity // '6' = 0.2 x 30
 */
export function tapeGigabyteDays(rules: Rules, { gigabytes, stacked, days, day }: Kept & { readonly gigabytes: Units; readonly stacked: boolean }): Result<RatedQuantity> {
  const read = parametersOn(rules, day, ['tape-minimum-gigabytes'])
  if (!read.ok) return read
  const size = measuredNode('Size of the file', gigabytes, 'GB')
  const least = read.value.node('tape-minimum-gigabytes')
  const minimum = read.value.value('tape-minimum-gigabytes')
  const isBelow = decimal(gigabytes).lt(decimal(minimum))
  const counted = stacked ? size : node({ label: 'Gigabytes that count', value: isBelow ? minimum : gigabytes, unit: 'GB', ruleId: 'BILL-5', formula: `The larger of the file's size and ${minimum} GB; stacked files count as they are.`, operation: { kind: 'largest' } }, () => [size, least])
  const notes = isBelow && !stacked ? [`The file has ${gigabytes} GB and counts ${minimum} GB, because it is not stacked.`] : []
  return ratedQuantity({ label: 'Tape storage', unit: 'gigabyte-days', ruleId: 'BILL-5', formula: 'Gigabytes that count x days that count' }, [[by('times', counted), by('times', wholeDays(days))]], notes)
}

/**
 * An archived file in gigabyte-days (BILL-5; Archive): its size x days, a fraction of a day is a day.
 *
 * @example archiveGigabyteDays({ gigabytes: '0.02', days: '29.5' }).value.quantity // '0.6'
 */
export function archiveGigabyteDays({ gigabytes, days }: { readonly gigabytes: Units; readonly days: Units }): Result<RatedQuantity> {
  return ratedQuantity({ label: 'Archive storage', unit: 'gigabyte-days', ruleId: 'BILL-5', formula: 'Gigabytes x days that count' }, [[by('times', measuredNode('Size of the file', gigabytes, 'GB')), by('times', wholeDays(days))]])
}

/**
 * A stored report in thousands of page-days (BILL-5; Report Storage): pages x days / 1000, a fraction of a day is a day.
 *
 * @example reportPageDays(rules, { pages: '5000', days: '30', ... }).value.quantity // '150'
 */
export function reportPageDays(rules: Rules, { pages, days, day }: Kept & { readonly pages: Units }): Result<RatedQuantity> {
  const read = parametersOn(rules, day, ['page-days-per-unit'])
  if (!read.ok) return read
  return ratedQuantity({ label: 'Report storage', unit: `units of ${read.value.value('page-days-per-unit')} page-days`, ruleId: 'BILL-5', formula: 'Pages x days that count / page-days of a unit' }, [[by('times', measuredNode('Pages stored', pages, 'pages')), by('times', wholeDays(days)), by('over', read.value.node('page-days-per-unit'))]])
}
