/** What a command has to say, before it is printed: one shape for the table and for `--json`. */
import type { commonErrors, fileErrors, modelErrors } from '../../src-shared/contract/errors.ts'
import type { Issue, IssueCode, IssuePlace } from '../../src-shared/domain/issues.ts'
import { plainText } from './text-table.ts'

export const COMMANDS = ['create', 'import', 'template', 'compare', 'audit', 'export', 'verify', 'derive', 'allocate', 'recovery', 'bridge', 'explain', 'check', 'seek', 'tornado', 'bill', 'impact', 'forecast', 'project', 'quote', 'rules', 'rate-again', 'xmr', 'availability', 'service-levels'] as const
export type CommandName = (typeof COMMANDS)[number]

export type JsonValue = string | number | boolean | null | readonly JsonValue[] | { readonly [key: string]: JsonValue }
/** One row of a command's answer; decimals are text. */
export type JsonRow = { readonly [key: string]: JsonValue }

/** 0: done; 1: findings, or refused; 2: the command line itself is wrong. */
export type ExitCode = 0 | 1 | 2

/** What the core or its store declares, such as `STORE_LOCKED`. */
export type DeclaredCode = keyof typeof fileErrors | keyof typeof modelErrors | keyof typeof commonErrors

export type Warning = Omit<Issue, 'code'> & { readonly code: IssueCode | DeclaredCode }

export type Outcome = {
  readonly exitCode: ExitCode
  /** Path of the model file; null where none takes part. */
  readonly model: string | null
  /** What is wrong or worth knowing: printed on stderr, or as `warnings`. */
  readonly warnings: readonly Warning[]
  readonly rows: readonly JsonRow[]
  /** Rows with trees of thousands of nodes: indented, they would be several times as long. */
  readonly hasTrees?: boolean
  /** What stands on stdout without `--json`; empty when there is nothing to show. */
  readonly text: string
}

/** Nothing was done; the issues say why. */
export function refusal(request: { readonly model: string | null; readonly issues: readonly Warning[]; readonly exitCode?: ExitCode }): Outcome {
  return { exitCode: request.exitCode ?? 1, model: request.model, warnings: request.issues, rows: [], text: '' }
}

/** The stable form of `--json`: `{ schema, command, model, warnings, rows }`. */
export function asJson(command: CommandName, { model, warnings, rows, hasTrees }: Outcome): string {
  return `${JSON.stringify({ schema: `ratebook/${command}/1`, command, model, warnings, rows }, null, hasTrees === true ? 0 : 2)}\n`
}

function placeText({ file, sheet, row, column }: IssuePlace): string {
  const parts = [file, sheet === undefined || sheet === '' ? undefined : `sheet ${sheet}`, row === undefined ? undefined : `row ${row}`, column === undefined ? undefined : `column ${column}`]
  return parts.filter((each) => each !== undefined && each !== '').join(', ')
}

/**
 * An issue as one line: what, where, what to do.
 *
 * @example issueText(issue) // 'error: "12,34" is not a number (rates.csv, row 3, column FY2005). Write 12.34.'
 */
export function issueText({ severity, message, remedy, place }: Pick<Warning, 'severity' | 'message' | 'remedy' | 'place'>): string {
  const where = place === undefined ? '' : placeText(place)
  const sentence = where === '' ? message : `${message.replace(/\.$/, '')} (${where}).`
  return plainText(`${severity}: ${sentence}${remedy === undefined || remedy === '' ? '' : ` ${remedy}`}`)
}
