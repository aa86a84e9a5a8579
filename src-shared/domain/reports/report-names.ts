/** The names of reports by what they need: apart from what makes them, so that who only names one does not load it. */

/** Reports of bills and budgets. */
export const BILLING_REPORTS = ['statement', 'impact', 'impact-statement', 'budget', 'encumbrance-estimate', 'quote'] as const
export type BillingReportName = (typeof BILLING_REPORTS)[number]

/** Reports of the catalog and of service levels. */
export const LEVEL_REPORTS = ['catalog', 'sla-scorecard', 'service-review'] as const
export type LevelReportName = (typeof LEVEL_REPORTS)[number]
