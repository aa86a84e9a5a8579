/**
 * Usage as the use cases read it: lines of the batches that count, read from the file when they are first asked for and kept
 * while the same batches count; years as columns, kept while nothing of them changes.
 */
import type { FiscalYear } from '../../src-shared/domain/fiscal-year.ts'
import type { Draft } from '../../src-shared/domain/model/draft.ts'
import { ok, type Result } from '../../src-shared/domain/result.ts'
import { NOTHING_COUNTED, type CountedLines } from '../../src-shared/domain/usage/batch-lines.ts'
import { effectiveUsage, usageOfYear, type EffectiveUsage, type UsageOfYear } from '../../src-shared/domain/usage/effective-usage.ts'
import type { NoModelOpen } from './failures.ts'
import type { Store, StoreFailure } from './ports.ts'

type Known = { readonly batches: Draft['usageBatch']; readonly lines: CountedLines }
/** The part of a store that usage needs. */
export type UsageStore = Pick<Store, 'readUsage' | 'readMeasures'>
/** The open model, as far as usage is read from it. */
export type ReadsUsage = { readonly session: { read(): Result<{ readonly store: UsageStore; readonly draft: Draft }, NoModelOpen> } }

/** By store: what a closed model said is forgotten with it. */
const books = new WeakMap<UsageStore, Known>()

function isSameBatches(left: Draft['usageBatch'], right: Draft['usageBatch']): boolean {
  return left === right || (left.size === right.size && [...left.values()].every((batch) => right.get(batch.id)?.number === batch.number))
}

/** The lines of the batches that count in the open model. */
export function countedLines({ store, draft }: { readonly store: UsageStore; readonly draft: Draft }): Result<CountedLines, StoreFailure> {
  const known = books.get(store)
  if (known !== undefined && isSameBatches(known.batches, draft.usageBatch)) return ok(known.lines)
  const lines = draft.usageBatch.size === 0 ? ok(NOTHING_COUNTED) : store.readUsage([...draft.usageBatch.values()])
  if (lines.ok) books.set(store, { batches: draft.usageBatch, lines: lines.value })
  return lines
}

/** The usage that counts in a draft of the open model, every year of it, with what belongs to nobody. */
export function allUsage({ store, draft }: { readonly store: UsageStore; readonly draft: Draft }): Result<EffectiveUsage, StoreFailure> {
  const lines = countedLines({ store, draft })
  return lines.ok ? ok(effectiveUsage({ draft, lines: lines.value })) : lines
}

/** The usage of one fiscal year as columns; without lines where nothing was used. `draft`: one that looks ahead of the file. */
export function usageOf({ session }: ReadsUsage, request: { readonly fiscalYear: FiscalYear; readonly draft?: Draft }): Result<UsageOfYear, NoModelOpen | StoreFailure> {
  const model = session.read()
  if (!model.ok) return model
  const draft = request.draft ?? model.value.draft
  const usage = allUsage({ store: model.value.store, draft })
  return usage.ok ? ok(usageOfYear(usage.value, { draft, fiscalYear: request.fiscalYear })) : usage
}
