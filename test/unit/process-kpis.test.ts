/** The KPIs of the process itself (SLM-5), from agreements, reviews and the communication plan; each explains itself by the rows that it counts. */
import { describe, expect, it } from 'vitest'

import { evaluateExplanation } from '../../src-shared/domain/rates/evaluate-explanation.ts'
import type { Explanation } from '../../src-shared/domain/explanation.ts'
import { isoDate } from '../../src-shared/domain/fiscal-year.ts'
import type { Draft } from '../../src-shared/domain/model/draft.ts'
import { month, type Month } from '../../src-shared/domain/month.ts'
import { isInForceIn, PROCESS_KPIS, type KpiSource } from '../../src-shared/domain/service-levels/quality/process-kpi-items.ts'
import { explainProcessKpi, processKpis } from '../../src-shared/domain/service-levels/quality/process-kpis.ts'
import { agreementRow, factor, qualityModel, reviewRow, targetRow } from '../support/small-quality.ts'

const FEBRUARY = month('2004-02')
const MARCH = month('2004-03')

function slaModel(): Draft {
  return qualityModel({
    agreement: [
      agreementRow('sla-1'), agreementRow('sla-2', { importance: 'ordinary' }), agreementRow('sla-3', { endsOn: isoDate('2003-12-31') }), agreementRow('sla-4', { entry: 'process' }),
      agreementRow('ola-1', { kind: 'ola', customerId: null }),
    ],
    agreementService: [{ id: 'sla-1|mainframe', agreementId: 'sla-1', serviceId: 'mainframe' }, { id: 'ola-1|cabling', agreementId: 'ola-1', serviceId: 'cabling' }],
    serviceTarget: [targetRow('avl', { goal: factor('99.9') }), targetRow('res', { goal: factor('90') }), targetRow('old', { goal: factor('90'), retiredFrom: month('2004-01') })],
    agreementReview: [
      reviewRow('r-1', { heldOn: isoDate('2004-02-12'), termEndedOn: isoDate('2004-01-31'), improvement: 'started', issuesRaised: 'Nightly jobs run late.' }),
      reviewRow('r-2', { agreementId: 'sla-3', heldOn: isoDate('2004-02-20'), termEndedOn: isoDate('2003-12-31'), improvement: 'not-needed' }),
      reviewRow('r-3', { agreementId: 'sla-2', plannedOn: isoDate('2004-02-27') }), reviewRow('r-4', { agreementId: 'sla-2', plannedOn: isoDate('2004-03-20') }),
      reviewRow('r-5', { agreementId: 'ola-1', plannedOn: isoDate('2004-01-05') }),
    ],
    communication: [{ id: 'c-1', position: 0, title: 'Monthly review', audience: '', responsible: '', medium: '', artifact: '', rhythm: 'monthly', daysBefore: 0, startsOn: isoDate('2004-01-01'), note: '', source: '' }],
    communicationDone: [{ id: 'd-1', communicationId: 'c-1', dueOn: isoDate('2004-02-01'), doneOn: isoDate('2004-02-03'), subject: '', note: '' }],
  })
}

function sourceOf(measured: readonly string[] = ['avl', 'res']): KpiSource {
  return { draft: slaModel(), asOf: isoDate('2004-03-10'), isMeasured: (targetId) => measured.includes(targetId) }
}

function wordsOf(source: KpiSource, at: Month): Readonly<Record<string, readonly (string | null)[]>> {
  return Object.fromEntries(processKpis(source, [at]).map(({ name, values }) => [name, values.flatMap(({ value, verdict, words }) => [value, verdict, words])]))
}

function evaluated(node: Explanation): readonly (readonly [label: string, stated: string | null, evaluated: string | undefined])[] {
  return [[node.label, node.value, evaluateExplanation(node)?.toFixed()] as const, ...node.inputs.flatMap(evaluated)]
}

