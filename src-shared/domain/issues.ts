/**
 * What can be wrong with a request, an edit or a file, in words for the person at the screen:
 * what is wrong, where, and what to do. Every screen, the CLI and every importer use this one shape.
 */
import type { TableName } from './model/table-names.ts'

/** The closed union of reasons. A new reason is added here and nowhere else. */
export type IssueCode =
  // numbers and text
  | 'not-a-number'
  | 'number-out-of-range'
  | 'too-many-places'
  | 'text-missing'
  | 'text-too-long'
  | 'not-a-date'
  | 'not-a-fiscal-year'
  // the model
  | 'unknown-reference'
  | 'duplicate-code'
  | 'duplicate-name'
  | 'duplicate-month'
  | 'still-in-use'
  | 'base-has-moved'
  | 'published-is-immutable'
  | 'wrong-state'
  | 'overlapping-dates'
  | 'dates-out-of-order'
  | 'date-ahead'
  | 'record-gap'
  | 'above-100-percent'
  | 'below-100-percent'
  | 'external-below-internal'
  | 'share-without-weight'
  | 'nothing-to-change'
  | 'not-a-price'
  | 'unit-differs'
  | 'not-numeric'
  | 'version-exists'
  | 'version-missing'
  // allocation
  | 'duplicate-id'
  | 'negative-driver'
  | 'negative-pool'
  | 'pool-unallocated'
  | 'closed-loop'
  | 'shares-do-not-add-up'
  | 'wrong-shape'
  // projection
  | 'history-holds-change'
  | 'month-missing'
  // usage and bills
  | 'rule-missing'
  | 'not-an-instant'
  | 'not-priced'
  // files
  | 'unreadable-file'
  | 'file-too-large'
  | 'wrong-encoding'
  | 'wrong-columns'
  | 'quote-not-closed'
  | 'too-many-columns'
  | 'too-many-rows'
  | 'formula-in-cell'
  | 'merged-cells'
  | 'row-skipped'

export type IssueSeverity = 'error' | 'warning' | 'note'

export type IssuePlace = {
  readonly file?: string
  readonly sheet?: string
  /** 1-based, as a spreadsheet counts. */
  readonly row?: number
  /** As the reader knows it: a column name of the file, or a spreadsheet letter. */
  readonly column?: string
}

export type Issue = {
  readonly code: IssueCode
  readonly severity: IssueSeverity
  /** What is wrong, in one sentence. */
  readonly message: string
  /** What to do about it, in one sentence. */
  readonly remedy?: string
  readonly place?: IssuePlace
  /** The row of the model that it speaks of, for a jump. */
  readonly subject?: { readonly table: TableName; readonly id: string }
}

/**
 * An error-severity issue.
 *
 * @example issue('not-a-number', 'The rate "12,34" is not a number.', { remedy: 'Write 12.34.' })
 */
export function issue(code: IssueCode, message: string, more: Omit<Issue, 'code' | 'message' | 'severity'> & { readonly severity?: IssueSeverity } = {}): Issue {
  return { severity: 'error', ...more, code, message }
}

/** True when any of the issues forbids going on. */
export function hasErrors(issues: readonly Issue[]): boolean {
  return issues.some((each) => each.severity === 'error')
}

/** What several issues say, each once. @example messagesOf([issue('not-a-number', 'The rate is no number.'), issue('text-missing', 'The code is missing.')]) // 'The rate is no number. The code is missing.' */
export function messagesOf(issues: readonly Pick<Issue, 'message'>[]): string {
  return [...new Set(issues.map((each) => each.message))].join(' ')
}
