import { TextInput } from '@mantine/core'
import { IconSearch } from '@tabler/icons-react'
import type { ReactNode, Ref } from 'react'

/** Leaves those customers in the table of which a text says something (`passes`). */
export function CustomerSearch({ text, onText, input }: { readonly text: string; readonly onText: (text: string) => void; readonly input?: Ref<HTMLInputElement> }): ReactNode {
  return (
    <TextInput
      ref={input}
      aria-label="Search customers" placeholder="Find a customer" title="By code, name, secretariat or account manager" leftSection={<IconSearch size={14} aria-hidden />} w={200}
      value={text} onChange={(event) => onText(event.currentTarget.value)}
    />
  )
}
