/** Usage as the screens look at it: one customer's months, and which years have any. */
import type { UsageGridRequest, UsageYearsRequest } from '../../../src-shared/contract/usage.ts'
import { ok, type Result } from '../../../src-shared/domain/result.ts'
import { usageGrid, type UsageGrid } from '../../../src-shared/domain/usage/usage-grid.ts'
import { yearsOfUsage, type YearsOfUsage } from '../../../src-shared/domain/usage/years-of-usage.ts'
import type { NoModelOpen } from '../failures.ts'
import type { StoreFailure } from '../ports.ts'
import { allUsage, countedLines, type ReadsUsage } from '../usage-book.ts'
import { draftAheadOf } from './draft-ahead.ts'

type Failure = NoModelOpen | StoreFailure

/** One customer's quantities of a year, each with where it comes from. */
export function customerUsage(parts: ReadsUsage, { customerId, fiscalYear, ahead }: UsageGridRequest): Result<UsageGrid, Failure> {
  const model = draftAheadOf(parts, ahead)
  if (!model.ok) return model
  const lines = countedLines(model.value)
  return lines.ok ? ok(usageGrid({ draft: model.value.draft, lines: lines.value, customerId, fiscalYear })) : lines
}

/** The years that have usage, their months, and what is billed to nobody. */
export function usageYears(parts: ReadsUsage, { ahead }: UsageYearsRequest): Result<YearsOfUsage, Failure> {
  const model = draftAheadOf(parts, ahead)
  if (!model.ok) return model
  const usage = allUsage(model.value)
  return usage.ok ? ok(yearsOfUsage(model.value.draft, usage.value)) : usage
}
