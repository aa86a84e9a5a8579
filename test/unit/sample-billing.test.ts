import { readFileSync } from 'node:fs'
import { join } from 'node:path'

import { describe, expect, it } from 'vitest'

import { SAMPLE_MEASURES_BATCH_ID, SAMPLE_USAGE_BATCH_ID } from '../../src-main/core/sample-billing.ts'
import { sampleRows } from '../../src-main/core/sample-model.ts'
import { createSamples, readSampleTables } from '../../src-main/workbook/samples.ts'
import { draftFromRows } from '../../src-shared/domain/model/draft.ts'
import { month, monthOfNumber } from '../../src-shared/domain/month.ts'
import { measuredKey, rateMeasures } from '../../src-shared/domain/usage/measures/rate-measures.ts'
import { REQUEST_KINDS, REQUEST_STATUSES } from '../../src-shared/domain/model/billing-tables.ts'
import { CUSTOMER_CLASSES } from '../../src-shared/domain/model/tables.ts'
import { billingFiles } from '../support/billing-side/make-tables.ts'

const FOLDER = join(import.meta.dirname, '../../assets/samples')
const tables = readSampleTables(FOLDER)
const rows = sampleRows(tables)
const usage = createSamples(FOLDER).usage()
const UNITS = 1_000_000

type Line = { readonly customer: string; readonly rate: string; readonly month: string; readonly quantity: number }
const lines: readonly Line[] = Array.from(usage.month, (each, index) => ({
  customer: usage.customerIds[usage.customer[index] ?? -1] ?? '', rate: usage.rateIds[usage.rate[index] ?? -1] ?? '', month: monthOfNumber(each), quantity: Number(usage.quantity[index]) / UNITS,
}))

function of({ customer, rate, month: only }: Partial<Line>): readonly Line[] {
  return lines.filter((each) => (customer === undefined || each.customer === customer) && (rate === undefined || each.rate === rate) && (only === undefined || each.month === only))
}

/** The sum of a rate from one month to another. */
function total(rate: string, { from, to }: { readonly from: string; readonly to: string }): number {
  return of({ rate }).reduce((sum, each) => (each.month >= from && each.month <= to ? sum + each.quantity : sum), 0)
}

const FY2003 = { from: '2002-07', to: '2003-06' }
const FY2004 = { from: '2003-07', to: '2004-06' }
const NOT_BILLED = ['not-billed', 'not-published', 'no-units']

