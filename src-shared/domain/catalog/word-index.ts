/**
 * Words as numbers, so that a search reads each different word of a catalog once, and not each page: what was typed is looked for in the
 * words, then pages are asked which of their numbers were found.
 */

const WORD = /[\p{L}\p{N}]+/gu

/** The words of a text in lower case. @example wordsOf('  List-SERV 24x7 ') // ['list', 'serv', '24x7'] */
export function wordsOf(text: string): readonly string[] {
  return text.toLowerCase().match(WORD) ?? []
}

/** Every word that was ever read, in the order of its number. */
const words: string[] = []
const numbers = new Map<string, number>()

function numberOf(word: string): number {
  const known = numbers.get(word)
  if (known !== undefined) return known
  numbers.set(word, words.length)
  words.push(word)
  return words.length - 1
}

/** The numbers of the different words of a text. @example wordNumbers('mail and mail').length // 2 */
export function wordNumbers(text: string): Int32Array {
  return Int32Array.from(new Set(wordsOf(text)), numberOf)
}

const INSIDE = 1
const START = 2

/** By the number of a word: 2 where it begins with what was typed, 1 where it has that inside, else 0. */
export type WordMatches = Uint8Array

/** Where a typed word is in all words read so far. @example matchesOf('serv') // 2 at the number of 'server', 1 at that of 'listserv' */
export function matchesOf(typed: string): WordMatches {
  return Uint8Array.from(words, (word) => (word.startsWith(typed) ? START : word.includes(typed) ? INSIDE : 0))
}

/** The best of some words. @example bestMatch(wordNumbers('listserv'), matchesOf('serv')) // 'inside' */
export function bestMatch(some: Int32Array, matches: WordMatches): 'start' | 'inside' | 'nowhere' {
  let best = 0
  for (let index = 0; index < some.length; index += 1) {
    const match = matches[some[index] ?? 0] ?? 0
    if (match === START) return 'start'
    if (match > best) best = match
  }
  return best === INSIDE ? 'inside' : 'nowhere'
}
