/** A uniform change of selected rates, planned for the version that is shown and looked at before it is applied. */
import { decimal, formatFixed, toText } from '../../../src-shared/domain/decimal.ts'
import { draftAhead } from '../../../src-shared/domain/model/apply-edit.ts'
import type { Draft } from '../../../src-shared/domain/model/draft.ts'
import type { EditPlan } from '../../../src-shared/domain/model/edit.ts'
import { planRelativeChange, type CellIssue } from '../../../src-shared/domain/rates/edit-prices.ts'
import { formatPrice } from '../../../src-shared/domain/rates/price-text.ts'
import type { PriceCell, Relative } from '../../../src-shared/domain/rates/price-wish.ts'
import { priceKey, resolvePrices } from '../../../src-shared/domain/rates/resolve-prices.ts'
import type { Result } from '../../../src-shared/domain/result.ts'
import { freeScenarioName } from '../../../src-shared/domain/scenario/edit-scenario.ts'
import { needsScenario, planWhatIf } from '../../../src-shared/domain/scenario/what-if.ts'
import type { Version } from '../../../src-shared/domain/version.ts'

export type BulkChange = {
  readonly plan: EditPlan
  /** The scenario that the plan makes, when the year is published and none is active. */
  readonly scenarioId: string | null
  readonly refused: readonly CellIssue[]
}

export type BulkRequest = { readonly draft: Draft; readonly version: Version; readonly cells: readonly PriceCell[]; readonly author: string }

/** Each price once, however many cells of it are selected. */
export function distinctCells(cells: readonly PriceCell[]): readonly PriceCell[] {
  return [...new Map(cells.map((cell) => [priceKey(cell.rateId, cell.customerClass), cell])).values()]
}

/** The name of the scenario that would be made; null when the version itself can be changed. */
export function scenarioToBeMade(draft: Draft, version: Version): string | null {
  return needsScenario(draft, version) ? freeScenarioName(draft, 'What-if') : null
}

/** Plans the change, in a new scenario where the year is published and none is active (VER-2, VER-4). */
export function planBulkChange({ cells, by, newId, ...request }: BulkRequest & { readonly by: Relative; readonly at: string; readonly newId: () => string }): Result<BulkChange> {
  return planWhatIf({ ...request, newId, edit: (at) => planRelativeChange({ ...at, cells, by, newId }) })
}

export type PreviewRow = { readonly key: string; readonly title: string; readonly before: string; readonly after: string; /** With its sign. */ readonly difference: string }
export type BulkPreview = { readonly rows: readonly PreviewRow[]; readonly changed: number }

/** What changes, before and after; the first `limit` of them. */
export function previewOf(request: BulkRequest, change: BulkChange, limit: number): BulkPreview {
  const { draft, version } = request
  const before = resolvePrices(draft, version)
  const after = resolvePrices(draftAhead(draft, change.plan.changes), { ...version, scenarioId: change.scenarioId ?? version.scenarioId })
  const rows: PreviewRow[] = []
  let changed = 0
  for (const { rateId, customerClass } of request.cells) {
    const key = priceKey(rateId, customerClass)
    const [was, is] = [before.get(key), after.get(key)]
    if (was === undefined || is === undefined || was.amount === null || is.amount === null || was.amount === is.amount) continue
    changed += 1
    if (rows.length >= limit) continue
    const difference = decimal(is.amount).minus(decimal(was.amount))
    const size = formatFixed(toText<'USD/unit'>(difference.abs()), Math.max(was.places, is.places))
    const title = draft.rate.get(rateId)?.title ?? rateId
    rows.push({ key, title: customerClass === 'state' ? title : `${title}, ${customerClass}`, before: formatPrice(was), after: formatPrice(is), difference: `${difference.isNegative() ? '−' : '+'}${size}` })
  }
  return { rows, changed }
}

/** Why prices stay as they are, each reason once with its count, the most frequent first: `no price (12)`. */
export function reasonsOf(request: BulkRequest, refused: readonly CellIssue[]): readonly string[] {
  const prices = resolvePrices(request.draft, request.version)
  const counts = new Map<string, number>()
  for (const { index, issue } of refused) {
    const cell = request.cells[index]
    const price = cell && prices.get(priceKey(cell.rateId, cell.customerClass))
    const reason = issue.code === 'not-numeric' ? (price === undefined ? 'no price' : formatPrice(price)) : issue.code === 'nothing-to-change' ? 'unchanged when rounded' : issue.message
    counts.set(reason, (counts.get(reason) ?? 0) + 1)
  }
  return [...counts].toSorted(([, left], [, right]) => right - left).map(([reason, count]) => `${reason} (${count.toLocaleString('en-US')})`)
}
