/** The catalog's search while somebody types: every beginning of many queries over 2,000 pages with requests and rates, and the first search after an edit. */
import { planPageText } from '../../src-shared/domain/catalog/edit-pages.ts'
import { searchCatalog } from '../../src-shared/domain/catalog/search-catalog.ts'
import { applyPlan } from '../../src-shared/domain/model/apply-edit.ts'
import type { Draft } from '../../src-shared/domain/model/draft.ts'
import { largeCatalog } from '../support/large-catalog.ts'
import { milliseconds, percentilesOfEdits, type Bench, type BenchRow } from './measure.ts'

const PAGES = 2_000
const QUERIES = 24
const LIMIT = 50
const BOUND = 30

/** What the field holds after each key: frequent words, rare ones, codes, two and three words, and what is nowhere. */
function typing(words: readonly string[]): readonly string[] {
  const whole = Array.from({ length: QUERIES }, (_, index) => {
    const [frequent = '', rare = '', other = ''] = [words[index * 3], words[(words.length - 1 - index * 31) % words.length], words[(index * 17) % 400]]
    return [frequent, rare, `${frequent} ${other}`, `sv-${index * 33}`, `${other} ${frequent} ${rare}`, `${frequent}qqq`][index % 6] ?? frequent
  })
  return whole.flatMap((query) => Array.from(query, (_, index) => query.slice(0, index + 1)))
}

function edited(draft: Draft, index: number): Draft {
  const planned = planPageText({ draft, serviceId: `service-${index % PAGES}`, field: 'purpose', text: `Edited ${index}` })
  const applied = planned.ok ? applyPlan(draft, planned.value) : planned
  if (!applied.ok) throw new Error(JSON.stringify(applied.failure))
  return applied.value
}

function heldRow(name: string, { p50, p95 }: { readonly p50: number; readonly p95: number }): BenchRow {
  return { name, value: `${milliseconds(p95)} p95, ${milliseconds(p50)} p50`, yardstick: `under ${BOUND} ms p95`, ratio: '', holds: p95 < BOUND }
}

function measure(): readonly BenchRow[] {
  const { draft, words } = largeCatalog(PAGES)
  const queries = typing(words)
  const start = performance.now()
  searchCatalog(draft, { query: 'list', limit: LIMIT })
  const first = performance.now() - start
  const keys = percentilesOfEdits(queries.length, (count) => {
    const query = queries[count % queries.length] ?? ''
    return () => searchCatalog(draft, { query, limit: LIMIT })
  })
  const edits = percentilesOfEdits(20, (count) => {
    const after = edited(draft, count)
    const query = queries[(count * 7) % queries.length] ?? ''
    return () => searchCatalog(after, { query, limit: LIMIT })
  })
  return [
    { name: 'First search, nothing read yet', value: milliseconds(first), yardstick: '', ratio: '' },
    heldRow(`Search after each of ${queries.length} keys`, keys),
    heldRow('Search after a page was edited', edits),
  ]
}

export default { name: `Search over a catalog of ${PAGES.toLocaleString('en-US')} pages`, run: () => Promise.resolve(measure()) } satisfies Bench
