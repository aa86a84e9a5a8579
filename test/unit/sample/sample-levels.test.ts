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
})
