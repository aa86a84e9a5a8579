import { describe, expect, test } from 'vitest'

import { createSession, type Session } from '../../src-main/core/session.ts'
import type { UsageOfBatch } from '../../src-main/core/ports.ts'
import { rowChange, type Edit } from '../../src-shared/domain/model/edit.ts'
import { monthOfNumber } from '../../src-shared/domain/month.ts'
import { journalEntry } from '../support/journal-entries.ts'
import { usageLines } from '../support/small-model.ts'
import { storeWorkbench, valueOf } from '../support/store-workbench.ts'

const bench = storeWorkbench()
const LINES = 100_000

function bigBatch(): { readonly edit: Edit; readonly usage: UsageOfBatch } {
  const lines = usageLines(Array.from({ length: LINES }, (_, index) => [`customer-${index % 200}`, `rate-${Math.floor(index / 2_000)}`, monthOfNumber(24_000 + (Math.floor(index / 200) % 10)), BigInt(index)] as const))
  const after = { id: 'usage-2', number: 2, kind: 'quantities' as const, fileName: 'usage.csv', lineCount: LINES, importedAt: '2026-11-22T05:00:00.000Z', author: 'Ann', provenance: 'own' as const, note: '' }
  const { id, at, author, label, kind, changes } = journalEntry(2, [rowChange('usageBatch', { before: null, after })], { kind: 'import' })
  return { edit: { id, at, author, label, kind, changes }, usage: { batchId: after.id, lines } }
}

function otherEdit(session: Session): Edit {
  const settings = session.current()?.draft.settings.get('model')
  if (settings === undefined) throw new Error('The model has no settings.')
  const { id, at, author, label, kind, changes } = journalEntry(3, [rowChange('settings', { before: settings, after: { ...settings, agencyName: 'Another agency' } })])
  return { id, at, author, label, kind, changes }
}

/** What became of an append: its revision, or why there is none. */
function outcomeOf(result: ReturnType<Session['append']>): number | string {
  return result.ok ? result.value.revision : result.failure.code
}

function opened(): { readonly session: Session; readonly path: string } {
  const session = createSession({ clock: { now: () => new Date() }, titleChanged: () => undefined })
  const store = bench.create('small')
  session.adopt(store)
  return { session, path: store.path }
}

describe('a batch of usage, written in turns', () => {
  test('says how far it is, is not seen before its end, lets nothing else be written meanwhile, and is all there afterwards', async () => {
    const { session } = opened()
    const store = session.current()?.store
    const seen: unknown[] = []
    const shares: number[] = []
    const written = session.appendUsage(bigBatch().edit, {
      usage: bigBatch().usage,
      onStep: ({ done, of }) => {
        shares.push(done / of)
        seen.push([store?.revision(), store?.readDraft().usageBatch.size, outcomeOf(session.append(otherEdit(session)))])
      },
    })
    const order: string[] = []
    async function waitForIt(): Promise<void> {
      await session.whenWritten()
      order.push(`then ${store?.revision()}`)
    }
    const waited = waitForIt()
    order.push('first')
    expect(outcomeOf(await written)).toBe(2)
    await waited
    expect(order).toEqual(['first', 'then 2'])
    expect(shares.length).toBeGreaterThan(0)
    expect(shares.toSorted((left, right) => left - right)).toEqual(shares)
    expect(seen).toEqual(shares.map(() => [1, 1, 'STORE_LOCKED']))
    expect(outcomeOf(session.append(otherEdit(session)))).toBe(3)
    expect([store?.verify(), session.current()?.draft.usageBatch.size]).toEqual([[], 2])
    session.close()
  })

  test('stopped by its signal, it leaves the file as it was, and the next edit is written as ever', async () => {
    const { session } = opened()
    const stop = new AbortController()
    const { edit, usage } = bigBatch()
    await expect(session.appendUsage(edit, { usage, signal: stop.signal, onStep: () => stop.abort() })).rejects.toThrow('abort')
    expect([session.current()?.store.revision(), session.current()?.store.verify(), session.current()?.draft.usageBatch.size]).toEqual([1, [], 1])
    expect(outcomeOf(session.append(otherEdit(session)))).toBe(2)
    session.close()
  })

  test('a model that is closed meanwhile keeps nothing of it', async () => {
    const { session, path } = opened()
    const { edit, usage } = bigBatch()
    await expect(session.appendUsage(edit, { usage, onStep: () => session.close() })).rejects.toThrow('abort')
    const again = valueOf(bench.open(path))
    expect([again.revision(), again.verify(), again.readDraft().usageBatch.size]).toEqual([1, [], 1])
  })
})
