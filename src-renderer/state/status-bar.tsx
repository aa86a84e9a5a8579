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
}

function onStore(store: Store<SelectionFigures | null>): { readonly store: Store<SelectionFigures | null>; readonly actions: StatusBarActions } {
  return { store, actions: { setSelection: (figures) => store.set(figures) } }
}

const StatusBarContext = createContext(onStore(createStore<SelectionFigures | null>(null)))

export function StatusBarProvider({ children }: { readonly children: ReactNode }): ReactNode {
  const value = useMemo(() => onStore(createStore<SelectionFigures | null>(null)), [])
  return <StatusBarContext value={value}>{children}</StatusBarContext>
}

/** Stable: telling the status bar something renders the status bar alone. */
export function useStatusBar(): StatusBarActions {
  return useContext(StatusBarContext).actions
}

export function useSelectionFigures(): SelectionFigures | null {
  return useStore(useContext(StatusBarContext).store)
}
