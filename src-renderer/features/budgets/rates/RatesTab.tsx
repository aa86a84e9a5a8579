/** The rates of the customer: what was used and what will be, typed in place; a row opens its chart. */
import { useCallback, useEffect, useMemo, useRef, useState, type ReactNode } from 'react'

import { planSeriesEdit } from '../../../../src-shared/domain/budget/edit-budget.ts'
import { Decimal, formatFixed, toText } from '../../../../src-shared/domain/decimal.ts'
import { budgetId, budgetSeriesId } from '../../../../src-shared/domain/model/billing-tables.ts'
import { EmptyState } from '../../../components/EmptyState.tsx'
import { RateGrid } from '../../../components/RateGrid/RateGrid.tsx'
import type { GridColumn, GridEdit, GridHandle, GridRefusal, GridSelection } from '../../../components/RateGrid/types.ts'
import { fittedColumns } from '../../../components/sheet/fitted-columns.ts'
import { sumOfShown } from '../../../components/sheet/selection-sum.ts'
import { useColumnWidths } from '../../../components/sheet/use-column-widths.ts'
import { useModelSession } from '../../../state/model-session.tsx'
import { usePreference } from '../../../state/preferences.ts'
import { useStatusBar } from '../../../state/status-bar.tsx'
import { useBudgetView } from '../budget-view.tsx'
import classes from '../Budgets.module.css'
import { sentence } from '../../../components/typed.ts'
import { useInspected, type Inspected } from '../use-inspected.ts'
import { FIGURE_OF_COLUMN, FIGURE_WORDS, groupOf, rateColumns, rateRows, readSeriesField, type RateRow } from './rate-rows.ts'
import { RateDock } from './RateDock.tsx'

function rowId(row: RateRow): string {
  return row.rateId
}

function groupText(rows: readonly RateRow[]): string {
  const sum = rows.reduce((total, row) => total.plus(row.terms.difference), new Decimal(0))
  return `${rows.length} ${rows.length === 1 ? 'rate' : 'rates'} · ${sum.isNegative() ? '' : '+'}${formatFixed(toText(sum), 2)} USD`
}

/** Sum, average and count of the selected numbers, in the status bar as everywhere. */
function useSelectedFigures(selection: GridSelection<RateRow> | null, columns: readonly GridColumn<RateRow>[]): void {
  const statusBar = useStatusBar()
  useEffect(() => {
    const byId = new Map(columns.map((column) => [column.id, column]))
    const sum = selection === null ? null : sumOfShown(selection, byId)
    statusBar.setSelection(sum === null ? null : { ...sum, elapsedMs: null })
  }, [statusBar, selection, columns])
  useEffect(() => () => statusBar.setSelection(null), [statusBar])
}

export function RatesTab(): ReactNode {
  const view = useBudgetView()
  const { draft, customer, to, key, row: wanted, canEdit, fromLabel, toLabel, budget } = view
  const { apply, undoState } = useModelSession()
  const [widths, setWidths] = useColumnWidths('budgets.rates')
  const [density] = usePreference<'compact' | 'comfortable'>('table.density', 'compact')
  const [selection, setSelection] = useState<GridSelection<RateRow> | null>(null)
  const [grid, setGrid] = useState<GridHandle | null>(null)
  const rows = useMemo(() => rateRows({ draft, to, customer, budget }), [draft, to, customer, budget])
  const columns = useMemo(() => fittedColumns(rateColumns({ fromLabel, toLabel, canEdit }), rows), [fromLabel, toLabel, canEdit, rows])

  const onEdit = useCallback((edits: readonly GridEdit[]): readonly GridRefusal[] => {
    const refusals: GridRefusal[] = []
    const taken = edits.flatMap((edit, index) => {
      const read = readSeriesField(edit.columnId, edit.text)
      if ('why' in read) refusals.push({ index, reason: read.why })
      return 'why' in read ? [] : [{ index, rateId: edit.rowId, fields: read.value }]
    })
    if (taken.length === 0) return refusals
    const plan = planSeriesEdit({ draft, version: to, customerId: customer.id, edits: taken })
    const problems = plan.ok ? apply(plan.value) : plan.failure
    const real = problems.filter((each) => each.code !== 'nothing-to-change')
    return real.length === 0 ? refusals : [...refusals, ...taken.map(({ index }) => ({ index, reason: sentence(real) }))]
  }, [apply, draft, to, customer.id])

  const undone = undoState.redo?.revision ?? null
  useEffect(() => {
    if (undone !== null) grid?.settle()
  }, [undone, grid])

  const shown = useRef<string | null>(null)
  useEffect(() => {
    if (grid === null || wanted === null || wanted === shown.current || !rows.some((row) => row.rateId === wanted)) return
    shown.current = wanted
    grid.focus()
    grid.select({ rowId: wanted, columnId: 'unitsAfter' })
  }, [grid, wanted, rows])

  const active = selection?.active ?? null
  const chosen = active === null ? null : (rows.find((row) => row.rateId === active.rowId) ?? null)
  const columnId = active?.columnId ?? ''
  useSelectedFigures(selection, columns)
  useInspected(useMemo((): Inspected | null => {
    if (chosen === null) return null
    const of = { version: key, customerId: customer.id }
    const figure = FIGURE_OF_COLUMN[columnId] ?? null
    return {
      title: `${chosen.title}${figure === null ? '' : `, ${FIGURE_WORDS[figure]}`} · ${customer.code}`, asked: figure === null ? null : { rateId: chosen.rateId, figure },
      notes: [{ label: 'Why this rate differs', text: chosen.series?.note ?? '' }, { label: 'Why, of the whole budget', text: chosen.held.note }],
      history: [{ table: 'budgetSeries', id: budgetSeriesId({ ...of, rateId: chosen.rateId }) }, { table: 'budget', id: budgetId(of) }, { table: 'budgetFigure', id: budgetSeriesId({ ...of, rateId: chosen.rateId }) }],
    }
  }, [chosen, columnId, key, customer]))

  return (
    <>
      <div className={classes['grid']}>
        <RateGrid<RateRow>
          label={`Rates of ${customer.code}, ${fromLabel} to ${toLabel}`} rows={rows} rowId={rowId} columns={columns} groupsOf={groupOf} groupText={groupText} density={density} widths={widths} onWidthsChange={setWidths}
          onSelectionChange={setSelection} handle={setGrid} {...(canEdit ? { onEdit } : {})}
          empty={<EmptyState title="Nothing was used in these years">Import usage, or add a dated change for a rate that is new to the customer.</EmptyState>}
        />
      </div>
      {chosen !== null && <RateDock key={chosen.rateId} rate={chosen} />}
    </>
  )
}
