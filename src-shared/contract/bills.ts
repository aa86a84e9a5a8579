/** What the screens ask of the core about bills: whatever needs the usage, which stands in the core alone. */
import { z } from 'zod'

import { IMPACT_TERMS } from '../domain/billing/bill-impact.ts'
import { MATRIX_GROUPINGS, type BillMatrix } from '../domain/billing/bill-matrix-view.ts'
import { IMPACT_FIGURES } from '../domain/billing/explain-impact.ts'
import type { ImpactCell, ImpactMatrix, ImpactTerms, ImpactTotals } from '../domain/billing/impact.ts'
import { IMPACT_COLUMNS, isCentsText, type CentsText, type ImpactColumns } from '../domain/billing/impact-columns.ts'
import type { RunningOut } from '../domain/billing/running-out.ts'
import type { Statement, StatementLine } from '../domain/billing/statement.ts'
import type { Explanation } from '../domain/explanation.ts'
import type { EditPlan } from '../domain/model/edit.ts'
import { TABLE_NAMES } from '../domain/model/tables.ts'
import { USAGE_BASES } from '../domain/usage/effective-usage.ts'
import type { Usd } from '../domain/decimal.ts'
import type { MatrixAnswer, SentImpact } from './bill-answers.ts'
import { billingRowSchemas } from './billing-rows.ts'
import { anyDecimal, composedId, fiscalYearCodec, id, monthCodec, percent, units, usdCents } from './codecs.ts'
import { editKind, rowChange } from './rows.ts'
import { versionSchema } from './version.ts'

/** Edits of the window that are not in the file yet: the core looks ahead with them, and keeps nothing. */
export const ahead = z.array(rowChange).max(20_000)
/** What is priced of a year: absent is what is recorded of it. */
const usageBasis = z.enum(USAGE_BASES).exactOptional()
const billed = { version: versionSchema, /** Whose quantities: null is the version's own year. */ usageYear: fiscalYearCodec.nullable(), usageBasis, ahead }
const compared = { from: versionSchema, to: versionSchema, /** Null: the year's own. */ usageFrom: fiscalYearCodec.nullable(), usageTo: fiscalYearCodec.nullable(), usageBasis, ahead }
const grouping = z.enum(MATRIX_GROUPINGS)

export const matrixRequest = z.strictObject({ ...billed, grouping })
export const statementRequest = z.strictObject({ ...billed, customerId: id, month: monthCodec.nullable() })
export const explainBillRequest = z.strictObject({ ...billed, customerId: id, month: monthCodec.nullable(), /** Null: the whole bill. */ rateId: id.nullable(), /** One of its one-time items; null: without them; absent: all of it. */ itemId: id.nullable().exactOptional() })
export const impactRequest = z.strictObject({ ...compared, grouping: grouping.nullable(), /** How many of the largest changes are put into words. */ words: z.int().min(0).max(100) })
export const impactCellsRequest = z.strictObject({ ...compared, customerId: id })
export const runningOutRequest = z.strictObject(billed)
export type RunningOutRequest = z.infer<typeof runningOutRequest>
export const explainImpactRequest = z.strictObject({
  ...compared, /** Null: customers together. */ customerId: id.nullable(), /** Of these together; null: of all. */ among: z.array(id).max(20_000).nullable(), /** Null: all rates. */ rateId: id.nullable(), /** One column of the matrix. */ part: z.strictObject({ grouping, id: z.string().max(200) }).nullable(), figure: z.enum(IMPACT_FIGURES),
})
export type ExplainImpactRequest = z.infer<typeof explainImpactRequest>
export type MatrixRequest = z.infer<typeof matrixRequest>
export type StatementRequest = z.infer<typeof statementRequest>
export type ExplainBillRequest = z.infer<typeof explainBillRequest>
export type ImpactRequest = z.infer<typeof impactRequest>
export type ImpactCellsRequest = z.infer<typeof impactCellsRequest>

/** An edit that the window applies as its own: what it changes, and how undo calls it. */
export const revenuePlanRequest = z.strictObject({ version: versionSchema, usageYear: fiscalYearCodec.nullable() })
export type RevenuePlanRequest = z.infer<typeof revenuePlanRequest>
export const planAnswer: z.ZodType<EditPlan, EditPlan> = z.strictObject({ label: z.string(), kind: editKind, changes: z.array(rowChange) })

const matrixSums = { amounts: z.array(usdCents), minimum: usdCents, adjustments: usdCents, total: usdCents }
const matrixColumn = z.strictObject({ id: z.string(), label: z.string() })
const billMatrix: z.ZodType<BillMatrix, BillMatrix> = z.strictObject({ columns: z.array(matrixColumn), rows: z.array(z.strictObject({ customerId: id, ...matrixSums })), totals: z.strictObject(matrixSums) })
export const matrixAnswer: z.ZodType<MatrixAnswer, MatrixAnswer> = z.strictObject({ usageYear: fiscalYearCodec, usageBasis: z.enum(USAGE_BASES), monthsWithUsage: z.array(monthCodec), matrix: billMatrix, unpricedLines: z.int().min(0) })

