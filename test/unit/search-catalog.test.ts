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

function expectRow<Row>(row: Row | undefined): Row {
  if (row === undefined) throw new Error('no such row')
  return row
}

function first(query: string): readonly unknown[] {
  const [hit] = searchCatalog(sampleDraft(), { query, limit: 5 }).hits
  return [hit?.kind, hit?.shownBy, hit?.place, hit?.snippet.filter((part) => part.isFound).map((part) => part.text)]
}

describe('search over the catalog', () => {
  it('finds services, requests and rates, codes and names before texts, starts of words before their middle', () => {
    const draft = sampleDraft()
    expect(titles(draft, 'list').slice(0, 4)).toEqual(['service ListServ', 'request Set up a list', 'agreement Mailing lists for notices to families', 'agreement ListServ for the Department of Family Allowances'])
    expect(titles(draft, 'mf-cpu')[0]).toBe('service CPU Time')
    expect(titles(draft, 'MF-CPU-P')[0]).toBe('rate Prime CPU Time')
    expect(titles(draft, 'governs projects')).toContain('request Request a project')
    expect(titles(draft, 'list paged')[0]).toBe('service ListServ')
    expect(titles(draft, 'serv lis')).toContain('service ListServ')
    expect(titles(draft, 'zzzz')).toEqual([])
    expect(searchCatalog(draft, { query: ' ', limit: 5 })).toEqual({ hits: [], total: 0 })
  })

  it('finds what is said of a service elsewhere, with the place that shows it: versions of its page, targets, agreements and findings', () => {
    expect(first('monthly window named')).toEqual(['version', { table: 'service', id: 'listserv' }, 'ListServ', ['monthly', 'window', 'named']])
    expect(first('LST-AVL')).toEqual(['target', { table: 'serviceTarget', id: 'lst-avl' }, 'ListServ', []])
    expect(first('family allowances')).toEqual(['agreement', { table: 'agreement', id: 'sla-001' }, 'Department of Family Allowances', []])
    expect(first('stood still change')).toEqual(['finding', expect.objectContaining({ table: 'finding' }), 'ListServ', ['change', 'Change', 'change']])
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

  it('follows an edit of an agreement, of its customer and of an action of a finding', () => {
    const draft = sampleDraft()
    expect(titles(draft, 'zebra')).toEqual([])
    const row = { ...expectRow(draft.agreement.get('sla-001')), terms: 'A zebra crossing.' }
    const edited = { ...draft, agreement: new Map([...draft.agreement, [row.id, row]]) }
    expect(titles(edited, 'zebra')).toEqual(['agreement ListServ for the Department of Family Allowances'])
    const customer = { ...expectRow(draft.customer.get(row.customerId ?? '')), name: 'Department of Zebras' }
    expect(titles({ ...draft, customer: new Map([...draft.customer, [customer.id, customer]]) }, 'zebras')).toContain('agreement ListServ for the Department of Family Allowances')
    const action = { ...expectRow([...draft.improvementAction.values()][0]), result: 'Zebra stripes' }
    expect(titles({ ...draft, improvementAction: new Map([...draft.improvementAction, [action.id, action]]) }, 'zebra stripes')).toEqual([`finding ${draft.finding.get(action.findingId)?.title ?? ''}`])
    expect(titles(draft, 'zebra')).toEqual([])
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
