/** One customer's usage of a year as a grid of months: rates down, months across. */
import { Decimal, decimal, formatFixed, toText, type Units } from '../../../../src-shared/domain/decimal.ts'
import type { Draft } from '../../../../src-shared/domain/model/draft.ts'
import type { Month } from '../../../../src-shared/domain/month.ts'
import { catalogOrder } from '../../../../src-shared/domain/rates/price-columns.ts'
import { earlierDays, type UsageCell, type UsageGrid } from '../../../../src-shared/domain/usage/usage-grid.ts'
import type { GridCell, GridColumn } from '../../../components/RateGrid/types.ts'
import { figureCell, placesOf, textCell } from '../../../components/sheet/cells.ts'
import { shortMonth } from '../statement/statement-rows.ts'

export type UsageRow = { readonly rateId: string; readonly code: string; readonly title: string; readonly unit: string; readonly service: string; readonly cells: readonly (UsageCell | null)[]; /** The most that any of its figures has: months are read side by side. */ readonly places: number }

/** Rates with any figure, and those that somebody wants to type into, in the order of the catalog. */
export function usageRows(draft: Draft, grid: UsageGrid, added: ReadonlySet<string>): readonly UsageRow[] {
  const cellsOf = new Map(grid.rows.map((row) => [row.rateId, row.cells]))
  return catalogOrder(draft).entries.flatMap(({ rate, service }): readonly UsageRow[] => {
    const cells = cellsOf.get(rate.id)
    if (cells === undefined && !added.has(rate.id)) return []
    const shown = cells ?? grid.months.map(() => null)
    return [{ rateId: rate.id, code: rate.code, title: rate.title, unit: rate.billableUnit, service: service.name, cells: shown, places: mostPlaces(shown) }]
  })
}

function mostPlaces(cells: readonly (UsageCell | null)[]): number {
  return cells.reduce((most, cell) => (cell === null || cell.quantity === null ? most : placesOf(cell.quantity, most)), 0)
}

function shownUnits(quantity: Units | null): string {
  return quantity === null ? 'no figure' : formatFixed(quantity, placesOf(quantity, 0))
}

/** An empty cell is a month without a figure; what was typed over a batch keeps the batch's figure in its corner mark. Shown with at least `places`. */
export function usageCell(cell: UsageCell | null, places = 0): GridCell {
  if (cell === null) return { kind: 'blank' }
  const { quantity, origin } = cell
  const former = origin.kind === 'typed' ? { former: origin.instead === null ? '' : shownUnits(origin.instead) } : {}
  if (quantity === null) return { kind: 'text', text: 'no figure', input: '', tone: 'quiet', hint: 'Somebody took the figure away: the month is missing, which is not zero.', ...former }
  // Copied and opened as it is: what is pasted back is the same text.
  return figureCell(quantity, places, { input: decimal(quantity).toFixed(), ...former, ...(quantity.startsWith('-') ? { tone: 'decrease', hint: 'A credit: the quantity is below zero.' } : {}) })
}

export function totalOf(cells: readonly (UsageCell | null)[]): Units {
  return toText<'units'>(cells.reduce((sum, cell) => (cell === null || cell.quantity === null ? sum : sum.plus(decimal(cell.quantity))), new Decimal(0)))
}

/** Who says so, in words. @example originWords(cell) // 'Batch 1: billing-usage.csv' */
export function originWords({ origin }: UsageCell): string {
  if (origin.kind === 'batch') return `Batch ${origin.number}: ${origin.fileName}${earlierDays(origin)}`
  const by = origin.author === '' ? 'Typed' : `Typed by ${origin.author}`
  return origin.instead === null ? `${by}. No batch says anything of this month.` : `${by}, over ${shownUnits(origin.instead)} of a batch.`
}

export function monthOfColumn(columnId: string): string | null {
  return columnId.startsWith('month.') ? columnId.slice('month.'.length) : null
}

/** Ids: `code`, `title`, `unit`, `month.<YYYY-MM>`, `total`. */
export function usageColumns(months: readonly Month[], canEdit: boolean): readonly GridColumn<UsageRow>[] {
  return [
    { id: 'code', header: 'Code', align: 'start', width: 128, frozen: true, cell: (row) => textCell(row.code) },
    { id: 'title', header: 'Rate', align: 'start', width: 236, grow: 1, frozen: true, rowHeader: true, cell: (row) => textCell(row.title), whyReadOnly: () => 'Rates are described in the Catalog.' },
    { id: 'unit', header: 'Unit', align: 'start', width: 130, cell: (row) => textCell(row.unit), whyReadOnly: () => 'Units are described in the Catalog.' },
    ...months.map((month, at): GridColumn<UsageRow> => ({ id: `month.${month}`, header: shortMonth(month), align: 'end', width: 116, cell: (row) => usageCell(row.cells[at] ?? null, row.places), editable: () => canEdit })),
    { id: 'total', header: 'Year', align: 'end', width: 128, cell: (row) => figureCell(totalOf(row.cells), row.places), whyReadOnly: () => 'The sum of the months.' },
  ]
}
