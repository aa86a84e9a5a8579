/** The rating rules that ship with the sample: figures of a published policy, and factors that are made up where it states none. */
import { isoDate } from '../../src-shared/domain/fiscal-year.ts'
import type { RatingTables } from '../../src-shared/domain/model/rating-tables.ts'
import { isPolicyParameter, isRatingParameterName } from '../../src-shared/domain/usage/rating-parameters.ts'
import {
  ADJUSTMENT_KINDS, BIN_KINDS, HOLIDAY_SCOPES, LIMIT_KINDS, MEASUREMENTS, MEASURES, PRINT_FORMS, type EffectivePeriod, type RatingRules,
} from '../../src-shared/domain/usage/rating-rules.ts'
import { cell, day, figure, idOf, oneOf, required, whole, type SampleLine } from './sample-lines.ts'

/** The files under assets/samples, without `.csv`. */
export const RULE_SAMPLE_TABLES = [
  'rating-performance-factors', 'rating-application-classes', 'rating-adjustment-factors', 'rating-holidays', 'rating-parameters', 'rating-print-classes', 'rating-mailbox-classes',
  'rating-complexity-factors', 'rating-bin-sizes', 'rating-measures',
] as const
export type RuleSampleTableName = (typeof RULE_SAMPLE_TABLES)[number]
export type RuleSampleTables = Readonly<Record<RuleSampleTableName, readonly SampleLine[]>>

function period(line: SampleLine): EffectivePeriod {
  return { effectiveFrom: required(line, 'effectiveFrom', day(line, 'effectiveFrom')), effectiveUntil: day(line, 'effectiveUntil') }
}

function sourced(line: SampleLine): { readonly note: string; readonly source: string } {
  return { note: cell(line, 'note'), source: cell(line, 'source') }
}

/** An id that says what the row is, so that the same file gives the same ids. */
function ruleId(...parts: readonly string[]): string {
  return parts.join('-').toLowerCase().replaceAll(/[^a-z0-9]+/g, '-')
}

function factorOf(line: SampleLine, column: string): NonNullable<ReturnType<typeof figure<'1'>>> {
  return required(line, column, figure<'1'>(line, column))
}

/**
 * The rules as rows. @example sampleRules(tables).performanceFactors.length // 24
 */
export function sampleRules(tables: RuleSampleTables): RatingRules {
  return {
    performanceFactors: tables['rating-performance-factors'].map((line) => ({ id: ruleId(cell(line, 'system'), cell(line, 'effectiveFrom')), system: cell(line, 'system'), model: cell(line, 'model'), factor: factorOf(line, 'factor'), ...period(line), ...sourced(line) })),
    applicationClasses: tables['rating-application-classes'].map((line) => ({ id: ruleId(cell(line, 'name')), name: cell(line, 'name'), measurement: oneOf(line, 'measurement', MEASUREMENTS), ...sourced(line) })),
    adjustmentFactors: tables['rating-adjustment-factors'].map((line) => ({ id: ruleId(cell(line, 'applicationClass'), cell(line, 'kind'), cell(line, 'effectiveFrom')), applicationClass: cell(line, 'applicationClass'), kind: oneOf(line, 'kind', ADJUSTMENT_KINDS), factor: factorOf(line, 'factor'), ...period(line), ...sourced(line) })),
    holidays: tables['rating-holidays'].map((line) => ({ id: cell(line, 'date'), date: isoDate(cell(line, 'date')), name: cell(line, 'name'), scope: oneOf(line, 'scope', HOLIDAY_SCOPES), ...sourced(line) })),
    parameters: tables['rating-parameters'].map((line) => {
      const name = cell(line, 'name')
      return { id: ruleId(name, cell(line, 'effectiveFrom')), name: required(line, 'name', isRatingParameterName(name) ? name : null), value: factorOf(line, 'value'), ...period(line), ...sourced(line) }
    }),
    printClasses: tables['rating-print-classes'].map((line) => ({ id: ruleId(cell(line, 'sysoutClass'), cell(line, 'effectiveFrom')), sysoutClass: cell(line, 'sysoutClass'), form: oneOf(line, 'form', PRINT_FORMS), imagesPerPage: factorOf(line, 'imagesPerPage'), ...period(line), ...sourced(line) })),
    mailboxClasses: tables['rating-mailbox-classes'].map((line) => ({ id: ruleId(cell(line, 'name'), cell(line, 'effectiveFrom')), name: cell(line, 'name'), megabytes: factorOf(line, 'megabytes'), limit: oneOf(line, 'limit', LIMIT_KINDS), rateCode: cell(line, 'rate'), ...period(line), ...sourced(line) })),
    complexityFactors: tables['rating-complexity-factors'].map((line) => ({ id: ruleId(cell(line, 'code'), cell(line, 'effectiveFrom')), code: cell(line, 'code'), title: cell(line, 'title'), factor: factorOf(line, 'factor'), ...period(line), ...sourced(line) })),
    binSizes: tables['rating-bin-sizes'].map((line) => ({ id: ruleId(cell(line, 'kind'), cell(line, 'level')), kind: oneOf(line, 'kind', BIN_KINDS), level: whole(line, 'level'), rateCode: cell(line, 'rate'), ...sourced(line) })),
    ratedMeasures: tables['rating-measures'].map((line) => ({ id: cell(line, 'measure'), measure: oneOf(line, 'measure', MEASURES), rateCode: cell(line, 'rate'), source: cell(line, 'source') })),
  }
}

function byId<Row extends { readonly rateCode: string }>({ rateCode, ...row }: Row): Omit<Row, 'rateCode'> & { readonly rateId: string } {
  return { ...row, rateId: idOf(rateCode) }
}

/** The rules as rows of the sample model: the switches that a year's billing policy has stand there alone. */
export function sampleRuleRows(tables: RuleSampleTables): { readonly [Name in keyof RatingTables]: readonly RatingTables[Name][] } {
  const rules = sampleRules(tables)
  return {
    performanceFactor: rules.performanceFactors, applicationClass: rules.applicationClasses,
    adjustmentFactor: rules.adjustmentFactors.map(({ applicationClass, ...row }) => ({ ...row, applicationClassId: ruleId(applicationClass) })),
    holiday: rules.holidays, ratingParameter: rules.parameters.filter(({ name }) => !isPolicyParameter(name)), printClass: rules.printClasses, mailboxClass: rules.mailboxClasses.map(byId),
    complexityFactor: rules.complexityFactors, binSize: rules.binSizes.map(byId), ratedMeasure: rules.ratedMeasures.map(byId),
  }
}
