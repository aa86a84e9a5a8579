import { describe, expect, test } from 'vitest'

import { costTemplate } from '../../src-shared/domain/costs/imports/cost-template.ts'
import { COST_IMPORT_KINDS, type CostImportKind, type PlannedCostImport } from '../../src-shared/domain/costs/imports/cost-import.ts'
import { planCostImport } from '../../src-shared/domain/costs/imports/plan-cost-import.ts'
import { proposeCostMapping } from '../../src-shared/domain/costs/imports/propose-cost-mapping.ts'
import { fiscalYear } from '../../src-shared/domain/fiscal-year.ts'
import { applyChanges } from '../../src-shared/domain/model/apply-edit.ts'
import { draftFromRows, type Draft } from '../../src-shared/domain/model/draft.ts'
import { inverseChanges } from '../../src-shared/domain/model/edit.ts'
import type { Version } from '../../src-shared/domain/version.ts'
import { LATER } from '../support/later-day.ts'
import { countingIds, FY2004, FY2005, smallModel, smallRows } from '../support/small-model.ts'

function model(): Draft {
  return draftFromRows({ ...smallRows(), internalServiceFund: [{ id: 'fund-a', code: 'ISF1', name: 'Services', note: '', position: 0 }] })
}

type More = { readonly draft?: Draft; readonly version?: Version; readonly newId?: () => string }
function planned(kind: CostImportKind, text: string, more: More = {}): PlannedCostImport {
  const rows = text.split('\n').map((line) => line.split(';').map((cell) => cell.trim()))
  return planCostImport({
    kind, draft: more.draft ?? model(), version: more.version ?? FY2005, fileName: 'data.csv', sheet: '', rowNumbers: rows.map((_, index) => index + 1), rows, mapping: null,
    newId: more.newId ?? countingIds(), author: 'Ann', today: LATER,
  })
}

function applied(draft: Draft, { plan, outcome }: PlannedCostImport): Draft {
  if (plan === null) throw new Error(JSON.stringify(outcome.issues))
  const result = applyChanges(draft, plan.changes)
  if (!result.ok) throw new Error(JSON.stringify(result.failure))
  return result.value
}

function said({ outcome }: PlannedCostImport): readonly string[] {
  return outcome.issues.map((each) => `${each.severity} ${each.code} ${each.place?.row ?? '-'} ${each.place?.column ?? '-'}: ${each.message}`)
}

const COSTS = `Service;Object code;Description;Amount;FTE;Fund;Allowable;One time
SQ001;AA;Salaries;513,976.00;7;ISF1;yes;
SQ001;UU;Software;$2,513.00;;ISF1;no;
Cabling;;Adjustment;(29.00);;;;`

const POSITIONS = `Position;Title;Salary;Start;End;service1;percent1;service2;percent2
001;Analyst;62,400.00;;2005-03-31;SQ001;60;Cabling;40
002;Clerk;31,200;7/1/2004;;Cabling;100;;`

