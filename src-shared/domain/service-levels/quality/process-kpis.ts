/**
 * How well the process of service level management itself runs (SLM-5), month by month. Each figure is made of the rows that it counts,
 * and its explanation is made of the same ones.
 */
import { Decimal, round, toText, type AnyDecimalText } from '../../decimal.ts'
import type { Explanation } from '../../explanation.ts'
import { monthWords, type Month } from '../../month.ts'
import { assertNever } from '../../result.ts'
import { kpiItems, PROCESS_KPIS, type KpiItem, type KpiSource, type ProcessKpiName } from './process-kpi-items.ts'

type Kind = 'share' | 'mean' | 'count'
export type ProcessKpiFacts = {
  readonly title: string
  readonly kind: Kind
  readonly unit: '%' | 'days' | ''
  /** What it is held against, or which way it should go. */
  readonly objective: string
  /** Of what it counts: `no review was held`. */
  readonly none: string
  /** In words, for the explanation. */
  readonly formula: string
  /** Whether `part` of `whole` (of a mean: the sum; of a count: the count) is as it should be; null where there is no limit. */
  readonly isMet: ((part: number, whole: number) => boolean) | null
}

const LIMIT = 10

const PROCESS_KPI_FACTS: Readonly<Record<ProcessKpiName, ProcessKpiFacts>> = {
  monitored: { title: 'Critical SLAs monitored', kind: 'share', unit: '%', objective: 'all of them', none: 'no critical SLA is in force', formula: 'critical SLAs in force whose every target has a value in the month, of all critical SLAs in force', isMet: (part, whole) => part === whole },
  reported: { title: 'Critical SLAs reported', kind: 'share', unit: '%', objective: 'all of them', none: 'no critical SLA is in force', formula: 'critical SLAs in force of which a report (step 4.5), a communication of its own or the monthly one of the plan is noted in the month, of all critical SLAs in force', isMet: (part, whole) => part === whole },
  reviewed: { title: 'SLAs reviewed', kind: 'share', unit: '%', objective: 'more than 10 %', none: 'no SLA is in force', formula: 'SLAs of which a review was held in the month, of all SLAs that are in force or were reviewed', isMet: (part, whole) => part * 100 > LIMIT * whole },
  'improvement-share': { title: 'Reviews that started service improvement', kind: 'share', unit: '%', objective: 'at least 10 %', none: 'no review was held', formula: 'reviews held in the month that started the service improvement procedure, of all reviews held', isMet: (part, whole) => part * 100 >= LIMIT * whole },
  'improvements-started': { title: 'Service improvements started', kind: 'count', unit: '', objective: 'falling', none: '', formula: 'reviews held in the month that started the service improvement procedure', isMet: null },
  evidence: { title: 'Reviews with documented issues', kind: 'share', unit: '%', objective: 'every review', none: 'no review was held', formula: 'reviews held in the month with what was raised in writing, of all reviews held', isMet: (part, whole) => part === whole },
  'active-sla': { title: 'Services with an active SLA', kind: 'share', unit: '%', objective: 'rising to all', none: 'no service is offered', formula: 'services offered that an SLA in force covers, of all services offered', isMet: null },
  'active-ola': { title: 'Services with an active OLA', kind: 'share', unit: '%', objective: 'rising to all', none: 'no service is offered', formula: 'services offered that an OLA in force covers, of all services offered', isMet: null },
  punctuality: { title: 'Days from the end of a term to its review', kind: 'mean', unit: 'days', objective: 'few', none: 'no review of a term that ended was held', formula: 'mean of the days from the end of an SLA\'s term to its review, over the reviews held in the month', isMet: null },
  'overdue-reviews': { title: 'Reviews overdue', kind: 'count', unit: '', objective: 'none', none: '', formula: 'reviews planned, or asked for by the interval, by the end of the month and not held by then', isMet: (part) => part === 0 },
}

export type ProcessKpiValue = {
  readonly month: Month
  /** Per cent and days rounded once, to two places and to one; null where there is nothing to count. */
  readonly value: AnyDecimalText | null
  readonly part: number
  readonly whole: number
  /** `open` has no limit, or nothing to count. */
  readonly verdict: 'met' | 'missed' | 'open'
  /** `3 of 4`, `7 days over 2 reviews`, or why there is nothing. */
  readonly words: string
}
export type ProcessKpi = { readonly name: ProcessKpiName; readonly facts: ProcessKpiFacts; readonly values: readonly ProcessKpiValue[] }

