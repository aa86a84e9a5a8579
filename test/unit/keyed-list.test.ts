import { expect, test } from 'vitest'

import { KeyedList } from '../../src-shared/domain/keyed-list.ts'

test('reads as a map does, in the order of its keys', () => {
  const list = KeyedList.of(['b', 'a'], [1, 2])
  expect([[...list], [...list.keys()], [...list.values()], list.size, list.get('a'), list.get('c'), list.has('b'), list.has('c'), list.placeOf('a'), list.placeOf('c')]).toEqual([[['b', 1], ['a', 2]], ['b', 'a'], [1, 2], 2, 2, undefined, true, false, 1, -1])
  expect(new Map(list)).toEqual(new Map([['b', 1], ['a', 2]]))
  const seen: unknown[] = []
  list.forEach((value, key) => seen.push([key, value]))
  expect(seen).toEqual([...list])
  expect(list).not.toEqual(KeyedList.of(['b', 'a'], [1, 3]))
})

test('with the same keys it shares the index of the one before, with others it does not', () => {
  const first = KeyedList.of(['a', 'b'], [1, 2])
  expect([KeyedList.of(['a', 'b'], ['x', 'y'], first), KeyedList.of(['b', 'a'], ['x', 'y'], first), first.with(['x', 'y'])].map((each) => each.hasKeysOf(first))).toEqual([true, false, true])
  expect([...KeyedList.of(['b', 'a'], ['x', 'y'], first)]).toEqual([['b', 'x'], ['a', 'y']])
})
