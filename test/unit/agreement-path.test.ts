import fc from 'fast-check'
import { describe, expect, it } from 'vitest'

import { planCostImport } from '../../src-shared/domain/costs/imports/plan-cost-import.ts'
import { isoDate } from '../../src-shared/domain/fiscal-year.ts'
import { applyChanges, applyPlan } from '../../src-shared/domain/model/apply-edit.ts'
import type { Draft } from '../../src-shared/domain/model/draft.ts'
import { inverseChanges, rowChange, type EditPlan } from '../../src-shared/domain/model/edit.ts'
import type { Result } from '../../src-shared/domain/result.ts'
import { pathOf, type PathStep } from '../../src-shared/domain/service-levels/agreements/agreement-path.ts'
import { signaturesOfAgreement, stepsOfAgreement, targetsOfAgreement } from '../../src-shared/domain/service-levels/agreements/agreement-rows.ts'
import { isInForce, stageOf } from '../../src-shared/domain/service-levels/agreements/agreement-stage.ts'
import { planCoveredServices, planPromisedTargets } from '../../src-shared/domain/service-levels/agreements/edit-agreements.ts'
import { planSign, planSignatory, planStep, planTakeBackStep, planUnsign } from '../../src-shared/domain/service-levels/agreements/edit-path.ts'
import { STEPS_OF_KIND, type StepCode, type StepOutcome } from '../../src-shared/domain/service-levels/agreements/path-order.ts'
import { PROCESS_ROLES, RACI_MATRIX, raciGaps, raciOf } from '../../src-shared/domain/service-levels/agreements/raci-matrix.ts'
import { missingSignatures, signingGaps } from '../../src-shared/domain/service-levels/agreements/signing.ts'
import { LATER } from '../support/later-day.ts'
import { agreementModel, agreementRow, agreementRows, applied, refusalOf, REQUIREMENT_STEPS, SUPPORT_STEPS, targetRow, walk } from '../support/small-agreements.ts'
import { countingIds, FY2005 } from '../support/small-model.ts'

function step(draft: Draft, agreementId: string, code: StepCode): PathStep {
  const found = pathOf(draft, agreementId).steps.find((each) => each.code === code)
  if (found === undefined) throw new Error(code)
  return found
}

function take(draft: Draft, agreementId: string, code: StepCode, outcome: StepOutcome = 'done', on = '2004-06-01'): Result<EditPlan> {
  return planStep({ draft, agreementId, step: code, outcome, doneOn: isoDate(on), doneBy: 'Ann', id: `step-${draft.agreementStep.size}`, today: LATER })
}

function sign(draft: Draft, signatureId: string, on = '2004-06-10'): Result<EditPlan> {
  return planSign({ draft, signatureId, signer: 'Somebody', signedOn: isoDate(on), stepId: `signed-${draft.agreementStep.size}`, today: LATER })
}

function status(draft: Draft, agreementId: string): Readonly<Record<string, string>> {
  return Object.fromEntries(pathOf(draft, agreementId).steps.map((each) => [each.code, each.status]))
}

const SUPPORTED = walk(walk(agreementModel(), 'ola', SUPPORT_STEPS), 'uc', SUPPORT_STEPS)
const NEGOTIATED = walk(SUPPORTED, 'sla', [...REQUIREMENT_STEPS, ['3.1'], ['3.3'], ['3.2']])