describe('the KPIs of the process', () => {
  it('SLM-5 counts critical SLAs, reviews, improvement, evidence, coverage, punctuality and what is overdue', () => {
    expect(wordsOf(sourceOf(), FEBRUARY)).toEqual({
      // SLA-1 alone is critical and in force; SLA-4 has not come to the end of its path.
      monitored: ['100', 'met', '1 of 1'], reported: ['100', 'met', '1 of 1'],
      // SLA-3 has ended and was reviewed after its term.
      reviewed: ['66.67', 'met', '2 of 3'], 'improvement-share': ['50', 'met', '1 of 2'], 'improvements-started': ['1', 'open', '1'], evidence: ['50', 'missed', '1 of 2'],
      'active-sla': ['33.33', 'open', '1 of 3'], 'active-ola': ['33.33', 'open', '1 of 3'],
      // 12 days and 51.
      punctuality: ['31.5', 'open', '63 days over 2 reviews'], 'overdue-reviews': ['1', 'missed', '1'],
    })
  })

  it('SLM-5 a month without reviews has no share of them, which is not a miss; what is planned after the present day is not overdue', () => {
    expect(wordsOf(sourceOf(['avl']), MARCH)).toMatchObject({
      monitored: ['0', 'missed', '0 of 1'], reported: ['0', 'missed', '0 of 1'], reviewed: ['0', 'missed', '0 of 2'], 'improvement-share': [null, 'open', 'no review was held'], 'improvements-started': ['0', 'open', '0'],
      evidence: [null, 'open', 'no review was held'], punctuality: [null, 'open', 'no review of a term that ended was held'], 'overdue-reviews': ['1', 'missed', '1'],
    })
  })

  it('SLM-5 more than 10 % of SLAs reviewed is exceeded, not reached; 10 % of reviews reach theirs', () => {
    const [first, ...others] = Array.from({ length: 10 }, (_, at) => `sla-${at}`)
    const ten = qualityModel({
      agreement: [first ?? '', ...others].map((id) => agreementRow(id)), agreementService: [],
      agreementReview: [...Array.from({ length: 9 }, (_, at) => reviewRow(`r-${at}`, { agreementId: 'sla-0', heldOn: isoDate('2004-02-01') })), reviewRow('r-9', { agreementId: 'sla-0', heldOn: isoDate('2004-02-01'), improvement: 'started' })],
    })
    const words = wordsOf({ draft: ten, asOf: isoDate('2004-03-10'), isMeasured: () => false }, FEBRUARY)
    expect([words['reviewed'], words['improvement-share']]).toEqual([['10', 'missed', '1 of 10'], ['10', 'met', '1 of 10']])
  })

  it('SLM-5 a review that the interval asks for and nobody has planned is overdue as well, as the calendar says; what was held late was overdue until then', () => {
    const draft = qualityModel({
      agreement: [agreementRow('sla-1', { startsOn: isoDate('2000-01-01'), endsOn: null, reviewMonths: 6 }), agreementRow('sla-2', { startsOn: isoDate('2000-01-01'), endsOn: null, reviewMonths: null })], agreementService: [],
      agreementReview: [reviewRow('r-1', { agreementId: 'sla-2', plannedOn: isoDate('2004-01-20'), heldOn: isoDate('2004-03-02') })],
    })
    const source: KpiSource = { draft, asOf: isoDate('2004-03-10'), isMeasured: () => false }
    expect([FEBRUARY, MARCH].map((at) => wordsOf(source, at)['overdue-reviews'])).toEqual([['2', 'missed', '2'], ['1', 'missed', '1']])
    expect(explainProcessKpi(source, { name: 'overdue-reviews', month: MARCH }).inputs).toMatchObject([{ label: 'SLA-1, review of 2000-07-01', origin: { table: 'agreement', id: 'sla-1' } }])
  })

  it('SLM-5 an SLA is reported by a communication of its own, or by the monthly look at the figures; a survey of all customers or a notice reports none', () => {
    const [monthly] = slaModel().communication.values()
    if (monthly === undefined) throw new Error('The model has a communication.')
    const told = (rhythm: typeof monthly.rhythm, subject: string): readonly (string | null)[] | undefined => {
      const draft = { ...slaModel(), communication: new Map([['c-1', { ...monthly, rhythm }]]), communicationDone: new Map([['d-1', { id: 'd-1', communicationId: 'c-1', dueOn: isoDate('2004-02-01'), doneOn: isoDate('2004-02-03'), subject, note: '' }]]) }
      return wordsOf({ ...sourceOf(), draft }, FEBRUARY)['reported']
    }
    expect([told('monthly', ''), told('yearly', ''), told('once', ''), told('before-review', 'SLA-1'), told('before-review', 'SLA-2')].map((each) => each?.[2])).toEqual(['1 of 1', '0 of 1', '0 of 1', '1 of 1', '0 of 1'])
  })

  it('SLM-5 every figure follows from the rows of its explanation', () => {
    for (const at of [FEBRUARY, MARCH]) {
      for (const name of PROCESS_KPIS) {
        const nodes = evaluated(explainProcessKpi(sourceOf(), { name, month: at })).filter(([, stated]) => stated !== null)
        expect(nodes.map(([label, , found]) => [label, found])).toEqual(nodes.map(([label, stated]) => [label, stated]))
      }
    }
  })

  it('SLM-6 an agreement is in force in the months of its term, also in one of which it holds a part; without its path it is not', () => {
    const draft = qualityModel({ agreement: [agreementRow('sla-1', { startsOn: isoDate('2003-07-15'), endsOn: isoDate('2004-06-10') })] })
    const [agreement = agreementRow('sla-1')] = draft.agreement.values()
    expect(['2003-06', '2003-07', '2004-06', '2004-07'].map((text) => isInForceIn(draft, agreement, month(text)))).toEqual([false, true, true, false])
    expect(isInForceIn(draft, agreementRow('sla-5', { entry: 'process' }), FEBRUARY)).toBe(false)
  })
})
