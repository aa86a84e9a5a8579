import { Spotlight, type SpotlightActionGroupData } from '@mantine/spotlight'
import { IconSearch } from '@tabler/icons-react'
import { useMemo, useState, type ReactNode } from 'react'

import { useAllCommands } from '../state/commands.tsx'
import { useModelSession } from '../state/model-session.tsx'
import { goTo, ratesAddress } from '../state/routes.ts'
import { keysOf } from './dialogs/ShortcutSheet.tsx'

const MOST_RATES = 12

function matches(text: string, words: readonly string[]): boolean {
  const lower = text.toLowerCase()
  return words.every((word) => lower.includes(word))
}

/** Commands and rates by what they are called (Ctrl+K). */
export function CommandPalette(): ReactNode {
  const commands = useAllCommands()
  const { draft } = useModelSession()
  const [query, setQuery] = useState('')

  // At once, not deferred: the palette chooses the first of the list right after the typing, for Enter to take.
  const actions = useMemo((): SpotlightActionGroupData[] => {
    const words = query.toLowerCase().split(/\s+/).filter((word) => word !== '')
    const groups = new Map<string, SpotlightActionGroupData>()
    for (const command of commands) {
      if (!matches(`${command.group} ${command.label} ${command.description ?? ''}`, words)) continue
      const group = groups.get(command.group) ?? { group: command.group, actions: [] }
      group.actions.push({
        id: command.id, label: command.label, onClick: command.run,
        ...(command.description === undefined ? {} : { description: command.description }),
        ...(command.keys === undefined ? {} : { rightSection: <kbd style={{ fontSize: 11, color: 'var(--mantine-color-dimmed)' }}>{keysOf(command.keys)}</kbd> }),
      })
      groups.set(command.group, group)
    }
    const rates = words.length === 0 ? [] : [...draft.rate.values()].filter((rate) => matches(`${rate.code} ${rate.title}`, words)).slice(0, MOST_RATES)
    const found = rates.map((rate) => ({ id: `rate-${rate.id}`, label: rate.title, description: [rate.code, rate.billableUnit].filter((part) => part !== '').join(' · '), onClick: () => goTo(ratesAddress({ rateId: rate.id })) }))
    return [...(found.length > 0 ? [{ group: 'Rates', actions: found }] : []), ...groups.values()]
  }, [commands, query, draft.rate])

  return (
    <Spotlight
      actions={actions}
      filter={(_query, all) => all}
      query={query}
      onQueryChange={setQuery}
      nothingFound="Nothing is called that."
      searchProps={{ leftSection: <IconSearch size={17} aria-hidden />, placeholder: 'Search rates and commands', 'aria-label': 'Search rates and commands' }}
      shortcut={null}
      attributes={{ content: { 'aria-label': 'Search and commands' } }}
      scrollAreaProps={{ viewportProps: { tabIndex: 0 } }}
      scrollable
      maxHeight={440}
      highlightQuery
    />
  )
}
