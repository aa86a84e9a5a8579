/** What stands behind the page of a service review: unit prices over the years, every month of every target, findings with all of their actions. */
import { Decimal, formatFixed, toText } from '../../decimal.ts'
import { placesOf } from '../../digits.ts'
import type { Draft } from '../../model/draft.ts'
import type { ServiceTarget } from '../../model/level-tables.ts'
import { PERCENT_PLACES } from '../../rates/comparison.ts'
import { levelText, shownPlaces } from '../../service-levels/measures/level-status.ts'
import { shownTarget, targetOfValue } from '../../service-levels/measures/target-goals.ts'
import type { ServiceReview } from '../../service-levels/quality/service-review.ts'
import type { PriceChange } from '../../service-levels/quality/unit-price-trend.ts'
import { standingOf, statusWords } from '../../service-levels/standing.ts'
import { rowOf } from '../billing/statement-parts.ts'
import { BLANK, column, figureCell, fractionOf, isNumberCell, percentCell, refer, rounded, textCell } from '../cells.ts'
import { countCell, minus, ratio } from '../costs/cost-cells.ts'
import type { ReportCell, ReportSheet } from '../report-model.ts'
import { attainmentChart, priceTrendChart } from './review-charts.ts'
import { ACTION_STATUS_WORDS, CAUSE_WORDS, FINDING_STATUS_WORDS } from './review-words.ts'

type Review = { readonly draft: Draft; readonly review: ServiceReview }

/** A price that is a percentage is text in a report, which no formula can refer to: so is its change, in points. */
function changeOf(id: string, change: PriceChange | null, ids: readonly [before: string, after: string]): ReportCell {
  if (change === null) return textCell(id, 'n/a', { tone: 'quiet' })
  const { value, unit } = change
  if (unit === 'points') return textCell(id, `${value.startsWith('-') || value === '0' ? '' : '+'}${formatFixed(value, Math.max(PERCENT_PLACES, placesOf(value)))} points`)
  return percentCell(id, { value, formula: rounded(ratio(minus(refer(ids[1]), refer(ids[0])), refer(ids[0])), 4) })
}

/** Rates by years, with the change of the last one and of all. */
export function unitPricesSheet({ draft, review }: Review): ReportSheet {
  const { labels, fromAt, rows } = review.prices
  const columns = [
    column({ id: 'code', header: 'Code', width: 14 }), column({ id: 'rate', header: 'Rate', width: 38, wrap: true }), column({ id: 'service', header: 'Service', width: 26, wrap: true }), column({ id: 'unit', header: 'Billable unit', width: 20, wrap: true }),
    ...labels.map((label, at) => column({ id: `version-${at}`, header: label, unit: 'USD/unit', width: 15, align: 'end' })), column({ id: 'last', header: `Since ${review.fromLabel}`, unit: '%', width: 13, align: 'end' }), column({ id: 'whole', header: 'Since the first', unit: '%', width: 13, align: 'end' }),
  ]
  return {
    id: 'prices', name: 'Unit prices', title: `Unit prices, ${review.scope.name}`, description: review.scope.subject.of === 'customer' ? 'As published, of the rates with the largest charges.' : 'As published.', columns, frozenColumns: 2, layout: 'table', charts: [priceTrendChart(review)],
    rows: rows.map(({ rate, figures, change, wholeChange }) => {
      const id = `price.${rate.id}`
      const first = figures.findIndex((each) => each !== null && isNumberCell(each))
      return rowOf('data', { id, columns: columns.length, cells: [
        textCell(`${id}.code`, rate.code), textCell(`${id}.rate`, rate.title), textCell(`${id}.service`, draft.service.get(rate.serviceId)?.name ?? ''), textCell(`${id}.unit`, rate.billableUnit),
        ...figures.map((each, at) => (each === null ? BLANK : figureCell(`${id}.${at}`, each))),
        changeOf(`${id}.last`, change, [`${id}.${fromAt}`, `${id}.${figures.length - 1}`]), changeOf(`${id}.whole`, wholeChange, [`${id}.${first}`, `${id}.${figures.length - 1}`]),
      ] })
    }),
  }
}

