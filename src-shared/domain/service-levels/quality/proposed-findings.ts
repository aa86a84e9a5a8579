/** What levels say should be looked into and nobody has opened a finding of: breaches, risks, downward trends and signals of the XmR chart. */
import { decimal, type Factor } from '../../decimal.ts'
import type { Draft } from '../../model/draft.ts'
import type { Finding, ServiceTarget } from '../../model/level-tables.ts'
import { groupIndex } from '../../model/table-index.ts'
import { monthNumber, monthOfNumber, monthWords, type Month } from '../../month.ts'
import { levelPolicyOf } from '../measures/level-policy.ts'
import type { Levels, LevelValue, TargetLevels } from '../measures/levels.ts'
import { xmr, type XmrSignal } from '../measures/xmr.ts'
import type { NewFinding } from './edit-findings.ts'

/** The gravest first: while a finding of one of them is being worked on, what is less grave of the same target is part of it. */
export const PROPOSED_CAUSES = ['breach', 'downward-trend', 'at-risk', 'signal'] as const
export type ProposedCause = (typeof PROPOSED_CAUSES)[number]

export type ProposedFinding = {
  /** `lst-avl|breach|2003-10`: the same as long as the months are. */
  readonly key: string
  readonly target: ServiceTarget
  readonly cause: ProposedCause
  /** Months running with the same cause, both included. */
  readonly first: Month
  readonly last: Month
  /** Of the last month. */
  readonly why: string
  /** What opening it writes. */
  readonly finding: NewFinding
}

type Episode = { readonly cause: ProposedCause; readonly first: Month; readonly last: Month; readonly why: string }

const findingsOf = groupIndex<'finding'>((row) => row.targetId)

function graveness(cause: Finding['cause']): number {
  const place = PROPOSED_CAUSES.findIndex((each) => each === cause)
  return place === -1 ? PROPOSED_CAUSES.length : place
}

function isInWarningBand({ direction, warning }: ServiceTarget, value: Factor): boolean {
  if (warning === null) return false
  return direction === 'at-least' ? decimal(value).lt(warning) : decimal(value).gt(warning)
}

/** A risk that is not in the warning band is one because it got worse period after period (SLM-3). */
function causeOf(target: ServiceTarget, { status, value }: LevelValue): Exclude<ProposedCause, 'signal'> | null {
  if (status === 'breached') return 'breach'
  if (status !== 'at-risk' || value === null) return null
  return isInWarningBand(target, value) ? 'at-risk' : 'downward-trend'
}

/** Months running with the same cause are one episode. */
function episodesOf({ target, values }: TargetLevels): readonly Episode[] {
  const episodes: Episode[] = []
  for (const value of values) {
    const cause = causeOf(target, value)
    if (cause === null) continue
    const before = episodes.at(-1)
    const isGoingOn = before?.cause === cause && monthNumber(before.last) + 1 === monthNumber(value.month)
    if (isGoingOn) episodes.pop()
    episodes.push({ cause, first: isGoingOn ? before.first : value.month, last: value.month, why: value.why })
  }
  return episodes
}

/** A signal to the worse side; what varies more without being worse is none. */
function isForTheWorse({ direction }: ServiceTarget, signal: XmrSignal): boolean {
  const worse = direction === 'at-least' ? ['below', 'falling'] : ['above', 'rising']
  return signal.kind !== 'range' && worse.includes(signal.direction)
}

/** Signals of settled limits alone: those of fewer points than the policy asks for may still go. */
function signalsOf(draft: Pick<Draft, 'levelPolicy'>, { target, values }: TargetLevels): readonly Episode[] {
  const chart = xmr({ points: values.map(({ month, monthValue }) => ({ period: month, value: monthValue })), policy: levelPolicyOf(draft), range: { least: target.least, most: target.most } })
  if (chart.isProvisional) return []
  return chart.signals.filter((each) => isForTheWorse(target, each)).flatMap(({ first, last, words }) => {
    const [from, to] = [values[first]?.month, values[last]?.month]
    return from === undefined || to === undefined ? [] : [{ cause: 'signal' as const, first: from, last: to, why: words }]
  })
}

/** True where a finding says it already: one of that cause and those months, or one as grave that is still being worked on and began no later. */
function isKnown(findings: readonly Finding[], { cause, first, last }: Episode): boolean {
  return findings.some((each) => {
    if (each.month === null) return false
    if (each.cause === cause && each.month >= first && each.month <= last) return true
    return each.status !== 'closed' && graveness(each.cause) <= graveness(cause) && each.month <= last
  })
}

/** @example spanWords(month('2003-10'), month('2003-12')) // 'October 2003 to December 2003' */
function spanWords(first: Month, last: Month): string {
  return first === last ? monthWords(first) : `${monthWords(first)} to ${monthWords(last)}`
}

const CAUSE_WORDS: Readonly<Record<ProposedCause, string>> = { breach: 'breached', 'downward-trend': 'getting worse', 'at-risk': 'at risk', signal: 'signal on the chart' }

function proposed({ target }: TargetLevels, episode: Episode): ProposedFinding {
  const { cause, first, last, why } = episode
  return {
    key: `${target.id}|${cause}|${first}`, target, cause, first, last, why,
    finding: { serviceId: target.serviceId, targetId: target.id, agreementId: target.agreementId, month: first, cause, title: `${target.code} ${target.title}: ${CAUSE_WORDS[cause]}, ${spanWords(first, last)}`.slice(0, 200), note: why },
  }
}

function ofTarget(draft: Pick<Draft, 'finding' | 'levelPolicy'>, levels: TargetLevels): readonly ProposedFinding[] {
  const findings = (findingsOf(draft.finding).get(levels.target.id) ?? []).flatMap((id) => draft.finding.get(id) ?? [])
  const episodes = episodesOf(levels)
  // A signal within months that are breached says nothing more.
  const signals = signalsOf(draft, levels).filter((signal) => !episodes.some((each) => each.cause === 'breach' && each.first <= signal.last && each.last >= signal.last))
  return [...episodes, ...signals].filter((each) => !isKnown(findings, each)).map((each) => proposed(levels, each))
}

/**
 * Findings that levels propose, the gravest and the latest first; what a finding says already is left out.
 *
 * @example proposedFindings(draft, levels)[0]?.finding.title // 'LST-AVL Availability: breached, October 2003 to December 2003'
 */
export function proposedFindings(draft: Pick<Draft, 'finding' | 'levelPolicy'>, levels: Pick<Levels, 'targets'>): readonly ProposedFinding[] {
  return levels.targets.flatMap((each) => ofTarget(draft, each)).toSorted((left, right) => graveness(left.cause) - graveness(right.cause) || right.last.localeCompare(left.last))
}

/** So many months that end with one. @example monthsUpTo(month('2004-02'), 3) // ['2003-12', '2004-01', '2004-02'] */
export function monthsUpTo(last: Month, count: number): readonly Month[] {
  return Array.from({ length: count }, (_, index) => monthOfNumber(monthNumber(last) - count + 1 + index))
}