describe('the path of an agreement', () => {
  it('SLM-6: begins with the requirement; every later step waits and says for what', () => {
    const draft = agreementModel()
    expect(status(draft, 'sla')).toMatchObject({ '2.1': 'next', '2.2': 'later', '1.1': 'not-needed', '2.4': 'not-needed', '3.5': 'later', '4.1': 'later' })
    expect(step(draft, 'sla', '2.2').why).toBe('First: 2.1 Gather business requirements')
    expect([status(draft, 'ola')['3.1'], 'ola' in status(draft, 'ola'), STEPS_OF_KIND.ola.includes('3.3')]).toEqual(['next', false, false])
  })

  it('SLM-6: a step out of order is refused with the reason, by the command and by the model', () => {
    const draft = agreementModel()
    const early = take(draft, 'sla', '3.5')
    expect(early).toMatchObject({ ok: false, failure: [{ code: 'wrong-state', message: '3.5 Sign: it is not the turn of this step in the path of SLA.', remedy: 'Next: 2.1 Gather business requirements.' }] })
    const row = { id: 'forged', agreementId: 'sla', position: 0, step: '3.4', outcome: 'yes' as const, doneOn: isoDate('2004-06-01'), doneBy: '', note: '' }
    expect(applyChanges(draft, [rowChange('agreementStep', { before: null, after: row })])).toMatchObject({ ok: false, failure: [{ message: 'Step 3.4 of SLA stands out of order.' }] })
  })

  it('SLM-6: capabilities that do not suffice lead back to 1.1; those that are not updated leave the requirement to be modified', () => {
    const short = walk(agreementModel(), 'sla', [['2.1'], ['2.2', 'no']])
    expect([step(short, 'sla', '1.1').status, step(short, 'sla', '2.3').status]).toEqual(['next', 'later'])
    const updated = walk(short, 'sla', [['1.1'], ['1.2', 'yes'], ['1.3'], ['1.4']])
    expect(step(updated, 'sla', '2.2').status).toBe('next')
    const kept = walk(short, 'sla', [['1.1'], ['1.2', 'no']])
    expect(refusalOf(kept, take(kept, 'sla', '2.3', 'yes'))).toContain('cannot come out as "yes"')
    expect(step(walk(kept, 'sla', [['2.3', 'no']]), 'sla', '2.4').status).toBe('next')
  })

  it('SLM-6: UC and OLA are negotiated beside the SLA, in either order; without agreement both begin again', () => {
    const begun = walk(SUPPORTED, 'sla', [...REQUIREMENT_STEPS, ['3.1']])
    expect(status(begun, 'sla')).toMatchObject({ '3.2': 'next', '3.3': 'next', '3.4': 'later' })
    const again = walk(NEGOTIATED, 'sla', [['3.4', 'no']])
    expect(status(again, 'sla')).toMatchObject({ '3.2': 'next', '3.3': 'next', '3.4': 'later' })
    expect(step(again, 'sla', '3.2').times).toBe(1)
  })

  it('SLM-6: there is no agreement as long as an underpinning is not agreed, or a party, a service or the first day is missing', () => {
    const open = walk(agreementModel(), 'sla', [...REQUIREMENT_STEPS, ['3.1'], ['3.2'], ['3.3']])
    expect(refusalOf(open, take(open, 'sla', '3.4', 'yes'))).toContain('OLA and UC, which underpin it, are not agreed yet.')
    expect([step(open, 'sla', '3.4').status, take(open, 'sla', '3.4', 'no').ok]).toEqual(['blocked', true])
    const bare = agreementModel({ agreement: [agreementRow('ola', 'ola', { provider: '', startsOn: null })], agreementService: [], agreementSupport: [], serviceTarget: [], agreementSignature: [] })
    expect(refusalOf(bare, take(walk(bare, 'ola', [['3.1'], ['3.2']]), 'ola', '3.4', 'yes'))).toBe('OLA covers no service yet. OLA does not say yet who promises. OLA has no first day yet.')
  })

  it('SLM-6: nobody signs before the agreement is reached, nor an SLA without a measurable target; the last signature makes it signed', () => {
    expect(refusalOf(NEGOTIATED, sign(NEGOTIATED, 'sign-owner'))).toContain('a signature before the agreement is complete is refused')
    const agreed = walk(NEGOTIATED, 'sla', [['3.4', 'yes']])
    const unmeasured = applied(agreed, { ok: true, value: { label: '', kind: 'edit', changes: targetsOfAgreement(agreed, 'sla').map((before) => rowChange('serviceTarget', { before, after: null })) } })
    expect(refusalOf(unmeasured, sign(unmeasured, 'sign-owner'))).toContain('no measurable target')
    expect(refusalOf(agreed, sign(agreed, 'sign-owner', '2004-05-01'))).toContain('was agreed on 2004-06-01')
    expect(refusalOf(agreed, take(agreed, 'sla', '3.5'))).toBe('Still to sign SLA: service owner, service level manager, customer.')
    const two = ['sign-owner', 'sign-manager'].reduce((draft, id) => applied(draft, sign(draft, id)), agreed)
    expect([step(two, 'sla', '3.5').status, step(two, 'sla', '3.5').why]).toEqual(['blocked', 'Still to sign SLA: customer.'])
    const signed = applied(two, sign(two, 'sign-customer', '2004-06-20'))
    expect(stepsOfAgreement(signed, 'sla').at(-1)).toMatchObject({ step: '3.5', doneOn: '2004-06-20', doneBy: 'Service owner, Service level manager, Customer' })
    expect(refusalOf(signed, planUnsign(signed, { signatureId: 'sign-customer', isRemoved: false }))).toContain('a signature stays')
    expect(refusalOf(two, planTakeBackStep(two, 'sla'))).toContain('carries signatures')
  })

  it('SLM-6: a target of a service that the SLA does not cover measures nothing of it: it is said, and nobody signs on it', () => {
    const agreed = walk(NEGOTIATED, 'sla', [['3.4', 'yes']])
    const stray = applied(agreed, { ok: true, value: { label: '', kind: 'edit', changes: targetsOfAgreement(agreed, 'sla').map((before) => rowChange('serviceTarget', { before, after: { ...before, serviceId: 'cabling' } })) } })
    expect([pathOf(agreed, 'sla').notes, pathOf(stray, 'sla').notes]).toEqual([[], ['T-SLA measures Cabling, which SLA does not cover.']])
    expect(refusalOf(stray, sign(stray, 'sign-owner'))).toBe('SLA has no measurable target: an SLA without one cannot be signed. T-SLA measures Cabling, which SLA does not cover.')
    const added = applied(agreementModel({ serviceTarget: [] }), { ok: true, value: { label: '', kind: 'edit', changes: [rowChange('serviceTarget', { before: null, after: targetRow('t-2', 'sla', '99', { agreementId: null, serviceId: 'cabling' }) })] } })
    const promised = applied(added, planPromisedTargets(added, { agreementId: 'sla', targetIds: ['t-2'] }))
    expect(pathOf(promised, 'sla').notes).toEqual(['T-2 measures Cabling, which SLA does not cover.'])
    const covering = applied(promised, planCoveredServices(promised, { agreementId: 'sla', serviceIds: ['mainframe', 'cabling'] }))
    expect(pathOf(covering, 'sla').notes).toEqual([])
    const rows = [['code', 'agreement', 'service', 'unit', 'goal', 'from'], ['T-9', 'SLA', 'Cabling', '%', '90', '2004-07'], ['T-10', 'SLA', 'Mainframe', '%', '90', '2004-07']]
    const { outcome, plan } = planCostImport({ kind: 'targets', draft: agreed, version: FY2005, fileName: 'a.csv', sheet: '', rowNumbers: [1, 2, 3], rows, mapping: null, newId: countingIds(), author: 'Ann', today: LATER })
    expect([plan === null, outcome.issues.map((each) => [each.severity, each.place?.row, each.place?.column, each.message])]).toEqual([false, [['warning', 2, expect.anything(), 'T-9 measures Cabling, which SLA does not cover.']]])
  })

  it('SLM-6: no step and no signature lies after today; an end may be planned', () => {
    const agreed = walk(NEGOTIATED, 'sla', [['3.4', 'yes']])
    expect(refusalOf(agreed, sign(agreed, 'sign-owner', '2099-01-01'))).toBe('SLA is signed on 2099-01-01, after today (2026-11-25).')
    expect(refusalOf(NEGOTIATED, take(NEGOTIATED, 'sla', '3.4', 'yes', '2099-01-01'))).toBe('Step 3.4 of SLA is taken on 2099-01-01, after today (2026-11-25).')
    expect([refusalOf(agreed, take(agreed, 'sla', 'retired', 'done', '2099-01-01')), refusalOf(agreed, sign(agreed, 'sign-owner', '2026-11-26'))]).toEqual(['', ''])
  })

  it('SLM-6: monitoring comes round; it begins with the first day of the agreement', () => {
    const agreed = walk(NEGOTIATED, 'sla', [['3.4', 'yes']])
    const signed = ['sign-owner', 'sign-manager', 'sign-customer'].reduce((draft, id) => applied(draft, sign(draft, id)), agreed)
    expect(stageOf(signed, agreementRow('sla', 'sla'), isoDate('2004-08-01'))).toBe('signed')
    const ready = walk(signed, 'sla', [['3.6']], '2004-06-21')
    expect(refusalOf(ready, take(ready, 'sla', '4.1', 'yes', '2004-06-25'))).toContain('begins on 2004-07-01')
    const round = walk(ready, 'sla', [['4.1', 'yes'], ['4.3'], ['4.4'], ['4.5'], ['5.1'], ['5.2', 'no'], ['5.3']], '2004-08-02')
    expect(status(round, 'sla')).toMatchObject({ '4.1': 'done', '4.2': 'not-needed', '5.2': 'next', '5.3': 'done' })
    const second = walk(round, 'sla', [['5.2', 'yes'], ['4.1', 'yes']], '2004-08-10')
    expect(status(second, 'sla')).toMatchObject({ '4.1': 'done', '4.3': 'next', '5.2': 'later' })
    expect([step(second, 'sla', '4.1').times, isInForce(second, agreementRow('sla', 'sla'), isoDate('2004-08-10'))]).toEqual([2, true])
    expect([isoDate('2004-06-30'), isoDate('2005-06-30'), isoDate('2005-07-01')].map((day) => stageOf(second, agreementRow('sla', 'sla'), day))).toEqual(['signed', 'in-force', 'expired'])
    const retired = walk(second, 'sla', [['retired']], '2004-09-01')
    expect([stageOf(retired, agreementRow('sla', 'sla'), isoDate('2004-09-01')), pathOf(retired, 'sla').next]).toEqual(['retired', []])
  })

  it('SLM-6: of an agreement that came in force the earlier path is not witnessed; what it lacks is said', () => {
    const rows = agreementRows()
    const draft = agreementModel({ agreement: rows.agreement.map((each) => (each.id === 'sla' ? { ...each, entry: 'in-force' } : each)), serviceTarget: [] })
    expect(status(draft, 'sla')).toMatchObject({ '2.1': 'not-witnessed', '3.5': 'not-witnessed', '4.1': 'next' })
    expect(pathOf(draft, 'sla').notes).toEqual(['SLA holds without a measurable target.', 'The model does not say that service owner and service level manager and customer signed.'])
    expect(refusalOf(draft, take(draft, 'sla', '4.1', 'yes', '2004-08-01'))).toContain('no target yet')
  })

  it('SLM-6: an SLA that follows a requirement begins where that ends, once it is documented', () => {
    const rows = agreementRows()
    const draft = agreementModel({ agreement: [...rows.agreement.map((each) => (each.id === 'sla' ? { ...each, predecessorId: 'slr' } : each)), agreementRow('slr', 'slr', { startsOn: null, endsOn: null })] })
    expect([step(draft, 'sla', '2.1').why, step(draft, 'sla', '3.1').why]).toEqual(['Done in SLR.', 'The requirement SLR is not documented yet (2.5).'])
    const documented = walk(draft, 'slr', REQUIREMENT_STEPS.slice(0, 4))
    expect(step(documented, 'sla', '3.1').status).toBe('next')
  })

  it('a step on a day before the one that came before it is refused; a signatory is added and taken away', () => {
    const draft = walk(agreementModel(), 'sla', [['2.1']])
    expect(refusalOf(draft, take(draft, 'sla', '2.2', 'yes', '2004-05-31'))).toContain('would lie before the step that came before it, on 2004-06-01')
    const named = applied(draft, planSignatory(draft, { id: 'second', agreementId: 'ola', role: 'Infrastructure lead, storage', signer: '' }))
    expect(missingSignatures({ kind: 'ola' }, signaturesOfAgreement(named, 'ola'))).toEqual(['Infrastructure lead'])
    expect(applied(named, planUnsign(named, { signatureId: 'second', isRemoved: true })).agreementSignature.has('second')).toBe(false)
    expect(applied(draft, planTakeBackStep(draft, 'sla')).agreementStep.size).toBe(0)
  })
})

