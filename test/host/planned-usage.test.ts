import { afterEach, describe, expect, test } from 'vitest'

import type { MatrixRequest } from '../../src-shared/contract/bills.ts'
import { fiscalYear } from '../../src-shared/domain/fiscal-year.ts'
import { planOf } from '../../src-shared/domain/version.ts'
import { openSampleCore, type SampleCore } from '../support/sample-core.ts'

const FY2005 = planOf(fiscalYear(2005))
const PLANNED: MatrixRequest = { version: FY2005, usageYear: null, usageBasis: 'planned', grouping: 'service', ahead: [] }

let core: SampleCore | undefined
afterEach(() => core?.close())

describe('PROJ-2: planned usage of the sample', () => {
  test('prices to what it did when every forecast was made in full', async () => {
    core = await openSampleCore()
    const { matrix } = await core.client.bills.matrix(PLANNED)
    expect(matrix.totals.total).toBe('48620406.2')
    expect(matrix.rows.map((row) => row.total)).toEqual([
      '17132100.24', '7635989.03', '9163046.82', '3559604.28', '7507811.6', '1458304.07', '195672.35', '844395.54', '859558.44', '480', '0', '45089.05', '43126.4', '16699.44', '158528.94',
    ])
    const budgets = await core.client.budgets.summary({ from: planOf(fiscalYear(2004)), to: FY2005, customerIds: matrix.rows.map((row) => row.customerId), ahead: [] })
    expect(budgets.map((each) => each.after)).toEqual(matrix.rows.map((row) => row.total))
  })

  test('says how many customers are projected, stops when nobody waits, and goes on from there', async () => {
    core = await openSampleCore()
    const { bills } = core.client
    expect(await bills.planning()).toBeNull()
    const controller = new AbortController()
    const asked = Promise.allSettled([bills.matrix(PLANNED, { signal: controller.signal })])
    const seen: number[] = []
    while (seen.length === 0) {
      const progress = await bills.planning()
      if (progress === null) await new Promise((resolve) => { setImmediate(resolve) })
      else seen.push(progress.done, progress.total)
    }
    controller.abort()
    const [outcome] = await asked
    expect([seen[1], outcome.status, await bills.planning()]).toEqual([15, 'rejected', null])
    expect((await bills.matrix(PLANNED)).matrix.totals.total).toBe('48620406.2')
  })
})
