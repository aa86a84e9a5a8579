import { Tabs } from '@mantine/core'
import type { ReactNode } from 'react'

import { COST_IMPORT_KINDS } from '../../../src-shared/domain/costs/imports/cost-import.ts'
import { Screen } from '../../components/Screen.tsx'
import { goTo, IMPORT_TABS, importsAddress, useAddressQuery, type ImportTab } from '../../state/routes.ts'
import { PrintedAuditTab } from './PrintedAuditTab.tsx'
import { RatesImportTab } from './RatesImportTab.tsx'
import { RawUsageImportTab } from './RawUsageImportTab.tsx'
import { TableImportTab } from './TableImportTab.tsx'
import { UsageImportTab } from './UsageImportTab.tsx'

const CONTENTS: { readonly [Tab in ImportTab]: ReactNode } = {
  rates: <RatesImportTab />,
  costs: <TableImportTab kinds={COST_IMPORT_KINDS} />,
  agencies: <TableImportTab kinds={['agencies']} />,
  usage: <UsageImportTab />,
  'raw-usage': <RawUsageImportTab />,
  encumbrances: <TableImportTab kinds={['encumbrances']} />,
  services: <TableImportTab kinds={['services']} />,
  levels: <TableImportTab kinds={['targets', 'measurements', 'outages', 'incidents']} />,
  agreements: <TableImportTab kinds={['agreements']} />,
  audit: <PrintedAuditTab />,
}

function tabOf(text: string | null): ImportTab {
  return IMPORT_TABS.find((each) => each.tab === text)?.tab ?? 'rates'
}

/** What comes from outside: looked at first, and written only when it is accepted. */
export function ImportsScreen(): ReactNode {
  const query = useAddressQuery()
  return (
    <Screen title="Imports" description="Files from outside are looked at first. Nothing is written until you accept it.">
      <Tabs value={tabOf(query.get('tab'))} onChange={(value) => goTo(importsAddress(tabOf(value)), { replace: true })} keepMounted={false}>
        <Tabs.List mb="md">
          {IMPORT_TABS.map(({ tab, label }) => (
            <Tabs.Tab key={tab} value={tab} fz="sm" px="sm">
              {label}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        {IMPORT_TABS.map(({ tab }) => (
          <Tabs.Panel key={tab} value={tab}>
            {CONTENTS[tab]}
          </Tabs.Panel>
        ))}
      </Tabs>
    </Screen>
  )
}
