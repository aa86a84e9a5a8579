import { Button, Group, Stack, TextInput } from '@mantine/core'
import { useState, type FormEvent, type ReactNode } from 'react'

import { useApplication } from '../../state/application.tsx'
import type { Opening } from '../../state/use-opening.ts'

/** Opens a file: by the system's dialog where there is one, else by its path. */
export function OpenModelForm({ opening }: { readonly opening: Opening }): ReactNode {
  const { status } = useApplication()
  const [path, setPath] = useState('')

  async function submit(event: FormEvent): Promise<void> {
    event.preventDefault()
    if (path.trim() !== '') await opening.open(path.trim())
  }
  if (status.hasDialogs) {
    return (
      <Group justify="flex-end">
        <Button onClick={() => void opening.choose()} loading={opening.isBusy}>
          Choose a file…
        </Button>
      </Group>
    )
  }
  return (
    <form onSubmit={(event) => void submit(event)}>
      <Stack gap="sm">
        <TextInput
          label="File"
          description="The whole path, or a name in the models folder."
          placeholder={`${status.modelsFolder}/FY2005 budget.ratebook`}
          value={path}
          onChange={(event) => setPath(event.currentTarget.value)}
          data-autofocus
        />
        <Group justify="flex-end">
          <Button type="submit" disabled={path.trim() === ''} loading={opening.isBusy}>
            Open
          </Button>
        </Group>
      </Stack>
    </form>
  )
}
