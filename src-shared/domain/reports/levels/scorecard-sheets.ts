/** The sheets of the scorecard of service levels: the heat strip, breaches, charts with their figures, natural limits, and the records behind them. */
import type { Factor } from '../../decimal.ts'
import type { Draft } from '../../model/draft.ts'
import type { ServiceTarget } from '../../model/level-tables.ts'
import { monthOfDay, monthWords, type Month } from '../../month.ts'
import { isIsoDate } from '../../fiscal-year.ts'
import { attainmentOf } from '../../service-levels/attainment.ts'
import { breachesOf, breachWords } from '../../service-levels/breaches.ts'
import { isAtRiskSoFar, periodsWords } from '../../service-levels/counted-periods.ts'
import { changePlaces } from '../../service-levels/measures/level-status.ts'
import type { Levels } from '../../service-levels/measures/level-values.ts'
import { shownTarget, targetOfValue } from '../../service-levels/measures/target-goals.ts'
import type { Xmr } from '../../service-levels/measures/xmr.ts'
import { standingOf, statusWords } from '../../service-levels/standing.ts'
import { BLANK, column, spanningRow, textCell } from '../cells.ts'
import type { ReportCell, ReportColumn, ReportRow, ReportSheet } from '../report-model.ts'
import { countCell, goalWords, levelCell, minutesCell, SIGN_WORDS, signOf, toneOf, TREND_WORDS } from './level-cells.ts'
import { levelChart, rangeChart } from './level-charts.ts'

export type ScorecardParts = { readonly draft: Draft; readonly levels: Levels; readonly limits: ReadonlyMap<string, Xmr> }

/** More pictures make a file that no mail takes. */
const MOST_CHARTED = 40
/** Of more targets the moving ranges stand as figures alone. */
const MOST_WITH_RANGES = 12

function serviceName(draft: Draft, serviceId: string): string {
  return draft.service.get(serviceId)?.name ?? serviceId
}

function noneOf(id: string, text: string, columns: number): readonly ReportRow[] {
  return [spanningRow('note', { id, text, columns })]
}

const MONTH_NAMES = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'] as const
/** @example shortMonth('2004-03') // 'Mar 04' */
function shortMonth(month: Month): string {
  return `${MONTH_NAMES[Number.parseInt(month.slice(5), 10) - 1] ?? ''} ${month.slice(2, 4)}`
}

/** A difference of values of a target, with as many places as show that it is not zero. */
function changeCell(id: string, target: ServiceTarget, change: Factor | null): ReportCell {
  return change === null ? BLANK : { kind: 'number', id, value: change, format: 'number', places: changePlaces(target, change) }
}

