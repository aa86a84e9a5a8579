import { describe, expect, it } from 'vitest'

import { planCostImport } from '../../src-shared/domain/costs/imports/plan-cost-import.ts'
import { isoDate } from '../../src-shared/domain/fiscal-year.ts'
import type { Draft } from '../../src-shared/domain/model/draft.ts'
import { inverseChanges } from '../../src-shared/domain/model/edit.ts'
import type { ServiceTarget } from '../../src-shared/domain/model/level-tables.ts'
import { planAgreement, planCoveredServices, planPromisedTargets, planRenewAgreement } from '../../src-shared/domain/service-levels/agreements/edit-agreements.ts'
import { planLevelEdits } from '../../src-shared/domain/service-levels/edit-levels.ts'
import { LATER } from '../support/later-day.ts'
import { sampleDraft } from '../support/sample-draft.ts'
import { agreementModel, agreementRow, agreementRows, applied, refusalOf, signatureRow, SUPPORT_STEPS, walk } from '../support/small-agreements.ts'
import { countingIds, FY2005 } from '../support/small-model.ts'
import { expectOk } from '../support/usage-cases.ts'

/** The OLA, one step before its signature. */
function agreed(): Draft {
  const signed = agreementRows().agreementSignature.map((each) => (each.agreementId === 'ola' ? signatureRow(each.id, 'ola', each.role, { signer: 'Lee', signedOn: isoDate('2004-06-01') }) : each))
  return walk(agreementModel({ agreementSignature: signed }), 'ola', SUPPORT_STEPS)
}

function signed(): Draft {
  return walk(agreed(), 'ola', [['3.5']])
}

function typed(draft: Draft, field: keyof ServiceTarget, text: string): readonly string[] {
  const { plan, refused } = planLevelEdits({ draft, edits: [{ table: 'serviceTarget', rowId: 't-ola', field, text }], label: 'Edit a target', today: LATER })
  return plan.changes.length > 0 ? ['taken'] : refused.map((each) => `${each.issue.message} ${each.issue.remedy ?? ''}`)
}

describe('what is signed', () => {
  it('SLM-6: parties, term, services and promises of a signed agreement stay; its title and owner do not', () => {
    const draft = signed()
    const ola = draft.agreement.get('ola') ?? agreementRow('ola', 'ola')
    expect(refusalOf(draft, planAgreement(draft, { ...ola, provider: 'Another team' }))).toBe('OLA is signed: who promises whom stays as it was signed.')
    expect(refusalOf(draft, planAgreement(draft, { ...ola, endsOn: null }))).toBe('OLA is signed: its term stays as it was signed.')
    expect(refusalOf(draft, planAgreement(draft, { ...ola, title: 'Storage', owner: 'Ann', reviewMonths: 3 }))).toBe('')
    expect(refusalOf(draft, planCoveredServices(draft, { agreementId: 'ola', serviceIds: ['cabling'] }))).toBe('OLA is signed: what it covers stays as it was signed.')
    expect(refusalOf(draft, planPromisedTargets(draft, { agreementId: 'ola', targetIds: [] }))).toBe('OLA is signed: T-OLA stays promised as it was signed.')
    expect(typed(draft, 'goal', '90')).toEqual(['OLA is signed: what T-OLA promises stays as it was signed. Renew it, or take step 3.5 back.'])
    expect([typed(draft, 'warning', '99.9'), typed(draft, 'title', 'Uptime'), typed(agreed(), 'goal', '90')]).toEqual([[expect.stringContaining('stays as it was signed')], ['taken'], ['taken']])
  })

  it('SLM-6: what was changed before the signature is undone after it; the agreement that renews it takes the target over', () => {
    const before = agreed()
    const { plan } = planLevelEdits({ draft: before, edits: [{ table: 'serviceTarget', rowId: 't-ola', field: 'goal', text: '99.6' }], label: 'Edit a target', today: LATER })
    const draft = walk(applied(before, { ok: true, value: plan }), 'ola', [['3.5']])
    const back = applied(draft, { ok: true, value: { label: 'Undo', kind: 'edit', changes: inverseChanges(plan.changes) } })
    expect(back.serviceTarget.get('t-ola')?.goal).toBe('99.5')
    expect(applied(back, { ok: true, value: plan }).serviceTarget.get('t-ola')?.goal).toBe('99.6')
    const renewal = expectOk(planRenewAgreement({ draft, agreementId: 'ola', newId: (() => { let next = 0; return () => `new-${(next += 1)}` })() }))
    const renewed = applied(draft, { ok: true, value: renewal })
    expect(refusalOf(renewed, planPromisedTargets(renewed, { agreementId: 'ola', targetIds: [] }))).toBe('')
  })

  it('SLM-6: an import that changes what is signed is refused with its row; the same again changes nothing', () => {
    const draft = signed()
    const said = (kind: 'agreements' | 'targets', text: string): readonly string[] => {
      const rows = text.split('\n').map((line) => line.split(','))
      const { outcome, plan } = planCostImport({ kind, draft, version: FY2005, fileName: 'a.csv', sheet: '', rowNumbers: rows.map((_, index) => index + 1), rows, mapping: null, newId: countingIds(), author: 'Ann', today: LATER })
      return [...outcome.issues.filter((each) => each.severity === 'error').map((each) => `${each.place?.row ?? '-'}: ${each.message}`), ...(plan === null ? [] : ['taken'])]
    }
    expect(said('agreements', 'code,services,starts\nOLA,Mainframe,2004-08-01')).toEqual(['2: OLA is signed: its term stays as it was signed.'])
    expect(said('agreements', 'code,services,starts\nOLA,Cabling,2004-07-01')).toEqual(['2: OLA is signed: what it covers stays as it was signed.'])
    expect(said('agreements', 'code,services,starts,note\nOLA,Mainframe,2004-07-01,Seen')).toEqual(['taken'])
    expect(said('targets', 'code,unit,goal\nT-OLA,%,90')).toEqual(['2: OLA is signed: what T-OLA promises stays as it was signed.'])
  })

  it('of the sample, what came in force can be changed, what was signed in its path cannot', () => {
    const draft = sampleDraft()
    const change = (id: string): string => {
      const before = draft.agreement.get(id) ?? agreementRow(id, 'sla')
      return refusalOf(draft, planAgreement(draft, { ...before, endsOn: isoDate('2005-05-31') }))
    }
    expect([change('sla-001'), change('sla-002'), change('sla-004')]).toEqual(['SLA-001 is signed: its term stays as it was signed.', '', ''])
  })
})
