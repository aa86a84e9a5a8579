/**
 * A process that opens the model named by its argument and appends edit after edit until it is killed, small ones,
 * large ones and batches of usage; it prints each revision once the store has acknowledged it.
 */
import { writeSync } from 'node:fs'

import type { UsageOfBatch } from '../../src-main/core/ports.ts'
import { createStoreFactory } from '../../src-main/store/index.ts'
import { inverseChanges, rowChange, type RowChange } from '../../src-shared/domain/model/edit.ts'
import { monthOfNumber } from '../../src-shared/domain/month.ts'
import { journalEntry } from './journal-entries.ts'
import { rateRow, usageLines, usdPerUnit } from './small-model.ts'

const opened = createStoreFactory({ clock: { now: () => new Date() } }).open({ path: process.argv[2] ?? '', author: 'Ann', mode: 'read-write' })
if (!opened.ok) throw new Error(`${opened.failure.code}: ${opened.failure.message}`)
const store = opened.value

function repriced(revision: number): readonly RowChange[] {
  return [...store.readDraft().price.values()].filter(({ scheduleId, kind }) => scheduleId === 'FY2005/plan#1' && kind === 'per-unit').map((before) => rowChange('price', { before, after: { ...before, amount: usdPerUnit(`${revision}.25`) } }))
}

function batch(revision: number): readonly RowChange[] {
  return Array.from({ length: 100 }, (_, index) => rowChange('rate', { before: null, after: rateRow(`batch-${revision}-${index}`, index, { note: 'x'.repeat(800) }) }))
}

function usageBatch(revision: number): { readonly changes: readonly RowChange[]; readonly usage: UsageOfBatch } {
  const lines = usageLines(Array.from({ length: 2_000 }, (_, index) => [`customer-${index % 20}`, 'cpu', monthOfNumber(24_000 + Math.floor(index / 20)), BigInt(revision)] as const))
  const batchId = `usage-of-${revision}`
  const after = {
    id: batchId, number: revision, kind: 'quantities' as const, fileName: 'usage.csv', lineCount: lines.rate.length, importedAt: '2026-11-22T05:00:00.000Z', author: 'Ann', provenance: 'own' as const, note: '',
  }
  return { changes: [rowChange('usageBatch', { before: null, after })], usage: { batchId, lines } }
}

function append(changes: readonly RowChange[], ...usage: readonly UsageOfBatch[]): void {
  const revision = store.revision() + 1
  const done = store.append(journalEntry(revision, changes), ...usage)
  if (!done.ok) throw new Error(`${done.failure.code}: ${done.failure.message}`)
  writeSync(1, `${revision}\n`)
}

for (;;) {
  append(repriced(store.revision() + 1))
  const added = batch(store.revision() + 1)
  append(added)
  append(inverseChanges(added))
  const imported = usageBatch(store.revision() + 1)
  append(imported.changes, imported.usage)
  append(inverseChanges(imported.changes))
}
