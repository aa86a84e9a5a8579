/** Which encumbrances run out within a year: asked of the core, because it takes bills (BILL-8). */
import type { RunningOutRequest } from '../../../src-shared/contract/bills.ts'
import { runningOut, type RunningOut } from '../../../src-shared/domain/billing/running-out.ts'
import { ok, type Result } from '../../../src-shared/domain/result.ts'
import type { NoModelOpen, Refused } from '../failures.ts'
import type { StoreFailure } from '../ports.ts'
import { pricedBills, type BillParts } from './bills.ts'

export function encumbrancesRunningOut(parts: BillParts, request: RunningOutRequest): Result<readonly RunningOut[], NoModelOpen | Refused | StoreFailure> {
  const priced = pricedBills(parts, request)
  return priced.ok ? ok(runningOut(priced.value)) : priced
}
