/** Distinct cells of bytes, each turned into a number once: of a million cells that hold a thousand codes, a thousand become text. */

const FIRST_SIZE = 1024

export class ByteWords {
  readonly #numberOf: (text: string) => number
  /** By slot of the hash; the place of a word plus one, 0 for a free slot. */
  #slots = new Int32Array(FIRST_SIZE)
  readonly #words: Uint8Array[] = []
  readonly #numbers: number[] = []
  /** The word that was asked for last stands for the next as well, where a file is sorted. */
  #last = -1

  constructor(numberOf: (text: string) => number) {
    this.#numberOf = numberOf
  }

  of(bytes: Uint8Array, start: number, end: number): number {
    if (this.#last !== -1 && this.#isWord(this.#last, bytes, start, end)) return this.#numbers[this.#last] ?? 0
    let slot = this.#slotOf(bytes, start, end)
    for (;;) {
      const word = (this.#slots[slot] ?? 0) - 1
      if (word === -1) return this.#add(bytes, start, end)
      if (this.#isWord(word, bytes, start, end)) {
        this.#last = word
        return this.#numbers[word] ?? 0
      }
      slot = (slot + 1) & (this.#slots.length - 1)
    }
  }

  #slotOf(bytes: Uint8Array, start: number, end: number): number {
    let hash = 0x811c9dc5
    for (let at = start; at < end; at += 1) hash = Math.imul(hash ^ (bytes[at] ?? 0), 0x01000193)
    return (hash ^ (hash >>> 15)) & (this.#slots.length - 1)
  }

  #isWord(word: number, bytes: Uint8Array, start: number, end: number): boolean {
    const known = this.#words[word]
    if (known === undefined || known.length !== end - start) return false
    for (let at = 0; at < known.length; at += 1) if (known[at] !== bytes[start + at]) return false
    return true
  }

  #add(bytes: Uint8Array, start: number, end: number): number {
    const word = bytes.slice(start, end)
    const number = this.#numberOf(Buffer.from(word).toString('utf8'))
    this.#words.push(word)
    this.#numbers.push(number)
    this.#last = this.#words.length - 1
    if (this.#words.length * 2 > this.#slots.length) this.#slots = new Int32Array(this.#slots.length * 2)
    else {
      this.#put(this.#last)
      return number
    }
    for (let each = 0; each < this.#words.length; each += 1) this.#put(each)
    return number
  }

  #put(word: number): void {
    const bytes = this.#words[word] ?? new Uint8Array()
    let slot = this.#slotOf(bytes, 0, bytes.length)
    while (this.#slots[slot] !== 0) slot = (slot + 1) & (this.#slots.length - 1)
    this.#slots[slot] = word + 1
  }
}
