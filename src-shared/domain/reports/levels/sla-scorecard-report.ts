/** The scorecard of service levels: how each target was kept, month by month, with charts, breaches and the records behind them (SLM-1 to SLM-4). */
import { isoDate } from '../../fiscal-year.ts'
import type { Draft } from '../../model/draft.ts'
import { monthWords, type Month } from '../../month.ts'
import { levelPolicyOf } from '../../service-levels/measures/level-policy.ts'
import { levelsOf } from '../../service-levels/measures/levels.ts'
import type { Levels } from '../../service-levels/measures/level-values.ts'
import { targetXmr } from '../../service-levels/measures/target-xmr.ts'
import { xmrConstants } from '../../service-levels/measures/xmr-constants.ts'
import { countStanding, standingOf, STATUS_WORDS } from '../../service-levels/standing.ts'
import { untargetedWords } from '../../service-levels/untargeted-services.ts'
import { coveredReport, type Note } from '../covered-report.ts'
import type { ReportContext } from '../draft-mark.ts'
import type { ReportModel } from '../report-model.ts'
import { promiseSheets } from './promise-sheet.ts'
import { breachSheet, chartSheet, monthSheet, recordSheets, scorecardSheet } from './scorecard-sheets.ts'

export type SlaScorecardRequest = { readonly draft: Draft; readonly from: Month; readonly to: Month; /** Null: every service. */ readonly serviceId: string | null; readonly context: ReportContext }

function countWords(levels: Levels): string {
  const retired = levels.targets.filter((each) => standingOf(each).isRetired).length
  const counts = (['met', 'at-risk', 'breached', 'no-data', 'in-progress'] as const).map((status) => ({ status, count: countStanding(levels.targets, status) })).filter(({ status, count }) => status !== 'in-progress' || count > 0).map(({ status, count }) => `${count} ${STATUS_WORDS[status].toLowerCase()}`)
  return [...counts, ...(retired === 0 ? [] : [`${retired} retired`])].join(', ')
}

function methodOf(draft: Draft): readonly Note[] {
  const policy = levelPolicyOf(draft)
  return [
    { label: 'Availability', text: '(Agreed service time - downtime) / agreed service time. Agreed time is the agreed hours less planned maintenance windows; downtime is unplanned outages within it, where they overlap counted once. (SLM-1)' },
    { label: 'Error budget', text: '(1 - goal) x agreed service time. (SLM-2)' },
    { label: 'Status', text: `Compared unrounded: exactly the goal meets it. At risk inside the warning band, or worse ${policy.worseningPeriods} periods running. No data is never met. A month, a quarter or a year counts once, when it is over; until then it is in progress, neither held nor missed. (SLM-3)` },
    { label: 'Natural limits', text: `${xmrConstants(policy.xmrConstants).words}, clipped to the range of the metric; computed from the single months. Fewer than ${policy.provisionalPoints} points are provisional. (SLM-4)` },
    { label: 'Signals', text: `A point outside, ${policy.runLength} points running on one side, ${policy.trendLength} rising or falling. (SLM-4)` },
    { label: 'Charts', text: 'Goal (long dashes), warning (dots) and natural limits (dash and dot) are three different lines.' },
  ]
}

/**
 * The report of the months from one to another.
 *
 * @example slaScorecardReport({ draft, from: month('2003-07'), to: month('2004-06'), serviceId: null, context }).sheets.map((sheet) => sheet.name)
 *   // ['Cover', 'Scorecard', 'Breaches', 'Promises', 'Charts', 'Months', 'Outages', 'Incidents', 'Method and notes']
 */
export function slaScorecardReport({ draft, from, to, serviceId, context }: SlaScorecardRequest): ReportModel {
  const levels = levelsOf(draft, { from, to, today: isoDate(context.generatedAt.slice(0, 10)), serviceId })
  const parts = { draft, levels, limits: new Map(levels.targets.map((each) => [each.target.id, targetXmr(draft, each)])) }
  const isFictional = levels.targets.some(({ target }) => target.provenance === 'fictional')
  const service = draft.service.get(serviceId ?? '')
  const report = coveredReport({
    draft, context, report: 'sla-scorecard', title: `Service level scorecard ${from} to ${to}${service === undefined ? '' : `, ${service.name}`}`, label: `${from} to ${to}`, versions: [], isFictional,
    sheets: [scorecardSheet(parts), breachSheet(parts), ...promiseSheets(draft, { serviceId, month: levels.to }), chartSheet(parts), monthSheet(parts), ...recordSheets(parts)],
    lead: [{ label: 'Months', text: `${from} to ${to}` }, { label: 'Services', text: service?.name ?? 'Every service that has targets' }], facts: [{ label: 'Targets', text: `${levels.targets.length}, in ${monthWords(to)}: ${countWords(levels)}` }, { label: 'Without a target', text: serviceId === null ? untargetedWords(draft, to) : '' }],
    provenance: isFictional ? 'FICTIONAL: targets, measurements, outages and incidents are made up; no service was measured.' : 'The model\'s own.',
    method: methodOf(draft), sections: [], issues: levels.issues.slice(0, MOST_ISSUES),
  })
  return { ...report, mainSheetId: 'scorecard' }
}

/** Of records that cannot be read; the rest is as these. */
const MOST_ISSUES = 200
