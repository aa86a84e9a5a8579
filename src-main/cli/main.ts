/** The command line: reads the arguments, runs one command, prints its outcome, answers the exit code. */
import { resolve } from 'node:path'

import { Argument, Command, CommanderError, InvalidArgumentError, Option } from 'commander'

import type { AuditPrecision } from '../../src-shared/domain/rates/audit.ts'
import { refusal, type ExitCode, type Outcome } from './outcome.ts'
import { TABLE_IMPORT_KINDS } from '../../src-shared/domain/costs/imports/cost-import.ts'
import { MOST_COMPARISONS } from '../../src-shared/domain/rates/comparison.ts'
import { printOutcome, processOutput, type Output } from './print.ts'
import { addBillingCommands } from './billing-commands.ts'
import { addCostCommands } from './cost-commands.ts'
import { addProjectionCommands } from './projection-commands.ts'
import { addUsageCommands } from './usage-commands.ts'
import { collected, fileArgument, jsonOption, wholeNumber, type Ask, type Flags, type Run, type Task } from './program-parts.ts'

function collectedVersions(value: string, before: readonly string[] = []): readonly string[] {
  if (before.length >= MOST_COMPARISONS) throw new InvalidArgumentError(`At most ${MOST_COMPARISONS} versions are compared at once.`)
  return [...before, value]
}

function auditPrecision(places: number | undefined): AuditPrecision {
  return places === undefined ? { reading: 'as-printed' } : { reading: 'places', places }
}

const fromOption = (): Option => new Option('--from <version>', 'the base: FY2003 or FY2005@NAME')
const toOption = (): Option => new Option('--to <version>', 'what it is compared with; may be given several times').argParser(collectedVersions)
const unroundedOption = (): Option => new Option('--unrounded', 'compare the unrounded rates, as a basis of analysis (NUM-3)')
const placesOption = (): Option => new Option('--places <places>', 'audit: read the rates as printed to this many places (0: whole dollars)').argParser(wholeNumber(0, 6))

const TEMPLATES = ['rates', ...TABLE_IMPORT_KINDS, 'usage', 'allocation', 'tornado', 'series', 'job']

const REPORT_NAMES = ['rate-change', 'audit', 'cost-framework', 'rate-build', 'allocation', 'recovery'] as const
type ExportFlags = { readonly report: (typeof REPORT_NAMES)[number]; readonly from?: string; readonly places?: number; readonly version?: string; readonly withNames?: true; readonly withoutSalaries?: true; readonly out: string }

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
  program.command('import').description('import rates, costs, positions, pools, drivers, units, revenue, agencies, encumbrances or usage from CSV or Excel').addArgument(fileArgument())
    .addArgument(new Argument('<what>', 'what the data is').choices(['rates', ...TABLE_IMPORT_KINDS, 'usage'])).argument('<data>', 'the CSV or Excel file')
    .option('--dry-run', 'say what would happen and change nothing')
    .option('--version <version>', 'not of rates, agencies and usage: where rows go that name no fiscal year and basis: FY2005, "FY2004 actual"; the newest year when not given')
    .option('--sheet <name>', 'the sheet of an Excel file').option('--header-row <row>', 'the row that holds the column names', wholeNumber(1, 1_000_000))
    .option('--column <assignment>', 'code=Code, title=Resource, "FY2005=New rate"; by name, letter or number; may be given several times', collected)
    .addOption(jsonOption())
    .action((file: string, what: string, data: string, options: ImportFlags, command: Command) => {
      const { json, dryRun, column = [], sheet = null, headerRow = null, version = null } = options
      const given = { file, data, dryRun: dryRun === true, sheet, headerRow, columns: column }
      const kind = TABLE_IMPORT_KINDS.find((each) => each === what)
      if ((kind === undefined || kind === 'agencies') && version !== null) command.error(`error: ${what === 'rates' ? 'rates name their years in the columns' : `${what} are of no version`}; --version is for the other imports.`, { exitCode: 2 })
      ask({
        command: 'import', file, json: json === true,
        run: async (core) => {
          if (what === 'usage') return (await import('./commands/import-usage.ts')).importUsageCommand(core, given)
          return kind === undefined ? (await import('./commands/import-rates.ts')).importRatesCommand(core, given) : (await import('./commands/import-tables.ts')).importTableCommand(core, { ...given, kind, version })
        },
      })
    })
  program.command('template').description('print the header of an import, with one example and a comment for each column; or an allocation case, a history, or a job to quote')
    .addArgument(new Argument('<name>', 'the import; "allocation": a case; "tornado": its inputs; "series": a history; "job": items of a quote').choices(TEMPLATES))
    .option('--year <year>', 'the year of its example', 'FY2005').addOption(jsonOption())
    .action((name: string, { json, year }: Flags & { readonly year: string }) => {
      ask({ command: 'template', json: json === true, answer: async () => (await import('./commands/template.ts')).templateCommand({ name, year }) })
    })
}

