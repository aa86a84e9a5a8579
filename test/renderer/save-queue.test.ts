import { ORPCError } from '@orpc/client'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'

import { createSaveQueue, type SaveProblem, type SaveQueue } from '../../src-renderer/state/save-queue.ts'
import { rowsFromDraft } from '../../src-shared/domain/model/draft.ts'
import { rowChange, type EditPlan } from '../../src-shared/domain/model/edit.ts'
import type { Rate } from '../../src-shared/domain/model/tables.ts'
import { FakeCore, handTimers } from '../support/fake-core.ts'
import { countingIds, smallRows } from '../support/small-model.ts'

type Bench = { readonly core: FakeCore; readonly queue: SaveQueue; readonly told: SaveProblem[]; readonly timers: ReturnType<typeof handTimers> }

function bench(mode: 'read-write' | 'snapshot' = 'read-write'): Bench {
  const core = new FakeCore(smallRows())
  core.mode = mode
  const told: SaveProblem[] = []
  const timers = handTimers()
  const queue = createSaveQueue({ loaded: core.loaded(), client: core, author: () => 'Ann', newId: countingIds(), now: () => new Date('2026-11-22T14:00:00Z'), tell: (problem) => told.push(problem), timers })
  return { core, queue, told, timers }
}

function rateOf(rates: ReadonlyMap<string, Rate>, id: string): Rate {
  const rate = rates.get(id)
  if (rate === undefined) throw new Error(id)
  return rate
}

/** Renames a rate as it stands in the window (or as given). */
function rename(queue: SaveQueue, id: string, title: string, before: Rate = rateOf(queue.getSnapshot().draft.rate, id)): EditPlan {
  return { label: `Rename to ${title}`, kind: 'edit', changes: [rowChange('rate', { before, after: { ...before, title } })] }
}

function titleIn(queue: SaveQueue, id: string): string {
  return rateOf(queue.getSnapshot().draft.rate, id).title
}

function diskFull(): Error {
  return new ORPCError('DISK_FULL', { data: { message: 'The disk is full.', remedy: 'Make room.' } })
}

