/** Where the pools of a version cannot be allocated, its figures have no overhead: said wherever they are told (ALLOC-4). */
import { issue, type Issue } from '../issues.ts'
import type { Derivation } from './derivation.ts'

/**
 * Null where overhead is in the figures, or where there are no pools.
 *
 * @example overheadMissing(derivation, 'FY2005')?.message // 'No overhead is in the figures of FY2005: the pools cannot be allocated. Nothing leaves the loop A > B > A.'
 */
export function overheadMissing({ allocation, inputs, issues }: Pick<Derivation, 'allocation' | 'inputs' | 'issues'>, label: string): Issue | null {
  if (allocation !== null || inputs.costPools.length === 0) return null
  const reason = issues.find((each) => each.severity === 'error')
  return issue(reason?.code ?? 'wrong-state', [`No overhead is in the figures of ${label}: the pools cannot be allocated.`, ...(reason === undefined ? [] : [reason.message])].join(' '), reason?.remedy === undefined ? {} : { remedy: reason.remedy })
}
