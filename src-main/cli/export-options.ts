/** The command that writes reports, and which options each of them takes. */
import { Option, type Command } from 'commander'

import { BILLING_REPORTS, LEVEL_REPORTS } from '../../src-shared/domain/reports/report-names.ts'
import { auditPrecision, fileArgument, fromOption, jsonOption, placesOption, toOption, unroundedOption, UNLIKE_MONTHS_HELP, USAGE_HELP, type Ask, type Flags } from './program-parts.ts'

const COST_REPORTS = ['cost-framework', 'rate-build', 'allocation', 'recovery'] as const
const REPORT_NAMES = ['rate-change', 'audit', ...COST_REPORTS, ...BILLING_REPORTS, ...LEVEL_REPORTS] as const
type ReportName = (typeof REPORT_NAMES)[number]
/** Reports that can be written for every agency in one go. */
const BUNDLED: readonly ReportName[] = ['statement', 'impact-statement', 'budget']
const COMPARED: readonly ReportName[] = ['rate-change', 'impact', 'impact-statement', 'budget', 'encumbrance-estimate', 'service-review']

type ExportFlags = Flags & {
  readonly report: ReportName
  readonly from?: string
  readonly to?: readonly string[]
  readonly unrounded?: true
  readonly places?: number
  readonly version?: string
  readonly withNames?: true
  readonly withoutSalaries?: true
  readonly agency?: string
  readonly all?: true
  readonly month?: string
  readonly usage?: string
  readonly request?: string
  readonly service?: string
  readonly agreement?: string
  readonly format?: 'xlsx' | 'pdf' | 'csv'
  readonly out: string
}

/** What of the command line is missing or too much; null where it is whole. */
function wrong({ report, from, to = [], version, agency, all }: ExportFlags): string | null {
  if (report === 'catalog') return null
  if (report === 'audit') return to.length === 0 ? 'the report needs its version. Give --to FY2004.' : null
  if (report === 'sla-scorecard') return from === undefined || to.length === 0 ? 'the report needs its months. Give --from 2003-07 and --to 2004-06.' : null
  if (COMPARED.includes(report) && (from === undefined || (to.length === 0 && version === undefined))) return 'the report needs its versions. Give --from FY2003 and --to FY2004; for the audit --to alone.'
  if (!COMPARED.includes(report) && version === undefined) return 'the report needs its version. Give --version FY2005.'
  if (all === true && agency !== undefined) return 'either --agency, or --all.'
  if (all === true && !BUNDLED.includes(report)) return `--all is of the reports ${BUNDLED.join(', ')}.`
  return null
}

/** Adds `export`. */
export function addExportCommand(program: Command, ask: Ask): void {
  program.command('export').description('write a report as a workbook, CSV or PDF; with --all one for every agency, in a zip or a folder').addArgument(fileArgument())
    .addOption(new Option('--report <name>', 'which report').choices(REPORT_NAMES).makeOptionMandatory())
    .addOption(fromOption()).addOption(toOption()).addOption(unroundedOption())
    .option('--version <version>', 'of the reports of costs, statements and quotes: FY2005, "FY2004 actual" or FY2005@NAME').option('--with-names', 'rate build: with the names of employees').option('--without-salaries', 'rate build: positions as totals of their services only')
    .option('--agency <code>', 'statement, impact-statement (impact too), budget, service-review: of this agency').option('--all', 'statement, impact-statement (impact too), budget: one for every agency, in one zip or folder').option('--month <month>', 'statement: YYYY-MM; the whole year when not given; service-review: the last month of performance')
    .option('--usage <year>', `statement, impact: ${USAGE_HELP}; of an impact ${UNLIKE_MONTHS_HELP}`).option('--request <code>', 'quote: the number of the request')
    .option('--service <code>', 'service-review: of this service; catalog, sla-scorecard: of this service, all of them when not given').option('--agreement <code>', 'service-review: of this agreement')
    .addOption(new Option('--format <format>', 'with --all: of the files').choices(['xlsx', 'pdf', 'csv'])).addOption(placesOption()).requiredOption('--out <file>', 'where to: X.xlsx, X.csv or X.pdf; with --all X.zip or FOLDER/').addOption(jsonOption())
    .action((file: string, flags: ExportFlags, command: Command) => {
      // The impact on one agency is its impact statement.
      const report = flags.report === 'impact' && (flags.agency !== undefined || flags.all === true) ? 'impact-statement' : flags.report
      const said = wrong({ ...flags, report })
      if (said !== null) command.error(`error: ${said}`, { exitCode: 2 })
      const { json, from, to = [], unrounded, places, version, withNames, withoutSalaries, agency, month, usage, request, service, agreement, out, all, format = 'xlsx' } = flags
      const billing = { agency: agency ?? null, month: month ?? null, usage: usage ?? null, request: request ?? null }
      const given = {
        file, report, from: from ?? null, to, basis: unrounded === true ? ('unrounded' as const) : ('published' as const), precision: auditPrecision(places), version: version ?? null, billing, levels: { service: service ?? null, agreement: agreement ?? null },
        positions: { withNames: withNames === true, withSalaries: withoutSalaries !== true }, out,
      }
      ask({ command: 'export', file, json: json === true, run: async (core) => (all === true ? (await import('./commands/export-all.ts')).exportAllCommand(core, { ...given, format }) : (await import('./commands/export.ts')).exportCommand(core, given)) })
    })
}
