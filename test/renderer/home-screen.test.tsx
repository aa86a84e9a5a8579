import { screen, within } from '@testing-library/react'
import { beforeEach, describe, expect, it } from 'vitest'

import { checksOf, promisesCheck, ratesWithoutPrice, runningOutCheck } from '../../src-renderer/features/home/checks.ts'
import { moversOf } from '../../src-renderer/features/home/movers.ts'
import { usualPair } from '../../src-renderer/state/version-selection.tsx'
import { runningOut } from '../../src-shared/domain/billing/running-out.ts'
import { fiscalYear } from '../../src-shared/domain/fiscal-year.ts'
import { draftFromRows } from '../../src-shared/domain/model/draft.ts'
import { month } from '../../src-shared/domain/month.ts'
import { compareVersions } from '../../src-shared/domain/rates/compare.ts'
import { planOf } from '../../src-shared/domain/version.ts'
import { FakeCore } from '../support/fake-core.ts'
import { newWorld } from '../support/fake-client.ts'
import { LATER } from '../support/later-day.ts'
import { renderApp } from '../support/render-app.tsx'
import { billingRows, billsOf, encumbranceRow, usageOf } from '../support/small-bills.ts'
import { sampleDraft } from '../support/sample-draft.ts'
import { figure } from '../support/small-costs.ts'
import { FY2003, FY2004, FY2005, priceRow, rateRow, smallModel, smallRows } from '../support/small-model.ts'

function pair(years: readonly number[], published: readonly number[] = years): readonly number[] {
  const { base, comparison } = usualPair({ years: years.map(fiscalYear), published: published.map(fiscalYear) })
  return [base.fiscalYear, comparison.fiscalYear]
}

describe('the usual pair of years', () => {
  it('is the last two published ones that follow each other', () => {
    expect([pair([2003, 2004, 2014]), pair([2003, 2004, 2005, 2014], [2003, 2004, 2014])]).toEqual([[2003, 2004], [2003, 2004]])
  })

  it('is, where no two published ones follow each other, the last two of all that do, else the last two, else the one there is', () => {
    expect([pair([2003, 2004, 2005], [2003]), pair([2003, 2010]), pair([2004])]).toEqual([[2004, 2005], [2003, 2010], [2004, 2004]])
  })
})

describe('the biggest movers', () => {
  it('NUM-4, RATE-5: are ordered by % in each direction; a rate counts once, by its first baseline', () => {
    const draft = smallModel()
    const movers = moversOf(compareVersions(draft, { base: FY2003, comparisons: [FY2004], basis: 'published' }), 2)
    expect(movers.up.map(({ row, percentChange }) => [row.rateId, row.customerClass, percentChange])).toEqual([['cpu', 'state', '9.44'], ['drop', 'non-state', '7.26']])
    expect(movers.down.map(({ row }) => row.rateId)).toEqual(['meter'])
  })
})

describe('the checks', () => {
  it('name rates that are offered and have no price, not those that begin later or have ended', () => {
    const rows = smallRows()
    const draft = draftFromRows({
      ...rows,
      rate: [...rows.rate, rateRow('later', 5), rateRow('ended', 6, { retiredFrom: fiscalYear(2004) })],
      price: [...rows.price, priceRow('FY2005/plan#1', 'later', '10')],
    })
    expect(ratesWithoutPrice(draft, FY2004).map((rate) => rate.id)).toEqual(['unpriced'])
    expect(ratesWithoutPrice(draft, planOf(fiscalYear(2003))).map((rate) => rate.id)).toEqual(['unpriced', 'ended'])
  })

  it('RATE-6: an external price below the internal one comes first', () => {
    const rows = smallRows()
    const draft = draftFromRows({ ...rows, price: rows.price.map((price) => (price.id === 'FY2005/plan#1|drop|non-state' ? { ...price, ...priceRow(price.scheduleId, 'drop', '1', { customerClass: 'non-state' }) } : price)) })
    expect(checksOf(draft, FY2005).map((check) => [check.id, check.severity])).toEqual([['external', 'error'], ['unpriced', 'warning']])
  })

  it('SLM-6: promises that their underpinnings cannot hold lead to the agreement, with the arithmetic', () => {
    expect(promisesCheck(draftFromRows(smallRows()), LATER)).toBeUndefined()
    expect(promisesCheck(sampleDraft(), LATER)).toMatchObject({
      id: 'promises', severity: 'warning', title: '2 promises are more than the underpinning agreements can hold', address: '/levels?tab=agreements&row=sla-001',
      detail: 'LST-AVL promises 99.5 %; the underpinnings together hold OLA-001 99.8 % x OLA-002 99.9 % x UC-001 99.5 % = 99.201699 %: more is promised than they can hold. And SLA-001-RES of SLA-001.',
    })
  })

  it('BILL-8: encumbrances of the year that nobody has approved lead to the statement', () => {
    const open = [encumbranceRow('bbb', '5000', null), encumbranceRow('ccc', '100', null), encumbranceRow('aaa', '3000', '2003-07-01')]
    const draft = draftFromRows({ ...billingRows(), encumbrance: open })
    expect(checksOf(draft, FY2004).find(({ id }) => id === 'encumbrances')).toMatchObject({
      severity: 'warning', title: '2 encumbrances of FY2004 not approved: nothing is billed on them', detail: 'BBB E10, CCC E10', address: '/bills?tab=statement&customer=bbb&usage=2004',
    })
    expect(checksOf(draft, FY2005).some(({ id }) => id === 'encumbrances')).toBe(false)
  })
})

