import { describe, expect, test } from 'vitest'

import type { PlannedCostImport } from '../../src-shared/domain/costs/imports/cost-import.ts'
import { costTemplate } from '../../src-shared/domain/costs/imports/cost-template.ts'
import { planCostImport } from '../../src-shared/domain/costs/imports/plan-cost-import.ts'
import { fiscalYear } from '../../src-shared/domain/fiscal-year.ts'
import { applyChanges } from '../../src-shared/domain/model/apply-edit.ts'
import type { Draft } from '../../src-shared/domain/model/draft.ts'
import { inverseChanges } from '../../src-shared/domain/model/edit.ts'
import { pathOf } from '../../src-shared/domain/service-levels/agreements/agreement-path.ts'
import { LATER } from '../support/later-day.ts'
import { agreementModel } from '../support/small-agreements.ts'
import { countingIds, FY2005, smallModel } from '../support/small-model.ts'

function planned(text: string, draft: Draft = smallModel()): PlannedCostImport {
  const rows = text.split('\n').map((line) => line.split(',').map((cell) => cell.trim()))
  return planCostImport({ kind: 'agreements', draft, version: FY2005, fileName: 'agreements.csv', sheet: '', rowNumbers: rows.map((_, index) => index + 1), rows, mapping: null, newId: countingIds(), author: 'Ann', today: LATER })
}

function applied(draft: Draft, { plan, outcome }: PlannedCostImport): Draft {
  if (plan === null) throw new Error(JSON.stringify(outcome.issues))
  const result = applyChanges(draft, plan.changes)
  if (!result.ok) throw new Error(JSON.stringify(result.failure))
  return result.value
}

function said({ outcome }: PlannedCostImport): readonly string[] {
  return outcome.issues.map((each) => `${each.severity} ${each.code} ${each.place?.row ?? '-'} ${each.place?.column ?? '-'}: ${each.message}`)
}

const FILE = `Agreement,Type,Subject,Agency,Vendor,Services,Start date,End date,Review months
SLA-1,SLA,Mainframe for DMA,DMA,,Mainframe; Cabling,2004-07-01,2005-06-30,6
UC-1,contract,Lines,,A vendor,Cabling,07/01/2004,,`

