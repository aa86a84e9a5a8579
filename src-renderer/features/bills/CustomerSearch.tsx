import { TextInput } from '@mantine/core'
import { IconSearch } from '@tabler/icons-react'
import type { ReactNode } from 'react'

/** Leaves those customers in the table of which a text says something (`passes`). */
export function CustomerSearch({ text, onText }: { readonly text: string; readonly onText: (text: string) => void }): ReactNode {
  return (
    <TextInput
      aria-label="Search customers" placeholder="Find a customer" title="By code, name, secretariat or account manager" leftSection={<IconSearch size={14} aria-hidden />} w={200}
      value={text} onChange={(event) => onText(event.currentTarget.value)}
    />
  )
}
