/** Long work that writes: it can be stopped until it is on disk, and what the file then says holds. */
import type { ImportAccepted } from '../../src-shared/contract/answers.ts'
import type { ImportOutcome } from '../../src-shared/domain/import-outcome.ts'
import { client } from '../client/client.ts'
import { taskEnd } from './use-progress.ts'

/** A cancel may come too late: once everything has come to rest, the file says whether the batch is in it. */
async function writtenNonetheless({ task, baseRevision, outcome }: { readonly task: string; readonly baseRevision: number; readonly outcome: ImportOutcome }): Promise<ImportAccepted | null> {
  await taskEnd(task)
  const [last] = await client.model.history({ before: null, limit: 1 })
  return (last?.revision ?? 0) > baseRevision ? { outcome, loaded: await client.model.load() } : null
}

/** What was taken in; null where `stopper` came first and nothing was written. `task`: the name of the work in the core. */
export async function acceptUnlessStopped({ stopper, signal, accept, ...of }: {
  readonly task: string
  readonly baseRevision: number
  readonly outcome: ImportOutcome
  readonly stopper: AbortSignal
  readonly signal: AbortSignal
  readonly accept: (signal: AbortSignal) => Promise<ImportAccepted>
}): Promise<ImportAccepted | null> {
  try {
    return await accept(AbortSignal.any([signal, stopper]))
  } catch (error) {
    if (!stopper.aborted) throw error
    return writtenNonetheless(of)
  }
}
