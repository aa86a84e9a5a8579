/** `explain FILE --rate CODE --version VERSION [--figure NAME] [--method METHOD] [--depth N]`: where a derived rate comes from, down to lines and assumptions. */
import type { AllocationMethod } from '../../../src-shared/domain/allocation/allocation-case.ts'
import type { RateFigure } from '../../../src-shared/domain/costs/derivation.ts'
import { deriveRates } from '../../../src-shared/domain/costs/derive-rates.ts'
import { explainRate } from '../../../src-shared/domain/costs/explain-derivation.ts'
import { formatVersion } from '../../../src-shared/domain/version-label.ts'
import { explanationRow, explanationText } from '../explanation-text.ts'
import type { CliCore } from '../open-core.ts'
import { costNotes, notBuilt, overheadNotes, rateOfCode, readCostVersion, readModel, versionsRefused } from '../open-model.ts'
import { refusal, type Outcome } from '../outcome.ts'

export async function explainCommand(core: CliCore, request: { readonly file: string; readonly rate: string; readonly version: string; readonly figure: RateFigure; readonly method: AllocationMethod | null; readonly depth: number | null }): Promise<Outcome> {
  const model = await readModel(core, request.file)
  const rate = rateOfCode(model, request.rate)
  if (!rate.ok) return refusal({ model: model.path, issues: rate.failure })
  const version = readCostVersion(model, request.version)
  if (!version.ok) return versionsRefused(model, version.failure)
  const derivation = deriveRates(model.draft, version.value, request.method === null ? {} : { method: request.method })
  const label = formatVersion(model.draft, version.value)
  if (!derivation.rates.has(rate.value.id)) {
    return refusal({ model: model.path, issues: [notBuilt(rate.value.code, label)] })
  }
  const explanation = explainRate(derivation, model.draft, rate.value.id, request.figure)
  const notes = costNotes(model, { versions: [version.value], generatedAt: core.parts.clock.now().toISOString() })
  return {
    exitCode: 0, model: model.path, warnings: [...notes, ...(request.method === null ? overheadNotes(model, [version.value]) : [])], hasTrees: true, rows: [explanationRow(explanation, request.depth)],
    text: [...notes.flatMap((each) => [each.message, '']), label, '', explanationText([explanation], request.depth)].join('\n'),
  }
}
