/** `tornado FILE --version VERSION --rate CODE --inputs INPUTS [--explain [--depth N]]`: how far each input moves a rate (PROJ-3). */
import { basename } from 'node:path'

import { costInputsOf } from '../../../src-shared/domain/costs/cost-inputs.ts'
import { BAR_FIGURES, explainBar } from '../../../src-shared/domain/costs/explain-tried.ts'
import { tornado, type Tornado } from '../../../src-shared/domain/costs/tornado.ts'
import { formatFixed } from '../../../src-shared/domain/decimal.ts'
import { issue } from '../../../src-shared/domain/issues.ts'
import { formatVersion } from '../../../src-shared/domain/version-label.ts'
import { explainedFigures, type ExplainFlags } from '../explain-option.ts'
import { readGivenFile } from '../given-file.ts'
import type { CliCore } from '../open-core.ts'
import { costNotes, overheadNotes, rateOfCode, readCostVersion, readModel, versionsRefused } from '../open-model.ts'
import { refusal, type Outcome } from '../outcome.ts'
import { textTable } from '../text-table.ts'
import { readTornadoInputs } from '../tornado-inputs.ts'

const SHOWN_PLACES = 6

function textOf({ bars }: Tornado): string {
  return textTable(
    [
      { header: 'Input', align: 'start' }, { header: 'Now', align: 'end' }, { header: 'Low', align: 'end' }, { header: 'High', align: 'end' }, { header: 'Rate at low', align: 'decimal' }, { header: 'Rate at high', align: 'decimal' },
      { header: 'Span', align: 'decimal' },
    ],
    bars.map(({ input, present, low, high, span }) => ({
      kind: 'cells', cells: [input.label, present, input.low, input.high, formatFixed(low.rate, SHOWN_PLACES), formatFixed(high.rate, SHOWN_PLACES), formatFixed(span, SHOWN_PLACES)],
    })),
  )
}

export async function tornadoCommand(core: CliCore, request: { readonly file: string; readonly version: string; readonly rate: string; readonly inputs: string } & ExplainFlags): Promise<Outcome> {
  const model = await readModel(core, request.file)
  const refuse = (issues: Outcome['warnings']): Outcome => refusal({ model: model.path, issues })
  const rate = rateOfCode(model, request.rate)
  if (!rate.ok) return refuse(rate.failure)
  const version = readCostVersion(model, request.version)
  if (!version.ok) return versionsRefused(model, version.failure)
  const bytes = readGivenFile(request.inputs)
  if (!bytes.ok) return refuse(bytes.failure)
  const tables = await core.parts.workbooks.read({ name: basename(request.inputs), bytes: bytes.value })
  if (!tables.ok) return refuse(tables.failure)
  const given = { draft: model.draft, inputs: costInputsOf(model.draft, version.value), fileName: basename(request.inputs) }
  const inputs = readTornadoInputs(given, tables.value[0] ?? { rows: [], rowNumbers: [] })
  if (!inputs.ok) return refuse(inputs.failure)
  const of = { draft: model.draft, version: version.value, rateId: rate.value.id }
  const found = tornado({ ...of, inputs: inputs.value })
  const label = formatVersion(model.draft, version.value)
  if (found.rate === null) return refuse([issue('not-numeric', `${rate.value.code} is not derived from costs in ${label}, or has no units.`, { remedy: 'Choose a rate that derive lists with a figure.' })])
  const notes = costNotes(model, { versions: [version.value], generatedAt: core.parts.clock.now().toISOString() })
  const refusals = found.refused.map(({ input, words }) => issue('number-out-of-range', `${input.label}: ${words}`, { severity: 'warning', remedy: 'Give it another low or high.' }))
  const explained = found.bars.map((bar) => explainedFigures(request, () => Object.fromEntries(BAR_FIGURES.map((figure) => [figure, explainBar(of, bar, figure)]))))
  return {
    exitCode: refusals.length > 0 ? 1 : 0, model: model.path, warnings: [...notes, ...overheadNotes(model, [version.value]), ...refusals], hasTrees: request.explain === true,
    rows: found.bars.map(({ input, present, low, high, span }, index) => ({ label: input.label, table: input.table, rowId: input.rowId, field: input.field, present, low: { value: input.low, ...low }, high: { value: input.high, ...high }, span, rate: found.rate, ...explained[index]?.row })),
    text: [...notes.flatMap((each) => [each.message, '']), `${rate.value.title}, ${label}: ${formatFixed(found.rate, SHOWN_PLACES)} unrounded`, '', textOf(found), ...explained.flatMap((each) => each.text)].join('\n'),
  }
}
