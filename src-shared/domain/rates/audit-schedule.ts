/**
 * Audit of a printed schedule (RATE-7): do the printed difference and % follow from the printed rates?
 */
import { round, type Decimal } from '../decimal.ts'
import type { Draft } from '../model/draft.ts'
import type { VersionKey } from '../version.ts'
import type { Audit, AuditPrecision, AuditRow, AuditVerdict, PrintedFacts } from './audit.ts'
import { percentOf } from './compare-kernel.ts'
import { likePrinted, printText, readPercentOfCost, readPrinted, type PrintedNumber } from './printed-number.ts'
import { findWitness, halfUnit, type PrintedChange } from './rounding-intervals.ts'

/** The printed rows of a version as its model keeps them. */
export function printedFactsOf(draft: Pick<Draft, 'printedRow'>, version: VersionKey): readonly PrintedFacts[] {
  return [...draft.printedRow.values()]
    .filter((row) => row.version === version)
    .toSorted((left, right) => left.position - right.position)
    .map((row) => ({
      key: row.id, heading: row.heading, resource: row.resource, billableUnit: row.billableUnit, fromText: row.fromText, toText: row.toText,
      differenceText: row.differenceText, percentText: row.percentText, source: row.source,
    }))
}

/**
 * One verdict a row. A row is checkable when all four printed texts are numbers and the old rate is not zero; a percentage on a
 * cost (Meter + 16.8 %) is recomputed and remarked on, but stands for no interval of dollars and gets no verdict.
 *
 * @example auditSchedule(printedFactsOf(draft, versionKey(planOf(fiscalYear(2004)))), { reading: 'as-printed' }).counts
 *   // { exact: 38, 'explained-by-rounding': 19, inconsistent: 3, 'not-checkable': 24 }
 */
export function auditSchedule(facts: readonly PrintedFacts[], precision: AuditPrecision): Audit {
  const rows = facts.map((printed) => auditRow(printed, precision))
  const counts: Record<AuditVerdict, number> = { exact: 0, 'explained-by-rounding': 0, inconsistent: 0, 'not-checkable': 0 }
  for (const row of rows) counts[row.verdict] += 1
  return { precision, rows, counts }
}

function auditRow(printed: PrintedFacts, precision: AuditPrecision): AuditRow {
  const from = readPrinted(printed.fromText)
  const to = readPrinted(printed.toText)
  const difference = readPrinted(printed.differenceText)
  const percent = readPrinted(printed.percentText)
  if (!from || !to || !difference || !percent) return withoutVerdict(printed, { from, to, difference, percent })
  if (from.value.isZero()) return row(printed, { verdict: 'not-checkable', sentence: 'The old rate is zero, so there is no % of it.' })
  return checkRow(printed, { change: { from, to, difference, percent }, precision })
}

type Findings = { readonly verdict: AuditVerdict; readonly sentence: string } & Partial<Pick<AuditRow, 'recomputedDifference' | 'recomputedPercent' | 'secondReading'>>
function row(printed: PrintedFacts, findings: Findings): AuditRow {
  return { recomputedDifference: '', recomputedPercent: '', secondReading: '', ...findings, printed }
}

function checkRow(printed: PrintedFacts, check: { readonly change: PrintedChange; readonly precision: AuditPrecision }): AuditRow {
  const { change, precision } = check
  const { from, to, difference, percent } = change
  const exactDifference = to.value.minus(from.value)
  const recomputed = { recomputedDifference: likePrinted(exactDifference, difference), recomputedPercent: likePrinted(exactDifference.times(100).div(from.value), percent) }
  const isExact = round(exactDifference, difference.places).eq(difference.value) && round(exactDifference.times(100).div(from.value), percent.places).eq(percent.value)
  if (isExact) {
    return row(printed, { ...recomputed, verdict: 'exact', sentence: `${printed.toText} less ${printed.fromText} is ${recomputed.recomputedDifference}, which is ${recomputed.recomputedPercent} of ${printed.fromText}.` })
  }
  const off = whatIsOff(printed, { change, ...recomputed })
  const witness = findWitness(change, precision.reading === 'places' ? precision.places : null)
  if (witness !== undefined) {
    const show = (value: Decimal): string => printText(value, { places: witness.places, isPercent: false, isCurrency: from.isCurrency, parentheses: false })
    return row(printed, { ...recomputed, verdict: 'explained-by-rounding', sentence: `${off} Rates before rounding give the printed figures: ${show(witness.to)} against ${show(witness.from)}, for example.` })
  }
  const readAs = precision.reading === 'places' ? ` when the rates are read to ${precision.places} places` : ''
  return row(printed, {
    ...recomputed, verdict: 'inconsistent',
    sentence: `${off} No rates that round to those printed give both figures${readAs}.${likelyCause(printed, change)}`,
    secondReading: wholeDollarReading(change, precision),
  })
}

function whatIsOff(printed: PrintedFacts, found: { readonly change: PrintedChange; readonly recomputedDifference: string; readonly recomputedPercent: string }): string {
  const { difference, percent } = found.change
  const sameDifference = readPrinted(found.recomputedDifference)?.value.eq(difference.value) === true
  const samePercent = readPrinted(found.recomputedPercent)?.value.eq(percent.value) === true
  const parts = [
    ...(sameDifference ? [] : [`a difference of ${found.recomputedDifference}, printed ${printed.differenceText}`]),
    ...(samePercent ? [] : [`${found.recomputedPercent}, printed ${printed.percentText}`]),
  ]
  return `The printed rates give ${parts.join(', and ')}.`
}

