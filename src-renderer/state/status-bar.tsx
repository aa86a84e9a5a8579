/** What the status bar says of the selection, as a spreadsheet does. */
import { createContext, useContext, useMemo, type ReactNode } from 'react'

import { createStore, useStore, type Store } from './store.ts'

export type SelectionFigures = {
  /** As shown, exact: `1,204.50`; null where the selected cells have no common sum. */
  readonly sum: string | null
  readonly average: string | null
  /** Selected cells with a number. */
  readonly count: number
  /** How long the last edit took to show, in milliseconds. */
  readonly elapsedMs: number | null
}

export type StatusBarActions = {
  /** Null when nothing is selected. */
  readonly setSelection: (figures: SelectionFigures | null) => void
  /** How long the core's last answer took to show, in milliseconds; null when nothing of it is shown. */
  readonly setAnswered: (elapsedMs: number | null) => void
}
type Stores = { readonly store: Store<SelectionFigures | null>; readonly answered: Store<number | null>; readonly actions: StatusBarActions }

function newStores(): Stores {
  const store = createStore<SelectionFigures | null>(null)
  const answered = createStore<number | null>(null)
  return { store, answered, actions: { setSelection: (figures) => store.set(figures), setAnswered: (elapsedMs) => answered.set(elapsedMs) } }
}

const StatusBarContext = createContext(newStores())

export function StatusBarProvider({ children }: { readonly children: ReactNode }): ReactNode {
  const value = useMemo(() => newStores(), [])
  return <StatusBarContext value={value}>{children}</StatusBarContext>
}

/** Stable: telling the status bar something renders the status bar alone. */
export function useStatusBar(): StatusBarActions {
  return useContext(StatusBarContext).actions
}

export function useSelectionFigures(): SelectionFigures | null {
  return useStore(useContext(StatusBarContext).store)
}

export function useAnsweredMs(): number | null {
  return useStore(useContext(StatusBarContext).answered)
}
