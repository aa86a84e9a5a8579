/** What parts of a screen stand in, for tests: theme, preferences of their own, and an open model on a core in memory. */
import { MantineProvider } from '@mantine/core'
import { render } from '@testing-library/react'
import type { ReactNode } from 'react'

import { ExportProvider } from '../../src-renderer/state/exports.tsx'
import { ModelSessionProvider } from '../../src-renderer/state/model-session.tsx'
import { createPreferenceStore, PreferenceContext, type PreferenceStore } from '../../src-renderer/state/preferences.ts'
import { createSaveQueue, type SaveQueue } from '../../src-renderer/state/save-queue.ts'
import { rowsFromDraft, type Draft } from '../../src-shared/domain/model/draft.ts'
import { FakeCore, handTimers } from './fake-core.ts'
import { countingIds } from './small-model.ts'

export type Stage = { readonly queue: SaveQueue; readonly preferences: PreferenceStore; readonly show: (part: ReactNode) => void }

/** Renders a part; `show` renders it again with other props. */
export function onStage(draft: Draft, part: ReactNode, preferences: PreferenceStore = createPreferenceStore()): Stage {
  const core = new FakeCore(rowsFromDraft(draft))
  const queue = createSaveQueue({ loaded: core.loaded(), client: core, author: () => 'Ann', newId: countingIds(), now: () => new Date('2026-11-22T14:00:00Z'), tell: () => undefined, timers: handTimers() })
  const around = (shown: ReactNode): ReactNode => (
    <PreferenceContext value={preferences}>
      <MantineProvider env="test">
        <ModelSessionProvider queue={queue} author="Ann">
          <ExportProvider>{shown}</ExportProvider>
        </ModelSessionProvider>
      </MantineProvider>
    </PreferenceContext>
  )
  const { rerender } = render(around(part))
  return { queue, preferences, show: (next) => rerender(around(next)) }
}
