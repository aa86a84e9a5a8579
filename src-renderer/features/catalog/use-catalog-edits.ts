/** Changes of the catalog's fields: applied at once, or the reason in words for the field. */
import { useCallback } from 'react'

import type { EditPlan } from '../../../src-shared/domain/model/edit.ts'
import type { Result } from '../../../src-shared/domain/result.ts'
import { useModelSession } from '../../state/model-session.tsx'

/** Applies a plan; null when it was, else why not, as one sentence for the field. What changes nothing is no mistake. */
export function useFieldPlan(): (planned: Result<EditPlan>) => string | null {
  const { apply } = useModelSession()
  return useCallback(
    (planned) => {
      const issues = planned.ok ? apply(planned.value) : planned.failure
      const real = issues.filter((each) => each.code !== 'nothing-to-change')
      if (real.length === 0) return null
      return real.flatMap((each) => [each.message, each.remedy ?? '']).filter((part) => part !== '').join(' ')
    },
    [apply],
  )
}
