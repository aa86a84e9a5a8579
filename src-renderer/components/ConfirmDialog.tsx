import { Button, Group, Modal } from '@mantine/core'
import type { ReactNode } from 'react'

/** Asks once before something that cannot be undone, and says what will happen. */
export function ConfirmDialog({ opened, onClose, onConfirm, title, confirmLabel, children, isDangerous = false, isDisabled = false }: {
  readonly opened: boolean
  readonly onClose: () => void
  readonly onConfirm: () => void
  readonly title: string
  /** The verb: `Publish FY2005`. */
  readonly confirmLabel: string
  readonly children: ReactNode
  readonly isDangerous?: boolean
  readonly isDisabled?: boolean
}): ReactNode {
  return (
    <Modal opened={opened} onClose={onClose} title={title} closeButtonProps={{ 'aria-label': 'Close' }}>
      {children}
      <Group justify="flex-end" mt="lg" gap="xs">
        <Button variant="default" onClick={onClose} data-autofocus={isDangerous || undefined}>
          Cancel
        </Button>
        <Button onClick={onConfirm} disabled={isDisabled} {...(isDangerous ? { color: 'red' } : {})}>
          {confirmLabel}
        </Button>
      </Group>
    </Modal>
  )
}
