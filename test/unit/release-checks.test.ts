import { expect, test } from 'vitest'

import { releaseChecks, type Finding } from '../../src-shared/domain/costs/release-checks.ts'
import { planFieldEdits } from '../../src-shared/domain/costs/edit-costs.ts'
import { formatFixed } from '../../src-shared/domain/decimal.ts'
import { wrongExplanations } from '../../src-shared/domain/rates/evaluate-explanation.ts'
import { applyChanges, draftAhead } from '../../src-shared/domain/model/apply-edit.ts'
import { revenueId, type Revenue } from '../../src-shared/domain/model/cost-tables.ts'
import { draftFromRows, type Draft } from '../../src-shared/domain/model/draft.ts'
import { rowChange } from '../../src-shared/domain/model/edit.ts'
import { buildRow, figure, lineRow, policyRow, smallCostRows, smallCosts, unitsRow } from '../support/small-costs.ts'
import { sampleDraft } from '../support/sample-draft.ts'
import { countingIds, FY2005, scheduleRow } from '../support/small-model.ts'
import { fiscalYear } from '../../src-shared/domain/fiscal-year.ts'
import { planOf, versionKey, type Version } from '../../src-shared/domain/version.ts'

function codes(draft: ReturnType<typeof smallCosts>): readonly string[] {
  return releaseChecks(draft, FY2005).map((each) => `${each.code} ${each.subject.table} ${each.subject.id}`)
}

function licences(draft: Draft, version: Version, text: string): Draft {
  const planned = planFieldEdits({ draft, version, edits: [{ table: 'costLine', rowId: '2005-licences', field: 'amount', text }], newId: countingIds() })
  return planned.ok ? draftAhead(draft, planned.value.plan.changes) : draft
}

test('one list names what is to be looked at, each with the row to jump to, the gravest first', () => {
  const found = releaseChecks(smallCosts(), FY2005)
  expect(codes(smallCosts())).toEqual(expect.arrayContaining(['position-below-100 staffPosition 2005-engineer', 'pool-unallocated costPool 2005-lost']))
  const places = found.map((each) => ['error', 'warning', 'note'].indexOf(each.severity))
  expect(places).toEqual(places.toSorted((left, right) => left - right))
  expect(found.every((each) => each.words !== '' && each.subject.id !== '')).toBe(true)
})

