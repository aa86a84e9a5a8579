/** Search over everything of the catalog while typing; see `searchEntries` for what is read. */
import type { Draft } from '../model/draft.ts'
import { searchEntries, type SearchEntry } from './search-entries.ts'
import { bestMatch, matchesOf, wordsOf, type WordMatches } from './word-index.ts'

export type CatalogHit = {
  readonly kind: 'service' | 'request' | 'rate' | 'group' | 'line' | 'version' | 'target' | 'agreement' | 'finding'
  /** Of the row of that kind. */
  readonly id: string
  /** The row that shows it: of the catalog, or of the service levels. */
  readonly shownBy: { readonly table: 'lineOfBusiness' | 'serviceGroup' | 'service' | 'rate' | 'serviceTarget' | 'agreement' | 'finding'; readonly id: string }
  readonly title: string
  readonly code: string
  /** Where it belongs: the name of its service, group or line; of an agreement its customer, or who promises. */
  readonly place: string
  /** Where its text has the words; empty where the title says it all. */
  readonly snippet: Snippet
  readonly score: number
}
/** A stretch of text cut at the words that were found. */
export type Snippet = readonly { readonly text: string; readonly isFound: boolean }[]
export type CatalogHits = { readonly hits: readonly CatalogHit[]; /** Of all that were found; the hits are the best of them. */ readonly total: number }

type Narrowed = { readonly words: readonly string[]; readonly entries: readonly SearchEntry[] }
const narrowed = new WeakMap<readonly SearchEntry[], Narrowed>()

/** With each further letter only what had the letters before it is looked at again. */
function candidatesFor(entries: readonly SearchEntry[], words: readonly string[]): readonly SearchEntry[] {
  const before = narrowed.get(entries)
  const goesOn = before !== undefined && before.words.every((word) => words.some((next) => next.includes(word)))
  return goesOn ? before.entries : entries
}

/** Reads everything that can be found, so that the first letter that is typed need not wait for it. */
export function prepareSearch(draft: Draft): void {
  searchEntries(draft)
}

/** What it is worth where the whole of what was typed is a code or a name, or begins one. */
const WHOLE = { code: 100, title: 90, titleStart: 30, codeStart: 25 } as const
/** What the place of a word is worth; a word counts at its best place. */
const WORTH = { head: 40, headPart: 15, place: 8, text: 6, textPart: 2 } as const
const KIND_WORTH: Readonly<Record<CatalogHit['kind'], number>> = { service: 8, request: 7, group: 6, line: 5, agreement: 4, target: 3, rate: 2, finding: 1, version: 0 }

type Asked = { readonly whole: string; /** Of each word that was typed. */ readonly matches: readonly WordMatches[] }

function worthOf({ headWords, placeWords, textWords }: SearchEntry, matches: WordMatches): number {
  const head = bestMatch(headWords, matches)
  if (head !== 'nowhere') return head === 'start' ? WORTH.head : WORTH.headPart
  if (bestMatch(placeWords, matches) === 'start') return WORTH.place
  const text = bestMatch(textWords, matches)
  return text === 'nowhere' ? 0 : text === 'start' ? WORTH.text : WORTH.textPart
}

/** What is said of a service elsewhere stands after the catalog's own rows, but where its whole code or name is typed. */
const ELSEWHERE: ReadonlySet<CatalogHit['kind']> = new Set(['version', 'target', 'agreement', 'finding'])

function wholeWorth({ codeKey, titleKey, kind }: SearchEntry, whole: string): number {
  if (codeKey === whole) return WHOLE.code
  if (titleKey === whole) return WHOLE.title
  if (ELSEWHERE.has(kind)) return 0
  if (titleKey.startsWith(whole)) return WHOLE.titleStart
  return codeKey.startsWith(whole) ? WHOLE.codeStart : 0
}

/** Zero where a word is nowhere. */
function scoreOf(each: SearchEntry, { whole, matches }: Asked): number {
  let score = 0
  for (const ofWord of matches) {
    const worth = worthOf(each, ofWord)
    if (worth === 0) return 0
    score += worth
  }
  return score + wholeWorth(each, whole) + KIND_WORTH[each.kind]
}