/** A row a target, its months side by side. */
export function scorecardSheet({ draft, levels }: ScorecardParts): ReportSheet {
  const columns = [
    column({ id: 'service', header: 'Service', width: 22, wrap: true }), column({ id: 'code', header: 'Code', width: 11 }), column({ id: 'title', header: 'Target', width: 32, wrap: true }), column({ id: 'goal', header: 'Goal', width: 17 }),
    ...levels.months.map((month) => column({ id: month, header: shortMonth(month), width: 5.2, align: 'center', strip: true })),
    column({ id: 'value', header: 'Latest value', width: 11, align: 'end' }), column({ id: 'unit', header: 'Unit', width: 12, workbookOnly: true }), column({ id: 'in', header: 'In', width: 9, workbookOnly: true }), column({ id: 'status', header: 'Status', width: 20, wrap: true }), column({ id: 'trend', header: 'Trend', width: 10 }),
    column({ id: 'change', header: 'Change', width: 9, align: 'end' }), column({ id: 'means', header: 'Which is', width: 8 }), column({ id: 'kept', header: 'Kept', width: 18, align: 'end', wrap: true }),
  ]
  const rows = levels.targets.map((each): ReportRow => {
    const { target, latest, trend, changeMeans } = each
    const promised = shownTarget(each)
    const id = `score.${target.id}`
    const { held, measured, counted } = attainmentOf(each)
    const standing = standingOf(each)
    return {
      id, kind: 'data',
      cells: [
        textCell(`${id}.service`, serviceName(draft, target.serviceId)), textCell(`${id}.code`, target.code), textCell(`${id}.title`, target.title), textCell(`${id}.goal`, goalWords(promised)),
        ...each.values.map((value): ReportCell => textCell(`${id}.${value.month}`, signOf(value), { tone: toneOf({ status: value.status, isAtRiskSoFar: isAtRiskSoFar(value) }) })),
        latest === null ? textCell(`${id}.value`, 'No data', { tone: 'quiet' }) : levelCell(`${id}.value`, promised, latest.value), textCell(`${id}.unit`, target.unit), textCell(`${id}.in`, latest?.month ?? ''), textCell(`${id}.status`, standing.words, { tone: toneOf(standing) }),
        textCell(`${id}.trend`, TREND_WORDS[trend]), changeCell(`${id}.change`, target, each.change), textCell(`${id}.means`, changeMeans === null || changeMeans === 'same' ? '' : changeMeans),
        textCell(`${id}.kept`, measured === 0 ? '' : `${held} of ${periodsWords(measured, counted)}`),
      ],
    }
  })
  return {
    id: 'scorecard', name: 'Scorecard', title: `Scorecard, ${monthWords(levels.from)} to ${monthWords(levels.to)}`, description: `${SIGN_WORDS}. Each month, quarter or year counts once, in its last month, when it is over. Compared unrounded; status of the last month, change of the latest value, trend of what is over.`,
    columns, rows: rows.length === 0 ? noneOf('score.none', 'The model has no targets.', columns.length) : rows, frozenColumns: 3, layout: 'table', charts: [],
  }
}

/** Each stretch of breached periods, with how long it lasted. */
export function breachSheet({ draft, levels }: ScorecardParts): ReportSheet {
  const columns = [
    column({ id: 'service', header: 'Service', width: 26, wrap: true }), column({ id: 'code', header: 'Code', width: 11 }), column({ id: 'title', header: 'Target', width: 36, wrap: true }), column({ id: 'goal', header: 'Goal', width: 18 }),
    column({ id: 'when', header: 'Breached', width: 34 }), column({ id: 'months', header: 'Months', width: 9, align: 'end' }), column({ id: 'worst', header: 'Worst value', width: 12, align: 'end' }), column({ id: 'in', header: 'In', width: 10 }),
    column({ id: 'down', header: 'Downtime', unit: 'min', width: 12, align: 'end' }), column({ id: 'open', header: '', width: 10 }),
  ]
  const rows = levels.targets.flatMap((each) => breachesOf(each).map((breach): ReportRow => {
    const { target } = each
    const promised = targetOfValue(target, breach)
    const id = `breach.${target.id}.${breach.from}`
    return {
      id, kind: 'data',
      cells: [
        textCell(`${id}.service`, serviceName(draft, target.serviceId)), textCell(`${id}.code`, target.code), textCell(`${id}.title`, target.title), textCell(`${id}.goal`, goalWords(promised)), textCell(`${id}.when`, breachWords(breach)),
        countCell(`${id}.months`, breach.months), levelCell(`${id}.worst`, promised, breach.worst), textCell(`${id}.in`, breach.worstIn),
        minutesCell(`${id}.down`, breach.downtimeSeconds), textCell(`${id}.open`, breach.isOpen ? 'goes on' : '', { tone: 'warning' }),
      ],
    }
  }))
  return {
    id: 'breaches', name: 'Breaches', title: 'Breaches', description: 'Months, quarters or years running that missed their goal; one in progress is not counted. The downtime is that of unplanned outages within agreed hours.', columns, rows: rows.length === 0 ? noneOf('breach.none', levels.targets.some(({ latest }) => latest !== null) ? 'No goal was missed.' : 'Nothing was measured.', columns.length) : rows, frozenColumns: 3,
    layout: 'table', charts: [],
  }
}

const SEVERITY = { breached: 0, 'at-risk': 1, met: 2, none: 3 } as const

