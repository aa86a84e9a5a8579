/** The comparison of the chosen versions, kept up with the draft: an edit recomputes what it touches and nothing else. */
import { useRef } from 'react'

import type { Draft } from '../../../src-shared/domain/model/draft.ts'
import { compareVersions, recompare } from '../../../src-shared/domain/rates/compare.ts'
import type { Comparison, ComparisonRequest } from '../../../src-shared/domain/rates/comparison.ts'

type Kept = { readonly draft: Draft; readonly request: ComparisonRequest; readonly comparison: Comparison }

export function useComparison(draft: Draft, request: ComparisonRequest): Comparison {
  // A cache of a pure computation: the same draft and request give the same comparison.
  const kept = useRef<Kept | null>(null)
  const last = kept.current
  if (last?.draft === draft && last.request === request) return last.comparison
  const comparison = last?.request === request ? recompare(last.comparison, draft) : compareVersions(draft, request)
  kept.current = { draft, request, comparison }
  return comparison
}
