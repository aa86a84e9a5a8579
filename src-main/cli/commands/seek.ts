/** `seek FILE --version VERSION --rate CODE --target RATE|PERCENT --by units|cost|vacancy [--explain [--depth N]]`: what it would take (PROJ-3). */
import { explainSeek, SEEK_FIGURES } from '../../../src-shared/domain/costs/explain-tried.ts'
import { seekRate, type SeekTarget } from '../../../src-shared/domain/costs/goal-seek.ts'
import { toText } from '../../../src-shared/domain/decimal.ts'
import { ok, refused, type Result } from '../../../src-shared/domain/result.ts'
import { parseTyped } from '../../../src-shared/domain/typed-number.ts'
import { formatVersion } from '../../../src-shared/domain/version-label.ts'
import { explainedFigures, type ExplainFlags } from '../explain-option.ts'
import type { CliCore } from '../open-core.ts'
import { costNotes, overheadNotes, rateOfCode, readCostVersion, readModel, versionsRefused } from '../open-model.ts'
import { refusal, type JsonRow, type Outcome } from '../outcome.ts'

export const SEEK_BY = ['units', 'cost', 'vacancy'] as const
export type SeekRequest = { readonly file: string; readonly version: string; readonly rate: string; readonly target: string; readonly by: (typeof SEEK_BY)[number] } & ExplainFlags

/** @example readTarget('+3 %') // { ok: true, value: { kind: 'percent', value: '3' } } */
function readTarget(text: string): Result<SeekTarget> {
  const typed = parseTyped(text)
  if (!typed.ok) return refused([{ ...typed.failure, remedy: 'Write a rate such as 101.50, or a change such as "+3 %".' }])
  const { value, isPercent } = typed.value
  return ok(isPercent ? { kind: 'percent', value: toText<'%'>(value) } : { kind: 'rate', value: toText<'USD/unit'>(value) })
}

/** 0 when it can be reached, or nearly; 1 when it cannot. Nothing is changed in any case. */
export async function seekCommand(core: CliCore, request: SeekRequest): Promise<Outcome> {
  const target = readTarget(request.target)
  if (!target.ok) return refusal({ model: null, issues: target.failure, exitCode: 2 })
  const model = await readModel(core, request.file)
  const rate = rateOfCode(model, request.rate)
  if (!rate.ok) return refusal({ model: model.path, issues: rate.failure })
  const version = readCostVersion(model, request.version)
  if (!version.ok) return versionsRefused(model, version.failure)
  const question = { draft: model.draft, version: version.value, rateId: rate.value.id, target: target.value, by: request.by }
  const outcome = seekRate(question)
  const notes = costNotes(model, { versions: [version.value], generatedAt: core.parts.clock.now().toISOString() })
  const answer = outcome.kind === 'found' || outcome.kind === 'nearest' ? outcome : null
  const explained = explainedFigures(answer === null ? {} : request, () => (answer === null ? {} : Object.fromEntries(SEEK_FIGURES.map((figure) => [figure, explainSeek(question, answer, figure)]))))
  const figures: JsonRow = answer !== null
    ? { value: answer.value, before: answer.before, rate: answer.rate, unrounded: answer.unrounded, how: answer.how }
    : { value: null, before: null, rate: null, unrounded: null, how: null }
  return {
    exitCode: answer === null ? 1 : 0, model: model.path, warnings: [...notes, ...overheadNotes(model, [version.value])], hasTrees: request.explain === true,
    rows: [{ code: rate.value.code, resource: rate.value.title, version: formatVersion(model.draft, version.value), by: request.by, outcome: outcome.kind, target: outcome.target, ...figures, trials: outcome.trials, words: outcome.words, ...explained.row }],
    text: [...notes.flatMap((each) => [each.message, '']), `${rate.value.title}, ${formatVersion(model.draft, version.value)}: ${outcome.words}`, ...explained.text].join('\n'),
  }
}
