/** What agreements promise in a month: the goals of that month, never one that comes to hold later (SLM-3, SLM-6). */
import type { Agreement } from '../../model/agreement-tables.ts'
import type { Draft } from '../../model/draft.ts'
import { monthOfDay, type Month } from '../../month.ts'
import { earlierGoalsOf, targetIn } from '../measures/target-goals.ts'
import { termOf } from './agreement-stage.ts'

const known = new WeakMap<Draft, Map<Month, Draft>>()

/** The model with each target as it is promised in a month; the same object for the same model and month. */
export function promisedIn(draft: Draft, month: Month): Draft {
  if (draft.targetGoal.size === 0) return draft
  const ofDraft = known.get(draft) ?? new Map<Month, Draft>()
  known.set(draft, ofDraft)
  const found = ofDraft.get(month) ?? { ...draft, serviceTarget: new Map([...draft.serviceTarget].map(([id, target]) => [id, targetIn(target, earlierGoalsOf(draft, id), month)])) }
  ofDraft.set(month, found)
  return found
}

/** The month whose goals an agreement is held by when a month is asked for: that one, or the nearest one of its term. @example monthOfPromise(draft, renewal, month('2004-03')) // '2004-07', its first one */
export function monthOfPromise(draft: Pick<Draft, 'agreementStep'>, agreement: Agreement, asked: Month): Month {
  const term = termOf(draft, agreement)
  if (term === null) return asked
  const [first, last] = [monthOfDay(term.from), term.until === null ? null : monthOfDay(term.until)]
  if (asked < first) return first
  return last !== null && asked > last ? last : asked
}
