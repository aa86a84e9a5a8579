/** What levels say should be looked into and nobody has opened a finding of: breaches, risks, downward trends and signals of the XmR chart. */
import { decimal, type Factor } from '../../decimal.ts'
import type { Draft } from '../../model/draft.ts'
import type { Finding, ServiceTarget } from '../../model/level-tables.ts'
import { groupIndex } from '../../model/table-index.ts'
import { monthNumber, monthWords, type Month } from '../../month.ts'
import type { Levels, LevelValue, TargetLevels } from '../measures/levels.ts'
import { targetXmr } from '../measures/target-xmr.ts'
import type { XmrSignal } from '../measures/xmr.ts'
import type { NewFinding } from './edit-findings.ts'

/** The gravest first: while a finding of one of them is being worked on, what is less grave of the same target is part of it. */
const PROPOSED_CAUSES = ['breach', 'downward-trend', 'at-risk', 'signal'] as const
export type ProposedCause = (typeof PROPOSED_CAUSES)[number]

export type ProposedFinding = {
  /** `lst-avl|breach|2003-10`: the same as long as the months are. */
  readonly key: string
  readonly target: ServiceTarget
  readonly cause: ProposedCause
  /** The first of the months running, the first one with this cause, and the last one of all. */
  readonly since: Month
  readonly first: Month
  readonly last: Month
  readonly why: string
  /** What opening it writes. */
  readonly finding: NewFinding
}

/** A month in which something is not as it should be, or the last one of a quarter or year; `since` is the first of it. */
type Mark = { readonly since: Month; readonly month: Month; readonly cause: ProposedCause; readonly why: string }
/** Months or periods running that are marked: one matter, as grave as the gravest of them. */
type Episode = { readonly cause: ProposedCause; readonly marks: readonly Mark[] }

const findingsOf = groupIndex<'finding'>((row) => row.targetId)

function graveness(cause: Finding['cause']): number {
  const place = PROPOSED_CAUSES.findIndex((each) => each === cause)
  return place === -1 ? PROPOSED_CAUSES.length : place
}

function isInWarningBand({ direction, warning }: ServiceTarget, value: Factor): boolean {
  if (warning === null) return false
  return direction === 'at-least' ? decimal(value).lt(warning) : decimal(value).gt(warning)
}

/** A risk that is not in the warning band is one because it got worse period after period; a period in progress is at most at risk, though it misses the goal so far (SLM-3). */
function causeOf(target: ServiceTarget, { soFar, isOver, value }: LevelValue): Exclude<ProposedCause, 'signal'> | null {
  if (soFar === 'breached') return isOver ? 'breach' : 'at-risk'
  if (soFar !== 'at-risk' || value === null) return null
  return isInWarningBand(target, value) ? 'at-risk' : 'downward-trend'
}

/** A signal to the worse side; what varies more without being worse is none. */
function isForTheWorse({ direction }: ServiceTarget, signal: XmrSignal): boolean {
  const worse = direction === 'at-least' ? ['below', 'falling'] : ['above', 'rising']
  return signal.kind !== 'range' && worse.includes(signal.direction)
}

/** Signals of settled limits alone: those of fewer points than the policy asks for may still go. A run or a trend is noticed in its last month. */
function signalsOf(draft: Pick<Draft, 'levelPolicy'>, levels: TargetLevels): ReadonlyMap<Month, string> {
  const { target, values } = levels
  const chart = targetXmr(draft, levels)
  if (chart.isProvisional) return new Map()
  return new Map(chart.signals.filter((each) => isForTheWorse(target, each)).flatMap(({ last, words }) => {
    const at = values[last]?.month
    return at === undefined ? [] : [[at, words] as const]
  }))
}

/** Of a quarter or year that is over its own value speaks alone: how it stood before is no matter any more (SLM-3). */
function marksOf(draft: Pick<Draft, 'levelPolicy'>, levels: TargetLevels): readonly Mark[] {
  const signals = signalsOf(draft, levels)
  const lastOver = levels.values.findLastIndex(({ isOver }) => isOver)
  return levels.values.flatMap((value, at): readonly Mark[] => {
    const cause = value.isOver || at > lastOver ? causeOf(levels.target, value) : null
    if (cause !== null) return [{ since: value.since, month: value.month, cause, why: value.why }]
    const signal = signals.get(value.month)
    return signal === undefined ? [] : [{ since: value.month, month: value.month, cause: 'signal', why: signal }]
  })
}

