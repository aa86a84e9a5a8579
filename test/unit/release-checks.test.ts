import { expect, test } from 'vitest'

import { releaseChecks } from '../../src-shared/domain/costs/release-checks.ts'
import { applyChanges } from '../../src-shared/domain/model/apply-edit.ts'
import { draftFromRows } from '../../src-shared/domain/model/draft.ts'
import { rowChange } from '../../src-shared/domain/model/edit.ts'
import { buildRow, figure, policyRow, smallCostRows, smallCosts, unitsRow } from '../support/small-costs.ts'
import { FY2005, scheduleRow } from '../support/small-model.ts'
import { fiscalYear } from '../../src-shared/domain/fiscal-year.ts'
import { versionKey } from '../../src-shared/domain/version.ts'

function codes(draft: ReturnType<typeof smallCosts>): readonly string[] {
  return releaseChecks(draft, FY2005).map((each) => `${each.code} ${each.subject.table} ${each.subject.id}`)
}

test('one list names what is to be looked at, each with the row to jump to, the gravest first', () => {
  const found = releaseChecks(smallCosts(), FY2005)
  expect(codes(smallCosts())).toEqual(expect.arrayContaining(['position-below-100 staffPosition 2005-engineer', 'pool-unallocated costPool 2005-lost']))
  const places = found.map((each) => ['error', 'warning', 'note'].indexOf(each.severity))
  expect(places).toEqual(places.toSorted((left, right) => left - right))
  expect(found.every((each) => each.words !== '' && each.subject.id !== '')).toBe(true)
})

test('rates: no units, no reason, a rounding effect above the threshold, percentages that do not add up, a price of another class below', () => {
  const rows = smallCostRows()
  const key = versionKey(FY2005)
  const draft = draftFromRows({
    ...rows, yearPolicy: rows.yearPolicy.map((row) => (row.version === key ? policyRow(FY2005, { roundingEffectThreshold: figure<'USD'>('0.01') }) : row)),
    rateBuild: rows.rateBuild.map((row) => (row.id === `${key}|tape` ? buildRow(key, 'tape', { costPercent: figure<'%'>('20'), rateSource: 'typed' }) : row)), rateUnits: rows.rateUnits.map((row) => (row.id === `${key}|drop|` ? unitsRow(key, 'drop', '0') : row)),
  })
  expect(codes(draft)).toEqual(expect.arrayContaining(['override-without-reason rate tape', 'rounding-effect rate cpu', 'zero-unit-rate rate drop', 'percents-not-100 service mainframe']))
  expect(codes(smallCosts()).filter((each) => each.startsWith('override-without-reason') || each.startsWith('zero-unit-rate'))).toEqual([])
})

test('years: a balance that expires, a correction that begins before what it corrects, a rate that is new', () => {
  const rows = smallCostRows()
  const draft = draftFromRows({
    ...rows, carryForward: rows.carryForward.map((row) => ({ ...row, expiresAfter: fiscalYear(2005) })), schedule: [...rows.schedule.filter((each) => each.version !== versionKey(FY2005)), scheduleRow(2005, { state: 'draft', effectiveFrom: '2004-09-01' }), scheduleRow(2005, { revision: 2, state: 'draft', effectiveFrom: '2004-08-01' })],
  })
  expect(codes(draft)).toEqual(expect.arrayContaining(['carry-forward-expired carryForward from-2002', 'overlapping-dates schedule FY2005/plan#2', 'new-since-publication rate sam-office']))
})

test('checks only read: the model is as it was', () => {
  const draft = smallCosts()
  const before = JSON.stringify([...draft.rateBuild.values()])
  releaseChecks(draft, FY2005)
  expect(JSON.stringify([...draft.rateBuild.values()])).toBe(before)
  const build = draft.rateBuild.get('FY2005/plan|cpu')
  expect(build === undefined ? false : applyChanges(draft, [rowChange('rateBuild', { before: build, after: { ...build, rateSource: 'typed' } })]).ok).toBe(true)
})
