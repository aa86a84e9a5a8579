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

/** Strings, and what opens, closes and divides; whatever else stands in JSON is no name. */
const TOKENS = /"(?:[^"\\]|\\.)*"|[{}[\]:,]/g

/** A name that stands twice in the same braces: a parser would keep the last and say nothing. The text is JSON. */
function repeatedName(text: string): { readonly name: string; readonly line: number } | null {
  const open: (Set<string> | null)[] = []
  let isName = false
  for (const { 0: token, index } of text.matchAll(TOKENS)) {
    const names = open.at(-1) ?? null
    if (token === '{' || token === '[') open.push(token === '{' ? new Set() : null)
    else if (token === '}' || token === ']') open.pop()
    else if (isName && names !== null && token.startsWith('"')) {
      if (names.has(token)) return { name: shown(token), line: text.slice(0, index).split('\n').length }
      names.add(token)
    }
    isName = token === '{' || (token === ',' && open.at(-1) instanceof Set)
  }
  return null
}

/**
 * Parses JSON with every number as the text that stood in the file, never as a double. `what` names the file's content in messages.
 * Refused with `file-too-large` above 20 million characters, with `unreadable-file` where the text is no JSON, and with `duplicate-id`
 * where a name stands twice in the same braces.
 *
 * @example parseExactJson('{ "cpuHours": 0.10 }', 'The job') // { ok: true, value: { cpuHours: '0.10' } }
 */
export function parseExactJson(text: string, what: string): Result<unknown, Issue> {
  if (text.length > LONGEST_TEXT) return refused(issue('file-too-large', `${what} is too long.`, { remedy: `Keep it below ${LONGEST_TEXT} characters.` }))
  try {
    const parsed: unknown = JSON.parse(text, numberAsText)
    const repeated = repeatedName(text)
    return repeated === null ? ok(parsed) : refused(issue('duplicate-id', `${what} has ${repeated.name} twice in the same braces, the second time in line ${repeated.line}.`, { remedy: 'Leave one of them out.' }))
  } catch (error) {
    // Nesting without end is a RangeError.
    if (!(error instanceof SyntaxError) && !(error instanceof RangeError)) throw error
    return refused(issue('unreadable-file', `${what} is not JSON: ${shown(error.message)}`, { remedy: 'Start from the template, and check commas and quotes.' }))
  }
}
