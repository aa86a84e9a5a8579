/** Whether an agreement holds in a month, by its dates and the steps of its path. */
import type { Agreement } from '../../model/agreement-tables.ts'
import type { Draft } from '../../model/draft.ts'
import { groupIndex } from '../../model/table-index.ts'
import { monthOfDay, type Month } from '../../month.ts'

const stepsOf = groupIndex<'agreementStep'>((row) => row.agreementId)

/** The first month in which it is in force; null where it is not, or has no first day. */
function inForceSince(draft: Pick<Draft, 'agreementStep'>, { id, entry, startsOn }: Agreement): Month | 'always' | null {
  const begun = startsOn === null ? 'always' : monthOfDay(startsOn)
  if (entry === 'in-force') return begun
  const step = (stepsOf(draft.agreementStep).get(id) ?? []).map((each) => draft.agreementStep.get(each)).find((each) => each?.step === 'in-force')
  if (step === undefined) return null
  const reached = monthOfDay(step.doneOn)
  return begun === 'always' || begun < reached ? reached : begun
}

/** True when it holds on any day of the month. */
export function isInForceIn(draft: Pick<Draft, 'agreementStep'>, agreement: Agreement, month: Month): boolean {
  const since = inForceSince(draft, agreement)
  if (since === null || (since !== 'always' && since > month)) return false
  return agreement.endsOn === null || monthOfDay(agreement.endsOn) >= month
}
