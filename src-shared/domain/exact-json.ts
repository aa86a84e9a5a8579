/** JSON of a person's own file, read without losing a digit (NUM-1). */
import { issue, type Issue } from './issues.ts'
import { ok, refused, type Result } from './result.ts'

const LONGEST_TEXT = 20_000_000
const LONGEST_SHOWN = 90

/** Text from outside as it may stand in a message: not endless, and without control characters. */
function shown(text: string): string {
  return (text.length > LONGEST_SHOWN ? `${text.slice(0, LONGEST_SHOWN)}...` : text).replaceAll(/\p{Cc}/gu, '?')
}

/** JSON.parse hands the digits of a number to a reviver that asks for them. */
function numberAsText(_key: string, value: unknown, ...[context]: readonly { readonly source?: string }[]): unknown {
  return typeof value === 'number' ? (context?.source ?? value) : value
}

/**
 * Parses JSON with every number as the text that stood in the file, never as a double. `what` names the file's content in messages.
 * Refused with `file-too-large` above 20 million characters and with `unreadable-file` where the text is no JSON.
 *
 * @example parseExactJson('{ "cpuHours": 0.10 }', 'The job') // { ok: true, value: { cpuHours: '0.10' } }
 */
export function parseExactJson(text: string, what: string): Result<unknown, Issue> {
  if (text.length > LONGEST_TEXT) return refused(issue('file-too-large', `${what} is too long.`, { remedy: `Keep it below ${LONGEST_TEXT} characters.` }))
  try {
    const parsed: unknown = JSON.parse(text, numberAsText)
    return ok(parsed)
  } catch (error) {
    // Nesting without end is a RangeError.
    if (!(error instanceof SyntaxError) && !(error instanceof RangeError)) throw error
    return refused(issue('unreadable-file', `${what} is not JSON: ${shown(error.message)}`, { remedy: 'Start from the template, and check commas and quotes.' }))
  }
}
