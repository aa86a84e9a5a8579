/** States of levels, findings and actions in the words of reports; months as a strip that is read without colours. */
import type { Finding, ImprovementAction } from '../../model/level-tables.ts'
import type { LevelValue } from '../../service-levels/measures/levels.ts'
import { signOf } from './level-cells.ts'

export const FINDING_STATUS_WORDS: Readonly<Record<Finding['status'], string>> = { open: 'Open', improving: 'Improving', closed: 'Closed' }
export const ACTION_STATUS_WORDS: Readonly<Record<ImprovementAction['status'], string>> = { planned: 'Planned', 'in-progress': 'In progress', done: 'Done', dropped: 'Dropped' }
export const CAUSE_WORDS: Readonly<Record<Finding['cause'], string>> = { breach: 'Breach', 'at-risk': 'At risk', 'downward-trend': 'Downward trend', signal: 'Signal of the chart', review: 'Raised at a review', other: 'Other' }


/** A letter a month. @example stripOf(values) // 'M M R B – M' */
export function stripOf(values: readonly Pick<LevelValue, 'status' | 'soFar'>[]): string {
  return values.map(signOf).join(' ')
}
