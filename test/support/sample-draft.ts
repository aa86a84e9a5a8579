/** The sample model that ships, as a draft. */
import { fileURLToPath } from 'node:url'

import { createSamples } from '../../src-main/workbook/samples.ts'
import { draftFromRows, type Draft } from '../../src-shared/domain/model/draft.ts'

let sample: Draft | undefined

export function sampleDraft(): Draft {
  sample ??= draftFromRows(createSamples(fileURLToPath(new URL('../../assets/samples', import.meta.url))).rows())
  return sample
}
