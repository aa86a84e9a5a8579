/** The rating rules of a model, as everything that rates reads them. */
import { decimal, type Factor } from '../decimal.ts'
import { fiscalYearSpan, isoDate, type IsoDate } from '../fiscal-year.ts'
import type { BillPolicy } from '../model/billing-tables.ts'
import type { Draft } from '../model/draft.ts'
import { fiscalYearFirstMonth } from '../model/integrity.ts'
import type { RatingTables } from '../model/rating-tables.ts'
import { readVersionKey } from '../version.ts'
import { readRatingRules, type RulesRead } from './check-rating-rules.ts'
import type { PolicyParameter } from './rating-parameters.ts'
import type { RatingParameter, RatingRules } from './rating-rules.ts'

type RuledDraft = Pick<Draft, keyof RatingTables | 'rate' | 'billPolicy' | 'settings'>

const known = new WeakMap<RuledDraft, RulesRead>()

/**
 * The rules of a model with what is to be said of them (see `readRatingRules`). The two switches that a year's billing policy has
 * (county holidays, first part-months) come from there, each for its fiscal year: of the plan, and as by default in years without one.
 */
export function readRulesOf(draft: RuledDraft): RulesRead {
  const found = known.get(draft)
  if (found !== undefined) return found
  const read = readRatingRules(rowsAsRules(draft))
  known.set(draft, read)
  return read
}

/** The rules of a model. Pure; the same object for the same draft. @example rulesOf(sample).performanceFactors.length // 24 */
export function rulesOf(draft: RuledDraft): RatingRules {
  return readRulesOf(draft).rules
}

/** True when a model has any row of the rating rules. */
export function hasRatingRules(draft: Pick<Draft, keyof RatingTables>): boolean {
  return [draft.performanceFactor, draft.applicationClass, draft.holiday, draft.ratingParameter, draft.printClass, draft.mailboxClass, draft.complexityFactor, draft.binSize, draft.ratedMeasure].some(({ size }) => size > 0)
}

function rowsAsRules(draft: RuledDraft): RatingRules {
  const coded = <Row extends { readonly rateId: string }>({ rateId, ...row }: Row): Omit<Row, 'rateId'> & { readonly rateCode: string } => ({ ...row, rateCode: draft.rate.get(rateId)?.code ?? rateId })
  return {
    performanceFactors: [...draft.performanceFactor.values()], applicationClasses: [...draft.applicationClass.values()],
    adjustmentFactors: [...draft.adjustmentFactor.values()].map(({ applicationClassId, ...row }) => ({ ...row, applicationClass: draft.applicationClass.get(applicationClassId)?.name ?? applicationClassId })),
    holidays: [...draft.holiday.values()], parameters: [...draft.ratingParameter.values(), ...policyParameters(draft)], printClasses: [...draft.printClass.values()],
    mailboxClasses: [...draft.mailboxClass.values()].map(coded).toSorted((left, right) => decimal(left.megabytes).comparedTo(decimal(right.megabytes))),
    complexityFactors: [...draft.complexityFactor.values()], binSizes: [...draft.binSize.values()].map(coded), ratedMeasures: [...draft.ratedMeasure.values()].map(coded),
  }
}

/** No usage is older (a month is of 1900 or later). */
const FIRST_DAY = isoDate('1900-01-01')
const ON: Factor = '1' as Factor
const OFF: Factor = '0' as Factor
const BY_DEFAULT = 'No year\'s billing policy says otherwise.'

const SAID: Readonly<Record<PolicyParameter, (policy: BillPolicy) => boolean>> = {
  'county-holidays': ({ suffolkDays }) => suffolkDays === 'holidays',
  'first-part-month-charged': ({ firstPartMonth }) => firstPartMonth === 'charged',
}

/** The switches of the years' policies as parameters: one row a year with a policy, and between them what holds by default. */
function policyParameters(draft: RuledDraft): readonly RatingParameter[] {
  const firstMonth = fiscalYearFirstMonth(draft)
  const policies = [...draft.billPolicy.values()].flatMap((policy) => {
    const version = readVersionKey(policy.version)
    return version === undefined || version.basis !== 'plan' ? [] : [{ policy, fiscalYear: version.fiscalYear, first: fiscalYearSpan(version.fiscalYear, firstMonth).first }]
  }).toSorted((left, right) => left.fiscalYear - right.fiscalYear)
  const names: readonly PolicyParameter[] = ['county-holidays', 'first-part-month-charged']
  return names.flatMap((name) => {
    const rows: RatingParameter[] = []
    let open: IsoDate = FIRST_DAY
    const byDefault = (until: IsoDate | null): void => {
      if (until === null || open < until) rows.push({ id: '', name, value: OFF, effectiveFrom: open, effectiveUntil: until, note: '', source: BY_DEFAULT })
    }
    for (const { policy, fiscalYear, first } of policies) {
      byDefault(first)
      open = isoDate(`${Number(first.slice(0, 4)) + 1}${first.slice(4)}`)
      rows.push({ id: policy.id, name, value: SAID[name](policy) ? ON : OFF, effectiveFrom: first, effectiveUntil: open, note: policy.note, source: `Billing policy of FY${fiscalYear}` })
    }
    byDefault(null)
    return rows
  })
}
