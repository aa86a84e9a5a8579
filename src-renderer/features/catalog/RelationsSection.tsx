import { ActionIcon, Anchor, Button, Group, Modal, Select, Stack, Text, TextInput, Title } from '@mantine/core'
import { IconPlus, IconTrash } from '@tabler/icons-react'
import { useState, type FormEvent, type ReactNode } from 'react'

import { planRelate, planRemove, planUpdateRelation } from '../../../src-shared/domain/catalog/edit-catalog.ts'
import { fiscalYear, formatFiscalYear, isFiscalYear, type FiscalYear } from '../../../src-shared/domain/fiscal-year.ts'
import { RELATION_KINDS, type Rate, type RateRelation } from '../../../src-shared/domain/model/tables.ts'
import { useApplyPlan } from '../../state/apply-plan.ts'
import { useModelSession } from '../../state/model-session.tsx'
import { catalogAddress, hrefOf } from '../../state/routes.ts'
import { useVersionSelection } from '../../state/version-selection.tsx'
import classes from './Catalog.module.css'
import { RatePicker } from './RatePicker.tsx'
import { useFieldPlan } from './use-catalog-edits.ts'

type Kind = RateRelation['kind']
const FORWARD: Readonly<Record<Kind, string>> = { merged: 'is merged into', split: 'is split into', replaced: 'is replaced by' }
const BACKWARD: Readonly<Record<Kind, string>> = { merged: 'takes in', split: 'was split off', replaced: 'replaces' }

function isKind(text: string | null): text is Kind {
  return RELATION_KINDS.some((kind) => kind === text)
}

function RelationForm({ rate, relation, onDone }: { readonly rate: Rate; readonly relation: RateRelation | null; readonly onDone: () => void }): ReactNode {
  const { draft, newId } = useModelSession()
  const { years, activeVersion } = useVersionSelection()
  const fieldPlan = useFieldPlan()
  const [kind, setKind] = useState<Kind>(relation?.kind ?? 'merged')
  const [otherId, setOtherId] = useState<string | null>(relation?.toRateId ?? null)
  const [year, setYear] = useState<FiscalYear>(relation?.fiscalYear ?? activeVersion.fiscalYear)
  const [note, setNote] = useState(relation?.note ?? '')
  const [error, setError] = useState<string | null>(null)
  const next = (years.at(-1) ?? 2000) + 1
  const choices = [...new Set([...years, isFiscalYear(next) ? next : fiscalYear(2000), year])].toSorted((left, right) => left - right)

  function submit(event: FormEvent): void {
    event.preventDefault()
    if (relation !== null) {
      const problem = fieldPlan(planUpdateRelation({ draft, id: relation.id, kind, fiscalYear: year, note }))
      setError(problem)
      if (problem === null) onDone()
      return
    }
    if (otherId === null) return
    const planned = planRelate({ draft, newId, kind, fromRateId: rate.id, toRateId: otherId, fiscalYear: year, note })
    const problem = fieldPlan(planned.ok ? { ok: true, value: planned.value.plan } : planned)
    setError(problem)
    if (problem === null) onDone()
  }
  return (
    <form onSubmit={submit}>
      <Stack gap="sm">
        <Select label={rate.title} data={RELATION_KINDS.map((each) => ({ value: each, label: FORWARD[each] }))} value={kind} onChange={(value) => isKind(value) && setKind(value)} allowDeselect={false} />
        {relation === null && <RatePicker label="The other rate" value={otherId} onChange={setOtherId} without={rate.id} isFirst />}
        <Select label="From" data={choices.map((each) => ({ value: String(each), label: formatFiscalYear(each) }))} value={String(year)} onChange={(value) => setYear(choices.find((each) => String(each) === value) ?? year)} allowDeselect={false} />
        <TextInput label="Note" value={note} onChange={(event) => setNote(event.currentTarget.value)} error={error} />
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onDone}>
            Cancel
          </Button>
          <Button type="submit" disabled={otherId === null}>
            {relation === null ? 'Relate' : 'Save'}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}

function RelationLine({ rate, relation, onEdit }: { readonly rate: Rate; readonly relation: RateRelation; readonly onEdit: () => void }): ReactNode {
  const { draft, readOnly } = useModelSession()
  const applyPlan = useApplyPlan()
  const isForward = relation.fromRateId === rate.id
  const otherId = isForward ? relation.toRateId : relation.fromRateId
  const other = draft.rate.get(otherId)?.title ?? otherId
  return (
    <Group gap="xs" wrap="nowrap" py={3}>
      <Text size="sm" flex={1}>
        From {formatFiscalYear(relation.fiscalYear)} on it {isForward ? FORWARD[relation.kind] : BACKWARD[relation.kind]}{' '}
        <Anchor href={hrefOf(catalogAddress({ table: 'rate', id: otherId }))} size="sm" underline="always">
          {other}
        </Anchor>
        {relation.note !== '' && (
          <Text span size="sm" c="dimmed">
            : {relation.note}
          </Text>
        )}
      </Text>
      {isForward && (
        <Button variant="subtle" color="gray" disabled={readOnly} onClick={onEdit}>
          Edit
        </Button>
      )}
      <ActionIcon aria-label={`Remove the relation to ${other}`} disabled={readOnly} onClick={() => applyPlan(planRemove({ draft, table: 'rateRelation', id: relation.id }))}>
        <IconTrash size={15} />
      </ActionIcon>
    </Group>
  )
}

/** What a rate is merged into, split into or replaced by, and what came into it (RATE-4). */
export function RelationsSection({ rate }: { readonly rate: Rate }): ReactNode {
  const { draft, readOnly } = useModelSession()
  const [editing, setEditing] = useState<RateRelation | 'new' | null>(null)
  const relations = [...draft.rateRelation.values()].filter((each) => each.fromRateId === rate.id || each.toRateId === rate.id).toSorted((left, right) => left.fiscalYear - right.fiscalYear)
  return (
    <section>
      <div className={classes['sectionHead']}>
        <Title order={3}>Merged, split, replaced</Title>
        <Button variant="default" leftSection={<IconPlus size={14} aria-hidden />} disabled={readOnly} onClick={() => setEditing('new')}>
          Relate to another rate
        </Button>
      </div>
      {relations.length === 0 ? (
        <Text size="sm" c="dimmed">
          Nothing: the rate stands for itself in every year.
        </Text>
      ) : (
        relations.map((relation) => <RelationLine key={relation.id} rate={rate} relation={relation} onEdit={() => setEditing(relation)} />)
      )}
      <Modal opened={editing !== null} onClose={() => setEditing(null)} title={editing === 'new' ? 'Relate to another rate' : 'Relation'} closeButtonProps={{ 'aria-label': 'Close' }}>
        {editing !== null && <RelationForm rate={rate} relation={editing === 'new' ? null : editing} onDone={() => setEditing(null)} />}
      </Modal>
    </section>
  )
}
