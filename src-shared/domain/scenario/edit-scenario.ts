/**
 * Scenarios as things of their own (VER-4): made, renamed, duplicated, deleted; each a plan that undo takes back.
 */
import { scenarioBudgetCopies, scenarioBudgetRemovals } from '../budget/scenario-budgets.ts'
import { scenarioCostCopies, scenarioCostRemovals } from '../costs/version-rows.ts'
import { issue, type Issue } from '../issues.ts'
import type { Draft } from '../model/draft.ts'
import { rowChange, type EditPlan, type RowChange } from '../model/edit.ts'
import { nameKey, scenarioIdOfName } from '../model/integrity.ts'
import { overridesOfScenario } from '../model/table-index.ts'
import { overrideId, type Scenario } from '../model/tables.ts'
import { ok, refused, type Result } from '../result.ts'

export { movedOverrides, planSettleOverrides, type MovedOverride, type SettledOverrides, type Settlement } from './settle-overrides.ts'

const LONGEST_NAME = 200

function nameIssue(draft: Draft, name: string, ownId: string | null): Issue | undefined {
  if (name === '') return issue('text-missing', 'A scenario needs a name.', { remedy: 'Write a name, such as "Governor\'s 2 %".' })
  if (name.length > LONGEST_NAME) return issue('text-too-long', `The name is longer than ${LONGEST_NAME} characters.`, { remedy: 'Shorten it; the note has room for more.' })
  const taken = scenarioIdOfName(draft, name)
  if (taken === undefined || taken === ownId) return undefined
  return issue('duplicate-name', `There is already a scenario named "${draft.scenario.get(taken)?.name ?? name}".`, { subject: { table: 'scenario', id: taken }, remedy: 'Choose another name.' })
}

/**
 * A name that no scenario has yet, made from `wish` by counting up.
 *
 * @example freeScenarioName(draft, 'What-if') // 'What-if 1', then 'What-if 2'
 */
export function freeScenarioName(draft: Draft, wish: string): string {
  const stem = wish.slice(0, LONGEST_NAME - 8)
  const taken = new Set([...draft.scenario.values()].map((scenario) => nameKey(scenario.name)))
  let count = 1
  while (taken.has(nameKey(`${stem} ${count}`))) count += 1
  return `${stem} ${count}`
}

function nextPosition(draft: Draft): number {
  return [...draft.scenario.values()].reduce((most, scenario) => Math.max(most, scenario.position + 1), 0)
}

export type ScenarioPlan = { readonly plan: EditPlan; readonly scenarioId: string }

/** A new, empty scenario; without a name it becomes "What-if 1" and so on. Refused: `duplicate-name`, `text-missing`. */
export function planCreateScenario(request: {
  readonly draft: Draft
  readonly name?: string | undefined
  readonly note?: string | undefined
  readonly author: string
  /** ISO instant. */
  readonly at: string
  readonly newId: () => string
}): Result<ScenarioPlan> {
  const { draft, author, at } = request
  const name = request.name === undefined ? freeScenarioName(draft, 'What-if') : request.name.trim()
  const problem = nameIssue(draft, name, null)
  if (problem !== undefined) return refused([problem])
  const scenario: Scenario = { id: request.newId(), name, note: request.note ?? '', author, createdAt: at, position: nextPosition(draft) }
  return ok({ scenarioId: scenario.id, plan: { label: `New scenario "${name}"`, kind: 'edit', changes: [rowChange('scenario', { before: null, after: scenario })] } })
}

function missing(): Result<never> {
  return refused([issue('unknown-reference', 'That scenario is not there any more.', { remedy: 'Choose another scenario.' })])
}

/** Another name or note. Refused: `duplicate-name`, `text-missing`, `nothing-to-change`. */
export function planRenameScenario(request: { readonly draft: Draft; readonly scenarioId: string; readonly name?: string | undefined; readonly note?: string | undefined }): Result<EditPlan> {
  const before = request.draft.scenario.get(request.scenarioId)
  if (before === undefined) return missing()
  const name = (request.name ?? before.name).trim()
  const problem = nameIssue(request.draft, name, before.id)
  if (problem !== undefined) return refused([problem])
  const after: Scenario = { ...before, name, note: request.note ?? before.note }
  if (after.name === before.name && after.note === before.note) return refused([issue('nothing-to-change', 'The scenario has that name and note already.')])
  const label = after.name === before.name ? `Note of scenario "${name}"` : `Rename scenario "${before.name}" to "${name}"`
  return ok({ label: label.slice(0, 300), kind: 'edit', changes: [rowChange('scenario', { before, after })] })
}

/** A scenario with the same overrides, changed inputs, own cost rows and budgets, and a name of its own. Refused: `duplicate-name`. */
export function planDuplicateScenario(request: {
  readonly draft: Draft
  readonly scenarioId: string
  readonly name?: string | undefined
  readonly author: string
  readonly at: string
  readonly newId: () => string
}): Result<ScenarioPlan> {
  const { draft } = request
  const source = draft.scenario.get(request.scenarioId)
  if (source === undefined) return missing()
  const name = request.name ?? freeCopyName(draft, source.name)
  const created = planCreateScenario({ draft, name, note: source.note, author: request.author, at: request.at, newId: request.newId })
  if (!created.ok) return created
  const { scenarioId, plan } = created.value
  const copies = overridesOfScenario(draft, source.id).map((override) => {
    const copy = { ...override, scenarioId }
    return rowChange('override', { before: null, after: { ...copy, id: overrideId(copy) } })
  })
  const of = { from: source.id, to: scenarioId, newId: request.newId }
  return ok({ scenarioId, plan: { ...plan, label: `Duplicate scenario "${source.name}"`, changes: [...plan.changes, ...copies, ...scenarioCostCopies(draft, of), ...scenarioBudgetCopies(draft, of)] } })
}

function freeCopyName(draft: Draft, name: string): string {
  const copy = `${name.slice(0, LONGEST_NAME - 16)} copy`
  return scenarioIdOfName(draft, copy) === undefined ? copy : freeScenarioName(draft, copy)
}

/** Takes a scenario away with all its overrides, changed inputs, own cost rows and budgets; undo brings them back. */
export function planDeleteScenario(request: { readonly draft: Draft; readonly scenarioId: string }): Result<EditPlan> {
  const scenario = request.draft.scenario.get(request.scenarioId)
  if (scenario === undefined) return missing()
  const changes: readonly RowChange[] = [
    ...overridesOfScenario(request.draft, scenario.id).map((before) => rowChange('override', { before, after: null })),
    ...scenarioCostRemovals(request.draft, scenario.id),
    ...scenarioBudgetRemovals(request.draft, scenario.id),
    rowChange('scenario', { before: scenario, after: null }),
  ]
  return ok({ label: `Delete scenario "${scenario.name}"`, kind: 'edit', changes })
}
