/** The command line: reads the arguments, runs one command, prints its outcome, answers the exit code. */
import { resolve } from 'node:path'

import { Argument, Command, CommanderError } from 'commander'

import { refusal, type ExitCode, type Outcome } from './outcome.ts'
import { isOfNoYear, TABLE_IMPORT_KINDS } from '../../src-shared/domain/costs/imports/cost-import.ts'
import { printOutcome, processOutput, type Output } from './print.ts'
import { addBillingCommands } from './billing-commands.ts'
import { addCostCommands } from './cost-commands.ts'
import type { ExplainFlags } from './explain-option.ts'
import { addExportCommand } from './export-options.ts'
import { addLevelCommands } from './level-commands.ts'
import { addProjectionCommands } from './projection-commands.ts'
import { addUsageCommands } from './usage-commands.ts'
import { auditPrecision, collected, depthOption, explainOption, fileArgument, fromOption, jsonOption, placesOption, toOption, unroundedOption, wholeNumber, type Ask, type Flags, type Run, type Task } from './program-parts.ts'

const TEMPLATES = ['rates', ...TABLE_IMPORT_KINDS, 'usage', 'raw-usage', 'allocation', 'tornado', 'series', 'job', 'xmr', 'availability']

type Versions = { readonly to?: readonly string[]; readonly unrounded?: true }

function addModelCommands(program: Command, ask: Ask): void {
  program.command('create').description('make a new model file').addArgument(fileArgument())
    .option('--sample', 'with the sample: a published schedule of FY2003 and FY2004').addOption(jsonOption())
    .action((file: string, { sample, json }: Flags & { readonly sample?: true }) => {
      ask({ command: 'create', file, json: json === true, run: async (core) => (await import('./commands/create.ts')).createCommand(core, { file, sample: sample === true }) })
    })
  program.command('verify').description('check that a model file is whole').addArgument(fileArgument()).addOption(jsonOption())
    .action((file: string, { json }: Flags) => {
      ask({ command: 'verify', file, json: json === true, run: async (core) => (await import('./commands/verify.ts')).verifyCommand(core, { file }) })
    })
}

type ImportFlags = Flags & { readonly dryRun?: true; readonly version?: string; readonly sheet?: string; readonly headerRow?: number; readonly column?: readonly string[] }

function addImportCommands(program: Command, ask: Ask): void {
  program.command('import').description(`import ${['rates', ...TABLE_IMPORT_KINDS].join(', ')}, usage or raw usage (measures, rated by the rules) from CSV or Excel`).addArgument(fileArgument())
    .addArgument(new Argument('<what>', 'what the data is').choices(['rates', ...TABLE_IMPORT_KINDS, 'usage', 'raw-usage'])).argument('<data>', 'the CSV or Excel file')
    .option('--dry-run', 'say what would happen and change nothing')
    .option('--version <version>', 'not of rates, carry-forwards, agencies, services, service levels and usage: where rows go that name no fiscal year and basis: FY2005, "FY2004 actual"; the newest year that is not published when not given')
    .option('--sheet <name>', 'the sheet of an Excel file').option('--header-row <row>', 'the row that holds the column names', wholeNumber(1, 1_000_000))
    .option('--column <assignment>', 'code=Code, title=Resource, "FY2005=New rate"; by name, letter or number; may be given several times', collected)
    .addOption(jsonOption())
    .action((file: string, what: string, data: string, options: ImportFlags, command: Command) => {
      const { json, dryRun, column = [], sheet = null, headerRow = null, version = null } = options
      const given = { file, data, dryRun: dryRun === true, sheet, headerRow, columns: column }
      const kind = TABLE_IMPORT_KINDS.find((each) => each === what)
      if ((kind === undefined || isOfNoYear(kind)) && version !== null) command.error(`error: ${what === 'rates' ? 'rates name their years in the columns' : `${what} are of no version`}; --version is for the other imports.`, { exitCode: 2 })
      if (what === 'raw-usage' && (column.length > 0 || headerRow !== null)) command.error('error: the columns of raw usage have fixed names (see "template raw-usage"); --column and --header-row are for the other imports.', { exitCode: 2 })
      ask({
        command: 'import', file, json: json === true,
        run: async (core) => {
          if (what === 'raw-usage') return (await import('./commands/raw-usage.ts')).importRawUsageCommand(core, given)
          if (what === 'usage') return (await import('./commands/import-usage.ts')).importUsageCommand(core, given)
          return kind === undefined ? (await import('./commands/import-rates.ts')).importRatesCommand(core, given) : (await import('./commands/import-tables.ts')).importTableCommand(core, { ...given, kind, version })
        },
      })
    })
  program.command('template').description('print the header of an import, with one example and a comment for each column; or an allocation case, a history, or a job to quote')
    .addArgument(new Argument('<name>', 'the import; "allocation": a case; "tornado": its inputs; "series": a history; "job": items of a quote; "xmr": a series of a chart; "availability": a case').choices(TEMPLATES))
    .option('--year <year>', 'the year of its example', 'FY2005').addOption(jsonOption())
    .action((name: string, { json, year }: Flags & { readonly year: string }) => {
      ask({ command: 'template', json: json === true, answer: async () => (await import('./commands/template.ts')).templateCommand({ name, year }) })
    })
}

