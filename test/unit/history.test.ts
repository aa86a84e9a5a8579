import fc from 'fast-check'
import { describe, expect, test } from 'vitest'

import { pushEntry, undoStackOf, undoStateOf, type HistoryEntry } from '../../src-shared/domain/model/history.ts'

function entry(revision: number, more: Partial<HistoryEntry> = {}): HistoryEntry {
  return { revision, label: `edit ${revision}`, kind: 'edit', undoes: null, redoes: null, ...more }
}

describe('undo and redo', () => {
  test('undo names the last edit, redo the one taken back', () => {
    const stack = undoStackOf([entry(1), entry(2), entry(3, { undoes: 2 })])
    expect(undoStateOf(stack)).toEqual({ undo: { revision: 1, label: 'edit 1' }, redo: { revision: 2, label: 'edit 2' } })
    expect(undoStateOf(pushEntry(stack, entry(4)))).toEqual({ undo: { revision: 4, label: 'edit 4' }, redo: null })
  })

  test('VER-2 undo and redo never cross a publish', () => {
    expect(undoStateOf(undoStackOf([entry(1), entry(2), entry(3, { undoes: 2 }), entry(4, { kind: 'publish' })]))).toEqual({ undo: null, redo: null })
    expect(undoStateOf(undoStackOf([entry(1), entry(2, { kind: 'publish' }), entry(3, { kind: 'import' })])).undo).toEqual({ revision: 3, label: 'edit 3' })
  })

  test('follows a plain model of two lists through any use, without limit', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom('edit', 'undo', 'redo', 'publish'), { maxLength: 200 }), (uses) => {
        let stack = undoStackOf([])
        let done: number[] = []
        let undone: number[] = []
        let revision = 0
        const said: unknown[] = []
        const expected: unknown[] = []
        for (const use of uses) {
          if (use === 'undo') {
            const target = done.at(-1)
            said.push(undoStateOf(stack).undo?.revision)
            expected.push(target)
            if (target === undefined) continue
            stack = pushEntry(stack, entry((revision += 1), { undoes: target }))
            done.pop()
            undone.push(target)
          } else if (use === 'redo') {
            const target = undone.at(-1)
            said.push(undoStateOf(stack).redo?.revision)
            expected.push(target)
            if (target === undefined) continue
            stack = pushEntry(stack, entry((revision += 1), { redoes: target }))
            undone.pop()
            done.push(target)
          } else {
            stack = pushEntry(stack, entry((revision += 1), { kind: use }))
            done = use === 'publish' ? [] : [...done, revision]
            undone = []
          }
        }
        expect(said).toEqual(expected)
        expect(undoStateOf(stack).undo?.revision).toBe(done.at(-1))
        expect(undoStateOf(stack).redo?.revision).toBe(undone.at(-1))
      }),
    )
  })
})
