import { ActionIcon, Autocomplete, Button, Fieldset, Group, NativeSelect, Text, TextInput } from '@mantine/core'
import { IconPlus, IconTrash } from '@tabler/icons-react'
import { useMemo, type ReactNode } from 'react'

import type { Draft } from '../../../src-shared/domain/model/draft.ts'
import { SHARED_BY, type SharerTexts, type Sharing, type SharedBy } from './quote-form.ts'

const BY_WORDS: Readonly<Record<SharedBy, string>> = { usage: 'measured usage', cost: 'cost, as usage is not measured for all' }

/** Who shares a cost, and by what it is divided (BILL-12): one agency alone pays all of it. */
export function SharersFields({ sharing, draft, onChange }: { readonly sharing: Sharing; readonly draft: Draft; readonly onChange: (sharing: Sharing) => void }): ReactNode {
  const { by, sharers } = sharing
  const codes = useMemo(() => [...draft.customer.values()].toSorted((left, right) => left.position - right.position).map(({ code }) => code), [draft.customer])
  const change = (at: number, to: Partial<SharerTexts>): void => onChange({ by, sharers: sharers.map((each, index) => (index === at ? { ...each, ...to } : each)) })
  const weight = by === 'usage' ? 'Usage' : 'Cost, USD'
  return (
    <Fieldset legend="Who shares it" p="xs" style={{ gridColumn: '1 / -1' }}>
      {sharers.map(({ customer, weight: text }, index) => (
        <Group key={index} gap={6} wrap="nowrap" align="flex-end" mb={6}>
          <Autocomplete label={`Agency ${index + 1}`} data={codes} value={customer} flex={1} onChange={(value) => change(index, { customer: value })} />
          {sharers.length > 1 && <TextInput label={weight} aria-label={`${weight} of agency ${index + 1}`} value={text} w={90} autoComplete="off" onChange={(event) => change(index, { weight: event.currentTarget.value })} />}
          {sharers.length > 1 && (
            <ActionIcon aria-label={`Remove agency ${index + 1}`} mb={4} onClick={() => onChange({ by, sharers: sharers.filter((_, at) => at !== index) })}>
              <IconTrash size={15} aria-hidden />
            </ActionIcon>
          )}
        </Group>
      ))}
      <Button size="compact-sm" variant="default" leftSection={<IconPlus size={14} aria-hidden />} mb={6} onClick={() => onChange({ by, sharers: [...sharers, { customer: '', weight: '' }] })}>
        Add an agency
      </Button>
      {sharers.length > 1 ? (
        <NativeSelect
          label="Shared by" data={SHARED_BY.map((each) => ({ value: each, label: BY_WORDS[each] }))} value={by}
          onChange={(event) => onChange({ by: SHARED_BY.find((each) => each === event.currentTarget.value) ?? 'usage', sharers })}
        />
      ) : (
        <Text size="xs" c="dimmed">Dedicated to one agency: all of it is charged to it.</Text>
      )}
    </Fieldset>
  )
}
