import { screen } from '@testing-library/react'
import { describe, expect, it } from 'vitest'

import { costReportRequest, hasCosts, positionChoice } from '../../src-renderer/features/reports/report-choices.ts'
import { costModel } from '../support/cost-model.ts'
import { newWorld } from '../support/fake-client.ts'
import { renderApp } from '../support/render-app.tsx'
import { FY2004, FY2005 } from '../support/small-model.ts'

function rateBuildRequest(choice: string | null): unknown {
  return costReportRequest('rate-build', { version: FY2005, positions: positionChoice(choice) })
}

describe('reports of the cost side', () => {
  it('leave salaries and names out as asked; names never by default', () => {
    expect(rateBuildRequest(null)).toMatchObject({ withNames: false, withSalaries: true })
    expect(rateBuildRequest('names')).toMatchObject({ withNames: true, withSalaries: true })
    expect(rateBuildRequest('totals')).toMatchObject({ withNames: false, withSalaries: false })
  })

  it('are of versions that have costs', () => {
    expect(hasCosts(costModel(), FY2005)).toBe(true)
    expect(hasCosts(costModel(), FY2004)).toBe(false)
  })

  it('say what to do where a version has none', async () => {
    const world = newWorld()
    renderApp({ status: world.status, loaded: world.core.loaded() }, '#/reports?report=rate-build')
    expect(await screen.findByText(/has no cost side/)).toBeTruthy()
    expect(screen.getByRole('button', { name: 'Import costs' })).toBeTruthy()
  })
})