/** Pictures of the targets that have data, the worst first where there are too many. */
export function chartSheet({ draft, levels, limits }: ScorecardParts): ReportSheet {
  const charted = levels.targets.filter(({ latest }) => latest !== null)
  const shown = charted.length <= MOST_CHARTED ? charted : charted.toSorted((left, right) => SEVERITY[left.latest?.soFar ?? 'none'] - SEVERITY[right.latest?.soFar ?? 'none']).slice(0, MOST_CHARTED)
  const columns = [
    column({ id: 'code', header: 'Code', width: 11 }), column({ id: 'points', header: 'Points', width: 8, align: 'end' }), column({ id: 'mean', header: 'Mean', width: 11, align: 'end' }), column({ id: 'lower', header: 'Lower limit', width: 12, align: 'end' }),
    column({ id: 'upper', header: 'Upper limit', width: 12, align: 'end' }), column({ id: 'range', header: 'Range limit', width: 12, align: 'end' }), column({ id: 'words', header: 'Natural limits and signals', width: 92, wrap: true }),
  ]
  const rows = shown.flatMap(({ target }): readonly ReportRow[] => {
    const found = limits.get(target.id)
    if (found === undefined) return []
    const id = `limits.${target.id}`
    return [{
      id, kind: 'data',
      cells: [
        textCell(`${id}.code`, target.code), countCell(`${id}.points`, found.count), levelCell(`${id}.mean`, target, found.centre),
        levelCell(`${id}.lower`, target, found.lower), levelCell(`${id}.upper`, target, found.upper), levelCell(`${id}.range`, target, found.upperRange), textCell(`${id}.words`, [found.words, ...found.signals.map(({ words }) => words)].join(' ')),
      ],
    }]
  })
  return {
    id: 'charts', name: 'Charts', title: 'Charts of the targets', description: `Goal, warning and natural limits are three different lines; points with a ring are signals.${shown.length < charted.length ? ` Of ${charted.length} targets the ${shown.length} worst.` : ''}${shown.length > MOST_WITH_RANGES ? ` Of more than ${MOST_WITH_RANGES} targets the moving ranges are not drawn: their limits stand here, and each of them among the months of the workbook.` : ''}`,
    columns, rows: rows.length === 0 ? noneOf('limits.none', 'No target has data in these months.', columns.length) : rows, frozenColumns: 1, layout: 'table',
    charts: shown.flatMap((each) => [levelChart(draft, each, limits.get(each.target.id)), ...(shown.length > MOST_WITH_RANGES ? [] : [rangeChart(draft, each, limits.get(each.target.id))])].filter(({ series }) => series[0]?.values.some((value) => value !== null))),
  }
}

/** Every target in every month: what the strip and the charts stand on. */
export function monthSheet({ draft, levels, limits }: ScorecardParts): ReportSheet {
  const columns = [
    column({ id: 'service', header: 'Service', width: 24 }), column({ id: 'code', header: 'Code', width: 11 }), column({ id: 'month', header: 'Month', width: 9 }), column({ id: 'own', header: 'Month alone', width: 12, align: 'end' }), column({ id: 'range', header: 'Moving range', width: 12, align: 'end' }), column({ id: 'value', header: 'Window', width: 12, align: 'end' }),
    column({ id: 'unit', header: 'Unit', width: 12 }), column({ id: 'status', header: 'Status', width: 18 }), column({ id: 'source', header: 'From', width: 10 }), column({ id: 'allowed', header: 'Budget', unit: 'min', width: 11, align: 'end' }),
    column({ id: 'used', header: 'Used', unit: 'min', width: 11, align: 'end' }), column({ id: 'left', header: 'Left', unit: 'min', width: 11, align: 'end' }), column({ id: 'why', header: 'Why', width: 90, wrap: true }),
  ]
  const rows = levels.targets.flatMap(({ target, values }) => {
    const ranges = new Map<string, Factor | null>(limits.get(target.id)?.points.map(({ period, movingRange }) => [period, movingRange]))
    return values.map((each): ReportRow => {
      const promised = targetOfValue(target, each)
      const id = `month.${target.id}.${each.month}`
      return {
        id, kind: 'data',
        cells: [
          textCell(`${id}.service`, serviceName(draft, target.serviceId)), textCell(`${id}.code`, target.code), textCell(`${id}.month`, each.month), levelCell(`${id}.own`, promised, each.monthValue), changeCell(`${id}.range`, target, ranges.get(each.month) ?? null), levelCell(`${id}.value`, promised, each.value), textCell(`${id}.unit`, target.unit),
          textCell(`${id}.status`, statusWords(each), { tone: toneOf({ status: each.status, isAtRiskSoFar: isAtRiskSoFar(each) }) }), textCell(`${id}.source`, each.source ?? ''), minutesCell(`${id}.allowed`, each.budget?.allowedSeconds ?? null), minutesCell(`${id}.used`, each.budget?.usedSeconds ?? null),
          minutesCell(`${id}.left`, each.budget?.leftSeconds ?? null), textCell(`${id}.why`, each.why),
        ],
      }
    })
  })
  return { id: 'months', name: 'Months', title: 'Every month of every target', description: 'Figures behind the scorecard and the charts; a moving range is the change from the month before.', columns, rows, frozenColumns: 3, layout: 'table', charts: [], workbookOnly: true }
}

