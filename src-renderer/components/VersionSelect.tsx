/** A year, or a year with a scenario, out of those that the model has. */
import { Select, Tooltip } from '@mantine/core'
import { useMemo, type ReactNode } from 'react'

import { formatVersion } from '../../src-shared/domain/version-label.ts'
import { planOf, readVersionKey, versionKey, type Version } from '../../src-shared/domain/version.ts'
import { useModelPart } from '../state/model-session.tsx'
import { useVersionSelection } from '../state/version-selection.tsx'

type Option = { readonly value: string; readonly label: string }

/** Every year, and every year with each scenario. */
export function useVersionOptions(): readonly { readonly group: string; readonly items: Option[] }[] {
  const scenario = useModelPart(({ draft }) => draft.scenario)
  const { years } = useVersionSelection()
  return useMemo(() => {
    const option = (version: Version): Option => ({ value: versionKey(version), label: formatVersion({ scenario }, version) })
    const scenarios = [...scenario.values()].toSorted((left, right) => left.position - right.position)
    return [
      { group: 'Years', items: years.map((year) => option(planOf(year))) },
      ...scenarios.map((each) => ({ group: each.name, items: years.map((year) => option(planOf(year, each.id))) })),
    ]
  }, [scenario, years])
}

export function VersionSelect({ label, value, onChange, width }: { readonly label: string; readonly value: Version; readonly onChange: (version: Version) => void; readonly width: number }): ReactNode {
  const groups = useVersionOptions()
  return (
    <Tooltip label={label}>
      <Select
        aria-label={label}
        data={groups.map((group) => ({ group: group.group, items: group.items }))}
        value={versionKey(value)}
        onChange={(key) => {
          const version = key === null ? undefined : readVersionKey(key)
          if (version !== undefined) onChange(version)
        }}
        allowDeselect={false}
        searchable={groups.length > 4}
        w={width}
        comboboxProps={{ width: Math.max(width, 220), position: 'bottom-start' }}
      />
    </Tooltip>
  )
}