test('RECOV-1: a service that bills and has nothing to recover is outside of any tolerance', () => {
  const rows = smallCostRows()
  const of = { version: versionKey(FY2005), serviceId: 'cabling', fundId: null }
  const bills: Revenue = { ...of, id: revenueId(of), billed: figure<'USD'>('500'), imputed: figure<'USD'>('0'), federallyFunded: figure<'USD'>('0'), source: '' }
  const without = draftFromRows({ ...rows, costLine: [], capitalItem: [], staffPosition: [], staffAssignment: [], salaryIncrease: [], carryForward: [], revenue: [bills] })
  expect(codes(without)).toContain('recovery-outside-tolerance service cabling')
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

test('RATE-1: more planned units than the practical capacity are named, and what that means where the rate is divided by it', () => {
  const rows = smallCostRows()
  const words = (units: string, dividedBy: 'planned-units' | 'practical-capacity'): readonly string[] => releaseChecks(draftFromRows({
    ...rows, rateUnits: rows.rateUnits.map((row) => (row.id === 'FY2005/plan|tape|' ? { ...row, units: figure<'units'>(units) } : row)), rateBuild: rows.rateBuild.map((row) => (row.id === 'FY2005/plan|tape' ? { ...row, dividedBy } : row)),
  }), FY2005).filter((each) => each.code === 'above-capacity').map((each) => each.words)
  expect(words('9000000', 'planned-units')).toEqual([])
  expect(words('9000000.5', 'planned-units')).toEqual(['tape is planned with 9,000,000.5 units, above its practical capacity of 9,000,000.'])
  expect(words('90000000', 'practical-capacity')).toEqual(['tape is planned with 90,000,000 units, above its practical capacity of 9,000,000: divided by the capacity, it brings in more than its cost.'])
})

test('years: a balance that expires, a correction that begins before what it corrects, a rate that is new', () => {
  const rows = smallCostRows()
  const draft = draftFromRows({
    ...rows, carryForward: rows.carryForward.map((row) => ({ ...row, expiresAfter: fiscalYear(2005) })), schedule: [...rows.schedule.filter((each) => each.version !== versionKey(FY2005)), scheduleRow(2005, { state: 'draft', effectiveFrom: '2004-09-01' }), scheduleRow(2005, { revision: 2, state: 'draft', effectiveFrom: '2004-08-01' })],
  })
  expect(codes(draft)).toEqual(expect.arrayContaining(['carry-forward-expired carryForward from-2002', 'overlapping-dates schedule FY2005/plan#2', 'new-since-publication rate sam-office']))
})

test('RECOV-4: what expires unused is said as what is to come or as what has been', () => {
  const rows = smallCostRows()
  const words = (expiresAfter: number): readonly string[] => releaseChecks(draftFromRows({ ...rows, carryForward: rows.carryForward.map((row) => ({ ...row, expiresAfter: fiscalYear(expiresAfter) })) }), FY2005).filter((each) => each.code === 'carry-forward-expired').map((each) => each.words)
  expect([words(2004), words(2005), words(2006)]).toEqual([
    ['-$666.66 of the balance of Cabling for FY2002 expired unused after FY2004.'], ['-$333.33 of the balance of Cabling for FY2002 will expire unused after FY2005.'], [],
  ])
})

test('RECOV-1, RECOV-3: a service outside its tolerance, a reserve above its cap in the service and in its fund, services that pay for one another, lines of another fund', () => {
  const rows = smallCostRows()
  const key = versionKey(FY2005)
  const revenue = (serviceId: string, billed: string): Revenue => {
    const of = { version: key, serviceId, fundId: 'isf' }
    return { ...of, id: revenueId(of), billed: figure<'USD'>(billed), imputed: figure<'USD'>('0'), federallyFunded: figure<'USD'>('0'), source: '' }
  }
  const draft = draftFromRows({
    ...rows, internalServiceFund: ['isf', 'other'].map((id, position) => ({ id, code: id, name: `Fund ${id}`, note: '', position })), revenue: [revenue('mainframe', '9000000'), revenue('cabling', '1')],
    costLine: rows.costLine.map((line) => (line.id === '2005-cable' ? { ...line, fundId: 'other' } : line)),
  })
  expect(codes(draft)).toEqual(expect.arrayContaining([
    'recovery-outside-tolerance service mainframe', 'recovery-outside-tolerance service cabling', 'reserve-above-cap service mainframe', 'reserve-above-cap internalServiceFund isf', 'cross-subsidy internalServiceFund isf', 'several-funds service cabling',
  ]))
})

test('RECOV-3: reserves of the forecast and the actual year before are named with their year; a year of which no expense or no revenue is known has none', () => {
  const rows = smallCostRows()
  const [actual, forecast] = [versionKey({ fiscalYear: fiscalYear(2003), basis: 'actual', scenarioId: null }), versionKey({ fiscalYear: fiscalYear(2004), basis: 'forecast', scenarioId: null })]
  const billed = (version: typeof actual, text: string): Revenue => {
    const of = { version, serviceId: 'mainframe', fundId: 'isf' }
    return { ...of, id: revenueId(of), billed: figure<'USD'>(text), imputed: figure<'USD'>('0'), federallyFunded: figure<'USD'>('0'), source: '' }
  }
  const spent = (version: typeof actual): ReturnType<typeof lineRow> => lineRow(`spent ${version}`, version, { serviceId: 'mainframe', text: '365000', fundId: 'isf' })
  const found = (lines: readonly ReturnType<typeof lineRow>[], revenue: readonly Revenue[]): readonly Finding[] => releaseChecks(draftFromRows({
    ...rows, internalServiceFund: [{ id: 'isf', code: 'isf', name: 'Fund isf', note: '', position: 0 }], costLine: [...rows.costLine, ...lines], revenue,
  }), FY2005).filter((each) => each.code === 'reserve-above-cap' && /FY200[34]/.test(each.words))
  const reserves = found([spent(actual), spent(forecast)], [billed(actual, '435000'), billed(forecast, '375000')])
  expect(reserves.map((each) => `${each.severity} ${each.subject.table}: ${each.words}`)).toEqual([
    'warning service: Mainframe is forecast to close FY2004 with a reserve $20,000.00 above its cap of $60,000.00.', 'warning internalServiceFund: The fund Fund isf is forecast to close FY2004 with a reserve $20,000.00 above its cap of $60,000.00.',
    'note service: Mainframe closed FY2003 with a reserve $10,000.00 above its cap of $60,000.00.', 'note internalServiceFund: The fund Fund isf closed FY2003 with a reserve $10,000.00 above its cap of $60,000.00.',
  ])
  expect(reserves.map((each) => each.explain?.().value)).toEqual(['20000', '20000', '10000', '10000'])
  expect(reserves.flatMap((each) => (each.explain === undefined ? ['none'] : wrongExplanations(each.explain())))).toEqual([])
  expect(found([], [billed(actual, '435000'), billed(forecast, '375000')])).toEqual([])
  expect(found([spent(actual), spent(forecast)], [])).toEqual([])
})

test('ALLOC-5: a driver that has not been typed for the year is said of its pool; VER-4: so is a base that has moved under a scenario', () => {
  const rows = smallCostRows()
  const untyped = draftFromRows({ ...rows, driverQuantity: rows.driverQuantity.filter((row) => row.driverId !== '2005-feet') })
  expect(releaseChecks(untyped, FY2005).filter((each) => each.subject.id === '2005-rent').map((each) => each.words)).toEqual(['Pool "2005-RENT" stays unallocated: its driver "2005-feet" has no quantities in FY2005.'])
  const planA = { ...FY2005, scenarioId: 'plan-a' }
  const moved = licences(licences(smallCosts(), planA, '250000'), FY2005, '245000')
  expect(releaseChecks(moved, planA).filter((each) => each.code === 'input-moved').map((each) => each.words)).toEqual(['Line "2005-licences": the amount was 240000.1 when the scenario made it 250000, and is 245000 now.'])
})

test('every finding of the sample has words, a remedy and a row', () => {
  const draft = sampleDraft()
  const found = [2004, 2005].flatMap((year) => releaseChecks(draft, planOf(fiscalYear(year))))
  expect(new Set(found.map((each) => each.code))).toEqual(new Set([
    'overlapping-dates', 'mixed-baselines', 'position-below-100', 'pool-unallocated', 'zero-unit-rate', 'rounding-effect', 'override-without-reason', 'carry-forward-expired', 'reserve-above-cap', 'recovery-outside-tolerance', 'cross-subsidy', 'new-since-publication',
  ]))
  expect(found.filter((each) => each.words === '' || each.remedy === '' || each.subject.id === '')).toEqual([])
  expect(found.filter((each) => each.code === 'mixed-baselines').map((each) => each.words)).toContain('IBM AIX Server and Support: Low vs. FY03: its printed difference and % do not come from the same figures.')
})

test('a finding whose words carry a computed figure opens its derivation, and each node gives its value; what is only stated has none', () => {
  const rows = smallCostRows()
  const key = versionKey(FY2005)
  const askew = draftFromRows({
    ...rows, rateUnits: rows.rateUnits.map((row) => (row.id === `${key}|drop|` ? unitsRow(key, 'drop', '0') : row)), rateBuild: rows.rateBuild.map((row) => (row.id === `${key}|tape` ? buildRow(key, 'tape', { costPercent: figure<'%'>('20') }) : row)),
    driverQuantity: rows.driverQuantity.map((row) => (row.driverId === '2005-fixed' && row.serviceId === 'cabling' ? { ...row, quantity: figure<'units'>('20') } : row)), carryForward: rows.carryForward.map((row) => ({ ...row, expiresAfter: fiscalYear(2005) })),
  })
  const found = [...releaseChecks(askew, FY2005), ...releaseChecks(sampleDraft(), FY2005)]
  const explained = found.flatMap((each) => (each.explain === undefined ? [] : [{ code: each.code, subject: each.subject, words: each.words, node: each.explain() }]))
  expect(new Set(explained.map((each) => each.code))).toEqual(new Set([
    'position-below-100', 'pool-unallocated', 'zero-unit-rate', 'percents-not-100', 'rounding-effect', 'carry-forward-expired', 'reserve-above-cap', 'recovery-outside-tolerance',
  ]))
  expect(explained.filter(({ node }) => node.value === null).map((each) => each.words)).toEqual([])
  expect(explained.flatMap(({ node }) => wrongExplanations(node))).toEqual([])
  const unsaid = explained.filter(({ code, words, node }) => code !== 'pool-unallocated' && ![node.value === null ? 'none' : formatFixed(node.value, 2).replace('-', ''), node.value ?? 'none'].some((text) => words.includes(text)))
  expect(unsaid.map((each) => each.words)).toEqual([])
  expect(explained.filter((each) => each.code === 'percents-not-100').map((each) => [each.subject, each.node.value])).toEqual([[{ table: 'driver', id: '2005-fixed' }, '90'], [{ table: 'service', id: 'mainframe' }, '92.5']])
  expect(found.filter((each) => each.code === 'carry-forward-expired').map((each) => each.explain?.().value)).toContain('-333.33')
})

test('checks only read: the model is as it was', () => {
  const draft = smallCosts()
  const before = JSON.stringify([...draft.rateBuild.values()])
  releaseChecks(draft, FY2005)
  expect(JSON.stringify([...draft.rateBuild.values()])).toBe(before)
  const build = draft.rateBuild.get('FY2005/plan|cpu')
  expect(build === undefined ? false : applyChanges(draft, [rowChange('rateBuild', { before: build, after: { ...build, rateSource: 'typed' } })]).ok).toBe(true)
})
