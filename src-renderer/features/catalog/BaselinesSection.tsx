import { ActionIcon, Button, Modal, Table, Text, Title, VisuallyHidden } from '@mantine/core'
import { IconPencil, IconPlus, IconTrash } from '@tabler/icons-react'
import { useState, type ReactNode } from 'react'

import { planRemoveBaseline } from '../../../src-shared/domain/catalog/edit-catalog.ts'
import { decimal, formatFixed } from '../../../src-shared/domain/decimal.ts'
import { formatFiscalYear } from '../../../src-shared/domain/fiscal-year.ts'
import type { Draft } from '../../../src-shared/domain/model/draft.ts'
import { isVersionPublished } from '../../../src-shared/domain/model/integrity.ts'
import type { Baseline, BaselineTerm, Rate } from '../../../src-shared/domain/model/tables.ts'
import { readVersionKey } from '../../../src-shared/domain/version.ts'
import { useApplyPlan } from '../../state/apply-plan.ts'
import { useModelSession } from '../../state/model-session.tsx'
import { BaselineDialog } from './BaselineDialog.tsx'
import classes from './Catalog.module.css'

function termsOf(draft: Draft, baselineId: string): readonly BaselineTerm[] {
  return [...draft.baselineTerm.values()].filter((term) => term.baselineId === baselineId).toSorted((left, right) => left.position - right.position)
}

function yearText(key: string): string {
  const version = readVersionKey(key)
  return version === undefined ? key : formatFiscalYear(version.fiscalYear)
}

/** `CPU Hour FY2003 + 12/26 × Tape FY2003`, or the typed figure. */
export function baselineText(draft: Draft, baseline: Baseline): string {
  if (baseline.typedAmount !== null) return `${formatFixed(baseline.typedAmount, Math.max(2, decimal(baseline.typedAmount).decimalPlaces()))} (typed)`
  return termsOf(draft, baseline.id)
    .map((term) => {
      const share = term.divisor === '1' ? (term.multiplier === '1' ? '' : `${term.multiplier} × `) : `${term.multiplier}/${term.divisor} × `
      return `${share}${draft.rate.get(term.rateId)?.title ?? term.rateId} ${yearText(term.version)}`
    })
    .join(' + ')
}

/** The figures that a rate is compared with besides its own earlier price (RATE-5). */
export function BaselinesSection({ rate }: { readonly rate: Rate }): ReactNode {
  const { draft, readOnly } = useModelSession()
  const applyPlan = useApplyPlan()
  const [editing, setEditing] = useState<Baseline | 'new' | null>(null)
  const baselines = [...draft.baseline.values()].filter((each) => each.rateId === rate.id).toSorted((left, right) => left.version.localeCompare(right.version) || left.position - right.position)
  return (
    <section>
      <div className={classes['sectionHead']}>
        <Title order={3}>Baselines</Title>
        <Button variant="default" leftSection={<IconPlus size={14} aria-hidden />} disabled={readOnly} onClick={() => setEditing('new')}>
          New baseline
        </Button>
      </div>
      {baselines.length === 0 ? (
        <Text size="sm" c="dimmed">
          None: difference and % are taken from the rate’s own earlier price.
        </Text>
      ) : (
        <Table aria-label={`Baselines of ${rate.title}`} fz="sm" verticalSpacing={5}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th w={90}>Year</Table.Th>
              <Table.Th w={110}>Name</Table.Th>
              <Table.Th>Figure</Table.Th>
              <Table.Th>Source</Table.Th>
              <Table.Th w={80}>
                <VisuallyHidden>Actions</VisuallyHidden>
              </Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {baselines.map((baseline) => {
              const isFixed = readOnly || isVersionPublished(draft, baseline.version)
              return (
                <Table.Tr key={baseline.id}>
                  <Table.Td>{yearText(baseline.version)}</Table.Td>
                  <Table.Td>{baseline.name}</Table.Td>
                  <Table.Td>{baselineText(draft, baseline)}</Table.Td>
                  <Table.Td>
                    <Text size="xs" c="dimmed">
                      {baseline.source}
                    </Text>
                  </Table.Td>
                  <Table.Td style={{ whiteSpace: 'nowrap' }}>
                    <ActionIcon aria-label={`Edit the baseline ${baseline.name}`} disabled={isFixed} onClick={() => setEditing(baseline)}>
                      <IconPencil size={15} />
                    </ActionIcon>
                    <ActionIcon aria-label={`Remove the baseline ${baseline.name}`} disabled={isFixed} onClick={() => applyPlan(planRemoveBaseline({ draft, id: baseline.id }))}>
                      <IconTrash size={15} />
                    </ActionIcon>
                  </Table.Td>
                </Table.Tr>
              )
            })}
          </Table.Tbody>
        </Table>
      )}
      <Modal opened={editing !== null} onClose={() => setEditing(null)} title={editing === 'new' ? 'New baseline' : 'Baseline'} size="lg" closeButtonProps={{ 'aria-label': 'Close' }}>
        {editing !== null && <BaselineDialog rate={rate} baseline={editing === 'new' ? null : editing} terms={editing === 'new' ? [] : termsOf(draft, editing.id)} onDone={() => setEditing(null)} />}
      </Modal>
    </section>
  )
}