const PLACES: Readonly<Record<Kind, number>> = { share: 2, mean: 1, count: 0 }

function sumOf(items: readonly KpiItem[]): number {
  return items.reduce((sum, each) => sum + each.value, 0)
}

function figureOf(kind: Kind, { part, whole }: { readonly part: number; readonly whole: number }): AnyDecimalText | null {
  if (kind === 'count') return toText(new Decimal(part))
  return whole === 0 ? null : toText(round(new Decimal(part).times(kind === 'share' ? 100 : 1).div(whole), PLACES[kind]))
}

function wordsOf({ kind, none }: ProcessKpiFacts, { part, whole }: { readonly part: number; readonly whole: number }): string {
  if (kind === 'count') return String(part)
  if (whole === 0) return none
  return kind === 'share' ? `${part} of ${whole}` : `${part} days over ${whole} ${whole === 1 ? 'review' : 'reviews'}`
}

function valueOf(name: ProcessKpiName, month: Month, items: readonly KpiItem[]): ProcessKpiValue {
  const facts = PROCESS_KPI_FACTS[name]
  const counts = { part: sumOf(items), whole: items.length }
  const hasNothing = facts.kind !== 'count' && counts.whole === 0
  return { month, value: figureOf(facts.kind, counts), ...counts, verdict: facts.isMet === null || hasNothing ? 'open' : facts.isMet(counts.part, counts.whole) ? 'met' : 'missed', words: wordsOf(facts, counts) }
}

/**
 * Every figure of the process over some months.
 *
 * @example processKpis(source, [month('2004-02')]).find((each) => each.name === 'reviewed')?.values[0]?.words // '1 of 4'
 */
export function processKpis(source: KpiSource, months: readonly Month[]): readonly ProcessKpi[] {
  return PROCESS_KPIS.map((name) => ({ name, facts: PROCESS_KPI_FACTS[name], values: months.map((month) => valueOf(name, month, kpiItems(source, { name, month }))) }))
}

function typed(label: string, value: number, more: { readonly unit?: string; readonly text?: string; readonly origin?: Explanation['origin'] } = {}): Explanation {
  const { unit = '', text = String(value), origin = null } = more
  return { label, value: toText(new Decimal(value)), text, unit, ruleId: 'SLM-5', formula: '', operation: { kind: 'typed' }, inputs: [], origin }
}

function added(label: string, unit: string, inputs: readonly Explanation[]): Explanation {
  const value = inputs.reduce((sum, each) => sum.plus(each.value ?? 0), new Decimal(0))
  // A sum of nothing has nothing to follow from.
  if (inputs.length === 0) return typed(label, 0, { unit })
  return { label, value: toText(value), text: value.toFixed(), unit, ruleId: 'SLM-5', formula: 'added up', operation: { kind: 'sum' }, inputs, origin: null }
}

/** How a figure of the process was computed, down to the agreements, reviews and services that it counts. */
export function explainProcessKpi(source: KpiSource, { name, month }: { readonly name: ProcessKpiName; readonly month: Month }): Explanation {
  const facts = PROCESS_KPI_FACTS[name]
  const items = kpiItems(source, { name, month })
  const { value, words } = valueOf(name, month, items)
  const label = `${facts.title}, ${monthWords(month)}`
  const unit = facts.unit
  const parts = items.map((each) => typed(each.label, each.value, { text: each.text, origin: each.origin, unit: facts.kind === 'mean' ? 'days' : '' }))
  const shape = { label, value, text: value === null ? words : `${value}${unit === '' ? '' : ` ${unit}`} (${words})`, unit, ruleId: 'SLM-5', formula: facts.formula, origin: null } as const
  if (value === null) return { ...shape, operation: { kind: 'typed' }, inputs: [] }
  switch (facts.kind) {
    case 'count':
      return parts.length === 0 ? { ...shape, operation: { kind: 'typed' }, inputs: [] } : { ...shape, text: value, operation: { kind: 'sum' }, inputs: parts }
    case 'mean':
      return { ...shape, operation: { kind: 'products', places: PLACES.mean, terms: [['times', 'over']] }, inputs: [added('Days in all', 'days', parts), typed('Reviews', items.length)] }
    case 'share':
      return { ...shape, operation: { kind: 'products', places: PLACES.share, terms: [['times', 'times', 'over']] }, inputs: [added('Counted', '', parts), typed('Per cent', 100), typed('Of all', items.length)] }
    default:
      return assertNever(facts.kind)
  }
}
