import { Title } from '@mantine/core'
import type { ReactNode } from 'react'

import classes from './Agreements.module.css'

/** A part of an agreement: its name, what can be done with it, and its rows. */
export function Section({ title, tools, children }: { readonly title: string; readonly tools?: ReactNode; readonly children: ReactNode }): ReactNode {
  return (
    <section className={classes['section']} aria-label={title}>
      <div className={classes['sectionHead']}>
        <Title order={3} fz="md">{title}</Title>
        {tools}
      </div>
      {children}
    </section>
  )
}
