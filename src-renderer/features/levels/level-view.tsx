/** What the tabs of the service levels look at, once for all of them. */
import { createContext, use } from 'react'

import type { Draft } from '../../../src-shared/domain/model/draft.ts'
import type { Month } from '../../../src-shared/domain/month.ts'
import type { LevelsTarget, LevelTab } from '../../state/routes.ts'

export type LevelView = {
  readonly draft: Draft
  readonly canEdit: boolean
  readonly tab: LevelTab
  readonly serviceId: string | null
  readonly customerId: string | null
  /** The last month that is looked at; null: the last one with a figure. */
  readonly month: Month | null
  /** The target, agreement, finding or item that is chosen. */
  readonly row: string | null
  /** The years of the review that are asked for, by their keys; null: its own. */
  readonly from: string | null
  readonly to: string | null
  /** Goes to another tab or chooses something else; what is not named stays, `null` takes it away. */
  readonly show: (target: { readonly [Name in keyof LevelsTarget]?: LevelsTarget[Name] | null }) => void
}

export const LevelViewContext = createContext<LevelView | null>(null)

export function useLevelView(): LevelView {
  const view = use(LevelViewContext)
  if (view === null) throw new Error('Service levels are looked at within their screen.')
  return view
}
