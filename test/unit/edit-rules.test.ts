import { describe, expect, it } from 'vitest'

import { applyPlan } from '../../src-shared/domain/model/apply-edit.ts'
import type { Draft } from '../../src-shared/domain/model/draft.ts'
import type { EditPlan } from '../../src-shared/domain/model/edit.ts'
import { inverseChanges } from '../../src-shared/domain/model/edit.ts'
import type { RatingTableName } from '../../src-shared/domain/model/rating-integrity.ts'
import type { Result } from '../../src-shared/domain/result.ts'
import { planAddRule, planNextPeriod, planRemoveRule, planRuleField } from '../../src-shared/domain/usage/edit-rules.ts'
import { planPasteRules, type RulesPaste } from '../../src-shared/domain/usage/paste-rules.ts'
import { RULE_TABLES, ruleRow, textsOf } from '../../src-shared/domain/usage/rule-fields.ts'
import { countingIds, smallModel } from '../support/small-model.ts'

const draft = smallModel()
const TABLES = Object.keys(RULE_TABLES) as readonly RatingTableName[]

function applied(planned: Result<EditPlan>, from: Draft = draft): Draft {
  if (!planned.ok) throw new Error(planned.failure.map(({ message }) => message).join(' '))
  const done = applyPlan(from, planned.value)
  if (!done.ok) throw new Error(done.failure.map(({ message }) => message).join(' '))
  return done.value
}

function refusals(planned: Result<EditPlan>): readonly string[] {
  return planned.ok ? [] : planned.failure.map(({ code, message }) => `${code}: ${message}`)
}

const asys = { draft, table: 'performanceFactor', id: 'asys-2' } as const

describe('editing the rating rules', () => {
  it.each(TABLES)('every row of %s is the same when it is read from its own texts, and each field of the table is one of the row', (table) => {
    for (const row of draft[table].values()) {
      expect(ruleRow(table, { draft, id: row.id, texts: textsOf(row) })).toEqual({ ok: true, value: row })
      expect(Object.keys(row)).toEqual(expect.arrayContaining(RULE_TABLES[table].fields.map(({ field }) => field)))
    }
  })

  it('a typed field is one edit with a speaking name; what is so already changes nothing', () => {
    const planned = planRuleField({ ...asys, field: 'factor', text: '7.5' })
    expect(planned.ok ? planned.value.label : '').toBe('ASYS: Factor 7.5')
    expect(applied(planned).performanceFactor.get('asys-2')?.factor).toBe('7.5')
    expect(refusals(planRuleField({ ...asys, field: 'factor', text: '7.4340' }))).toEqual([expect.stringContaining('nothing-to-change')])
    expect(applied(planRuleField({ draft, table: 'mailboxClass', id: 'mailbox-a', field: 'rateId', text: 'DROP' })).mailboxClass.get('mailbox-a')?.rateId).toBe('drop')
  })

  it.each<[string, string, string]>([
    ['factor', 'seven', 'not-a-number'], ['factor', '-1', 'number-out-of-range'], ['effectiveFrom', '2003-02-30', 'not-a-date'], ['effectiveUntil', '2003-07-01', 'dates-out-of-order'],
    ['effectiveFrom', '2002-01-01', 'overlapping-dates: The performance factor of "ASYS" from 2002-01-01 begins while the one from 2001-10-01 still holds.'], ['system', ' ', 'text-missing'],
  ])('BILL-2: %s as "%s" is refused: %s', (field, text, expected) => {
    expect(refusals(planRuleField({ ...asys, field, text }))).toEqual([expect.stringContaining(expected)])
  })

  it('BILL-2: a new period ends the one before it on its first day, in one edit that is undone as one', () => {
    const planned = planNextPeriod({ ...asys, from: '2004-07-01', texts: { factor: '8.1', source: 'Note 1, row 21' }, newId: countingIds() })
    const after = applied(planned)
    expect([...after.performanceFactor.values()].map(({ id, factor, effectiveFrom, effectiveUntil, source }) => [id, factor, effectiveFrom, effectiveUntil, source])).toEqual([
      ['asys-1', '2.3107', '2001-10-01', '2003-07-01', 'Note 1'], ['asys-2', '7.434', '2003-07-01', '2004-07-01', 'Note 1'], ['new-1', '8.1', '2004-07-01', null, 'Note 1, row 21'],
    ])
    const undone = applyPlan(after, { kind: 'edit', changes: planned.ok ? inverseChanges(planned.value.changes) : [] })
    expect(undone.ok ? [...undone.value.performanceFactor.values()] : []).toEqual([...draft.performanceFactor.values()])
  })

  it('BILL-2: a new period begins after the first day of the old one and ends where that one did', () => {
    const next = { ...asys, texts: {}, newId: countingIds() }
    expect(refusals(planNextPeriod({ ...next, from: '2003-07-01' }))).toEqual([expect.stringContaining('dates-out-of-order')])
    expect(refusals(planNextPeriod({ ...next, from: 'soon' }))).toEqual([expect.stringContaining('not-a-date')])
    const inside = applied(planNextPeriod({ ...next, id: 'asys-1', from: '2002-07-01' }))
    expect([...inside.performanceFactor.values()].map(({ effectiveFrom, effectiveUntil }) => `${effectiveFrom} ${effectiveUntil ?? 'open'}`).toSorted((left, right) => left.localeCompare(right))).toEqual(['2001-10-01 2002-07-01', '2002-07-01 2003-07-01', '2003-07-01 open'])
  })

  it('adds and removes rows; what is in use stays, and what stands twice is refused', () => {
    const holiday = { date: '2004-07-05', name: 'Independence Day', scope: 'state', source: '', note: '' }
    const added = planAddRule({ draft, table: 'holiday', texts: holiday, newId: countingIds() })
    expect(added.ok ? added.value.label : '').toBe('Add 2004-07-05 to Holidays')
    expect(refusals(planAddRule({ draft: applied(added), table: 'holiday', texts: holiday, newId: () => 'another' }))).toEqual([expect.stringContaining('duplicate-code')])
    expect(refusals(planAddRule({ draft, table: 'binSize', texts: { kind: 'report', level: 'two', rateId: '' }, newId: countingIds() })).map((each) => each.split(':')[0])).toEqual(['not-a-number', 'unknown-reference'])
    expect(applied(planRemoveRule({ draft, table: 'holiday', id: 'columbus-day' })).holiday.size).toBe(0)
    expect(refusals(planRemoveRule({ draft, table: 'applicationClass', id: 'batch' }))).toEqual([expect.stringContaining('still-in-use')])
  })
})

