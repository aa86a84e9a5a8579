import { describe, expect, it } from 'vitest'

import { catalogReportRequest } from '../../src-renderer/features/reports/catalog-choices.ts'
import { reviewQuery, reviewRequest } from '../../src-renderer/features/reports/review-choices.ts'
import { wholeReports } from '../../src-renderer/features/reports/scorecard-choices.ts'
import { emptyDraft } from '../../src-shared/domain/model/draft.ts'
import { LATER } from '../support/later-day.ts'
import { sampleDraft } from '../support/sample-draft.ts'
import { FY2004, FY2005 } from '../support/small-model.ts'

describe('reports of the catalog and of levels', () => {
  it('leave with all others: the whole catalog, whatever service is looked at, and the scorecard of its last twelve months', () => {
    const draft = sampleDraft()
    expect(wholeReports(draft, { catalog: catalogReportRequest(draft, { service: 'listserv', versions: [FY2004, FY2005] }), today: LATER })).toEqual([
      { report: 'catalog', serviceId: null, versions: [FY2004, FY2005] }, { report: 'sla-scorecard', from: '2004-01', to: '2004-12', serviceId: null },
    ])
    expect(wholeReports(emptyDraft(), { catalog: null, today: LATER })).toEqual([])
  })

  it('a review is asked for by an address that says of whom, of which years and up to which month', () => {
    const draft = sampleDraft()
    const request = reviewRequest(draft, { from: FY2004, to: FY2005, query: { agency: null, service: 'listserv', agreement: null, month: '2004-12' } })
    expect(request).toEqual({ report: 'service-review', from: FY2004, to: FY2005, subject: { of: 'service', id: 'listserv' }, through: '2004-12' })
    expect(request === null ? null : reviewQuery(request)).toEqual({ service: 'listserv', from: 'FY2004/plan', to: 'FY2005/plan', month: '2004-12' })
  })
})
