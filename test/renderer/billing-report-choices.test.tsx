import { screen } from '@testing-library/react'
import { describe, expect, it } from 'vitest'

import { billingChoice, billingReportRequest, bundleRequest, versionsInWords } from '../../src-renderer/features/reports/billing-choices.ts'
import { newWorld } from '../support/fake-client.ts'
import { renderApp } from '../support/render-app.tsx'
import { billingModel } from '../support/small-bills.ts'
import { FY2004, FY2005 } from '../support/small-model.ts'

const draft = billingModel()
const NOTHING = { agency: null, month: null, usage: null, request: null }
const of = { from: FY2004, to: FY2005, choice: billingChoice(draft, { version: FY2005, ...NOTHING }) }

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
