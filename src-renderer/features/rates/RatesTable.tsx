/** The what-if table: the chosen versions side by side, typed and pasted into, narrowed, with charts below. */
import { useCallback, useEffect, useEffectEvent, useMemo, useState, type ReactNode } from 'react'

import { comparedWithoutOverhead } from '../../../src-shared/domain/rates/compared-without-overhead.ts'
import type { Comparison, ComparisonRow } from '../../../src-shared/domain/rates/comparison.ts'
import { withdrawnPrices } from '../../../src-shared/domain/rates/resolve-prices.ts'
import { EmptyState } from '../../components/EmptyState.tsx'
import { ImpactWarnings } from '../../components/ImpactWarnings.tsx'
import { RateGrid } from '../../components/RateGrid/RateGrid.tsx'
import type { GridHandle, GridRefusal, GridEdit, GridSelection } from '../../components/RateGrid/types.ts'
import { Screen } from '../../components/Screen.tsx'
import { sumOfSelection } from '../../components/sheet/selection-sum.ts'
import { useColumnWidths } from '../../components/sheet/use-column-widths.ts'
import { useCommands } from '../../state/commands.tsx'
import { useInspector } from '../../state/inspector.tsx'
import { useModelSession } from '../../state/model-session.tsx'
import { notifyDone, notifyIssues } from '../../state/notices.tsx'
import { usePreference } from '../../state/preferences.ts'
import { goTo, ratesAddress, useAddressQuery } from '../../state/routes.ts'
import { useStatusBar } from '../../state/status-bar.tsx'
import { useVersionSelection } from '../../state/version-selection.tsx'
import { BulkChangeDialog } from './BulkChangeDialog.tsx'
import { ChartDrawer } from './ChartDrawer.tsx'
import { inspectorSubject } from './explain-selection.ts'
import { filterRows, isNarrowed, NO_FILTER, type RateFilter } from './rate-filter.ts'
import classes from './Rates.module.css'
import { COLUMN_CHOICES, columnShape, meaningOf, numberOf, ratesColumns } from './rates-columns.ts'
import { RatesActions, RatesFilters } from './RatesTools.tsx'
import { selectedRates } from './selected-rates.ts'
import { isSummaryFilter, summaryFilterOf } from './summary-filter.ts'
import { typingLine } from './typing-line.ts'
import { useComparison } from './use-comparison.ts'
import { editability, useRateEdits } from './use-rate-edits.ts'
import { useSameValue } from './use-same-value.ts'

const WHY_NOT_BASE = 'This is what the others are compared with. Choose the version as a comparison to change it.'
const USUAL_COLUMNS: readonly string[] = COLUMN_CHOICES.filter((each) => each.isUsual).map((each) => each.id)

function isTextList(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every((each) => typeof each === 'string')
}

/** Filters that the address asks for: `/rates?status=new&text=mail`. */
function filterOfAddress(query: URLSearchParams): RateFilter {
  const status = query.get('status')
  return { ...NO_FILTER, status: isSummaryFilter(status) ? status : null, text: query.get('text') ?? '' }
}

function rowKey(row: ComparisonRow): string {
  return row.key
}

function groupsOf(row: ComparisonRow): readonly { readonly id: string; readonly label: string }[] {
  return [{ id: row.lineOfBusinessId, label: row.lineOfBusiness }, { id: row.serviceGroupId, label: row.serviceGroup }]
}

type Asked = { readonly rateId: string | null; readonly comparison: Comparison; readonly rows: readonly ComparisonRow[]; readonly grid: GridHandle | null; readonly showAll: () => void }

/** Selects the rate that the address asks for, past any filter; the address then forgets it, so that it can be asked for again. */
function useRowChosenByAddress({ rateId, comparison, rows, grid, showAll }: Asked): void {
  const show = useEffectEvent(({ wanted, table, shown }: { readonly wanted: string; readonly table: GridHandle; readonly shown: readonly ComparisonRow[] }) => {
    const row = comparison.rows.find((each) => each.rateId === wanted)
    if (row !== undefined && !shown.includes(row)) return showAll()
    if (row !== undefined) {
      table.focus()
      table.select({ rowId: row.key, columnId: `rate.${comparison.comparisonLabels.length - 1}` })
    }
    goTo(ratesAddress(), { replace: true })
  })
  useEffect(() => {
    if (rateId !== null && grid !== null) show({ wanted: rateId, table: grid, shown: rows })
  }, [rateId, rows, grid])
}

