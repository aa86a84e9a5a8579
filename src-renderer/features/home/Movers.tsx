import { Text, Title } from '@mantine/core'
import type { ReactNode } from 'react'

import { ChangeText } from '../../components/ChangeText.tsx'
import { hrefOf, ratesAddress } from '../../state/routes.ts'
import classes from './Home.module.css'
import type { Mover } from './movers.ts'

const CLASS_WORDS = { state: '', 'non-state': ' (non-state)', external: ' (external)' } as const

/** The rates that move most in one direction. */
export function Movers({ title, movers, empty }: { readonly title: string; readonly movers: readonly Mover[]; readonly empty: string }): ReactNode {
  return (
    <section>
      <div className={classes['sectionHead']}>
        <Title order={2}>{title}</Title>
      </div>
      {movers.length === 0 ? (
        <Text size="sm" c="dimmed">
          {empty}
        </Text>
      ) : (
        <ul className={classes['list']}>
          {movers.map(({ row, cell, percentChange }) => (
            <li key={row.key}>
              <a className={classes['mover']} href={hrefOf(ratesAddress({ rateId: row.rateId }))}>
                <span className={classes['truncate']} title={[row.title, row.billableUnit, ...(row.baselineName === null ? [] : [`against ${row.baselineName}`])].join(', ')}>
                  {row.title}
                  {CLASS_WORDS[row.customerClass]}
                  {row.baselineName === null ? '' : ` against ${row.baselineName}`}
                </span>
                <Text span size="xs" c="dimmed" className={classes['end'] ?? ''}>
                  {row.base.text} → {cell.text}
                </Text>
                <span className={classes['end']}>
                  <ChangeText value={percentChange} places={2} unit=" %" />
                </span>
              </a>
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}
