/** Reads the sample model's facts from the CSV files of this installation. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'

import { parse } from 'csv-parse/sync'

import type { Samples } from '../core/ports.ts'
import { sampleRows, type SampleLine, type SampleTableName, type SampleTables } from '../core/sample-model.ts'

/** The sample of `folder` (assets/samples), read when it is asked for. */
export function createSamples(folder: string): Samples {
  return { rows: () => sampleRows(readSampleTables(folder)) }
}

/** Every table of `folder` by name, each line by its column names. */
export function readSampleTables(folder: string): SampleTables {
  const read = (name: SampleTableName) => parse<SampleLine>(readFileSync(join(folder, `${name}.csv`), 'utf8'), { columns: true, skipEmptyLines: true })
  return {
    settings: read('settings'), 'lines-of-business': read('lines-of-business'), groups: read('groups'), services: read('services'), rates: read('rates'),
    prices: read('prices'), schedules: read('schedules'), relations: read('relations'), baselines: read('baselines'), 'baseline-terms': read('baseline-terms'),
    'printed-schedule': read('printed-schedule'),
  }
}
