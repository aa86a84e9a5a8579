/** The page of the review meeting: three sentences, two years' cost, every target with its months, what is open and what is done about it. */
import { formatFixed, toText, Decimal } from '../../decimal.ts'
import { levelText } from '../../service-levels/measures/level-status.ts'
import { shownTarget } from '../../service-levels/measures/target-goals.ts'
import { totalAttainment, type Attainment, type AttainmentCounts } from '../../service-levels/attainment.ts'
import { isRunning, type FindingView } from '../../service-levels/quality/finding-rows.ts'
import type { ServiceReview } from '../../service-levels/quality/service-review.ts'
import { changeCell, percentChangeCell } from '../billing/impact-parts.ts'
import { rowOf } from '../billing/statement-parts.ts'
import { BLANK, column, fractionOf, refer, rounded, spanningRow, textCell } from '../cells.ts'
import { countCell, minus, ratio, sumOf, usdCell } from '../costs/cost-cells.ts'
import type { ReportCell, ReportRow, ReportSheet } from '../report-model.ts'
import { SIGN_WORDS } from './level-cells.ts'
import { ACTION_STATUS_WORDS, FINDING_STATUS_WORDS, stripOf } from './review-words.ts'

const COLUMNS = [
  column({ id: 'what', header: '', width: 60, wrap: true }), column({ id: 'first', header: '', width: 16, align: 'end' }), column({ id: 'second', header: '', width: 16, align: 'end' }),
  column({ id: 'third', header: '', width: 17, align: 'end' }), column({ id: 'fourth', header: '', width: 11, align: 'end' }), column({ id: 'words', header: '', width: 31, wrap: true }),
]

function heading(id: string, text: string): ReportRow {
  return spanningRow('heading', { id: `page.${id}`, text, columns: COLUMNS.length })
}

function heads(id: string, texts: readonly string[]): ReportRow {
  return rowOf('subheading', { id, columns: COLUMNS.length, cells: texts.map((text, at) => (text === '' ? BLANK : { kind: 'text', id: `${id}.${at}`, text, ...(at > 0 && at < 5 ? { align: 'end' as const } : {}) })) })
}

function note(id: string, text: string): ReportRow {
  return spanningRow('note', { id: `page.${id}`, text, columns: COLUMNS.length })
}

function costRows({ cost, fromLabel, toLabel, scope }: ServiceReview): readonly ReportRow[] {
  if ('why' in cost) return [note('cost.why', cost.why)]
  const { before, after, difference, percentChange, basis } = cost.cost
  return [
    heads('page.cost.heads', ['USD', fromLabel, toLabel, 'Difference', '%']),
    rowOf('data', { id: 'page.cost', columns: COLUMNS.length, cells: [
      textCell('cost.label', scope.name), usdCell('cost.before', before), usdCell('cost.after', after), changeCell('cost.difference', difference, minus(refer('cost.after'), refer('cost.before'))),
      percentChangeCell('cost.percent', { value: percentChange, differenceId: 'cost.difference', beforeId: 'cost.before' }), textCell('cost.basis', basis),
    ] }),
  ]
}

function count(id: string, value: number, formula?: Parameters<typeof countCell>[2]): ReportCell {
  return countCell(id, toText<'1'>(new Decimal(value)), formula)
}

function shareCell(id: string, { percent }: Pick<AttainmentCounts, 'percent'>): ReportCell {
  return percent === null ? textCell(`${id}.percent`, 'no data', { tone: 'quiet' }) : { kind: 'number', id: `${id}.percent`, value: fractionOf(percent), format: 'percent', places: 2, formula: rounded(ratio(refer(`${id}.held`), refer(`${id}.measured`)), 4) }
}

function targetRow(row: Attainment): ReportRow {
  const { target, latest, counted } = row
  const id = `target.${target.id}`
  const promised = shownTarget(row)
  const goal = `${promised.direction === 'at-least' ? 'at least' : 'at most'} ${levelText(promised, promised.goal)}`
  return rowOf('data', { id, columns: COLUMNS.length, cells: [
    textCell(`${id}.label`, `${target.code} ${target.title}, ${goal}${counted === 'month' ? '' : `, by ${counted}`}`), count(`${id}.measured`, row.measured), count(`${id}.held`, row.held), textCell(`${id}.latest`, latest?.value === null || latest === null ? 'no data' : levelText(promised, latest.value)),
    shareCell(id, row), textCell(`${id}.strip`, stripOf(row.values)),
  ] })
}

/** Targets with a line of their own: more would not go on the page. */
const MOST_TARGETS = 12

