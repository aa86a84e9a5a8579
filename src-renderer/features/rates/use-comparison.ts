/** The comparison of the chosen versions, kept up with the draft: an edit recomputes what it touches and nothing else. */
import { useState } from 'react'

import type { Draft } from '../../../src-shared/domain/model/draft.ts'
import { compareVersions, recompare } from '../../../src-shared/domain/rates/compare.ts'
import type { Comparison, ComparisonRequest } from '../../../src-shared/domain/rates/comparison.ts'

/** A cache of a pure computation: the same draft and request give the same comparison. */
function comparer(): (draft: Draft, request: ComparisonRequest) => Comparison {
  let last: { readonly draft: Draft; readonly request: ComparisonRequest; readonly comparison: Comparison } | null = null
  return (draft, request) => {
    if (last?.draft === draft && last.request === request) return last.comparison
    const comparison = last?.request === request ? recompare(last.comparison, draft) : compareVersions(draft, request)
    last = { draft, request, comparison }
    return comparison
  }
}

export function useComparison(draft: Draft, request: ComparisonRequest): Comparison {
  const [compare] = useState(comparer)
  return compare(draft, request)
}
