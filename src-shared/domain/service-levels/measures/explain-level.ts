/** A target's value explained down to its records: outages, windows, incidents, measurements (SLM-1 to SLM-3). */
import { constantNode, node, sumNode } from '../../costs/explain-derivation-nodes.ts'
import { formatFixed, MAX_PLACES, type Factor } from '../../decimal.ts'
import type { IsoDate } from '../../fiscal-year.ts'
import type { Explanation, FactorRole } from '../../explanation.ts'
import type { Draft } from '../../model/draft.ts'
import { measurementId, type Incident, type ServiceTarget } from '../../model/level-tables.ts'
import { monthNumber, monthOfNumber, monthWords, type Month } from '../../month.ts'
import { textOfExact } from './exact-figure.ts'
import { agreedNode, numberText, SECONDS, upNode, type MonthContext } from './explain-service-time.ts'
import { countedIncidents, type CountedIncident } from './incident-times.ts'
import { figuresFor, settingsOf, type Settings } from './level-settings.ts'
import { clockText } from './logged-instant.ts'
import { isAvailability, waitedUntil } from './target-figures.ts'
import { targetIn } from './target-goals.ts'
import { calendarMonths, countedUntil, incidentsIn, measuredCalendar, sourcesIn, type MeasuredCalendar, type TargetSources } from './target-sources.ts'
import { endsPeriod, windowStart } from './target-periods.ts'
import { budgetOver, FigureReader } from './target-values.ts'

const RULE = 'SLM-1'

type Context = {
  readonly draft: Draft
  readonly target: ServiceTarget
  readonly sources: TargetSources
  readonly settings: Settings
  readonly reader: FigureReader
  readonly calendar: MeasuredCalendar | null
  /** Of the window, those that have a value. */
  readonly months: readonly number[]
}

function typedNode({ draft, target }: Context, at: number, value: Factor): Explanation {
  const month = monthOfNumber(at)
  const row = draft.measurement.get(measurementId({ targetId: target.id, month }))
  const said = row === undefined ? '' : [row.author === '' ? '' : `by ${row.author}`, row.source, row.note].filter((each) => each !== '').join('; ')
  return node({
    label: `Measured, ${monthWords(month)}`, value, unit: target.unit, ruleId: 'SLM-3', formula: 'As it was typed or imported; it stands instead of what could be computed.', operation: { kind: 'typed' },
    origin: row === undefined ? null : { table: 'measurement', id: row.id, source: said },
  }, () => [])
}

function monthContext({ sources, settings: { kept } }: Context, calendar: MeasuredCalendar, at: number): MonthContext {
  return { sources, calendar, at, until: countedUntil(calendar, kept) }
}

type Term = { readonly roles: readonly FactorRole[]; readonly inputs: readonly Explanation[] }

/** The value: a sum of products of its inputs, divided once and rounded once. */
function valueNode({ target }: Context, fields: Pick<Explanation, 'label' | 'formula' | 'ruleId'> & { readonly value: Factor }, terms: readonly Term[]): Explanation {
  return node({ ...fields, unit: target.unit, text: `${formatFixed(fields.value, Math.min(MAX_PLACES, 4))} ${target.unit}`, operation: { kind: 'products', places: MAX_PLACES, terms: terms.map(({ roles }) => roles) } }, () => terms.flatMap(({ inputs }) => inputs))
}

const HUNDRED = constantNode('Per cent', 100)

function total(label: string, nodes: readonly Explanation[], fields: { readonly unit: string; readonly formula: string }): Explanation {
  return nodes.length === 1 && nodes[0] !== undefined ? nodes[0] : sumNode({ label, value: numberText(nodes.reduce((sum, each) => sum + Number(each.value), 0)), unit: fields.unit, ruleId: RULE, formula: fields.formula }, () => nodes)
}

function availabilityTerms(context: Context, calendar: MeasuredCalendar): { readonly terms: readonly Term[]; readonly formula: string } {
  const { months, reader } = context
  const agreed = total('Agreed time', months.map((at) => agreedNode(monthContext(context, calendar, at))), { unit: SECONDS, formula: 'The months of the window added up.' })
  if (months.every((at) => reader.typed(at) === null)) {
    const up = total('Agreed time without downtime', months.map((at) => upNode(monthContext(context, calendar, at))), { unit: SECONDS, formula: 'The months of the window added up.' })
    return { terms: [{ roles: ['times', 'over', 'times'], inputs: [up, agreed, HUNDRED] }], formula: '(agreed time - downtime) / agreed time x 100, rounded half up to 12 places' }
  }
  const terms = months.map((at): Term => {
    const typed = reader.typed(at)
    if (typed === null) return { roles: ['times', 'times', 'over'], inputs: [upNode(monthContext(context, calendar, at)), HUNDRED, agreed] }
    return { roles: ['times', 'times', 'over'], inputs: [typedNode(context, at, typed), agreedNode(monthContext(context, calendar, at)), agreed] }
  })
  return { terms, formula: 'The months weighed by their agreed time, rounded half up to 12 places' }
}