describe('importing costs', () => {
  test('lines of services, at the cent; the same file twice changes nothing; one undo takes it all back', () => {
    const draft = model()
    const result = planned('costs', COSTS)
    expect(result.outcome).toMatchObject({
      label: 'Import data.csv: 3 cost lines, FY2005', issues: [{ code: 'wrong-columns', severity: 'warning', message: 'These columns are not read: One time.', place: { row: 1 } }], counts: { new: 3, changed: 0, unchanged: 0, refused: 0 }, changeCount: 3,
      preview: [{ rowNumber: 2, code: 'SQ001 AA', title: 'Salaries', effect: 'new', effectText: 'new cost line: 513,976.00' }, { effect: 'new' }, { code: 'Cabling', effectText: 'new cost line: -29.00' }],
    })
    const after = applied(draft, result)
    expect([...after.costLine.values()]).toMatchObject([
      { version: 'FY2005/plan', serviceId: 'mainframe', poolId: null, section: 'personnel', objectCode: 'AA', amount: '513976', fte: '7', fundId: 'fund-a', allowable: 'allowable', cash: 'cash', author: 'Ann', source: 'data.csv' },
      { section: 'other', objectCode: 'UU', amount: '2513', fte: null, allowable: 'unallowable' },
      { serviceId: 'cabling', section: 'other', amount: '-29', fundId: null },
    ])
    expect(planned('costs', COSTS, { draft: after, version: FY2005 })).toMatchObject({ plan: null, outcome: { counts: { new: 0, changed: 0, unchanged: 3 }, issues: expect.arrayContaining([expect.objectContaining({ code: 'nothing-to-change', severity: 'note' })]) } })
    const back = applyChanges(after, inverseChanges(result.plan?.changes ?? []))
    expect(back.ok && back.value).toEqual(draft)
  })

  test('a changed amount is said; a column that the file does not have stays', () => {
    const after = applied(model(), planned('costs', COSTS))
    const again = planned('costs', 'service;object code;description;amount\nSQ001;AA;salaries;520000', { draft: after })
    expect(again.outcome.preview).toMatchObject([{ effect: 'changed', effectText: 'changed: amount 513,976.00 -> 520,000.00' }])
    expect([...applied(after, again).costLine.values()][0]).toMatchObject({ amount: '520000', fte: '7', fundId: 'fund-a', description: 'Salaries' })
  })

  test('a row may name its year and basis; capital items have a day and a life (COST-3)', () => {
    const result = planned('costs', 'FY;Basis;Service;Section;Description;Amount;In service;Life months\n2003;actual;SQ001;capital;Printer;24000;2003-01-15;60\nFY2006;;SQ001;2b;Tapes;10;;')
    expect(result.outcome.issues).toEqual([])
    const after = applied(model(), result)
    expect([...after.capitalItem.values()]).toMatchObject([{ version: 'FY2003/actual', purchasePrice: '24000', inServiceOn: '2003-01-15', lifeMonths: 60 }])
    expect([...after.costLine.values()]).toMatchObject([{ version: 'FY2006/plan', section: 'other' }])
    expect(said(planned('costs', 'Service;Section;Description;Amount\nSQ001;capital;Printer;-1'))).toEqual([
      'error text-missing 2 -: A capital item needs the day on which it goes into service.', 'error text-missing 2 -: A capital item needs its life in months.',
    ])
  })

  test('every bad row is named with row, column and what to do, and the whole file is refused', () => {
    const result = planned('costs', `Service;Object code;Description;Amount;Allowable
SQ001;AA;Text;lots;
SQ001;AA;Too large;1000000000000000;
Nobody;AA;Unknown;5;
SQ001;???;Odd code;5;
;AA;Nobody's;5;
SQ001;AA;Twice;5;
SQ001;aa;twice;6;
SQ001;AA;Missing;;
SQ001;AA;Odd;5;perhaps
SQ001;ZZ9;New code;5;
SQ001;AA;Percent;5 %;`)
    expect(said(result)).toEqual([
      'error not-a-number 2 Amount: "lots" is not a number.',
      'error number-out-of-range 3 Amount: 1000000000000000 is too large.',
      'error unknown-reference 4 Service: The model has no service "Nobody".',
      'error unknown-reference 5 Object code: "???" is not an object code.',
      'error text-missing 6 Service: Neither a service nor a cost pool is named.',
      'error duplicate-code 8 Description: The same cost line stands in row 7 already.',
      'error text-missing 9 Amount: The amount is missing.',
      'error wrong-shape 10 Allowable: "perhaps" is none of allowable, unallowable.',
      'warning unknown-reference 11 Object code: The object code ZZ9 is new to the model.',
      'error unit-differs 12 Amount: "5 %" is a percentage; this field takes dollars.',
    ])
    expect(result.outcome.issues.filter((each) => each.severity === 'error').every((each) => (each.remedy ?? '') !== '')).toBe(true)
    expect(result).toMatchObject({ plan: null, outcome: { changeCount: 0, counts: { refused: 9 } } })
  })

  test('VER-2: the plan of a published year is refused, its actual figures are taken', () => {
    expect(said(planned('costs', 'Service;Description;Amount\nSQ001;Tapes;5', { version: FY2004 }))).toEqual(['error published-is-immutable 2 -: The plan of FY2004 is published and stays as it is.'])
    expect(said(planned('costs', 'Year;Service;Description;Amount\nFY2004;SQ001;Tapes;5'))).toEqual(['error published-is-immutable 2 Year: The plan of FY2004 is published and stays as it is.'])
    expect(planned('costs', 'Service;Description;Amount\nSQ001;Tapes;5', { version: { ...FY2004, basis: 'actual' } }).outcome).toMatchObject({ issues: [], changeCount: 1 })
  })

  test('a plan for a year far from every schedule is taken and told once', () => {
    const result = planned('costs', 'Year;Basis;Service;Description;Amount\nFY2050;plan;SQ001;Tapes;5\nFY2050;plan;SQ001;Disks;5\nFY2050;actual;SQ001;Disks;5\nFY2005;plan;SQ001;Disks;5')
    expect(said(result)).toEqual(['warning version-missing 2 Year: FY2050 is more than 3 years away from every schedule of this model.'])
    expect(result.plan?.changes).toHaveLength(4)
  })

  test('missing columns are named', () => {
    expect(said(planned('costs', 'Service;Object code\nSQ001;AA'))).toEqual([
      'error wrong-columns 1 -: There is no column for the description.', 'error wrong-columns 1 -: There is no column for the amount.',
    ])
    expect(said(planned('costs', 'Description;Amount\nTapes;5'))).toEqual(['error wrong-columns 1 -: There is no column for the service or the pool.'])
  })

  test('what looks like a formula is text, and no number', () => {
    const result = planned('costs', 'Service;Description;Amount\nSQ001;=HYPERLINK("x");5\nSQ001;B;=1+1')
    expect(said(result)).toEqual(['error not-a-number 3 Amount: "=1+1" is not a number.'])
  })
})

