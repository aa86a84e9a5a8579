/** Commands of the billing side: what customers are billed, and what would become of it. */
import { Option, type Command } from 'commander'

import { fileArgument, jsonOption, type Ask, type Flags } from './program-parts.ts'

const agencyOption = (): Option => new Option('--agency <code>', 'the code of the agency').makeOptionMandatory()
const usageOption = (): Option => new Option('--usage <year>', 'whose usage is priced: FY2004; each version\'s own year when not given')

/** Adds the commands of the billing side. */
export function addBillingCommands(program: Command, ask: Ask): void {
  program.command('bill').description('an agency\'s statement of a year or month: lines, minimum, credits, encumbrance').addArgument(fileArgument()).addOption(agencyOption())
    .requiredOption('--version <version>', 'whose rates: FY2004 or FY2005@NAME').option('--month <month>', 'YYYY-MM; the whole year when not given').addOption(usageOption()).addOption(jsonOption())
    .action((file: string, { json, agency, version, month, usage }: Flags & { readonly agency: string; readonly version: string; readonly month?: string; readonly usage?: string }) => {
      ask({ command: 'bill', file, json: json === true, run: async (core) => (await import('./commands/bill.ts')).billCommand(core, { file, agency, version, month: month ?? null, usage: usage ?? null }) })
    })
  program.command('impact').description('what every agency\'s bill becomes from one version to another, term by term').addArgument(fileArgument())
    .requiredOption('--from <version>', 'the earlier one: FY2004').requiredOption('--to <version>', 'the later one: FY2005 or FY2005@NAME').addOption(usageOption()).addOption(jsonOption())
    .action((file: string, { json, from, to, usage }: Flags & { readonly from: string; readonly to: string; readonly usage?: string }) => {
      ask({ command: 'impact', file, json: json === true, run: async (core) => (await import('./commands/impact.ts')).impactCommand(core, { file, from, to, usage: usage ?? null }) })
    })
}
