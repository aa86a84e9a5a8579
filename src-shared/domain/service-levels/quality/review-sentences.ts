/** The three sentences of a service review: what it costs, how it performed, what is being done about it; each says what its figures say. */
import { decimal, formatFixed, toText, type AnyDecimalText } from '../../decimal.ts'
import type { IsoDate } from '../../fiscal-year.ts'
import { monthWords, type Month } from '../../month.ts'
import type { AttainmentCounts } from '../attainment.ts'
import type { FindingView } from './finding-rows.ts'
import type { ReviewCostAnswer } from './review-cost.ts'
import { priceMoves, type PriceMove, type UnitPriceRow } from './unit-price-trend.ts'

function counted(count: number, one: string, many: string): string {
  return `${count.toLocaleString('en-US')} ${count === 1 ? one : many}`
}

/** @example joined(['a', 'b', 'c']) // 'a, b and c' */
function joined(parts: readonly string[]): string {
  return parts.length < 2 ? parts.join('') : `${parts.slice(0, -1).join(', ')} and ${parts.at(-1) ?? ''}`
}

function size(value: AnyDecimalText, places: number): string {
  return formatFixed(toText(decimal(value).abs()), places)
}

const MOVE_WORDS: Readonly<Record<PriceMove, readonly [one: string, many: string]>> = { up: ['goes up', 'go up'], down: ['goes down', 'go down'], same: ['stays', 'stay'], new: ['is new', 'are new'], ended: ['ends', 'end'], incomparable: ['does not compare', 'do not compare'] }

function pricesText(rows: CostSentence['prices']): string {
  const moves = priceMoves(rows)
  const [only] = moves
  if (only === undefined) return ''
  const total = moves.reduce((sum, { count }) => sum + count, 0)
  if (total === 1) return ` its unit price ${MOVE_WORDS[only.move][0]}`
  return ` of its ${total.toLocaleString('en-US')} unit prices ${joined(moves.map(({ move, count }) => counted(count, ...MOVE_WORDS[move])))}`
}

export type CostSentence = { readonly code: string; readonly cost: ReviewCostAnswer; readonly fromLabel: string; readonly toLabel: string; /** Of everything that is charged, not only of what is shown. */ readonly prices: readonly Pick<UnitPriceRow, 'move'>[] }

/** @example costSentence({ code: 'DMA', cost, fromLabel: 'FY2004', toLabel: 'FY2005', prices }) // 'DMA costs 12,000 USD in FY2005, 200 USD more than in FY2004 (+1.69 %); of its 3 unit prices 1 goes up and 2 stay.' */
export function costSentence({ code, cost, fromLabel, toLabel, prices }: CostSentence): string {
  const moves = pricesText(prices)
  if ('why' in cost) return moves === '' ? `What ${code} costs is not known: ${cost.why.charAt(0).toLowerCase()}${cost.why.slice(1)}` : `What ${code} costs is not known;${moves} from ${fromLabel} to ${toLabel}.`
  const { after, difference, percentChange } = cost.cost
  const sign = decimal(difference).comparedTo(0)
  const compared = sign === 0 ? `as much as in ${fromLabel}` : `${size(difference, 0)} USD ${sign > 0 ? 'more' : 'less'} than in ${fromLabel}${percentChange === null ? '' : ` (${sign > 0 ? '+' : '-'}${size(percentChange, 2)} %)`}`
  return `${code} costs ${formatFixed(after, 0)} USD in ${toLabel}, ${compared}${moves === '' ? '' : `;${moves}`}.`
}

export type PerformanceSentence = { readonly targets: number; readonly total: AttainmentCounts; readonly months: readonly Month[] }

/** @example performanceSentence({ targets: 4, total, months }) // 'From July 2003 to June 2004 its 4 targets were held in 45 of 48 measured months (93.75 %), 2 of them at risk; 3 were breached.' */
export function performanceSentence({ targets, total, months }: PerformanceSentence): string {
  const [first, last] = [months[0], months.at(-1)]
  const span = first === undefined || last === undefined ? '' : first === last ? `In ${monthWords(first)}` : `From ${monthWords(first)} to ${monthWords(last)}`
  if (targets === 0) return `${span} nothing was measured: there is no target.`
  const many = targets === 1 ? 'its target was' : `its ${targets} targets were`
  if (total.percent === null) return `${span} ${many} not measured.`
  const beside = [
    total.breached === 0 ? 'none was breached' : `${total.breached} ${total.breached === 1 ? 'was' : 'were'} breached`,
    ...(total.withoutData === 0 ? [] : [`${total.withoutData} ${total.withoutData === 1 ? 'has' : 'have'} no data`]),
    ...(total.inProgress === 0 ? [] : [`${total.inProgress} ${total.inProgress === 1 ? 'is' : 'are'} still in progress`]),
  ]
  return `${span} ${many} held in ${total.held} of ${counted(total.measured, `measured ${total.counted}`, `measured ${total.counted}s`)} (${formatFixed(total.percent, 2)} %)${total.atRisk === 0 ? '' : `, ${total.atRisk} of them at risk`}; ${joined(beside)}.`
}

/** Findings are counted as of a day, which may lie beyond the months of performance. @example findingsSentence({ findings: [], asOf: isoDate('2005-01-10') }) // 'As of 2005-01-10 there is no finding.' */
export function findingsSentence({ findings, asOf }: { readonly findings: readonly FindingView[]; readonly asOf: IsoDate }): string {
  const open = findings.filter(({ finding }) => finding.status !== 'closed')
  if (open.length === 0) return findings.length === 0 ? `As of ${asOf} there is no finding.` : `As of ${asOf} no finding is open; ${counted(findings.length, 'is', 'are')} closed.`
  const oldest = open.map(({ finding }) => finding.openedOn).toSorted()[0] ?? ''
  const running = open.flatMap(({ actions }) => actions.filter(({ status }) => status === 'planned' || status === 'in-progress'))
  const overdue = open.flatMap((each) => each.overdue)
  const begun = `As of ${asOf} ${counted(open.length, 'finding is', 'findings are')} open, ${open.length === 1 ? 'since' : 'the oldest since'} ${oldest}`
  if (running.length === 0) return `${begun}, and no improvement action runs.`
  const [first] = overdue
  const late = overdue.length === 0 || first === undefined ? 'none of them overdue' : overdue.length === 1 ? `one overdue since ${first.dueOn ?? ''}` : `${overdue.length} overdue`
  return `${begun}; ${counted(running.length, 'improvement action runs', 'improvement actions run')}, ${late}.`
}
