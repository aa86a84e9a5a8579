/** What an import of any kind says. */
import type { ImportOutcome } from '../../src-shared/domain/import-outcome.ts'
import type { Outcome } from './outcome.ts'
import { textTable } from './text-table.ts'

function outcomeText({ label, preview, counts, changeCount }: ImportOutcome, verb: string): string {
  const table = textTable(
    [{ header: 'Row', align: 'end' }, { header: 'Code', align: 'start' }, { header: 'Title', align: 'start' }, { header: 'Effect', align: 'start' }],
    preview.map(({ rowNumber, code, title, effectText }) => ({ kind: 'cells', cells: [String(rowNumber), code, title, effectText] })),
  )
  return `${table}\n\n${verb}: ${label}: ${counts.new} new, ${counts.changed} changed, ${counts.unchanged} unchanged, ${counts.refused} refused (${changeCount === 1 ? '1 row' : `${changeCount} rows`} of the model)`
}

/** Nothing is written on a dry run, nor when any row is refused. */
export async function importOutcome(given: { readonly path: string; readonly previewed: ImportOutcome; readonly dryRun: boolean; readonly accept: () => Promise<ImportOutcome> }): Promise<Outcome> {
  const { path, previewed, dryRun } = given
  const isRefused = previewed.issues.some((each) => each.severity === 'error')
  if (isRefused || dryRun || previewed.changeCount === 0) {
    const verb = isRefused ? 'Refused, nothing is changed' : dryRun ? 'Dry run, nothing is changed' : 'Nothing to change'
    return { exitCode: isRefused ? 1 : 0, model: path, warnings: previewed.issues, rows: previewed.preview.map((each) => ({ ...each })), text: outcomeText(previewed, verb) }
  }
  const outcome = await given.accept()
  return { exitCode: 0, model: path, warnings: outcome.issues, rows: outcome.preview.map((each) => ({ ...each })), text: outcomeText(outcome, 'Imported') }
}
