/** What the levels propose as findings: opened one by one, or all at once, in one edit that one undo takes back. */
import { Button, Text, Title } from '@mantine/core'
import type { ReactNode } from 'react'

import { planOpenFindings } from '../../../../src-shared/domain/service-levels/quality/edit-findings.ts'
import type { ProposedFinding } from '../../../../src-shared/domain/service-levels/quality/proposed-findings.ts'
import { today } from '../../../state/today.ts'
import { useApplyPlan } from '../../../state/apply-plan.ts'
import { useModelSession } from '../../../state/model-session.tsx'
import { useLevelView } from '../level-view.tsx'
import { CAUSES } from './finding-words.tsx'
import classes from './Findings.module.css'

export function ProposedList({ proposed }: { readonly proposed: readonly ProposedFinding[] }): ReactNode {
  const { draft, canEdit, show } = useLevelView()
  const { author, newId } = useModelSession()
  const applyPlan = useApplyPlan()
  if (proposed.length === 0) return null
  function open(chosen: readonly ProposedFinding[]): void {
    const planned = planOpenFindings({ draft, findings: chosen.map((each) => each.finding), openedOn: today(), author, newId })
    if (applyPlan(planned) && planned.ok && chosen.length === 1) show({ row: planned.value.findingIds[0] ?? null })
  }
  return (
    <section aria-label="Proposed findings">
      <div className={classes['line']}>
        <Title order={3} fz="sm">{proposed.length} {proposed.length === 1 ? 'is' : 'are'} proposed by the levels</Title>
        <Button variant="default" size="compact-xs" disabled={!canEdit} onClick={() => open(proposed)}>Open all {proposed.length}</Button>
      </div>
      <ul className={classes['rows']}>
        {proposed.map((each) => {
          const { icon: Sign, color, word } = CAUSES[each.cause]
          return (
            <li key={each.key}>
              <div className={classes['item']}>
                <span className={classes['sign']}><Sign size={16} color={color} aria-label={word} /></span>
                <span className={classes['title']}>{each.finding.title}</span>
                <Button variant="default" size="compact-xs" disabled={!canEdit} aria-label={`Open ${each.finding.title}`} onClick={() => open([each])}>Open</Button>
                <Text span className={classes['quiet'] ?? ''}>{each.why}</Text>
              </div>
            </li>
          )
        })}
      </ul>
    </section>
  )
}
