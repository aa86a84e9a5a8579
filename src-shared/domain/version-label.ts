/**
 * Versions as people and the command line write them (VER-1): `FY2005`, `FY2005@Scenario name`.
 */
import { formatFiscalYear, readFiscalYear, type FiscalYear } from './fiscal-year.ts'
import { issue, type Issue } from './issues.ts'
import type { Draft } from './model/draft.ts'
import { ok, refused, type Result } from './result.ts'
import { BASES, baseOf, readVersionKey, versionKey, type Basis, type Version } from './version.ts'

/**
 * @example formatVersion(draft, planOf(fiscalYear(2005), 'governors-2')) // "FY2005@Governor's 2 %"
 */
export function formatVersion(draft: Pick<Draft, 'scenario'>, version: Version): string {
  const year = formatFiscalYear(version.fiscalYear)
  const base = version.basis === 'plan' ? year : `${year} ${version.basis}`
  if (version.scenarioId === null) return base
  return `${base}@${draft.scenario.get(version.scenarioId)?.name ?? 'deleted scenario'}`
}

/**
 * Reads what `formatVersion` writes. Refuses a year without a schedule (`version-missing`), a scenario that the model does not
 * have (`unknown-reference`), and what is no version at all (`not-a-fiscal-year`).
 *
 * @example readVersion(draft, 'FY2004') // { ok: true, value: { fiscalYear: 2004, basis: 'plan', scenarioId: null } }
 */
export function readVersion(draft: Draft, text: string): Result<Version, Issue> {
  const version = readVersionOfAnyYear(draft, text)
  if (!version.ok || hasFigures(draft, version.value)) return version
  return refused(missing(draft, version.value))
}

/** `readVersion` for what needs no schedule: the cost side of a year, or an import that begins one. */
export function readVersionOfAnyYear(draft: Draft, text: string): Result<Version, Issue> {
  const at = text.indexOf('@')
  const base = readBase(at === -1 ? text : text.slice(0, at))
  if (!base.ok) return base
  const name = at === -1 ? null : text.slice(at + 1).trim()
  const scenario = name === null ? null : findScenario(draft, name)
  if (scenario === undefined) {
    const names = [...draft.scenario.values()].map((each) => each.name)
    const remedy = names.length === 0 ? 'The model has no scenarios.' : `The model has: ${names.join(', ')}.`
    return refused(issue('unknown-reference', `There is no scenario "${name ?? ''}".`, { remedy }))
  }
  return ok({ ...base.value, scenarioId: scenario })
}

function readBase(text: string): Result<{ readonly fiscalYear: FiscalYear; readonly basis: Basis }, Issue> {
  const [yearText = '', basisText] = text.trim().split(/\s+(?=[a-z]+$)/i)
  const basis = basisText === undefined ? 'plan' : BASES.find((each) => each === basisText.toLowerCase())
  const year = readFiscalYear(basis === undefined ? text : yearText)
  if (!year.ok) return year
  return ok({ fiscalYear: year.value, basis: basis ?? 'plan' })
}

/** By exact name, else by the one name that differs in case only; null when `name` is empty. */
function findScenario(draft: Draft, name: string): string | undefined {
  const all = [...draft.scenario.values()]
  const exact = all.find((each) => each.name === name)
  if (exact) return exact.id
  const alike = all.filter((each) => each.name.toLowerCase() === name.toLowerCase())
  return alike.length === 1 ? alike[0]?.id : undefined
}

function hasFigures(draft: Draft, version: Version): boolean {
  const key = versionKey(baseOf(version))
  for (const schedule of draft.schedule.values()) if (schedule.version === key) return true
  if (version.scenarioId === null) return false
  for (const override of draft.override.values()) if (override.version === key && override.scenarioId === version.scenarioId) return true
  return false
}

function missing(draft: Draft, version: Version): Issue {
  const labels = [...new Set([...draft.schedule.values()].map((each) => each.version))]
    .toSorted()
    .flatMap((key) => readVersionKey(key) ?? [])
    .map((each) => formatVersion(draft, each))
  const remedy = labels.length === 0 ? 'The model has no schedules yet.' : `The model has: ${labels.join(', ')}.`
  return issue('version-missing', `There is no schedule for ${formatVersion(draft, baseOf(version))}.`, { remedy })
}
