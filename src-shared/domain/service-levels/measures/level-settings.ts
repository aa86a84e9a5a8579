/** What holds for all targets of a model while its levels are computed. */
import type { IsoDate } from '../../fiscal-year.ts'
import type { Draft } from '../../model/draft.ts'
import { fiscalYearFirstMonth } from '../../model/integrity.ts'
import type { LevelPolicy } from '../../model/level-tables.ts'
import { monthNumber, monthOfDay, type Month } from '../../month.ts'
import { keptRecords, type KeptRecords, type MonthSpan } from './kept-records.ts'
import { levelPolicyOf } from './level-policy.ts'
import { targetFigures, typedFigures, type TargetFigures } from './target-figures.ts'
import type { TargetSources } from './target-sources.ts'
import { monthsNeeded } from './target-values.ts'

export type Settings = { readonly policy: LevelPolicy; readonly firstMonth: number; readonly kept: KeptRecords; /** The month of the day on which levels are looked at. */ readonly present: number }

export function settingsOf(draft: Draft, { recordedThrough, today }: { readonly recordedThrough: Month | null; readonly today: IsoDate }): Settings {
  const policy = levelPolicyOf(draft)
  const present = monthNumber(monthOfDay(today))
  return { policy, firstMonth: fiscalYearFirstMonth(draft), kept: keptRecords(draft, { recordedThrough: recordedThrough ?? policy.recordedThrough, today }), present }
}

/** A target's figures over the months that its values in `asked` need; where its calendar cannot be read, only what is typed. */
export function figuresFor(sources: TargetSources, asked: MonthSpan, { policy, firstMonth, kept }: Settings): TargetFigures {
  const months = monthsNeeded(sources.target, asked, { policy, firstMonth })
  const figures = targetFigures(sources, months, kept)
  return figures.ok ? figures.value : typedFigures(sources, months, figures.failure)
}
