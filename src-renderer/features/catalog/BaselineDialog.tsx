import { ActionIcon, Button, Group, SegmentedControl, Select, Stack, Text, TextInput } from '@mantine/core'
import { IconPlus, IconTrash } from '@tabler/icons-react'
import { useState, type FormEvent, type ReactNode } from 'react'

import { planSetBaseline } from '../../../src-shared/domain/catalog/edit-catalog.ts'
import { formatFiscalYear } from '../../../src-shared/domain/fiscal-year.ts'
import type { Baseline, BaselineTerm, Rate } from '../../../src-shared/domain/model/tables.ts'
import { yearsOf } from '../../../src-shared/domain/rates/schedule-lifecycle.ts'
import type { VersionKey } from '../../../src-shared/domain/version.ts'
import { useModelSession } from '../../state/model-session.tsx'
import { RatePicker } from './RatePicker.tsx'
import { useFieldPlan } from './use-catalog-edits.ts'

type TermFields = { readonly key: string; readonly version: VersionKey; readonly rateId: string | null; readonly multiplier: string; readonly divisor: string }

function TermRow({ term, onChange, onRemove, years }: { readonly term: TermFields; readonly onChange: (term: TermFields) => void; readonly onRemove: () => void; readonly years: readonly { readonly value: VersionKey; readonly label: string }[] }): ReactNode {
  return (
    <Group gap="xs" align="flex-end" wrap="nowrap">
      <TextInput label="Times" value={term.multiplier} onChange={(event) => onChange({ ...term, multiplier: event.currentTarget.value })} w={70} inputMode="decimal" />
      <TextInput label="Over" value={term.divisor} onChange={(event) => onChange({ ...term, divisor: event.currentTarget.value })} w={70} inputMode="decimal" />
      <div style={{ flex: 1 }}>
        <RatePicker label="Rate" value={term.rateId} onChange={(rateId) => onChange({ ...term, rateId })} />
      </div>
      <Select label="In" data={[...years]} value={term.version} onChange={(value) => onChange({ ...term, version: years.find((year) => year.value === value)?.value ?? term.version })} allowDeselect={false} w={100} />
      <ActionIcon aria-label="Remove this rate from the sum" onClick={onRemove} mb={2}>
        <IconTrash size={15} />
      </ActionIcon>
    </Group>
  )
}

/** A named figure that a rate is compared with: typed with its source, or a weighted sum of earlier rates (RATE-5). */
export function BaselineDialog({ rate, baseline, terms, onDone }: { readonly rate: Rate; readonly baseline: Baseline | null; readonly terms: readonly BaselineTerm[]; readonly onDone: () => void }): ReactNode {
  const { draft, newId } = useModelSession()
  const fieldPlan = useFieldPlan()
  const all = yearsOf(draft)
  const years = all.map((year) => ({ value: year.key, label: formatFiscalYear(year.version.fiscalYear) }))
  const drafts = all.filter((year) => year.state !== 'published').map((year) => ({ value: year.key, label: formatFiscalYear(year.version.fiscalYear) }))
  const [version, setVersion] = useState<VersionKey | null>(baseline?.version ?? drafts.at(-1)?.value ?? null)
  const [name, setName] = useState(baseline?.name ?? '')
  const [kind, setKind] = useState<'typed' | 'terms'>(baseline === null || baseline.typedAmount !== null ? 'typed' : 'terms')
  const [amount, setAmount] = useState<string>(baseline?.typedAmount ?? '')
  const [source, setSource] = useState(baseline?.source ?? '')
  const [rows, setRows] = useState<readonly TermFields[]>(terms.map((term) => ({ key: term.id, version: term.version, rateId: term.rateId, multiplier: term.multiplier, divisor: term.divisor })))
  const [error, setError] = useState<string | null>(null)
  const own = all.find((year) => year.key === version)
  const earlier = all.filter((year) => own !== undefined && year.version.fiscalYear < own.version.fiscalYear).at(-1) ?? all[0]

  if (version === null || earlier === undefined) {
    return <Text size="sm">Baselines belong to a year that is not published. Roll a year forward, or begin a new one, on Schedules.</Text>
  }
  const chosen = version
  function submit(event: FormEvent): void {
    event.preventDefault()
    const given = rows.flatMap((row) => (row.rateId === null ? [] : [{ version: row.version, rateId: row.rateId, multiplier: row.multiplier, divisor: row.divisor }]))
    const figure = kind === 'typed' ? { kind, amount } : { kind, terms: given }
    const planned = planSetBaseline({ draft, id: baseline?.id ?? null, version: chosen, rateId: rate.id, name, figure, source, newId })
    const problem = fieldPlan(planned.ok ? { ok: true, value: planned.value.plan } : planned)
    setError(problem)
    if (problem === null) onDone()
  }
  return (
    <form onSubmit={submit}>
      <Stack gap="sm">
        <Group grow align="flex-start">
          <TextInput label="Name" placeholder="low" value={name} onChange={(event) => setName(event.currentTarget.value)} maxLength={200} data-autofocus />
          <Select label="Compared with the price of" data={drafts.length > 0 ? drafts : years} value={version} onChange={(value) => setVersion(years.find((year) => year.value === value)?.value ?? version)} allowDeselect={false} disabled={baseline !== null} />
        </Group>
        <SegmentedControl
          aria-label="How the baseline is made"
          data={[{ value: 'typed', label: 'A typed figure' }, { value: 'terms', label: 'A sum of earlier rates' }]}
          value={kind}
          onChange={(value) => setKind(value === 'terms' ? 'terms' : 'typed')}
        />
        {kind === 'typed' ? (
          <TextInput label="Figure" description="USD per unit" value={amount} onChange={(event) => setAmount(event.currentTarget.value)} inputMode="decimal" w={200} styles={{ input: { textAlign: 'right' } }} />
        ) : (
          <Stack gap={6}>
            {rows.map((term) => (
              <TermRow key={term.key} term={term} years={years} onChange={(next) => setRows(rows.map((row) => (row.key === term.key ? next : row)))} onRemove={() => setRows(rows.filter((row) => row.key !== term.key))} />
            ))}
            <Group>
              <Button variant="default" leftSection={<IconPlus size={14} aria-hidden />} onClick={() => setRows([...rows, { key: newId(), version: earlier.key, rateId: null, multiplier: '1', divisor: '1' }])}>
                Add an earlier rate
              </Button>
            </Group>
          </Stack>
        )}
        <TextInput label="Source" description="Where the figure comes from, for whoever asks." value={source} onChange={(event) => setSource(event.currentTarget.value)} />
        {error !== null && (
          <Text size="sm" c="var(--mantine-color-error)" role="alert">
            {error}
          </Text>
        )}
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onDone}>
            Cancel
          </Button>
          <Button type="submit" disabled={name.trim() === ''}>
            Save
          </Button>
        </Group>
      </Stack>
    </form>
  )
}
