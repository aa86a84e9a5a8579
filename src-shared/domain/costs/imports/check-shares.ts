/** What a file makes of percentages that belong together: fixed percentages of a driver (ALLOC-5), parts of a service's cost (RATE-1). */
import { Decimal, decimal, type AnyDecimalText } from '../../decimal.ts'
import { issue, type Issue } from '../../issues.ts'
import { draftAhead } from '../../model/apply-edit.ts'
import type { Draft } from '../../model/draft.ts'
import type { Wish } from './import-model.ts'

type Shares = { readonly name: string; readonly percents: readonly AnyDecimalText[]; /** The last row of the file that says something of them. */ readonly rowNumber: number; readonly field: 'quantity' | 'costPercent' }
/** An issue of a row and one of its fields. */
export type ShareIssue = { readonly issue: Issue; readonly rowNumber: number; readonly field: Shares['field'] }

function lastRow(wishes: readonly Wish[]): number {
  return Math.max(...wishes.map((wish) => wish.rowNumber))
}

function driverShares(draft: Draft, wishes: readonly Wish[]): readonly Shares[] {
  const byDriver = Map.groupBy(wishes.filter(({ change }) => change.table === 'driverQuantity' || change.table === 'driver'), ({ change }) => (change.table === 'driverQuantity' ? ((change.after ?? change.before)?.driverId ?? '') : change.id))
  return [...byDriver].flatMap(([driverId, own]): readonly Shares[] => {
    const driver = draft.driver.get(driverId)
    if (driver?.kind !== 'fixed-percent') return []
    return [{ name: `The percentages of driver ${driver.code}`, percents: [...draft.driverQuantity.values()].filter((row) => row.driverId === driverId).map((row) => row.quantity), rowNumber: lastRow(own), field: 'quantity' }]
  })
}

function rateShares(draft: Draft, wishes: readonly Wish[]): readonly Shares[] {
  const byService = Map.groupBy(wishes.filter(({ change }) => change.table === 'rateBuild' && change.after !== null), ({ change }) => (change.table === 'rateBuild' && change.after !== null ? `${change.after.version}|${draft.rate.get(change.after.rateId)?.serviceId ?? ''}` : ''))
  return [...byService].map(([key, own]): Shares => {
    const [version, serviceId = ''] = key.split('|')
    const percents = [...draft.rateBuild.values()].filter((row) => row.version === version && draft.rate.get(row.rateId)?.serviceId === serviceId).map((row) => row.costPercent)
    return { name: `The rates of ${draft.service.get(serviceId)?.name ?? serviceId}`, percents, rowNumber: lastRow(own), field: 'costPercent' }
  })
}

/**
 * Percentages that the file would make more than 100 are refused; less than 100 is said, and what is left is in no rate or counts in
 * proportion. `wishes` are the rows that the file asks for.
 *
 * @example shareIssues(draft, wishes)[0]?.issue.message // 'The percentages of driver NET add up to 120 %.'
 */
export function shareIssues(draft: Draft, wishes: readonly Wish[]): readonly ShareIssue[] {
  const changed = wishes.filter((wish) => !wish.isSame)
  if (changed.length === 0) return []
  const ahead = draftAhead(draft, changed.map((wish) => wish.change))
  return [...driverShares(ahead, changed), ...rateShares(ahead, changed)].flatMap(({ name, percents, rowNumber, field }): readonly ShareIssue[] => {
    const sum = percents.reduce((total, each) => total.plus(decimal(each)), new Decimal(0))
    if (sum.eq(100)) return []
    const isAbove = sum.gt(100)
    const what = field === 'quantity' ? `${name} add up to ${sum.toFixed()} %.` : `${name} take ${sum.toFixed()} % of its cost.`
    return [{ rowNumber, field, issue: issue('shares-do-not-add-up', what, { severity: isAbove ? 'error' : 'warning', remedy: isAbove ? 'Lower one of them, so that together they are 100 %.' : field === 'quantity' ? 'Let them add up to 100 %; until then they count in proportion.' : 'Let them add up to 100; the rest is in no rate.' }) }]
  })
}
