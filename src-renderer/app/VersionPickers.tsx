/** The pair of years and the scenario, chosen once for every screen. */
import { ActionIcon, Button, Group, Menu, Popover, Select, Stack, Text } from '@mantine/core'
import { IconArrowDown, IconArrowRight, IconArrowUp, IconChevronDown, IconColumns, IconGitBranch, IconPlus, IconX } from '@tabler/icons-react'
import type { ReactNode } from 'react'

import { readVersionKey, versionKey } from '../../src-shared/domain/version.ts'
import { formatVersion } from '../../src-shared/domain/version-label.ts'
import { useVersionOptions, VersionSelect } from '../components/VersionSelect.tsx'
import { useDialogs } from '../state/dialogs.tsx'
import { useModelPart } from '../state/model-session.tsx'
import { goTo } from '../state/routes.ts'
import { useVersionSelection } from '../state/version-selection.tsx'

/** The ordered list of comparisons, where there is more than one column. */
function ColumnsPopover(): ReactNode {
  const scenario = useModelPart(({ draft }) => draft.scenario)
  const { comparisons, setComparisons } = useVersionSelection()
  const groups = useVersionOptions()
  const taken = new Set<string>(comparisons.map((version) => versionKey(version)))
  const free = groups.map((group) => ({ group: group.group, items: group.items.filter((item) => !taken.has(item.value)) })).filter((group) => group.items.length > 0)

  function move(index: number, by: -1 | 1): void {
    const next = [...comparisons]
    const [moved] = next.splice(index, 1)
    if (moved === undefined) return
    next.splice(index + by, 0, moved)
    setComparisons(next)
  }
  return (
    <Popover position="bottom-start" shadow="md" width={320} trapFocus>
      <Popover.Target>
        <ActionIcon aria-label="Compare with several years or scenarios" title="Compare with several years or scenarios">
          <IconColumns size={17} />
        </ActionIcon>
      </Popover.Target>
      <Popover.Dropdown aria-label="Compared columns">
        <Stack gap={6}>
          <Text size="xs" c="dimmed">
            Compared columns, the leftmost first. The year and the scenario at the top, the counts and the filters are those of the last one.
          </Text>
          {comparisons.map((version, index) => {
            const name = formatVersion({ scenario }, version)
            return (
              <Group key={versionKey(version)} gap={2} wrap="nowrap">
                <Text size="sm" flex={1} truncate>
                  {name}
                </Text>
                <ActionIcon aria-label={`Move ${name} up: further left`} disabled={index === 0} onClick={() => move(index, -1)}>
                  <IconArrowUp size={15} />
                </ActionIcon>
                <ActionIcon aria-label={`Move ${name} down: further right`} disabled={index === comparisons.length - 1} onClick={() => move(index, 1)}>
                  <IconArrowDown size={15} />
                </ActionIcon>
                <ActionIcon aria-label={`Do not compare with ${name}`} disabled={comparisons.length === 1} onClick={() => setComparisons(comparisons.filter((_each, other) => other !== index))}>
                  <IconX size={15} />
                </ActionIcon>
              </Group>
            )
          })}
          <Select
            aria-label="Add a column"
            placeholder="Add a column"
            data={free}
            value={null}
            disabled={comparisons.length >= 12 || free.length === 0}
            onChange={(key) => {
              const version = key === null ? undefined : readVersionKey(key)
              if (version !== undefined) setComparisons([...comparisons, version])
            }}
            comboboxProps={{ withinPortal: false }}
            searchable
          />
        </Stack>
      </Popover.Dropdown>
    </Popover>
  )
}

function ScenarioMenu(): ReactNode {
  const scenarioTable = useModelPart(({ draft }) => draft.scenario)
  const readOnly = useModelPart(({ info }) => info.mode === 'snapshot')
  const { scenarioId, setScenario } = useVersionSelection()
  const dialogs = useDialogs()
  const scenarios = [...scenarioTable.values()].toSorted((left, right) => left.position - right.position)
  const current = scenarioId === null ? undefined : scenarioTable.get(scenarioId)
  return (
    <Menu position="bottom-start" width={280}>
      <Menu.Target>
        <Button variant="default" leftSection={<IconGitBranch size={15} aria-hidden />} rightSection={<IconChevronDown size={14} aria-hidden />} maw={210} aria-label={`Scenario: ${current?.name ?? 'none'}`}>
          <Text span inherit truncate>
            {current === undefined ? 'No scenario' : current.name}
          </Text>
        </Button>
      </Menu.Target>
      <Menu.Dropdown mah={420} style={{ overflowY: 'auto' }}>
        <Menu.Label>Scenario over the compared year</Menu.Label>
        <Menu.RadioGroup value={scenarioId ?? ''} onChange={(value) => setScenario(value === '' ? null : value)}>
          <Menu.RadioItem value="" closeMenuOnClick>No scenario: the schedule itself</Menu.RadioItem>
          {scenarios.map((scenario) => (
            <Menu.RadioItem key={scenario.id} value={scenario.id} closeMenuOnClick>
              {scenario.name}
            </Menu.RadioItem>
          ))}
        </Menu.RadioGroup>
        <Menu.Divider />
        <Menu.Item leftSection={<IconPlus size={15} />} disabled={readOnly} onClick={() => dialogs.open('new-scenario')}>
          New scenario…
        </Menu.Item>
        <Menu.Item onClick={() => goTo('/schedules')}>All scenarios</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}

export function VersionPickers(): ReactNode {
  const { years, base, comparisons, activeVersion, setBase, setComparisons } = useVersionSelection()
  if (years.length === 0) return null
  return (
    <>
      <VersionSelect label="Base year" value={base} onChange={setBase} width={104} />
      <IconArrowRight size={15} aria-hidden style={{ flex: 'none' }} />
      <VersionSelect label="Compared year" value={{ ...activeVersion, scenarioId: null }} onChange={(version) => setComparisons([...comparisons.slice(0, -1), version.scenarioId === null ? { ...version, scenarioId: activeVersion.scenarioId } : version])} width={104} />
      {comparisons.length > 1 && (
        <Text size="xs" c="dimmed" style={{ whiteSpace: 'nowrap' }}>
          +{comparisons.length - 1}
        </Text>
      )}
      <ColumnsPopover />
      <ScenarioMenu />
    </>
  )
}