/** `views` is the switch between the table and its other views. */
export function RatesTable({ views }: { readonly views: ReactNode }): ReactNode {
  const session = useModelSession()
  const { draft, readOnly, author, newId } = session
  const { request, comparisons, setComparisons, setBasis } = useVersionSelection()
  const comparison = useComparison(draft, request)
  const query = useAddressQuery()
  const [filter, setFilter] = useState<RateFilter>(() => filterOfAddress(query))
  const [columnIds, setColumnIds] = usePreference('rates.columns', USUAL_COLUMNS, isTextList)
  const [widths, setWidths] = useColumnWidths('rates')
  const [density] = usePreference<'compact' | 'comfortable'>('table.density', 'compact')
  const [selection, setSelection] = useState<GridSelection<ComparisonRow> | null>(null)
  const [grid, setGrid] = useState<GridHandle | null>(null)
  const [isChanging, setChanging] = useState(false)
  const inspector = useInspector()
  const statusBar = useStatusBar()
  const takeEdits = useRateEdits()
  const last = comparisons.length - 1

  const shownColumns = useMemo(() => new Set(columnIds), [columnIds])
  const editable = useSameValue(comparisons.map((version) => editability(session, version)))
  const withdrawn = useSameValue(comparisons.map((version) => withdrawnPrices(draft, version)))
  const shape = useSameValue(columnShape(comparison))
  const columns = useMemo(() => ratesColumns({ shape, shown: shownColumns, editable, withdrawn, whyNotBase: WHY_NOT_BASE }), [shape, shownColumns, editable, withdrawn])
  const withoutOverhead = useMemo(() => comparedWithoutOverhead(draft, comparison).map((each) => [each.message, each.remedy ?? ''].join(' ').trim()), [draft, comparison])
  const rows = useMemo(() => filterRows(comparison.rows, { index: last, filter, withdrawn }), [comparison, last, filter, withdrawn])
  useRowChosenByAddress({ rateId: query.get('rate'), comparison, rows, grid, showAll: () => setFilter(NO_FILTER) })
  useCommands('rates', useMemo(() => [{ id: 'find', group: 'Edit', label: 'Find in the table', keys: 'Mod+F', run: () => grid?.openFind() }], [grid]))

  const groupText = useCallback(
    (group: readonly ComparisonRow[]): string => {
      const counted = group.map((row) => (row.cells[last] === undefined ? null : summaryFilterOf(row.cells[last])))
      const count = (what: string): number => counted.filter((each) => each === what).length
      const parts = [`${group.length} ${group.length === 1 ? 'row' : 'rows'}`, ...(['up', 'down', 'new', 'gone'] as const).flatMap((what) => (count(what) === 0 ? [] : [`${count(what)} ${what}`]))]
      return parts.join(' · ')
    },
    [last],
  )

  const isMuted = useCallback((row: ComparisonRow): boolean => (row.cells[last]?.price ?? null) === null, [last])

  // After an undo, a refusal of the paste that it took back would only mislead.
  const undone = session.undoState.redo?.revision ?? null
  useEffect(() => {
    if (undone !== null) grid?.settle()
  }, [undone, grid])

  const active = selection?.active ?? null
  useEffect(() => {
    inspector.show(active === null ? null : inspectorSubject(draft, { comparison, rowKey: active.rowId, meaning: meaningOf(active.columnId) }))
  }, [inspector, draft, comparison, active])
  useEffect(() => () => inspector.show(null), [inspector])

  const [elapsedMs, setElapsedMs] = useState<number | null>(null)
  useEffect(() => {
    const figures = selection === null ? null : sumOfSelection(selection, numberOf)
    statusBar.setSelection(figures === null && elapsedMs === null ? null : { sum: null, average: null, count: 0, ...figures, elapsedMs })
  }, [statusBar, selection, elapsedMs])
  useEffect(() => () => statusBar.setSelection(null), [statusBar])

  function edit(edits: readonly GridEdit[]): readonly GridRefusal[] {
    const startedAt = performance.now()
    const refusals = takeEdits(edits)
    setElapsedMs(Math.round(performance.now() - startedAt))
    return refusals
  }

  const selected = useMemo(() => (selection === null ? { cells: [], cellIndex: null } : selectedRates(selection)), [selection])
  const changedAt = selected.cellIndex ?? last
  const changedVersion = comparisons[changedAt]

  const labels = comparison.comparisonLabels.join(', ')
  const openChange = useCallback(() => setChanging(true), [])
  const showColumns = useCallback((shown: ReadonlySet<string>) => setColumnIds([...shown]), [setColumnIds])
  const actions = (
    <>
      <RatesActions
        selected={selected.cells.length} canChange={!readOnly && editable[changedAt]?.isEditable === true} onChangeSelection={openChange}
        basis={request.basis} onBasis={setBasis} shownColumns={shownColumns} onColumns={showColumns}
      />
      {views}
    </>
  )
  return (
    <Screen fill title="Rates" description={`${comparison.baseLabel} against ${labels}. ${typingLine(session, comparisons)}`} tools={actions}>
      <div className={classes['layout']}>
        <ImpactWarnings warnings={withoutOverhead} />
        <RatesFilters comparison={comparison} index={last} filter={filter} onFilter={setFilter} shownRows={rows.length} />
        <div className={classes['grid']}>
          <RateGrid<ComparisonRow>
            label={`Rates, ${comparison.baseLabel} to ${labels}`}
            rows={rows} rowId={rowKey} columns={columns} groupsOf={groupsOf} groupText={groupText} density={density}
            widths={widths} onWidthsChange={setWidths} onEdit={edit} onSelectionChange={setSelection} isMuted={isMuted} handle={setGrid}
            empty={
              isNarrowed(filter) ? (
                <EmptyState title="No rate passes these filters">Show all rows again with the cross beside the count, or choose other years at the top.</EmptyState>
              ) : (
                <EmptyState title="No rates in these years">Import them, or describe them in the catalog; or choose other years at the top.</EmptyState>
              )
            }
          />
        </div>
        <ChartDrawer draft={draft} comparison={comparison} rate={selection?.activeRow ?? null} />
        {changedVersion !== undefined && (
          <BulkChangeDialog
            open={isChanging} draft={draft} version={changedVersion} cells={selected.cells} newId={newId} author={author} onClose={() => setChanging(false)}
            onApply={(plan, scenarioId) => {
              const problems = session.apply(plan)
              if (problems.length > 0) return notifyIssues('Not changed', problems)
              if (scenarioId !== null) setComparisons(comparisons.map((each, at) => (at === changedAt ? { ...each, scenarioId } : each)))
              notifyDone(plan.label)
            }}
          />
        )}
      </div>
    </Screen>
  )
}
