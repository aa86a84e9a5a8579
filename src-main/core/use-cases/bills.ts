/** Bills, statements and impact: asked of the core, because the usage stands here alone. */
import type { Progress } from '../../../src-shared/contract/answers.ts'
import type { MatrixAnswer, SentImpact } from '../../../src-shared/contract/bill-answers.ts'
import type { ExplainBillRequest, ImpactCellsRequest, ImpactRequest, MatrixRequest, RevenuePlanRequest, SentExplanation, StatementRequest } from '../../../src-shared/contract/bills.ts'
import { unpricedLines } from '../../../src-shared/domain/billing/bill-book.ts'
import { billMatrixOf } from '../../../src-shared/domain/billing/bill-matrix-view.ts'
import type { BillingYear } from '../../../src-shared/domain/billing/billing-year.ts'
import { explainBill, explainBillLine, type QuantityOrigin } from '../../../src-shared/domain/billing/explain-bill.ts'
import { impactWarnings } from '../../../src-shared/domain/billing/impact-warnings.ts'
import { impactCells, impactMatrix, impactTitle, impactTotals, topChanges, type Impact, type ImpactCell } from '../../../src-shared/domain/billing/impact.ts'
import { impactColumns } from '../../../src-shared/domain/billing/impact-columns.ts'
import type { FactorsOf } from '../../../src-shared/domain/billing/line-factors.ts'
import { planRevenueFromBills } from '../../../src-shared/domain/billing/revenue-from-bills.ts'
import { monthsWithUsage, statementOf, type Statement } from '../../../src-shared/domain/billing/statement.ts'
import { customerProjection } from '../../../src-shared/domain/budget/customer-projection.ts'
import { explainPlanned } from '../../../src-shared/domain/budget/explain-planned.ts'
import type { Explanation } from '../../../src-shared/domain/explanation.ts'
import type { FiscalYear } from '../../../src-shared/domain/fiscal-year.ts'
import { usageEntryId } from '../../../src-shared/domain/model/billing-tables.ts'
import type { Draft } from '../../../src-shared/domain/model/draft.ts'
import type { EditPlan, RowChange } from '../../../src-shared/domain/model/edit.ts'
import type { Month } from '../../../src-shared/domain/month.ts'
import { ok, type Result } from '../../../src-shared/domain/result.ts'
import { customerHistory } from '../../../src-shared/domain/usage/customer-history.ts'
import type { UsageBasis, UsageOfYear } from '../../../src-shared/domain/usage/effective-usage.ts'
import { earlierDays, usageGrid, type UsageCell } from '../../../src-shared/domain/usage/usage-grid.ts'
import type { Version } from '../../../src-shared/domain/version.ts'
import type { UseCaseParts } from '../core-parts.ts'
import { refusedWith, type NoModelOpen, type Refused } from '../failures.ts'
import { lineFactorsOf } from '../line-factors.ts'
import { measuredQuantity, type QuantityKey } from '../measured-quantity.ts'
import { plannedUsage, planningSteps, planningVersion } from '../planned-usage.ts'
import type { StoreFailure } from '../ports.ts'
import { runInTurns } from '../run-in-turns.ts'
import { allUsage, countedLines, usageOf, type ReadsUsage, type UsageStore } from '../usage-book.ts'
import { draftAheadOf } from './draft-ahead.ts'

type Failure = NoModelOpen | Refused | StoreFailure
/** What bills are made with. */
export type BillParts = ReadsUsage & Pick<UseCaseParts, 'billDesk'>
type Priced = { readonly draft: Draft; readonly bills: BillingYear }

type Billed = { readonly draft: Draft; readonly version: Version; readonly usageYear: FiscalYear | null; readonly usageBasis: UsageBasis | undefined; /** Of whom one may plan the year; the version itself by default. */ readonly planners?: readonly Version[] }

