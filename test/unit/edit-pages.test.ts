import fc from 'fast-check'
import { describe, expect, it } from 'vitest'

import { compareTexts } from '../../src-shared/domain/catalog/compare-versions.ts'
import { planAddPageRow, planBeginPage, planIssueVersion, planNextReview, planPageLine, planPageStatus, planPageText, planRemovePage, planRemovePageRow, planUpdatePageRow, unissuedText } from '../../src-shared/domain/catalog/edit-pages.ts'
import { pageMarkdown } from '../../src-shared/domain/catalog/page-markdown.ts'
import { leadWords } from '../../src-shared/domain/catalog/page-sections.ts'
import { planMove } from '../../src-shared/domain/catalog/reorder.ts'
import { servicePageOf } from '../../src-shared/domain/catalog/service-page.ts'
import { serviceRates } from '../../src-shared/domain/catalog/service-rates.ts'
import { applyChanges } from '../../src-shared/domain/model/apply-edit.ts'
import { inverseChanges } from '../../src-shared/domain/model/edit.ts'
import type { Result } from '../../src-shared/domain/result.ts'
import { countingIds, FY2003, FY2004, smallModel } from '../support/small-model.ts'
import { smallPages, withPlan } from '../support/small-pages.ts'

const serviceId = 'mainframe'
const codes = (planned: Result<unknown>): readonly string[] => (planned.ok || !Array.isArray(planned.failure) ? [] : planned.failure.map((each: { readonly code: string }) => each.code))

describe('the page of a service', () => {
  it('is begun from nothing, proposed, with what the catalog says already; beginning it twice changes nothing', () => {
    const draft = withPlan(smallModel(), planBeginPage({ draft: smallModel(), serviceId: 'cabling' }))
    expect(draft.servicePage.get('cabling')).toMatchObject({ status: 'proposed', description: draft.service.get('cabling')?.description, purpose: '', provenance: 'own' })
    expect(codes(planBeginPage({ draft, serviceId: 'cabling' }))).toEqual(['nothing-to-change'])
    expect(codes(planBeginPage({ draft, serviceId: 'gone' }))).toEqual(['unknown-reference'])
  })

  it('takes texts, roles, a status and a day; what cannot be is refused with its reason', () => {
    const draft = smallPages()
    expect(codes(planPageText({ draft, serviceId, field: 'purpose', text: 'x'.repeat(20_001) }))).toEqual(['text-too-long'])
    expect(codes(planPageText({ draft, serviceId, field: 'purpose', text: 'Computing **time** for batch jobs.  \n' }))).toEqual(['nothing-to-change'])
    expect(codes(planPageLine({ draft, serviceId, field: 'owner', text: 'x'.repeat(201) }))).toEqual(['text-too-long'])
    expect(codes(planNextReview({ draft, serviceId, text: 'soon' }))).toEqual(['not-a-date'])
    expect(codes(planPageStatus({ draft, serviceId: 'hub', status: 'active' }))).toEqual(['unknown-reference'])
    let after = withPlan(draft, planNextReview({ draft, serviceId, text: '2005-06-30' }))
    after = withPlan(after, planPageStatus({ draft: after, serviceId, status: 'retiring' }))
    expect(after.servicePage.get(serviceId)).toMatchObject({ nextReviewOn: '2005-06-30', status: 'retiring' })
    expect(withPlan(after, planNextReview({ draft: after, serviceId, text: '' })).servicePage.get(serviceId)?.nextReviewOn).toBeNull()
  })

  it('has rows that are added last, changed, moved and taken away; one without a name is refused', () => {
    const draft = smallPages()
    const [open, close] = servicePageOf(draft, serviceId)?.requests ?? []
    expect([open?.title, close?.title]).toEqual(['Open an account', 'Close an account'])
    expect(codes(planAddPageRow({ draft, serviceId, newId: countingIds(), row: { table: 'requestType', fields: { title: ' ' } } }))).toEqual(['text-missing'])
    expect(codes(planUpdatePageRow({ draft, id: open?.id ?? '', row: { table: 'requestType', fields: { title: '' } } }))).toEqual(['text-missing'])
    const moved = withPlan(draft, planMove({ draft, table: 'requestType', id: close?.id ?? '', toIndex: 0 }))
    expect(servicePageOf(moved, serviceId)?.requests.map((row) => row.title)).toEqual(['Close an account', 'Open an account'])
    const removed = withPlan(moved, planRemovePageRow({ draft: moved, table: 'requestType', id: open?.id ?? '' }))
    expect(servicePageOf(removed, serviceId)?.requests).toHaveLength(1)
  })

  it('SLM-7: a lead time is in business days, and a report may come on an event', () => {
    expect([leadWords(1), leadWords(30), leadWords(null)]).toEqual(['1 business day', '30 business days', 'Not promised'])
    expect(pageMarkdown(smallPages(), serviceId)).toContain('| Usage report |  | On event: after each job |')
  })

  it('shows its rates live, in the versions that are asked for', () => {
    expect(serviceRates(smallModel(), { serviceId, versions: [FY2003, FY2004] }).map(({ rate, prices }) => [rate.code, ...prices.map((price) => price?.amount ?? null)])[0]).toEqual(['CPU', expect.any(String), expect.any(String)])
  })

  it('goes away with its rows and versions, and comes back by undo', () => {
    const draft = smallPages()
    const planned = planRemovePage({ draft, serviceId })
    const after = withPlan(draft, planned)
    expect([after.servicePage.size, after.requestType.size, after.serviceReport.size, after.responsibility.size]).toEqual([0, 0, 0, 0])
    const back = applyChanges(after, inverseChanges(planned.ok ? planned.value.changes : []))
    expect(back.ok && servicePageOf(back.value, serviceId)).toEqual(servicePageOf(draft, serviceId))
  })
})

