/** What the commands are declared with: arguments, options, and what a parsed command line asks for. */
import { Argument, InvalidArgumentError, Option } from 'commander'

import type { CliCore } from './open-core.ts'
import type { CommandName, Outcome } from './outcome.ts'

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
