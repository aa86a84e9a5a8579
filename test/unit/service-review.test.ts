/** Price beside performance: what belongs to a review, what it counts, the three sentences, and the report that says the same. */
import { describe, expect, it } from 'vitest'

import { toText, Decimal, type Percent, type Usd } from '../../src-shared/domain/decimal.ts'
import { fiscalYear, isoDate } from '../../src-shared/domain/fiscal-year.ts'
import type { Draft, ModelRows } from '../../src-shared/domain/model/draft.ts'
import { measurementId, type Measurement } from '../../src-shared/domain/model/level-tables.ts'
import { month, monthAfter } from '../../src-shared/domain/month.ts'
import { priceTrendChart } from '../../src-shared/domain/reports/levels/review-charts.ts'
import { serviceReviewReport } from '../../src-shared/domain/reports/levels/service-review-report.ts'
import { totalAttainment } from '../../src-shared/domain/service-levels/attainment.ts'
import { costOfImpact, type ReviewCost, type ReviewCostAnswer } from '../../src-shared/domain/service-levels/quality/review-cost.ts'
import { costSentence, findingsSentence, performanceSentence } from '../../src-shared/domain/service-levels/quality/review-sentences.ts'
import type { ReviewSubject } from '../../src-shared/domain/service-levels/quality/review-subject.ts'
import { serviceReview, type ServiceReview } from '../../src-shared/domain/service-levels/quality/service-review.ts'
import { planOf } from '../../src-shared/domain/version.ts'
import { LATER } from '../support/later-day.ts'
import { FY2004, FY2005, priceRow, rateRow, scheduleRow, smallRows } from '../support/small-model.ts'
import { actionRow, agreementRow, factor, findingRow, qualityModel, reviewRow, targetRow } from '../support/small-quality.ts'
import { cellOf, expectSound, REPORT_CONTEXT } from '../support/sound-report.ts'

const usd = (text: string): Usd => toText<'USD'>(new Decimal(text))
const percent = (text: string): Percent => toText<'%'>(new Decimal(text))
const AS_OF = isoDate('2004-08-01')
const PAID: ReviewCost = { before: usd('11800'), after: usd('12000'), difference: usd('200'), percentChange: percent('1.69'), basis: '12 months projected', rateIds: ['cpu', 'tape', 'meter'] }
const COST: ReviewCostAnswer = { cost: PAID }

/** From July 2003 on, a value a month. */
function measured(targetId: string, values: readonly string[]): readonly Measurement[] {
  return values.flatMap((text, at) => {
    const key = { targetId, month: monthAfter(month('2003-07'), at) }
    return text === '' ? [] : [{ id: measurementId(key), ...key, value: factor(text), author: '', note: '', source: '' }]
  })
}

function model(rows: Partial<ModelRows> = {}): Draft {
  return qualityModel({
    agreement: [agreementRow('sla-1'), agreementRow('sla-2', { customerId: 'dot', importance: 'ordinary' })],
    serviceTarget: [targetRow('avl', { goal: factor('99'), warning: factor('99.5') }), targetRow('all', { goal: factor('90'), agreementId: null }), targetRow('dots', { goal: factor('90'), agreementId: 'sla-2' }), targetRow('cab', { goal: factor('90'), agreementId: null, serviceId: 'cabling' })],
    measurement: [...measured('avl', ['99.9', '98', '', '99.2', '99.9', '99.9', '99.9', '99.9', '99.9', '99.9', '99.9', '99.9']), ...measured('dots', ['10'])],
    finding: [
      findingRow('f-001', { targetId: 'avl', month: month('2003-08'), status: 'improving' }), findingRow('f-002', { targetId: 'dots', agreementId: 'sla-2' }), findingRow('f-003', { agreementId: null, openedOn: isoDate('2003-10-01') }),
      findingRow('f-004', { targetId: 'avl', status: 'closed', closedOn: isoDate('2003-06-30'), openedOn: isoDate('2003-06-01'), reason: 'Met' }),
    ],
    improvementAction: [actionRow('a-1', { dueOn: isoDate('2004-07-15') }), actionRow('a-2', { position: 1, dueOn: null })],
    agreementReview: [reviewRow('r-1', { plannedOn: isoDate('2004-09-10') })],
    ...rows,
  })
}

function reviewOf(subject: ReviewSubject, cost: ReviewCostAnswer = COST, draft = model()): ServiceReview {
  const made = serviceReview({ draft, subject, from: FY2004, to: FY2005, through: null, asOf: AS_OF, today: LATER, cost })
  if (made === undefined) throw new Error('nobody')
  return made
}

