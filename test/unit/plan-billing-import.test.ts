import { describe, expect, test } from 'vitest'

import { costTemplate } from '../../src-shared/domain/costs/imports/cost-template.ts'
import { BILLING_IMPORT_KINDS, type BillingImportKind, type CostImportRequest, type PlannedCostImport } from '../../src-shared/domain/costs/imports/cost-import.ts'
import { planCostImport } from '../../src-shared/domain/costs/imports/plan-cost-import.ts'
import { fiscalYear } from '../../src-shared/domain/fiscal-year.ts'
import { applyChanges } from '../../src-shared/domain/model/apply-edit.ts'
import type { Draft } from '../../src-shared/domain/model/draft.ts'
import { inverseChanges } from '../../src-shared/domain/model/edit.ts'
import { month, type Month } from '../../src-shared/domain/month.ts'
import type { Version } from '../../src-shared/domain/version.ts'
import { LATER } from '../support/later-day.ts'
import { countingIds, customerRow, FY2004, FY2005, percent, smallModel } from '../support/small-model.ts'

function planned(kind: BillingImportKind, text: string, more: { readonly draft?: Draft; readonly version?: Version; readonly usedMonths?: CostImportRequest['usedMonths'] } = {}): PlannedCostImport {
  const rows = text.split('\n').map((line) => line.split(';').map((cell) => cell.trim()))
  return planCostImport({
    kind, draft: more.draft ?? smallModel(), version: more.version ?? FY2005, fileName: 'data.csv', sheet: '', rowNumbers: rows.map((_, index) => index + 1), rows, mapping: null, newId: countingIds(), author: 'Ann', today: LATER, ...(more.usedMonths === undefined ? {} : { usedMonths: more.usedMonths }),
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

/** DMA has usage in three months, nobody else has any. */
function usedByDma({ customerId }: { readonly customerId: string }): readonly Month[] {
  return customerId === 'dma' ? ['2004-06', '2004-08', '2004-10'].map(month) : []
}

const AGENCIES = `Agency;Name;Secretariat;Class;SAM;Coordinator;State %;Federal %;Other %
dma;Military Division;;;Sue;;50;40 %;10
TRE;Treasurer;Finance;non-state;Sam;Cora;;;`

describe('importing agencies', () => {
  test('a new one is added behind the others, one that is there is found by its code; the same file twice changes nothing; one undo takes it back', () => {
    const result = planned('agencies', AGENCIES)
    expect(result.outcome).toMatchObject({
      label: 'Import data.csv: 2 agencies', issues: [], counts: { new: 1, changed: 1, unchanged: 0, refused: 0 },
      preview: [
        { rowNumber: 2, code: 'dma', title: 'Military Division', effect: 'changed', effectText: expect.stringContaining('name Agency dma -> Military Division') }, { rowNumber: 3, code: 'TRE', effect: 'new', effectText: 'new agency: Treasurer' },
      ],
    })
    const after = applied(smallModel(), result)
    expect(after.customer.get('dma')).toEqual(customerRow('dma', 0, { name: 'Military Division', secretariat: '', accountManager: 'Sue', coordinator: '', stateFunding: percent('50'), federalFunding: percent('40'), otherFunding: percent('10') }))
    expect(after.customer.get('new-1')).toEqual(customerRow('new-1', 2, { code: 'TRE', name: 'Treasurer', secretariat: 'Finance', customerClass: 'non-state', stateFunding: percent('100'), federalFunding: percent('0') }))
    expect(planned('agencies', AGENCIES, { draft: after })).toMatchObject({ plan: null, outcome: { counts: { unchanged: 2 }, issues: [{ code: 'nothing-to-change' }] } })
    const back = applyChanges(after, inverseChanges(result.plan?.changes ?? []))
    expect(back.ok && back.value).toEqual(smallModel())
  })

  test('funding may be headed by its bare names, and the same agency twice is to be told apart, not added up', () => {
    const after = applied(smallModel(), planned('agencies', 'Agency;Name;State;Federal;Other\nTRE;Treasurer;70;30;0'))
    expect(after.customer.get('new-1')).toMatchObject({ stateFunding: '70', federalFunding: '30', otherFunding: '0' })
    const twice = planned('agencies', 'Agency;Name\nTRE;Treasurer\nTRE;Treasury')
    expect(twice.outcome.issues.map((each) => `${each.place?.row ?? '-'} ${each.message} ${each.remedy ?? ''}`)).toEqual(['3 The same agency stands in row 2 already. Leave one of the two out, or tell them apart.'])
  })

  test('a column that the file does not have leaves what the model has; agencies are of no year, so that a published one takes them', () => {
    const after = applied(smallModel(), planned('agencies', 'code;sam\nDMA;Lou', { version: FY2004 }))
    expect(after.customer.get('dma')).toEqual(customerRow('dma', 0, { accountManager: 'Lou' }))
  })

  test('bad rows are named, and refuse the whole file', () => {
    const result = planned('agencies', 'code;name;class;state %;federal %\nAAA;;state;;\nBBB;Bee;friend;;\nCCC;Sea;;60;30\nDMA;x;;;\ndma;y;;;\nDDD;Dee;;120;')
    expect(said(result)).toEqual([
      'error text-missing 2 name: The agency AAA is new and needs a name.', 'error wrong-shape 3 class: "friend" is none of state, non-state, external.', 'error shares-do-not-add-up 4 federal %: The funding sources of CCC add up to 90 %.',
      'error duplicate-code 6 code: The same agency stands in row 5 already.', 'error number-out-of-range 7 state %: 120 is above 100.',
    ])
    expect(result.plan).toBeNull()
  })
})

describe('importing encumbrances', () => {
  test('BILL-8: what no bill reads, and what is not billed before it is approved, is named with its row', () => {
    const result = planned('encumbrances', 'Agency;Object code;Amount;Approved;Fiscal year;Basis\nDMA;E10;1;2004-07-31;FY2005;plan\nDMA;E99;1;;FY2005;plan\nDOT;E10;1;2004-10-05;FY2005;plan\nDOT;E10;1;;FY2005;actual\nDOT;E10;1;;FY2007;plan')
    expect(said(result)).toEqual([
      'warning unknown-reference 3 Object code: No rate has the object code "E99", so that no bill reads the encumbrance.',
      'note dates-out-of-order 4 Approved: It is approved after the year began: July 2004 to September 2004 are not billed before October 2004 (BILL-8).',
      'warning nothing-to-change 5 Basis: Bills go by the encumbrances of the plan: none reads one of the actual figures.',
      'warning version-missing 6 Fiscal year: The model has no rates of FY2007: no bill reads the encumbrance before there are some.',
    ])
  })

  test('BILL-8: of an approval that comes late, the months are named that wait for it and have usage; after the year nothing is ever billed', () => {
    const result = planned('encumbrances', 'Agency;Object code;Amount;Approved\nDMA;E10;1;2004-10-05\nDOT;E10;1;2004-08-05\nDMA;E05;1;2005-07-01', { usedMonths: usedByDma })
    expect(said(result).filter((each) => each.includes('(BILL-8)'))).toEqual([
      'warning dates-out-of-order 2 Approved: It is approved after the year began: July 2004 to September 2004 are not billed before October 2004 (BILL-8). There is usage of August 2004, which is held back until then.',
      'note dates-out-of-order 3 Approved: It is approved after the year began: July 2004 is not billed before August 2004 (BILL-8).',
      'warning dates-out-of-order 4 Approved: It is approved after FY2005 ended: nothing of the year is ever billed under it (BILL-8).',
    ])
  })

  test('BILL-8: by agency, object code and year, also of a year whose rates are published; the same file twice changes nothing', () => {
    const text = 'Agency;Object code;Amount;Approved;Fiscal year\nDMA;e10;$1,500.00;2004-07-02;\nDOT;E05;200;7/1/2003;FY2004'
    const result = planned('encumbrances', text)
    expect(result.outcome).toMatchObject({ label: 'Import data.csv: 2 encumbrances, FY2004, FY2005', counts: { new: 1, changed: 1 }, preview: [{ effectText: 'changed: amount 1,200.50 -> 1,500.00' }, { effectText: 'new encumbrance: 200.00' }] })
    const after = applied(smallModel(), result)
    expect([...after.encumbrance.values()]).toEqual([
      { id: 'FY2005/plan|dma|E10', version: 'FY2005/plan', customerId: 'dma', objectCode: 'E10', amount: '1500', approvedOn: '2004-07-02', note: '', source: '' },
      { id: 'FY2004/plan|dot|E05', version: 'FY2004/plan', customerId: 'dot', objectCode: 'E05', amount: '200', approvedOn: '2003-07-01', note: '', source: 'data.csv' },
    ])
    expect(planned('encumbrances', text, { draft: after }).plan).toBeNull()
  })

  test('bad rows are named, and refuse the whole file', () => {
    expect(said(planned('encumbrances', 'agency;object code;amount;approved\nXYZ;E10;1;\nDMA;;1;\nDMA;E10;-1;\nDMA;E05;1;soon\nDOT;E10;1;\ndot;e10;2;\nDOT;E05;12,000.005;'))).toEqual([
      'error unknown-reference 2 agency: The model has no agency with the code "XYZ".', 'error text-missing 3 object code: The object code is missing.', 'error number-out-of-range 4 amount: -1 is below 0.',
      'error not-a-date 5 approved: "soon" is not a date.', 'error duplicate-code 7 agency: The same encumbrance stands in row 6 already.',
      'error too-many-places 8 amount: 12,000.005 has a fraction of a cent.',
    ])
  })

  test('a row with several faults names all of them', () => {
    expect(said(planned('encumbrances', 'agency;object code;amount;approved\nDMA;E10;1;\ndma;e10;-2;soon\nXYZ;E10;many;2004-99-01\n;E10;-3;'))).toEqual([
      'error duplicate-code 3 agency: The same encumbrance stands in row 2 already.', 'error number-out-of-range 3 amount: -2 is below 0.', 'error not-a-date 3 approved: "soon" is not a date.',
      'error unknown-reference 4 agency: The model has no agency with the code "XYZ".', 'error not-a-number 4 amount: "many" is not a number.', 'error not-a-date 4 approved: "2004-99-01" is not a date.',
      'error text-missing 5 agency: The agency is missing.', 'error number-out-of-range 5 amount: -3 is below 0.',
    ])
    expect(said(planned('agencies', 'code;name;state %\nTRE;Treasurer;100\ntre;Treasury;120'))).toEqual(['error duplicate-code 3 code: The same agency stands in row 2 already.', 'error number-out-of-range 3 state %: 120 is above 100.'])
  })

  test.each(BILLING_IMPORT_KINDS)('the template of %s is understood whole', (kind) => {
    const { csv, columns } = costTemplate(kind, fiscalYear(2005))
    const rows = csv.trimEnd().split('\n').map((line) => (line.startsWith('#') || line.startsWith('"#') ? [line.replaceAll('"', '')] : (line.match(/("[^"]*"|[^,]*)(,|$)/g) ?? []).slice(0, columns.length).map((cell) => cell.replace(/,$/, '').replaceAll('"', ''))))
    const draft = { ...smallModel(), customer: new Map([['abc', customerRow('abc', 0)]]) }
    const result = planCostImport({ kind, draft, version: FY2005, fileName: 'data.csv', sheet: '', rowNumbers: rows.map((_, index) => index + 1), rows, mapping: null, newId: countingIds(), author: 'Ann', today: LATER })
    expect([said(result), Object.keys(result.mapping.fields).length]).toEqual([[], columns.length])
  })
})
