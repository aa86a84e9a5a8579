import { describe, expect, test } from 'vitest'

import { deriveRates } from '../../src-shared/domain/costs/derive-rates.ts'
import { overheadMissing } from '../../src-shared/domain/costs/overhead-missing.ts'
import { compareVersions } from '../../src-shared/domain/rates/compare.ts'
import { comparedWithoutOverhead } from '../../src-shared/domain/rates/compared-without-overhead.ts'
import type { ComparisonRequest } from '../../src-shared/domain/rates/comparison.ts'
import { planPublish, planSubmitForReview } from '../../src-shared/domain/rates/schedule-lifecycle.ts'
import { applyPlan } from '../../src-shared/domain/model/apply-edit.ts'
import type { Draft } from '../../src-shared/domain/model/draft.ts'
import { recoveryReport } from '../../src-shared/domain/reports/costs/recovery-report.ts'
import { rateChangeReport } from '../../src-shared/domain/reports/rate-change-report.ts'
import { recoveryOf } from '../../src-shared/domain/recovery/recovery.ts'
import { versionKey } from '../../src-shared/domain/version.ts'
import { loopedCosts, smallCosts } from '../support/small-costs.ts'
import { FY2004, FY2005 } from '../support/small-model.ts'

const WORDS = 'No overhead is in the figures of FY2005: the pools cannot be allocated. Nothing leaves the loop 2005-RENT > 2005-ADMIN > 2005-RENT.'

function messages(draft: Draft, comparison: ComparisonRequest): readonly string[] {
  return comparedWithoutOverhead(draft, compareVersions(draft, comparison)).map((each) => each.message)
}

describe('pools in a closed loop', () => {
  test('ALLOC-4: nothing is said where overhead is in the figures, and one sentence where it is not', () => {
    expect(overheadMissing(deriveRates(smallCosts(), FY2005), 'FY2005')).toBeNull()
    expect(overheadMissing(deriveRates(loopedCosts(), FY2005), 'FY2005')).toMatchObject({ code: 'closed-loop', severity: 'error', message: WORDS, remedy: expect.stringContaining('step-down') })
  })

  test('RECOV-1: recovery, and its report, say so of each of the three years', () => {
    const recovery = recoveryOf(loopedCosts(), FY2005)
    expect(recovery.issues.map((each) => each.message)).toContain(WORDS)
    expect(recoveryOf(smallCosts(), FY2005).issues.filter((each) => each.code === 'closed-loop')).toEqual([])
    const report = recoveryReport({ draft: loopedCosts(), version: FY2005, context: { revision: 1, generatedAt: '2026-01-01T00:00:00.000Z', author: 'Ann', fileName: 'a.ratebook' } })
    expect(JSON.stringify(report.sheets)).toContain('No overhead is in the figures of FY2005')
  })

  test('ALLOC-4: a comparison with rates that come out of costs, and its report, say so too; one of stored prices does not', () => {
    const request = { base: FY2004, comparisons: [FY2005], basis: 'published' } as const
    expect(messages(loopedCosts(), request)).toEqual([WORDS])
    expect([messages(smallCosts(), request), messages(loopedCosts(), { ...request, comparisons: [FY2004] })]).toEqual([[], []])
    const report = rateChangeReport({ draft: loopedCosts(), comparison: request, context: { revision: 1, generatedAt: '2026-01-01T00:00:00.000Z', author: 'Ann', fileName: 'a.ratebook' } })
    expect(JSON.stringify(report.sheets.filter((each) => each.id === 'cover'))).toContain(WORDS)
  })

  test('VER-2, ALLOC-4: rates that come out of costs are not published without their overhead', () => {
    const version = versionKey(FY2005)
    const review = planSubmitForReview({ draft: loopedCosts(), version })
    const reviewed = review.ok ? applyPlan(loopedCosts(), review.value) : review
    if (!reviewed.ok) throw new Error('Not reviewed')
    expect(planPublish({ draft: reviewed.value, version })).toMatchObject({ ok: false, failure: [{ code: 'closed-loop', message: WORDS }] })
  })
})
