/** `import FILE usage DATA [--sheet NAME] [--header-row ROW] [--column agency=Department] [--dry-run]` */
import { openAsBlob, statSync } from 'node:fs'
import { basename, resolve } from 'node:path'

import { MAX_USAGE_BYTES } from '../../../src-shared/contract/usage.ts'
import { issue } from '../../../src-shared/domain/issues.ts'
import { ok, refused, type Result } from '../../../src-shared/domain/result.ts'
import { givenUsageMapping, usageTable } from '../usage-mapping.ts'
import { folderIssue, unreadableIssue } from '../given-file.ts'
import { importOutcome } from '../import-outcome.ts'
import type { CliCore } from '../open-core.ts'
import { refusal, type Outcome } from '../outcome.ts'
import type { ImportRequest } from './import-rates.ts'

const TASK = 'command-line'

/** The file as it lies on the disk: it is read a piece at a time. */
async function givenUsageFile(path: string): Promise<Result<File>> {
  try {
    const found = statSync(path)
    // A blob of a folder fails only when it is read.
    if (found.isDirectory()) return refused([folderIssue(path)])
    const { size } = found
    if (size > MAX_USAGE_BYTES) return refused([issue('file-too-large', `${path} has ${size} bytes.`, { remedy: `Files of usage up to ${MAX_USAGE_BYTES} bytes are read; split it.` })])
    return ok(new File([await openAsBlob(path)], basename(path)))
  } catch (error) {
    return refused([unreadableIssue(path, error)])
  }
}

export async function importUsageCommand(core: CliCore, request: ImportRequest): Promise<Outcome> {
  const path = resolve(request.file)
  const file = await givenUsageFile(request.data)
  if (!file.ok) return refusal({ model: path, issues: file.failure })
  const { imports, model } = core.client
  const { info } = await model.open({ path, mode: request.dryRun ? 'snapshot' : 'read-write' })
  const table = usageTable(await imports.inspectUsage({ file: file.value }), { sheet: request.sheet, fileName: file.value.name })
  if (!table.ok) return refusal({ model: path, issues: table.failure })
  const mapping = givenUsageMapping(table.value, { ...request, fileName: file.value.name })
  if (!mapping.ok) return refusal({ model: path, issues: mapping.failure })
  const given = { file: file.value, sheet: table.value.sheet, mapping: mapping.value, task: TASK }
  return importOutcome({ path, previewed: await imports.previewUsage(given), dryRun: request.dryRun, accept: async () => (await imports.acceptUsage({ ...given, baseRevision: info.revision })).outcome })
}