function incidentWords({ row, opened, seconds, isWithin }: CountedIncident<Incident>, { target, calendar, until }: { readonly target: ServiceTarget; readonly calendar: MeasuredCalendar; readonly until: number }): string {
  const zone = calendar.time.zone
  const what = target.metric === 'incident-response' ? 'responded to' : 'resolved'
  const took = seconds === null ? `not ${what} by ${clockText(zone, until)}` : `${what} after ${seconds} seconds of service hours`
  const limit = target.statistic === 'percent-within-limit' ? `; ${isWithin ? 'within' : 'not within'} ${target.limitMinutes ?? 0} minutes` : ''
  return `Opened ${clockText(zone, opened)}, priority ${row.priority === '' ? 'none' : row.priority}, ${took}${limit}.`
}

/** The incidents of a month, each with what it counts. */
function incidentNodes(context: Context, calendar: MeasuredCalendar, at: number): readonly Explanation[] {
  const { target, sources, settings } = context
  const isShare = target.statistic === 'percent-within-limit'
  const read = incidentsIn(sources.incidents, calendar.time)
  const until = waitedUntil(calendar, settings.kept)
  return countedIncidents(read, { target, time: calendar.time, until, month: at }).map((counted) => {
    const { row } = counted
    return node({
      label: `${row.code === '' ? 'Incident' : row.code}${row.title === '' ? '' : `: ${row.title}`}`, value: numberText(isShare ? Number(counted.isWithin) : (counted.seconds ?? 0)), unit: isShare ? 'incidents' : SECONDS, ruleId: RULE,
      formula: incidentWords(counted, { target, calendar, until }), operation: { kind: 'typed' }, origin: { table: 'incident', id: row.id, source: row.source },
    }, () => [])
  })
}

const SIXTY = constantNode('Seconds of a minute', 60)

function incidentTerm(context: Context, calendar: MeasuredCalendar, months: readonly number[]): Term {
  const isShare = context.target.statistic === 'percent-within-limit'
  const nodes = months.flatMap((at) => incidentNodes(context, calendar, at))
  const formula = isShare ? 'Each incident within the limit counts 1.' : 'The incidents\' seconds added up.'
  const sum = sumNode({ label: isShare ? 'Within the limit' : 'Time of all incidents', value: numberText(nodes.reduce((all, each) => all + Number(each.value), 0)), unit: isShare ? 'incidents' : SECONDS, ruleId: RULE, formula }, () => nodes)
  const count = node({ label: 'Incidents that count', value: numberText(nodes.length), unit: 'incidents', ruleId: RULE, formula: `Counted from the records beside it: each of the target's priorities that was opened in these months and has a time${isShare ? ', or has waited past the limit,' : ''} counts 1.`, operation: { kind: 'typed' } }, () => [])
  return isShare ? { roles: ['times', 'over', 'times'], inputs: [sum, count, HUNDRED] } : { roles: ['times', 'over', 'over'], inputs: [sum, count, SIXTY] }
}

function incidentTerms(context: Context, calendar: MeasuredCalendar): { readonly terms: readonly Term[]; readonly formula: string } {
  const isShare = context.target.statistic === 'percent-within-limit'
  const { months, reader } = context
  if (months.every((at) => reader.typed(at) === null)) {
    return { terms: [incidentTerm(context, calendar, months)], formula: isShare ? 'within the limit / incidents that count x 100, rounded half up to 12 places' : 'seconds / incidents / 60, rounded half up to 12 places' }
  }
  return meanOfMonths(context, (at) => incidentTerm(context, calendar, [at]))
}

/** The mean of the months' values, each as exact as it is. */
function meanOfMonths(context: Context, computed: (at: number) => Term): { readonly terms: readonly Term[]; readonly formula: string } {
  const { months, reader } = context
  const count = constantNode('Months that have a value', months.length)
  const terms = months.map((at): Term => {
    const typed = reader.typed(at)
    const own = typed === null ? computed(at) : { roles: ['times'] as const, inputs: [typedNode(context, at, typed)] }
    return { roles: [...own.roles, 'over'], inputs: [...own.inputs, count] }
  })
  return { terms, formula: 'The mean of the window\'s months, rounded half up to 12 places' }
}

function termsOf(context: Context): { readonly terms: readonly Term[]; readonly formula: string } {
  const { target, calendar } = context
  if (calendar !== null && isAvailability(target)) return availabilityTerms(context, calendar)
  if (calendar !== null && target.computation === 'incidents') return incidentTerms(context, calendar)
  return meanOfMonths(context, () => ({ roles: [], inputs: [] }))
}

type Key = { readonly targetId: string; readonly month: Month; /** The day on which it is looked at, as of `levelsOf`. */ readonly today: IsoDate; readonly recordedThrough?: Month | null | undefined }

