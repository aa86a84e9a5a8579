import { Button, Group, Stack, Text, TextInput } from '@mantine/core'
import { useState, type FormEvent, type ReactNode } from 'react'

import { client } from '../../client/client.ts'
import { useApplication } from '../../state/application.tsx'
import type { Opening } from '../../state/use-opening.ts'

/** A new model: its name, and where it is kept. */
export function NewModelForm({ opening, onDone, children }: { readonly opening: Opening; readonly onDone?: () => void; /** More to choose, above the button. */ readonly children?: ReactNode }): ReactNode {
  const { status } = useApplication()
  const [name, setName] = useState('')
  const [path, setPath] = useState('')
  const isReady = name.trim() !== ''

  async function create(chosen: string | null): Promise<void> {
    if (await opening.create({ name: name.trim(), path: chosen })) onDone?.()
  }
  async function chooseAndCreate(): Promise<void> {
    const chosen = await client.app.chooseWhereToSave({ name: name.trim() })
    if (chosen !== null) await create(chosen)
  }
  function submit(event: FormEvent): void {
    event.preventDefault()
    if (isReady) void create(path.trim() === '' ? null : path.trim())
  }

  return (
    <form onSubmit={submit}>
      <Stack gap="sm">
        <TextInput label="Name" placeholder="FY2006 budget" value={name} onChange={(event) => setName(event.currentTarget.value)} maxLength={200} data-autofocus required withAsterisk={false} />
        {!status.hasDialogs && (
          <TextInput
            label="File"
            description="Leave empty to keep it in the models folder."
            placeholder={`${name.trim() === '' ? 'FY2006 budget' : name.trim()}.ratebook`}
            title={status.modelsFolder}
            value={path}
            onChange={(event) => setPath(event.currentTarget.value)}
          />
        )}
        <Text size="xs" c="dimmed">
          A model is one file. It is saved as you work; copies and backups stay on this machine.
        </Text>
        {children}
        <Group gap="xs" justify="flex-end">
          {status.hasDialogs && (
            <Button variant="default" disabled={!isReady} loading={opening.isBusy} onClick={() => void chooseAndCreate()}>
              Choose where…
            </Button>
          )}
          <Button type="submit" disabled={!isReady} loading={opening.isBusy}>
            Create
          </Button>
        </Group>
      </Stack>
    </form>
  )
}