function goalOf({ direction, goal, unit }: ServiceTarget): string {
  return `${direction === 'at-least' ? 'at least' : 'at most'} ${goal} ${unit}`
}

/** A row a target: how often it was held, where it stands, which way it goes. */
export function targetsSheet({ draft, review }: Review): ReportSheet {
  const number = { width: 9, align: 'end' } as const
  const columns = [
    column({ id: 'code', header: 'Target', width: 12 }), column({ id: 'title', header: 'What', width: 30, wrap: true }), column({ id: 'service', header: 'Service', width: 18, wrap: true }), column({ id: 'goal', header: 'Goal', width: 18, wrap: true }),
    column({ id: 'window', header: 'Counted in', width: 10 }), column({ id: 'measured', header: 'Measured', ...number }), column({ id: 'held', header: 'Held', ...number }), column({ id: 'percent', header: 'Held', unit: '%', ...number }), column({ id: 'risk', header: 'At risk', ...number }), column({ id: 'breached', header: 'Breached', ...number }), column({ id: 'none', header: 'No data', ...number }),
    column({ id: 'latest', header: 'Latest', width: 14, align: 'end' }), column({ id: 'now', header: 'Last month', width: 16, wrap: true }), column({ id: 'trend', header: 'Trend', width: 20, wrap: true }),
  ]
  return {
    id: 'targets', name: 'Targets', title: `How each target was held, ${review.scope.name}`, description: `${review.months[0] ?? ''} to ${review.months.at(-1) ?? ''}. A month, a quarter or a year counts once, when it is over; it is held when it is met or at risk (SLM-3).`, columns, frozenColumns: 2, layout: 'table', charts: [attainmentChart(review)],
    rows: review.attainment.map((row) => {
      const { target, measured, held, percent, atRisk, breached, withoutData, latest, trendWords, counted } = row
      const promised = shownTarget(row)
      const id = `held.${target.id}`
      const count = (name: string, value: number): ReportCell => countCell(`${id}.${name}`, toText<'1'>(new Decimal(value)))
      return rowOf('data', { id, columns: columns.length, cells: [
        textCell(`${id}.code`, target.code), textCell(`${id}.title`, target.title), textCell(`${id}.service`, draft.service.get(target.serviceId)?.name ?? ''), textCell(`${id}.goal`, goalOf(promised)), textCell(`${id}.window`, `${counted}s`), count('measured', measured), count('held', held),
        percent === null ? textCell(`${id}.percent`, 'no data', { tone: 'quiet' }) : { kind: 'number', id: `${id}.percent`, value: fractionOf(percent), format: 'percent', places: 2, formula: rounded(ratio(refer(`${id}.held`), refer(`${id}.measured`)), 4) },
        count('risk', atRisk), count('breached', breached), count('none', withoutData), textCell(`${id}.latest`, latest === null || latest.value === null ? 'no data' : levelText(promised, latest.value)), textCell(`${id}.now`, standingOf(row).words), textCell(`${id}.trend`, trendWords),
      ] })
    }),
  }
}

