/** Budgets of the sample, asked of the whole core as a screen does: summary, one customer, one rate and explanations agree. */
import { createRouterClient } from '@orpc/server'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

import type { Loaded } from '../../src-shared/contract/answers.ts'
import { decimal } from '../../src-shared/domain/decimal.ts'
import { fiscalYear } from '../../src-shared/domain/fiscal-year.ts'
import { budgetSeriesId } from '../../src-shared/domain/model/billing-tables.ts'
import { rowChange } from '../../src-shared/domain/model/edit.ts'
import { wrongExplanations } from '../../src-shared/domain/rates/evaluate-explanation.ts'
import { planOf, versionKey } from '../../src-shared/domain/version.ts'
import { unitsOf } from '../support/small-model.ts'
import { createMachine, type Client } from './hosts.ts'

const [from, to] = [planOf(fiscalYear(2004)), planOf(fiscalYear(2005))]

describe('budgets of the sample', () => {
  const machine = createMachine()
  let client: Client
  let loaded: Loaded
  beforeAll(async () => {
    client = createRouterClient(machine.core().router, { context: {} })
    loaded = await client.model.openSample({ fresh: true })
  })
  afterAll(() => machine.remove())
  const idOf = (table: 'customer' | 'rate', code: string): string => loaded.rows[table].find((row) => row.code === code)?.id ?? ''

  test('PROJ-2: the summary of all customers says what the budget of each one says', async () => {
    const customerIds = loaded.rows.customer.map((each) => each.id)
    const summary = await client.budgets.summary({ from, to, customerIds, ahead: [] })
    expect(summary.map((each) => each.customerId)).toEqual(customerIds)
    for (const each of summary) {
      const budget = await client.budgets.customer({ from, to, customerId: each.customerId, ahead: [] })
      expect(budget?.totals).toMatchObject({ before: each.before, after: each.after, terms: { difference: each.difference }, percentChange: each.percentChange })
      expect(budget?.years.find((year) => year.label === 'FY2004')?.monthsProjected).toBe(0)
    }
    expect(await client.budgets.summary({ from, to, customerIds: ['nobody'], ahead: [] })).toEqual([])
    expect(await client.budgets.customer({ from, to, customerId: 'nobody', ahead: [] })).toBeNull()
  })

  test('PROJ-1: every rate of a customer explains its units and its amounts, down to the history', async () => {
    const customerId = idOf('customer', 'QHB')
    const budget = await client.budgets.customer({ from, to, customerId, ahead: [] })
    if (budget === null) throw new Error('No budget.')
    for (const row of budget.rows) {
      const units = await client.budgets.explain({ from, to, customerId, rateId: row.rateId, figure: 'units-after', ahead: [] })
      expect([row.code, units?.value ?? '0']).toEqual([row.code, decimal(row.unitsActual).plus(decimal(row.unitsProjected)).toFixed()])
      expect(units === null ? [] : wrongExplanations(units)).toEqual([])
      const difference = await client.budgets.explain({ from, to, customerId, rateId: row.rateId, figure: 'difference', ahead: [] })
      expect([row.code, difference?.value ?? '0']).toEqual([row.code, row.terms.difference])
      expect(difference === null ? [] : wrongExplanations(difference)).toEqual([])
    }
    const whole = await client.budgets.explain({ from, to, customerId, rateId: null, figure: 'amount-after', ahead: [] })
    expect(whole?.value).toBe(budget.totals.after)
    expect(whole?.inputs.map((each) => each.operation.kind === 'sum' && each.inputs.length > 0)).toContain(true)
  })

  test('an edit that is not in the file yet is looked at, and not kept', async () => {
    const [customerId, rateId] = [idOf('customer', 'QRV'), idOf('rate', 'NW-PORT-10')]
    const key = { version: versionKey(to), customerId, rateId }
    const before = loaded.rows.budgetSeries.find((row) => row.id === budgetSeriesId(key)) ?? null
    if (before === null) throw new Error('No assumption.')
    const ahead = [rowChange('budgetSeries', { before, after: { ...before, typedUnits: unitsOf('1') } })]
    const [plain, looked] = [await client.budgets.rate({ version: to, customerId, rateId, ahead: [] }), await client.budgets.rate({ version: to, customerId, rateId, ahead })]
    expect(looked?.months.at(-1)?.quantity).not.toBe(plain?.months.at(-1)?.quantity)
    expect((await client.budgets.rate({ version: to, customerId, rateId, ahead: [] }))?.total).toBe(plain?.total)
  })
})
