import { describe, expect, it } from 'vitest'

import { wrongExplanations } from '../../../src-shared/domain/rates/evaluate-explanation.ts'
import { month } from '../../../src-shared/domain/month.ts'
import { explainLevel, levelsOf } from '../../../src-shared/domain/service-levels/measures/levels.ts'
import { LATER } from '../../support/later-day.ts'
import { sampleDraft } from '../../support/sample-draft.ts'

describe('Levels of the sample', () => {
  it('SLM-1 to SLM-3: every value explains itself exactly, and nothing of the records is unread', () => {
    const draft = sampleDraft()
    const { targets, issues } = levelsOf(draft, { from: month('2003-07'), to: month('2004-06'), today: LATER })
    expect(issues).toEqual([])
    expect(targets.length).toBeGreaterThan(20)
    const wrong = targets.flatMap(({ target, values }) => values.flatMap((level) => {
      const explained = explainLevel(draft, { targetId: target.id, month: level.month, today: LATER })
      return [...(explained === null ? [] : wrongExplanations(explained)), ...(level.value === (explained?.value ?? null) ? [] : [`${target.code} ${level.month}`])]
    }))
    expect(wrong).toEqual([])
    expect(targets.flatMap(({ values }) => values).filter(({ value, status }) => (value === null) !== (status === 'no-data'))).toEqual([])
  })

  it('SLM-3: each finding names the target that it speaks of, in a month that is as it says; a breach is one of a period that is over', () => {
    const draft = sampleDraft()
    const { byTarget } = levelsOf(draft, { from: month('2003-07'), to: month('2004-12'), today: LATER })
    const found = [...draft.finding.values()].map(({ code, cause, targetId, serviceId, agreementId, month: of, openedOn }) => {
      const target = draft.serviceTarget.get(targetId ?? '')
      const value = byTarget.get(targetId ?? '')?.values.find((each) => each.month === of)
      const isOfAgreement = agreementId === null || target?.agreementId === agreementId
      const isOfService = target?.serviceId === serviceId || [...draft.agreementService.values()].some((each) => each.agreementId === agreementId && each.serviceId === serviceId)
      return [code, isOfService && isOfAgreement, cause === 'at-risk' || cause === 'downward-trend' ? value?.soFar : value?.status, of !== null && openedOn > `${of}-31`]
    })
    const risks = new Set(['F-011', 'F-014', 'F-016'])
    expect(found).toEqual([...draft.finding.values()].map(({ code }) => [code, true, risks.has(code) ? 'at-risk' : 'breached', true]))
  })
})
