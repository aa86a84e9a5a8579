import { describe, expect, test } from 'vitest'

import { reportModel } from '../../src-shared/contract/report.ts'
import { applyChanges } from '../../src-shared/domain/model/apply-edit.ts'
import { draftFromRows, type Draft } from '../../src-shared/domain/model/draft.ts'
import { compareVersions } from '../../src-shared/domain/rates/compare.ts'
import { planRelativeChange } from '../../src-shared/domain/rates/edit-prices.ts'
import { auditReport } from '../../src-shared/domain/reports/audit-report.ts'
import { largestChangesChart, rateTrendChart } from '../../src-shared/domain/reports/charts.ts'
import { draftMark } from '../../src-shared/domain/reports/draft-mark.ts'
import { evaluateFormula, wrongFormulas } from '../../src-shared/domain/reports/evaluate-formula.ts'
import { rateChangeReport } from '../../src-shared/domain/reports/rate-change-report.ts'
import type { ReportCell, ReportFormula, ReportModel } from '../../src-shared/domain/reports/report-model.ts'
import { planOf, versionKey } from '../../src-shared/domain/version.ts'
import { sampleDraft } from '../support/sample-draft.ts'
import { countingIds, FY2003, FY2004, FY2005, percent, priceRow, smallModel, smallRows } from '../support/small-model.ts'

const context = { author: 'Ann', generatedAt: '2026-11-22T14:02:59.000Z', revision: 12, fileName: 'Sample.ratebook' }
const planA = planOf(FY2005.fiscalYear, 'plan-a')

function rateIdOf(code: string): string {
  return [...sampleDraft().rate.values()].find((each) => each.code === code)?.id ?? ''
}

function cells(report: ReportModel): readonly ReportCell[] {
  return report.sheets.flatMap((sheet) => sheet.rows.flatMap((row) => row.cells))
}

function cellOf(report: ReportModel, id: string): ReportCell | undefined {
  return cells(report).find((each) => each.kind !== 'blank' && each.id === id)
}

function raised(draft: Draft): Draft {
  const plan = planRelativeChange({ draft, version: planA, cells: [{ rateId: 'cpu', customerClass: 'state' }, { rateId: 'tape', customerClass: 'state' }], by: { kind: 'percent', value: percent('3') }, newId: countingIds() })
  if (!plan.ok) throw new Error(JSON.stringify(plan.failure))
  const applied = applyChanges(draft, plan.value.plan.changes)
  if (!applied.ok) throw new Error(JSON.stringify(applied.failure))
  return applied.value
}

