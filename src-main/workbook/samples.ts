/** Reads the sample model's facts from the CSV files of this installation. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'

import { parse } from 'csv-parse/sync'

import type { Samples } from '../core/ports.ts'
import { sampleMeasures, sampleUsage } from '../core/sample-billing.ts'
import type { SampleLine } from '../core/sample-lines.ts'
import { sampleRows, type SampleTableName, type SampleTables } from '../core/sample-model.ts'
import { readRuleSampleTables } from './rule-samples.ts'

/** The sample of `folder` (assets/samples), read when it is asked for. */
export function createSamples(folder: string): Samples {
  return {
    rows: () => sampleRows(readSampleTables(folder)), usage: () => sampleUsage({ 'billing-usage': readTable(folder, 'billing-usage') }),
    measures: () => sampleMeasures({ 'billing-measures': readTable(folder, 'billing-measures') }),
  }
}

function readTable(folder: string, name: SampleTableName): readonly SampleLine[] {
  return parse<SampleLine>(readFileSync(join(folder, `${name}.csv`), 'utf8'), { columns: true, skipEmptyLines: true })
}

/** Every table of `folder` by name, each line by its column names. */
export function readSampleTables(folder: string): SampleTables {
  const read = (name: SampleTableName) => readTable(folder, name)
  return {
    settings: read('settings'), 'lines-of-business': read('lines-of-business'), groups: read('groups'), services: read('services'), rates: read('rates'),
    prices: read('prices'), schedules: read('schedules'), relations: read('relations'), baselines: read('baselines'), 'baseline-terms': read('baseline-terms'),
    'printed-schedule': read('printed-schedule'),
    'cost-funds': read('cost-funds'), 'cost-policies': read('cost-policies'), 'cost-drivers': read('cost-drivers'), 'cost-pools': read('cost-pools'),
    'cost-lines': read('cost-lines'), 'cost-capital': read('cost-capital'), 'cost-escalators': read('cost-escalators'), 'cost-positions': read('cost-positions'),
    'cost-assignments': read('cost-assignments'), 'cost-increases': read('cost-increases'), 'cost-driver-quantities': read('cost-driver-quantities'), 'cost-rate-builds': read('cost-rate-builds'),
    'cost-units': read('cost-units'), 'cost-revenue': read('cost-revenue'), 'cost-balances': read('cost-balances'), 'cost-carry-forwards': read('cost-carry-forwards'),
    'cost-schedules': read('cost-schedules'), 'cost-prices': read('cost-prices'),
    'billing-customers': read('billing-customers'), 'billing-encumbrances': read('billing-encumbrances'), 'billing-policies': read('billing-policies'), 'billing-adjustments': read('billing-adjustments'),
    'billing-batches': read('billing-batches'), 'billing-usage': read('billing-usage'), 'billing-measures': read('billing-measures'), 'billing-requests': read('billing-requests'), 'billing-estimates': read('billing-estimates'),
    'billing-questions': read('billing-questions'), 'billing-budgets': read('billing-budgets'), 'billing-budget-series': read('billing-budget-series'), 'billing-budget-changes': read('billing-budget-changes'),
    'billing-budget-figures': read('billing-budget-figures'),
    ...readRuleSampleTables(folder),
    'service-calendars': read('service-calendars'), 'service-windows': read('service-windows'), 'service-targets': read('service-targets'), 'service-measurements': read('service-measurements'),
    'service-outages': read('service-outages'), 'service-incidents': read('service-incidents'),
    'service-pages': read('service-pages'), 'service-requests': read('service-requests'), 'service-reports': read('service-reports'), 'service-responsibilities': read('service-responsibilities'),
    'service-versions': read('service-versions'),
    'service-agreements': read('service-agreements'), 'service-agreement-steps': read('service-agreement-steps'), 'service-agreement-signatures': read('service-agreement-signatures'),
    'service-agreement-documents': read('service-agreement-documents'), 'service-agreement-reviews': read('service-agreement-reviews'), 'service-agreement-escalations': read('service-agreement-escalations'),
    'service-agreement-targets': read('service-agreement-targets'), 'service-communications': read('service-communications'), 'service-communications-done': read('service-communications-done'),
    'service-findings': read('service-findings'), 'service-finding-actions': read('service-finding-actions'),
  }
}
