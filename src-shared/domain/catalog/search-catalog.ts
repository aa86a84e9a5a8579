/**
 * Search over everything of the catalog while typing: services with their whole pages, requests, rates, groups and lines of business.
 * The words of each row are remembered for as long as the row lives, so that an edit costs what one page costs.
 */
import type { Draft } from '../model/draft.ts'
import type { RequestType } from '../model/page-tables.ts'
import { groupIndex } from '../model/table-index.ts'
import type { Rate, Service } from '../model/tables.ts'
import { pageMarkdown } from './page-markdown.ts'
import { bestMatch, matchesOf, wordNumbers, wordsOf, type WordMatches } from './word-index.ts'

export type CatalogHit = {
  readonly kind: 'service' | 'request' | 'rate' | 'group' | 'line'
  /** Of the row of that kind. */
  readonly id: string
  /** The row of the catalog that shows it. */
  readonly shownBy: { readonly table: 'lineOfBusiness' | 'serviceGroup' | 'service' | 'rate'; readonly id: string }
  readonly title: string
  readonly code: string
  /** Where it belongs: the name of its service, group or line. */
  readonly place: string
  /** Where its text has the words; empty where the title says it all. */
  readonly snippet: Snippet
  readonly score: number
}
/** A stretch of text cut at the words that were found. */
export type Snippet = readonly { readonly text: string; readonly isFound: boolean }[]
export type CatalogHits = { readonly hits: readonly CatalogHit[]; /** Of all that were found; the hits are the best of them. */ readonly total: number }

type Entry = Omit<CatalogHit, 'snippet' | 'score'> & {
  readonly text: string
  readonly codeKey: string
  readonly titleKey: string
  /** The different words of code and title, of the place, and of the text, by their numbers. */
  readonly headWords: Int32Array
  readonly placeWords: Int32Array
  readonly textWords: Int32Array
}


function entry(facts: Pick<Entry, 'kind' | 'id' | 'shownBy' | 'title' | 'code' | 'place' | 'text'>): Entry {
  const { title, code, place, text } = facts
  return { ...facts, codeKey: code.toLowerCase(), titleKey: title.toLowerCase(), headWords: wordNumbers(`${code} ${title}`), placeWords: wordNumbers(place), textWords: wordNumbers(text) }
}

const requestsOf = groupIndex<'requestType'>((row) => row.serviceId)
const reportsOf = groupIndex<'serviceReport'>((row) => row.serviceId)
const responsibilitiesOf = groupIndex<'responsibility'>((row) => row.serviceId)

/** The rows that a page is made of besides its service. */
function partsOf(draft: Draft, service: Service): readonly unknown[] {
  const group = draft.serviceGroup.get(service.serviceGroupId)
  return [
    draft.servicePage.get(service.id), group, draft.lineOfBusiness.get(group?.lineOfBusinessId ?? ''), ...(requestsOf(draft.requestType).get(service.id) ?? []).map((id) => draft.requestType.get(id)),
    ...(reportsOf(draft.serviceReport).get(service.id) ?? []).map((id) => draft.serviceReport.get(id)), ...(responsibilitiesOf(draft.responsibility).get(service.id) ?? []).map((id) => draft.responsibility.get(id)),
  ]
}

const OF_SERVICES = ['lineOfBusiness', 'serviceGroup', 'requestType', 'serviceReport', 'responsibility'] as const satisfies readonly (keyof Draft)[]
type MadeService = { readonly draft: Draft; readonly parts: readonly unknown[]; readonly entry: Entry }
const madeServices = new WeakMap<Service, MadeService>()

/** Whether the rows of a page besides its text can be others than in an earlier draft; thousands of services were last made in the same few. */
function tablesCompared(draft: Draft): (earlier: Draft) => boolean {
  const compared = new Map<Draft, boolean>()
  return (earlier) => {
    const known = compared.get(earlier) ?? OF_SERVICES.every((name) => earlier[name] === draft[name])
    compared.set(earlier, known)
    return known
  }
}

/** Made again only when a row of its page is another one. */
function entryOfService(service: Service, draft: Draft, hasSameTables: (earlier: Draft) => boolean): Entry {
  const known = madeServices.get(service)
  if (known !== undefined && known.parts[0] === draft.servicePage.get(service.id) && hasSameTables(known.draft)) return known.entry
  const parts = partsOf(draft, service)
  const isSame = known !== undefined && known.parts.length === parts.length && known.parts.every((part, index) => part === parts[index])
  const made = isSame ? known.entry : entry({
    kind: 'service', id: service.id, shownBy: { table: 'service', id: service.id }, title: service.name, code: service.code, place: draft.serviceGroup.get(service.serviceGroupId)?.name ?? '',
    text: withoutHead(pageMarkdown(draft, service.id)) ?? service.description,
  })
  madeServices.set(service, { draft, parts, entry: made })
  return made
}

/** The text of a page without its own title, which the entry has anyway. */
function withoutHead(text: string | undefined): string | undefined {
  return text?.slice(text.indexOf('\n') + 1).trim()
}