/** True where a time lies in the months, or what began before has not ended before them. */
function isWithin(levels: Levels, from: string, until: string | null): boolean {
  const [first, last] = [from.slice(0, 10), (until ?? '').slice(0, 10)]
  return isIsoDate(first) && monthOfDay(first) <= levels.to && (until === null || !isIsoDate(last) || monthOfDay(last) >= levels.from)
}

function columnsOf(names: readonly (readonly [id: string, header: string, width: number])[]): readonly ReportColumn[] {
  return names.map(([id, header, width]) => column({ id, header, width }))
}

function textRow(id: string, texts: readonly (readonly [column: string, text: string])[]): ReportRow {
  return { id, kind: 'data', cells: texts.map(([of, text]) => textCell(`${id}.${of}`, text)) }
}

/** Outages and incidents of the services that have targets. */
export function recordSheets({ draft, levels }: ScorecardParts): readonly ReportSheet[] {
  const services = new Set(levels.targets.map(({ target }) => target.serviceId))
  const outages = [...draft.outage.values()].filter((row) => services.has(row.serviceId) && isWithin(levels, row.startedAt, row.endedAt)).toSorted((left, right) => (left.startedAt < right.startedAt ? -1 : 1))
  const incidents = [...draft.incident.values()].filter((row) => services.has(row.serviceId) && isWithin(levels, row.openedAt, row.resolvedAt)).toSorted((left, right) => (left.openedAt < right.openedAt ? -1 : 1))
  return [
    {
      id: 'outages', name: 'Outages', title: 'Outages', description: 'Of the services that have targets; times are local.', frozenColumns: 2, layout: 'table', charts: [], workbookOnly: true,
      columns: columnsOf([['service', 'Service', 26], ['code', 'Number', 12], ['start', 'Start', 24], ['end', 'End', 24], ['kind', 'Kind', 12], ['title', 'What happened', 44], ['source', 'Source', 32]]),
      rows: outages.map((row) => textRow(`outage.${row.id}`, [['service', serviceName(draft, row.serviceId)], ['code', row.code], ['start', row.startedAt.replace('T', ' ')], ['end', row.endedAt?.replace('T', ' ') ?? 'not ended'], ['kind', row.kind], ['title', row.title], ['source', row.source]])),
    },
    {
      id: 'incidents', name: 'Incidents', title: 'Incidents', description: 'Of the services that have targets; times are local.', frozenColumns: 2, layout: 'table', charts: [], workbookOnly: true,
      columns: columnsOf([['service', 'Service', 26], ['code', 'Number', 12], ['priority', 'Priority', 9], ['opened', 'Opened', 24], ['responded', 'Responded', 24], ['resolved', 'Resolved', 24], ['title', 'What happened', 40], ['source', 'Source', 32]]),
      rows: incidents.map((row) => textRow(`incident.${row.id}`, [
        ['service', serviceName(draft, row.serviceId)], ['code', row.code], ['priority', row.priority], ['opened', row.openedAt.replace('T', ' ')], ['responded', row.respondedAt?.replace('T', ' ') ?? ''], ['resolved', row.resolvedAt?.replace('T', ' ') ?? ''], ['title', row.title], ['source', row.source],
      ])),
    },
  ]
}