describe('importing positions (COST-2)', () => {
  test('split columns, or one row a part, make the same', () => {
    const wide = applied(model(), planned('positions', POSITIONS))
    expect([...wide.staffPosition.values()]).toMatchObject([
      { code: '001', title: 'Analyst', baseSalary: '62400', salaryAsOf: '2004-07-01', fte: '1', startsOn: null, endsOn: '2005-03-31', fringePercent: null },
      { code: '002', startsOn: '2004-07-01' },
    ])
    expect([...wide.staffAssignment.values()]).toMatchObject([{ serviceId: 'mainframe', percent: '60' }, { serviceId: 'cabling', percent: '40' }, { serviceId: 'cabling', percent: '100' }])
    const long = planned('positions', 'Position;Title;Salary;End;Service;Percent\n001;Analyst;62,400.00;2005-03-31;SQ001;60\n001;;62400.00;;Cabling;40\n002;Clerk;31,200;;Cabling;')
    expect(said(long)).toEqual(['error duplicate-code 3 Salary: Row 2 says "62,400.00" of the same.'])
    const put = planned('positions', 'Position;Salary;End;Service;Percent\n001;62,400.00;2005-03-31;SQ001;60\n001;62,400.00;;Cabling;40\n002;31,200;;Cabling;', { draft: wide })
    expect(put).toMatchObject({ plan: null, outcome: { counts: { unchanged: 3 } } })
  })

  test('the file says which parts a position has', () => {
    const wide = applied(model(), planned('positions', POSITIONS))
    const moved = planned('positions', 'Position;Salary;service1;percent1\n001;62,400.00;SQ001;100', { draft: wide, newId: () => 'other' })
    expect(moved.outcome.preview).toMatchObject([{ effect: 'changed', effectText: 'changed: percent 60 -> 100 (% of Mainframe); part of a position taken away: 40 % of Cabling' }])
    expect([...applied(wide, moved).staffAssignment.values()].map((each) => each.percent)).toEqual(['100', '100'])
  })

  test('bad positions are named', () => {
    const result = planned('positions', `Position;Salary;Start;End;FTE;Service;Percent
001;50000;2005-01-01;2004-12-31;1;SQ001;100
002;50000;;;1;SQ001;80
002;50000;;;1;Cabling;30
003;50000;;;-1;SQ001;100
004;fifty;;;1;SQ001;100
005;50000;31/12/2004;;1;SQ001;100
006;50000;;;1;SQ001;100
006;50000;;;1;SQ001;
007;50000;;;1;SQ001;50`)
    expect(said(result)).toEqual([
      'error dates-out-of-order 2 End: Position 001 ends on 2004-12-31, before it starts on 2005-01-01.',
      'error above-100-percent 4 Percent: The parts of position 002 add up to 110 %.',
      'error number-out-of-range 5 FTE: -1 is below 0.',
      'error not-a-number 6 Salary: "fifty" is not a number.',
      'error not-a-date 7 Start: "31/12/2004" is not a date.',
      'error duplicate-code 9 Service: SQ001 pays a part of 006 in row 8 already.',
      'warning below-100-percent 10 Percent: The parts of position 007 add up to 50 %.',
    ])
    expect(result.plan).toBeNull()
  })
})