/** The entries of a table, made again only for rows that are others, or whose service is. */
function entriesOfTable<Row extends { readonly serviceId: string }>(make: (row: Row, place: string) => Entry): (table: ReadonlyMap<string, Row>, services: Draft['service']) => readonly Entry[] {
  const lists = new WeakMap<ReadonlyMap<string, Row>, { readonly services: Draft['service']; readonly entries: readonly Entry[] }>()
  const made = new WeakMap<Row, Entry>()
  return (table, services) => {
    const known = lists.get(table)
    if (known?.services === services) return known.entries
    const entries = Array.from(table.values(), (row) => {
      const place = services.get(row.serviceId)?.name ?? ''
      const before = made.get(row)
      if (before?.place === place) return before
      const next = make(row, place)
      made.set(row, next)
      return next
    })
    lists.set(table, { services, entries })
    return entries
  }
}

const requestEntries = entriesOfTable<RequestType>((row, place) => entry({ kind: 'request', id: row.id, shownBy: { table: 'service', id: row.serviceId }, title: row.title, code: '', place, text: row.description }))
const rateEntries = entriesOfTable<Rate>((row, place) => entry({ kind: 'rate', id: row.id, shownBy: { table: 'rate', id: row.id }, title: row.title, code: row.code, place, text: [row.billableUnit, row.note].filter((each) => each !== '').join('. ') }))

function entriesOf(draft: Draft): readonly Entry[] {
  const hasSameTables = tablesCompared(draft)
  return [
    ...Array.from(draft.lineOfBusiness.values(), (row) => entry({ kind: 'line', id: row.id, shownBy: { table: 'lineOfBusiness', id: row.id }, title: row.name, code: '', place: '', text: '' })),
    ...Array.from(draft.serviceGroup.values(), (row) => entry({ kind: 'group', id: row.id, shownBy: { table: 'serviceGroup', id: row.id }, title: row.name, code: '', place: draft.lineOfBusiness.get(row.lineOfBusinessId)?.name ?? '', text: '' })),
    ...Array.from(draft.service.values(), (row) => entryOfService(row, draft, hasSameTables)),
    ...requestEntries(draft.requestType, draft.service),
    ...rateEntries(draft.rate, draft.service),
  ]
}

const SEARCHED = [...OF_SERVICES, 'service', 'rate', 'servicePage'] as const satisfies readonly (keyof Draft)[]
const lists = new WeakMap<Draft['service'], { readonly draft: Draft; readonly entries: readonly Entry[] }>()

/** The list for a state of the tables that are searched; an edit of anything else leaves it as it is. */
function entriesFor(draft: Draft): readonly Entry[] {
  const known = lists.get(draft.service)
  if (known !== undefined && SEARCHED.every((name) => known.draft[name] === draft[name])) return known.entries
  const entries = entriesOf(draft)
  lists.set(draft.service, { draft, entries })
  return entries
}

type Narrowed = { readonly words: readonly string[]; readonly entries: readonly Entry[] }
const narrowed = new WeakMap<readonly Entry[], Narrowed>()

/** With each further letter only what had the letters before it is looked at again. */
function candidatesFor(entries: readonly Entry[], words: readonly string[]): readonly Entry[] {
  const before = narrowed.get(entries)
  const goesOn = before !== undefined && before.words.every((word) => words.some((next) => next.includes(word)))
  return goesOn ? before.entries : entries
}

/** Reads everything that can be found, so that the first letter that is typed need not wait for it. */
export function prepareSearch(draft: Draft): void {
  entriesFor(draft)
}

/** What it is worth where the whole of what was typed is a code or a name, or begins one. */
const WHOLE = { code: 100, title: 90, titleStart: 30, codeStart: 25 } as const
/** What the place of a word is worth; a word counts at its best place. */
const WORTH = { head: 40, headPart: 15, place: 8, text: 6, textPart: 2 } as const
const KIND_WORTH: Readonly<Record<CatalogHit['kind'], number>> = { service: 4, request: 3, group: 2, line: 1, rate: 0 }

type Asked = { readonly whole: string; /** Of each word that was typed. */ readonly matches: readonly WordMatches[] }

function worthOf({ headWords, placeWords, textWords }: Entry, matches: WordMatches): number {
  const head = bestMatch(headWords, matches)
  if (head !== 'nowhere') return head === 'start' ? WORTH.head : WORTH.headPart
  if (bestMatch(placeWords, matches) === 'start') return WORTH.place
  const text = bestMatch(textWords, matches)
  return text === 'nowhere' ? 0 : text === 'start' ? WORTH.text : WORTH.textPart
}

function wholeWorth({ codeKey, titleKey }: Entry, whole: string): number {
  if (codeKey === whole) return WHOLE.code
  if (titleKey === whole) return WHOLE.title
  if (titleKey.startsWith(whole)) return WHOLE.titleStart
  return codeKey.startsWith(whole) ? WHOLE.codeStart : 0
}

/** Zero where a word is nowhere. */
function scoreOf(each: Entry, { whole, matches }: Asked): number {
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

function snippetOf({ text, headWords, placeWords }: Entry, words: readonly string[], { matches }: Asked): Snippet {
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
  const entries = entriesFor(draft)
  const asked: Asked = { whole: query.trim().toLowerCase(), matches: words.map(matchesOf) }
  // Scores are small whole numbers: a list for each keeps the order of the catalog without sorting thousands.
  const byScore = new Map<number, Entry[]>()
  const found: Entry[] = []
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
