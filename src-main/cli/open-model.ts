/** Opening a model for a command that only reads it. */
import { resolve } from 'node:path'

import type { Loaded } from '../../src-shared/contract/answers.ts'
import { costInputsOf } from '../../src-shared/domain/costs/cost-inputs.ts'
import { deriveRates } from '../../src-shared/domain/costs/derive-rates.ts'
import { overheadMissing } from '../../src-shared/domain/costs/overhead-missing.ts'
import { draftFromRows, type Draft } from '../../src-shared/domain/model/draft.ts'
import { rateIdOfCode } from '../../src-shared/domain/model/integrity.ts'
import type { Rate } from '../../src-shared/domain/model/tables.ts'
import { issue, type Issue } from '../../src-shared/domain/issues.ts'
import { ok, refused, type Result } from '../../src-shared/domain/result.ts'
import { draftMark } from '../../src-shared/domain/reports/draft-mark.ts'
import { formatVersion, readVersion, readVersionOfAnyYear } from '../../src-shared/domain/version-label.ts'
import { baseOf, readVersionKey, versionKey, type Version } from '../../src-shared/domain/version.ts'
import type { CliCore } from './open-core.ts'
import { refusal, type Outcome } from './outcome.ts'

export type ReadModel = { readonly path: string; readonly draft: Draft; readonly info: Loaded['info'] }

/** A snapshot: neither takes the file's lock nor waits for another's. */
export async function readModel({ client }: CliCore, file: string): Promise<ReadModel> {
  const { info, rows } = await client.model.open({ path: resolve(file), mode: 'snapshot' })
  return { path: resolve(file), draft: draftFromRows(rows), info }
}

/** `FY2004` or `FY2005@NAME`, each; every wrong one is said. */
export function readVersions(draft: Draft, texts: readonly string[]): Result<readonly Version[]> {
  const results = texts.map((text) => readVersion(draft, text))
  const issues = results.flatMap((each) => (each.ok ? [] : [each.failure]))
  return issues.length > 0 ? refused(issues) : ok(results.flatMap((each) => (each.ok ? [each.value] : [])))
}

/** The base version whose printed schedule is audited; refused when the model holds none of it. */
export function printedVersion(draft: Draft, version: Version): Result<Version> {
  const base = baseOf(version)
  const present = new Set([...draft.printedRow.values()].map((row) => row.version))
  if (present.has(versionKey(base))) return ok(base)
  const labels = [...present].toSorted().flatMap((key) => readVersionKey(key) ?? []).map((each) => formatVersion(draft, each))
  const remedy = labels.length === 0 ? 'Audit a CSV or Excel file with the columns resource, unit, from, to, difference and percent.' : `The model has one of: ${labels.join(', ')}.`
  return refused([issue('version-missing', `The model holds no printed schedule of ${formatVersion(draft, base)}.`, { remedy })])
}

/** VER-3: figures of an unpublished version say DRAFT wherever they leave the application. */
export function draftNotes({ draft, info }: ReadModel, { versions, generatedAt }: { readonly versions: readonly Version[]; readonly generatedAt: string }): readonly Issue[] {
  const mark = draftMark({ draft, versions, context: { revision: info.revision, generatedAt } })
  return mark === null ? [] : [issue('wrong-state', mark, { severity: 'note' })]
}

/** A version that cannot be read is a wrong command line; one that the model does not have is a refusal. */
export function versionsRefused(model: ReadModel, issues: readonly Issue[]): Outcome {
  return refusal({ model: model.path, issues, exitCode: issues.some((each) => each.code === 'not-a-fiscal-year') ? 2 : 1 })
}

/** A version that has a cost side, with or without a schedule. */
export function readCostVersion({ draft }: ReadModel, text: string): Result<Version> {
  const read = readVersionOfAnyYear(draft, text)
  if (!read.ok) return refused([read.failure])
  const { costLines, capitalItems, staffPositions, costPools, rateBuilds, rateUnits } = costInputsOf(draft, read.value)
  if (costLines.length + capitalItems.length + staffPositions.length + costPools.length + rateBuilds.size + rateUnits.size > 0) return ok(read.value)
  return refused([issue('version-missing', `${formatVersion(draft, read.value)} has no cost side.`, { remedy: 'Import or roll its costs first, or choose another version.' })])
}

/** ALLOC-4: versions whose figures have no overhead, because their pools cannot be allocated. */
export function overheadNotes({ draft }: ReadModel, versions: readonly Version[]): readonly Issue[] {
  return versions.flatMap((version) => overheadMissing(deriveRates(draft, version), formatVersion(draft, version)) ?? []).map((each) => ({ ...each, severity: 'warning' }))
}

/** What is said of every figure that leaves: DRAFT where it is unpublished (VER-3), fictional where it is. */
export function costNotes(model: ReadModel, given: { readonly versions: readonly Version[]; readonly generatedAt: string }): readonly Issue[] {
  const fictional = given.versions.filter((version) => costInputsOf(model.draft, version).policy.provenance === 'fictional')
  const names = fictional.map((version) => formatVersion(model.draft, version)).join(', ')
  return [...draftNotes(model, given), ...(fictional.length === 0 ? [] : [issue('wrong-state', `The cost side of ${names} is fictional.`, { severity: 'note' })])]
}

/** A rate by its code, however it is written. */
export function rateOfCode({ draft }: ReadModel, code: string): Result<Rate> {
  const rate = draft.rate.get(rateIdOfCode(draft, code) ?? '')
  if (rate !== undefined) return ok(rate)
  const alike = [...draft.rate.values()].map((each) => each.code).filter((each) => each.toLowerCase().includes(code.trim().toLowerCase())).slice(0, 5)
  return refused([issue('unknown-reference', `The model has no rate with the code "${code}".`, { remedy: alike.length === 0 ? 'Give a code of the catalog, as compare lists them.' : `Like it are: ${alike.join(', ')}.` })])
}

/** A rate that no row says how to derive. */
export function notBuilt(code: string, label: string): Issue {
  return issue('version-missing', `${code} is not built from costs in ${label}.`, { remedy: 'Say which part of its service\'s cost it bears (import units, or the screen of costs).' })
}
