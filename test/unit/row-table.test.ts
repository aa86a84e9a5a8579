import fc from 'fast-check'
import { describe, expect, it } from 'vitest'

import { nextTable } from '../../src-shared/domain/model/row-table.ts'

const LARGE = new Map(Array.from({ length: 5_000 }, (_, index) => [`row-${index}`, index]))

type Step = { readonly id: string; readonly value: number | null }
/** Ids among the rows and beyond them; null takes the row out. */
const stepArbitrary: fc.Arbitrary<Step> = fc.record({ id: fc.integer({ min: 4_980, max: 5_010 }).map((number) => `row-${number}`), value: fc.option(fc.integer(), { nil: null }) })
const editsArbitrary = fc.array(fc.array(stepArbitrary, { minLength: 1, maxLength: 5 }), { maxLength: 12 })

function place(table: { set(id: string, value: number): unknown; delete(id: string): unknown }, steps: readonly Step[]): void {
  for (const { id, value } of steps) {
    if (value === null) table.delete(id)
    else table.set(id, value)
  }
}

function after(table: ReadonlyMap<string, number>, steps: readonly Step[], changes = steps.length): ReadonlyMap<string, number> {
  const next = nextTable(table, changes)
  place(next, steps)
  return next.done()
}

describe('a large table from edit to edit', () => {
  it('reads like a map with the same edits, in the same order, and leaves every earlier state as it was', () => {
    fc.assert(fc.property(editsArbitrary, (edits) => {
      const plain = new Map(LARGE)
      let table: ReadonlyMap<string, number> = LARGE
      const states: { readonly table: ReadonlyMap<string, number>; readonly entries: readonly (readonly [string, number])[] }[] = []
      for (const steps of edits) {
        place(plain, steps)
        table = after(table, steps)
        // What is before it, no edit reaches.
        states.push({ table, entries: [...plain].slice(4_970) })
      }
      for (const state of states) {
        const map = new Map(state.entries)
        expect([...state.table].slice(4_970)).toEqual(state.entries)
        expect([...state.table.keys()].slice(4_970)).toEqual([...map.keys()])
        expect([...state.table.values()].slice(4_970)).toEqual([...map.values()])
        expect(state.table.size).toBe(4_970 + map.size)
        for (let number = 4_980; number <= 5_010; number += 1) {
          expect(state.table.get(`row-${number}`)).toBe(map.get(`row-${number}`))
          expect(state.table.has(`row-${number}`)).toBe(map.has(`row-${number}`))
        }
      }
    }), { numRuns: 25 })
  })

  it('is copied whenever very much has changed, and reads the same', () => {
    const plain = new Map(LARGE)
    let table: ReadonlyMap<string, number> = LARGE
    let copies = 0
    for (let count = 0; count < 1_500; count += 1) {
      const steps = [{ id: `row-${count * 3}`, value: -count }]
      place(plain, steps)
      table = after(table, steps)
      if (table instanceof Map) copies += 1
    }
    expect(copies).toBe(2)
    expect([...after(table, [{ id: 'row-1', value: 7 }])]).toEqual([...plain.set('row-1', 7)])
  })

  it('copies a small table, and a large one of which much changes at once, into a plain map', () => {
    expect(after(new Map([['a', 1]]), [{ id: 'b', value: 2 }])).toEqual(new Map([['a', 1], ['b', 2]]))
    expect(after(LARGE, [{ id: 'row-0', value: 2 }], 2_000)).toBeInstanceOf(Map)
  })
})