const CODES: readonly StepCode[] = STEPS_OF_KIND.sla
const SIGNATURES = ['sign-owner', 'sign-manager', 'sign-customer', 'sign-lead', 'sign-contracts', 'sign-vendor']
const anyAct = fc.oneof(
  { weight: 6, arbitrary: fc.record({ what: fc.constant('next' as const), agreementId: fc.constantFrom('sla', 'ola', 'uc'), pick: fc.nat({ max: 3 }), isYes: fc.boolean() }) },
  { weight: 1, arbitrary: fc.record({ what: fc.constant('step' as const), agreementId: fc.constantFrom('sla', 'ola', 'uc'), step: fc.constantFrom(...CODES), outcome: fc.constantFrom<StepOutcome>('done', 'yes', 'no') }) },
  { weight: 3, arbitrary: fc.record({ what: fc.constant('sign' as const), id: fc.constantFrom(...SIGNATURES) }) },
  { weight: 1, arbitrary: fc.record({ what: fc.constant('back' as const), agreementId: fc.constantFrom('sla', 'ola', 'uc') }) },
  { weight: 1, arbitrary: fc.record({ what: fc.constant('target' as const) }) },
)
type Act = typeof anyAct extends fc.Arbitrary<infer Value> ? Value : never

/** What an act asks of the model. */
function planOf(draft: Draft, act: Act): Result<EditPlan> {
  switch (act.what) {
    case 'next': {
      const next = pathOf(draft, act.agreementId).next.filter((each) => each !== 'retired')
      const code = next[act.pick % Math.max(1, next.length)] ?? 'retired'
      const outcomes = step(draft, act.agreementId, code).outcomes
      return take(draft, act.agreementId, code, outcomes.length === 1 ? (outcomes[0] ?? 'done') : act.isYes ? 'yes' : 'no', '2004-07-01')
    }
    case 'step': return take(draft, act.agreementId, act.step, act.outcome, '2004-07-01')
    case 'sign': return sign(draft, act.id, '2004-07-01')
    case 'back': return planTakeBackStep(draft, act.agreementId)
    case 'target': {
      const before = draft.serviceTarget.get('t-sla') ?? null
      const original = agreementRows().serviceTarget.find((each) => each.id === 't-sla') ?? null
      return { ok: true, value: { label: '', kind: 'edit', changes: [rowChange('serviceTarget', { before, after: before === null ? original : null })] } }
    }
  }
}

