/** What the inspector at the right shows: it follows the selected cell. */
import { createContext, useContext, useMemo, type ReactNode } from 'react'

import type { Explanation } from '../../src-shared/domain/explanation.ts'
import type { TableName } from '../../src-shared/domain/model/tables.ts'
import { createStore, useStore, type Store } from './store.ts'

export type InspectorSubject = {
  /** What is selected: `Prime CPU Time · FY2004`. */
  readonly title: string
  /** Called only while the inspector shows it; null where nothing was computed in the window. */
  readonly explain: (() => Explanation | undefined) | null
  /** The same where only the core can say it. */
  readonly ask?: (() => Promise<Explanation | undefined>) | null
  readonly notes: readonly { readonly label: string; readonly text: string }[]
  /** The rows whose changes its history tells. */
  readonly history: readonly { readonly table: TableName; readonly id: string }[]
}

export type InspectorTab = 'explain' | 'notes' | 'history'

export type InspectorState = { readonly isOpen: boolean; readonly tab: InspectorTab; readonly subject: InspectorSubject | null }

export type InspectorActions = {
  /** Tells what is selected; does not open the inspector. Null when nothing is. */
  readonly show: (subject: InspectorSubject | null) => void
  readonly open: (tab?: InspectorTab) => void
  readonly close: () => void
  readonly toggle: () => void
}

const CLOSED: InspectorState = { isOpen: false, tab: 'explain', subject: null }

function actionsOn(store: Store<InspectorState>): InspectorActions {
  return {
    show: (subject) => store.set({ ...store.get(), subject }),
    open: (tab) => store.set({ ...store.get(), isOpen: true, tab: tab ?? store.get().tab }),
    close: () => store.set({ ...store.get(), isOpen: false }),
    toggle: () => store.set({ ...store.get(), isOpen: !store.get().isOpen }),
  }
}

const fallbackStore = createStore(CLOSED)
const InspectorContext = createContext({ store: fallbackStore, actions: actionsOn(fallbackStore) })

export function InspectorProvider({ children }: { readonly children: ReactNode }): ReactNode {
  const value = useMemo(() => {
    const store = createStore(CLOSED)
    return { store, actions: actionsOn(store) }
  }, [])
  return <InspectorContext value={value}>{children}</InspectorContext>
}

/** Stable: telling the inspector something renders the inspector alone. */
export function useInspector(): InspectorActions {
  return useContext(InspectorContext).actions
}

export function useInspectorState(): InspectorState {
  return useStore(useContext(InspectorContext).store)
}
