/** Commands that project usage. */
import { Option, type Command } from 'commander'

import { DEFAULT_MEAN_MONTHS, type MethodKind } from '../../src-shared/domain/projection/method.ts'
import { jsonOption, wholeNumber, type Ask, type Flags } from './program-parts.ts'

/** Typed figures are of a model. */
const METHODS = ['recommended', 'same-month-last-year', 'mean', 'drift', 'linear-trend', 'holt-winters'] as const satisfies readonly (MethodKind | 'recommended')[]
const DEFAULT_HORIZON = 12
const MOST_MONTHS = 120

/** Adds the commands of the projection. */
export function addProjectionCommands(program: Command, ask: Ask): void {
  program.command('forecast').description('project the months after a history: a CSV or Excel file with the columns period and value (see "template series"), without a model')
    .argument('<series>', 'the CSV or Excel file')
    .addOption(new Option('--method <method>', 'how; "recommended": the one with the least error on this history').choices(METHODS).default('recommended'))
    .option('--horizon <months>', 'how many months', wholeNumber(1, MOST_MONTHS), DEFAULT_HORIZON)
    .option('--last <months>', 'of the mean: of how many months', wholeNumber(1, MOST_MONTHS), DEFAULT_MEAN_MONTHS).addOption(jsonOption())
    .action((file: string, { json, ...given }: Flags & { readonly method: (typeof METHODS)[number]; readonly horizon: number; readonly last: number }) => {
      ask({ command: 'forecast', file, json: json === true, run: async (core) => (await import('./commands/forecast.ts')).forecastCommand(core, { file, ...given }) })
    })
}