/** What is recorded of a year, or what is planned of it. */
function usageIn(parts: BillParts, { draft, version, usageYear, usageBasis = 'recorded', planners = [version] }: Billed): Result<UsageOfYear, Failure> {
  const fiscalYear = usageYear ?? version.fiscalYear
  if (usageBasis === 'recorded') return usageOf(parts, { draft, fiscalYear })
  const model = parts.session.read()
  if (!model.ok) return model
  const usage = allUsage({ store: model.value.store, draft })
  return usage.ok ? plannedUsage({ draft, usage: usage.value, version: planningVersion(fiscalYear, planners) }) : usage
}

/** What is asked for on planned usage: one version's year, or two. */
type OnUsage = { readonly usageBasis?: UsageBasis | undefined; readonly ahead?: readonly RowChange[] } & ({ readonly version: Version; readonly usageYear: FiscalYear | null } | Pick<ImpactRequest, 'from' | 'to' | 'usageFrom' | 'usageTo'>)

function yearsOf(request: OnUsage): readonly Version[] {
  if ('version' in request) return [planningVersion(request.usageYear ?? request.version.fiscalYear, [request.version])]
  const { from, to, usageFrom, usageTo } = request
  const isOne = usageFrom !== null && usageTo !== null
  return [planningVersion(usageFrom ?? from.fiscalYear, isOne ? [to, from] : [from]), planningVersion(usageTo ?? to.fiscalYear, isOne ? [to, from] : [to])]
}

/** Under which the planning of usage is told: whoever waits, waits for the same. */
export const PLANNING = 'planned-usage'

/** How far the planning of usage is, and of what; null where nothing is planned. */
export function planningProgress({ plans }: Pick<UseCaseParts, 'plans'>): Progress | null {
  return plans.progressOf(PLANNING)
}

/**
 * Does what rests on planned usage once that is projected: in turns, since hundreds of customers take seconds, with progress, and no further
 * when nobody waits for it any more. What is projected by then is kept.
 */
export async function oncePlanned<Answer>(parts: BillParts & Pick<UseCaseParts, 'plans'>, { request, signal }: { readonly request: OnUsage; readonly signal?: AbortSignal | undefined }, act: () => Answer): Promise<Answer> {
  const model = request.usageBasis === 'planned' ? draftAheadOf(parts, request.ahead ?? []) : null
  const usage = model?.ok === true ? allUsage(model.value) : null
  if (model?.ok === true && usage?.ok === true) {
    const steps = planningSteps({ draft: model.value.draft, usage: usage.value, versions: yearsOf(request) })
    await parts.plans.run(PLANNING, (report) => runInTurns(steps, { signal, onStep: ({ done, of }) => report({ done, total: of }) }))
  }
  return act()
}

function billsIn(parts: BillParts, request: Billed): Result<BillingYear, Failure> {
  const { draft, version } = request
  const usage = usageIn(parts, request)
  if (!usage.ok) return usage
  const bills = parts.billDesk.bills({ draft, version, usage: usage.value })
  return bills.ok ? bills : refusedWith(bills.failure)
}

/** The bills of a version on a year's usage, for this and other use cases. */
export function pricedBills(parts: BillParts, { version, usageYear, usageBasis, ahead = [] }: { readonly version: Version; readonly usageYear: FiscalYear | null; readonly usageBasis?: UsageBasis; readonly ahead?: readonly RowChange[] }): Result<Priced, Failure> {
  const model = draftAheadOf(parts, ahead)
  if (!model.ok) return model
  const { draft } = model.value
  const bills = billsIn(parts, { draft, version, usageYear, usageBasis })
  return bills.ok ? ok({ draft, bills: bills.value }) : bills
}

export function billsMatrix(parts: BillParts, request: MatrixRequest): Result<MatrixAnswer, Failure> {
  const priced = pricedBills(parts, request)
  if (!priced.ok) return priced
  const { bills } = priced.value
  const used = monthsWithUsage(bills)
  return ok({ usageYear: bills.usage.fiscalYear, usageBasis: bills.usage.basis ?? 'recorded', monthsWithUsage: bills.months.filter((_, month) => used[month] === true), matrix: billMatrixOf(bills, request.grouping), unpricedLines: unpricedLines(bills.book).length })
}

