/** Refusals of foreign files: thrown inside the reading thread, turned into a Result at its edge. */
import { issue, type Issue, type IssueCode, type IssuePlace } from '../../src-shared/domain/issues.ts'
import { LIMITS } from './limits.ts'

export class ForeignFileRefused extends Error {
  readonly issues: readonly Issue[]

  constructor(issues: readonly Issue[]) {
    super(issues[0]?.message ?? 'The file cannot be read.')
    this.name = 'ForeignFileRefused'
    this.issues = issues
  }
}

/** Refuses the file with one issue: what is wrong, where, what to do. */
export function refuse(code: IssueCode, message: string, more: { readonly remedy: string; readonly place: IssuePlace }): never {
  throw new ForeignFileRefused([issue(code, message, more)])
}

/** @example count(1000000) // '1,000,000' */
export function count(value: number): string {
  return value.toLocaleString('en-US')
}

export function refuseColumns(place: IssuePlace): never {
  refuse('too-many-columns', `Row ${place.row ?? 1} has more than ${count(LIMITS.columns)} columns.`, { place, remedy: 'Check that the file is a table, and that its columns are parted by commas, semicolons or tabs.' })
}

export function refuseCellLength(place: IssuePlace, length: number): never {
  refuse('text-too-long', `The cell in row ${place.row ?? 1}, column ${place.column ?? '?'} holds ${count(length)} characters; at most ${count(LIMITS.cellCharacters)} are read.`, {
    place, remedy: 'Shorten the text; if it runs over many rows, check for a quotation mark that is never closed.',
  })
}

export function refuseRows(place: IssuePlace, most: number): never {
  refuse('too-many-rows', `The table has more than ${count(most)} rows.`, { place, remedy: 'Split it into several files.' })
}

export function refuseCells(place: IssuePlace): never {
  refuse('file-too-large', `The file has more than ${count(LIMITS.cells)} cells.`, { place, remedy: 'Split it into several files, or take away the columns that are not needed.' })
}
