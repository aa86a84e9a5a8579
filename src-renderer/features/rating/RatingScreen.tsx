/** Rating rules: how measures become quantities, as tables that are edited in place; and the quote of one job by them. */
import { Anchor, Button } from '@mantine/core'
import { useState, type ReactNode } from 'react'

import type { RatingTableName } from '../../../src-shared/domain/model/rating-integrity.ts'
import { hasRatingRules } from '../../../src-shared/domain/usage/rules-of.ts'
import { RULE_TABLES } from '../../../src-shared/domain/usage/rule-fields.ts'
import { client } from '../../client/client.ts'
import { failureOf } from '../../client/failures.ts'
import { EmptyState } from '../../components/EmptyState.tsx'
import { Screen } from '../../components/Screen.tsx'
import { useModelSession } from '../../state/model-session.tsx'
import { notifyFailure, notifyIssues } from '../../state/notices.tsx'
import { hrefOf, importsAddress, ratingAddress, useAddressQuery } from '../../state/routes.ts'
import { QuotePanel } from './QuotePanel.tsx'
import { RateAgain } from './RateAgain.tsx'
import classes from './Rating.module.css'
import { RulesTable } from './RulesTable.tsx'

const TABLES = Object.keys(RULE_TABLES) as readonly RatingTableName[]

/** Offers the rules of the sample to a model without any. */
function NoRules(): ReactNode {
  const { apply, flush, readOnly } = useModelSession()
  const [isAsking, setAsking] = useState(false)
  async function add(): Promise<void> {
    setAsking(true)
    try {
      await flush()
      const { plan, issues } = await client.rating.sampleRules()
      const problems = apply(plan)
      if (problems.length > 0) notifyIssues('Not added', problems)
      else if (issues.length > 0) notifyIssues('Added, without the rules whose rates the catalog does not have', issues)
    } catch (error) {
      notifyFailure('Not added', failureOf(error))
    } finally {
      setAsking(false)
    }
  }
  return (
    <EmptyState title="No rating rules yet" actions={<Button disabled={readOnly} loading={isAsking} onClick={() => void add()}>Add the FY2004 rules of the sample</Button>}>
      The rules say how CPU time, pages, tracks and mailboxes become the quantities that rates are for. Take those of the published FY2004 policy as a start, or write your own in the tables at the left. Until there are some, nothing is rated.
    </EmptyState>
  )
}

function isTable(text: string | null): text is RatingTableName {
  return TABLES.some((table) => table === text)
}

function KindLink({ address, label, isShown, count }: { readonly address: string; readonly label: string; readonly isShown: boolean; readonly count?: number }): ReactNode {
  return (
    <a className={classes['kind']} href={hrefOf(address)} aria-current={isShown ? 'page' : undefined}>
      {label}
      {count !== undefined && <span className={classes['count']}>{count}</span>}
    </a>
  )
}

export function RatingScreen(): ReactNode {
  const { draft } = useModelSession()
  const query = useAddressQuery()
  const asked = query.get('table')
  const table = isTable(asked) ? asked : null
  const isEmpty = !hasRatingRules(draft)
  return (
    <Screen
      fill title="Rating rules" tools={<RateAgain />}
      description={
        <>
          How measures become the quantities that rates are for, and what one job costs by them. What machines measured is{' '}
          <Anchor href={hrefOf(importsAddress('raw-usage'))} inherit underline="always">
            imported as raw usage
          </Anchor>{' '}
          and rated by these rules.
        </>
      }
    >
      <div className={classes['layout']}>
        <nav className={classes['side']} aria-label="Rules">
          <KindLink address={ratingAddress()} label="Quote" isShown={table === null} />
          <div className={classes['divider']} />
          {TABLES.map((each) => (
            <KindLink key={each} address={ratingAddress({ table: each })} label={RULE_TABLES[each].label} isShown={each === table} count={draft[each].size} />
          ))}
        </nav>
        <div className={classes['panel']}>{table === null ? isEmpty ? <NoRules /> : <QuotePanel /> : <RulesTable key={table} table={table} row={query.get('row')} />}</div>
      </div>
    </Screen>
  )
}
