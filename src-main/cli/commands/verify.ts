/** `verify FILE` */
import { issueText, type Outcome } from '../outcome.ts'
import type { CliCore } from '../open-core.ts'
import { readModel } from '../open-model.ts'

/** 0 when the file is whole: integrity, canonical decimals, references, journal; 1 and each finding when not. */
export async function verifyCommand(core: CliCore, { file }: { readonly file: string }): Promise<Outcome> {
  const { path, info, draft } = await readModel(core, file)
  const issues = await core.client.model.verify()
  const rows = issues.map(({ code, severity, message, remedy }) => ({ code, severity, message, remedy: remedy ?? '' }))
  const text = issues.length === 0
    ? `${path} is whole: revision ${info.revision}, ${draft.rate.size} rates, ${draft.price.size} prices.`
    : [`${path} has ${issues.length} ${issues.length === 1 ? 'finding' : 'findings'}:`, ...issues.map(issueText)].join('\n')
  return { exitCode: issues.length === 0 ? 0 : 1, model: path, warnings: [], rows, text }
}
