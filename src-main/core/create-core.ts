import type { CoreParts, UseCaseParts } from './core-parts.ts'
import { createRouter, type CoreRouter } from './router.ts'
import { createSession } from './session.ts'
import { openModel } from './use-cases/models.ts'
import { openSample } from './use-cases/sample.ts'

export type Core = {
  /** What every host serves. */
  readonly router: CoreRouter
  /**
   * Opens the file of the command line, or the sample at the very first start.
   * Answers the sentence to print when that does not work; the start screen stands then.
   */
  openAtStart(path: string | null): string | null
  /** Closes the open model and gives its lock back. */
  close(): void
}

/** One core: one open model at a time, and the router over it. */
export function createCore(coreParts: CoreParts): Core {
  const { clock, host, settings, log } = coreParts
  const session = createSession({ clock, titleChanged: (title) => host.titleChanged(title) })
  const parts: UseCaseParts = { ...coreParts, session }
  return {
    router: createRouter(parts),
    openAtStart(path) {
      if (path === null && settings.read().recents.length > 0) return null
      const opened = path === null ? openSample(parts, { fresh: false }) : openModel(parts, { path, mode: 'read-write' })
      if (opened.ok) return null
      const sentence = `${opened.failure.message} ${opened.failure.remedy}`
      log.note(sentence)
      return sentence
    },
    close: () => session.close(),
  }
}
