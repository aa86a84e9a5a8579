import { draftAhead } from '../../../src-shared/domain/model/apply-edit.ts'
import type { Draft } from '../../../src-shared/domain/model/draft.ts'
import type { RowChange } from '../../../src-shared/domain/model/edit.ts'
import { ok, type Result } from '../../../src-shared/domain/result.ts'
import type { NoModelOpen } from '../failures.ts'
import type { ReadsUsage, UsageStore } from '../usage-book.ts'

/** The open model with edits of the window in place that are not in the file yet: looked at, never kept. */
export function draftAheadOf({ session }: ReadsUsage, ahead: readonly RowChange[]): Result<{ readonly store: UsageStore; readonly draft: Draft }, NoModelOpen> {
  const model = session.read()
  if (!model.ok) return model
  const { store, draft } = model.value
  return ok({ store, draft: ahead.length === 0 ? draft : draftAhead(draft, ahead) })
}
