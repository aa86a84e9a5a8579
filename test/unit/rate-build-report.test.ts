import { describe, expect, it } from 'vitest'

import { ALLOCATION_METHODS } from '../../src-shared/domain/allocation/allocation-case.ts'
import type { Draft } from '../../src-shared/domain/model/draft.ts'
import { rateBuildReport } from '../../src-shared/domain/reports/costs/rate-build-report.ts'
import { ids } from '../../src-shared/domain/reports/costs/rate-build-parts.ts'
import { wrongFormulas } from '../../src-shared/domain/reports/evaluate-formula.ts'
import type { ReportCell, ReportModel } from '../../src-shared/domain/reports/report-model.ts'
import { versionKey, type Version } from '../../src-shared/domain/version.ts'
import { costModel } from '../support/cost-model.ts'
import { sampleDraft } from '../support/sample-draft.ts'
import { smallCosts } from '../support/small-costs.ts'
import { FY2004, FY2005 } from '../support/small-model.ts'

const context = { author: 'Ann', generatedAt: '2026-11-22T14:02:00.000Z', revision: 3, fileName: 'Model.ratebook' }

function reportOf(draft: Draft, version: Version, more: { readonly withNames?: boolean; readonly withSalaries?: boolean } = {}): ReportModel {
  return rateBuildReport({ draft, version, context, withNames: more.withNames ?? false, withSalaries: more.withSalaries ?? true })
}

function byMethod(draft: Draft, version: Version, method: (typeof ALLOCATION_METHODS)[number]): Draft {
  const key = versionKey(version)
  const policy = draft.yearPolicy.get(key)
  if (policy === undefined) throw new Error(key)
  return { ...draft, yearPolicy: new Map(draft.yearPolicy).set(key, { ...policy, allocationMethod: method }) }
}

function cell(report: ReportModel, id: string): ReportCell | undefined {
  return report.sheets.flatMap((sheet) => sheet.rows.flatMap((row) => row.cells)).find((each) => each.kind !== 'blank' && each.id === id)
}

function texts(report: ReportModel): string {
  return JSON.stringify(report.sheets.flatMap((sheet) => sheet.rows.flatMap((row) => row.cells.flatMap((each) => (each.kind === 'text' ? [each.text] : [])))))
}

describe('the rate build', () => {
  it.each(ALLOCATION_METHODS)('has formulas that give the derivation\'s own figures by every method: %s (RATE-1, ALLOC, NUM-5)', (method) => {
    for (const version of [FY2004, FY2005]) expect(wrongFormulas(reportOf(byMethod(smallCosts(), version, method), version))).toEqual([])
  })

  it('has formulas that give the figures where no policy is stated', () => {
    expect(wrongFormulas(reportOf(costModel(), FY2005))).toEqual([])
  })

  it('shows that nothing is lost (ALLOC-6)', () => {
    expect(cell(reportOf(smallCosts(), FY2005), 'control.difference')).toMatchObject({ value: '0' })
  })

  it('leaves salaries and names out where that is asked', () => {
    const draft = smallCosts()
    const named: Draft = { ...draft, staffPosition: new Map([...draft.staffPosition].map(([id, row]) => [id, { ...row, employeeName: `Person ${id}` }])) }
    expect(texts(reportOf(named, FY2005, { withNames: true }))).toContain('Person 2005-operator')
    expect(texts(reportOf(named, FY2005))).not.toContain('Person 2005')
    const without = reportOf(named, FY2005, { withNames: true, withSalaries: false })
    expect(texts(without)).not.toContain('Person 2005')
    expect(without.sheets.map((sheet) => sheet.id)).not.toContain('positions')
    expect(wrongFormulas(without)).toEqual([])
    expect(cell(without, 'own.service:mainframe.salaries')).toMatchObject({ kind: 'number' })
  })

  it('says on every sheet that figures are fictional, and DRAFT with the version (VER-3)', () => {
    const draft = smallCosts()
    const policy = draft.yearPolicy.get(versionKey(FY2005))
    if (policy === undefined) throw new Error('no policy')
    const report = reportOf({ ...draft, yearPolicy: new Map(draft.yearPolicy).set(policy.id, { ...policy, provenance: 'fictional' }) }, FY2005)
    expect(report.sheets.every((sheet) => sheet.description.startsWith('FICTIONAL FIGURES'))).toBe(true)
    expect(report.draftMark).toContain('DRAFT · FY2005')
  })

  it('shows a published price that is not per unit as it is printed (RATE-3)', () => {
    const report = rateBuildReport({ draft: sampleDraft(), version: FY2005, context, withNames: false, withSalaries: true })
    const cells = report.sheets.flatMap((sheet) => sheet.rows.flatMap((row) => row.cells))
    const published = (rateId: string): string | undefined => cells.flatMap((cell) => (cell.kind === 'text' && cell.id === ids.rate(rateId, 'published') ? [cell.text] : []))[0]
    expect(['ml-mtr-pst', 'sq060'].map(published)).toEqual(['Meter + 16.8 %', '0 (funded from overhead)'])
  })

  it('says why a service without units has no rate (RATE-2)', () => {
    expect(cell(reportOf(smallCosts(), FY2005), 'rate.sam-office.unrounded')).toMatchObject({ text: '0 (funded from overhead)' })
  })
})
