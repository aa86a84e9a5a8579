import { screen } from '@testing-library/react'
import { describe, expect, it } from 'vitest'

import { billingChoice, billingReportRequest, bundleRequest, impactUsage, versionsInWords } from '../../src-renderer/features/reports/billing-choices.ts'
import { fiscalYear } from '../../src-shared/domain/fiscal-year.ts'
import { monthsOfYear } from '../../src-shared/domain/month.ts'
import type { YearsOfUsage } from '../../src-shared/domain/usage/years-of-usage.ts'
import { newWorld } from '../support/fake-client.ts'
import { renderApp } from '../support/render-app.tsx'
import { billingModel } from '../support/small-bills.ts'
import { FY2004, FY2005 } from '../support/small-model.ts'

const draft = billingModel()
const NOTHING = { agency: null, month: null, usage: null, request: null }
const of = { from: FY2004, to: FY2005, choice: billingChoice(draft, { version: FY2005, ...NOTHING }) }

/** Usage of so many months in FY2004, and in the years after it. */
function yearsOf(...counts: readonly number[]): YearsOfUsage {
  const years = counts.map((count, index) => ({ fiscalYear: fiscalYear(2004 + index), months: monthsOfYear(fiscalYear(2004 + index), 7).slice(0, count), lineCount: count }))
  return { years, orphans: { lineCount: 0, customers: [], rates: [], ofNoYear: 0 } }
}

describe('reports of bills and budgets', () => {
  it('are of the agency and month that the address names, else of the first and the whole year', () => {
    expect(billingReportRequest('statement', of)).toEqual({ report: 'statement', version: FY2005, usageYear: null, usageBasis: 'recorded', customerId: 'aaa', month: null })
    const chosen = billingChoice(draft, { ...NOTHING, version: FY2005, agency: 'bbb', month: '2004-10' })
    expect(billingReportRequest('statement', { ...of, choice: chosen })).toMatchObject({ customerId: 'bbb', month: '2004-10' })
    expect(billingChoice(draft, { ...NOTHING, version: FY2005, agency: 'zzz', month: '2003-10' })).toMatchObject({ customer: { id: 'aaa' }, month: null })
  })

  it('lay the usage of the year that the address names on the rates, and say so', () => {
    const choice = billingChoice(draft, { ...NOTHING, version: FY2005, month: '2003-10', usage: '2004' })
    expect(billingReportRequest('statement', { ...of, choice })).toMatchObject({ version: FY2005, usageYear: 2004, month: '2003-10' })
    expect(billingReportRequest('impact', { ...of, choice })).toMatchObject({ usageFrom: 2004, usageTo: 2004 })
    expect(bundleRequest('impact-statement', { ...of, choice })).toMatchObject({ usageFrom: 2004, usageTo: 2004 })
    const words = { from: 'FY2004', to: 'FY2005', usageYear: choice.usageYear, usageBasis: choice.usageBasis }
    expect([versionsInWords('statement', words), versionsInWords('impact', words), versionsInWords('budget', words)]).toEqual(['FY2005, usage of FY2004', 'FY2004 to FY2005, usage of FY2004', 'FY2004 to FY2005'])
  })

  it('are laid on planned usage where the address says so', () => {
    const choice = billingChoice(draft, { ...NOTHING, version: FY2005, month: null, usage: '2005-planned' })
    expect(billingReportRequest('statement', { ...of, choice })).toMatchObject({ usageYear: 2005, usageBasis: 'planned' })
    expect(billingReportRequest('impact', { ...of, choice })).toMatchObject({ usageFrom: 2005, usageTo: 2005, usageBasis: 'planned' })
    expect(versionsInWords('impact', { from: 'FY2004', to: 'FY2005', usageYear: choice.usageYear, usageBasis: choice.usageBasis })).toBe('FY2004 to FY2005, planned usage of FY2005')
  })

  it('BILL-9: lay an impact on the usage that Bills takes where the address says nothing: of unlike months on the earlier year\'s', () => {
    const asked = { asked: null, from: FY2004, to: FY2005 }
    expect([impactUsage(yearsOf(12, 6), asked), impactUsage(yearsOf(12, 12), asked), impactUsage(undefined, asked), impactUsage(yearsOf(12, 6), { ...asked, asked: 'own' })]).toEqual(['2004', 'own', null, 'own'])
    const own = billingChoice(draft, { ...NOTHING, version: FY2005, usage: 'own' })
    expect(billingReportRequest('impact', { ...of, choice: own })).toMatchObject({ usageFrom: null, usageTo: null, usageBasis: 'recorded' })
    expect(versionsInWords('impact', { from: 'FY2004', to: 'FY2005', usageYear: own.usageYear, usageBasis: own.usageBasis })).toBe('FY2004 to FY2005, each year\'s own usage')
  })

  it('go out for every agency where they are of one', () => {
    expect(bundleRequest('budget', of)).toEqual({ report: 'budget', from: FY2004, to: FY2005 })
    expect(bundleRequest('impact', of)).toBeNull()
  })

  it('are none without customers, and no quote without a request', () => {
    expect(billingReportRequest('impact', { ...of, choice: { ...of.choice, customer: undefined } })).toBeNull()
    expect(billingReportRequest('quote', of)).toBeNull()
  })

  it('are chosen by agency and period, and offered for every agency', async () => {
    const world = newWorld()
    renderApp({ status: world.status, loaded: world.core.loaded() }, '#/reports?report=statement')
    expect(await screen.findByRole('combobox', { name: 'Agency' })).toHaveProperty('value', 'dma')
    expect(screen.getByRole('combobox', { name: 'Period' })).toHaveProperty('value', '')
    expect(screen.getByRole('button', { name: 'Export for every agency' })).toBeTruthy()
  })
})
