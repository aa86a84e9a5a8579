/** The edits of the cost side in a real file: what the domain accepts, the file keeps. */
import { describe, expect, test } from 'vitest'

import { planAddRow, planFieldEdits, planRemoveRows } from '../../src-shared/domain/costs/edit-costs.ts'
import { planRollYear } from '../../src-shared/domain/costs/roll-costs.ts'
import type { Draft } from '../../src-shared/domain/model/draft.ts'
import type { EditPlan } from '../../src-shared/domain/model/edit.ts'
import { planAdoptScenario } from '../../src-shared/domain/rates/schedule-lifecycle.ts'
import type { Result } from '../../src-shared/domain/result.ts'
import { planDeleteScenario, planDuplicateScenario } from '../../src-shared/domain/scenario/edit-scenario.ts'
import { after, costRows, KEY_2005, PLAN_A } from '../support/cost-model.ts'
import { addAll, journalEntry } from '../support/journal-entries.ts'
import { countingIds, smallUsage } from '../support/small-model.ts'
import { storeWorkbench, valueOf } from '../support/store-workbench.ts'

const bench = storeWorkbench()

describe('VER-3 VER-4 COST-4 edits of the cost side', () => {
  test('a scenario that changes, adds and leaves out is duplicated, adopted, rolled and deleted; the file says what the model says', () => {
    const store = bench.create('empty')
    const newId = countingIds()
    valueOf(store.append(journalEntry(1, addAll(costRows())), smallUsage()))
    const steps: readonly ((draft: Draft) => Result<EditPlan | { readonly plan: EditPlan }>)[] = [
      (draft) => planFieldEdits({
        draft, version: PLAN_A, newId,
        edits: [{ table: 'staffPosition', rowId: 'p-1', field: 'baseSalary', text: '65000' }, { table: 'rateUnits', rowId: `${KEY_2005}|cpu|`, field: 'units', text: '900' }, { table: 'rateUnits', rowId: `${KEY_2005}|hub|`, field: 'units', text: '3' }],
      }),
      (draft) => planAddRow({ draft, version: PLAN_A, table: 'costPool', fields: { code: 'NEW', name: 'New', driverId: 'D-HEADS' }, newId }),
      (draft) => planRemoveRows({ draft, version: PLAN_A, table: 'staffPosition', rowIds: ['p-2'] }),
      (draft) => planDuplicateScenario({ draft, scenarioId: 'plan-a', author: 'Ann', at: '2026-11-22T14:02:00Z', newId }),
      (draft) => planAdoptScenario({ draft, scenarioId: 'plan-a', version: KEY_2005, newId }),
      (draft) => planRollYear({ draft, from: KEY_2005, newId }),
      (draft) => planDeleteScenario({ draft, scenarioId: 'plan-a' }),
    ]
    let draft = store.readDraft()
    for (const [index, step] of steps.entries()) {
      const planned = step(draft)
      if (!planned.ok) throw new Error(`${index}: ${JSON.stringify(planned.failure)}`)
      const plan = 'plan' in planned.value ? planned.value.plan : planned.value
      valueOf(store.append(journalEntry(index + 2, plan.changes, { label: plan.label })))
      draft = after(draft, planned)
      expect(store.readDraft()).toEqual(draft)
    }
    expect(store.verify()).toEqual([])
  })
})
