/** ALLOC-4: which versions of a comparison have rates that come out of costs without their overhead. */
import { costDerivationOf } from '../costs/derive-rates-draft.ts'
import { overheadMissing } from '../costs/overhead-missing.ts'
import type { Issue } from '../issues.ts'
import type { Draft } from '../model/draft.ts'
import { formatVersion } from '../version-label.ts'
import { readVersionKey, type VersionKey } from '../version.ts'
import type { Comparison } from './comparison.ts'

/** One for each such version; of the rows given, which may be fewer than were compared. @example comparedWithoutOverhead(draft, comparison).map((each) => each.code) // ['closed-loop'] */
export function comparedWithoutOverhead(draft: Draft, { rows }: Pick<Comparison, 'rows'>): readonly Issue[] {
  const derivedIn = new Set<VersionKey>()
  for (const { base, cells } of rows) {
    for (const { price } of [base, ...cells]) if (price !== null && price.derivedIn !== null) derivedIn.add(price.derivedIn)
  }
  return [...derivedIn].flatMap((key) => {
    const version = readVersionKey(key)
    return version === undefined ? [] : (overheadMissing(costDerivationOf(draft, version), formatVersion(draft, version)) ?? [])
  })
}