describe('the save queue', () => {
  it('shows an edit at once and calls it saved only when the core has acknowledged it', async () => {
    const { core, queue, timers } = bench()
    expect(queue.getSnapshot().saveState).toEqual({ kind: 'saved', at: null })
    expect(queue.apply(rename(queue, 'cpu', 'CPU hour'))).toEqual([])
    expect(titleIn(queue, 'cpu')).toBe('CPU hour')
    expect(queue.getSnapshot().saveState).toEqual({ kind: 'saving', count: 1 })
    expect(queue.getSnapshot().undoState.undo?.label).toBe('Rename to CPU hour')
    expect(core.calls).toEqual([])
    timers.runAll()
    expect(await queue.flush()).toBe(true)
    expect(queue.getSnapshot().saveState).toEqual({ kind: 'saved', at: '2026-11-22T14:02:00.000Z' })
    expect(queue.getSnapshot().info.revision).toBe(1)
    expect(rateOf(core.draft.rate, 'cpu').title).toBe('CPU hour')
    expect(core.journal[0]).toMatchObject({ author: 'Ann', label: 'Rename to CPU hour', at: '2026-11-22T14:00:00.000Z' })
  })

  it('sends edits in order, one request in flight, each on the revision before', async () => {
    const { core, queue } = bench()
    for (const title of ['a', 'b', 'c']) queue.apply(rename(queue, 'cpu', title))
    const [first, second] = [queue.flush(), queue.flush()]
    queue.apply(rename(queue, 'cpu', 'd'))
    expect(await Promise.all([first, second])).toEqual([true, true])
    expect(core.calls).toEqual(['commit 0 Rename to a', 'commit 1 Rename to b', 'commit 2 Rename to c', 'commit 3 Rename to d'])
    expect(core.mostInFlight).toBe(1)
  })

  it('answers at once why an edit cannot be, and changes nothing', () => {
    const { queue } = bench()
    const before = queue.getSnapshot().draft
    const taken = rename(queue, 'cpu', 'x')
    const cpu = rateOf(before.rate, 'cpu')
    expect(queue.apply({ ...taken, changes: [rowChange('rate', { before: cpu, after: { ...cpu, code: 'TAPE' } })] })[0]?.code).toBe('duplicate-code')
    expect(queue.apply({ ...taken, changes: [] })[0]?.code).toBe('nothing-to-change')
    expect(queue.getSnapshot().draft).toBe(before)
    expect(queue.hasPending()).toBe(false)
  })

  it('loads a file that has moved on and replays what still fits', async () => {
    const { core, queue, told } = bench()
    const tape = rename(queue, 'tape', 'Tape elsewhere')
    core.changeElsewhere({ ...tape, id: 'elsewhere', at: '2026-11-22T13:59:00.000Z', author: 'Ben' })
    queue.apply(rename(queue, 'cpu', 'CPU here'))
    queue.apply(rename(queue, 'tape', 'Tape here'))
    expect(await queue.flush()).toBe(true)
    expect([titleIn(queue, 'cpu'), titleIn(queue, 'tape')]).toEqual(['CPU here', 'Tape elsewhere'])
    expect(told).toMatchObject([{ kind: 'edits-fell-away', edits: [{ label: 'Rename to Tape here', issues: [{ code: 'base-has-moved' }] }] }])
    expect(queue.getSnapshot().info.revision).toBe(2)
  })

  it('falls back to the acknowledged state when an edit is refused, replays the rest and says what failed', async () => {
    const { core, queue, told } = bench()
    queue.apply(rename(queue, 'cpu', 'refused'))
    queue.apply(rename(queue, 'cpu', 'built on it'))
    queue.apply(rename(queue, 'tape', 'kept'))
    core.failures.push(new ORPCError('REFUSED', { data: { issues: [{ code: 'wrong-state', severity: 'error', message: 'No.' }] } }))
    expect(await queue.flush()).toBe(true)
    expect([titleIn(queue, 'cpu'), titleIn(queue, 'tape')]).toEqual(['cpu', 'kept'])
    expect(told.flatMap((problem) => (problem.kind === 'edits-fell-away' ? problem.edits.map((each) => each.label) : []))).toEqual(['Rename to refused', 'Rename to built on it'])
    expect(core.journal.map((entry) => entry.label)).toEqual(['Rename to kept'])
  })

  it('keeps edits while nobody answers, and sends them when somebody does', async () => {
    const { core, queue, timers, told } = bench()
    core.failures.push(new TypeError('Failed to fetch'), new TypeError('Failed to fetch'))
    queue.apply(rename(queue, 'cpu', 'CPU hour'))
    expect(await queue.flush()).toBe(false)
    expect(queue.getSnapshot().saveState).toEqual({ kind: 'offline', count: 1 })
    queue.apply(rename(queue, 'tape', 'Tape'))
    expect(queue.getSnapshot().saveState).toEqual({ kind: 'offline', count: 2 })
    expect(timers.waits()).toEqual([1000])
    expect(await queue.flush()).toBe(false)
    expect(timers.waits()).toEqual([2000])
    timers.runAll()
    expect(await queue.flush()).toBe(true)
    expect(queue.getSnapshot().saveState.kind).toBe('saved')
    expect(core.journal.map((entry) => entry.label)).toEqual(['Rename to CPU hour', 'Rename to Tape'])
    expect(told).toEqual([])
  })

  it('keeps edits that a full disk refuses until they are tried again or given up', async () => {
    const { core, queue } = bench()
    core.failures.push(diskFull(), diskFull())
    queue.apply(rename(queue, 'cpu', 'CPU hour'))
    expect(await queue.flush()).toBe(false)
    expect(queue.getSnapshot().saveState).toMatchObject({ kind: 'failed', count: 1, failure: { code: 'DISK_FULL', message: 'The disk is full.', remedy: 'Make room.' } })
    expect(await queue.flush()).toBe(false)
    expect(await queue.retry()).toBe(false)
    expect(await queue.retry()).toBe(true)
    core.failures.push(diskFull())
    queue.apply(rename(queue, 'cpu', 'given up'))
    await queue.flush()
    await queue.discard()
    expect(titleIn(queue, 'cpu')).toBe('CPU hour')
    expect(queue.getSnapshot().saveState.kind).toBe('saved')
  })

  it('undoes and redoes through the core after everything is sent', async () => {
    const { core, queue } = bench()
    queue.apply(rename(queue, 'cpu', 'CPU hour'))
    expect(await queue.undo()).toBe('Rename to CPU hour')
    expect(core.calls).toEqual(['commit 0 Rename to CPU hour', 'undo 1'])
    expect(titleIn(queue, 'cpu')).toBe('cpu')
    expect(queue.getSnapshot().undoState).toEqual({ undo: null, redo: { revision: 1, label: 'Rename to CPU hour' } })
    expect(await queue.redo()).toBe('Rename to CPU hour')
    expect(titleIn(queue, 'cpu')).toBe('CPU hour')
    expect(await queue.redo()).toBeNull()
  })

  it('keeps an edit that is made while an undo is on its way', async () => {
    const { queue } = bench()
    queue.apply(rename(queue, 'cpu', 'CPU hour'))
    await queue.flush()
    const undone = queue.undo()
    queue.apply(rename(queue, 'tape', 'Tape'))
    await undone
    expect(await queue.flush()).toBe(true)
    expect([titleIn(queue, 'cpu'), titleIn(queue, 'tape')]).toEqual(['cpu', 'Tape'])
  })

  it('never sends edits into another model that was opened meanwhile', async () => {
    const { core, queue } = bench()
    core.changeElsewhere({ ...rename(queue, 'tape', 'Tape'), id: 'elsewhere', at: '2026-11-22T13:59:00.000Z', author: 'Ben' })
    core.path = '/models/other.ratebook'
    queue.apply(rename(queue, 'cpu', 'CPU hour'))
    expect(await queue.flush()).toBe(false)
    expect(queue.getSnapshot().saveState).toMatchObject({ kind: 'failed', failure: { code: 'OTHER_MODEL' } })
    expect(rateOf(core.draft.rate, 'cpu').title).toBe('cpu')
  })

  it('changes nothing in a read-only snapshot', () => {
    const { queue } = bench('snapshot')
    expect(queue.getSnapshot().saveState).toEqual({ kind: 'read-only' })
    expect(queue.apply(rename(queue, 'cpu', 'CPU hour'))[0]?.code).toBe('wrong-state')
    expect(titleIn(queue, 'cpu')).toBe('cpu')
  })

  it('ends with what the core holds, whatever happens on the way', async () => {
    const step = fc.oneof(
      fc.record({ kind: fc.constant('edit' as const), rate: fc.constantFrom('cpu', 'tape', 'drop'), title: fc.string({ minLength: 1, maxLength: 5 }).filter((text) => text.trim() === text && text !== '') }),
      fc.constantFrom({ kind: 'undo' as const }, { kind: 'redo' as const }, { kind: 'lost' as const }, { kind: 'refused' as const }, { kind: 'elsewhere' as const }),
    )
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 25 }), async (steps) => {
        const { core, queue } = bench()
        let elsewhere = 0
        for (const each of steps) {
          switch (each.kind) {
            case 'edit': queue.apply(rename(queue, each.rate, each.title)); break
            case 'undo': void queue.undo(); break
            case 'redo': void queue.redo(); break
            case 'lost': core.failures.push(new TypeError('Failed to fetch')); break
            case 'refused': core.failures.push(new ORPCError('REFUSED', { data: { issues: [] } })); break
            case 'elsewhere': {
              elsewhere += 1
              core.changeElsewhere({ ...rename(queue, 'hub', `hub ${elsewhere}`, rateOf(core.draft.rate, 'hub')), id: `elsewhere-${elsewhere}`, at: '2026-11-22T13:59:00.000Z', author: 'Ben' })
              break
            }
          }
        }
        core.failures.length = 0
        for (let tries = 0; tries < 3 && !(await queue.flush()); tries += 1) await queue.retry()
        const before = queue.getSnapshot().info.revision
        if (before !== core.revision) queue.reload(core.loaded())
        expect(queue.hasPending()).toBe(false)
        expect(rowsFromDraft(queue.getSnapshot().draft)).toEqual(rowsFromDraft(core.draft))
      }),
      { numRuns: 150 },
    )
  })
})
