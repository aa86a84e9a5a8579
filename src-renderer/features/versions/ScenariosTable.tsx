import { ActionIcon, Badge, Button, Menu, Table, Text } from '@mantine/core'
import { IconDots } from '@tabler/icons-react'
import { Fragment, useState, type ReactNode } from 'react'

import { planMove } from '../../../src-shared/domain/catalog/edit-catalog.ts'
import { formatFiscalYear } from '../../../src-shared/domain/fiscal-year.ts'
import { overridesOfScenario } from '../../../src-shared/domain/model/table-index.ts'
import type { Scenario } from '../../../src-shared/domain/model/tables.ts'
import { movedOverrides, planDeleteScenario, planDuplicateScenario } from '../../../src-shared/domain/scenario/edit-scenario.ts'
import { movedInputs } from '../../../src-shared/domain/scenario/settle-inputs.ts'
import { readVersionKey } from '../../../src-shared/domain/version.ts'
import { EmptyState } from '../../components/EmptyState.tsx'
import { useApplyPlan } from '../../state/apply-plan.ts'
import { useDialogs } from '../../state/dialogs.tsx'
import { useModelSession } from '../../state/model-session.tsx'
import { notifyDone } from '../../state/notices.tsx'
import { goTo, ratesAddress } from '../../state/routes.ts'
import { useVersionSelection } from '../../state/version-selection.tsx'
import { MovedOverrides } from './MovedOverrides.tsx'
import { ScenarioDialogs, type ScenarioDialog } from './ScenarioDialogs.tsx'
import classes from './Versions.module.css'

type RowProps = {
  readonly scenario: Scenario
  readonly index: number
  readonly count: number
  readonly onAsk: (dialog: ScenarioDialog) => void
}

