/** How far each input moves a rate by itself, from its own low to its own high (PROJ-3). It only tries; it never edits. */
import { decimal, formatFixed, round, toText, type UsdPerUnit } from '../decimal.ts'
import type { Issue } from '../issues.ts'
import type { Draft } from '../model/draft.ts'
import type { ChartModel } from '../reports/report-model.ts'
import { runSteps, type Steps } from '../steps.ts'
import type { Version } from '../version.ts'
import { textOfField, trialOf, withField, type InputField } from './goal-seek-inputs.ts'

export type TornadoInput = InputField & { readonly label: string; /** As typed. */ readonly low: string; readonly high: string }

export type TornadoBar = {
  readonly input: TornadoInput
  /** What stands there now. */
  readonly present: string
  /** The unrounded rate at the input's low and high, and its difference from the present one. */
  readonly low: { readonly rate: UsdPerUnit; readonly difference: UsdPerUnit }
  readonly high: { readonly rate: UsdPerUnit; readonly difference: UsdPerUnit }
  /** Size of the difference between both. */
  readonly span: UsdPerUnit
}

export type Tornado = {
  readonly rateId: string
  /** The present unrounded rate; null where the rate is not derived. */
  readonly rate: UsdPerUnit | null
  readonly places: number
  /** The largest span first. */
  readonly bars: readonly TornadoBar[]
  /** Inputs that cannot be so, each with the reason. */
  readonly refused: readonly { readonly input: TornadoInput; readonly words: string; readonly issue: Issue | null }[]
}

function less(left: UsdPerUnit, right: UsdPerUnit): UsdPerUnit {
  return toText<'USD/unit'>(decimal(left).minus(decimal(right)))
}

type TornadoRequest = { readonly draft: Draft; readonly version: Version; readonly rateId: string; readonly inputs: readonly TornadoInput[] }

/** Derives the rate twice for each input, the others as they are; one input a step. */
export function* tornadoSteps(request: TornadoRequest): Steps<Tornado> {
  const { draft, rateId } = request
  const trial = trialOf(draft, request.version)
  const figures = trial.present.rates.get(rateId)
  const present = figures?.unrounded ?? null
  const bars: TornadoBar[] = []
  const refused: Tornado['refused'][number][] = []
  for (const [index, input] of (present === null ? [] : request.inputs).entries()) {
    if (present === null) break
    yield { done: index, of: request.inputs.length }
    const made = [input.low, input.high].map((text) => withField(trial.present.inputs, { at: input, text, draft }))
    const issue = made.flatMap((each) => (each.ok ? [] : [each.failure]))[0]
    const [low = null, high = null] = made.map((each) => (each.ok ? (trial.derive(each.value).rates.get(rateId)?.unrounded ?? null) : null))
    if (low === null || high === null) refused.push({ input, words: issue?.message ?? 'The rate cannot be derived with it.', issue: issue ?? null })
    else bars.push({ input, present: textOfField(trial.present.inputs, input) ?? '', low: { rate: low, difference: less(low, present) }, high: { rate: high, difference: less(high, present) }, span: toText<'USD/unit'>(decimal(high).minus(decimal(low)).abs()) })
  }
  return { rateId, rate: present, places: figures?.places ?? 2, bars: bars.toSorted((left, right) => decimal(right.span).cmp(decimal(left.span))), refused }
}

/**
 * The same in one piece.
 *
 * @example tornado({ draft, version, rateId: 'cpu', inputs: [{ label: 'Units', table: 'rateUnits', rowId, field: 'units', low: '4500', high: '5500' }] }).bars[0]?.span
 */
export function tornado(request: TornadoRequest): Tornado {
  return runSteps(tornadoSteps(request))
}

/** Bars to both sides of the present rate, the largest first. */
export function tornadoChart(draft: Draft, { rateId, rate, places, bars }: Tornado): ChartModel {
  const title = draft.rate.get(rateId)?.title ?? rateId
  const unit = `USD per ${draft.rate.get(rateId)?.billableUnit ?? 'unit'}`
  const shown = Math.max(2, places)
  const series = (end: 'low' | 'high'): ChartModel['series'][number] => ({
    id: end, name: end === 'low' ? 'At its low' : 'At its high', tone: end === 'low' ? 'neutral' : 'accent', values: bars.map((bar) => toText(round(decimal(bar[end].difference), shown))),
    labels: bars.map((bar) => `${bar.input[end]}: ${bar[end].difference.startsWith('-') ? '' : '+'}${formatFixed(bar[end].difference, shown)}`),
  })
  return {
    id: `tornado-${rateId}`, title: `${title}: what moves it most${rate === null ? '' : `, from ${formatFixed(rate, shown)}`} (${unit})`, kind: 'bar', horizontal: true, categoryAxis: { title: 'Input' }, valueAxis: { title: 'Change of the unrounded rate', unit, places: shown },
    categories: bars.map((bar) => bar.input.label), series: bars.length === 0 ? [] : [series('low'), series('high')], emptyText: rate === null ? `${title} is not derived from costs in this version.` : 'No input moves it.',
  }
}
