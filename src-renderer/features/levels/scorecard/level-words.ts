/** How statuses and trends are said and shown: word and sign say the same as the colour. */
import { IconAlertTriangle, IconCheck, IconMinus, IconProgress, IconX, type Icon } from '@tabler/icons-react'

import { formatFixed, type Factor } from '../../../../src-shared/domain/decimal.ts'
import type { ServiceTarget } from '../../../../src-shared/domain/model/level-tables.ts'
import { monthWords } from '../../../../src-shared/domain/month.ts'
import { isAtRiskSoFar } from '../../../../src-shared/domain/service-levels/counted-periods.ts'
import { changePlaces, levelText, shownPlaces } from '../../../../src-shared/domain/service-levels/measures/level-status.ts'
import type { LevelStatus, LevelValue, TargetLevels, Trend } from '../../../../src-shared/domain/service-levels/measures/level-values.ts'
import { targetOfValue } from '../../../../src-shared/domain/service-levels/measures/target-goals.ts'
import { statusWords } from '../../../../src-shared/domain/service-levels/standing.ts'

export const STATUSES: readonly LevelStatus[] = ['breached', 'at-risk', 'met', 'in-progress', 'no-data']

export const STATUS_LOOK: Readonly<Record<LevelStatus, { readonly word: string; readonly icon: Icon; readonly color: string; readonly sign: string }>> = {
  breached: { word: 'Breached', icon: IconX, color: 'var(--ratebook-increase)', sign: '×' },
  'at-risk': { word: 'At risk', icon: IconAlertTriangle, color: 'var(--ratebook-increase)', sign: '!' },
  met: { word: 'Met', icon: IconCheck, color: 'var(--ratebook-decrease)', sign: '' },
  'in-progress': { word: 'In progress', icon: IconProgress, color: 'var(--mantine-color-dimmed)', sign: '·' },
  'no-data': { word: 'No data', icon: IconMinus, color: 'var(--mantine-color-dimmed)', sign: '–' },
}

export const TREND_WORDS: Readonly<Record<Trend, string>> = { improving: 'Improving', worsening: 'Worsening', steady: 'Steady', unknown: '' }
export const TREND_SIGNS: Readonly<Record<Trend, string>> = { improving: '↗', worsening: '↘', steady: '→', unknown: '' }

/** @example goalText(target) // '≥ 99.80 %' */
export function goalText(target: ServiceTarget): string {
  return `${target.direction === 'at-least' ? '≥' : '≤'} ${levelText(target, target.goal)}`
}

/** More places than these are not shown to tell a value from its goal. */
const MOST_PLACES = 6

/** At the places of its target, which has the goal of the value's month; a value that would look like the goal without being it has as many as tell the two apart. @example valueText(target, '2.04') // '2.04 seconds', of a goal of 2.0 */
export function valueText(target: ServiceTarget, value: Factor | null): string {
  if (value === null) return 'No data'
  let places = shownPlaces(target)
  while (value !== target.goal && places < MOST_PLACES && formatFixed(value, places) === formatFixed(target.goal, places)) places += 1
  return `${formatFixed(value, places)} ${target.unit}`
}

/** Signed, at the places of the target, or as many as show that it is not zero. @example changeText(target, '-0.12') // '−0.12' */
export function changeText(target: ServiceTarget, change: Factor | null): string {
  if (change === null) return ''
  const shown = formatFixed(change, changePlaces(target, change)).replace('-', '−')
  return change.startsWith('-') || change === '0' ? shown : `+${shown}`
}

/** As a period in progress looks that is at risk: as one that is, its word says the rest. */
export function lookOf(value: Pick<LevelValue, 'status' | 'soFar'>): (typeof STATUS_LOOK)[LevelStatus] {
  return STATUS_LOOK[isAtRiskSoFar(value) ? 'at-risk' : value.status]
}

/** One month in words. @example monthText(target, value) // 'August 2003: breached, 99.12 %. ...' */
export function monthText(target: ServiceTarget, level: LevelValue): string {
  const { month, value, why } = level
  return `${monthWords(month)}: ${statusWords(level).toLowerCase()}${value === null ? '' : `, ${valueText(targetOfValue(target, level), value)}`}. ${why}`
}

/** The strip in a sentence, for who does not see it. @example stripText(levels) // '12 months: 10 met, 1 at risk, 1 breached (August 2003)' */
export function stripText({ values }: Pick<TargetLevels, 'values'>): string {
  const counts = (['met', 'at-risk', 'breached', 'no-data', 'in-progress'] as const).flatMap((status) => {
    const months = values.filter((each) => each.status === status)
    if (months.length === 0) return []
    const named = status === 'breached' && months.length <= 6 ? ` (${months.map(({ month }) => monthWords(month)).join(', ')})` : ''
    return [`${months.length} ${STATUS_LOOK[status].word.toLowerCase()}${named}`]
  })
  return `${values.length} months: ${counts.join(', ')}`
}
