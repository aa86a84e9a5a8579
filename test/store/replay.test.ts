import fc from 'fast-check'
import { expect, test } from 'vitest'

import { applyChanges } from '../../src-shared/domain/model/apply-edit.ts'
import type { Draft } from '../../src-shared/domain/model/draft.ts'
import { inverseChanges, rowChange, type RowChange } from '../../src-shared/domain/model/edit.ts'
import { fiscalYear, isoDate } from '../../src-shared/domain/fiscal-year.ts'
import { overrideId, scheduleId } from '../../src-shared/domain/model/tables.ts'
import { planOf, versionKey } from '../../src-shared/domain/version.ts'
import { journalEntry } from '../support/journal-entries.ts'
import { priceRow, rateRow, smallModel, usdPerUnit } from '../support/small-model.ts'
import { storeWorkbench, valueOf } from '../support/store-workbench.ts'

const bench = storeWorkbench()

type Step =
  | { readonly do: 'price'; readonly year: number; readonly rate: string; readonly cents: number }
  | { readonly do: 'unprice'; readonly year: number; readonly rate: string }
  | { readonly do: 'rate'; readonly id: string; readonly title: string }
  | { readonly do: 'remove rate'; readonly id: string }
  | { readonly do: 'schedule'; readonly year: number; readonly state: 'draft' | 'under-review' | 'published' }
  | { readonly do: 'override'; readonly rate: string; readonly cents: number }
  | { readonly do: 'undo' }

const year = fc.integer({ min: 2003, max: 2007 })
const rate = fc.constantFrom('cpu', 'tape', 'hub', 'unpriced', 'more-1', 'more-2')
const cents = fc.integer({ min: 0, max: 10_000_000 })
const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({ do: fc.constant('price' as const), year, rate, cents }),
  fc.record({ do: fc.constant('unprice' as const), year, rate }),
  fc.record({ do: fc.constant('rate' as const), id: rate, title: fc.string({ unit: 'grapheme', minLength: 1, maxLength: 20 }) }),
  fc.record({ do: fc.constant('remove rate' as const), id: rate }),
  fc.record({ do: fc.constant('schedule' as const), year, state: fc.constantFrom('draft' as const, 'under-review' as const, 'published' as const) }),
  fc.record({ do: fc.constant('override' as const), rate, cents }),
  fc.constant({ do: 'undo' as const }),
)

function money(value: number): string {
  return `${Math.floor(value / 100)}.${String(value % 100).padStart(2, '0')}`
}

/** One row change that a step means for a draft, whether the domain takes it or not. */
function changeOf(draft: Draft, each: Exclude<Step, { readonly do: 'undo' }>): RowChange | undefined {
  switch (each.do) {
    case 'price': {
      const after = priceRow(scheduleId(versionKey(planOf(fiscalYear(each.year))), 1), each.rate, money(each.cents))
      return rowChange('price', { before: draft.price.get(after.id) ?? null, after })
    }
    case 'unprice': {
      const before = draft.price.get(priceRow(scheduleId(versionKey(planOf(fiscalYear(each.year))), 1), each.rate, '0').id)
      return before === undefined ? undefined : rowChange('price', { before, after: null })
    }
    case 'rate':
      return rowChange('rate', { before: draft.rate.get(each.id) ?? null, after: rateRow(each.id, 7, { title: each.title.trim() }) })
    case 'remove rate': {
      const before = draft.rate.get(each.id)
      return before === undefined ? undefined : rowChange('rate', { before, after: null })
    }
    case 'schedule': {
      const version = versionKey(planOf(fiscalYear(each.year)))
      const after = { id: scheduleId(version, 1), version, revision: 1, state: each.state, effectiveFrom: isoDate(`${each.year - 1}-07-01`), issuedOn: null, note: '' }
      return rowChange('schedule', { before: draft.schedule.get(after.id) ?? null, after })
    }
    case 'override': {
      const key = { scenarioId: 'plan-a', version: versionKey(planOf(fiscalYear(2004))), rateId: each.rate, customerClass: 'state' as const, field: 'amount' as const }
      const after = { ...key, id: overrideId(key), value: usdPerUnit(money(each.cents)), places: 2, baseValue: null, baseRevision: 1, relativeKind: null, relativeBy: null, note: '' }
      return rowChange('override', { before: draft.override.get(after.id) ?? null, after })
    }
  }
}

test('VER-2: whatever edits the domain takes, one after the other, the file holds the rows that the domain holds', () => {
  let run = 0
  fc.assert(fc.property(fc.array(step, { minLength: 20, maxLength: 60, size: 'max' }), (steps) => {
    const store = bench.createNamed(`run ${(run += 1)}`)
    const done: { readonly revision: number; readonly changes: readonly RowChange[] }[] = []
    let draft = smallModel()
    for (const each of steps) {
      const taken = each.do === 'undo' ? done.pop() : undefined
      const one = each.do === 'undo' ? undefined : changeOf(draft, each)
      const changes = taken !== undefined ? inverseChanges(taken.changes) : one === undefined ? [] : [one]
      const applied = changes.length === 0 ? undefined : applyChanges(draft, changes)
      if (applied?.ok !== true) continue
      draft = applied.value
      const revision = store.revision() + 1
      valueOf(store.append(journalEntry(revision, changes, { undoes: taken?.revision ?? null })))
      if (taken === undefined) done.push({ revision, changes })
    }
    expect(store.readDraft()).toEqual(draft)
    store.close()
    const again = valueOf(bench.open(store.path))
    expect([again.readDraft(), again.verify()]).toEqual([draft, []])
    again.close()
  }), { numRuns: 20 })
})
