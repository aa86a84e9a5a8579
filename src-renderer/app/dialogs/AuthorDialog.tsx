import { Button, Group, Modal, Stack, Text, TextInput } from '@mantine/core'
import { useState, type FormEvent, type ReactNode } from 'react'

import { failureOf, type Failure } from '../../client/failures.ts'
import { FailureAlert } from '../../components/FailureAlert.tsx'
import { useApplication } from '../../state/application.tsx'
import { useDialogs, useOpenDialog } from '../../state/dialogs.tsx'

function AuthorForm({ onDone, isFirst }: { readonly onDone: () => void; readonly isFirst: boolean }): ReactNode {
  const { status, setAuthor } = useApplication()
  const [name, setName] = useState(status.author)
  const [failure, setFailure] = useState<Failure | null>(null)
  const [isBusy, setIsBusy] = useState(false)

  async function submit(event: FormEvent): Promise<void> {
    event.preventDefault()
    if (name.trim() === '') return
    setIsBusy(true)
    try {
      await setAuthor(name.trim())
      onDone()
    } catch (error) {
      setFailure(failureOf(error))
    } finally {
      setIsBusy(false)
    }
  }
  return (
    <form onSubmit={(event) => void submit(event)}>
      <Stack gap="sm">
        <Text size="sm">
          Every change of a model carries the name of its author, so that others can see who changed a rate and when. It stays in your files and on this machine
          {isFirst ? '; you are asked only once.' : '.'}
        </Text>
        {failure !== null && <FailureAlert failure={failure} />}
        <TextInput label="Your name" value={name} onChange={(event) => setName(event.currentTarget.value)} maxLength={200} autoComplete="name" data-autofocus />
        <Group justify="flex-end" gap="xs">
          {!isFirst && (
            <Button variant="default" onClick={onDone}>
              Cancel
            </Button>
          )}
          <Button type="submit" disabled={name.trim() === ''} loading={isBusy}>
            {isFirst ? 'Continue' : 'Save'}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}

/** Asked once per machine when the first model is open, and again when somebody asks for it. */
export function AuthorDialog(): ReactNode {
  const { status, model } = useApplication()
  const dialogs = useDialogs()
  const isAsked = useOpenDialog() === 'author'
  const isFirst = status.author === '' && model !== null
  return (
    <Modal opened={isFirst || isAsked} onClose={isFirst ? () => undefined : dialogs.close} title={isFirst ? 'Who is working here?' : 'Author'} withCloseButton={!isFirst} closeOnClickOutside={!isFirst} closeOnEscape={!isFirst} closeButtonProps={{ 'aria-label': 'Close' }}>
      <AuthorForm onDone={dialogs.close} isFirst={isFirst} />
    </Modal>
  )
}
