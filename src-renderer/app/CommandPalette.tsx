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

/** What begins as it was typed comes first, then what has a word that does: `prime` is meant for Prime CPU Time before Non-prime CPU Time. */
function rankOf(texts: readonly string[], query: string): number {
  const [wanted, lower] = [query.trim().toLowerCase(), texts.map((text) => text.toLowerCase())]
  return lower.some((text) => text.startsWith(wanted)) ? 0 : lower.some((text) => text.includes(` ${wanted}`)) ? 1 : 2
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
    const matching = words.length === 0 ? [] : [...draft.rate.values()].filter((rate) => matches(`${rate.code} ${rate.title}`, words))
    const rates = matching.map((rate) => ({ rate, rank: rankOf([rate.title, rate.code], query) })).toSorted((left, right) => left.rank - right.rank).slice(0, MOST_RATES).map(({ rate }) => rate)
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
