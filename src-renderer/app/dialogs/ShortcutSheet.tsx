import { Kbd, Text, Title } from '@mantine/core'
import type { ReactNode } from 'react'

const isMac = /Mac/.test(navigator.userAgent)

/** The keys as this system writes them. @example keysOf('Mod+K') // 'Ctrl+K' */
export function keysOf(keys: string): string {
  return keys.replaceAll('Mod', isMac ? '⌘' : 'Ctrl')
}

const SHEET: readonly { readonly title: string; readonly keys: readonly (readonly [string, string])[] }[] = [
  {
    title: 'Everywhere',
    keys: [
      ['Mod+K', 'Search and commands'], ['Mod+Z', 'Undo'], ['Mod+Y', 'Redo'], ['Mod+S', 'Already saved: makes a named checkpoint'], ['Mod+E', 'Export'], ['Mod+I', 'Show or hide the inspector'],
      ['F1', 'Help for this screen'], ['?', 'This sheet'],
    ],
  },
  {
    title: 'In a table',
    keys: [
      ['Arrows, Tab, Enter', 'Move'], ['Mod+Arrow', 'To the edge of the data'], ['Shift+Arrow', 'Extend the selection'], ['Type, F2', 'Edit the cell'], ['Esc', 'Take the typing back'],
      ['Mod+C, Mod+X, Mod+V', 'Copy, cut and paste a block'], ['Mod+D', 'Fill down'], ['Mod+A', 'Select all'], ['Del', 'Clear'], ['Mod+F', 'Find in the table'],
    ],
  },
  { title: 'In a statement', keys: [['Alt+PageUp, Alt+PageDown', 'Previous and next customer'], ['Alt+Shift+PageUp, Alt+Shift+PageDown', 'Previous and next month']] },
  { title: 'In the catalog', keys: [['Arrows', 'Move in the tree'], ['Enter', 'Edit the row'], ['Alt+Up, Alt+Down', 'Reorder']] },
  { title: 'In the service levels', keys: [['Arrows', 'Scorecard: rows and months; agreements and findings: their lists; path of an agreement: its steps'], ['Home, End', 'First and last row or step'], ['Enter', 'Show the entry or the step']] },
  { title: 'In the budgets', keys: [['P', 'Present: hide the other customers'], ['Esc', 'Show them again']] },
]

export function ShortcutSheet(): ReactNode {
  return (
    <div style={{ display: 'grid', gap: 16 }}>
      {SHEET.map((part) => (
        <section key={part.title}>
          <Title order={3} mb={6}>
            {part.title}
          </Title>
          <dl style={{ display: 'grid', gridTemplateColumns: '200px 1fr', gap: '6px 16px', margin: 0 }}>
            {part.keys.map(([keys, what]) => (
              <div key={keys} style={{ display: 'contents' }}>
                <dt>
                  <Kbd size="sm">{keysOf(keys)}</Kbd>
                </dt>
                <Text component="dd" m={0} size="sm">
                  {what}
                </Text>
              </div>
            ))}
          </dl>
        </section>
      ))}
    </div>
  )
}
