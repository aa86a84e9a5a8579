/** `create FILE [--sample]` */
import { basename, resolve } from 'node:path'

import { draftFromRows } from '../../../src-shared/domain/model/draft.ts'
import { withModelExtension } from '../../core/paths.ts'
import { createSampleFile } from '../../core/use-cases/sample.ts'
import type { CliCore } from '../open-core.ts'
import { refusal, type Outcome } from '../outcome.ts'
import { failureWarning } from '../refusals.ts'

export async function createCommand(core: CliCore, { file, sample }: { readonly file: string; readonly sample: boolean }): Promise<Outcome> {
  const path = withModelExtension(resolve(file))
  if (sample) {
    const created = createSampleFile(core.parts, { path, author: core.parts.settings.read().author })
    if (!created.ok) return refusal({ model: path, issues: [failureWarning(created.failure)] })
    created.value.close()
  } else {
    await core.client.model.create({ name: basename(path), path })
    await core.client.model.close()
  }
  const { rows, info } = await core.client.model.open({ path, mode: 'snapshot' })
  const draft = draftFromRows(rows)
  const counts = { rates: draft.rate.size, schedules: draft.schedule.size, prices: draft.price.size }
  return {
    exitCode: 0, model: path, warnings: [], rows: [{ revision: info.revision, ...counts }],
    text: sample ? `Created ${path} with the sample model: ${counts.rates} rates, ${counts.schedules} schedules, ${counts.prices} prices.` : `Created ${path}, an empty model.`,
  }
}