describe('the rate-change report of the sample', () => {
  const report = rateChangeReport({ draft: sampleDraft(), comparison: { base: FY2003, comparisons: [FY2004], basis: 'published' }, context })
  const prime = `schedule.${rateIdOf('MF-IO-P')}|state|`

  test('has its sheets, and the contents lead to them', () => {
    expect(report.sheets.map((each) => each.name)).toEqual(['Cover', 'Rate schedule', 'Crosswalk', 'Largest changes', 'Your estimate', 'Method and notes'])
    const links = cells(report).flatMap((each) => (each.kind === 'text' && each.link ? [each.link.sheetId] : []))
    expect(links).toEqual(report.sheets.slice(1).map((each) => each.id))
  })

  test('a line of the contents is one sentence: LibreOffice does not wrap a link', () => {
    const texts = cells(report).flatMap((each) => (each.kind === 'text' && each.link ? [each.text] : []))
    expect(texts).toContain('Type your planned units for a year: the amounts at FY2003 and FY2004 rates, and the change, follow.')
    for (const text of texts) expect(text).not.toMatch(/\. /)
  })

  test('fits the contract, and its ids are unique', () => {
    expect(reportModel.parse(report)).toEqual(report)
    const ids = cells(report).flatMap((each) => (each.kind === 'blank' ? [] : [each.id]))
    expect(new Set(ids).size).toBe(ids.length)
    for (const sheet of report.sheets) for (const row of sheet.rows) expect(row.cells.length, `${sheet.name} ${row.id}`).toBe(sheet.columns.length)
  })

  test('NUM-3: numbers hold published digits with their own places; difference and % are formulas that give them', () => {
    expect([cellOf(report, `${prime}.base`), cellOf(report, `${prime}.0.rate`), cellOf(report, `${prime}.0.difference`), cellOf(report, `${prime}.0.percent`)]).toMatchObject([
      { kind: 'number', value: '0.0367', places: 4 }, { kind: 'number', value: '0.039', places: 4 },
      { kind: 'number', value: '0.0023', places: 4, tone: 'increase', formula: { op: 'round', places: 4 } }, { kind: 'number', value: '0.0627', places: 2, format: 'percent', formula: { op: 'round', places: 4 } },
    ])
    expect(wrongFormulas(report)).toEqual([])
  })

  test('RATE-3: prices that are no number are text; a percentage has its points', () => {
    const metered = `schedule.${rateIdOf('ML-MTR-PST')}|state|`
    expect([cellOf(report, `${metered}.base`), cellOf(report, `${metered}.0.difference`), cellOf(report, `${metered}.0.percent`)]).toMatchObject([
      { kind: 'text', text: 'Meter + 17.5 %' }, { kind: 'number', format: 'points', value: '-0.7', places: 1 }, { kind: 'number', value: '-0.04' },
    ])
    expect(cellOf(report, `schedule.${rateIdOf('DL-HR-CON')}|state|.0.rate`)).toMatchObject({ kind: 'text', text: 'Contract rate' })
  })

  test('RATE-4: the crosswalk leads from each merged rate to its successor', () => {
    const crosswalk = report.sheets.find((each) => each.id === 'crosswalk')
    const row = crosswalk?.rows.find((each) => each.cells.some((cell) => cell.kind === 'text' && cell.text === 'MR-OP-W2K'))
    expect(row?.cells.map((cell) => (cell.kind === 'text' ? cell.text : cell.kind === 'number' ? cell.value : ''))).toEqual([
      'MR-OP-W2K', 'Windows 2000 Server Software', '83', 'Server / Month', 'Merged into', 'MR-WIN-SVR', 'Wintel Server & Support', '548', '',
    ])
  })

  test('RATE-5: baselines stand in the method with their arithmetic and source', () => {
    const texts = report.sheets.find((each) => each.id === 'method')?.rows.map((row) => row.cells.map((cell) => (cell.kind === 'text' ? cell.text : '')).join(': ')) ?? []
    expect(texts.find((each) => each.startsWith('HR/CMS'))).toContain('2.45 (HR/CMS Payroll Checks Issued) + 0.68 x 12/26 (PMIS / PCRS Head Count as Charged) = 2.7638.')
  })

  test('a recipient may type units, each once for a rate and class', () => {
    const inputs = cells(report).flatMap((each) => (each.kind === 'number' && each.input === true ? [each.id] : []))
    expect(inputs).toContain(`estimate.${rateIdOf('MR-WIN-SVR')}|state.units`)
    expect(evaluateFormula(report, { op: 'cell', id: 'estimate.total.change' }).toFixed()).toBe('0')
  })

  test('VER-3: published versions carry no mark', () => {
    expect(report.draftMark).toBeNull()
    expect(report.footer).toBe('Sample.ratebook · FY2003 to FY2004 · revision 12 · 2026-11-22 14:02')
  })
})

describe('the report of a scenario', () => {
  const draft = raised(smallModel())
  const report = rateChangeReport({ draft, comparison: { base: FY2003, comparisons: [FY2004, planA], basis: 'published' }, context })

  test('VER-3: says DRAFT, version, revision and time', () => {
    expect(report.draftMark).toBe('DRAFT · FY2005@Plan A · revision 12 · 2026-11-22 14:02')
    expect(draftMark({ draft, versions: [FY2003, FY2005], context })).toBe('DRAFT · FY2005 · revision 12 · 2026-11-22 14:02')
    expect(draftMark({ draft, versions: [FY2003, planOf(FY2004.fiscalYear, 'plan-a')], context })).toBe('DRAFT · FY2004@Plan A · revision 12 · 2026-11-22 14:02')
    expect(draftMark({ draft, versions: [FY2003, FY2004], context })).toBeNull()
  })

  test('VER-3: names of any length and number leave room for the revision and the time', () => {
    const draft = smallModel()
    const versions = ['a', 'b', 'c'].map((id) => planOf(FY2005.fiscalYear, id))
    const marks = ['Plan', 'A scenario of middling length', 'W&'.repeat(98)].map((name) => {
      const scenario = new Map(['a', 'b', 'c'].map((id) => [id, { id, name: `${name} ${id}`, note: '', author: '', createdAt: '2026-11-22T14:02:00Z', position: 0 }]))
      return draftMark({ draft: { ...draft, scenario }, versions, context })
    })
    const end = ' · revision 12 · 2026-11-22 14:02'
    expect(marks).toEqual([
      `DRAFT · FY2005@Plan a, FY2005@Plan b, FY2005@Plan c${end}`,
      `DRAFT · FY2005@A scenario of middling length a, and 2 more${end}`,
      `DRAFT · FY2005@${'W&'.repeat(26)}…, and 2 more${end}`,
    ])
  })

  test('has columns for each comparison, and formulas that hold', () => {
    const headers = report.sheets.find((each) => each.id === 'schedule')?.columns.map((each) => each.header)
    expect(headers).toEqual(['Group', 'Code', 'Resource', 'Billable unit', 'FY2003', 'FY2004', 'Difference FY2004', '% change FY2004', 'Status FY2004', 'FY2005@Plan A', 'Difference FY2005@Plan A', '% change FY2005@Plan A', 'Status FY2005@Plan A', 'Note'])
    expect(wrongFormulas(report)).toEqual([])
    expect(reportModel.parse(report)).toEqual(report)
  })

  test('says what the scenario changed and from what', () => {
    expect(cellOf(report, 'schedule.tape|state|.note')).toMatchObject({ text: 'Changed in the scenario; was 0.0367.' })
  })
})

