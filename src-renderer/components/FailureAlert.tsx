import { Alert, Button, Group, Text } from '@mantine/core'
import { useClipboard } from '@mantine/hooks'
import { IconAlertTriangle } from '@tabler/icons-react'
import type { ReactNode } from 'react'

export type ShownFailure = { readonly code: string; readonly message: string; readonly remedy: string; readonly details: string }

/** Something that did not work: what, what to do, and details to copy for somebody who was not there. */
export function FailureAlert({ failure, title, actions, onClose }: { readonly failure: ShownFailure; readonly title?: string; readonly actions?: ReactNode; readonly onClose?: () => void }): ReactNode {
  const clipboard = useClipboard({ timeout: 2000 })
  const heading = title ?? failure.message
  return (
    <Alert color="red" variant="light" role="alert" icon={<IconAlertTriangle size={18} />} title={heading} {...(onClose === undefined ? {} : { withCloseButton: true, onClose, closeButtonLabel: 'Dismiss' })}>
      {title !== undefined && <Text size="sm">{failure.message}</Text>}
      {failure.remedy !== '' && <Text size="sm">{failure.remedy}</Text>}
      <Group gap="xs" mt="xs">
        {actions}
        <Button variant="subtle" color="gray" onClick={() => clipboard.copy(`${failure.code}\n${failure.details}`)}>
          {clipboard.copied ? 'Copied' : 'Copy details'}
        </Button>
      </Group>
    </Alert>
  )
}