/** Those that were broken or at risk come before those that were not, and these before those without data; shown in their own order. */
function onPage(attainment: readonly Attainment[]): { readonly shown: readonly Attainment[]; readonly others: readonly Attainment[] } {
  if (attainment.length <= MOST_TARGETS) return { shown: attainment, others: [] }
  const chosen = new Set(attainment.toSorted((left, right) => right.breached - left.breached || right.atRisk - left.atRisk || Number(right.measured > 0) - Number(left.measured > 0)).slice(0, MOST_TARGETS - 1))
  return { shown: attainment.filter((each) => chosen.has(each)), others: attainment.filter((each) => !chosen.has(each)) }
}

function othersRow(others: readonly Attainment[]): ReportRow {
  const total = totalAttainment(others)
  return rowOf('data', { id: 'page.targets.others', columns: COLUMNS.length, cells: [textCell('others.label', `${others.length} other targets`), count('others.measured', total.measured), count('others.held', total.held), BLANK, shareCell('others', total), textCell('others.words', 'see the sheet Targets')] })
}

function performanceRows({ attainment, total, months }: ServiceReview): readonly ReportRow[] {
  if (attainment.length === 0) return [note('targets.none', 'There is no target.')]
  const { shown, others } = onPage(attainment)
  const ids = [...shown.map(({ target }) => `target.${target.id}`), ...(others.length === 0 ? [] : ['others'])]
  return [
    heads('page.targets.heads', ['Target', 'Measured', 'Held', 'Latest', 'Held', `${months[0] ?? ''} to ${months.at(-1) ?? ''}`]),
    ...shown.map(targetRow), ...(others.length === 0 ? [] : [othersRow(others)]),
    rowOf('total', { id: 'page.targets.total', columns: COLUMNS.length, cells: [
      textCell('targets.label', 'All targets'), count('targets.measured', total.measured, { formula: sumOf(ids.map((id) => `${id}.measured`)) }), count('targets.held', total.held, { formula: sumOf(ids.map((id) => `${id}.held`)) }), BLANK, shareCell('targets', total), textCell('targets.words', SIGN_WORDS),
    ] }),
    ...(total.counted === 'month' && total.inProgress === 0 ? [] : [note('targets.counted', 'A month, a quarter or a year counts once, in its last month, when it is over (SLM-3).')]),
  ]
}

function findingRows({ finding, actions }: FindingView): readonly ReportRow[] {
  const id = `finding.${finding.id}`
  return [
    rowOf('data', { id, columns: COLUMNS.length, cells: [textCell(`${id}.title`, `${finding.code} ${finding.title}`), textCell(`${id}.month`, finding.month ?? ''), textCell(`${id}.opened`, finding.openedOn), BLANK, BLANK, textCell(`${id}.status`, FINDING_STATUS_WORDS[finding.status])] }),
    ...actions.filter(isRunning).map((action) => rowOf('data', { id: `action.${action.id}`, columns: COLUMNS.length, cells: [
      textCell(`action.${action.id}.title`, `    ${action.title}`, { tone: 'quiet' }), BLANK, BLANK, textCell(`action.${action.id}.due`, action.dueOn ?? ''), BLANK, textCell(`action.${action.id}.status`, `${ACTION_STATUS_WORDS[action.status]}, ${action.owner}`),
    ] })),
  ]
}

function openRows({ findings, meetings }: ServiceReview): readonly ReportRow[] {
  const open = findings.filter(({ finding }) => finding.status !== 'closed')
  return [
    ...(open.length === 0 ? [note('findings.none', 'No finding is open.')] : [heads('page.findings.heads', ['Finding, and what is being done', 'Month', 'Opened', 'Due']), ...open.flatMap(findingRows)]),
    ...meetings.slice(0, 3).map(({ code, on, reportOn, isPlanned }, at) => note(`meeting.${at}`, `${code}: review ${isPlanned ? `planned for ${on}` : `asked for by ${on}, not planned yet`}; the periodic report is due on ${reportOn}.`)),
  ]
}

/** One page. */
export function reviewPageSheet(review: ServiceReview): ReportSheet {
  const { scope, sentences, fromLabel, toLabel, total } = review
  const held = total.percent === null ? '' : `, ${formatFixed(total.percent, 2)} % of ${total.counted}s held`
  return {
    id: 'review', name: 'Review', title: `Service review, ${scope.name}`, description: `${fromLabel} and ${toLabel}: price beside performance${held}.`, columns: COLUMNS, frozenColumns: 0, layout: 'document', charts: [],
    rows: [
      ...sentences.map((text, at) => note(`sentence.${at}`, text)), heading('cost', 'What it costs'), ...costRows(review), heading('targets', 'How it performed'), ...performanceRows(review), heading('findings', 'What is being done about it'), ...openRows(review),
    ],
  }
}