describe('the usage of the sample', () => {
  it('comes out of its seed byte for byte, with everything else of the billing side', () => {
    for (const [name, text] of billingFiles(tables)) expect({ name, text: readFileSync(join(FOLDER, `${name}.csv`), 'utf8') }).toEqual({ name, text })
  })

  it('is a batch of 36 months that says that it is fictional, and one of raw usage of one customer', () => {
    expect(rows.usageBatch).toMatchObject([
      { id: SAMPLE_USAGE_BATCH_ID, number: 1, kind: 'quantities', provenance: 'fictional', fileName: 'billing-usage.csv', lineCount: usage.month.length },
      { id: SAMPLE_MEASURES_BATCH_ID, number: 2, kind: 'measures', provenance: 'fictional', fileName: 'billing-measures.csv', lineCount: 48 },
    ])
    expect(rows.usageBatch.every(({ note }) => note.includes('Fictional') || note.includes('fictional'))).toBe(true)
    const months = [...new Set(lines.map((each) => each.month))].toSorted()
    expect([months.length, months[0], months.at(-1)]).toEqual([36, '2002-01', '2004-12'])
    expect(usage.month.length).toBeGreaterThan(9_000)
    expect(usage.month.length).toBeLessThan(15_000)
  })

  it('BILL-2, BILL-4, BILL-6: its raw usage comes to what the quantities say, to the millionth', () => {
    const rated = rateMeasures({ draft: draftFromRows(rows), measures: createSamples(FOLDER).measures() })
    expect([rated.issues, rated.quantities.length]).toEqual([[], 48])
    const ready = new Map(lines.map((each, index) => [measuredKey({ customerId: each.customer, rateId: each.rate, month: month(each.month) }), usage.quantity[index]]))
    expect(rated.quantities.filter((each) => ready.get(measuredKey(each)) !== each.micro)).toEqual([])
  })

  it('has at most one line a customer, rate and month, of customers and rates that are there', () => {
    expect(new Set(lines.map((each) => `${each.customer}|${each.rate}|${each.month}`)).size).toBe(lines.length)
    expect(rows.customer.map((each) => each.id)).toEqual(expect.arrayContaining([...usage.customerIds]))
    expect(rows.rate.map((each) => each.id)).toEqual(expect.arrayContaining([...usage.rateIds]))
  })

  it('RATE-3: uses every rate of FY2004 that can be billed, and none that cannot; the minimum is nobody\'s usage', () => {
    const billed = rows.price.filter((each) => each.scheduleId === 'FY2004/plan#2' && !NOT_BILLED.includes(each.kind) && each.rateId !== 'mc-min-mon').map((each) => each.rateId)
    expect([...new Set(lines.filter((each) => each.month >= FY2004.from && each.month <= FY2004.to).map((each) => each.rate))].toSorted()).toEqual([...new Set(billed)].toSorted())
    expect([...new Set(billed)].filter((rate) => total(rate, FY2004) <= 0)).toEqual([])
  })

  it('RATE-4: retired rates stop in June 2003, and new ones start in July', () => {
    const retired = new Set(rows.rate.filter((each) => each.retiredFrom === 2004).map((each) => each.id))
    expect(lines.filter((each) => retired.has(each.rate) && each.month > '2003-06')).toEqual([])
    // What PMIS / PCRS cost by check is the charge by head once more.
    expect([...retired].filter((rate) => rate !== 'fp-pmis-chk' && of({ rate, month: '2003-06' }).length === 0)).toEqual([])
    const billed = new Set(rows.price.filter((each) => each.scheduleId === 'FY2003/plan#1' && !NOT_BILLED.includes(each.kind)).map((each) => each.rateId))
    // Hub ports were offered in FY2003, but at what price stands in no source: a bill has to say so.
    expect([...new Set(lines.filter((each) => each.month <= '2003-06' && !billed.has(each.rate)).map((each) => each.rate))]).toEqual(['nw-port-hub'])
    expect(of({ rate: 'nw-tls-100', month: '2003-07' })).toHaveLength(2)
  })

  it('comes to the planned units of FY2004 within 3 %', () => {
    const planned = new Map<string, number>()
    for (const each of rows.rateUnits.filter((one) => one.version === 'FY2004/plan')) planned.set(each.rateId, (planned.get(each.rateId) ?? 0) + Number(each.units))
    expect(planned.size).toBeGreaterThan(70)
    expect([...planned].filter(([rate, units]) => Math.abs(total(rate, FY2004) / units - 1) > 0.03)).toEqual([])
  })

  it('has what is counted in whole numbers', () => {
    const whole = rows.rate.filter((each) => /^(Port|Server|Mailbox|Each|CPU Unit|Bin|Mount|Document|Transaction|Line Drop)/.test(each.billableUnit)).map((each) => each.id)
    expect(whole.length).toBeGreaterThan(40)
    expect(lines.filter((each) => whole.includes(each.rate) && !Number.isInteger(each.quantity))).toEqual([])
  })

  it('PROJ-1: has one month without a figure, which is no zero', () => {
    const ofOne = of({ customer: 'xfa', rate: 'mf-cpu-p' })
    expect(ofOne).toHaveLength(35)
    expect(ofOne.map((each) => each.month)).not.toContain('2003-02')
  })

  it('has one correction below zero, one shift of level, and seasons', () => {
    expect(lines.filter((each) => each.quantity < 0)).toEqual([{ customer: 'zpn', rate: 'ml-prj-key', month: '2003-11', quantity: -18.5 }])
    const mailboxes = new Map(of({ customer: 'qhb', rate: 'mm-mbx-a' }).map((each) => [each.month, each.quantity]))
    expect((mailboxes.get('2003-10') ?? 0) / (mailboxes.get('2003-09') ?? 1)).toBeGreaterThan(1.4)
    const checks = new Map(of({ customer: 'xpl', rate: 'fp-hrcms-chk' }).map((each) => [each.month, each.quantity]))
    expect((checks.get('2004-07') ?? 0) / (checks.get('2004-06') ?? 1)).toBeCloseTo(1.5, 1)
  })

  it('grows: mailboxes by a tenth a year, while shared 56 Kbs ports come to an end', () => {
    expect(total('mm-mbx-a', FY2004) / total('mm-mbx-a', FY2003)).toBeGreaterThan(1.05)
    expect(of({ rate: 'nw-fr-56s' }).filter((each) => each.month > '2004-06').map((each) => each.quantity)).toEqual(Array.from({ length: 12 }, () => 0))
  })
})

