/** `import FILE raw-usage DATA [--sheet NAME] [--dry-run]` and `rate-again FILE [--dry-run]` */
import { basename, resolve } from 'node:path'

import { readGivenFile } from '../given-file.ts'
import { importOutcome } from '../import-outcome.ts'
import type { CliCore } from '../open-core.ts'
import { refusal, type Outcome } from '../outcome.ts'
import type { ImportRequest } from './import-rates.ts'

const TASK = 'command-line'

export async function importRawUsageCommand(core: CliCore, { file: model, data, sheet, dryRun }: Pick<ImportRequest, 'file' | 'data' | 'sheet' | 'dryRun'>): Promise<Outcome> {
  const path = resolve(model)
  const bytes = readGivenFile(data)
  if (!bytes.ok) return refusal({ model: path, issues: bytes.failure })
  const given = { file: new File([bytes.value], basename(data)), sheet: sheet ?? '', task: TASK }
  const { imports } = core.client
  const { info } = await core.client.model.open({ path, mode: dryRun ? 'snapshot' : 'read-write' })
  return importOutcome({ path, previewed: await imports.previewMeasures(given), dryRun, accept: async () => (await imports.acceptMeasures({ ...given, baseRevision: info.revision })).outcome })
}

export async function rateAgainCommand(core: CliCore, { file, dryRun }: { readonly file: string; readonly dryRun: boolean }): Promise<Outcome> {
  const path = resolve(file)
  const { info } = await core.client.model.open({ path, mode: dryRun ? 'snapshot' : 'read-write' })
  return importOutcome({ path, previewed: await core.client.rating.previewAgain({ task: TASK }), dryRun, accept: async () => (await core.client.rating.again({ baseRevision: info.revision, task: TASK })).outcome })
}
