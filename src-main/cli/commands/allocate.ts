/** `allocate CASE.json [--method METHOD]`, `allocate FILE --version VERSION [--method METHOD]` */
import { allocate } from '../../../src-shared/domain/allocation/allocate.ts'
import type { AllocationMethod } from '../../../src-shared/domain/allocation/allocation-case.ts'
import { parseAllocationCase } from '../../../src-shared/domain/allocation/stand-alone-case.ts'
import type { Issue } from '../../../src-shared/domain/issues.ts'
import { allocationRows, allocationText } from '../allocation-text.ts'
import { allocationCaseOf, deriveRates } from '../../../src-shared/domain/costs/derive-rates.ts'
import { formatVersion } from '../../../src-shared/domain/version-label.ts'
import { readGivenText } from '../given-file.ts'
import type { CliCore } from '../open-core.ts'
import { costNotes, readCostVersion, readModel, versionsRefused } from '../open-model.ts'
import { refusal, type Outcome } from '../outcome.ts'

/** A case without a model; step-down where no method is given. */
export async function allocateCaseCommand({ file, method }: { readonly file: string; readonly method: AllocationMethod | null }): Promise<Outcome> {
  const placed = (issues: readonly Issue[]): Outcome => refusal({ model: null, issues: issues.map((each) => ({ ...each, place: { file } })) })
  const text = readGivenText(file, 'The case')
  if (!text.ok) return placed(text.failure)
  const given = parseAllocationCase(text.value)
  if (!given.ok) return placed(given.failure)
  const allocation = allocate(given.value, method ?? 'step-down')
  if (!allocation.ok) return placed(allocation.failure)
  const shown = { case: given.value, allocation: allocation.value }
  return { exitCode: 0, model: null, warnings: allocation.value.issues, rows: allocationRows(shown), text: allocationText(shown) }
}

/** The pools of a version, by its policy's method or another one. */
export async function allocateCommand(core: CliCore, request: { readonly file: string; readonly version: string; readonly method: AllocationMethod | null }): Promise<Outcome> {
  const model = await readModel(core, request.file)
  const version = readCostVersion(model, request.version)
  if (!version.ok) return versionsRefused(model, version.failure)
  const derivation = deriveRates(model.draft, version.value, request.method === null ? {} : { method: request.method })
  if (derivation.allocation === null) return refusal({ model: model.path, issues: derivation.issues })
  const notes = costNotes(model, { versions: [version.value], generatedAt: core.parts.clock.now().toISOString() })
  const given = allocationCaseOf(derivation)
  const codes = new Map<string, string>([...model.draft.costPool.values()].map(({ id, code }) => [`pool:${id}`, code]))
  // Codes are shorter than names, and a matrix of names does not fit a terminal.
  const named = { ...given, pools: given.pools.map((pool) => ({ ...pool, label: codes.get(pool.id) ?? pool.label })) }
  const shown = { case: named, allocation: derivation.allocation }
  return {
    exitCode: 0, model: model.path, warnings: [...notes, ...derivation.issues], rows: allocationRows(shown),
    text: [...notes.flatMap((each) => [each.message, '']), formatVersion(model.draft, version.value), allocationText(shown)].join('\n'),
  }
}
