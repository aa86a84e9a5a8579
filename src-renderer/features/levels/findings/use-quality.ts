/** What the quality loop looks at, computed from the draft that the window holds. */
import { useMemo } from 'react'

import type { IsoDate } from '../../../../src-shared/domain/fiscal-year.ts'
import type { Draft } from '../../../../src-shared/domain/model/draft.ts'
import { monthOfDay, type Month } from '../../../../src-shared/domain/month.ts'
import { lastMeasuredMonth } from '../../../../src-shared/domain/service-levels/measured-months.ts'
import { levelsOf, type Levels } from '../../../../src-shared/domain/service-levels/measures/levels.ts'
import { findingViews, type FindingView } from '../../../../src-shared/domain/service-levels/quality/finding-rows.ts'
import type { KpiSource } from '../../../../src-shared/domain/service-levels/quality/process-kpi-items.ts'
import { proposedFindings, type ProposedFinding } from '../../../../src-shared/domain/service-levels/quality/proposed-findings.ts'
import { monthsUpTo } from '../../../../src-shared/domain/service-levels/quality/quality-range.ts'
import { today, useDueDay } from '../../../state/today.ts'
import { useLevelView } from '../level-view.tsx'

/** Two years: as many points as the limits of a chart settle on. */
const MONTHS_LOOKED_AT = 24
/** What ended before is no news. */
const MONTHS_PROPOSED = 12

export type Quality = {
  readonly asOf: IsoDate
  readonly month: Month
  readonly levels: Levels
  readonly findings: readonly FindingView[]
  readonly proposed: readonly ProposedFinding[]
  readonly kpiSource: KpiSource
}

function kpiSourceOf(draft: Draft, levels: Levels, asOf: IsoDate): KpiSource {
  const places = new Map(levels.months.map((month, at) => [month, at]))
  return { draft, asOf, isMeasured: (targetId, month) => (levels.byTarget.get(targetId)?.values[places.get(month) ?? -1]?.monthValue ?? null) !== null }
}

/** Of the service that is looked at, or of all. */
export function useQuality(): Quality {
  const { draft, month: asked, serviceId } = useLevelView()
  const asOf = useDueDay()
  const day = today()
  const month = asked ?? lastMeasuredMonth(draft, day) ?? monthOfDay(asOf)
  return useMemo(() => {
    const levels = levelsOf(draft, { from: monthsUpTo(month, MONTHS_LOOKED_AT)[0] ?? month, to: month, today: day })
    const isAsked = (id: string | null): boolean => serviceId === null || id === serviceId
    return {
      asOf, month, levels, kpiSource: kpiSourceOf(draft, levels, asOf), findings: findingViews(draft, asOf).filter(({ finding }) => isAsked(finding.serviceId)),
      proposed: proposedFindings(draft, levels, monthsUpTo(month, MONTHS_PROPOSED)[0]).filter(({ target }) => isAsked(target.serviceId)),
    }
  }, [draft, month, serviceId, asOf, day])
}
