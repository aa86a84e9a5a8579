/** Imports for the screens' tests: what a file holds, and answers that a test gives when it likes. */
import type { ImportAccepted, TaskProgress } from '../../src-shared/contract/answers.ts'
import type { ImportOutcome } from '../../src-shared/domain/import-outcome.ts'
import type { InspectedUsage } from '../../src-shared/domain/usage/imports/usage-import.ts'

type Answer = ImportOutcome | ImportAccepted
export type Asked = { readonly name: string; readonly input: unknown; readonly signal: AbortSignal; readonly answer: (value: Answer) => void }

export class FakeImports {
  /** Of the file that is chosen next. */
  tables: readonly InspectedUsage[] = []
  progress: TaskProgress | null = null
  /** Previews and acceptances, in order. A cancelled one rejects as a request does. */
  readonly asked: Asked[] = []

  ask(name: string, input: unknown, signal: AbortSignal): Promise<Answer> {
    return new Promise((resolve, reject) => {
      signal.addEventListener('abort', () => reject(new DOMException('The request was cancelled.', 'AbortError')))
      this.asked.push({ name, input, signal, answer: resolve })
    })
  }
}
