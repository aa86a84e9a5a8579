/** Whose rates and whose usage: chosen once for the tabs of the bills; and the way out of the impact on them. */
import { Button, SegmentedControl, Select, Text } from '@mantine/core'
import { IconFileExport } from '@tabler/icons-react'
import type { ReactNode } from 'react'

import { formatVersion } from '../../../src-shared/domain/version-label.ts'
import { versionKey } from '../../../src-shared/domain/version.ts'
import { goTo, reportAddress } from '../../state/routes.ts'
import { useBillView, monthsInWords } from './bill-view.tsx'

function RatesChoice(): ReactNode {
  const { draft, base, compared, version, show } = useBillView()
  if (versionKey(base) === versionKey(compared)) return null
  return (
    <SegmentedControl
      aria-label="Whose rates" value={version === base ? 'base' : 'compared'} onChange={(next) => show({ rates: next === 'base' ? 'base' : 'compared' })}
      data={[{ value: 'base', label: `${formatVersion(draft, base)} rates` }, { value: 'compared', label: `${formatVersion(draft, compared)} rates` }]}
    />
  )
}

/** `FY2005: 6 months`; the impact may also take each version's own. */
function UsageChoice(): ReactNode {
  const { tab, usage, usageYear, impactYear, show } = useBillView()
  const isImpact = tab === 'impact'
  const shown = isImpact ? impactYear : usageYear
  const years = usage.years.map((year) => ({ value: String(year.fiscalYear), label: monthsInWords(year) }))
  const missing = shown !== null && !years.some((year) => year.value === String(shown)) ? [{ value: String(shown), label: `FY${shown}: no usage` }] : []
  return (
    <Select
      aria-label="Whose usage" data={[...missing, ...years, ...(isImpact ? [{ value: 'own', label: 'Each year’s own' }] : [])]} value={shown === null ? 'own' : String(shown)} allowDeselect={false} w={176}
      onChange={(next) => {
        if (next !== null) show({ usage: next })
      }}
    />
  )
}

export function UsageTools(): ReactNode {
  const { tab, impactYear } = useBillView()
  if (tab === 'customers') return null
  return (
    <>
      {(tab === 'bills' || tab === 'statement') && <RatesChoice />}
      <Text size="sm">Usage of</Text>
      <UsageChoice />
      {tab === 'impact' && (
        <Button variant="default" leftSection={<IconFileExport size={15} aria-hidden />} onClick={() => goTo(reportAddress({ report: 'impact', usage: impactYear }))}>
          Export impact
        </Button>
      )}
    </>
  )
}
