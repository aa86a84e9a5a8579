/** A map whose keys stay from edit to edit: thousands of entries would be made anew at each keystroke, of which one is another. */
import { isSameList } from './kept-rows.ts'

/** Reads like a map in the order of its keys; those with the same keys share their index. */
export class KeyedList<Key, Value> implements ReadonlyMap<Key, Value> {
  readonly #keys: readonly Key[]
  readonly #places: ReadonlyMap<Key, number>
  readonly #values: readonly Value[]

  private constructor(keys: readonly Key[], places: ReadonlyMap<Key, number>, values: readonly Value[]) {
    this.#keys = keys
    this.#places = places
    this.#values = values
  }

  /**
   * One value a key; keys are told apart. `former` may have other keys; it is only faster where it has the same.
   *
   * @example KeyedList.of(['a', 'b'], [1, 2]).get('b') // 2
   */
  static of<Key, Value>(keys: readonly Key[], values: readonly Value[], former?: KeyedList<Key, unknown>): KeyedList<Key, Value> {
    if (former !== undefined && isSameList(former.#keys, keys)) return new KeyedList(former.#keys, former.#places, values)
    const places = new Map<Key, number>()
    for (let place = 0; place < values.length; place += 1) {
      const key = keys[place]
      if (key !== undefined) places.set(key, place)
    }
    return new KeyedList(keys, places, values)
  }

  /** The same keys with other values, one each in their order. */
  with<Other>(values: readonly Other[]): KeyedList<Key, Other> {
    return new KeyedList(this.#keys, this.#places, values)
  }

  /** In the order of the keys. */
  get list(): readonly Value[] {
    return this.#values
  }

  get size(): number {
    return this.#keys.length
  }

  /** Where a key stands; -1 where it is not. */
  placeOf(key: Key): number {
    return this.#places.get(key) ?? -1
  }

  /** True when it was made with the same index: the same keys in the same order. */
  hasKeysOf(other: KeyedList<Key, unknown>): boolean {
    return this.#places === other.#places
  }

  get(key: Key): Value | undefined {
    return this.#values[this.placeOf(key)]
  }

  has(key: Key): boolean {
    return this.#places.has(key)
  }

  *entries(): MapIterator<[Key, Value]> {
    for (const [place, value] of this.#values.entries()) {
      const key = this.#keys[place]
      if (key !== undefined) yield [key, value]
    }
  }

  keys(): MapIterator<Key> {
    return this.#places.keys()
  }

  *values(): MapIterator<Value> {
    yield* this.#values
  }

  [Symbol.iterator](): MapIterator<[Key, Value]> {
    return this.entries()
  }

  forEach(callback: (value: Value, key: Key, map: ReadonlyMap<Key, Value>) => void): void {
    for (const [key, value] of this) callback(value, key, this)
  }
}
