/** Reads the sample's rating rules from the CSV files of this installation. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'

import { parse } from 'csv-parse/sync'

import type { SampleLine } from '../core/sample-lines.ts'
import { sampleRules, type RuleSampleTableName, type RuleSampleTables } from '../core/sample-rules.ts'
import type { RatingRules } from '../../src-shared/domain/usage/rating-rules.ts'

/** The rules of `folder` (assets/samples). */
export function readSampleRules(folder: string): RatingRules {
  return sampleRules(readRuleSampleTables(folder))
}

/** Every table of rules of `folder` by name, each line by its column names. */
export function readRuleSampleTables(folder: string): RuleSampleTables {
  const read = (name: RuleSampleTableName) => parse<SampleLine>(readFileSync(join(folder, `${name}.csv`), 'utf8'), { columns: true, skipEmptyLines: true })
  return {
    'rating-performance-factors': read('rating-performance-factors'), 'rating-application-classes': read('rating-application-classes'), 'rating-adjustment-factors': read('rating-adjustment-factors'),
    'rating-holidays': read('rating-holidays'), 'rating-parameters': read('rating-parameters'), 'rating-print-classes': read('rating-print-classes'), 'rating-mailbox-classes': read('rating-mailbox-classes'),
    'rating-complexity-factors': read('rating-complexity-factors'), 'rating-bin-sizes': read('rating-bin-sizes'), 'rating-measures': read('rating-measures'),
  }
}
