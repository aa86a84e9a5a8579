import { Tabs } from '@mantine/core'
import type { ReactNode } from 'react'

import { Screen } from '../../components/Screen.tsx'
import { goTo, useAddressQuery } from '../../state/routes.ts'
import { CostImportTab } from './CostImportTab.tsx'
import { PrintedAuditTab } from './PrintedAuditTab.tsx'
import { RatesImportTab } from './RatesImportTab.tsx'

const TABS = [
  { value: 'rates', label: 'Import rates' },
  { value: 'costs', label: 'Import costs, positions, units' },
  { value: 'audit', label: 'Audit a printed schedule' },
] as const

/** What comes from outside: looked at first, and written only when it is accepted. */
export function ImportsScreen(): ReactNode {
  const query = useAddressQuery()
  const shown = TABS.find((tab) => tab.value === query.get('tab'))?.value ?? 'rates'
  return (
    <Screen title="Imports" description="Files from outside are looked at first. Nothing is written until you accept it.">
      <Tabs value={shown} onChange={(value) => goTo(value === 'audit' ? '/imports?tab=audit' : value === 'costs' ? '/imports?tab=costs' : '/imports', { replace: true })} keepMounted={false}>
        <Tabs.List mb="md">
          {TABS.map((tab) => (
            <Tabs.Tab key={tab.value} value={tab.value} fz="sm">
              {tab.label}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        <Tabs.Panel value="rates">
          <RatesImportTab />
        </Tabs.Panel>
        <Tabs.Panel value="costs">
          <CostImportTab />
        </Tabs.Panel>
        <Tabs.Panel value="audit">
          <PrintedAuditTab />
        </Tabs.Panel>
      </Tabs>
    </Screen>
  )
}