function ScenarioMenu({ scenario, index, count, onAsk }: RowProps): ReactNode {
  const { draft, readOnly, author, newId } = useModelSession()
  const applyPlan = useApplyPlan()
  function duplicate(): void {
    const planned = planDuplicateScenario({ draft, scenarioId: scenario.id, author, at: new Date().toISOString(), newId })
    applyPlan(planned.ok ? { ok: true, value: planned.value.plan } : planned)
  }
  function remove(): void {
    if (applyPlan(planDeleteScenario({ draft, scenarioId: scenario.id }))) notifyDone(`Deleted “${scenario.name}”. Undo brings it back.`)
  }
  return (
    <Menu>
      <Menu.Target>
        <ActionIcon aria-label={`More for ${scenario.name}`}>
          <IconDots size={17} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item disabled={readOnly} onClick={() => onAsk({ kind: 'rename', scenario })}>
          Name and note…
        </Menu.Item>
        <Menu.Item disabled={readOnly} onClick={duplicate}>
          Duplicate
        </Menu.Item>
        <Menu.Item disabled={readOnly} onClick={() => onAsk({ kind: 'adopt', scenario })}>
          Adopt as a year’s schedule…
        </Menu.Item>
        <Menu.Divider />
        <Menu.Item disabled={readOnly || index === 0} onClick={() => applyPlan(planMove({ draft, table: 'scenario', id: scenario.id, toIndex: index - 1 }))}>
          Move up
        </Menu.Item>
        <Menu.Item disabled={readOnly || index === count - 1} onClick={() => applyPlan(planMove({ draft, table: 'scenario', id: scenario.id, toIndex: index + 1 }))}>
          Move down
        </Menu.Item>
        <Menu.Divider />
        <Menu.Item disabled={readOnly} onClick={remove}>
          Delete
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}

function ScenarioRow({ isOpen, onToggle, ...row }: RowProps & { readonly isOpen: boolean; readonly onToggle: () => void }): ReactNode {
  const { scenario } = row
  const { draft } = useModelSession()
  const { setScenario, scenarioId } = useVersionSelection()
  const overrides = overridesOfScenario(draft, scenario.id)
  const years = [...new Set(overrides.flatMap((override) => readVersionKey(override.version)?.fiscalYear ?? []))].toSorted((left, right) => left - right)
  const moved = movedOverrides(draft, scenario.id).length + movedInputs(draft, scenario.id).length
  function show(): void {
    setScenario(scenario.id)
    goTo(ratesAddress())
  }
  return (
    <Fragment>
      <Table.Tr>
        <Table.Td className={classes['note'] ?? ''}>
          <Text size="sm" fw={600}>
            {scenario.name}
            {scenario.id === scenarioId && (
              <Text span size="xs" c="dimmed" fw={400}>
                {' '}
                shown now
              </Text>
            )}
          </Text>
          <Text size="xs" c="dimmed" lineClamp={2}>
            {scenario.note}
          </Text>
        </Table.Td>
        <Table.Td>
          {overrides.length} {overrides.length === 1 ? 'change' : 'changes'}
          {years.length > 0 && (
            <Text size="xs" c="dimmed">
              {years.map(formatFiscalYear).join(', ')}
            </Text>
          )}
        </Table.Td>
        <Table.Td>
          {moved > 0 && (
            <Badge color="orange" variant="outline" c="var(--ratebook-increase)">
              {moved} on a moved base
            </Badge>
          )}
        </Table.Td>
        <Table.Td>
          {scenario.author}
          <Text size="xs" c="dimmed">
            {new Date(scenario.createdAt).toLocaleDateString('en-GB', { dateStyle: 'medium' })}
          </Text>
        </Table.Td>
        <Table.Td>
          <div className={classes['actions']}>
            {moved > 0 && (
              <Button variant="default" onClick={onToggle} aria-expanded={isOpen}>
                Settle
              </Button>
            )}
            <Button variant="default" onClick={show}>
              Show
            </Button>
            <ScenarioMenu {...row} />
          </div>
        </Table.Td>
      </Table.Tr>
      {isOpen && (
        <Table.Tr>
          <Table.Td colSpan={5} className={classes['note'] ?? ''}>
            <MovedOverrides scenario={scenario} />
          </Table.Td>
        </Table.Tr>
      )}
    </Fragment>
  )
}

/** Scenarios: what each changes, where its base has moved, and what can be done with it (VER-4). */
export function ScenariosTable({ openScenario }: { readonly openScenario: string | null }): ReactNode {
  const { draft, readOnly } = useModelSession()
  const dialogs = useDialogs()
  const [dialog, setDialog] = useState<ScenarioDialog | null>(null)
  const [openId, setOpenId] = useState(openScenario)
  const scenarios = [...draft.scenario.values()].toSorted((left, right) => left.position - right.position)
  if (scenarios.length === 0) {
    return (
      <EmptyState
        title="No scenarios yet"
        actions={
          <Button variant="default" disabled={readOnly} onClick={() => dialogs.open('new-scenario')}>
            New scenario…
          </Button>
        }
      >
        A scenario lays changed rates over a year and leaves the year itself as it is. Changing a rate of a published year makes one for you.
      </EmptyState>
    )
  }
  return (
    <>
      <Table className={classes['table'] ?? ''} aria-label="Scenarios">
        <Table.Thead>
          <Table.Tr>
            <Table.Th>Scenario</Table.Th>
            <Table.Th>Holds</Table.Th>
            <Table.Th>To settle</Table.Th>
            <Table.Th>Made by</Table.Th>
            <Table.Th className={classes['end'] ?? ''}>Actions</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {scenarios.map((scenario, index) => (
            <ScenarioRow key={scenario.id} scenario={scenario} index={index} count={scenarios.length} onAsk={setDialog} isOpen={openId === scenario.id} onToggle={() => setOpenId(openId === scenario.id ? null : scenario.id)} />
          ))}
        </Table.Tbody>
      </Table>
      <ScenarioDialogs dialog={dialog} onDone={() => setDialog(null)} />
    </>
  )
}