describe('importing pools, drivers, units and revenue', () => {
  const DRIVERS = 'Driver;Name;Kind;Unit;Service;Pool;Quantity\nSQFT;Square feet;typed;square feet;SQ001;;1200\nSQFT;;;;Cabling;;300.5\nFTE;Staff;fte;;;;'
  const POOLS = 'Pool;Name;Driver\nADMIN;Administration;SQFT\nRENT;Rent;FTE'

  test('drivers with their quantities, then pools that name them, then costs of pools', () => {
    const drivers = planned('drivers', DRIVERS)
    expect(drivers.outcome).toMatchObject({ label: 'Import data.csv: 2 drivers, FY2005', issues: [], changeCount: 4 })
    const withDrivers = applied(model(), drivers)
    expect([...withDrivers.driverQuantity.values()].map((each) => [each.serviceId, each.quantity])).toEqual([['mainframe', '1200'], ['cabling', '300.5']])
    const pools = planned('pools', POOLS, { draft: withDrivers, newId: (() => { let n = 0; return () => `pool-${(n += 1)}` })() })
    const withPools = applied(withDrivers, pools)
    expect([...withPools.costPool.values()]).toMatchObject([{ code: 'ADMIN', name: 'Administration', driverId: 'new-1', position: 1 }, { code: 'RENT', driverId: 'new-2', position: 2 }])
    const costs = applied(withPools, planned('costs', 'Pool;Description;Amount\nadmin;Rent;5', { draft: withPools, newId: () => 'line' }))
    expect(costs.costLine.get('line')).toMatchObject({ serviceId: null, poolId: 'pool-1' })
    expect(planned('drivers', DRIVERS, { draft: withPools })).toMatchObject({ plan: null, outcome: { counts: { unchanged: 3 } } })
    expect(planned('pools', POOLS, { draft: withPools })).toMatchObject({ plan: null })
  })

  test('bad pools and drivers are named', () => {
    expect(said(planned('pools', 'Pool;Driver\nADMIN;NONE\nRENT;'))).toEqual([
      'error unknown-reference 2 Driver: FY2005 has no driver "NONE".', 'warning pool-unallocated 3 Driver: The pool RENT has no driver and stays unallocated.',
    ])
    expect(said(planned('drivers', 'Driver;Kind;Service;Quantity\nSQFT;typed;SQ001;-5\nSQFT;;Cabling;\nSQFT;;Unused;1\nSQFT;;unused;2\nFTE;fte;SQ001;3'))).toEqual([
      'error number-out-of-range 2 Quantity: -5 is below 0.', 'error text-missing 3 Quantity: The quantity of SQFT is empty.', 'error duplicate-code 5 Service: Its quantity of SQFT stands in row 4 already.',
      'error wrong-state 6 Quantity: The driver FTE is taken from the model (fte), not from a file.',
    ])
  })

  test('units in total or by customer, and how the rate is built (RATE-1)', () => {
    const UNITS = 'Rate;Customer;Units;Cost percent;Practical capacity\ncpu;;18,500;60;20000\ntape;DMH;10;40;\ntape;DPH;5.5;;'
    const result = planned('units', UNITS)
    expect(result.outcome).toMatchObject({ issues: [], label: 'Import data.csv: 2 rates, FY2005', changeCount: 5 })
    const after = applied(model(), result)
    expect([...after.rateUnits.values()].map((each) => [each.id, each.units])).toEqual([['FY2005/plan|cpu|', '18500'], ['FY2005/plan|tape|DMH', '10'], ['FY2005/plan|tape|DPH', '5.5']])
    expect([...after.rateBuild.values()]).toMatchObject([{ rateId: 'cpu', costPercent: '60', dividedBy: 'planned-units', practicalCapacity: '20000', rateSource: 'derived' }, { rateId: 'tape', costPercent: '40' }])
    expect(planned('units', UNITS, { draft: after })).toMatchObject({ plan: null })
  })

  test('bad units are named', () => {
    expect(said(planned('units', 'Rate;Customer;Units\ncpu;;-5\nNOPE;;5\ntape;A;1\ntape;A;2\nhub;;1\nhub;A;2'))).toEqual([
      'error number-out-of-range 2 Units: -5 is below 0.', 'error unknown-reference 3 Rate: The model has no rate with the code "NOPE".', 'error duplicate-code 5 Customer: The units of TAPE for A stand in row 4 already.',
      'warning duplicate-code 6 Customer: HUB has a total and units by customer, which would count twice.',
    ])
  })

  test('RECOV-1: balances by service, fund and year; what the file has no column for stays', () => {
    const BALANCES = 'Service;Fund;Year;Basis;Opening balance;Interest;Transfers\nSQ001;ISF1;FY2003;actual;(1,250.50);12.25;-300\nCabling;;FY2003;actual;0;;'
    const result = planned('balances', BALANCES)
    expect(result.outcome).toMatchObject({ issues: [], label: 'Import data.csv: 2 balances, FY2003 actual', preview: [{ code: 'SQ001', effectText: 'new fund balance: -1,250.50' }, { code: 'Cabling' }] })
    const after = applied(model(), result)
    expect([...after.fundBalance.values()]).toMatchObject([{ id: 'FY2003/actual|mainframe|fund-a', opening: '-1250.5', interest: '12.25', transfers: '-300', source: 'data.csv' }, { id: 'FY2003/actual|cabling|', opening: '0', interest: '0', transfers: '0' }])
    expect(planned('balances', BALANCES, { draft: after }).plan).toBeNull()
    const changed = planned('balances', 'Service;Fund;Year;Basis;Opening\nSQ001;ISF1;FY2003;actual;5', { draft: after })
    expect(applied(after, changed).fundBalance.get('FY2003/actual|mainframe|fund-a')).toMatchObject({ opening: '5', interest: '12.25', transfers: '-300' })
    expect(said(planned('balances', 'Service;Interest\nSQ001;1'))).toEqual(['error wrong-columns 1 -: There is no column for the opening balance.'])
    expect(said(planned('balances', 'Service;Opening\nSQ001;many\nNowhere;1\nCabling;1000000000000000'))).toEqual([
      expect.stringMatching(/^error not-a-number 2 Opening:/), expect.stringMatching(/^error unknown-reference 3 Service:/), expect.stringMatching(/^error number-out-of-range 4 Opening:/),
    ])
    expect(said(planned('balances', 'Service;Year;Opening\nSQ001;FY2004;1'))).toEqual(['error published-is-immutable 2 Year: The plan of FY2004 is published and stays as it is.'])
  })

  test('RECOV-4: carry-forwards belong to no version; a balance is found again by service, closed year and how it is settled', () => {
    const CARRIED = 'Service;Closed year;Amount;Settled by;First year;Years;Expires after\nSQ001;FY2002;100;;FY2005;3;FY2006\nSQ001;FY2002;-40;cash refund;;;\nCabling;2003;7.5;;;2;'
    const result = planned('carry-forwards', CARRIED)
    expect(result.outcome).toMatchObject({ issues: [], label: 'Import data.csv: 3 carry-forwards' })
    const after = applied(model(), result)
    expect([...after.carryForward.values()]).toMatchObject([
      { serviceId: 'mainframe', closedYear: 2002, amount: '100', settledBy: 'future-rates', firstYear: 2005, years: 3, expiresAfter: 2006, source: 'data.csv' },
      { serviceId: 'mainframe', closedYear: 2002, amount: '-40', settledBy: 'cash-refund', firstYear: 2004, years: 1, expiresAfter: 2004 },
      { serviceId: 'cabling', closedYear: 2003, amount: '7.5', firstYear: 2005, years: 2, expiresAfter: 2006 },
    ])
    expect(planned('carry-forwards', CARRIED, { draft: after }).plan).toBeNull()
    const changed = planned('carry-forwards', 'Service;Closed year;Amount\nSQ001;FY2002;120', { draft: after })
    expect(applied(after, changed).carryForward.get([...after.carryForward.keys()][0] ?? '')).toMatchObject({ amount: '120', firstYear: 2005, years: 3, expiresAfter: 2006 })
    expect(said(planned('carry-forwards', 'Service;Closed year;Amount;First year;Years;Settled by\nSQ001;FY2003;1;FY2003;;\nSQ001;FY2002;1;;0;\nCabling;FY2002;1;;;by luck\nCabling;FY2001;1;;;\nCabling;FY2001;2;;;'))).toEqual([
      expect.stringMatching(/^error number-out-of-range 3 Years:/), expect.stringMatching(/^error \S+ 4 Settled by:/), 'error duplicate-code 6 Service: The same carry-forward stands in row 5 already.',
    ])
    expect(said(planned('carry-forwards', 'Service;Closed year;Amount\nSQ001;FY2002;1'))).toEqual(['error published-is-immutable 2 -: What FY2004 takes up of the balance is published and stays as it is.'])
    expect(said(planned('carry-forwards', 'Service;Closed year;Amount;First year\nSQ001;FY2003;1;FY2003'))).toEqual(['error dates-out-of-order 2 -: A balance of FY2003 cannot be used in FY2003.'])
  })

  test('RECOV-1, RECOV-4: with a column of funds, each fund has a balance of its own; without one, they are found again by the rest', () => {
    const result = planned('carry-forwards', 'Service;Fund;Closed year;Amount;First year\nSQ001;ISF1;FY2002;100;FY2005\nSQ001;;FY2002;30;FY2005')
    const after = applied(model(), result)
    expect([...after.carryForward.values()]).toMatchObject([{ fundId: 'fund-a', amount: '100' }, { fundId: null, amount: '30' }])
    const changed = planned('carry-forwards', 'Service;Fund;Closed year;Amount\nSQ001;ISF1;FY2002;120', { draft: after })
    expect([...applied(after, changed).carryForward.values()].map((row) => [row.fundId, row.amount])).toEqual([['fund-a', '120'], [null, '30']])
    expect(said(planned('carry-forwards', 'Service;Closed year;Amount\nSQ001;FY2002;1', { draft: after }))).toEqual([expect.stringMatching(/^error duplicate-code 2 Service: The model has several balances of FY2002/)])
    expect(said(planned('carry-forwards', 'Service;Fund;Closed year;Amount;First year\nSQ001;NOFUND;FY2002;1;FY2005'))).toEqual([expect.stringMatching(/^error unknown-reference 2 Fund:/)])
  })

  test('the preview of a refused row says everything that is wrong with it', () => {
    const { outcome } = planned('revenue', 'Service;Billed;Fund\nNowhere;many;NOFUND')
    expect(outcome.preview.map((each) => [each.effect, each.effectText])).toEqual([['refused', outcome.issues.map((each) => each.message).join(' ')]])
    expect(outcome.issues.length).toBeGreaterThan(1)
  })

  test('revenue by service, fund and year', () => {
    const REVENUE = 'Service;Fund;Year;Basis;Billed;Imputed;Federally funded\nSQ001;ISF1;FY2003;actual;1,000.00;;300\nSQ001;;FY2003;actual;5;1;0'
    const result = planned('revenue', REVENUE)
    expect(result.outcome).toMatchObject({ issues: [], label: 'Import data.csv: 2 revenue rows, FY2003 actual' })
    const after = applied(model(), result)
    expect([...after.revenue.values()]).toMatchObject([{ id: 'FY2003/actual|mainframe|fund-a', billed: '1000', imputed: '0', federallyFunded: '300' }, { id: 'FY2003/actual|mainframe|', fundId: null }])
    expect(planned('revenue', REVENUE, { draft: after }).plan).toBeNull()
    expect(said(planned('revenue', 'Service;Billed;Federal;Fund\nSQ001;100;200;\nSQ001;1;;NOFUND'))).toEqual([
      'error number-out-of-range 2 Federal: The federally funded part 200 is more than the billed 100.', 'error unknown-reference 3 Fund: The model has no internal service fund "NOFUND".',
    ])
  })
})

