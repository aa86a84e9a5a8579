/** `bridge FILE --rate CODE --from VERSION --to VERSION [--explain [--depth N]]`: why a rate changed (RATE-8). */
import { explainBridge } from '../../../src-shared/domain/costs/explain-bridge.ts'
import { rateBridge, type Bridge } from '../../../src-shared/domain/costs/rate-bridge.ts'
import { formatFixed } from '../../../src-shared/domain/decimal.ts'
import { issue } from '../../../src-shared/domain/issues.ts'
import { explainedFigures, type ExplainFlags } from '../explain-option.ts'
import type { CliCore } from '../open-core.ts'
import { costNotes, overheadNotes, rateOfCode, readCostVersion, readModel, versionsRefused } from '../open-model.ts'
import { refusal, type Outcome } from '../outcome.ts'
import { textTable } from '../text-table.ts'

function textOf({ sentence, unit, places, from, to, terms }: Bridge): string {
  const most = terms.reduce((digits, { amount }) => Math.max(digits, amount.split('.')[1]?.length ?? 0), places)
  const table = textTable(
    [{ header: 'Why', align: 'start' }, { header: unit, align: 'decimal' }, { header: 'How', align: 'start' }],
    [
      { kind: 'cells', cells: [from.label, formatFixed(from.rate, places), 'published'] },
      ...terms.map(({ label, amount, formula }) => ({ kind: 'cells' as const, cells: [`  ${label}`, formatFixed(amount, most), formula] })),
      { kind: 'cells', cells: [to.label, formatFixed(to.rate, places), 'published'] },
    ],
  )
  return `${sentence}\n\n${table}`
}

export async function bridgeCommand(core: CliCore, request: { readonly file: string; readonly rate: string; readonly from: string; readonly to: string } & ExplainFlags): Promise<Outcome> {
  const model = await readModel(core, request.file)
  const rate = rateOfCode(model, request.rate)
  if (!rate.ok) return refusal({ model: model.path, issues: rate.failure })
  const [from, to] = [readCostVersion(model, request.from), readCostVersion(model, request.to)]
  if (!from.ok) return versionsRefused(model, [...from.failure, ...(to.ok ? [] : to.failure)])
  if (!to.ok) return versionsRefused(model, to.failure)
  const bridge = rateBridge({ draft: model.draft, from: from.value, to: to.value, rateId: rate.value.id })
  if (bridge.kind === 'none') return refusal({ model: model.path, issues: [issue('version-missing', `${rate.value.code}: ${bridge.sentence}`, { remedy: 'Choose versions in which the rate comes out of costs.' })] })
  const notes = costNotes(model, { versions: [from.value, to.value], generatedAt: core.parts.clock.now().toISOString() })
  const explained = explainedFigures(request, () => ({ difference: explainBridge(model.draft, bridge, 'difference'), percent: explainBridge(model.draft, bridge, 'percent') }))
  return {
    exitCode: 0, model: model.path, warnings: [...notes, ...overheadNotes(model, [from.value, to.value])], hasTrees: request.explain === true, text: [...notes.flatMap((each) => [each.message, '']), textOf(bridge), ...explained.text].join('\n'),
    rows: [{
      code: rate.value.code, resource: bridge.title, unit: bridge.unit, from: { version: bridge.from.label, rate: bridge.from.rate }, to: { version: bridge.to.label, rate: bridge.to.rate },
      difference: bridge.difference, terms: bridge.terms.map(({ id, label, amount, formula }) => ({ id, label, amount, formula })), sentence: bridge.sentence, ...explained.row,
    }],
  }
}