describe('importing agreements in force', () => {
  test('SLM-6: they come in with their earlier path not witnessed; the same file twice changes nothing; one undo takes them back', () => {
    const result = planned(FILE)
    expect(result.outcome).toMatchObject({ label: 'Import agreements.csv: 2 agreements', counts: { new: 2, changed: 0, unchanged: 0, refused: 0 } })
    const after = applied(smallModel(), result)
    const [sla, uc] = [...after.agreement.values()]
    expect([sla, uc]).toMatchObject([
      { code: 'SLA-1', kind: 'sla', entry: 'in-force', customerId: 'dma', startsOn: '2004-07-01', endsOn: '2005-06-30', reviewMonths: 6, reportDays: 5, source: 'agreements.csv' },
      { code: 'UC-1', kind: 'uc', customerId: null, provider: 'A vendor', startsOn: '2004-07-01', endsOn: null, reviewMonths: null },
    ])
    expect([...after.agreementService.values()].map((each) => each.serviceId)).toEqual(['mainframe', 'cabling', 'cabling'])
    expect(pathOf(after, sla?.id ?? '').steps.find((each) => each.code === '3.5')?.status).toBe('not-witnessed')
    expect(planned(FILE, after).plan).toBeNull()
    const fewer = planned('code,services,starts\nSLA-1,mainframe,2004-07-01', after)
    expect([fewer.outcome.counts.changed, [...applied(after, fewer).agreementService.values()].map((each) => each.serviceId)]).toEqual([1, ['mainframe', 'cabling']])
    const others = planned('code,services,starts\nUC-1,mainframe,2004-07-01', after)
    expect(others.outcome).toMatchObject({ counts: { new: 0, changed: 1 }, preview: [{ effect: 'changed' }] })
    const back = applyChanges(after, inverseChanges(result.plan?.changes ?? []))
    expect(back.ok && back.value).toEqual(smallModel())
  })

  test('SLM-6: what underpins one is named by its code, in the model or above in the file; a circle, what is not there and what underpins nothing is refused', () => {
    const rests = 'code,kind,title,agency,provider,services,rests on,starts\nOLA-9,OLA,Team,,Team,Mainframe,,2004-07-01\nSLA-9,SLA,Mainframe,DMA,,Mainframe,ola-9,2004-07-01'
    const result = planned(rests)
    expect(result.outcome).toMatchObject({ counts: { new: 2 }, issues: [] })
    expect(result.outcome.preview[1]?.effectText).toContain('new underpinning: OLA-9')
    const after = applied(smallModel(), result)
    expect([...after.agreementSupport.values()].map(({ agreementId, supportId }) => [after.agreement.get(agreementId)?.code, after.agreement.get(supportId)?.code])).toEqual([['SLA-9', 'OLA-9']])
    expect([planned(rests, after).plan, applied(after, planned(rests.replace('ola-9', ''), after)).agreementSupport.size]).toEqual([null, 0])
    expect(said(planned(rests.replace('ola-9', 'OLA-8')))).toEqual(['error unknown-reference 3 rests on: The model has no agreement with the code "OLA-8".'])
    expect(said(planned(`${rests}\nOLA-9,OLA,Team,,Team,Mainframe,SLA-9,2004-07-01`.replace('\nOLA-9,OLA,Team,,Team,Mainframe,,2004-07-01', '').replace('ola-9', ''), after)).filter((each) => each.startsWith('error'))).toEqual(['error wrong-state 3 -: SLA-9 is an SLA and underpins nothing.'])
    const both = applied(smallModel(), planned(`${rests}\nOLA-7,OLA,Other,,Team,Mainframe,OLA-9,2004-07-01`))
    expect(said(planned('code,kind,title,provider,services,rests on,starts\nOLA-9,OLA,Team,Team,Mainframe,OLA-7,2004-07-01', both)).filter((each) => each.startsWith('error'))).toEqual([expect.stringMatching(/^error closed-loop 2 -: OLA-\d is underpinned by OLA-\d is underpinned by OLA-\d: a circle holds nothing\.$/)])
  })

  test('two that cover one service for one customer on the same days are named with their rows and days, in the file and against the model', () => {
    const twice = `${FILE}\nSLA-2,SLA,Again,DMA,,Cabling,2005-06-01,,`
    expect(said(planned(twice)).filter((each) => each.startsWith('error'))).toEqual([
      'error overlapping-dates 2 -: SLA-1 and SLA-2 both cover Cabling for DMA from 2005-06-01 to 2005-06-30.', 'error overlapping-dates 4 -: SLA-2 and SLA-1 both cover Cabling for DMA from 2005-06-01 to 2005-06-30.',
    ])
    expect(said(planned('code,title,customer,services,starts\nSLA-9,Again,DMA,mainframe,2005-06-30', agreementModel()))).toEqual(['error overlapping-dates 2 -: SLA-9 and SLA both cover Mainframe for DMA from 2005-06-30 to 2005-06-30.'])
  })

  test('bad rows are named, and refuse the whole file', () => {
    const bad = `code,kind,title,customer,provider,services,starts,ends
A,SLA,One,,,Mainframe,2004-07-01,
B,OLA,Two,DMA,A team,Mainframe,2004-07-01,
C,OLA,Three,,,Nothing,soon,
D,memo,,DMA,,Mainframe,2004-07-01,2004-06-01
A,SLA,Twice,DMA,,Mainframe,2004-07-01,`
    expect(said(planned(bad))).toEqual([
      'error text-missing 2 customer: The SLA A needs its customer.', 'error wrong-shape 3 customer: B is no SLA and has no customer.', expect.stringMatching(/^error unknown-reference 4 services: The model has no service "Nothing"/),
      'error text-missing 4 provider: C does not say who promises.', 'error not-a-date 4 starts: "soon" is not a date.', 'error wrong-shape 5 kind: "memo" is none of sla, ola, uc.', 'error text-missing 5 title: The agreement D is new and needs a title.',
      'error dates-out-of-order 5 ends: D ends on 2004-06-01, before it begins on 2004-07-01.', 'error duplicate-code 6 code: The same agreement stands in row 2 already.',
    ])
  })

  test('the template is understood whole', () => {
    const { csv, columns } = costTemplate('agreements', fiscalYear(2005))
    const header = csv.trimEnd().split('\n').at(-2) ?? ''
    expect(Object.keys(planned(header).mapping.fields).length).toBe(columns.length)
  })
})
