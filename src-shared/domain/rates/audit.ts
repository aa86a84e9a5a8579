/**
 * What an audit of a printed schedule looks like (RATE-7). `audit-schedule.ts` computes it.
 */

/** One printed row: everything is text as it stands on the page. */
export type PrintedFacts = {
  readonly key: string
  readonly heading: string
  readonly resource: string
  readonly billableUnit: string
  readonly fromText: string
  readonly toText: string
  readonly differenceText: string
  readonly percentText: string
  /** Where it stands: `schedule line 71`, `rates.csv row 12`. */
  readonly source: string
}

/**
 * The size of half a unit in the last place of a printed rate: as many places as are printed, or a stated number
 * (0 reads the rates as whole dollars).
 */
export type AuditPrecision = { readonly reading: 'as-printed' } | { readonly reading: 'places'; readonly places: number }

export const AUDIT_VERDICTS = ['exact', 'explained-by-rounding', 'inconsistent', 'not-checkable'] as const
export type AuditVerdict = (typeof AUDIT_VERDICTS)[number]

export type AuditRow = {
  readonly printed: PrintedFacts
  readonly verdict: AuditVerdict
  /** The difference and % that follow from the printed rates, as text like the printed ones; empty where nothing follows. */
  readonly recomputedDifference: string
  readonly recomputedPercent: string
  /** The reason in one sentence, with the figures. */
  readonly sentence: string
  /** What a second reading of the rates (whole dollars) gives, where the first is inconsistent; else empty. */
  readonly secondReading: string
}

export type Audit = {
  readonly precision: AuditPrecision
  readonly rows: readonly AuditRow[]
  readonly counts: Readonly<Record<AuditVerdict, number>>
}
