import { Anchor, Button, Checkbox, Group, Table, Text, VisuallyHidden } from '@mantine/core'
import { useLayoutEffect, useMemo, useRef, useState, type ReactNode } from 'react'

import { formatFixed } from '../../../src-shared/domain/decimal.ts'
import { formatFiscalYear } from '../../../src-shared/domain/fiscal-year.ts'
import type { Override, Scenario } from '../../../src-shared/domain/model/tables.ts'
import { formatPrice } from '../../../src-shared/domain/rates/price-text.ts'
import { movedOverrides, planSettleOverrides, type MovedOverride, type Settlement } from '../../../src-shared/domain/scenario/edit-scenario.ts'
import { readVersionKey } from '../../../src-shared/domain/version.ts'
import { useModelSession } from '../../state/model-session.tsx'
import { notifyIssues } from '../../state/notices.tsx'
import { hrefOf, ratesAddress } from '../../state/routes.ts'

function figure(override: Override, value: Override['value']): string {
  if (value === null) return 'none'
  return `${formatFixed(value, override.places)}${override.field === 'percent' ? ' %' : ''}`
}

/** How the change was made, where it can be made again. */
function ruleOf(override: Override): string {
  if (override.relativeKind === null || override.relativeBy === null) return 'typed'
  const sign = override.relativeBy.startsWith('-') ? '' : '+'
  return override.relativeKind === 'percent' ? `${sign}${override.relativeBy} %` : `${sign}${override.relativeBy}`
}

function MovedRow({ moved, isChosen, onChoose }: { readonly moved: MovedOverride; readonly isChosen: boolean; readonly onChoose: (chosen: boolean) => void }): ReactNode {
  const { rate } = useModelSession().draft
  const { override, base, isOrphaned, reapplied } = moved
  const title = rate.get(override.rateId)?.title ?? override.rateId
  const year = readVersionKey(override.version)?.fiscalYear
  return (
    <Table.Tr>
      <Table.Td>
        <Checkbox checked={isChosen} onChange={(event) => onChoose(event.currentTarget.checked)} aria-label={`Choose ${title}`} />
      </Table.Td>
      <Table.Td>
        <Anchor href={hrefOf(ratesAddress({ rateId: override.rateId }))} size="sm">
          {title}
        </Anchor>
        <Text size="xs" c="dimmed">
          {year === undefined ? override.version : formatFiscalYear(year)}
          {override.customerClass !== 'state' && `, ${override.customerClass}`}
        </Text>
      </Table.Td>
      <Table.Td ta="right">{figure(override, override.baseValue)}</Table.Td>
      <Table.Td ta="right">{isOrphaned ? 'the row is gone' : base === undefined ? 'none' : formatPrice(base)}</Table.Td>
      <Table.Td ta="right">{figure(override, override.value)}</Table.Td>
      <Table.Td>{ruleOf(override)}</Table.Td>
      <Table.Td ta="right">{reapplied === null ? '' : figure(override, reapplied)}</Table.Td>
    </Table.Tr>
  )
}

/** Changes of a scenario that were made against a base that has moved since (VER-4): keep, take, or apply again. */
export function MovedOverrides({ scenario }: { readonly scenario: Scenario }): ReactNode {
  const { draft, apply, readOnly } = useModelSession()
  const moved = useMemo(() => movedOverrides(draft, scenario.id), [draft, scenario.id])
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set())
  const chosen = moved.filter(({ override }) => !left.has(override.id)).map(({ override }) => override.id)

  function settle(how: Settlement): void {
    const planned = planSettleOverrides({ draft, overrideIds: chosen, how })
    if (!planned.ok) return notifyIssues('Not changed', planned.failure)
    const issues = apply(planned.value.plan)
    const all = [...issues, ...planned.value.refused.map((each) => each.issue)]
    if (all.length > 0) notifyIssues(issues.length > 0 ? 'Not changed' : 'Some changes stay as they are', all)
  }
  function choose(id: string, isChosen: boolean): void {
    const next = new Set(left)
    if (isChosen) next.delete(id)
    else next.add(id)
    setLeft(next)
  }
  // It opens below the tables, often out of view.
  const whole = useRef<HTMLDivElement>(null)
  useLayoutEffect(() => {
    // In braces: current Chromium answers with a promise, and React would call it as the effect's cleanup.
    whole.current?.scrollIntoView({ block: 'nearest' })
  }, [])
  if (moved.length === 0) {
    return (
      <Text size="sm" c="dimmed" py="xs">
        No base has moved under “{scenario.name}”.
      </Text>
    )
  }
  const isIdle = readOnly || chosen.length === 0
  return (
    <div ref={whole}>
      <Text size="sm" mt="xs">
        These changes were made against figures that are no longer there. Keep your figures, take those of the base, or apply your % or amount to the new base.
      </Text>
      <Table aria-label={`Moved changes of ${scenario.name}`} fz="sm" my="xs">
        <Table.Thead>
          <Table.Tr>
            <Table.Th w={36}>
              <VisuallyHidden>Chosen</VisuallyHidden>
            </Table.Th>
            <Table.Th>Rate</Table.Th>
            <Table.Th ta="right">Base then</Table.Th>
            <Table.Th ta="right">Base now</Table.Th>
            <Table.Th ta="right">Yours</Table.Th>
            <Table.Th>Made by</Table.Th>
            <Table.Th ta="right">Applied again</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {moved.map((each) => (
            <MovedRow key={each.override.id} moved={each} isChosen={!left.has(each.override.id)} onChoose={(isChosen) => choose(each.override.id, isChosen)} />
          ))}
        </Table.Tbody>
      </Table>
      <Group gap="xs">
        <Button variant="default" disabled={isIdle} onClick={() => settle('keep')}>
          Keep yours
        </Button>
        <Button variant="default" disabled={isIdle} onClick={() => settle('take')}>
          Take the base
        </Button>
        <Button variant="default" disabled={isIdle} onClick={() => settle('reapply')}>
          Apply again
        </Button>
        <Text size="xs" c="dimmed">
          {chosen.length} of {moved.length} chosen
        </Text>
      </Group>
    </div>
  )
}
