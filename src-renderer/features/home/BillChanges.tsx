/** Whose bill the chosen years change most, in words; nothing where nobody is billed yet. */
import { Anchor, Text, Title } from '@mantine/core'
import type { ReactNode } from 'react'

import { impactYearOf } from '../../../src-shared/domain/usage/years-of-usage.ts'
import { ImpactWarnings } from '../../components/ImpactWarnings.tsx'
import { useImpactAnswer, useYearsOfUsage } from '../../state/live-bills.ts'
import { useModelSession } from '../../state/model-session.tsx'
import { billsAddress, hrefOf } from '../../state/routes.ts'
import { useVersionSelection } from '../../state/version-selection.tsx'
import classes from './Home.module.css'

const SHOWN = 5

export function BillChanges(): ReactNode {
  const { draft } = useModelSession()
  const { base, activeVersion } = useVersionSelection()
  const { answer: usage } = useYearsOfUsage()
  const hasBills = draft.customer.size > 0 && usage !== undefined && usage.years.length > 0
  const { answer } = useImpactAnswer(hasBills ? { from: base, to: activeVersion, usageYear: impactYearOf(usage, { asked: null, base: base.fiscalYear, compared: activeVersion.fiscalYear }), grouping: null, words: SHOWN } : null)
  if (answer === undefined) return null
  return (
    <section>
      <div className={classes['sectionHead']}>
        <Title order={2}>Largest changes of bills</Title>
        <Anchor href={hrefOf(billsAddress({ tab: 'impact' }))} size="sm">
          Impact
        </Anchor>
      </div>
      <ImpactWarnings warnings={answer.warnings} />
      {answer.top.length === 0 ? (
        <Text size="sm" c="dimmed">
          No bill changes, {answer.title}.
        </Text>
      ) : (
        <ul className={classes['list']}>
          {answer.top.slice(0, SHOWN).map((each) => (
            <li key={each.customerId} className={classes['row']}>
              <Anchor href={hrefOf(billsAddress({ tab: 'statement', customer: each.customerId }))} size="sm" c="inherit" underline="hover">
                {each.words}
              </Anchor>
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}
