import { Group, Text, Title } from '@mantine/core'
import type { ReactNode } from 'react'

import classes from './Screen.module.css'

/** A screen: its title, one line of what is shown, its own tools, and the content, which gets the space. */
export function Screen({ title, description, tools, children, fill = false, width = 'wide' }: {
  readonly title: string
  readonly description?: ReactNode
  readonly tools?: ReactNode
  readonly children: ReactNode
  /** The content scrolls inside itself, as a table does. */
  readonly fill?: boolean
  readonly width?: 'wide' | 'reading'
}): ReactNode {
  return (
    <div className={classes['screen']} data-fill={fill || undefined} data-width={width}>
      <div className={classes['head']}>
        <div>
          <Title order={1}>{title}</Title>
          {description !== undefined && (
            <Text size="sm" c="dimmed" component="div">
              {description}
            </Text>
          )}
        </div>
        {tools !== undefined && <Group gap="xs">{tools}</Group>}
      </div>
      <div className={classes['body']}>{children}</div>
    </div>
  )
}