describe('the path of an agreement, by any sequence of acts', () => {
  it('SLM-6: it is never signed without agreement, signatures and a measurable target; undo restores', () => {
    let signed = 0
    fc.assert(fc.property(fc.array(anyAct, { minLength: 20, maxLength: 90 }), (acts) => {
      let draft = walk(walk(agreementModel(), 'ola', [['3.1'], ['3.2']]), 'uc', [['3.1'], ['3.2']])
      for (const act of acts) {
        const plan = planOf(draft, act)
        const next = plan.ok ? applyPlan(draft, plan.value) : plan
        if (!plan.ok || !next.ok) continue
        for (const change of plan.value.changes) {
          if (change.table !== 'agreementStep' || change.after?.step !== '3.5') continue
          const agreement = next.value.agreement.get(change.after.agreementId)
          if (agreement === undefined) throw new Error('The agreement is gone.')
          signed += 1
          expect([signingGaps(next.value, agreement), missingSignatures(agreement, signaturesOfAgreement(next.value, agreement.id))]).toEqual([[], []])
          expect(stepsOfAgreement(next.value, agreement.id).findLast((each) => each.step === '3.4')?.outcome).toBe('yes')
          expect(agreement.kind !== 'sla' || targetsOfAgreement(next.value, agreement.id).length > 0).toBe(true)
        }
        const back = applyChanges(next.value, inverseChanges(plan.value.changes))
        if (!back.ok) throw new Error(back.failure.map((each) => each.message).join(' '))
        expect(back.value).toEqual(draft)
        draft = next.value
      }
    }), { numRuns: 60 })
    expect(signed).toBeGreaterThan(0)
  })
})

describe('who does what', () => {
  it('SLM-6: the matrix has a letter or none for each role, one accountable an activity, and five gaps that the narrative fills', () => {
    expect(RACI_MATRIX.map((each) => each.letters.length)).toEqual(RACI_MATRIX.map(() => PROCESS_ROLES.length))
    expect(RACI_MATRIX.every((each) => raciOf(each.code).accountable.length === 1)).toBe(true)
    expect([RACI_MATRIX.length, raciGaps()]).toEqual([24, ['1.2', '2.3', '2.4', '2.6', '3.4']])
    expect(raciOf('2.6')).toMatchObject({ responsible: ['Service level manager', 'Service owners'], isFilled: true, consulted: ['Infrastructure leads', 'Service owners'] })
    expect(raciOf('3.5')).toMatchObject({ responsible: ['Contract manager', 'Service owners', 'Customers'], isFilled: false, accountable: ['Service level manager'] })
  })
})
