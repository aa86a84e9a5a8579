/** What the screens ask of the core about budgets of customers: projections need the usage, which stands in the core alone. */
import { z } from 'zod'

import { BUDGET_FIGURES } from '../domain/budget/explain-budget.ts'
import { PROJECTION_METHODS } from '../domain/model/billing-tables.ts'
import type { BudgetAnswer, BudgetSummary, ProjectedRateAnswer } from './budget-answers.ts'
import { impactTermsSchema } from './bills.ts'
import { factor, id, line, monthCodec, monthlyText, percent, units, usdCents } from './codecs.ts'
import { issueSchema } from './errors.ts'
import { rowChange } from './rows.ts'
import { versionSchema } from './version.ts'

export const budgetRequest = z.strictObject({ from: versionSchema, to: versionSchema, customerId: id, /** Edits of the window that are not in the file yet. */ ahead: z.array(rowChange).max(20_000) })
export const projectedRateRequest = z.strictObject({ version: versionSchema, customerId: id, rateId: id, ahead: z.array(rowChange).max(20_000) })
/** A screenful at a time, so that the core answers others in between. */
const MOST_SUMMARIZED = 25
export const budgetSummaryRequest = z.strictObject({ from: versionSchema, to: versionSchema, customerIds: z.array(id).min(1).max(MOST_SUMMARIZED), ahead: z.array(rowChange).max(20_000) })
/** `rateId` null: the whole budget. */
export const explainBudgetRequest = z.strictObject({ from: versionSchema, to: versionSchema, customerId: id, rateId: id.nullable(), figure: z.enum(BUDGET_FIGURES), ahead: z.array(rowChange).max(20_000) })
export type BudgetSummaryRequest = z.infer<typeof budgetSummaryRequest>
export type ExplainBudgetRequest = z.infer<typeof explainBudgetRequest>
export type BudgetRequest = z.infer<typeof budgetRequest>
export type ProjectedRateRequest = z.infer<typeof projectedRateRequest>

const rateMonths = z.strictObject({ microUnits: monthlyText, cents: monthlyText })
const row = z.strictObject({
  rateId: id, code: z.string(), title: z.string(), serviceGroup: z.string(), unit: z.string(), objectCode: z.string(), unitsBefore: units, unitsActual: units, unitsProjected: units, chosen: z.enum(PROJECTION_METHODS), method: z.string(),
  priceBefore: z.string(), priceAfter: z.string(), amountBefore: usdCents, amountAfter: usdCents, terms: impactTermsSchema, months: rateMonths,
  budget: z.strictObject({ units, amount: usdCents, /** Null: handed over before months were kept. */ months: rateMonths.nullable() }).nullable(),
})
const compared = z.strictObject({
  label: z.string(), budget: usdCents.nullable(), actual: usdCents.nullable(), projected: usdCents.nullable(), forecast: usdCents.nullable(), variance: usdCents.nullable(), variancePercent: percent.nullable(),
  verdict: z.enum(['favourable', 'unfavourable', 'on-budget', 'not-comparable']), words: z.string(),
})
const budgetComparison = z.strictObject({ rows: z.array(compared), total: compared })
export const budgetAnswer: z.ZodType<BudgetAnswer, BudgetAnswer> = z.strictObject({
  customerId: id, years: z.array(z.strictObject({ label: z.string(), total: usdCents, monthsActual: z.int(), monthsProjected: z.int() })), rows: z.array(row), totals: z.strictObject({ before: usdCents, after: usdCents, terms: impactTermsSchema, percentChange: percent.nullable() }),
  months: z.array(z.strictObject({ month: monthCodec, before: usdCents, after: usdCents, kind: z.enum(['actual', 'projected', 'none']), budget: usdCents.nullable() })), priceEffects: z.array(z.string()), volumeEffects: z.array(z.string()),
  comparison: budgetComparison, byMonth: budgetComparison, ratesInTwelfths: z.int().min(0), encumbrances: z.array(z.strictObject({ objectCode: z.string(), amount: usdCents })),
  unpriced: z.array(z.strictObject({ title: z.string(), quantity: units, unit: z.string(), reason: z.string() })), issues: z.array(issueSchema),
}).nullable()

export const budgetSummaryAnswer: z.ZodType<readonly BudgetSummary[], readonly BudgetSummary[]> = z.array(z.strictObject({ customerId: id, before: usdCents, after: usdCents, difference: usdCents, percentChange: percent.nullable() }))

const interval = z.strictObject({ low: units, high: units }).nullable()
const projectedMonth = z.strictObject({ month: monthCodec, kind: z.enum(['actual', 'projected', 'missing']), quantity: units.nullable(), reason: z.string(), interval80: interval, interval95: interval })
const compareStatus = z.enum(['compared', 'too-short', 'no-scale', 'nothing-in-common'])
export const projectedRateAnswer: z.ZodType<ProjectedRateAnswer, ProjectedRateAnswer> = z.strictObject({
  history: z.array(z.strictObject({ month: monthCodec, quantity: units.nullable() })), months: z.array(projectedMonth), label: z.string(), words: z.string(), total: units,
  comparison: z.strictObject({
    status: compareStatus, words: z.string(), methods: z.array(z.strictObject({ label: z.string(), mase: factor.nullable(), meanAbsoluteError: units.nullable(), reason: z.string(), isRecommended: z.boolean() })),
  }),
  changes: z.array(z.strictObject({ quantity: units, from: monthCodec, until: monthCodec.nullable(), note: line, table: z.enum(['budgetChange', 'serviceRequest']), id })), notes: z.array(issueSchema),
}).nullable()
