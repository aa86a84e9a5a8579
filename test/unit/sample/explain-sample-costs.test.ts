import { join } from 'node:path'

import { expect, test } from 'vitest'

import { createSamples } from '../../../src-main/workbook/samples.ts'
import { ALLOCATION_METHODS } from '../../../src-shared/domain/allocation/allocation-case.ts'
import { deriveRates } from '../../../src-shared/domain/costs/derive-rates.ts'
import { explainEverything } from '../../../src-shared/domain/costs/explain-everything.ts'
import { fiscalYear } from '../../../src-shared/domain/fiscal-year.ts'
import { draftFromRows } from '../../../src-shared/domain/model/draft.ts'
import { wrongExplanations } from '../../../src-shared/domain/rates/evaluate-explanation.ts'
import { explainEveryAccount } from '../../../src-shared/domain/recovery/explain-recovery.ts'
import { recoveryOf } from '../../../src-shared/domain/recovery/recovery.ts'
import { planOf } from '../../../src-shared/domain/version.ts'

const draft = draftFromRows(createSamples(join(import.meta.dirname, '../../../assets/samples')).rows())

test.each([2004, 2005, 2014].flatMap((year) => ALLOCATION_METHODS.map((method) => [year, method] as const)))('NUM-1: every figure of FY%i, allocated %s, follows from its inputs exactly, down to what was typed', { timeout: 60_000 }, (year, method) => {
  const derivation = deriveRates(draft, planOf(fiscalYear(year)), { method })
  const figures = explainEverything(derivation, draft)
  const seen = new Set<Parameters<typeof wrongExplanations>[0]>()
  expect(figures.flatMap(({ name, explanation }) => wrongExplanations(explanation, [name], seen))).toEqual([])
  expect(figures.filter(({ value, explanation }) => explanation.value !== value).map(({ name }) => name)).toEqual([])
  expect(figures.length).toBeGreaterThan(10)
})

test.each([2004, 2005])('NUM-1, RECOV-1: every figure of recovery as seen from FY%i, of services, funds and carry-forwards, follows from its inputs exactly', { timeout: 60_000 }, (year) => {
  const figures = explainEveryAccount(draft, recoveryOf(draft, planOf(fiscalYear(year))))
  const seen = new Set<Parameters<typeof wrongExplanations>[0]>()
  expect(figures.flatMap(({ name, explanation }) => wrongExplanations(explanation, [name], seen))).toEqual([])
  expect(figures.filter(({ value, explanation }) => explanation.value !== value).map(({ name, value, explanation }) => [name, value, explanation.value])).toEqual([])
  expect(figures.length).toBeGreaterThan(1000)
})
