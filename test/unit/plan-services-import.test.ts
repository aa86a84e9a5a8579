import { describe, expect, test } from 'vitest'

import { costTemplate } from '../../src-shared/domain/costs/imports/cost-template.ts'
import type { PlannedCostImport } from '../../src-shared/domain/costs/imports/cost-import.ts'
import { planCostImport } from '../../src-shared/domain/costs/imports/plan-cost-import.ts'
import { fiscalYear } from '../../src-shared/domain/fiscal-year.ts'
import { applyChanges } from '../../src-shared/domain/model/apply-edit.ts'
import type { Draft } from '../../src-shared/domain/model/draft.ts'
import { inverseChanges } from '../../src-shared/domain/model/edit.ts'
import { LATER } from '../support/later-day.ts'
import { countingIds, FY2005, smallModel } from '../support/small-model.ts'
import { smallPages } from '../support/small-pages.ts'

function planned(rows: readonly (readonly string[])[], draft: Draft = smallModel()): PlannedCostImport {
  return planCostImport({ kind: 'services', draft, version: FY2005, fileName: 'catalog.csv', sheet: '', rowNumbers: rows.map((_, index) => index + 1), rows, mapping: null, newId: countingIds(), author: 'Ann', today: LATER })
}

function applied(draft: Draft, { plan, outcome }: PlannedCostImport): Draft {
  const result = plan === null ? undefined : applyChanges(draft, plan.changes)
  if (result?.ok !== true) throw new Error(JSON.stringify(outcome.issues))
  return result.value
}

const HEADER = ['Service code', 'Name', 'LOB', 'Group', 'Status', 'Next review', 'Purpose', 'Included', 'Owner']
const FILE = [
  HEADER,
  ['sq001', 'Mainframe', '', '', 'active', '2005-06-30', 'Computing time.', '- batch\r\n- on-line  \n\nand more', 'Data center manager'],
  ['LIST', 'ListServ', 'Workgroup', 'Messaging', '', '', 'Mailing lists.', '', ''],
  ['CHAT', 'Chat', 'workgroup', 'messaging', 'draft', '', '', '', ''],
]

describe('importing services', () => {
  test('a service is found by its code; new lines, groups and pages come with new ones; texts keep their lines; the same file twice changes nothing; one undo takes it back', () => {
    const result = planned(FILE)
    expect(result.outcome).toMatchObject({ label: 'Import catalog.csv: 3 services', issues: [], counts: { new: 3, changed: 0, unchanged: 0, refused: 0 } })
    expect(result.outcome.preview[1]).toMatchObject({ code: 'LIST', effect: 'new', effectText: 'new line of business: Workgroup; new group: Messaging; new service: ListServ; new page: proposed' })
    const after = applied(smallModel(), result)
    expect(after.servicePage.get('mainframe')).toMatchObject({ status: 'active', nextReviewOn: '2005-06-30', purpose: 'Computing time.', included: '- batch\n- on-line\n\nand more', owner: 'Data center manager', source: 'catalog.csv' })
    const [list, chat] = ['LIST', 'CHAT'].map((code) => [...after.service.values()].find((each) => each.code === code))
    expect([list?.position, chat?.position, list?.serviceGroupId === chat?.serviceGroupId]).toEqual([0, 1, true])
    expect(after.servicePage.get(chat?.id ?? '')?.status).toBe('proposed')
    expect(planned(FILE, after)).toMatchObject({ plan: null, outcome: { counts: { unchanged: 3 }, issues: [{ code: 'nothing-to-change' }] } })
    const back = applyChanges(after, inverseChanges(result.plan?.changes ?? []))
    expect(back.ok && back.value).toEqual(smallModel())
  })

  test('a column that the file does not have leaves what the page says; without one of its columns a service gets no page', () => {
    const after = applied(smallPages(), planned([['code', 'owner'], ['SQ001', 'Somebody']], smallPages()))
    expect(after.servicePage.get('mainframe')).toEqual({ ...smallPages().servicePage.get('mainframe'), owner: 'Somebody' })
    expect(applied(smallModel(), planned([['code', 'name'], ['SQ001', 'Big iron']])).servicePage.size).toBe(0)
  })

  test('bad rows are named with their place, and refuse the whole file', () => {
    const result = planned([HEADER, ['NEW', '', 'A', 'B', '', '', '', '', ''], ['NEW2', 'New', '', 'B', '', '', '', '', ''], ['SQ001', '', '', '', 'asleep', 'soon', '', '', ''], ['sq001', '', '', '', '', '', '', '', ''], ['NEW3', 'New', 'A', 'B', '', '', 'x'.repeat(20_001), '', '']])
    expect(result.plan).toBeNull()
    expect(result.outcome.issues.map((each) => [each.place?.row, each.place?.column, each.code])).toEqual([
      [2, 'Name', 'text-missing'], [3, 'LOB', 'text-missing'], [4, 'Status', 'wrong-shape'], [4, 'Next review', 'not-a-date'], [5, 'Service code', 'duplicate-code'], [6, 'Purpose', 'text-too-long'],
    ])
  })

  test('the template imports as it stands', () => {
    const rows = costTemplate('services', fiscalYear(2005)).csv.trim().split('\n').map((line) => (line.startsWith('#') || line.startsWith('"#') ? [line] : line.split(/,(?=(?:[^"]*"[^"]*")*[^"]*$)/).map((cell) => cell.replaceAll('"', ''))))
    expect(planned(rows).outcome.counts).toMatchObject({ new: 1, refused: 0 })
  })
})
