/** Every change of targets, records and calendars: through the domain into the model, one edit each. */
import { useMemo } from 'react'

import type { Issue } from '../../../../src-shared/domain/issues.ts'
import { planAddLevelRow, planLevelEdits, planMeasurements, planRemoveLevelRows, type AddableLevelTable, type LevelCell, type LevelEdits, type LevelTexts } from '../../../../src-shared/domain/service-levels/edit-levels.ts'
import type { GridRefusal } from '../../../components/RateGrid/types.ts'
import { useModelSession } from '../../../state/model-session.tsx'
import { notifyIssues } from '../../../state/notices.tsx'
import { today } from '../../../state/today.ts'

export type TargetEdits = {
  /** What was typed or pasted into a sheet; answers what was refused. */
  readonly typeInto: (cells: readonly (LevelCell & { readonly text: string })[], label: string) => readonly GridRefusal[]
  readonly measure: (cells: readonly { readonly targetId: string; readonly month: string; readonly text: string }[], label: string) => readonly GridRefusal[]
  /** One field; null when it was taken, else why not. */
  readonly setField: (cell: LevelCell, text: string, label: string) => string | null
  readonly add: (table: AddableLevelTable, texts: LevelTexts) => { readonly rowId: string } | { readonly why: string }
  readonly remove: (request: { readonly table: AddableLevelTable; readonly rowIds: readonly string[]; readonly label: string }) => boolean
}

function sentence(issues: readonly Issue[]): string {
  return issues.slice(0, 2).flatMap((each) => [each.message, each.remedy ?? '']).filter((part) => part !== '').join(' ')
}

export function useLevelEdits(): TargetEdits {
  const { draft, author, newId, apply } = useModelSession()
  return useMemo((): TargetEdits => {
    /** Applies what can be; the refused cells with their reasons. */
    const taken = ({ plan, refused, noted }: LevelEdits, count: number): readonly GridRefusal[] => {
      const problems = plan.changes.length === 0 ? [] : apply(plan)
      if (problems.length > 0) return Array.from({ length: count }, (_, index) => ({ index, reason: sentence(problems) }))
      if (noted.length > 0) notifyIssues('Taken, and worth a look', noted)
      return refused.map(({ index, issue }) => ({ index, reason: sentence([issue]) }))
    }
    return {
      typeInto: (edits, label) => taken(planLevelEdits({ draft, edits, label, today: today() }), edits.length),
      measure: (edits, label) => taken(planMeasurements({ draft, author, edits, label, today: today() }), edits.length),
      setField: (cell, text, label) => taken(planLevelEdits({ draft, edits: [{ ...cell, text }], label, today: today() }), 1)[0]?.reason ?? null,
      add(table, texts) {
        const planned = planAddLevelRow({ draft, table, texts, newId, today: today() })
        if (!planned.ok) return { why: sentence(planned.failure) }
        const { rowId, noted, ...plan } = planned.value
        const problems = apply(plan)
        if (problems.length === 0 && noted.length > 0) notifyIssues('Taken, and worth a look', noted)
        return problems.length > 0 ? { why: sentence(problems) } : { rowId }
      },
      remove(request) {
        const planned = planRemoveLevelRows({ draft, ...request })
        const problems = planned.ok ? apply(planned.value) : planned.failure
        if (problems.length > 0) notifyIssues('Not removed', problems)
        return problems.length === 0
      },
    }
  }, [draft, author, newId, apply])
}
