/** The methods of PROJ-1 as they are shown and typed. */
import { PROJECTION_METHODS, type ProjectionMethod } from '../../../src-shared/domain/model/billing-tables.ts'
import { issue, type Issue } from '../../../src-shared/domain/issues.ts'
import { ok, refused, type Result } from '../../../src-shared/domain/result.ts'

export const METHOD_WORDS: Readonly<Record<ProjectionMethod, string>> = {
  best: 'Best fit', 'same-month-last-year': 'Same month last year', mean: 'Mean', drift: 'Drift', 'linear-trend': 'Linear trend', 'holt-winters': 'Holt-Winters', typed: 'Typed',
}

function letters(text: string): string {
  return text.toLowerCase().replaceAll(/[^a-z]/g, '')
}

/** What somebody typed for a method: its name or the beginning of it; nothing: as the budget has it. @example readMethod('holt') // { ok: true, value: 'holt-winters' } */
export function readMethod(text: string): Result<ProjectionMethod | null, Issue> {
  const wanted = letters(text)
  if (wanted === '') return ok(null)
  const found = PROJECTION_METHODS.find((method) => letters(METHOD_WORDS[method]).startsWith(wanted) || letters(method).startsWith(wanted))
  return found === undefined ? refused(issue('wrong-state', `"${text.slice(0, 40)}" is no method.`, { remedy: `Write one of: ${Object.values(METHOD_WORDS).join(', ')}; or nothing for the method of the budget.` })) : ok(found)
}
