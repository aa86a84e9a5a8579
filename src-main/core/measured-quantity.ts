/** A quantity that the rules made of raw rows, explained from the file. */
import type { Explanation } from '../../src-shared/domain/explanation.ts'
import type { Draft } from '../../src-shared/domain/model/draft.ts'
import type { Month } from '../../src-shared/domain/month.ts'
import { ok, type Result } from '../../src-shared/domain/result.ts'
import { explainMeasured } from '../../src-shared/domain/usage/measures/rate-measures.ts'
import type { StoreFailure } from './ports.ts'
import type { UsageStore } from './usage-book.ts'

export type QuantityKey = { readonly customerId: string; readonly rateId: string; readonly month: Month }

/** More rows than anybody reads, and more than a message should carry. */
const MOST_ROWS = 500

/** By the last batch that has raw rows of it; undefined where none has, and where there are more rows than can be shown. */
export function measuredQuantity({ store, draft }: { readonly store: UsageStore; readonly draft: Draft }, of: QuantityKey): Result<Explanation | undefined, StoreFailure> {
  const batches = [...draft.usageBatch.values()].filter(({ kind }) => kind === 'measures').toSorted((left, right) => right.number - left.number)
  for (const batch of batches) {
    const measures = store.readMeasures(batch.id, of)
    if (!measures.ok) return measures
    const explanation = measures.value.length > MOST_ROWS ? undefined : explainMeasured({ draft, measures: measures.value, ...of })
    if (explanation !== undefined) return ok(explanation)
  }
  return ok(undefined)
}