export function billStatement(parts: BillParts, request: StatementRequest): Result<Statement | null, Failure> {
  const { customerId, month } = request
  const priced = pricedBills(parts, request)
  if (!priced.ok) return priced
  const factorsOf = factorsBehind(parts, { ...priced.value, customerId })
  return factorsOf.ok ? ok(statementOf({ ...priced.value, customerId, month, factorsOf: factorsOf.value }) ?? null) : factorsOf
}

/** The factors behind a customer's lines, for this and other use cases. */
export function factorsBehind({ session }: BillParts, { draft, bills, customerId }: Priced & { readonly customerId: string }): Result<FactorsOf, NoModelOpen | StoreFailure> {
  const model = session.read()
  return model.ok ? lineFactorsOf({ store: model.value.store, draft, customerId, fiscalYear: bills.usage.fiscalYear }) : model
}

/** Only what a bill is made of is sent; an allocation explains itself in the window. */
export function sentExplanation(explanation: Explanation): SentExplanation {
  const { operation } = explanation
  return { ...explanation, operation: operation.kind === 'reciprocal' || operation.kind === 'sought' ? { kind: 'typed' } : operation, inputs: explanation.inputs.map(sentExplanation) } as SentExplanation
}

type CellOf = (key: { readonly rateId: string; readonly month: Month }) => UsageCell | null

/** What batches and people say of a customer's quantities. */
export function cellsOfUsage({ session }: BillParts, { draft, bills, customerId }: Priced & { readonly customerId: string }): Result<{ readonly store: UsageStore; readonly cellOf: CellOf }, NoModelOpen | StoreFailure> {
  const model = session.read()
  if (!model.ok) return model
  const { store } = model.value
  const lines = countedLines({ store, draft })
  if (!lines.ok) return lines
  const grid = usageGrid({ draft, lines: lines.value, customerId, fiscalYear: bills.usage.fiscalYear })
  const cellsOf = new Map(grid.rows.map((row) => [row.rateId, row.cells]))
  return ok({ store, cellOf: ({ rateId, month }) => cellsOf.get(rateId)?.[grid.months.indexOf(month)] ?? null })
}

/** Where each quantity of a customer comes from: a batch, or who typed it. */
export function originsOf(cellOf: CellOf): QuantityOrigin {
  return (key) => {
    const origin = cellOf(key)?.origin
    if (origin === undefined) return null
    return origin.kind === 'batch'
      ? { table: 'usageBatch', id: origin.batchId, source: `${origin.fileName} (batch ${origin.number})${earlierDays(origin)}` }
      : { table: 'usageEntry', id: usageEntryId(key), source: [origin.author === '' ? 'typed' : `typed by ${origin.author}`, origin.note].filter(Boolean).join('; ') }
  }
}

/** One quantity down to its raw rows, where the rules made it of some; null where they did not, or would make another one today. */
function measuredOf({ store, draft, cell }: { readonly store: UsageStore; readonly draft: Draft; readonly cell: UsageCell | null }, key: QuantityKey): Result<Explanation | null, StoreFailure> {
  if (cell?.origin.kind !== 'batch' || draft.usageBatch.get(cell.origin.batchId)?.kind !== 'measures') return ok(null)
  const measured = measuredQuantity({ store, draft }, key)
  if (!measured.ok) return measured
  return ok(measured.value?.value === cell.quantity ? { ...measured.value, origin: originsOf(() => cell)(key) } : null)
}

export function explainBillOf(parts: BillParts, request: ExplainBillRequest): Result<SentExplanation | null, Failure> {
  const { customerId, rateId, month } = request
  const priced = pricedBills(parts, request)
  if (!priced.ok) return priced
  const usage = cellsOfUsage(parts, { ...priced.value, customerId })
  if (!usage.ok) return usage
  const { store, cellOf } = usage.value
  const asked = { ...priced.value, customerId, month, originOf: originsOf(cellOf) }
  const projected = projectedQuantities({ store, ...priced.value }, request)
  if (!projected.ok) return projected
  if (rateId === null) return answered(explainBill({ ...asked, quantityOf: projected.value }))
  // Rows by the thousand are behind a year; those of one month are shown.
  const measured = month === null ? ok(null) : measuredOf({ store, draft: priced.value.draft, cell: cellOf({ rateId, month }) }, { customerId, rateId, month })
  return measured.ok ? answered(explainBillLine({ ...asked, rateId, ...(request.itemId === undefined ? {} : { itemId: request.itemId }), quantityOf: (key) => projected.value(key) ?? measured.value })) : measured
}