function episodesOf(marks: readonly Mark[]): readonly Episode[] {
  const runs: Mark[][] = []
  for (const mark of marks) {
    const run = runs.at(-1)
    const before = run?.at(-1)
    if (run !== undefined && before !== undefined && monthNumber(before.month) + 1 >= monthNumber(mark.since)) run.push(mark)
    else runs.push([mark])
  }
  return runs.map((run) => ({ marks: run, cause: run.reduce<ProposedCause>((gravest, { cause }) => (graveness(cause) < graveness(gravest) ? cause : gravest), 'signal') }))
}

/** True where a finding says it already: one as grave of any of the months, or one that is still being worked on and began no later. What a review found of a target is as grave as anything. */
function isKnown(findings: readonly Finding[], { cause, marks }: Episode): boolean {
  const [first, last] = [marks[0]?.since ?? '', marks.at(-1)?.month ?? '']
  return findings.some((each) => each.month !== null && (each.cause === 'review' || graveness(each.cause) <= graveness(cause)) && each.month <= last && (each.status !== 'closed' || each.month >= first))
}

/** @example spanWords(month('2003-10'), month('2003-12')) // 'October 2003 to December 2003' */
function spanWords(first: Month, last: Month): string {
  return first === last ? monthWords(first) : `${monthWords(first)} to ${monthWords(last)}`
}

const CAUSE_WORDS: Readonly<Record<ProposedCause, string>> = { breach: 'breached', 'downward-trend': 'getting worse', 'at-risk': 'at risk', signal: 'signal on the chart' }

function proposed({ target }: TargetLevels, { cause, marks }: Episode): readonly ProposedFinding[] {
  const own = marks.filter((each) => each.cause === cause)
  const [since, first, last, end] = [marks[0], own[0], own.at(-1), marks.at(-1)]
  if (since === undefined || first === undefined || last === undefined || end === undefined) return []
  const isLessGrave = last.month < end.month
  const note = [last.why, ...(isLessGrave ? [`In ${monthWords(end.month)}: ${end.why}`] : []), ...(since.month < first.month ? [`Not as it should be since ${monthWords(since.month)}.`] : [])].join(' ')
  const title = `${target.code} ${target.title}: ${CAUSE_WORDS[cause]}, ${spanWords(first.month, last.month)}${isLessGrave ? `, ${CAUSE_WORDS[end.cause]} until ${monthWords(end.month)}` : ''}`.slice(0, 200)
  return [{
    key: `${target.id}|${cause}|${first.month}`, target, cause, since: since.month, first: first.month, last: end.month, why: note,
    finding: { serviceId: target.serviceId, targetId: target.id, agreementId: target.agreementId, month: first.month, cause, title, note },
  }]
}

function ofTarget(draft: Pick<Draft, 'finding' | 'levelPolicy'>, levels: TargetLevels): readonly ProposedFinding[] {
  const findings = (findingsOf(draft.finding).get(levels.target.id) ?? []).flatMap((id) => draft.finding.get(id) ?? [])
  return episodesOf(marksOf(draft, levels)).filter((each) => !isKnown(findings, each)).flatMap((each) => proposed(levels, each))
}

/**
 * Findings that levels propose, the gravest and the latest first; what a finding says already is left out, and so is what ended before a month.
 * Months or periods running in which a target is breached, at risk or worse than chance are one matter.
 *
 * @example proposedFindings(draft, levels)[0]?.finding.title // 'LST-AVL Availability: breached, October 2003 to December 2003'
 */
export function proposedFindings(draft: Pick<Draft, 'finding' | 'levelPolicy'>, levels: Pick<Levels, 'targets'>, since: Month | null = null): readonly ProposedFinding[] {
  return levels.targets.flatMap((each) => ofTarget(draft, each)).filter(({ last }) => since === null || last >= since)
    .toSorted((left, right) => graveness(left.cause) - graveness(right.cause) || right.last.localeCompare(left.last))
}
