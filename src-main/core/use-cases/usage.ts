/** Usage as the screens ask for it: a customer's grid of months, and the lines that belong to nobody. */
import type { FiscalYear } from '../../../src-shared/domain/fiscal-year.ts'
import { ok, type Result } from '../../../src-shared/domain/result.ts'
import type { Orphans } from '../../../src-shared/domain/usage/effective-usage.ts'
import { usageGrid, type UsageGrid } from '../../../src-shared/domain/usage/usage-grid.ts'
import type { UseCaseParts } from '../core-parts.ts'
import type { NoModelOpen } from '../failures.ts'
import type { StoreFailure } from '../ports.ts'
import { allUsage, countedLines } from '../usage-book.ts'

export function gridOfUsage({ session }: UseCaseParts, request: { readonly customerId: string; readonly fiscalYear: FiscalYear }): Result<UsageGrid, NoModelOpen | StoreFailure> {
  const model = session.read()
  if (!model.ok) return model
  const lines = countedLines(model.value)
  return lines.ok ? ok(usageGrid({ ...request, draft: model.value.draft, lines: lines.value })) : lines
}

export function orphansOfUsage({ session }: UseCaseParts): Result<Orphans, NoModelOpen | StoreFailure> {
  const model = session.read()
  if (!model.ok) return model
  const usage = allUsage(model.value)
  return usage.ok ? ok(usage.value.orphans) : usage
}
