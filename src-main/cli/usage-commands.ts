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
}