function isNear(left: Decimal, right: Decimal, slack: Decimal): boolean {
  return left.minus(right).abs().lte(slack)
}

/** Where the printed figures themselves point to a mistake, which one. */
function likelyCause(printed: PrintedFacts, { from, to, difference, percent }: PrintedChange): string {
  const percentSlack = halfUnit(percent.places)
  const ofNew = to.value.isZero() ? undefined : difference.value.times(100).div(to.value)
  const differenceFollows = isNear(to.value.minus(from.value), difference.value, halfUnit(difference.places))
  if (differenceFollows && ofNew !== undefined && isNear(ofNew, percent.value, percentSlack)) return ' The % divides by the new rate instead of the old one.'
  // The difference belongs to another base than the % is taken of.
  const differenceSlack = halfUnit(difference.places).times(100).div(from.value.abs())
  if (!differenceFollows && isNear(difference.value.times(100).div(from.value), percent.value, percentSlack.plus(differenceSlack))) {
    const base = printText(to.value.minus(difference.value), { places: Math.max(to.places, difference.places), isPercent: false, isCurrency: from.isCurrency, parentheses: false })
    return ` The baselines are mixed: the difference is taken from about ${base}, the % of ${printed.fromText}.`
  }
  return ''
}

/** For rates that are whole dollars as printed: could they have been rounded to dollars? */
function wholeDollarReading(change: PrintedChange, precision: AuditPrecision): string {
  const isWhole = change.from.value.isInteger() && change.to.value.isInteger()
  if (!isWhole || (precision.reading === 'places' && precision.places === 0)) return ''
  const witness = findWitness(change, 0)
  if (witness === undefined) return 'Nor if the rates were rounded to whole dollars.'
  const show = (value: Decimal): string => printText(value, { places: witness.places, isPercent: false, isCurrency: change.from.isCurrency, parentheses: false })
  return `Not from cents; possible if the rates were rounded to whole dollars: ${show(witness.to)} against ${show(witness.from)}, for example.`
}

type Read = { readonly [Name in keyof PrintedChange]: PrintedNumber | undefined }

function withoutVerdict(printed: PrintedFacts, read: Read): AuditRow {
  const percentages = percentageRow(printed, read)
  if (percentages !== undefined) return percentages
  return row(printed, { verdict: 'not-checkable', sentence: whyNotCheckable(printed, read) })
}

function isNothing(text: string): boolean {
  return /^(?:|n\/?a|-+)$/i.test(text.trim())
}

function whyNotCheckable(printed: PrintedFacts, read: Read): string {
  const instead = [...new Set([printed.differenceText, printed.percentText])].filter((each) => !isNothing(each)).join(' ')
  const says = instead === '' ? '' : ` The schedule says "${instead}".`
  if (isNothing(printed.fromText) && isNothing(printed.toText)) return `Neither rate is printed.${says}`
  if (isNothing(printed.fromText)) return `There is no old rate to compare with.${says}`
  if (isNothing(printed.toText)) return `There is no new rate.${says}`
  const words = [...(read.from ? [] : [printed.fromText]), ...(read.to ? [] : [printed.toText])]
  if (words.length > 0) return `${[...new Set(words)].map((each) => `"${each}"`).join(' and ')} ${new Set(words).size === 1 ? 'is' : 'are'} no number.`
  if (!read.difference) return isNothing(printed.differenceText) ? 'No difference is printed.' : `"${printed.differenceText}" is no number.`
  return isNothing(printed.percentText) ? 'No % change is printed.' : `"${printed.percentText}" is no number.`
}

/** A price that is a percentage on a cost: recomputed in points and relatively (RATE-3, NUM-4). */
function percentageRow(printed: PrintedFacts, read: Read): AuditRow | undefined {
  const from = readPercentOfCost(printed.fromText)
  const to = readPercentOfCost(printed.toText)
  if (!from || !to || from.number.value.isZero()) return undefined
  const points = to.number.value.minus(from.number.value)
  const places = Math.max(from.number.places, to.number.places)
  const relative = percentOf(points, from.number.value)
  const differenceStyle = { places, isPercent: true, isCurrency: false, parentheses: read.difference?.inParentheses ?? false }
  const recomputedDifference = printText(points, differenceStyle)
  const recomputedPercent = read.percent ? likePrinted(relative, read.percent) : printText(relative, { ...differenceStyle, places: 2 })
  const ofNew = to.number.value.isZero() ? undefined : percentOf(points, to.number.value)
  const dividesByNew = read.percent !== undefined && ofNew !== undefined && !relative.eq(read.percent.value) && round(ofNew, read.percent.places).eq(read.percent.value)
  const remark = dividesByNew ? ` The printed ${printed.percentText} divides by the new percentage instead of the old one.` : ''
  return row(printed, {
    verdict: 'not-checkable', recomputedDifference, recomputedPercent,
    sentence: `A percentage on a cost: ${from.number.value.toFixed()} to ${to.number.value.toFixed()} is ${points.toFixed()} points, ${relative.toFixed(2)} % of the old percentage.${remark}`,
  })
}

/** A printed row that is known by its name alone, else with the heading that it stands under: `IBM AIX Server and Support: Low vs. FY03`. */
export function printedName(printed: PrintedFacts, facts: readonly PrintedFacts[]): string {
  const heading = printed.heading.split(' > ').at(-1) ?? ''
  const isKnown = facts.every((each) => each === printed || each.resource !== printed.resource)
  return isKnown || heading === '' ? printed.resource : `${heading}: ${printed.resource}`
}
