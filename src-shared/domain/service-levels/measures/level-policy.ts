/** How levels are read where nobody said anything (SLM-3, SLM-4). */
import type { Draft } from '../../model/draft.ts'
import type { LevelPolicy } from '../../model/level-tables.ts'

export const LEVEL_POLICY_ID = 'policy'

export const DEFAULT_LEVEL_POLICY: LevelPolicy = { id: LEVEL_POLICY_ID, xmrConstants: 'rounded', runLength: 7, trendLength: 7, provisionalPoints: 12, worseningPeriods: 3, recordedThrough: null, note: '' }

/** The model's policy, or the default. */
export function levelPolicyOf(draft: Pick<Draft, 'levelPolicy'>): LevelPolicy {
  return draft.levelPolicy.get(LEVEL_POLICY_ID) ?? DEFAULT_LEVEL_POLICY
}