describe('versions of a page', () => {
  it('are the whole page as Markdown with day, author and summary, and do not change with it', () => {
    let draft = smallPages()
    draft = withPlan(draft, planIssueVersion({ draft, serviceId, issuedOn: '2004-07-01', author: 'Ann', summary: ' First. ' }))
    const [first] = servicePageOf(draft, serviceId)?.versions ?? []
    expect(first).toMatchObject({ id: 'mainframe|1', number: 1, issuedOn: '2004-07-01', author: 'Ann', summary: 'First.', content: pageMarkdown(draft, serviceId) })
    expect(first?.content).toContain('## Metrics\n\n### Performance\n\nNot available')
    expect(unissuedText(draft, serviceId)).toBeNull()
    const after = withPlan(draft, planPageText({ draft, serviceId, field: 'purpose', text: 'Other words.' }))
    expect(unissuedText(after, serviceId)).toContain('Other words.')
    expect(servicePageOf(after, serviceId)?.versions[0]).toEqual(first)
  })

  it('are refused without a summary, before the last one, on no day, and when nothing has changed', () => {
    let draft = smallPages()
    const issue = { serviceId, issuedOn: '2004-07-01', author: 'Ann', summary: 'First.' }
    expect(codes(planIssueVersion({ draft, ...issue, summary: ' ' }))).toEqual(['text-missing'])
    expect(codes(planIssueVersion({ draft, ...issue, issuedOn: '2004-02-30' }))).toEqual(['not-a-date'])
    draft = withPlan(draft, planIssueVersion({ draft, ...issue }))
    expect(codes(planIssueVersion({ draft, ...issue }))).toEqual(['nothing-to-change'])
    draft = withPlan(draft, planPageText({ draft, serviceId, field: 'purpose', text: 'Other words.' }))
    expect(codes(planIssueVersion({ draft, ...issue, issuedOn: '2004-06-30' }))).toEqual(['dates-out-of-order'])
    expect(withPlan(draft, planIssueVersion({ draft, ...issue, issuedOn: '2004-08-01' })).pageVersion.get('mainframe|2')?.number).toBe(2)
  })

  it('are compared line by line, with the words that differ in a line that was rewritten', () => {
    expect(compareTexts('a\nThe window is Friday.\nz\n', 'a\nThe window is Monday.\nz\nnew\n')).toEqual([
      { kind: 'same', parts: [{ text: 'a', isChanged: false }] },
      { kind: 'removed', parts: [{ text: 'The window is ', isChanged: false }, { text: 'Friday', isChanged: true }, { text: '.', isChanged: false }] },
      { kind: 'added', parts: [{ text: 'The window is ', isChanged: false }, { text: 'Monday', isChanged: true }, { text: '.', isChanged: false }] },
      { kind: 'same', parts: [{ text: 'z', isChanged: false }] }, { kind: 'added', parts: [{ text: 'new', isChanged: false }] },
    ])
  })

  it('a comparison holds both texts whole', () => {
    const text = fc.array(fc.constantFrom('a', 'b', 'one two three', 'one two four', '', '| x | y |'), { maxLength: 8 }).map((lines) => `${lines.join('\n')}\n`)
    fc.assert(fc.property(text, text, (before, after) => {
      const side = (left: 'removed' | 'added'): string => compareTexts(before, after).filter((line) => line.kind !== left).map((line) => `${line.parts.map((part) => part.text).join('')}\n`).join('')
      expect([side('added'), side('removed')]).toEqual([before, after])
    }))
  })
})
