/** The dialogs of the frame: any screen, command or menu may ask for one; one is open at a time. */
import { createContext, useContext, useMemo, type ReactNode } from 'react'

import { createStore, useStore, type Store } from './store.ts'

export type DialogName =
  | 'checkpoint' | 'save-copy' | 'new-model' | 'open-model' | 'new-scenario' | 'model-settings'
  | 'author' | 'shortcuts' | 'help' | 'about'

const DialogsContext = createContext<Store<DialogName | null>>(createStore<DialogName | null>(null))

export function DialogsProvider({ children }: { readonly children: ReactNode }): ReactNode {
  const store = useMemo(() => createStore<DialogName | null>(null), [])
  return <DialogsContext value={store}>{children}</DialogsContext>
}

/** Stable. */
export function useDialogs(): { readonly open: (name: DialogName) => void; readonly close: () => void } {
  const store = useContext(DialogsContext)
  return useMemo(() => ({ open: (name: DialogName) => store.set(name), close: () => store.set(null) }), [store])
}

export function useOpenDialog(): DialogName | null {
  return useStore(useContext(DialogsContext))
}
