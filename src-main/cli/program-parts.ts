/** What the commands are declared with: arguments, options, and what a parsed command line asks for. */
import { Argument, InvalidArgumentError, Option } from 'commander'

import type { AuditPrecision } from '../../src-shared/domain/rates/audit.ts'
import { MOST_COMPARISONS } from '../../src-shared/domain/rates/comparison.ts'
import type { CliCore } from './open-core.ts'
import type { CommandName, Outcome } from './outcome.ts'

/** Whose usage is billed, for `bill`, `impact` and `export`. */
export const USAGE_HELP = 'whose usage is priced: FY2004 as recorded, FY2005-planned with the rest of its months projected, planned and own for each version\'s own year, planned or recorded; own when not given'
export const UNLIKE_MONTHS_HELP = 'the earlier version\'s year where the two have usage of unlike months'

export type Run = (core: CliCore) => Promise<Outcome>
/** What a parsed command line asks for; the core is opened only when it is run. */
export type Task = { readonly command: CommandName; readonly file: string; readonly json: boolean; readonly run: Run } | { readonly command: CommandName; readonly json: boolean; readonly answer: () => Promise<Outcome> }
export type Ask = (task: Task) => void

/** A flag that is not given is not there. */
export type Flags = { readonly json?: true }

export function collected(value: string, before: readonly string[] = []): readonly string[] {
  return [...before, value]
}

export function wholeNumber(least: number, most: number): (text: string) => number {
  return (text) => {
    const value = /^\d{1,7}$/.test(text) ? Number.parseInt(text, 10) : -1
    if (value < least || value > most) throw new InvalidArgumentError(`Write a whole number from ${least} to ${most}.`)
    return value
  }
}

export const fileArgument = (): Argument => new Argument('<file>', 'the model file (*.ratebook)')
export const jsonOption = (): Option => new Option('--json', 'print { schema, command, model, warnings, rows } with decimals as text')

function collectedVersions(value: string, before: readonly string[] = []): readonly string[] {
  if (before.length >= MOST_COMPARISONS) throw new InvalidArgumentError(`At most ${MOST_COMPARISONS} versions are compared at once.`)
  return [...before, value]
}

/** Digits as printed, or rates read to a number of places. */
export function auditPrecision(places: number | undefined): AuditPrecision {
  return places === undefined ? { reading: 'as-printed' } : { reading: 'places', places }
}

export const fromOption = (): Option => new Option('--from <version>', 'the base: FY2003 or FY2005@NAME; of service levels the first month: 2003-07')
export const toOption = (): Option => new Option('--to <version>', 'what it is compared with; may be given several times; of service levels the last month').argParser(collectedVersions)
export const unroundedOption = (): Option => new Option('--unrounded', 'compare the unrounded rates, as a basis of analysis (NUM-3)')
export const explainOption = (): Option => new Option('--explain', 'with the derivation of each figure of the answer')
export const depthOption = (): Option => new Option('--depth <levels>', 'how many levels of the tree; 5 when not given, with --json all').argParser(wholeNumber(1, 1000))
export const placesOption = (): Option => new Option('--places <places>', 'audit: read the rates as printed to this many places (0: whole dollars)').argParser(wholeNumber(0, 6))
