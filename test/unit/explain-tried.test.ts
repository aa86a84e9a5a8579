import { describe, expect, test } from 'vitest'

import { deriveRates } from '../../src-shared/domain/costs/derive-rates.ts'
import { BAR_FIGURES, barFigure, explainBar, explainSeek, SEEK_FIGURES } from '../../src-shared/domain/costs/explain-tried.ts'
import { seekRate, type SeekAnswer, type SeekRequest } from '../../src-shared/domain/costs/goal-seek.ts'
import { tornado, type TornadoInput } from '../../src-shared/domain/costs/tornado.ts'
import type { Explanation } from '../../src-shared/domain/explanation.ts'
import { draftAhead } from '../../src-shared/domain/model/apply-edit.ts'
import { rowChange } from '../../src-shared/domain/model/edit.ts'
import { evaluateExplanation, wrongExplanations } from '../../src-shared/domain/rates/evaluate-explanation.ts'
import { figure, smallCosts } from '../support/small-costs.ts'
import { FY2005 } from '../support/small-model.ts'

function leavesOf(top: Explanation, seen: Set<Explanation> = new Set()): readonly Explanation[] {
  if (seen.has(top)) return []
  seen.add(top)
  return top.inputs.length === 0 ? [top] : top.inputs.flatMap((each) => leavesOf(each, seen))
}

/** What is tried stands in the tree, and says so. */
function triedIn(top: Explanation): readonly string[] {
  return [...new Set(leavesOf(top).filter((leaf) => leaf.ruleId === 'PROJ-3' && leaf.formula.startsWith('Tried')).map((leaf) => `${leaf.label} ${leaf.value ?? ''}: ${leaf.formula}`))]
}

function beside(node: Explanation, text: string): Explanation {
  return { ...node, value: figure<'USD/unit'>(text) }
}

function answerOf(request: SeekRequest): SeekAnswer {
  const outcome = seekRate(request)
  if (outcome.kind !== 'found' && outcome.kind !== 'nearest') throw new Error(outcome.words)
  return outcome
}

function wrong(request: SeekRequest, answer: SeekAnswer): readonly unknown[] {
  return SEEK_FIGURES.flatMap((each) => {
    const explanation = explainSeek(request, answer, each)
    return [...wrongExplanations(explanation, [each]), ...(explanation.value === answer[each] ? [] : [[each, explanation.value, answer[each]]])]
  })
}

describe('what is only tried explains itself', () => {
  const draft = smallCosts()
  const question = { draft, version: FY2005, rateId: 'drop', target: { kind: 'percent', value: figure<'%'>('3') } } as const

  test('PROJ-3: the answer of a goal seek follows from cost and target, or from the rate that is derived with it, down to the tried input', () => {
    for (const by of ['units', 'cost', { table: 'staffPosition', rowId: '2005-engineer', field: 'baseSalary' }] as const) {
      const request = { ...question, by }
      const answer = answerOf(request)
      expect(wrong(request, answer)).toEqual([])
      const tried = triedIn(explainSeek(request, answer, 'rate'))
      expect(tried).toEqual([expect.stringContaining(`${answer.value}: Tried in place of ${by === 'cost' ? 'nothing' : answer.before}; nothing is changed.`)])
    }
  })

  test('PROJ-3: where no value meets the target, the value one last place further on and its rate show that it lies between them', () => {
    const units = draft.rateUnits.get('FY2005/plan|drop|')
    if (units === undefined) throw new Error('No units')
    const few = draftAhead(draft, [rowChange('rateUnits', { before: units, after: { ...units, units: figure<'units'>('0.07') } })])
    const request = { ...question, draft: few, target: { kind: 'rate', value: figure<'USD/unit'>('2000000.03') }, by: 'cost' } as const
    const answer = answerOf(request)
    expect(answer.kind).toBe('nearest')
    expect(wrong(request, answer)).toEqual([])
    expect(explainSeek(request, answer, 'value').inputs.map((each) => each.value)).toEqual([answer.unrounded, answer.target, expect.any(String)])
  })

  test('PROJ-3: a value whose rate is not the target, or not the nearest, is no answer', () => {
    const request = { ...question, by: { table: 'staffPosition', rowId: '2005-engineer', field: 'baseSalary' } } as const
    const value = explainSeek(request, answerOf(request), 'value')
    const [rate, target] = value.inputs
    if (rate === undefined || target === undefined) throw new Error('No inputs')
    expect(evaluateExplanation({ ...value, inputs: [beside(rate, '1'), target] })).toBeNull()
    expect(evaluateExplanation({ ...value, inputs: [beside(rate, '1'), beside(target, '2'), beside(rate, '2.5')] })).toBeNull()
    expect(evaluateExplanation({ ...value, inputs: [beside(rate, '1.8'), beside(target, '2'), beside(rate, '1.9')] })).toBeNull()
    expect(evaluateExplanation({ ...value, inputs: [beside(rate, '1.8'), beside(target, '2'), beside(rate, '2.5')] })?.toFixed()).toBe(value.value)
  })

  test('PROJ-3: a bar of a tornado goes down to the tried low and high, and nothing of the model is touched', () => {
    const present = deriveRates(draft, FY2005)
    const inputs: readonly TornadoInput[] = [
      { label: 'Engineer', table: 'staffPosition', rowId: '2005-engineer', field: 'baseSalary', low: '85,000', high: '91000' }, { label: 'Units', table: 'rateUnits', rowId: 'FY2005/plan|drop|', field: 'units', low: '1000', high: '1500' },
      { label: 'Vacancy', table: 'yearPolicy', rowId: 'FY2005/plan', field: 'vacancyPercent', low: '0', high: '8' },
    ]
    const rate = { draft, version: FY2005, rateId: 'drop' }
    const { bars } = tornado({ ...rate, inputs })
    expect(bars.flatMap((bar) => BAR_FIGURES.flatMap((each) => {
      const explanation = explainBar(rate, bar, each)
      return [...wrongExplanations(explanation, [bar.input.label, each]), ...(explanation.value === barFigure(bar, each) ? [] : [[bar.input.label, each]])]
    }))).toEqual([])
    expect(bars.map((bar) => triedIn(explainBar(rate, bar, 'low')))).toEqual([
      [expect.stringMatching(/ 1000: Tried in place of [\d.]+; nothing is changed\.$/)], [expect.stringMatching(/^Vacancy, of the year's policy 0: Tried in place of 4;/)], [expect.stringMatching(/^Base salary as of \S+ 85000: Tried in place of 88123\.45;/)],
    ])
    expect(deriveRates(draft, FY2005)).toBe(present)
  })
})
