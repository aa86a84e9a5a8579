import { Anchor, Button, Checkbox, Group, Table, Text, VisuallyHidden } from '@mantine/core'
import { useLayoutEffect, useMemo, useRef, useState, type ReactNode } from 'react'

import { capitalised, costRowName, fieldWords } from '../../../src-shared/domain/costs/cost-row-names.ts'
import { LEFT_OUT } from '../../../src-shared/domain/costs/field-kinds.ts'
import { decimal, formatFixed, readDecimal } from '../../../src-shared/domain/decimal.ts'
import { formatFiscalYear } from '../../../src-shared/domain/fiscal-year.ts'
import type { Draft } from '../../../src-shared/domain/model/draft.ts'
import type { Override, Scenario } from '../../../src-shared/domain/model/tables.ts'
import { formatPrice } from '../../../src-shared/domain/rates/price-text.ts'
import { movedOverrides, planSettleOverrides, type MovedOverride, type SettledOverrides, type Settlement } from '../../../src-shared/domain/scenario/edit-scenario.ts'
import { movedInputs, planSettleInputs, type MovedInput } from '../../../src-shared/domain/scenario/settle-inputs.ts'
import { ok, refused, type Result } from '../../../src-shared/domain/result.ts'
import { readVersionKey } from '../../../src-shared/domain/version.ts'
import { useModelSession } from '../../state/model-session.tsx'
import { notifyIssues } from '../../state/notices.tsx'
import { originAddress } from '../../state/origin-address.ts'
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

/** A changed price or a changed input of the costs, in words. */
type MovedLine = { readonly id: string; readonly isPrice: boolean; readonly title: string; readonly address: string | null; readonly place: string; readonly baseThen: string; readonly baseNow: string; readonly yours: string; readonly madeBy: string; readonly again: string }

function lineOfPrice(draft: Draft, { override, base, isOrphaned, reapplied }: MovedOverride): MovedLine {
  const year = readVersionKey(override.version)?.fiscalYear
  return {
    id: override.id, isPrice: true, title: draft.rate.get(override.rateId)?.title ?? override.rateId, address: ratesAddress({ rateId: override.rateId }),
    place: `${year === undefined ? override.version : formatFiscalYear(year)}${override.customerClass === 'state' ? '' : `, ${override.customerClass}`}`,
    baseThen: figure(override, override.baseValue), baseNow: isOrphaned ? 'the row is gone' : base === undefined ? 'none' : formatPrice(base), yours: figure(override, override.value), madeBy: ruleOf(override), again: reapplied === null ? '' : figure(override, reapplied),
  }
}

/** A value of the cost side as it is shown: numbers with thousands, nothing as a word. */
function valueText(text: string): string {
  if (text === '') return 'empty'
  const read = readDecimal(text)
  return read.ok ? formatFixed(read.value, decimal(read.value).decimalPlaces()) : text
}

function lineOfInput(draft: Draft, { override, base, percent, reapplied }: MovedInput): MovedLine {
  const { table, rowId, field } = override
  const row = draft[table].get(rowId)
  const year = readVersionKey(override.version)?.fiscalYear
  return {
    id: override.id, isPrice: false, title: `${row === undefined ? 'A row that is gone' : capitalised(costRowName(draft, { table, row }))}: ${field === LEFT_OUT ? 'left out' : fieldWords(field)}`, address: originAddress(draft, { table, id: rowId }),
    place: year === undefined ? override.version : formatFiscalYear(year), baseThen: valueText(override.baseValue), baseNow: base === null ? 'the row is gone' : valueText(base), yours: valueText(override.value),
    madeBy: percent === null ? 'typed' : `${percent.startsWith('-') ? '' : '+'}${percent} %`, again: reapplied === null ? '' : valueText(reapplied),
  }
}

function MovedRow({ line, isChosen, onChoose }: { readonly line: MovedLine; readonly isChosen: boolean; readonly onChoose: (chosen: boolean) => void }): ReactNode {
  return (
    <Table.Tr>
      <Table.Td>
        <Checkbox checked={isChosen} onChange={(event) => onChoose(event.currentTarget.checked)} aria-label={`Choose ${line.title}`} />
      </Table.Td>
      <Table.Td>
        {line.address === null ? <Text size="sm">{line.title}</Text> : (
          <Anchor href={hrefOf(line.address)} size="sm">
            {line.title}
          </Anchor>
        )}
        <Text size="xs" c="dimmed">
          {line.place}
        </Text>
      </Table.Td>
      <Table.Td ta="right">{line.baseThen}</Table.Td>
      <Table.Td ta="right">{line.baseNow}</Table.Td>
      <Table.Td ta="right">{line.yours}</Table.Td>
      <Table.Td>{line.madeBy}</Table.Td>
      <Table.Td ta="right">{line.again}</Table.Td>
    </Table.Tr>
  )
}

/** Prices and inputs together, as one edit. */
function planSettle(draft: Draft, request: { readonly lines: readonly MovedLine[]; readonly how: Settlement }): Result<SettledOverrides> {
  const { lines, how } = request
  const idsOf = (isPrice: boolean): readonly string[] => lines.filter((line) => line.isPrice === isPrice).map(({ id }) => id)
  const [priceIds, inputIds] = [idsOf(true), idsOf(false)]
  const prices = priceIds.length === 0 ? null : planSettleOverrides({ draft, overrideIds: priceIds, how })
  const inputs = inputIds.length === 0 ? null : planSettleInputs({ draft, overrideIds: inputIds, how })
  const failures = [prices, inputs].flatMap((each) => (each === null || each.ok ? [] : each.failure))
  const changes = [...(prices?.ok === true ? prices.value.plan.changes : []), ...(inputs?.ok === true ? inputs.value.changes : [])]
  if (changes.length === 0) return refused(failures)
  const stay = prices?.ok === true ? prices.value.refused : []
  const label = prices?.ok === true && inputs?.ok === true ? `${prices.value.plan.label}, and ${inputs.value.changes.length} of its costs` : prices?.ok === true ? prices.value.plan.label : inputs?.ok === true ? inputs.value.label : ''
  return ok({ plan: { label, kind: 'edit', changes }, refused: [...stay, ...failures.map((each) => ({ overrideId: '', issue: each }))] })
}

/** Changes of a scenario that were made against a base that has moved since (VER-4): keep, take, or apply again. */
export function MovedOverrides({ scenario }: { readonly scenario: Scenario }): ReactNode {
  const { draft, apply, readOnly } = useModelSession()
  const moved = useMemo(() => [...movedOverrides(draft, scenario.id).map((each) => lineOfPrice(draft, each)), ...movedInputs(draft, scenario.id).map((each) => lineOfInput(draft, each))], [draft, scenario.id])
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set())
  const chosen = moved.filter(({ id }) => !left.has(id))

  function settle(how: Settlement): void {
    const planned = planSettle(draft, { lines: chosen, how })
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
            <Table.Th>Rate or cost</Table.Th>
            <Table.Th ta="right">Base then</Table.Th>
            <Table.Th ta="right">Base now</Table.Th>
            <Table.Th ta="right">Yours</Table.Th>
            <Table.Th>Made by</Table.Th>
            <Table.Th ta="right">Applied again</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {moved.map((each) => (
            <MovedRow key={each.id} line={each} isChosen={!left.has(each.id)} onChoose={(isChosen) => choose(each.id, isChosen)} />
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