const statementLine: z.ZodType<StatementLine, StatementLine> = z.strictObject({
  rateId: id, itemId: id.nullable(), code: z.string(), title: z.string(), serviceGroup: z.string(), service: z.string(), objectCode: z.string(), unit: z.string(), quantity: units, factors: z.string(), price: z.string(), amount: usdCents.nullable(), reason: z.string(),
})
const monthsInCents = z.array(z.bigint()).length(12)
const runsOut = z.union([z.strictObject({ month: monthCodec, how: z.enum(['actual', 'planned', 'projected']) }), z.strictObject({ month: z.null(), how: z.enum(['lasts', 'no-usage']) })])
const groupAccount = z.strictObject({
  cents: z.strictObject({ total: monthsInCents, yearToDate: monthsInCents, billed: monthsInCents, heldBack: monthsInCents }),
  held: z.array(z.enum(['not-encumbered', 'not-approved', 'below-threshold', 'nothing-due']).nullable()).length(12),
  encumbrance: z.strictObject({ row: billingRowSchemas.encumbrance, used: usdCents, left: usdCents, runsOut }).nullable(),
})
const statement: z.ZodType<Statement, Statement> = z.strictObject({
  customer: billingRowSchemas.customer, month: monthCodec.nullable(), months: z.array(monthCodec),
  groups: z.array(z.strictObject({ objectCode: z.string(), lines: z.array(statementLine), adjustments: z.array(billingRowSchemas.billAdjustment), items: z.array(billingRowSchemas.oneTimeItem), charges: usdCents, minimum: usdCents, subtotal: usdCents, account: groupAccount })),
  total: usdCents, yearToDate: usdCents, billed: usdCents, heldBack: usdCents, projectedYear: usdCents.nullable(), unpriced: z.array(statementLine),
})
export const statementAnswer = statement.nullable()
/** The earliest first. */
export const runningOutAnswer: z.ZodType<readonly RunningOut[], readonly RunningOut[]> = z.array(z.strictObject({ customerId: id, objectCode: z.string(), month: monthCodec, how: z.enum(['actual', 'planned', 'projected']) }))

/** Every term in cents, by its name. */
export const impactTermsSchema: z.ZodType<ImpactTerms, ImpactTerms> = z.record(z.enum(IMPACT_TERMS), z.custom<Usd>((value) => usdCents.safeParse(value).success))
const funding = z.strictObject({ state: usdCents, federal: usdCents, other: usdCents })
const figures = { before: usdCents, after: usdCents, terms: impactTermsSchema, percentChange: percent.nullable(), funding }
/** A column of amounts: `CentsText`, of which every part is a whole number of cents. */
const cents = z.custom<CentsText>((value) => typeof value === 'string' && isCentsText(value), { error: 'A column of amounts is whole cents with a space between two of them' })
const impactColumns: z.ZodType<ImpactColumns, ImpactColumns> = z.strictObject({ customerIds: z.array(id), figures: z.record(z.enum(IMPACT_COLUMNS), cents) })
const impactTotals: z.ZodType<ImpactTotals, ImpactTotals> = z.strictObject({ ...figures, up: z.int(), down: z.int(), unchanged: z.int(), grossIncrease: usdCents, grossDecrease: usdCents })
const impactMatrix: z.ZodType<ImpactMatrix, ImpactMatrix> = z.strictObject({
  columns: z.array(matrixColumn), rows: z.array(z.strictObject({ customerId: id, before: z.array(usdCents), after: z.array(usdCents), difference: z.array(usdCents) })),
})
export const impactAnswer: z.ZodType<SentImpact, SentImpact> = z.strictObject({
  title: z.string(), usageFrom: fiscalYearCodec, usageTo: fiscalYearCodec, usageBasis: z.enum(USAGE_BASES), columns: impactColumns, totals: impactTotals,
  top: z.array(z.strictObject({ customerId: id, words: z.string() })), matrix: impactMatrix.nullable(), unpricedLines: z.int().min(0), warnings: z.array(z.string()),
})
const impactCell: z.ZodType<ImpactCell, ImpactCell> = z.strictObject({ rateId: id, code: z.string(), title: z.string(), status: z.string(), before: usdCents, after: usdCents, terms: impactTermsSchema })
export const impactCellsAnswer: z.ZodType<readonly ImpactCell[], readonly ImpactCell[]> = z.array(impactCell)

const factorRole = z.enum(['times', 'over', 'percent', 'growth', 'remainder', 'negative'])
/** Operations of a bill's figures; an allocation explains itself in the window. */
const operation = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('typed') }), z.strictObject({ kind: z.literal('same') }), z.strictObject({ kind: z.literal('sum') }), z.strictObject({ kind: z.literal('difference') }),
  z.strictObject({ kind: z.literal('percent-change'), places: z.int() }), z.strictObject({ kind: z.literal('weighted'), multiplier: anyDecimal, divisor: anyDecimal }), z.strictObject({ kind: z.literal('round'), places: z.int() }),
  z.strictObject({ kind: z.literal('products'), places: z.int(), terms: z.array(z.array(factorRole)), rounding: z.literal('up').exactOptional() }), z.strictObject({ kind: z.literal('largest') }), z.strictObject({ kind: z.literal('not-below-zero') }), z.strictObject({ kind: z.literal('split'), index: z.int() }), z.strictObject({ kind: z.literal('in-proportion'), index: z.int() }),
  z.strictObject({ kind: z.literal('equal-parts'), first: z.int(), count: z.int() }),
])
/** A figure's derivation as a message carries it. */
export type SentExplanation = Omit<Explanation, 'operation' | 'inputs'> & { readonly operation: z.infer<typeof operation>; readonly inputs: readonly SentExplanation[] }
const explanation: z.ZodType<SentExplanation, SentExplanation> = z.lazy(() => z.strictObject({
  label: z.string(), value: anyDecimal.nullable(), text: z.string(), unit: z.string(), ruleId: z.string(), formula: z.string(), operation, inputs: z.array(explanation),
  origin: z.strictObject({ table: z.enum(TABLE_NAMES), id: composedId, source: z.string() }).nullable(),
}))
export const explanationAnswer = explanation.nullable()
