/**
 * A process that opens the model named by its argument and appends edit after edit until it is killed, small ones and
 * large ones; it prints each revision once the store has acknowledged it.
 */
import { writeSync } from 'node:fs'

import { createStoreFactory } from '../../src-main/store/index.ts'
import { inverseChanges, rowChange, type RowChange } from '../../src-shared/domain/model/edit.ts'
import { journalEntry } from './journal-entries.ts'
import { rateRow, usdPerUnit } from './small-model.ts'

const opened = createStoreFactory({ clock: { now: () => new Date() } }).open({ path: process.argv[2] ?? '', author: 'Ann', mode: 'read-write' })
if (!opened.ok) throw new Error(`${opened.failure.code}: ${opened.failure.message}`)
const store = opened.value

function repriced(revision: number): readonly RowChange[] {
  return [...store.readDraft().price.values()].filter(({ scheduleId, kind }) => scheduleId === 'FY2005/plan#1' && kind === 'per-unit').map((before) => rowChange('price', { before, after: { ...before, amount: usdPerUnit(`${revision}.25`) } }))
}

function batch(revision: number): readonly RowChange[] {
  return Array.from({ length: 100 }, (_, index) => rowChange('rate', { before: null, after: rateRow(`batch-${revision}-${index}`, index, { note: 'x'.repeat(800) }) }))
}

function append(changes: readonly RowChange[]): void {
  const revision = store.revision() + 1
  const done = store.append(journalEntry(revision, changes))
  if (!done.ok) throw new Error(`${done.failure.code}: ${done.failure.message}`)
  writeSync(1, `${revision}\n`)
}

for (;;) {
  append(repriced(store.revision() + 1))
  const added = batch(store.revision() + 1)
  append(added)
  append(inverseChanges(added))
}