function addReadingCommands(program: Command, ask: Ask): void {
  program.command('compare').description('compare rates of years and scenarios').addArgument(fileArgument())
    .addOption(fromOption().makeOptionMandatory()).addOption(toOption().makeOptionMandatory()).addOption(unroundedOption()).addOption(jsonOption())
    .action((file: string, { json, from, to = [], unrounded }: Flags & Versions & { readonly from: string }) => {
      const basis = unrounded === true ? 'unrounded' : 'published'
      ask({ command: 'compare', file, json: json === true, run: async (core) => (await import('./commands/compare.ts')).compareCommand(core, { file, from, to, basis }) })
    })
  program.command('audit').description('audit a printed schedule: of a model, or of a CSV or Excel file with the columns resource, unit, from, to, difference, percent')
    .argument('<file>', 'a model, or a CSV or Excel file').option('--version <version>', 'whose printed schedule of a model; the newest when not given')
    .addOption(placesOption()).addOption(jsonOption())
    .action((file: string, { json, version, places }: Flags & { readonly version?: string; readonly places?: number }) => {
      ask({ command: 'audit', file, json: json === true, run: async (core) => (await import('./commands/audit.ts')).auditCommand(core, { file, version: version ?? null, precision: auditPrecision(places) }) })
    })
  program.command('export').description('write a report as a workbook, CSV or PDF').addArgument(fileArgument())
    .addOption(new Option('--report <name>', 'which report').choices(REPORT_NAMES).makeOptionMandatory())
    .addOption(fromOption()).addOption(toOption()).addOption(unroundedOption())
    .option('--version <version>', 'of the reports of costs: FY2005, "FY2004 actual" or FY2005@NAME').option('--with-names', 'rate build: with the names of employees').option('--without-salaries', 'rate build: positions as totals of their services only')
    .addOption(placesOption()).requiredOption('--out <file>', 'where to: X.xlsx, X.csv or X.pdf').addOption(jsonOption())
    .action((file: string, { json, report, from, to = [], unrounded, places, version, withNames, withoutSalaries, out }: Flags & Versions & ExportFlags, command: Command) => {
      const isOfRates = report === 'rate-change' || report === 'audit'
      if (!isOfRates && version === undefined) command.error('error: the report needs its version. Give --version FY2005.', { exitCode: 2 })
      if (isOfRates && (to.length === 0 || (report === 'rate-change' && from === undefined))) command.error('error: the report needs its versions. Give --from FY2003 and --to FY2004; for the audit --to alone.', { exitCode: 2 })
      const basis = unrounded === true ? 'unrounded' : 'published'
      ask({ command: 'export', file, json: json === true, run: async (core) => (await import('./commands/export.ts')).exportCommand(core, { file, report, from: from ?? null, to, basis, precision: auditPrecision(places), version: version ?? null, positions: { withNames: withNames === true, withSalaries: withoutSalaries !== true }, out }) })
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
  addCostCommands(program, ask)
  addBillingCommands(program, ask)
  addProjectionCommands(program, ask)
  addUsageCommands(program, ask)
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
