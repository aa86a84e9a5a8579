/** A page of the small model's mainframe with a row of each kind. */
import { planAddPageRow, planBeginPage, planPageText } from '../../src-shared/domain/catalog/edit-pages.ts'
import { applyPlan } from '../../src-shared/domain/model/apply-edit.ts'
import type { Draft } from '../../src-shared/domain/model/draft.ts'
import type { EditPlan } from '../../src-shared/domain/model/edit.ts'
import type { Result } from '../../src-shared/domain/result.ts'
import { countingIds, smallModel } from './small-model.ts'

/** The draft with a plan applied; a refusal fails the test. */
export function withPlan(draft: Draft, planned: Result<EditPlan>): Draft {
  const applied = planned.ok ? applyPlan(draft, planned.value) : planned
  if (!applied.ok) throw new Error(JSON.stringify(applied.failure))
  return applied.value
}

export function smallPages(): Draft {
  const newId = countingIds()
  const serviceId = 'mainframe'
  let draft = withPlan(smallModel(), planBeginPage({ draft: smallModel(), serviceId }))
  draft = withPlan(draft, planPageText({ draft, serviceId, field: 'purpose', text: 'Computing **time** for batch jobs.' }))
  draft = withPlan(draft, planPageText({ draft, serviceId, field: 'maintenance', text: 'A quiet hour on Sunday.' }))
  for (const row of [
    { table: 'requestType', fields: { title: 'Open an account', description: 'With a password', leadDays: 3 } }, { table: 'requestType', fields: { title: 'Close an account' } },
    { table: 'serviceReport', fields: { title: 'Usage report', interval: 'on-event', note: 'after each job' } }, { table: 'responsibility', fields: { title: 'Writing the jobs', party: 'customer' } },
  ] as const) {
    const planned = planAddPageRow({ draft, serviceId, newId, row })
    draft = withPlan(draft, planned.ok ? { ok: true, value: planned.value.plan } : planned)
  }
  return draft
}
