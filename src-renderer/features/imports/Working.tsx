import { Button, Group, Loader, Text } from '@mantine/core'
import type { ReactNode } from 'react'

/** What is going on, and the way to stop it. */
export function Working({ children, onCancel }: { readonly children: ReactNode; readonly onCancel: () => void }): ReactNode {
  return (
    <Group gap="sm">
      <Loader size="xs" aria-hidden />
      <Text size="sm" component="output">
        {children}
      </Text>
      <Button variant="default" onClick={onCancel}>
        Cancel
      </Button>
    </Group>
  )
}
