/** The sample model that ships, as a draft. */
import { join } from 'node:path'

import { createSamples } from '../../src-main/workbook/samples.ts'
import { draftFromRows, type Draft } from '../../src-shared/domain/model/draft.ts'

let sample: Draft | undefined

export function sampleDraft(): Draft {
  sample ??= draftFromRows(createSamples(join(import.meta.dirname, '../../assets/samples')).rows())
  return sample
}