const DMA: ReviewSubject = { of: 'customer', id: 'dma' }

/** The first and the last month of the review of an agreement of that term; nothing is measured. */
function monthsOfTerm(startsOn: string, endsOn: string | null): readonly string[] {
  const term = { startsOn: isoDate(startsOn), endsOn: endsOn === null ? null : isoDate(endsOn) }
  const { months } = reviewOf({ of: 'agreement', id: 'sla-1' }, COST, model({ agreement: [agreementRow('sla-1', term), agreementRow('sla-2', { customerId: 'dot' })], measurement: [] }))
  return [months[0] ?? '', months.at(-1) ?? '']
}

describe('a service review', () => {
  it('of a customer has the targets of its agreements and those promised to everybody of what it pays for', () => {
    expect(reviewOf(DMA).attainment.map(({ target }) => target.id)).toEqual(['avl', 'all'])
    expect(reviewOf(DMA, { cost: { ...PAID, rateIds: ['hub'] } }).attainment.map(({ target }) => target.id)).toEqual(['avl', 'all', 'cab'])
    expect(reviewOf({ of: 'service', id: 'mainframe' }).attainment.map(({ target }) => target.id)).toEqual(['avl', 'all', 'dots'])
    expect(reviewOf({ of: 'agreement', id: 'sla-2' }).attainment.map(({ target }) => target.id)).toEqual(['dots'])
    expect(serviceReview({ draft: model(), subject: { of: 'customer', id: 'nobody' }, from: FY2004, to: FY2005, through: null, asOf: AS_OF, today: LATER, cost: COST })).toBeUndefined()
  })

  it('SLM-3 counts a month at risk as held, and a month without data as neither held nor missed', () => {
    const { attainment: [avl, all], total, months } = reviewOf(DMA)
    expect([months[0], months.at(-1)]).toEqual(['2003-07', '2004-06'])
    expect(avl).toMatchObject({ measured: 11, held: 10, atRisk: 1, breached: 1, withoutData: 1, percent: '90.91' })
    expect(all).toMatchObject({ measured: 0, held: 0, withoutData: 12, percent: null })
    expect(total).toMatchObject({ measured: 11, held: 10, withoutData: 13, percent: '90.91' })
  })

  it('has the findings of its own targets, those that are open or were closed within its months, and the next meeting with the day of its report', () => {
    const { findings, meetings } = reviewOf(DMA)
    expect(findings.map(({ finding, overdue }) => [finding.code, overdue.length])).toEqual([['F-003', 0], ['F-001', 1]])
    expect(meetings).toEqual([{ code: 'SLA-1', on: '2004-09-10', isPlanned: true, reportOn: '2004-09-05', isOverdue: false }])
  })

  it('shows unit prices from year to year, of the largest charges', () => {
    const { prices } = reviewOf(DMA)
    expect(prices.labels).toEqual(['FY2003', 'FY2004', 'FY2005'])
    expect(prices.rows.map(({ rate, figures, change, wholeChange }) => [rate.id, figures.map((each) => each?.text), change, wholeChange])).toEqual([
      ['cpu', ['120.00', '98.50', '100.00'], { value: '1.52', unit: '%' }, { value: '-16.67', unit: '%' }], ['tape', expect.anything(), expect.anything(), expect.anything()],
      ['meter', expect.anything(), { value: '0', unit: 'points' }, { value: '-0.7', unit: 'points' }],
    ])
  })

  it('RATE-3 a price that is a percentage changes by points, in the table, in the report and in the sentence alike', () => {
    const small = smallRows()
    const cheaper = small.price.map((row) => (row.rateId === 'meter' && row.scheduleId === scheduleRow(2005).id ? { ...row, percent: percent('16') } : row))
    const draft = model({ price: cheaper })
    const review = reviewOf(DMA, { cost: { ...PAID, rateIds: ['meter'] } }, draft)
    expect(review.prices.rows.map(({ change, move }) => [change, move])).toEqual([[{ value: '-0.8', unit: 'points' }, 'down']])
    expect(review.sentences[0]).toContain('; its unit price goes down.')
    const report = serviceReviewReport({ draft, review, context: REPORT_CONTEXT })
    expect(['last', 'whole'].map((id) => cellOf(report, `price.meter.${id}`))).toMatchObject([{ text: '-0.80 points' }, { text: '-1.50 points' }])
    expect(priceTrendChart(review).series).toEqual([])
  })

  it('counts every unit price that is paid in its sentence, also beyond the largest charges that are shown, the new ones and those that do not compare', () => {
    const small = smallRows()
    const many = Array.from({ length: 6 }, (_, at) => `more-${at}`)
    const [before, after] = [scheduleRow(2004, { revision: 2 }).id, scheduleRow(2005).id]
    const draft = model({
      rate: [...small.rate, ...many.map((id, at) => rateRow(id, 20 + at))],
      price: [...small.price, ...many.flatMap((id, at) => [...(at === 0 ? [] : [priceRow(before, id, '10')]), ...(at === 1 ? [] : [priceRow(after, id, at < 4 ? '9' : '10.001')])])],
    })
    const { prices, sentences } = reviewOf(DMA, { cost: { ...PAID, rateIds: ['cpu', 'tape', 'meter', 'consultant', 'hub', ...many] } }, draft)
    expect(prices.rows).toHaveLength(8)
    expect(sentences[0]).toBe('DMA costs 12,000 USD in FY2005, 200 USD more than in FY2004 (+1.69 %); of its 11 unit prices 3 go up, 2 go down, 3 stay, 1 is new, 1 ends and 1 does not compare.')
  })

  it('SLM-6 of an agreement looks at the months in which it holds; without a figure, up to the last one that is over', () => {
    expect(monthsOfTerm('2004-04-15', null)).toEqual(['2004-04', '2004-07'])
    expect(monthsOfTerm('2002-01-01', null)).toEqual(['2003-08', '2004-07'])
    expect(monthsOfTerm('2002-01-01', '2003-12-31')).toEqual(['2003-01', '2003-12'])
    expect(monthsOfTerm('2004-09-01', null)).toEqual(['2004-09', '2004-09'])
  })

  it('SLM-3 does not look beyond the day up to which things are known, also where a year that is over by now ends later', () => {
    const yearly = targetRow('avl', { goal: factor('99'), window: 'year-to-date' })
    const draft = model({ serviceTarget: [yearly], measurement: measured('avl', ['', '', '', '', '', '', '', '', '', '', '', '', '99.5', '99.6']) })
    const made = serviceReview({ draft, subject: DMA, from: FY2004, to: FY2005, through: null, asOf: isoDate('2004-09-05'), today: LATER, cost: COST })
    expect([made?.months[0], made?.months.at(-1)]).toEqual(['2003-09', '2004-08'])
  })

  it('lays the two years side by side that are asked for, also where the model has a year between them', () => {
    const draft = model()
    const apart = serviceReview({ draft, subject: DMA, from: planOf(fiscalYear(2003)), to: FY2005, through: null, asOf: AS_OF, today: LATER, cost: { cost: { ...PAID, rateIds: ['cpu'] } } })
    expect(apart?.prices).toMatchObject({ labels: ['FY2003', 'FY2004', 'FY2005'], fromAt: 0, rows: [{ change: { value: '-16.67', unit: '%' }, move: 'down' }] })
    expect(apart?.sentences[0]).toContain('; its unit price goes down.')
    if (apart === undefined) throw new Error('nobody')
    const report = serviceReviewReport({ draft, review: apart, context: REPORT_CONTEXT })
    expectSound(report)
    expect(report.sheets.find(({ id }) => id === 'prices')?.columns.find(({ id }) => id === 'last')?.header).toBe('Since FY2003')
  })

  it('draws the prices that compare in two years, in per cent of the first one, and says where none does', () => {
    expect(priceTrendChart(reviewOf(DMA))).toMatchObject({ title: 'Unit prices: change since the first year (%), of those that compare', categories: ['FY2003', 'FY2004', 'FY2005'], series: expect.arrayContaining([expect.objectContaining({ id: 'cpu', values: ['0', '-17.92', '-16.67'], labels: ['', '', '-16.67 %'] })]) })
    expect(priceTrendChart(reviewOf({ of: 'service', id: 'unused-service' }))).toMatchObject({ title: 'Unit prices: change since the first year (%)', series: [] })
  })

  it('says in three sentences what its figures say', () => {
    expect(reviewOf(DMA).sentences).toEqual([
      'DMA costs 12,000 USD in FY2005, 200 USD more than in FY2004 (+1.69 %); of its 3 unit prices 1 goes up and 2 stay.',
      'From July 2003 to June 2004 its 2 targets were held in 10 of 11 measured months (90.91 %), 1 of them at risk; 1 was breached and 13 have no data.',
      'As of 2004-08-01 2 findings are open, the oldest since 2003-10-01; 2 improvement actions run, one overdue since 2004-07-15.',
    ])
  })

  it('says what is not known, and what is nothing', () => {
    const of = { code: 'DMA', fromLabel: 'FY2004', toLabel: 'FY2005', prices: [] }
    expect(costSentence({ ...of, cost: { why: 'Nothing is used or charged in either year.' } })).toBe('What DMA costs is not known: nothing is used or charged in either year.')
    const one = { before: usd('0'), after: usd('5'), difference: usd('5'), percentChange: null, basis: '', rateIds: [] }
    expect(costSentence({ ...of, cost: { cost: one } })).toBe('DMA costs 5 USD in FY2005, 5 USD more than in FY2004.')
    expect(costSentence({ ...of, cost: { cost: { ...one, before: usd('5'), difference: usd('0'), percentChange: percent('0') } } })).toBe('DMA costs 5 USD in FY2005, as much as in FY2004.')
    const months = [month('2004-06')]
    expect(performanceSentence({ targets: 0, total: totalAttainment([]), months })).toBe('In June 2004 nothing was measured: there is no target.')
    expect(performanceSentence({ targets: 1, total: totalAttainment([]), months })).toBe('In June 2004 its target was not measured.')
    expect(findingsSentence({ findings: [], asOf: AS_OF })).toBe('As of 2004-08-01 there is no finding.')
    expect(findingsSentence({ findings: [{ finding: findingRow('f-001'), actions: [], overdue: [] }], asOf: AS_OF })).toBe('As of 2004-08-01 1 finding is open, since 2003-11-05, and no improvement action runs.')
  })

  it('costs of a service are the sums of everybody\'s bills; a service that is not billed says so', () => {
    const matrix = { columns: [{ id: 'mainframe', label: 'Mainframe' }], rows: ['dma', 'dot'].map((customerId) => ({ customerId, before: [usd('1.25')], after: [usd('2.5')], difference: [usd('1.25')] })) }
    expect(costOfImpact(matrix, 'mainframe')).toMatchObject({ cost: { before: '2.5', after: '5', difference: '2.5', percentChange: '100' } })
    expect(costOfImpact(matrix, 'cabling')).toEqual({ why: 'Nothing of it is used or charged in either year.' })
  })

  it('goes out as a report whose formulas give its figures; the page says what the tab says', () => {
    const draft = model()
    for (const [subject, cost] of [[DMA, COST], [{ of: 'service', id: 'cabling' }, { why: 'Nothing.' }], [{ of: 'agreement', id: 'sla-1' }, COST]] as const) {
      const review = reviewOf(subject, cost, draft)
      const report = serviceReviewReport({ draft, review, context: REPORT_CONTEXT })
      expectSound(report)
      expect(report.sheets.map((sheet) => sheet.id)).toEqual(['cover', 'review', 'prices', 'targets', 'months', 'findings', 'method'])
      expect(report.sheets[1]?.rows.slice(0, 3).map((row) => row.cells[0])).toMatchObject(review.sentences.map((text) => ({ text })))
    }
    const report = serviceReviewReport({ draft, review: reviewOf(DMA, COST, draft), context: REPORT_CONTEXT })
    expect(cellOf(report, 'cost.difference')).toMatchObject({ value: '200', formula: { op: 'difference' } })
    expect(cellOf(report, 'targets.held')).toMatchObject({ value: '10', formula: { op: 'sum' } })
    expect(cellOf(report, 'target.avl.strip')).toMatchObject({ text: 'M B – R M M M M M M M M' })
  })

  it('a page of many targets keeps those that were broken, and says how many others there are', () => {
    const many = Array.from({ length: 20 }, (_, at) => targetRow(`t${String(at).padStart(2, '0')}`, { goal: factor('90'), position: at }))
    const draft = model({ serviceTarget: many, measurement: many.flatMap((target, at) => [...measured(target.id, [at === 19 ? '50' : '95'])]) })
    const report = serviceReviewReport({ draft, review: reviewOf({ of: 'agreement', id: 'sla-1' }, COST, draft), context: REPORT_CONTEXT })
    expectSound(report)
    expect(cellOf(report, 'others.label')).toMatchObject({ text: '9 other targets' })
    expect(cellOf(report, 'target.t19.label')).toBeDefined()
    expect(cellOf(report, 'targets.measured')).toMatchObject({ value: '20' })
    expect(report.sheets.find((sheet) => sheet.id === 'targets')?.charts[0]?.categories).toHaveLength(12)
  })
})
