/** Reports of the billing side: what is priced for the screens, priced for a file. */
import type { ReportRequest } from '../../../src-shared/contract/contract.ts'
import { issue } from '../../../src-shared/domain/issues.ts'
import { budgetReport } from '../../../src-shared/domain/reports/billing/budget-report.ts'
import { encumbranceEstimateReport, encumbranceEstimates, type EncumbranceEstimate } from '../../../src-shared/domain/reports/billing/encumbrance-estimate-report.ts'
import { impactReport } from '../../../src-shared/domain/reports/billing/impact-report.ts'
import { impactStatementReport } from '../../../src-shared/domain/reports/billing/impact-statement-report.ts'
import { quoteReport } from '../../../src-shared/domain/reports/billing/quote-report.ts'
import { statementReport } from '../../../src-shared/domain/reports/billing/statement-report.ts'
import type { ReportContext } from '../../../src-shared/domain/reports/draft-mark.ts'
import type { BillingReportName } from '../../../src-shared/domain/reports/report-names.ts'
import type { ReportModel } from '../../../src-shared/domain/reports/report-model.ts'
import { assertNever, ok, type Result } from '../../../src-shared/domain/result.ts'
import type { UseCaseParts } from '../core-parts.ts'
import { nextTurn } from '../run-in-turns.ts'
import { refusedWith, type NoModelOpen, type Refused } from '../failures.ts'
import type { StoreFailure } from '../ports.ts'
import { factorsBehind, oncePlanned, PLANNING, pricedBills, pricedImpact } from './bills.ts'
import { budgetOfCustomer } from './budgets.ts'

type Failure = NoModelOpen | Refused | StoreFailure
export type BillingReportRequest = Extract<ReportRequest, { readonly report: BillingReportName }>

function found(report: ReportModel | undefined, what: string): Result<ReportModel, Refused> {
  return report === undefined ? refusedWith([issue('unknown-reference', `The model has no such ${what}.`, { remedy: 'Choose one that is there.' })]) : ok(report)
}

type Asked = { readonly request: BillingReportRequest; readonly context: ReportContext; readonly signal?: AbortSignal | undefined }

export async function billingReportOf(parts: UseCaseParts, { request, context, signal }: Asked): Promise<Result<ReportModel, Failure>> {
  switch (request.report) {
    case 'statement': {
      const priced = await oncePlanned(parts, { request, signal }, () => pricedBills(parts, request))
      if (!priced.ok) return priced
      const { customerId, month } = request
      const factorsOf = factorsBehind(parts, { ...priced.value, customerId })
      return factorsOf.ok ? found(statementReport({ ...priced.value, customerId, month, factorsOf: factorsOf.value, context }), 'customer, or the month is not of that year') : factorsOf
    }
    case 'impact': {
      const made = await oncePlanned(parts, { request, signal }, () => pricedImpact(parts, request))
      return made.ok ? ok(impactReport({ ...made.value, context })) : made
    }
    case 'impact-statement': {
      const made = await oncePlanned(parts, { request, signal }, () => pricedImpact(parts, request))
      return made.ok ? found(impactStatementReport({ ...made.value, customerId: request.customerId, context }), 'customer') : made
    }
    case 'budget': {
      const made = budgetOfCustomer(parts, request)
      if (!made.ok) return made
      return found(made.value === null ? undefined : budgetReport({ ...made.value, context }), 'customer')
    }
    case 'encumbrance-estimate':
      return estimateOfAll(parts, { ...request, context, signal })
    case 'quote': {
      const model = parts.session.read()
      return model.ok ? found(quoteReport({ draft: model.value.draft, version: request.version, requestId: request.requestId, context }), 'request') : model
    }
    default:
      return assertNever(request)
  }
}

/** One customer's budget after the other; of each only its estimate is kept. */
async function estimateOfAll(parts: UseCaseParts, { from, to, context, signal }: Extract<BillingReportRequest, { readonly report: 'encumbrance-estimate' }> & Omit<Asked, 'request'>): Promise<Result<ReportModel, Failure>> {
  const model = parts.session.read()
  if (!model.ok) return model
  const { draft } = model.value
  const customers = [...draft.customer.values()].toSorted((left, right) => left.position - right.position)
  const estimates: EncumbranceEstimate[] = []
  return parts.plans.run(PLANNING, async (report) => {
    for (const [done, customer] of customers.entries()) {
      report({ done, total: customers.length })
      await nextTurn()
      signal?.throwIfAborted()
      const made = budgetOfCustomer(parts, { from, to, customerId: customer.id })
      if (!made.ok) return made
      if (made.value !== null) estimates.push(...encumbranceEstimates(made.value.budget))
    }
    return ok(encumbranceEstimateReport({ draft, from, to, estimates, context }))
  })
}
