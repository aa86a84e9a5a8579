import { describe, expect, it } from 'vitest'

import { planPageText, planUpdatePageRow } from '../../src-shared/domain/catalog/edit-pages.ts'
import { planUpdateService } from '../../src-shared/domain/catalog/edit-catalog.ts'
import { cutAtWords, searchCatalog } from '../../src-shared/domain/catalog/search-catalog.ts'
import { draftFromRows, rowsFromDraft, type Draft } from '../../src-shared/domain/model/draft.ts'
import { sampleDraft } from '../support/sample-draft.ts'
import { smallPages, withPlan } from '../support/small-pages.ts'

function titles(draft: Draft, query: string): readonly string[] {
  return searchCatalog(draft, { query, limit: 50 }).hits.map((hit) => `${hit.kind} ${hit.title}`)
}

describe('search over the catalog', () => {
  it('finds services, requests and rates, codes and names before texts, starts of words before their middle', () => {
    const draft = sampleDraft()
    expect(titles(draft, 'list').slice(0, 2)).toEqual(['service ListServ', 'request Set up a list'])
    expect(titles(draft, 'mf-cpu')[0]).toBe('service CPU Time')
    expect(titles(draft, 'MF-CPU-P')[0]).toBe('rate Prime CPU Time')
    expect(titles(draft, 'governs projects')).toContain('request Request a project')
    expect(titles(draft, 'list paged')).toEqual(['service ListServ'])
    expect(titles(draft, 'serv lis')).toContain('service ListServ')
    expect(titles(draft, 'zzzz')).toEqual([])
    expect(searchCatalog(draft, { query: ' ', limit: 5 })).toEqual({ hits: [], total: 0 })
  })

  it('says where its text has the words, and how many were found of which the best are shown', () => {
    const [hit] = searchCatalog(sampleDraft(), { query: 'paged', limit: 5 }).hits
    expect(hit?.snippet.filter((part) => part.isFound).map((part) => part.text)).toEqual(['paged'])
    expect(hit?.snippet.map((part) => part.text).join('')).toMatch(/person on call is paged/)
    const found = searchCatalog(sampleDraft(), { query: 's', limit: 3 })
    expect([found.hits.length, found.total > 100]).toEqual([3, true])
    expect(cutAtWords('ListServ (x)', ['serv'])).toEqual([{ text: 'List', isFound: false }, { text: 'Serv', isFound: true }, { text: ' (x)', isFound: false }])
  })

  it('signs in what is typed are no pattern', () => {
    for (const query of ['(', '[a', '.*', 'a|b', '\\', '$^', '<script>']) expect(() => searchCatalog(sampleDraft(), { query, limit: 5 })).not.toThrow()
    expect(titles(sampleDraft(), '.*')).toEqual([])
  })

  it('follows every edit and its undo, and gives what a search without a memory gives', () => {
    const draft = smallPages()
    expect(titles(draft, 'quiet')).toEqual(['service Mainframe'])
    const edited = withPlan(draft, planPageText({ draft, serviceId: 'mainframe', field: 'maintenance', text: 'Never.' }))
    expect(titles(edited, 'quiet')).toEqual([])
    expect(titles(draft, 'quiet')).toEqual(['service Mainframe'])
    const [request] = [...draft.requestType.values()]
    const renamed = withPlan(edited, planUpdatePageRow({ draft: edited, id: request?.id ?? '', row: { table: 'requestType', fields: { title: 'Quiet request' } } }))
    expect(titles(renamed, 'quiet')).toEqual(['request Quiet request', 'service Mainframe'])
    const moved = withPlan(renamed, planUpdateService({ draft: renamed, id: 'mainframe', name: 'Big iron' }))
    for (const query of ['q', 'qu', 'qui', 'quie', 'big', 'iron quiet', 'never', 'cpu', 'account']) {
      // The same rows as other objects: nothing is remembered of them.
      const fresh = draftFromRows(structuredClone(rowsFromDraft(moved)))
      expect({ query, found: searchCatalog(moved, { query, limit: 50 }) }).toEqual({ query, found: searchCatalog(fresh, { query, limit: 50 }) })
    }
  })
})