/** What a target's value in a month consists of; null where it has none. */
function contextOf(draft: Draft, { targetId, month, today, recordedThrough = null }: Key): (Context & { readonly at: number; readonly start: number; readonly value: Factor }) | null {
  const target = draft.serviceTarget.get(targetId)
  if (target === undefined) return null
  const settings = settingsOf(draft, { recordedThrough, today })
  const sources = sourcesIn(draft)(target)
  const at = monthNumber(month)
  if (at > settings.present) return null
  const figures = figuresFor(sources, { first: at, last: at }, settings)
  const reader = new FigureReader(target, figures)
  const start = windowStart(target, at, settings.firstMonth)
  const value = reader.window(start, at, endsPeriod(target, at, settings))
  if (value === null) return null
  const calendar = measuredCalendar(sources, calendarMonths(target, figures.months, settings.kept))
  return { draft, target, sources, settings, reader, calendar: calendar.ok ? calendar.value : null, months: reader.valued(start, at), at, start, value: textOfExact(value) }
}

/**
 * A target's value in a month down to its records; null where it has none.
 *
 * @example explainLevel(draft, { targetId: 'lst-avl', month: month('2003-10'), today }) // 99.9 = (agreed time - downtime) / agreed time x 100
 */
export function explainLevel(draft: Draft, key: Key): Explanation | null {
  const context = contextOf(draft, key)
  if (context === null) return null
  const { target, reader, start, at, value } = context
  const fields = { label: `${target.code}, ${monthWords(key.month)}`, value, ruleId: target.computation === 'typed' ? 'SLM-3' : RULE }
  const typed = reader.typed(at)
  if (start === at && typed !== null) return node({ ...fields, unit: target.unit, formula: 'As it was measured.', operation: { kind: 'same' } }, () => [typedNode(context, at, typed)])
  const { terms, formula } = termsOf(context)
  return valueNode(context, { ...fields, formula: `${formula}.` }, terms)
}

/** What of a month's agreed time the service did not run, as a term of the used budget. */
function usedTerm(context: Context, calendar: MeasuredCalendar, at: number): Term {
  const agreed = agreedNode(monthContext(context, calendar, at))
  const typed = context.reader.typed(at)
  if (typed !== null) return { roles: ['times', 'remainder'], inputs: [agreed, typedNode(context, at, typed)] }
  const up = upNode(monthContext(context, calendar, at))
  return { roles: ['times'], inputs: [node({ label: `Downtime, ${monthWords(monthOfNumber(at))}`, value: numberText(Number(agreed.value) - Number(up.value)), unit: SECONDS, ruleId: RULE, formula: 'agreed time - agreed time without downtime', operation: { kind: 'difference' } }, () => [agreed, up])] }
}

/**
 * What is left of an error budget, down to the goal and the outages; null where the target has none in that month (SLM-2).
 *
 * @example explainErrorBudget(draft, { targetId: 'lst-avl', month: month('2003-10'), today }) // left = allowed - used
 */
export function explainErrorBudget(draft: Draft, key: Key): Explanation | null {
  const context = contextOf(draft, key)
  if (context === null || context.calendar === null) return null
  const { target, calendar, reader, months } = context
  const promised = targetIn(target, context.sources.earlier, key.month)
  const held = context.sources.earlier.find(({ until }) => key.month < until)
  const budget = budgetOver(promised, reader, { from: context.start, to: context.at })
  if (budget === null) return null
  const shared = { unit: SECONDS, ruleId: 'SLM-2' }
  const goal = node({ label: `Goal of ${target.code}`, value: promised.goal, unit: '%', ruleId: 'SLM-3', formula: 'As it was agreed.', operation: { kind: 'typed' }, origin: held === undefined ? { table: 'serviceTarget', id: target.id, source: target.source } : { table: 'targetGoal', id: held.id, source: held.source } }, () => [])
  const agreed = total('Agreed time', months.map((at) => agreedNode(monthContext(context, calendar, at))), { unit: SECONDS, formula: 'The months of the window added up.' })
  const allowed = node({ ...shared, label: 'Allowed', value: budget.allowedSeconds, formula: 'agreed time x (100 % - goal)', operation: { kind: 'products', places: MAX_PLACES, terms: [['times', 'remainder']] } }, () => [agreed, goal])
  const terms = months.map((at) => usedTerm(context, calendar, at))
  const used = node({ ...shared, label: 'Used', value: budget.usedSeconds, formula: 'Downtime of the months; of a typed one what its value leaves of 100 %.', operation: { kind: 'products', places: MAX_PLACES, terms: terms.map(({ roles }) => roles) } }, () => terms.flatMap(({ inputs }) => inputs))
  return node({ ...shared, label: `Error budget left, ${monthWords(key.month)}`, value: budget.leftSeconds, formula: 'allowed - used', operation: { kind: 'difference' } }, () => [allowed, used])
}
