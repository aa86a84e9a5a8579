/** Causes and states of findings, in words and signs. */
import { IconActivity, IconAlertTriangle, IconCircleCheck, IconCircleDashed, IconCircleX, IconMessage, IconNote, IconProgress, IconTrendingDown, type Icon } from '@tabler/icons-react'

import type { Finding, ImprovementAction } from '../../../../src-shared/domain/model/level-tables.ts'

export const CAUSES: Readonly<Record<Finding['cause'], { readonly word: string; readonly icon: Icon; readonly color: string }>> = {
  breach: { word: 'Breach', icon: IconCircleX, color: 'var(--mantine-color-error)' },
  'downward-trend': { word: 'Downward trend', icon: IconTrendingDown, color: 'var(--ratebook-increase)' },
  'at-risk': { word: 'At risk', icon: IconAlertTriangle, color: 'var(--ratebook-increase)' },
  signal: { word: 'Signal of the chart', icon: IconActivity, color: 'currentColor' },
  review: { word: 'Raised at a review', icon: IconMessage, color: 'currentColor' },
  other: { word: 'Other', icon: IconNote, color: 'currentColor' },
}

export const STATUSES: Readonly<Record<Finding['status'], { readonly word: string; readonly icon: Icon; readonly color: string }>> = {
  open: { word: 'Open', icon: IconCircleDashed, color: 'var(--ratebook-increase)' },
  improving: { word: 'Improving', icon: IconProgress, color: 'var(--mantine-primary-color-filled)' },
  closed: { word: 'Closed', icon: IconCircleCheck, color: 'var(--ratebook-decrease)' },
}

export const ACTION_WORDS: Readonly<Record<ImprovementAction['status'], string>> = { planned: 'Planned', 'in-progress': 'In progress', done: 'Done', dropped: 'Dropped' }