describe('templates', () => {
  test.each(COST_IMPORT_KINDS)('the header of %s is understood whole, comments are skipped', (kind) => {
    const { csv, columns } = costTemplate(kind, fiscalYear(2005))
    const lines = csv.trimEnd().split('\n')
    const header = (lines.at(-2) ?? '').split(',')
    const rows = [...lines.slice(0, -2).map((text) => [text.replace(/^"/, '')]), header]
    const mapping = proposeCostMapping(kind, rows)
    expect(mapping.headerRow).toBe(rows.length)
    expect(Object.values(mapping.fields).toSorted((left, right) => left - right)).toEqual(header.map((_, index) => index))
    expect(columns.every((each) => each.comment !== '')).toBe(true)
  })

  test('where nothing looks like a header, nothing is proposed', () => {
    expect(proposeCostMapping('costs', [['1', '2']])).toEqual({ headerRow: 1, fields: {} })
    expect(planned('costs', '1;2').outcome.issues.map((each) => each.code)).toEqual(['wrong-columns', 'wrong-columns', 'wrong-columns'])
    expect(smallModel().costLine.size).toBe(0)
  })
})

function networkParts(first: string, second: string): string {
  return `driver;kind;service;quantity\nNET;fixed-percent;SQ001;${first}\nNET;;Cabling;${second}`
}

function ratesParts(first: string, second: string): string {
  return `rate;units;cost percent\nCPU;10;${first}\nTAPE;20;${second}`
}

describe('shares that do not add up', () => {
  test('ALLOC-5: fixed percentages above 100 are refused with the line, below it is said; the model stays as it was', () => {
    const above = planned('drivers', networkParts('80', '40'))
    expect([said(above), above.plan]).toEqual([['error shares-do-not-add-up 3 quantity: The percentages of driver NET add up to 120 %.'], null])
    expect([said(planned('drivers', networkParts('80', '10'))), planned('drivers', networkParts('80', '10')).plan === null]).toEqual([['warning shares-do-not-add-up 3 quantity: The percentages of driver NET add up to 90 %.'], false])
    expect(said(planned('drivers', networkParts('80', '20')))).toEqual([])
    // What the model has already counts with what the file brings.
    const draft = applied(model(), planned('drivers', networkParts('80', '20')))
    expect(said(planned('drivers', 'driver;service;quantity\nNET;SQ001;81', { draft }))).toEqual(['error shares-do-not-add-up 2 quantity: The percentages of driver NET add up to 101 %.'])
  })

  test('RATE-1: parts of a service above its whole cost are refused with the line, below it is said', () => {
    const above = planned('units', ratesParts('60', '60'))
    expect([said(above), above.plan]).toEqual([['error shares-do-not-add-up 3 cost percent: The rates of Mainframe take 120 % of its cost.'], null])
    expect(said(planned('units', ratesParts('60', '30')))).toEqual(['warning shares-do-not-add-up 3 cost percent: The rates of Mainframe take 90 % of its cost.'])
    expect(said(planned('units', ratesParts('60', '40')))).toEqual([])
  })
})
