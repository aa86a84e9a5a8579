/** The years of a review: its own, because it looks at the year in progress whatever is compared at the top. */
import { useMemo } from 'react'

import { fiscalYearFirstMonth } from '../../src-shared/domain/model/integrity.ts'
import { reviewYears } from '../../src-shared/domain/service-levels/quality/review-years.ts'
import { planOf, type Version } from '../../src-shared/domain/version.ts'
import { useModelPart } from './model-session.tsx'
import { useDueDay } from './today.ts'
import { presentVersion, useVersionSelection } from './version-selection.tsx'

export type ReviewVersions = { readonly from: Version; readonly to: Version }

/**
 * Those that are asked for by their keys, as far as the model has them; else the year in progress and the next. A year that is chosen at
 * the top is taken as it is there, with its scenario. Where the model has no such years, the two at the top.
 */
export function useReviewVersions(asked: { readonly from: string | null; readonly to: string | null }): ReviewVersions {
  const scenarios = useModelPart(({ draft }) => draft.scenario)
  const settings = useModelPart(({ draft }) => draft.settings)
  const { years, base, activeVersion } = useVersionSelection()
  const asOf = useDueDay()
  const { from: fromKey, to: toKey } = asked
  return useMemo(() => {
    const usual = reviewYears({ years, firstMonth: fiscalYearFirstMonth({ settings }), asOf })
    const [from, to] = usual === undefined ? [base, activeVersion] : [base.fiscalYear === usual.from ? base : planOf(usual.from), activeVersion.fiscalYear === usual.to ? activeVersion : planOf(usual.to)]
    const found = (key: string | null): Version | undefined => (key === null ? undefined : presentVersion({ years, scenarios }, key))
    return { from: found(fromKey) ?? from, to: found(toKey) ?? to }
  }, [scenarios, settings, years, base, activeVersion, asOf, fromKey, toKey])
}
