/** Undo and redo as a person asks for them: done in order, and said. */
import { useMemo } from 'react'

import { useModelSession } from './model-session.tsx'
import { notifyDone } from './notices.tsx'

async function take(which: () => Promise<string | null>, word: string): Promise<void> {
  const label = await which()
  if (label !== null) notifyDone(`${word}: ${label}`)
}

/** Either may be asked for at any time: what there is to take back is decided when its turn comes, after what is still under way. */
export function useUndoActions(): { readonly undo: () => void; readonly redo: () => void } {
  const { undo, redo } = useModelSession()
  return useMemo(() => ({ undo: () => void take(undo, 'Undone'), redo: () => void take(redo, 'Done again') }), [undo, redo])
}