function paste(lines: readonly (readonly string[])[], more: { readonly rowIds?: readonly string[]; readonly field?: string } = {}): RulesPaste {
  return planPasteRules({ draft, table: 'performanceFactor', rowIds: more.rowIds ?? [], field: more.field ?? null, lines, newId: countingIds() })
}

function rowsAfter(pasted: RulesPaste): readonly string[] {
  return [...applied({ ok: true, value: pasted.plan }).performanceFactor.values()].map(({ system, factor, effectiveFrom, effectiveUntil }) => `${system} ${factor} ${effectiveFrom} ${effectiveUntil ?? 'open'}`)
}

describe('a block pasted into a table of rules', () => {
  it('fills the rows from a cell on, and adds what is beyond them, as one edit', () => {
    const pasted = paste([['2004-01-01', '', '7.5'], ['', '', '']], { rowIds: ['asys-2'], field: 'effectiveFrom' })
    expect(pasted.refused).toEqual([])
    expect(rowsAfter(pasted)).toEqual(['ASYS 2.3107 2001-10-01 2003-07-01', 'ASYS 7.5 2004-01-01 open'])
    const added = paste([['System', 'Factor', 'From'], ['RSYS', '3.6355', '2003-01-01'], ['MSYS', '2.775', '1998-07-01']])
    expect([added.plan.label, added.refused, rowsAfter(added).slice(2)]).toEqual(['Paste 2 rows into Performance factors', [], ['RSYS 3.6355 2003-01-01 open', 'MSYS 2.775 1998-07-01 open']])
  })

  it('names each cell and row that is refused, and then takes nothing', () => {
    const pasted = paste([['7.6', 'Note 1'], ['many', 'Note 2']], { rowIds: ['asys-1', 'asys-2'], field: 'factor' })
    expect(pasted.refused.map(({ message }) => message)).toEqual([expect.stringMatching(/^Line 2 \(ASYS\), Factor: /)])
    expect(pasted.plan.changes).toEqual([])
    const withNewRow = paste([['2004-01-01', '', '7.5'], ['', '', ''], ['2004-01-01', '', '3.6355']], { rowIds: ['asys-2'], field: 'effectiveFrom' })
    expect([withNewRow.plan.changes, withNewRow.refused.map(({ message }) => message)]).toEqual([[], [expect.stringContaining('Line 3, a new row')]])
    expect(paste([['1', '2', '3', '4', '5', '6', '7', 'beyond']]).refused.map(({ message }) => message)[0]).toBe('Line 1: "beyond" stands beyond the last column.')
  })
})
