import { Group, Stack, Text } from '@mantine/core'
import type { ReactNode } from 'react'

/** What stands where there is nothing yet: why, and what to do about it. */
export function EmptyState({ title, children, actions, icon }: { readonly title: string; readonly children?: ReactNode; readonly actions?: ReactNode; readonly icon?: ReactNode }): ReactNode {
  return (
    <Stack align="center" gap="xs" py="xl" px="md" ta="center" maw={520} mx="auto">
      {icon}
      <Text fw={600}>{title}</Text>
      {children !== undefined && (
        <Text size="sm" c="dimmed" component="div">
          {children}
        </Text>
      )}
      {actions !== undefined && (
        <Group gap="xs" mt="xs" justify="center">
          {actions}
        </Group>
      )}
    </Stack>
  )
}
