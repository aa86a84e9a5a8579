/** `import FILE rates DATA [--dry-run]` */
import { basename, resolve } from 'node:path'

import type { InspectedTable } from '../../../src-shared/contract/answers.ts'
import { issue } from '../../../src-shared/domain/issues.ts'
import { ok, refused, type Result } from '../../../src-shared/domain/result.ts'
import { readGivenFile } from '../given-file.ts'
import { importOutcome } from '../import-outcome.ts'
import { givenMapping, type MappingOptions } from '../import-mapping.ts'
import type { CliCore } from '../open-core.ts'
import { refusal, type Outcome } from '../outcome.ts'

export type ImportRequest = MappingOptions & { readonly file: string; readonly data: string; readonly sheet: string | null; readonly dryRun: boolean }

/** The sheet that is asked for, or the first that has a code column and a year, or the first. */
function chosenTable(tables: readonly InspectedTable[], { data, sheet }: ImportRequest): Result<InspectedTable> {
  const named = tables.find((each) => each.table.sheet === sheet)
  const fitting = tables.find((each) => each.proposal.fields.code !== undefined && each.proposal.years.length > 0)
  const chosen = sheet === null ? (fitting ?? tables[0]) : named
  if (chosen !== undefined) return ok(chosen)
  const remedy = `It has: ${tables.map((each) => each.table.sheet).join(', ')}.`
  return refused([issue('unreadable-file', sheet === null ? `${basename(data)} has no table.` : `${basename(data)} has no sheet "${sheet}".`, tables.length > 0 ? { remedy } : {})])
}

export async function importRatesCommand(core: CliCore, request: ImportRequest): Promise<Outcome> {
  const path = resolve(request.file)
  const bytes = readGivenFile(request.data)
  if (!bytes.ok) return refusal({ model: path, issues: bytes.failure })
  const file = new File([bytes.value], basename(request.data))
  const { info } = await core.client.model.open({ path, mode: request.dryRun ? 'snapshot' : 'read-write' })
  const table = chosenTable(await core.client.imports.inspect({ file }), request)
  if (!table.ok) return refusal({ model: path, issues: table.failure })
  const mapping = givenMapping({ ...table.value, options: request, fileName: file.name })
  if (!mapping.ok) return refusal({ model: path, issues: mapping.failure })
  const given = { file, sheet: table.value.table.sheet, mapping: mapping.value }
  const previewed = await core.client.imports.previewRates(given)
  return importOutcome({ path, previewed, dryRun: request.dryRun, accept: async () => (await core.client.imports.acceptRates({ ...given, baseRevision: info.revision })).outcome })
}