/** How projected months of planned usage came about; in a whole bill by their method alone. Null for what is recorded. */
export function projectedQuantities({ store, draft, bills }: Priced & { readonly store: UsageStore }, { version, customerId, rateId }: Pick<ExplainBillRequest, 'version' | 'customerId' | 'rateId'>): Result<(key: QuantityKey) => Explanation | null, StoreFailure> {
  if (bills.usage.basis !== 'planned') return ok(() => null)
  const usage = allUsage({ store, draft })
  if (!usage.ok) return usage
  const projection = customerProjection({ draft, version: planningVersion(bills.usage.fiscalYear, [version]), customerId, history: customerHistory({ draft, usage: usage.value, customerId }) })
  return ok((key) => explainPlanned({ draft, projection, depth: rateId === null ? 'figure' : 'whole' }, key))
}

function answered(explanation: Explanation | undefined): Result<SentExplanation | null, never> {
  return ok(explanation === undefined ? null : sentExplanation(explanation))
}

export function revenuePlan(parts: BillParts, request: RevenuePlanRequest): Result<EditPlan, Failure> {
  const priced = pricedBills(parts, request)
  if (!priced.ok) return priced
  const plan = planRevenueFromBills(priced.value.draft, priced.value.bills)
  return plan.ok ? plan : refusedWith(plan.failure)
}

type Compared = Omit<ImpactCellsRequest, 'customerId'>

/** The impact between two versions, for this and other use cases. */
export function pricedImpact(parts: BillParts, request: Omit<Compared, 'ahead'> & Partial<Pick<Compared, 'ahead'>>): Result<{ readonly draft: Draft; readonly impact: Impact }, Failure> {
  const model = draftAheadOf(parts, request.ahead ?? [])
  if (!model.ok) return model
  const { draft } = model.value
  const { from, to, usageFrom, usageTo, usageBasis } = request
  // Both sides on one planned year: by one version's budgets, the later one's if it is of that year.
  const planners = usageFrom === null || usageTo === null ? {} : { planners: [to, from] }
  const before = billsIn(parts, { draft, version: from, usageYear: usageFrom, usageBasis, ...planners })
  if (!before.ok) return before
  const after = billsIn(parts, { draft, version: to, usageYear: usageTo, usageBasis, ...planners })
  if (!after.ok) return after
  const impact = parts.billDesk.impact({ draft, before: before.value, after: after.value })
  return impact.ok ? ok({ draft, impact: impact.value }) : refusedWith(impact.failure)
}

export function billsImpact(parts: BillParts, request: ImpactRequest): Result<SentImpact, Failure> {
  const made = pricedImpact(parts, request)
  if (!made.ok) return made
  const { draft, impact } = made.value
  return ok({
    title: impactTitle(draft, impact), usageFrom: impact.before.usage.fiscalYear, usageTo: impact.after.usage.fiscalYear, usageBasis: impact.after.usage.basis ?? 'recorded', columns: impactColumns(impact), totals: impactTotals(impact),
    top: topChanges(draft, impact, request.words), matrix: request.grouping === null ? null : impactMatrix(impact, request.grouping), unpricedLines: unpricedLines(impact.after.book).length, warnings: impactWarnings(draft, impact),
  })
}

export function customerImpact(parts: BillParts, request: ImpactCellsRequest): Result<readonly ImpactCell[], Failure> {
  const made = pricedImpact(parts, request)
  return made.ok ? ok(impactCells(made.value.impact, request.customerId)) : made
}
