import { join } from 'node:path'

import { Decimal } from 'decimal.js'
import { describe, expect, it } from 'vitest'

import { createSamples } from '../../src-main/workbook/samples.ts'

const rows = createSamples(join(import.meta.dirname, '../../assets/samples')).rows()

function total(amounts: readonly string[]): string {
  return amounts.reduce((sum, each) => sum.plus(each), new Decimal(0)).toFixed()
}

describe('the framework that the source prints', () => {
  const lines = rows.costLine.filter((each) => each.version === 'FY2014/plan')

  it('RATE-2: 513,976 with 7 FTE, 29 and 2,513 make 516,518', () => {
    expect(lines.map((each) => [each.serviceId, each.section, each.amount, each.fte])).toEqual([['sam', 'personnel', '513976', '7'], ['sam', 'other', '29', null], ['sam', 'not-specific', '2513', null]])
    expect(total(lines.map((each) => each.amount))).toBe('516518')
  })

  it('RATE-2: no units are planned, and its cost is a pool', () => {
    expect(rows.rateUnits.filter((each) => each.version === 'FY2014/plan')).toMatchObject([{ rateId: 'sq060', customer: '', units: '0' }])
    expect(rows.rateBuild.filter((each) => each.version === 'FY2014/plan')).toMatchObject([{ rateId: 'sq060', costPercent: '100' }])
    expect(rows.costPool.filter((each) => each.version === 'FY2014/plan')).toMatchObject([{ code: 'SAM', serviceId: 'sam', driverId: null }])
  })

  it('is not made up, and says where it stands', () => {
    expect(rows.yearPolicy.find((each) => each.version === 'FY2014/plan')?.provenance).toBe('own')
    expect(lines.map((each) => each.source)).toEqual(['SAM cost framework, line 2a', 'SAM cost framework, line 2b', 'SAM cost framework, line 5'])
  })
})
