/** Commands from usage to bills. */
import type { Command } from 'commander'

import { fileArgument, jsonOption, type Ask, type Flags } from './program-parts.ts'

/** Adds the commands of usage and bills. */
export function addUsageCommands(program: Command, ask: Ask): void {
  program.command('quote').description('rate one job, print run, data set or the like with every factor shown; each item by itself (see "template job")').addArgument(fileArgument())
    .requiredOption('--version <version>', 'whose rates: FY2004 or FY2005@NAME').argument('<job>', 'the job (*.json)').addOption(jsonOption())
    .action((file: string, job: string, { json, version }: Flags & { readonly version: string }) => {
      ask({ command: 'quote', file, json: json === true, run: async (core) => (await import('./commands/quote.ts')).quoteCommand(core, { file, version, job }) })
    })
  program.command('rules').description('how many rating rules the model has, by kind').addArgument(fileArgument())
    .option('--add-sample', 'add the FY2004 rules of the sample to a model that has none').addOption(jsonOption())
    .action((file: string, { json, addSample }: Flags & { readonly addSample?: true }) => {
      ask({ command: 'rules', file, json: json === true, run: async (core) => (await import('./commands/rules.ts')).rulesCommand(core, { file, addSample: addSample === true }) })
    })
  program.command('rate-again').description('rate all raw usage of the model again by its rules of today; a new batch holds what differs').addArgument(fileArgument())
    .option('--dry-run', 'say what would differ and change nothing').addOption(jsonOption())
    .action((file: string, { json, dryRun }: Flags & { readonly dryRun?: true }) => {
      ask({ command: 'rate-again', file, json: json === true, run: async (core) => (await import('./commands/raw-usage.ts')).rateAgainCommand(core, { file, dryRun: dryRun === true }) })
    })
}