describe('encumbrances that run out', () => {
  const used = [['2003-07', '10'], ['2003-08', '10']].map(([of = '', quantity = '']) => ({ id: `${of}|cpu|aaa`, customerId: 'aaa', rateId: 'cpu', month: month(of), quantity: figure<'units'>(quantity), author: 'Ann', note: '' }))

  it('BILL-8: are named with their months, the earliest first', async () => {
    const draft = draftFromRows(billingRows())
    const found = runningOut({ draft, bills: billsOf(draft, { usage: usageOf([['aaa', 'cpu', 0, '10'], ['aaa', 'cpu', 1, '10'], ['ccc', 'tape', 0, '10000']]) }) })
    expect(found.map(({ customerId, objectCode, month: of, how }) => [customerId, objectCode, of, how])).toEqual([['ccc', 'E10', '2003-07', 'actual'], ['aaa', 'E10', '2003-10', 'projected']])
    expect(runningOutCheck(draft, FY2004, found)).toMatchObject({ title: '2 encumbrances of FY2004 run out within the year, 1 is used up already', detail: 'CCC E10 in July 2003, AAA E10 in October 2003' })
    expect(runningOutCheck(draft, FY2004, [])).toBeUndefined()
  })

  it('BILL-8: stand on the home screen', async () => {
    const world = newWorld()
    world.core = new FakeCore({ ...billingRows(), usageEntry: used })
    renderApp({ status: world.status, loaded: world.core.loaded(), preferences: { selections: JSON.stringify([{ path: '/models/budget.ratebook', base: 'FY2003/plan', comparisons: ['FY2004/plan'], basis: 'published' }]) } })
    const link = await screen.findByRole('link', { name: '1 encumbrance of FY2004 runs out within the year' })
    expect(link.getAttribute('href')).toBe('#/bills?tab=statement&customer=aaa&usage=2004')
    expect(screen.getByText('AAA E10 in October 2003')).toBeTruthy()
  })
})

describe('the home screen', () => {
  let world = newWorld()
  beforeEach(() => {
    world = newWorld()
  })

  it('leads from every count to its rows, and from every check to where it is settled', async () => {
    renderApp({ status: world.status, loaded: world.core.loaded() })
    const main = await screen.findByRole('heading', { level: 1, name: 'FY2004 to FY2005' }).then(() => screen.getByRole('main'))
    expect(within(main).getByRole('link', { name: /go up/ }).getAttribute('href')).toBe('#/rates?status=up')
    expect(within(main).getByRole('link', { name: '1 rate has no price in FY2005' }).getAttribute('href')).toBe('#/catalog?table=rate&id=unpriced')
    expect(within(main).getAllByText('Published')).toHaveLength(2)
    expect(within(main).getByText('Draft')).toBeTruthy()
  })

  it('a new model says what to do first', async () => {
    const empty = Object.fromEntries(Object.keys(smallRows()).map((name) => [name, []]))
    world.core = new FakeCore({ ...smallRows(), ...empty })
    renderApp({ status: world.status, loaded: world.core.loaded() })
    expect(await screen.findByText('This model has no schedule yet')).toBeTruthy()
    expect(screen.getByRole('button', { name: 'Import rates' })).toBeTruthy()
    expect(screen.queryByRole('combobox', { name: 'Base year' })).toBeNull()
  })
})
