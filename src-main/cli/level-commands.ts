/** Commands of service levels. */
import { InvalidArgumentError, Option, type Command } from 'commander'

import { decimal, readDecimal, type Factor } from '../../src-shared/domain/decimal.ts'
import { XMR_CONSTANTS } from '../../src-shared/domain/model/level-tables.ts'
import { readMonth, type Month } from '../../src-shared/domain/month.ts'
import { localDay } from '../../src-shared/domain/sample-day.ts'
import { DEFAULT_LEVEL_POLICY } from '../../src-shared/domain/service-levels/measures/level-policy.ts'
import { fileArgument, jsonOption, wholeNumber, type Ask, type Flags } from './program-parts.ts'

function monthOf(text: string): Month {
  const read = readMonth(text)
  if (!read.ok) throw new InvalidArgumentError(read.failure.remedy ?? read.failure.message)
  return read.value
}

function bound(text: string): Factor {
  const read = readDecimal<'1'>(text)
  if (!read.ok) throw new InvalidArgumentError(read.failure.remedy ?? read.failure.message)
  return read.value
}

type XmrFlags = Flags & { readonly constants: (typeof XMR_CONSTANTS)[number]; readonly run: number; readonly trend: number; readonly least?: Factor; readonly most?: Factor }
type LevelFlags = Flags & { readonly from: Month; readonly to: Month; readonly service?: string; readonly recordedThrough?: Month }

/** Adds the commands of service levels. */
export function addLevelCommands(program: Command, ask: Ask): void {
  const { xmrConstants, runLength, trendLength } = DEFAULT_LEVEL_POLICY
  program.command('xmr').description('natural limits and signals of a series: a CSV or Excel file with the columns period and value (see "template xmr"), without a model; exit code 1 when there is a signal')
    .argument('<data>', 'the CSV or Excel file')
    .addOption(new Option('--constants <constants>', 'rounded: 2.660 and 3.268; exact: 3/1.128; median: 3.145 and 3.865 of the median moving range').choices(XMR_CONSTANTS).default(xmrConstants))
    .option('--run <points>', 'points on one side that make a signal', wholeNumber(2, 50), runLength).option('--trend <points>', 'points rising or falling that make a signal', wholeNumber(2, 50), trendLength)
    .option('--least <value>', 'the least that the metric can be: limits are drawn in to it, and a value below it is refused', bound).option('--most <value>', 'the most that it can be, likewise', bound).addOption(jsonOption())
    .action((file: string, { json, constants, run, trend, least, most }: XmrFlags, command: Command) => {
      if (least !== undefined && most !== undefined && decimal(least).gt(most)) command.error(`error: --least ${least} lies above --most ${most}.`, { exitCode: 2 })
      const policy = { ...DEFAULT_LEVEL_POLICY, xmrConstants: constants, runLength: run, trendLength: trend }
      ask({ command: 'xmr', file, json: json === true, run: async (core) => (await import('./commands/xmr.ts')).xmrCommand(core, { file, policy, range: { least: least ?? null, most: most ?? null } }) })
    })
  program.command('availability').description('availability of a period from a calendar, windows and outages in a JSON case (see "template availability"), without a model; exit code 1 when the goal is missed in a period that is over')
    .argument('<case>', 'the case (*.json)').addOption(jsonOption())
    .action((file: string, { json }: Flags) => {
      ask({ command: 'availability', json: json === true, answer: async () => (await import('./commands/availability.ts')).availabilityCommand({ file, today: localDay(new Date()) }) })
    })
  program.command('service-levels').description('the levels of every target in every month, with status, reason, error budget and trend; exit code 1 when a target is breached in a month, quarter or year that is over by the end of these months').addArgument(fileArgument())
    .addOption(new Option('--from <month>', 'the first month: YYYY-MM').argParser(monthOf).makeOptionMandatory()).addOption(new Option('--to <month>', 'the last month').argParser(monthOf).makeOptionMandatory())
    .option('--service <code>', 'one service only').addOption(new Option('--recorded-through <month>', 'the last month of which records are kept; not given: as the model says, or else the month of the newest record').argParser(monthOf)).addOption(jsonOption())
    .action((file: string, { json, from, to, service, recordedThrough }: LevelFlags, command: Command) => {
      if (to < from) command.error(`error: --to ${to} lies before --from ${from}.`, { exitCode: 2 })
      ask({ command: 'service-levels', file, json: json === true, run: async (core) => (await import('./commands/service-levels.ts')).serviceLevelsCommand(core, { file, from, to, service: service ?? null, recordedThrough: recordedThrough ?? null }) })
    })
}
