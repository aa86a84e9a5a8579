/** Bills and usage for the screens' tests: the core's own use cases over a draft in memory, whose usage is what was typed. */
import { createBillDesk } from '../../src-main/core/bill-desk.ts'
import * as bills from '../../src-main/core/use-cases/bills.ts'
import { explainImpactOf } from '../../src-main/core/use-cases/explain-impact.ts'
import { encumbrancesRunningOut } from '../../src-main/core/use-cases/running-out.ts'
import * as usage from '../../src-main/core/use-cases/usage.ts'
import type { Progress } from '../../src-shared/contract/answers.ts'
import type { Draft } from '../../src-shared/domain/model/draft.ts'
import { ok, type Result } from '../../src-shared/domain/result.ts'
import { NOTHING_COUNTED } from '../../src-shared/domain/usage/batch-lines.ts'

function answered<Answer>(result: Result<Answer, unknown>): Promise<Answer> {
  return result.ok ? Promise.resolve(result.value) : Promise.reject(new Error(JSON.stringify(result.failure)))
}

/** `draft` is asked at each call. */
export function fakeBills(draft: () => Draft) {
  const store = { readUsage: () => ok(NOTHING_COUNTED), readMeasures: () => ok([]) }
  const parts: bills.BillParts = { session: { read: () => ok({ store, draft: draft() }) }, billDesk: createBillDesk() }
  return {
    bills: {
      matrix: (input: Parameters<typeof bills.billsMatrix>[1]) => answered(bills.billsMatrix(parts, input)),
      statement: (input: Parameters<typeof bills.billStatement>[1]) => answered(bills.billStatement(parts, input)),
      explain: (input: Parameters<typeof bills.explainBillOf>[1]) => answered(bills.explainBillOf(parts, input)),
      impact: (input: Parameters<typeof bills.billsImpact>[1]) => answered(bills.billsImpact(parts, input)),
      impactCells: (input: Parameters<typeof bills.customerImpact>[1]) => answered(bills.customerImpact(parts, input)),
      explainImpact: (input: Parameters<typeof explainImpactOf>[1]) => answered(explainImpactOf(parts, input)),
      runningOut: (input: Parameters<typeof encumbrancesRunningOut>[1]) => answered(encumbrancesRunningOut(parts, input)),
      planning: (): Promise<Progress | null> => Promise.resolve(null),
      revenuePlan: (input: Parameters<typeof bills.revenuePlan>[1]) => answered(bills.revenuePlan(parts, input)),
    },
    usage: {
      grid: (input: Parameters<typeof usage.customerUsage>[1]) => answered(usage.customerUsage(parts, input)),
      years: (input: Parameters<typeof usage.usageYears>[1]) => answered(usage.usageYears(parts, input)),
    },
  }
}
