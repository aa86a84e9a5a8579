import { createBillDesk } from './bill-desk.ts'
import type { CoreParts, UseCaseParts } from './core-parts.ts'
import { createRouter, type CoreRouter } from './router.ts'
import { createRunningTasks } from './running-tasks.ts'
import { createSession } from './session.ts'
import { openModel } from './use-cases/models.ts'
import { openSample } from './use-cases/sample.ts'

export type Core = {
  /** What every host serves. */
  readonly router: CoreRouter
  /**
   * Opens the file of the command line; else the model that was worked on last; else, at the very first start, the sample.
   * Answers the sentence to print when that does not work; the start screen stands then.
   */
  openAtStart(path: string | null): string | null
  /** Closes the open model and gives its lock back. */
  close(): void
}

/** One core: one open model at a time, and the router over it. */
export function createCore(coreParts: CoreParts): Core {
  const { clock, files, host, settings, log } = coreParts
  const session = createSession({ clock, titleChanged: (title) => host.titleChanged(title) })
  const parts: UseCaseParts = { ...coreParts, session, billDesk: createBillDesk(), tasks: createRunningTasks(), exports: createRunningTasks(), plans: createRunningTasks() }
  return {
    router: createRouter(parts),
    openAtStart(path) {
      const { recents } = settings.read()
      const latest = path ?? recents[0]?.path ?? null
      // A file that is no longer there is no failure of this start: the start screen marks it in its list.
      if (path === null && latest !== null && !files.exists(latest)) return null
      const opened = latest === null ? openSample(parts, { fresh: false }) : openModel(parts, { path: latest, mode: 'read-write' })
      if (opened.ok) return null
      const sentence = `${opened.failure.message} ${opened.failure.remedy}`
      log.note(sentence)
      return sentence
    },
    close: () => session.close(),
  }
}