function literal(value: string): ReportFormula {
  return { op: 'literal', value: percent(value) }
}

test('RATE-4: the estimate takes no difference of prices that cannot be compared', () => {
  const rows = smallRows()
  const price = rows.price.map((each) => (each.id === 'FY2005/plan#1|hub|state' ? { ...each, kind: 'per-unit' as const, basisText: '' } : each))
  const report = rateChangeReport({ draft: draftFromRows({ ...rows, price }), comparison: { base: FY2004, comparisons: [FY2005], basis: 'published' }, context })
  const parts = ['base', 'rate', 'old', 'new', 'change']
  expect(parts.map((part) => cellOf(report, `estimate.hub|state.${part}`)?.kind)).toEqual(['number', 'number', undefined, 'number', undefined])
  expect(parts.map((part) => cellOf(report, `estimate.cpu|state.${part}`)?.kind)).toEqual(['number', 'number', 'number', 'number', 'number'])
  expect(wrongFormulas(report)).toEqual([])
})

describe('formulas', () => {
  const report = rateChangeReport({ draft: smallModel(), comparison: { base: FY2003, comparisons: [FY2004], basis: 'published' }, context })

  test('every operation is exact', () => {
    expect(evaluateFormula(report, { op: 'sum', of: [literal('0.1'), literal('0.2')] }).toFixed()).toBe('0.3')
    expect(evaluateFormula(report, { op: 'product', of: [literal('3'), literal('0.1')] }).toFixed()).toBe('0.3')
    expect(evaluateFormula(report, { op: 'round', of: { op: 'ratio', left: literal('1'), right: literal('3') }, places: 4 }).toFixed()).toBe('0.3333')
  })

  test('a bug of the report throws', () => {
    expect(() => evaluateFormula(report, { op: 'cell', id: 'nowhere' })).toThrow('refers to "nowhere"')
    expect(() => evaluateFormula(report, { op: 'ratio', left: { op: 'literal', value: percent('1') }, right: { op: 'literal', value: percent('0') } })).toThrow('divides by zero')
  })
})

describe('charts', () => {
  test('the largest changes come first, with labels that say the rates', () => {
    const comparison = compareVersions(sampleDraft(), { base: FY2003, comparisons: [FY2004], basis: 'published' })
    const chart = largestChangesChart(comparison, 0, 3)
    expect(chart).toMatchObject({ title: 'Largest changes, FY2003 to FY2004 (% of the FY2003 rate)', valueAxis: { unit: '%' }, categories: ['SQL Standard / Enterprise Edition, Low', 'IBM AIX Server & Support, High', 'State House PBX Maintenance'] })
    expect(chart.series[0]).toMatchObject({ values: ['143.89', '-35.49', '19.94'], labels: ['+143.89 % (180.00 to 439.00)', '-35.49 % (2,167.00 to 1,398.00)', '+19.94 % (3.11 to 3.73)'] })
  })

  test('nothing to draw is said', () => {
    const comparison = compareVersions(smallModel(), { base: FY2005, comparisons: [planA], basis: 'published' })
    expect(largestChangesChart(comparison, 0, 5)).toMatchObject({ categories: [], emptyText: 'No rate changes from FY2005 to FY2005@Plan A.' })
    expect(rateTrendChart(smallModel(), 'consultant', 'state')).toMatchObject({ categories: [], emptyText: 'consultant has no price that is a number in any year.' })
  })

  test('a trend goes from the first year with a price to the last; a year without one is a gap', () => {
    const price = [priceRow('FY2003/plan#1', 'cpu', '120'), priceRow('FY2005/plan#1', 'cpu', '100')]
    expect(rateTrendChart(draftFromRows({ ...smallRows(), price }), 'cpu', 'state')).toMatchObject({
      title: 'cpu (USD per Hour)', categories: ['FY2003', 'FY2004', 'FY2005'], series: [{ values: ['120', null, '100'], labels: ['120.00', 'No price', '100.00'] }],
    })
  })
})

test('RATE-7: the audit report says how many rows have which verdict', () => {
  const report = auditReport({ draft: sampleDraft(), version: versionKey(FY2004), context })
  expect(reportModel.parse(report)).toEqual(report)
  expect(report.draftMark).toBeNull()
  const count = (verdict: string) => cellOf(report, `audit.count.${verdict}.rows`)
  expect(['exact', 'explained-by-rounding', 'inconsistent', 'not-checkable'].map(count)).toMatchObject([{ value: '38' }, { value: '19' }, { value: '3' }, { value: '24' }])
})