const BEFORE = 48
const SNIPPET_LENGTH = 170

/** Without marks of formatting, which say nothing in the middle of a line. */
function plain(text: string): string {
  return text.replaceAll(/\|(?:\s*-+\s*\|)+|^#+\s|[*_`#>|]+|^\s*-\s/gm, ' ').replaceAll(/\s+/g, ' ')
}

/** Where a word of the text begins as was asked for, else where it has that. */
function firstPlace(text: string, word: string): number {
  const found = new RegExp(`(?<![\\p{L}\\p{N}])${word}`, 'iu').exec(text) ?? new RegExp(word, 'iu').exec(text)
  return found?.index ?? 0
}

/** Where a page begins to tell, after its facts. */
function beginning(text: string): number {
  return text.startsWith('- ') ? Math.max(0, text.indexOf('\n\n', text.indexOf('\n## '))) : 0
}

function snippetOf({ text, headWords, placeWords }: SearchEntry, words: readonly string[], { matches }: Asked): Snippet {
  if (text === '') return []
  const first = words.find((_, index) => {
    const ofWord = matches[index]
    return ofWord !== undefined && bestMatch(headWords, ofWord) === 'nowhere' && bestMatch(placeWords, ofWord) !== 'start'
  })
  const at = first === undefined ? beginning(text) : firstPlace(text, first)
  const from = first === undefined || at <= BEFORE ? (first === undefined ? at : 0) : Math.max(text.lastIndexOf(' ', at - BEFORE), text.lastIndexOf('\n', at - 1)) + 1
  const end = from + SNIPPET_LENGTH < text.length ? Math.max(text.lastIndexOf(' ', from + SNIPPET_LENGTH), at + 1) : text.length
  const cut = plain(text.slice(from, end)).trim()
  return cutAtWords(`${from > 0 && first !== undefined ? '… ' : ''}${cut}${end < text.length ? ' …' : ''}`, words)
}

/** A text cut where the words are. @example cutAtWords('ListServ', ['serv']) // [{ text: 'List', isFound: false }, { text: 'Serv', isFound: true }] */
export function cutAtWords(text: string, words: readonly string[]): Snippet {
  if (words.length === 0) return [{ text, isFound: false }]
  return text.split(new RegExp(`(${words.join('|')})`, 'iu')).map((part, index) => ({ text: part, isFound: index % 2 === 1 })).filter((part) => part.text !== '')
}

/**
 * What has all the words, the best first: a code or name before the text of a page, the start of a word before its middle, and services before what they are made of.
 *
 * @example searchCatalog(draft, { query: 'list', limit: 20 }).hits[0]?.title // 'ListServ'
 */
export function searchCatalog(draft: Draft, { query, limit }: { readonly query: string; readonly limit: number }): CatalogHits {
  const words = wordsOf(query)
  if (words.length === 0) return { hits: [], total: 0 }
  const entries = searchEntries(draft)
  const asked: Asked = { whole: query.trim().toLowerCase(), matches: words.map(matchesOf) }
  // Scores are small whole numbers: a list for each keeps the order of the catalog without sorting thousands.
  const byScore = new Map<number, SearchEntry[]>()
  const found: SearchEntry[] = []
  for (const each of candidatesFor(entries, words)) {
    const score = scoreOf(each, asked)
    if (score === 0) continue
    found.push(each)
    const list = byScore.get(score)
    if (list === undefined) byScore.set(score, [each])
    else list.push(each)
  }
  narrowed.set(entries, { words, entries: found })
  const best: CatalogHit[] = []
  for (const [score, list] of [...byScore].toSorted(([left], [right]) => right - left)) {
    for (const each of list.slice(0, limit - best.length)) {
      best.push({ kind: each.kind, id: each.id, shownBy: each.shownBy, title: each.title, code: each.code, place: each.place, snippet: snippetOf(each, words, asked), score })
    }
    if (best.length >= limit) break
  }
  return { hits: best, total: found.length }
}