function addReadingCommands(program: Command, ask: Ask): void {
  program.command('compare').description('compare rates of years and scenarios').addArgument(fileArgument())
    .addOption(fromOption().makeOptionMandatory()).addOption(toOption().makeOptionMandatory()).addOption(unroundedOption())
    .option('--rate <code>', 'one rate alone').addOption(explainOption()).addOption(depthOption()).addOption(jsonOption())
    .action((file: string, { json, to = [], unrounded, ...given }: Flags & Versions & ExplainFlags & { readonly from: string; readonly rate?: string }) => {
      const basis = unrounded === true ? 'unrounded' : 'published'
      ask({ command: 'compare', file, json: json === true, run: async (core) => (await import('./commands/compare.ts')).compareCommand(core, { file, to, basis, ...given }) })
    })
  program.command('audit').description('audit a printed schedule: of a model, or of a CSV or Excel file with the columns resource, unit, from, to, difference, percent')
    .argument('<file>', 'a model, or a CSV or Excel file').option('--version <version>', 'whose printed schedule of a model; the newest when not given')
    .addOption(placesOption()).addOption(jsonOption())
    .action((file: string, { json, version, places }: Flags & { readonly version?: string; readonly places?: number }) => {
      ask({ command: 'audit', file, json: json === true, run: async (core) => (await import('./commands/audit.ts')).auditCommand(core, { file, version: version ?? null, precision: auditPrecision(places) }) })
    })
}

/** The program; parsing it hands the task to `ask`. */
export function createProgram(ask: Ask, output: Output): Command {
  const program = new Command('ratebook')
    .description('Rates, comparisons and the workbooks that go out, for scripts. Exit code 0: done; 1: findings, or refused; 2: the command line is wrong.')
    // Positional: `audit FILE --version FY2004` is the audit's own option.
    .option('-V, --version', 'print the version of Ratebook').enablePositionalOptions().helpCommand(false).showHelpAfterError('Add --help for what it takes.').exitOverride()
    .configureOutput({ writeOut: output.out, writeErr: output.err })
  // Subcommands take over what is set before they are added.
  addModelCommands(program, ask)
  addImportCommands(program, ask)
  addReadingCommands(program, ask)
  addExportCommand(program, ask)
  addCostCommands(program, ask)
  addBillingCommands(program, ask)
  addProjectionCommands(program, ask)
  addUsageCommands(program, ask)
  addLevelCommands(program, ask)
  return program
}

async function withCore(file: string, run: Run): Promise<Outcome> {
  const [{ openCore }, { issuesOfError }] = await Promise.all([import('./open-core.ts'), import('./refusals.ts')])
  const core = openCore()
  try {
    return await run(core)
  } catch (error) {
    const issues = issuesOfError(error, file)
    if (issues === undefined) throw error
    return refusal({ model: resolve(file), issues })
  } finally {
    core.close()
  }
}

/** Runs one command line. @example await runCli(['compare', 'sample.ratebook', '--from', 'FY2003', '--to', 'FY2004']) // 0 */
export async function runCli(args: readonly string[], output: Output = processOutput()): Promise<ExitCode> {
  if (args[0] === '--version' || args[0] === '-V') {
    output.out(`${(await import('../hosting/create-hosted-core.ts')).productVersion()}\n`)
    return 0
  }
  const tasks: Task[] = []
  try {
    createProgram((task) => tasks.push(task), output).parse(args, { from: 'user' })
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2
    throw error
  }
  const [task] = tasks
  if (task === undefined) return 2
  try {
    const outcome = 'run' in task ? await withCore(task.file, task.run) : await task.answer()
    printOutcome({ command: task.command, outcome, json: task.json, output })
    return outcome.exitCode
  } catch (error) {
    output.err(`error: something went wrong inside Ratebook. Nothing more was changed.\n${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`)
    return 1
  }
}
