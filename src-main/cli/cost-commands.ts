/** Commands of the cost side: from costs to rates, and back from a rate to what it stands on. */
import { Argument, Option, type Command } from 'commander'

import { ALLOCATION_METHODS, type AllocationMethod } from '../../src-shared/domain/allocation/allocation-case.ts'
import { COST_ELEMENTS, RATE_FIGURES, type RateFigure } from '../../src-shared/domain/costs/derivation.ts'
import type { SeekRequest } from './commands/seek.ts'
import type { ExplainFlags } from './explain-option.ts'
import { depthOption, explainOption, fileArgument, jsonOption, type Ask, type Flags } from './program-parts.ts'

const versionOption = (): Option => new Option('--version <version>', 'FY2005, "FY2004 actual" or FY2005@NAME')
const methodOption = (): Option => new Option('--method <method>', 'how pools are allocated; as the year\'s policy says when not given').choices(ALLOCATION_METHODS)
const figureOption = (): Option => new Option('--figure <name>', 'which figure of the rate, as derive names it').choices([...RATE_FIGURES, ...COST_ELEMENTS]).default('rounded')
const rateOption = (): Option => new Option('--rate <code>', 'the code of the rate').makeOptionMandatory()
type Method = { readonly method?: AllocationMethod }

/** Adds the commands of the cost side. */
export function addCostCommands(program: Command, ask: Ask): void {
  program.command('allocate').description('allocate cost pools: of a version of a model, or of a case in a JSON file of its own (see "template allocation")')
    .addArgument(new Argument('<file>', 'a model, or a case (*.json)')).addOption(versionOption()).addOption(methodOption())
    .option('--pool <name>', 'the shares, steps and results of one pool, by its code or name').option('--service <name>', 'what one service receives, by its code or name').addOption(explainOption()).addOption(depthOption()).addOption(jsonOption())
    .action((file: string, { json, version, method, ...given }: Flags & Method & ExplainFlags & { readonly version?: string; readonly pool?: string; readonly service?: string }, command: Command) => {
      const request = { file, method: method ?? null, ...given }
      if (file.toLowerCase().endsWith('.json')) {
        if (version !== undefined) command.error('error: a case has no versions; --version is of a model.', { exitCode: 2 })
        ask({ command: 'allocate', json: json === true, answer: async () => (await import('./commands/allocate.ts')).allocateCaseCommand(request) })
        return
      }
      if (version === undefined) command.error('error: a model needs --version FY2005.', { exitCode: 2 })
      else ask({ command: 'allocate', file, json: json === true, run: async (core) => (await import('./commands/allocate.ts')).allocateCommand(core, { ...request, version }) })
    })
  program.command('derive').description('the rates of a version as they come out of its costs').addArgument(fileArgument())
    .addOption(versionOption().makeOptionMandatory()).addOption(methodOption()).option('--rate <code>', 'one rate alone').addOption(explainOption()).addOption(depthOption()).addOption(jsonOption())
    .action((file: string, { json, method, ...given }: Flags & Method & ExplainFlags & { readonly version: string; readonly rate?: string }) => {
      ask({ command: 'derive', file, json: json === true, run: async (core) => (await import('./commands/derive.ts')).deriveCommand(core, { file, method: method ?? null, ...given }) })
    })
  program.command('recovery').description('recovery, reserve and carry-forward of services and funds: the year planned, the one before forecast, the one before that actual').addArgument(fileArgument())
    .addOption(versionOption().makeOptionMandatory()).option('--service <name>', 'the accounts of one service, by its code or name').option('--fund <name>', 'one internal service fund with the accounts in it, by its code or name').addOption(explainOption()).addOption(depthOption()).addOption(jsonOption())
    .action((file: string, { json, ...given }: Flags & ExplainFlags & { readonly version: string; readonly service?: string; readonly fund?: string }, command: Command) => {
      if (given.explain === true && given.service === undefined && given.fund === undefined) command.error('error: --explain is of the accounts of one --service, or of one --fund.', { exitCode: 2 })
      else ask({ command: 'recovery', file, json: json === true, run: async (core) => (await import('./commands/recovery.ts')).recoveryCommand(core, { file, ...given }) })
    })
  program.command('explain').description('where a derived rate, or another figure of it, comes from, down to cost lines and assumptions').addArgument(fileArgument())
    .addOption(rateOption()).addOption(versionOption().makeOptionMandatory()).addOption(figureOption()).addOption(methodOption()).addOption(depthOption()).addOption(jsonOption())
    .action((file: string, { json, rate, version, figure, method, depth }: Flags & Method & { readonly rate: string; readonly version: string; readonly figure: RateFigure; readonly depth?: number }) => {
      ask({ command: 'explain', file, json: json === true, run: async (core) => (await import('./commands/explain.ts')).explainCommand(core, { file, rate, version, figure, method: method ?? null, depth: depth ?? null }) })
    })
  program.command('bridge').description('why a rate changed from one version to another, exactly').addArgument(fileArgument())
    .addOption(rateOption()).requiredOption('--from <version>', 'the earlier one: FY2004').requiredOption('--to <version>', 'the later one: FY2005 or FY2005@NAME').addOption(explainOption()).addOption(depthOption()).addOption(jsonOption())
    .action((file: string, { json, ...given }: Flags & ExplainFlags & { readonly rate: string; readonly from: string; readonly to: string }) => {
      ask({ command: 'bridge', file, json: json === true, run: async (core) => (await import('./commands/bridge.ts')).bridgeCommand(core, { file, ...given }) })
    })
  program.command('check').description('what should be looked at before the rates of a version go out').addArgument(fileArgument())
    .addOption(versionOption().makeOptionMandatory()).addOption(explainOption()).addOption(depthOption()).addOption(jsonOption())
    .action((file: string, { json, ...given }: Flags & ExplainFlags & { readonly version: string }) => {
      ask({ command: 'check', file, json: json === true, run: async (core) => (await import('./commands/check.ts')).checkCommand(core, { file, ...given }) })
    })
  program.command('seek').description('what it would take to hold a rate at a target; nothing is changed').addArgument(fileArgument())
    .addOption(versionOption().makeOptionMandatory()).addOption(rateOption()).requiredOption('--target <target>', 'a rate such as 101.50, or a change such as "+3 %"')
    .addOption(new Option('--by <input>', 'what is to give way').choices(['units', 'cost', 'vacancy']).makeOptionMandatory()).addOption(explainOption()).addOption(depthOption()).addOption(jsonOption())
    .action((file: string, { json, ...given }: Flags & Omit<SeekRequest, 'file'>) => {
      ask({ command: 'seek', file, json: json === true, run: async (core) => (await import('./commands/seek.ts')).seekCommand(core, { file, ...given }) })
    })
  program.command('tornado').description('how far each of some inputs moves a rate, from its low to its high').addArgument(fileArgument())
    .addOption(versionOption().makeOptionMandatory()).addOption(rateOption()).requiredOption('--inputs <file>', 'CSV or Excel with table, row, field, low and high (see "template tornado")').addOption(explainOption()).addOption(depthOption()).addOption(jsonOption())
    .action((file: string, { json, ...given }: Flags & ExplainFlags & { readonly version: string; readonly rate: string; readonly inputs: string }) => {
      ask({ command: 'tornado', file, json: json === true, run: async (core) => (await import('./commands/tornado.ts')).tornadoCommand(core, { file, ...given }) })
    })
}
