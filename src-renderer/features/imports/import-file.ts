/** A file from outside, as it was when it was chosen. */
import type { MAX_IMPORT_BYTES } from '../../../src-shared/contract/contract.ts'
import type { MAX_USAGE_BYTES } from '../../../src-shared/contract/usage.ts'
import type { Failure } from '../../client/failures.ts'

/** The contract's own limits, of usage and of anything else; a file above its limit is not sent. */
export const MOST_BYTES: typeof MAX_IMPORT_BYTES = 50_000_000
export const MOST_USAGE_BYTES: typeof MAX_USAGE_BYTES = 200_000_000
export const ACCEPTED_FILES = '.csv,.tsv,.txt,.xlsx,text/csv,application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

/** @example sizeText(12_340) // '12.3 kB' */
export function sizeText(bytes: number): string {
  if (bytes < 1000) return `${bytes} bytes`
  return bytes < 1_000_000 ? `${(bytes / 1000).toFixed(1)} kB` : `${(bytes / 1_000_000).toFixed(1)} MB`
}

function refusal(message: string, remedy: string, details: string): Failure {
  return { code: 'REFUSED', message, remedy, issues: [], holder: null, details }
}

export type TakenFile = { readonly file: File } | { readonly failure: Failure }

/** The file's content is taken once, so that what is looked at is what is imported, even when the file changes on disk meanwhile. */
export async function takeFile(given: File, mostBytes: number = MOST_BYTES): Promise<TakenFile> {
  const details = `${given.name}, ${given.size} bytes`
  if (given.size > mostBytes) return { failure: refusal(`${given.name} has ${sizeText(given.size)}.`, `Files of up to ${sizeText(mostBytes)} can be read; leave out what is not needed.`, details) }
  if (given.size === 0) return { failure: refusal(`${given.name} is empty.`, 'Choose a file with a row of column names and rows below it.', details) }
  try {
    return { file: new File([await given.arrayBuffer()], given.name, { type: given.type }) }
  } catch (error) {
    return { failure: refusal(`${given.name} cannot be read.`, 'See that it is still there and that you may read it.', `${details}: ${String(error)}`) }
  }
}
