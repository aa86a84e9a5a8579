/** `rules FILE [--add-sample]`: how many rating rules a model has, and what is to be said of them; or those of the sample for a model without rules. */
import { resolve } from 'node:path'

import { draftFromRows, type Draft } from '../../../src-shared/domain/model/draft.ts'
import type { Issue } from '../../../src-shared/domain/issues.ts'
import { RATING_TABLE_FACTS, type RatingTableName } from '../../../src-shared/domain/model/rating-integrity.ts'
import { readRulesOf } from '../../../src-shared/domain/usage/rules-of.ts'
import type { CliCore } from '../open-core.ts'
import { readModel } from '../open-model.ts'
import type { JsonRow, Outcome } from '../outcome.ts'
import { textTable } from '../text-table.ts'

const TABLES = Object.keys(RATING_TABLE_FACTS) as readonly RatingTableName[]

function counts(draft: Draft): readonly (JsonRow & { readonly kind: string; readonly rows: number })[] {
  return TABLES.map((table) => ({ table, kind: RATING_TABLE_FACTS[table].many, rows: draft[table].size }))
}

function answer({ path, draft, issues, heading }: { readonly path: string; readonly draft: Draft; readonly issues: readonly Issue[]; readonly heading: readonly string[] }): Outcome {
  const rows = counts(draft)
  const table = textTable([{ header: 'Rules', align: 'start' }, { header: 'Rows', align: 'decimal' }], rows.map(({ kind, rows: count }) => ({ kind: 'cells', cells: [kind, String(count)] })))
  return { exitCode: 0, model: path, warnings: issues, rows, text: [...heading, table].join('\n') }
}

export async function rulesCommand(core: CliCore, { file, addSample }: { readonly file: string; readonly addSample: boolean }): Promise<Outcome> {
  if (!addSample) {
    const { path, draft } = await readModel(core, file)
    return answer({ path, draft, issues: readRulesOf(draft).issues, heading: [] })
  }
  const path = resolve(file)
  const { info } = await core.client.model.open({ path, mode: 'read-write' })
  const { plan, issues } = await core.client.rating.sampleRules()
  const { clock, ids, settings } = core.parts
  await core.client.model.commit({ baseRevision: info.revision, edit: { ...plan, changes: [...plan.changes], id: ids.next(), at: clock.now().toISOString(), author: settings.read().author } })
  const draft = draftFromRows((await core.client.model.load()).rows)
  return answer({ path, draft, issues, heading: [`Added the FY2004 rules of the sample: ${plan.changes.length} rows. Undo takes them away again.`, ''] })
}
