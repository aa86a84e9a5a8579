import { expect, test } from 'vitest'

import { deriveRates } from '../../src-shared/domain/costs/derive-rates.ts'
import { inputOverrideId } from '../../src-shared/domain/model/cost-tables.ts'
import { applyChanges, applyPlan, draftAhead } from '../../src-shared/domain/model/apply-edit.ts'
import { draftFromRows } from '../../src-shared/domain/model/draft.ts'
import { rowChange } from '../../src-shared/domain/model/edit.ts'
import { planPriceEdits } from '../../src-shared/domain/rates/edit-prices.ts'
import { resolvePrices } from '../../src-shared/domain/rates/resolve-prices.ts'
import { planAdoptScenario } from '../../src-shared/domain/rates/schedule-lifecycle.ts'
import { planOf, versionKey } from '../../src-shared/domain/version.ts'
import { smallCostRows } from '../support/small-costs.ts'
import { countingIds, FY2005 } from '../support/small-model.ts'

test('VER-3: adopted, a scenario with other costs and a price of its own gives the prices that it had, and the one set by hand stays so', () => {
  const rows = smallCostRows()
  const start = draftFromRows({ ...rows, price: rows.price.filter((price) => price.customerClass === 'state') })
  const planA = planOf(FY2005.fiscalYear, 'plan-a')
  const key = { scenarioId: 'plan-a', table: 'staffPosition', rowId: '2005-operator', field: 'baseSalary' } as const
  const costs = draftAhead(start, [rowChange('inputOverride', { before: null, after: { id: inputOverrideId(key), ...key, version: versionKey(FY2005), value: '71000.5', baseValue: '61000.5', baseRevision: 1, note: '' } })])
  const planned = planPriceEdits({ draft: costs, version: planA, cells: [{ rateId: 'cpu', customerClass: 'state', text: '70' }], newId: countingIds() })
  const tried = planned.ok ? applyChanges(costs, planned.value.plan.changes) : planned
  if (!tried.ok) throw new Error(JSON.stringify(tried.failure))
  const wanted = resolvePrices(tried.value, planA)
  const plan = planAdoptScenario({ draft: tried.value, scenarioId: 'plan-a', version: versionKey(FY2005), newId: countingIds() })
  const adopted = plan.ok ? applyPlan(tried.value, plan.value) : plan
  if (!adopted.ok) throw new Error(JSON.stringify(adopted.failure))
  for (const rateId of ['cpu', 'tape', 'drop']) expect([rateId, resolvePrices(adopted.value, FY2005).get(`${rateId}|state`)?.amount]).toEqual([rateId, wanted.get(`${rateId}|state`)?.amount])
  expect(deriveRates(adopted.value, FY2005).rates.get('cpu')).toMatchObject({ rateSource: 'typed', published: '70' })
})
