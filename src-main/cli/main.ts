/** The command line: reads the arguments, runs one command, prints its outcome, answers the exit code. */
import { resolve } from 'node:path'

import { Argument, Command, CommanderError, InvalidArgumentError, Option } from 'commander'

import type { AuditPrecision } from '../../src-shared/domain/rates/audit.ts'
import type { CliCore } from './open-core.ts'
import type { CommandName, ExitCode, Outcome } from './outcome.ts'
import { refusal } from './outcome.ts'
import { MOST_COMPARISONS } from '../../src-shared/domain/rates/comparison.ts'
import { printOutcome, processOutput, type Output } from './print.ts'

type Run = (core: CliCore) => Promise<Outcome>
/** What a parsed command line asks for; the core is opened only when it is run. */
type Task = { readonly command: CommandName; readonly file: string; readonly json: boolean; readonly run: Run } | { readonly command: CommandName; readonly json: boolean; readonly answer: () => Promise<Outcome> }

function collectedVersions(value: string, before: readonly string[] = []): readonly string[] {
  if (before.length >= MOST_COMPARISONS) throw new InvalidArgumentError(`At most ${MOST_COMPARISONS} versions are compared at once.`)
  return [...before, value]
}

function collected(value: string, before: readonly string[] = []): readonly string[] {
  return [...before, value]
}

function wholeNumber(least: number, most: number): (text: string) => number {
  return (text) => {
    const value = /^\d{1,7}$/.test(text) ? Number.parseInt(text, 10) : -1
    if (value < least || value > most) throw new InvalidArgumentError(`Write a whole number from ${least} to ${most}.`)
    return value
  }
}

function auditPrecision(places: number | undefined): AuditPrecision {
  return places === undefined ? { reading: 'as-printed' } : { reading: 'places', places }
}

const fileArgument = (): Argument => new Argument('<file>', 'the model file (*.ratebook)')
const jsonOption = (): Option => new Option('--json', 'print { schema, command, model, warnings, rows } with decimals as text')
const fromOption = (): Option => new Option('--from <version>', 'the base: FY2003 or FY2005@NAME')
const toOption = (): Option => new Option('--to <version>', 'what it is compared with; may be given several times').argParser(collectedVersions)
const unroundedOption = (): Option => new Option('--unrounded', 'compare the unrounded rates, as a basis of analysis (NUM-3)')
const placesOption = (): Option => new Option('--places <places>', 'audit: read the rates as printed to this many places (0: whole dollars)').argParser(wholeNumber(0, 6))

/** A flag that is not given is not there. */
type Flags = { readonly json?: true }
type Versions = { readonly to?: readonly string[]; readonly unrounded?: true }

function addModelCommands(program: Command, ask: (task: Task) => void): void {
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

function addImportCommands(program: Command, ask: (task: Task) => void): void {
  program.command('import').description('import rates of one or more years from CSV or Excel').addArgument(fileArgument())
    .addArgument(new Argument('<what>', 'what the data is').choices(['rates'])).argument('<data>', 'the CSV or Excel file')
    .option('--dry-run', 'say what would happen and change nothing')
    .option('--sheet <name>', 'the sheet of an Excel file').option('--header-row <row>', 'the row that holds the column names', wholeNumber(1, 1_000_000))
    .option('--column <assignment>', 'code=Code, title=Resource, "FY2005=New rate"; by name, letter or number; may be given several times', collected)
    .addOption(jsonOption())
    .action((file: string, _what: string, data: string, options: Flags & { readonly dryRun?: true; readonly sheet?: string | null; readonly headerRow?: number | null; readonly column?: readonly string[] }) => {
      const { json, dryRun, column = [], sheet = null, headerRow = null } = options
      ask({ command: 'import', file, json: json === true, run: async (core) => (await import('./commands/import-rates.ts')).importRatesCommand(core, { file, data, dryRun: dryRun === true, sheet, headerRow, columns: column }) })
    })
  program.command('template').description('print the header of an import, with one example and a comment for each column').addArgument(new Argument('<name>', 'the import').choices(['rates']))
    .option('--year <year>', 'the year of its column of rates', 'FY2005').addOption(jsonOption())
    .action((_name: string, { json, year }: Flags & { readonly year: string }) => {
      ask({ command: 'template', json: json === true, answer: async () => (await import('./commands/template.ts')).templateCommand({ year }) })
    })
}

function addReadingCommands(program: Command, ask: (task: Task) => void): void {
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
    .addOption(new Option('--report <name>', 'which report').choices(['rate-change', 'audit']).makeOptionMandatory())
    .addOption(fromOption()).addOption(toOption()).addOption(unroundedOption())
    .addOption(placesOption()).requiredOption('--out <file>', 'where to: X.xlsx, X.csv or X.pdf').addOption(jsonOption())
    .action((file: string, { json, report, from, to = [], unrounded, places, out }: Flags & Versions & { readonly report: 'rate-change' | 'audit'; readonly from?: string; readonly places?: number; readonly out: string }, command: Command) => {
      if (to.length === 0 || (report === 'rate-change' && from === undefined)) command.error('error: the report needs its versions. Give --from FY2003 and --to FY2004; for the audit --to alone.', { exitCode: 2 })
      const basis = unrounded === true ? 'unrounded' : 'published'
      ask({ command: 'export', file, json: json === true, run: async (core) => (await import('./commands/export.ts')).exportCommand(core, { file, report, from: from ?? null, to, basis, precision: auditPrecision(places), out }) })
    })
}

/** The program; parsing it hands the task to `ask`. */
export function createProgram(ask: (task: Task) => void, output: Output): Command {
  const program = new Command('ratebook')
    .description('Rates, comparisons and the workbooks that go out, for scripts. Exit code 0: done; 1: findings, or refused; 2: the command line is wrong.')
    // Positional: `audit FILE --version FY2004` is the audit's own option.
    .option('-V, --version', 'print the version of Ratebook').enablePositionalOptions().helpCommand(false).showHelpAfterError('Add --help for what it takes.').exitOverride()
    .configureOutput({ writeOut: output.out, writeErr: output.err })
  // Subcommands take over what is set before they are added.
  addModelCommands(program, ask)
  addImportCommands(program, ask)
  addReadingCommands(program, ask)
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