/** A row a target and month: what a CSV holds. */
export function monthsSheet({ draft, review }: Review): ReportSheet {
  const columns = [
    column({ id: 'target', header: 'Target', width: 14 }), column({ id: 'title', header: 'What', width: 40, wrap: true }), column({ id: 'service', header: 'Service', width: 26, wrap: true }), column({ id: 'goal', header: 'Goal', width: 24 }), column({ id: 'month', header: 'Month', width: 10 }),
    column({ id: 'value', header: 'Value', width: 14, align: 'end' }), column({ id: 'unit', header: 'Unit', width: 14 }), column({ id: 'status', header: 'Status', width: 18 }), column({ id: 'why', header: 'Why', width: 70, wrap: true }),
  ]
  return {
    id: 'months', name: 'Month by month', title: `Targets month by month, ${review.scope.name}`, description: 'Every target over the months of the review; compared unrounded (SLM-3).', columns, frozenColumns: 1, layout: 'table', charts: [], workbookOnly: true,
    rows: review.attainment.flatMap(({ target, values }) => values.map((level) => {
      const { month, value, status, why } = level
      const promised = targetOfValue(target, level)
      const id = `level.${target.id}.${month}`
      return rowOf('data', { id, columns: columns.length, cells: [
        textCell(`${id}.code`, target.code), textCell(`${id}.title`, target.title), textCell(`${id}.service`, draft.service.get(target.serviceId)?.name ?? ''), textCell(`${id}.goal`, goalOf(promised)), textCell(`${id}.month`, month),
        value === null ? BLANK : { kind: 'number', id: `${id}.value`, value, format: 'number', places: Math.min(12, Math.max(shownPlaces(promised), Math.min(4, placesOf(value)))) }, textCell(`${id}.unit`, target.unit),
        textCell(`${id}.status`, statusWords(level), status === 'breached' ? { tone: 'warning' } : status === 'no-data' || status === 'in-progress' ? { tone: 'quiet' } : {}), textCell(`${id}.why`, why),
      ] })
    })),
  }
}

/** Findings with all of their actions and what came of them. */
export function findingsSheet({ draft, review }: Review): ReportSheet {
  const columns = [
    column({ id: 'code', header: 'Finding', width: 9 }), column({ id: 'title', header: 'What was found, and what is done about it', width: 46, wrap: true }), column({ id: 'about', header: 'Cause, or owner', width: 22, wrap: true }), column({ id: 'month', header: 'Month', width: 9 }),
    column({ id: 'opened', header: 'Opened', width: 11 }), column({ id: 'due', header: 'Due', width: 11 }), column({ id: 'status', header: 'Status', width: 12, wrap: true }), column({ id: 'ended', header: 'Closed, or done', width: 11, wrap: true }), column({ id: 'result', header: 'Reason, or result', width: 34, wrap: true }),
  ]
  return {
    id: 'findings', name: 'Findings and actions', title: `Findings and actions, ${review.scope.name}`, description: `As of ${review.asOf}: those that are open, and those that were closed within the months of the review.`, columns, frozenColumns: 2, layout: 'table', charts: [],
    rows: review.findings.flatMap(({ finding, actions, overdue }) => {
      const id = `f.${finding.id}`
      const late = new Set(overdue.map((each) => each.id))
      return [
        rowOf('data', { id, columns: columns.length, cells: [
          textCell(`${id}.code`, finding.code), textCell(`${id}.title`, finding.title), textCell(`${id}.cause`, `${CAUSE_WORDS[finding.cause]}${finding.serviceId === null ? '' : `, ${draft.service.get(finding.serviceId)?.name ?? ''}`}`), textCell(`${id}.month`, finding.month ?? ''),
          textCell(`${id}.opened`, finding.openedOn), BLANK, textCell(`${id}.status`, FINDING_STATUS_WORDS[finding.status]), textCell(`${id}.closed`, finding.closedOn ?? ''), textCell(`${id}.reason`, finding.reason),
        ] }),
        ...actions.map((action) => rowOf('data', { id: `a.${action.id}`, columns: columns.length, cells: [
          textCell(`a.${action.id}.code`, finding.code, { tone: 'quiet' }), textCell(`a.${action.id}.title`, `Action: ${action.title}`), textCell(`a.${action.id}.owner`, action.owner), BLANK, BLANK, textCell(`a.${action.id}.due`, action.dueOn ?? '', late.has(action.id) ? { tone: 'warning' } : {}),
          textCell(`a.${action.id}.status`, `${ACTION_STATUS_WORDS[action.status]}${late.has(action.id) ? ', overdue' : ''}`), textCell(`a.${action.id}.done`, action.doneOn ?? ''), textCell(`a.${action.id}.result`, action.result),
        ] })),
      ]
    }),
  }
}

