/** The usual way from a command of the domain to the model: apply it, or say why not. */
import { useCallback } from 'react'

import type { EditPlan } from '../../src-shared/domain/model/edit.ts'
import type { Result } from '../../src-shared/domain/result.ts'
import { sentence } from '../components/typed.ts'
import { useModelSession } from './model-session.tsx'
import { notifyIssues } from './notices.tsx'

/**
 * Applies a plan, or shows its issues as a notice. True when it was applied.
 *
 * @example const applyPlan = useApplyPlan(); applyPlan(planDeleteScenario({ draft, scenarioId }))
 */
export function useApplyPlan(): (planned: Result<EditPlan>) => boolean {
  const { apply } = useModelSession()
  return useCallback(
    (planned) => {
      const issues = planned.ok ? apply(planned.value) : planned.failure
      if (issues.length > 0) notifyIssues('Not changed', issues)
      return issues.length === 0
    },
    [apply],
  )
}

/**
 * Applies a plan that a field asks for; answers why not, in a sentence, so that the field keeps the typing.
 *
 * @example const commit = useCommitPlan(); <CommitField onCommit={(title) => commit(planAgreement(draft, { ...agreement, title }))} />
 */
export function useCommitPlan(): (planned: Result<EditPlan>) => string | null {
  const { apply } = useModelSession()
  return useCallback(
    (planned) => {
      const issues = planned.ok ? apply(planned.value) : planned.failure
      return issues.length === 0 ? null : sentence(issues)
    },
    [apply],
  )
}
