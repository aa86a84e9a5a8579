import { describe, expect, test } from 'vitest'

import { costFramework, frameworkSections, frameworkServices } from '../../src-shared/domain/costs/framework.ts'
import { deriveRates } from '../../src-shared/domain/costs/derive-rates.ts'
import { fiscalYear } from '../../src-shared/domain/fiscal-year.ts'
import { draftFromRows } from '../../src-shared/domain/model/draft.ts'
import { sumUsd } from '../../src-shared/domain/sum-usd.ts'
import { planOf, type Version } from '../../src-shared/domain/version.ts'
import { carryRow, costRows, factor, lineRow } from '../support/cost-model.ts'
import { FY2005 } from '../support/small-model.ts'
import { sampleDraft } from '../support/sample-draft.ts'

describe('COST-1 RATE-2 the cost framework of a service', () => {
  test('RATE-2 COST-1 SQ060 as its page was published: 513,976 + 29 + 2,513 = 516,518, 7 FTEs, 0 units, no rate', () => {
    const draft = sampleDraft()
    const sam = [...draft.service.values()].find((service) => service.code === 'SAM')
    const page = costFramework(draft, planOf(fiscalYear(2014)), sam?.id ?? '')
    expect(page.sections.map((section) => [section.number, section.lines.map((line) => [line.number, line.amount]), section.total])).toEqual([
      ['2a', [['2a', '513976']], '513976'], ['2b', [['2b', '29']], '29'], ['5', [['5', '2513']], '2513'],
    ])
    expect(page).toMatchObject({ total: '516518', fte: '7', name: 'Service Account Management' })
    expect(page.rates).toMatchObject([{ code: 'SQ060', billableUnit: 'N/A', plannedUnits: '0', cost: '516518', rate: null, rateText: '0 (funded from overhead)' }])
  })

  test('positions, typed lines, small and large items, pools, and what is added and taken off, each its own line', () => {
    const rows = costRows()
    const draft = draftFromRows({
      ...rows, carryForward: [carryRow('over-recovered', '-250')],
      costLine: [...rows.costLine, lineRow('contractor', '90000', { section: 'personnel', objectCode: 'U05', fte: factor('1.5') }), lineRow('reserve', '40', { section: 'reserve-contribution' })],
    })
    const page = costFramework(draft, FY2005, 'mainframe')
    const shown = page.sections.map((section) => [section.number, section.lines.map((line) => `${line.number} ${line.description} ${line.amount}`)])
    expect(shown.filter(([number]) => number !== '5')).toEqual([
      ['2a', ['2a.1 Salaries 36360', '2a.2 Fringe 0', '2a.3 contractor 90000']], ['2b', ['2b.1 power 1200.5', '2b.2 software 800', '2b.3 printer 900']], ['2c', ['2c server 12000']],
      ['6', ['6.1 Carry-forward of FY2003 -250', '6.2 reserve 40', '6.3 grant -100']],
    ])
    expect(page.sections.find((section) => section.number === '5')?.lines.map((line) => [line.description, line.row?.table])).toEqual([['admin', 'costPool'], ['building', 'costPool']])
    expect([page.fte, page.positions.map((each) => [each.position.id, each.percent, each.salary])]).toEqual(['2.1', [['p-1', '60', '36360']]])
    expect(page.rates.map((rate) => [rate.code, rate.plannedUnits])).toEqual([['CPU', '1000'], ['TAPE', '50000']])
  })

  test('ALLOC-6 the sections of every service of the sample add up to its cost', () => {
    const draft = sampleDraft()
    const pages = [2004, 2005, 2014].flatMap((year): readonly (readonly [Version, string])[] => frameworkServices(draft, planOf(fiscalYear(year))).map((serviceId) => [planOf(fiscalYear(year)), serviceId]))
    expect(pages.length).toBeGreaterThan(1)
    for (const [version, serviceId] of pages) {
      const page = costFramework(draft, version, serviceId)
      expect([serviceId, page.total]).toEqual([serviceId, deriveRates(draft, version).services.get(serviceId)?.total])
      expect(sumUsd(page.sections.map((section) => section.total))).toBe(page.total)
      for (const section of page.sections) expect(sumUsd(section.lines.map((line) => line.amount))).toBe(section.total)
    }
  })

  test('COST-1 the page of a pool is made as that of a service, and adds up to what it costs by itself', () => {
    const draft = sampleDraft()
    const derivation = deriveRates(draft, planOf(fiscalYear(2005)))
    expect(derivation.pools.size).toBeGreaterThan(5)
    for (const pool of derivation.pools.values()) expect([pool.owner, sumUsd(frameworkSections({ draft, derivation, owner: pool.owner }).map((section) => section.total))]).toEqual([pool.owner, pool.own])
  })
})
