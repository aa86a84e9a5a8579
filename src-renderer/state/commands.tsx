/** What can be done now, for the command palette, the keyboard and the desktop's menu. Screens add theirs while they are shown. */
import { createContext, useContext, useEffect, useMemo, type ReactNode } from 'react'

import { createStore, useStore, type Store } from './store.ts'

export type Command = {
  readonly id: string
  readonly label: string
  readonly group: string
  readonly description?: string
  /** As shown: `Ctrl+K`. */
  readonly keys?: string
  readonly run: () => void
}

type Commands = ReadonlyMap<string, readonly Command[]>
const CommandsContext = createContext<Store<Commands>>(createStore<Commands>(new Map()))

export function CommandsProvider({ children }: { readonly children: ReactNode }): ReactNode {
  const store = useMemo(() => createStore<Commands>(new Map()), [])
  return <CommandsContext value={store}>{children}</CommandsContext>
}

/** Offers commands for as long as the component is shown. `owner` names who offers them; pass a stable list. */
export function useCommands(owner: string, commands: readonly Command[]): void {
  const store = useContext(CommandsContext)
  useEffect(() => {
    store.set(new Map([...store.get(), [owner, commands]]))
    return () => {
      const left = new Map(store.get())
      if (left.get(owner) === commands) left.delete(owner)
      store.set(left)
    }
  }, [store, owner, commands])
}

export function useAllCommands(): readonly Command[] {
  const commands = useStore(useContext(CommandsContext))
  return useMemo(() => [...commands.values()].flat(), [commands])
}
