/** `allocate CASE.json`, `allocate FILE --version VERSION`: `[--method METHOD] [--pool NAME] [--service NAME] [--explain [--depth N]]` */
import { allocate } from '../../../src-shared/domain/allocation/allocate.ts'
import type { AllocationMethod } from '../../../src-shared/domain/allocation/allocation-case.ts'
import { explainCase } from '../../../src-shared/domain/allocation/explain-allocation.ts'
import { parseAllocationCase } from '../../../src-shared/domain/allocation/stand-alone-case.ts'
import { allocationCaseOf, deriveRates } from '../../../src-shared/domain/costs/derive-rates.ts'
import { explainersOf } from '../../../src-shared/domain/costs/explain-derivation.ts'
import type { Issue } from '../../../src-shared/domain/issues.ts'
import { formatVersion } from '../../../src-shared/domain/version-label.ts'
import { chooseAllocation, type Choosable } from '../allocation-choice.ts'
import { allocationRows, allocationText } from '../allocation-text.ts'
import type { ExplainFlags } from '../explain-option.ts'
import { readGivenText } from '../given-file.ts'
import type { CliCore } from '../open-core.ts'
import { costNotes, readCostVersion, readModel, versionsRefused } from '../open-model.ts'
import { refusal, type Outcome } from '../outcome.ts'

type Request = { readonly file: string; readonly method: AllocationMethod | null; readonly pool?: string; readonly service?: string } & ExplainFlags

/** By what a pool or a target is chosen: its name and its code, which in a case is its id. */
function choosable(parts: readonly { readonly id: string; readonly label: string }[], codes: ReadonlyMap<string, string> = new Map()): readonly Choosable[] {
  return parts.map(({ id, label }) => ({ id, names: [label, codes.get(id) ?? id] }))
}

/** A case without a model; step-down where no method is given. */
export async function allocateCaseCommand(request: Request): Promise<Outcome> {
  const { file, method } = request
  const placed = (issues: readonly Issue[]): Outcome => refusal({ model: null, issues: issues.map((each) => ({ ...each, place: { file } })) })
  const text = readGivenText(file, 'The case')
  if (!text.ok) return placed(text.failure)
  const given = parseAllocationCase(text.value)
  if (!given.ok) return placed(given.failure)
  const allocation = allocate(given.value, method ?? 'step-down')
  if (!allocation.ok) return placed(allocation.failure)
  const choice = chooseAllocation({ pools: choosable(given.value.pools), targets: choosable(given.value.targets) }, request)
  if (!choice.ok) return placed(choice.failure)
  const shown = { case: given.value, allocation: allocation.value, explainer: explainCase(given.value, allocation.value), choice: choice.value }
  return { exitCode: 0, model: null, warnings: allocation.value.issues, rows: allocationRows(shown, request), text: allocationText(shown, request), hasTrees: request.explain === true }
}

/** The pools of a version, by its policy's method or another one. */
export async function allocateCommand(core: CliCore, request: Request & { readonly version: string }): Promise<Outcome> {
  const model = await readModel(core, request.file)
  const version = readCostVersion(model, request.version)
  if (!version.ok) return versionsRefused(model, version.failure)
  const { draft, path } = model
  const derivation = deriveRates(draft, version.value, request.method === null ? {} : { method: request.method })
  if (derivation.allocation === null) return refusal({ model: path, issues: derivation.issues })
  const notes = costNotes(model, { versions: [version.value], generatedAt: core.parts.clock.now().toISOString() })
  const given = allocationCaseOf(derivation)
  const codes = new Map<string, string>([...draft.costPool.values()].map(({ id, code }) => [`pool:${id}`, code]))
  const serviceCodes = new Map<string, string>([...draft.service.values()].map(({ id, code }) => [`service:${id}`, code]))
  const choice = chooseAllocation({ pools: choosable(given.pools, codes), targets: choosable(given.targets, serviceCodes) }, request)
  if (!choice.ok) return refusal({ model: path, issues: choice.failure })
  // Codes are shorter than names, and a matrix of names does not fit a terminal.
  const named = { ...given, pools: given.pools.map((pool) => ({ ...pool, label: codes.get(pool.id) ?? pool.label })) }
  const shown = { case: named, allocation: derivation.allocation, explainer: explainersOf(derivation, draft).pools.amounts, choice: choice.value }
  return {
    exitCode: 0, model: path, warnings: [...notes, ...derivation.issues], rows: allocationRows(shown, request), hasTrees: request.explain === true,
    text: [...notes.flatMap((each) => [each.message, '']), formatVersion(draft, version.value), allocationText(shown, request)].join('\n'),
  }
}
