/** Words and signs for what is due. */
import { IconCalendarCheck, IconCalendarX, IconFileText, IconMessage, IconReportAnalytics, type Icon } from '@tabler/icons-react'

import type { DueItem, DueKind } from '../../../../src-shared/domain/service-levels/agreements/due-items.ts'

export const DUE_SIGNS: Readonly<Record<DueKind, { readonly word: string; readonly icon: Icon }>> = {
  review: { word: 'Review', icon: IconCalendarCheck }, report: { word: 'Report', icon: IconReportAnalytics }, expiry: { word: 'Expiry', icon: IconCalendarX }, 'page-review': { word: 'Page', icon: IconFileText }, communication: { word: 'Communication', icon: IconMessage },
}

/** @example leftWords({ daysLeft: -26, missed: 2 }) // '26 days overdue, 2 earlier ones missed' */
export function leftWords({ daysLeft, missed }: Pick<DueItem, 'daysLeft' | 'missed'>): string {
  const days = Math.abs(daysLeft)
  const left = daysLeft === 0 ? 'today' : daysLeft === 1 ? 'tomorrow' : daysLeft > 0 ? `in ${days} days` : `${days} ${days === 1 ? 'day' : 'days'} overdue`
  return missed === 0 ? left : `${left}, ${missed} earlier ${missed === 1 ? 'one' : 'ones'} missed`
}
