/** Whose rates and whose usage: chosen once for the tabs of the bills; and the way out of the impact on them. */
import { Button, SegmentedControl, Select, Text } from '@mantine/core'
import { IconFileExport } from '@tabler/icons-react'
import type { ReactNode } from 'react'

import { usageChoiceText } from '../../../src-shared/domain/usage/years-of-usage.ts'
import { formatVersion } from '../../../src-shared/domain/version-label.ts'
import { versionKey } from '../../../src-shared/domain/version.ts'
import { goTo, reportAddress } from '../../state/routes.ts'
import { useBillView, monthsInWords, plannedInWords } from './bill-view.tsx'

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

const [NARROW, WIDE] = [176, 340]

/** `FY2005: 6 months`, as recorded or as planned; the impact may also take each version's own. What is typed and imported is recorded alone. */
function UsageChoice(): ReactNode {
  const { tab, usage, planned, usageYear, usageBasis, impactYear, impactBasis, show } = useBillView()
  const isImpact = tab === 'impact'
  const shown = isImpact ? impactYear : usageYear
  const isPlanned = tab !== 'usage' && (isImpact ? impactBasis : usageBasis) === 'planned'
  const recorded = usage.years.map((year) => ({ value: String(year.fiscalYear), label: monthsInWords(year) }))
  const projected = tab === 'usage' ? [] : planned.map((year) => ({ value: `${year.fiscalYear}-planned`, label: plannedInWords(year) }))
  const own = isImpact ? [{ value: 'own', label: 'Each year’s own' }, ...(planned.length === 0 ? [] : [{ value: 'own-planned', label: 'Each year’s own, planned' }])] : []
  const value = `${shown ?? 'own'}${isPlanned ? '-planned' : ''}`
  const missing = shown !== null && !isPlanned && !recorded.some((year) => year.value === value) ? [{ value, label: `FY${shown}: no usage` }] : []
  return (
    <Select
      aria-label="Whose usage" data={[...missing, ...recorded, ...projected, ...own]} value={value} allowDeselect={false} w={isPlanned ? WIDE : NARROW} comboboxProps={{ width: planned.length === 0 ? 'target' : WIDE, position: 'bottom-end' }}
      onChange={(next) => {
        if (next !== null) show({ usage: next })
      }}
    />
  )
}

export function UsageTools(): ReactNode {
  const { tab, impactYear, impactBasis } = useBillView()
  if (tab === 'customers') return null
  return (
    <>
      {(tab === 'bills' || tab === 'statement') && <RatesChoice />}
      <Text size="sm">Usage of</Text>
      <UsageChoice />
      {tab === 'impact' && (
        <Button variant="default" leftSection={<IconFileExport size={15} aria-hidden />} onClick={() => goTo(reportAddress({ report: 'impact', usage: usageChoiceText({ year: impactYear, basis: impactBasis }) }))}>
          Export impact
        </Button>
      )}
    </>
  )
}
