/** Commands of the billing side: what customers are billed, and what would become of it. */
import { Option, type Command } from 'commander'

import { PROJECTION_METHODS, type ProjectionMethod } from '../../src-shared/domain/model/billing-tables.ts'
import { fileArgument, jsonOption, UNLIKE_MONTHS_HELP, USAGE_HELP, type Ask, type Flags } from './program-parts.ts'

const agencyOption = (): Option => new Option('--agency <code>', 'the code of the agency').makeOptionMandatory()
const usageOption = (): Option => new Option('--usage <year>', USAGE_HELP)

/** Adds the commands of the billing side. */
export function addBillingCommands(program: Command, ask: Ask): void {
  program.command('bill').description('an agency\'s statement of a year or month: lines, minimum, credits, encumbrance').addArgument(fileArgument()).addOption(agencyOption())
    .requiredOption('--version <version>', 'whose rates: FY2004 or FY2005@NAME').option('--month <month>', 'YYYY-MM; the whole year when not given').addOption(usageOption()).addOption(jsonOption())
    .action((file: string, { json, agency, version, month, usage }: Flags & { readonly agency: string; readonly version: string; readonly month?: string; readonly usage?: string }) => {
      ask({ command: 'bill', file, json: json === true, run: async (core) => (await import('./commands/bill.ts')).billCommand(core, { file, agency, version, month: month ?? null, usage: usage ?? null }) })
    })
  program.command('impact').description('what every agency\'s bill becomes from one version to another, term by term').addArgument(fileArgument())
    .requiredOption('--from <version>', 'the earlier one: FY2004').requiredOption('--to <version>', 'the later one: FY2005 or FY2005@NAME').option('--usage <year>', `${USAGE_HELP}, or ${UNLIKE_MONTHS_HELP}`).addOption(jsonOption())
    .action((file: string, { json, from, to, usage }: Flags & { readonly from: string; readonly to: string; readonly usage?: string }) => {
      ask({ command: 'impact', file, json: json === true, run: async (core) => (await import('./commands/impact.ts')).impactCommand(core, { file, from, to, usage: usage ?? null }) })
    })
  program.command('project').description('an agency\'s year: recorded months, the others projected, and what it costs beside the year before').addArgument(fileArgument()).addOption(agencyOption())
    .requiredOption('--version <version>', 'whose year and rates: FY2005 or FY2005@NAME').option('--from <version>', 'what it is compared with; the year before when not given')
    .addOption(new Option('--method <method>', 'for rates without a method of their own; as the budget says when not given').choices(PROJECTION_METHODS.filter((each) => each !== 'typed'))).addOption(jsonOption())
    .action((file: string, { json, agency, version, from, method }: Flags & { readonly agency: string; readonly version: string; readonly from?: string; readonly method?: ProjectionMethod }) => {
      ask({ command: 'project', file, json: json === true, run: async (core) => (await import('./commands/project.ts')).projectCommand(core, { file, agency, version, from: from ?? null, method: method ?? null }) })
    })
}