describe('the customers of the sample', () => {
  it('are fictional, of every class, with titles where persons would stand', () => {
    expect(rows.customer.filter((each) => each.provenance !== 'fictional' || !each.note.startsWith('Fictional.'))).toEqual([])
    expect([...new Set(rows.customer.map((each) => each.customerClass))].toSorted()).toEqual([...CUSTOMER_CLASSES].toSorted())
    expect(rows.customer.filter((each) => !/^Account manager \d$/.test(each.accountManager) || !each.coordinator.startsWith('Chargeback coordinator'))).toEqual([])
    expect(new Set(rows.customer.map((each) => each.secretariat)).size).toBeGreaterThan(4)
  })

  it('have one that uses nothing, and one of the mail room alone', () => {
    expect(rows.customer.filter((each) => !usage.customerIds.includes(each.id)).map((each) => each.id)).toEqual(['xtb'])
    const mailRoom = new Set(rows.rate.filter((each) => each.objectCode === 'E05').map((each) => each.id))
    const alone = usage.customerIds.filter((customer) => of({ customer }).every((each) => mailRoom.has(each.rate)))
    expect(alone).toEqual(['zpn'])
  })

  it('BILL-7: have one whose month is below the minimum in both billing groups, and whose credit is larger than a month', () => {
    const prices = new Map(rows.price.filter((each) => each.scheduleId === 'FY2004/plan#2' && each.customerClass === 'state').map((each) => [each.rateId, Number(each.amount)]))
    for (const objectCode of ['E10', 'E05']) {
      const rates = new Set(rows.rate.filter((each) => each.objectCode === objectCode).map((each) => each.id))
      const charged = of({ customer: 'qmt', month: '2003-12' }).filter((each) => rates.has(each.rate)).reduce((sum, each) => sum + each.quantity * (prices.get(each.rate) ?? Number.NaN), 0)
      expect(charged).toBeGreaterThan(0)
      expect(charged).toBeLessThan(20)
    }
    expect(rows.billAdjustment.find((each) => each.customerId === 'qmt')).toMatchObject({ kind: 'credit', chargedOn: '2003-12-15', amount: '-60' })
  })

  it('BILL-8: have an encumbrance for each year and object code that they use, one not approved and some approved late', () => {
    const special = rows.encumbrance.filter((each) => each.note !== '').map((each) => [each.id, each.approvedOn])
    expect(special).toEqual([['FY2004/plan|xch|E10', '2003-06-23'], ['FY2004/plan|qla|E10', '2003-08-18'], ['FY2005/plan|qrv|E10', '2004-08-09'], ['FY2005/plan|qwa|E10', null]])
    const codes = new Map(rows.rate.map((each) => [each.id, each.objectCode]))
    const used = new Set(lines.filter((each) => each.month >= FY2004.from && each.month <= FY2004.to).map((each) => `FY2004/plan|${each.customer}|${codes.get(each.rate) ?? ''}`))
    expect([...used].filter((id) => !rows.encumbrance.some((each) => each.id === id))).toEqual([])
  })
})

describe('the desk of the account managers', () => {
  it('has requests of every kind and status, with estimates', () => {
    expect([...new Set(rows.serviceRequest.map((each) => each.kind))].toSorted()).toEqual([...REQUEST_KINDS].toSorted())
    expect([...new Set(rows.serviceRequest.map((each) => each.status))].toSorted()).toEqual([...REQUEST_STATUSES].toSorted())
    expect(rows.serviceRequest.filter((each) => each.status === 'estimated' && !rows.estimateLine.some((line) => line.requestId === each.id))).toEqual([])
  })

  it('PROJ-2: has figures of the budgets of FY2005 that were handed over, for every rate that the customer used in FY2004', () => {
    expect(rows.budget.map((each) => [each.id, each.handedOverOn !== null])).toEqual([['FY2005/plan|xfa', true], ['FY2005/plan|qhb', true], ['FY2005/plan|qrv', false]])
    for (const customerId of ['xfa', 'qhb']) {
      const used = new Set(lines.filter((each) => each.customer === customerId && each.month >= FY2004.from && each.month <= FY2004.to).map((each) => each.rate))
      expect(rows.budgetFigure.filter((each) => each.customerId === customerId).map((each) => each.rateId).toSorted()).toEqual([...used].toSorted())
    }
    expect(rows.budgetFigure.filter((each) => each.customerId === 'qrv')).toEqual([])
  })

  it('PROJ-1: forty more mailboxes from October come to 360 mailbox months in the figures', () => {
    expect(rows.budgetChange.find((each) => each.customerId === 'qhb')).toMatchObject({ rateId: 'mm-mbx-a', cadence: 'monthly', fromMonth: '2004-10', toMonth: null, units: '40' })
    const before = of({ customer: 'qhb', rate: 'mm-mbx-a' }).reduce((sum, each) => (each.month >= FY2004.from && each.month <= FY2004.to ? sum + each.quantity : sum), 0)
    expect(Number(rows.budgetFigure.find((each) => each.id === 'FY2005/plan|qhb|mm-mbx-a')?.units)).toBe(before + 9 * 40)
  })

  it('BILL-7, BILL-11: has the policy of each year, whose minimum is the rate that carries it', () => {
    expect(rows.billPolicy.map((each) => [each.id, each.minimumCharge, each.minimumRateId, each.firstPartMonth])).toEqual([
      ['FY2003/plan', '20', 'mc-min-mon', 'charged'], ['FY2004/plan', '20', 'mc-min-mon', 'free'], ['FY2005/plan', '20', 'mc-min-mon', 'free'],
    ])
  })
})
