/** The tabs of a screen, over its whole width: a bar with them, and below it what belongs to the one that is shown. */
import { Tabs } from '@mantine/core'
import { Suspense, type ReactNode } from 'react'

import classes from './RoomTabs.module.css'
import { Waiting } from './Waiting.tsx'

type RoomTabsParts<Tab extends string> = {
  readonly tabs: readonly Tab[]
  readonly labelOf: (tab: Tab) => string
  readonly shown: Tab
  readonly onShow: (tab: Tab) => void
  /** At the end of the bar: what holds for each of them. */
  readonly beside?: ReactNode
  readonly children: ReactNode
}

export function RoomTabs<Tab extends string>({ tabs, labelOf, shown, onShow, beside, children }: RoomTabsParts<Tab>): ReactNode {
  function show(asked: string | null): void {
    const tab = tabs.find((each) => each === asked)
    if (tab !== undefined) onShow(tab)
  }
  return (
    <Tabs value={shown} onChange={show} keepMounted={false} className={classes['layout'] ?? ''}>
      <div className={classes['bar']}>
        <Tabs.List className={classes['tabs'] ?? ''}>
          {tabs.map((each) => (
            <Tabs.Tab key={each} value={each} px="sm" fz="sm">
              {labelOf(each)}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        {beside}
      </div>
      {children}
    </Tabs>
  )
}

/** The panel of the tab that is shown; `className` in place of filling what is below the bar. */
export function RoomPanel({ tab, className, children }: { readonly tab: string; readonly className?: string; readonly children: ReactNode }): ReactNode {
  return (
    <Tabs.Panel value={tab} className={className ?? classes['panel'] ?? ''}>
      <Suspense fallback={<Waiting label="Loading" />}>{children}</Suspense>
    </Tabs.Panel>
  )
}
