/** Small makers of cells for the sheets of service levels. */
import { decimal, Decimal, formatFixed, round, toText, type Factor } from '../../decimal.ts'
import type { ServiceTarget } from '../../model/level-tables.ts'
import { isAtRiskSoFar } from '../../service-levels/counted-periods.ts'
import { shownPlaces } from '../../service-levels/measures/level-status.ts'
import type { LevelStatus, LevelValue, Trend } from '../../service-levels/measures/level-values.ts'
import { BLANK } from '../cells.ts'
import type { CellTone, ReportCell } from '../report-model.ts'

export const TREND_WORDS: Readonly<Record<Trend, string>> = { improving: 'Improving', worsening: 'Worsening', steady: 'Steady', unknown: '' }
const STATUS_SIGNS: Readonly<Record<LevelStatus, string>> = { met: 'M', 'at-risk': 'R', breached: 'B', 'no-data': '–', 'in-progress': '·' }
export const SIGN_WORDS = 'M met, R at risk, B breached, – no data, · in progress, ! in progress and at risk'

/** In a heat strip, where the ground alone would not do. */
export function signOf(value: Pick<LevelValue, 'status' | 'soFar'>): string {
  return isAtRiskSoFar(value) ? '!' : STATUS_SIGNS[value.status]
}

export function toneOf({ status, isAtRiskSoFar: isAtRisk }: { readonly status: LevelStatus; readonly isAtRiskSoFar: boolean }): CellTone {
  if (isAtRisk) return 'at-risk'
  return status === 'no-data' || status === 'in-progress' ? 'quiet' : status
}

/** A figure of a target, which has the goal of the figure's month, with as many places as tell it from its goal; blank where there is none. */
export function levelCell(id: string, target: ServiceTarget, value: Factor | null): ReportCell {
  if (value === null) return BLANK
  let places = shownPlaces(target)
  while (value !== target.goal && places < 6 && formatFixed(value, places) === formatFixed(target.goal, places)) places += 1
  return { kind: 'number', id, value, format: 'number', places }
}

/** Minutes of so many seconds, to a tenth. */
export function minutesCell(id: string, seconds: Factor | null): ReportCell {
  return seconds === null ? BLANK : { kind: 'number', id, value: toText<'1'>(round(decimal(seconds).div(60), 1)), format: 'number', places: 1 }
}

export function countCell(id: string, count: number): ReportCell {
  return { kind: 'number', id, value: toText<'1'>(new Decimal(count)), format: 'number', places: 0 }
}

/** @example goalWords(target) // '≥ 99.80 %' */
export function goalWords(target: ServiceTarget): string {
  return `${target.direction === 'at-least' ? '≥' : '≤'} ${formatFixed(target.goal, shownPlaces(target))} ${target.unit}`
}
