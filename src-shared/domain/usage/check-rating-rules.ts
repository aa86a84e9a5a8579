/** Reads a set of rating rules before anything is rated by it: periods without overlap, figures that can be multiplied and divided by. */
import { decimal, type Factor } from '../decimal.ts'
import { issue, type Issue } from '../issues.ts'
import { readPeriods } from './effective-period.ts'
import type { RatingRules } from './rating-rules.ts'

export type RulesRead = { readonly rules: RatingRules; readonly issues: readonly Issue[] }

/**
 * The rules with half-open periods that do not overlap: where printed tables let two rows share one day, the later wins (BILL-2, Note 1
 * on 2003-01-01). Issues: a note for each such day; errors for other overlaps (`overlapping-dates`), periods out of order
 * (`dates-out-of-order`), factors that are not above zero (`number-out-of-range`), rows that stand twice (`duplicate-code`), and factors of
 * an application class that the rules do not have (`unknown-reference`). In and out: rows; nothing is dropped.
 *
 * @example readRatingRules(sample).issues // []
 */
export function readRatingRules(rules: RatingRules): RulesRead {
  const performanceFactors = readPeriods(rules.performanceFactors, { keyOf: ({ system }) => nameKey(system), what: 'The performance factor' })
  const adjustmentFactors = readPeriods(rules.adjustmentFactors, { keyOf: ({ applicationClass, kind }) => `${nameKey(applicationClass)} ${kind}`, what: 'The adjustment factor' })
  const parameters = readPeriods(rules.parameters, { keyOf: ({ name }) => name, what: 'The parameter' })
  const printClasses = readPeriods(rules.printClasses, { keyOf: ({ sysoutClass }) => sysoutClass, what: 'The SYSOUT class' })
  const mailboxClasses = readPeriods(rules.mailboxClasses, { keyOf: ({ name }) => nameKey(name), what: 'The mailbox class' })
  const complexityFactors = readPeriods(rules.complexityFactors, { keyOf: ({ code }) => code, what: 'The complexity factor' })
  const read = [performanceFactors, adjustmentFactors, parameters, printClasses, mailboxClasses, complexityFactors]
  return {
    rules: {
      ...rules, performanceFactors: performanceFactors.rows, adjustmentFactors: adjustmentFactors.rows, parameters: parameters.rows, printClasses: printClasses.rows, mailboxClasses: mailboxClasses.rows,
      complexityFactors: complexityFactors.rows,
    },
    issues: [...read.flatMap((each) => each.issues), ...figureIssues(rules), ...twice(rules), ...unknownClasses(rules)],
  }
}

/** Names that differ in case or in spaces around them are one. */
function nameKey(name: string): string {
  return name.trim().toLowerCase()
}

function check(what: string, factor: Factor): readonly Issue[] {
  return decimal(factor).gt(0) ? [] : [issue('number-out-of-range', `${what} is ${factor}.`, { remedy: 'Give a figure above zero.' })]
}

function figureIssues(rules: RatingRules): readonly Issue[] {
  return [
    ...rules.performanceFactors.flatMap(({ system, effectiveFrom, factor }) => check(`The performance factor of "${system}" from ${effectiveFrom}`, factor)),
    ...rules.adjustmentFactors.flatMap(({ applicationClass, kind, factor }) => check(`The ${kind} factor of "${applicationClass}"`, factor)),
    ...rules.printClasses.flatMap(({ sysoutClass, imagesPerPage }) => check(`The number of page images of SYSOUT class "${sysoutClass}"`, imagesPerPage)),
    ...rules.mailboxClasses.flatMap(({ name, megabytes }) => check(`The limit of mailbox class "${name}"`, megabytes)),
    ...rules.complexityFactors.flatMap(({ code, factor }) => check(`The complexity factor "${code}"`, factor)),
  ]
}

function twice(rules: RatingRules): readonly Issue[] {
  const keys = [
    ...rules.holidays.map(({ date, scope }) => `holiday of ${date} (${scope})`), ...rules.ratedMeasures.map(({ measure }) => `rate of "${measure}"`),
    ...rules.binSizes.map(({ kind, level }) => `${kind} bin of level ${level}`), ...rules.applicationClasses.map(({ name }) => `application class "${nameKey(name)}"`),
  ]
  return [...new Set(keys.filter((key, index) => keys.indexOf(key) !== index))].map((key) => issue('duplicate-code', `The ${key} stands twice.`, { remedy: 'Keep one of them.' }))
}

function unknownClasses({ adjustmentFactors, applicationClasses }: RatingRules): readonly Issue[] {
  const known = new Set(applicationClasses.map(({ name }) => nameKey(name)))
  const unknown = [...new Set(adjustmentFactors.map(({ applicationClass }) => applicationClass))].filter((name) => !known.has(nameKey(name)))
  return unknown.map((name) => issue('unknown-reference', `There are factors of "${name}", which is no application class of the rules.`, { remedy: 'Add the class, and say how it is measured.' }))
}
