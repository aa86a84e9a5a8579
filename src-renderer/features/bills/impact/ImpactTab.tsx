/** The impact of new rates on every customer, live: an edited rate moves it before it is in the file (BILL-9). */
import { Button, SegmentedControl, Text } from '@mantine/core'
import { IconReceipt2 } from '@tabler/icons-react'
import { useCallback, useMemo, useRef, useState, type ReactNode } from 'react'

import { EmptyState } from '../../../components/EmptyState.tsx'
import type { ImpactDirection } from '../../../../src-shared/domain/billing/impact.ts'
import { FailureAlert } from '../../../components/FailureAlert.tsx'
import { PlanWaiting } from '../../../components/PlanWaiting.tsx'
import { Sheet } from '../../../components/sheet/Sheet.tsx'
import { ImpactFigures } from '../../../components/ImpactFigures.tsx'
import { ImpactWarnings } from '../../../components/ImpactWarnings.tsx'
import { useImpactAnswer } from '../../../state/live-bills.ts'
import { useInspector } from '../../../state/inspector.tsx'
import { usePlanning } from '../../../state/planning.ts'
import { usePreference } from '../../../state/preferences.ts'
import { useBillView } from '../bill-view.tsx'
import classes from '../Bills.module.css'
import { CustomerSearch } from '../CustomerSearch.tsx'
import { NoUsage } from '../NoUsage.tsx'
import { ImpactDock, useDock } from './ImpactDock.tsx'
import { impactMatrixColumns, impactSheetRows, impactTermColumns, type ImpactSheetRow } from './impact-rows.ts'
import { useImpactSubjects } from './use-impact-subjects.ts'

const VIEWS = [{ value: 'terms', label: 'By reason' }, { value: 'service-group', label: 'By group' }, { value: 'service', label: 'By service' }] as const
type View = (typeof VIEWS)[number]['value']

function isView(value: unknown): value is View {
  return VIEWS.some((each) => each.value === value)
}

function rowId(row: ImpactSheetRow): string {
  return row.id
}

function isTotal(row: ImpactSheetRow): boolean {
  return row.customer === null
}

const EVERYBODY = { customer: null, among: null }

/** The largest changes in words, while they are shown. */
const WORDS = 10

export function ImpactTab(): ReactNode {
  const { base, compared, usage, impactYear, impactBasis, customers, directions, show } = useBillView()
  const [view, setView] = usePreference<View>('bills.impact.view', 'terms', isView)
  const [text, setText] = useState('')
  const search = useRef<HTMLInputElement>(null)
  const [active, setActive] = useState<ImpactSheetRow | null>(null)
  const [dock, setDock] = useDock()
  const grouping = view === 'terms' ? null : view
  const live = useImpactAnswer({ from: base, to: compared, usageYear: impactYear, usageBasis: impactBasis, grouping, words: dock.isOpen && dock.tab === 'words' ? WORDS : 0 })
  const { answer, failure, isBehind } = live
  const planning = usePlanning(live)
  const rows = useMemo(() => (answer === undefined ? [] : impactSheetRows(answer, customers, { text, directions })), [answer, customers, text, directions])
  const [usageFrom, usageTo, usageBasis, matrixColumns] = [answer?.usageFrom, answer?.usageTo, answer?.usageBasis, answer?.matrix?.columns]
  const isMatrix = answer !== undefined && answer.matrix !== null
  // An edit changes figures, not columns: they stay the same objects, so that only the cells are drawn again.
  const columnsKey = `${usageFrom} ${usageTo} ${usageBasis} ${matrixColumns?.map((each) => each.id).join(',') ?? ''}`
  const [columnsOf, setColumnsOf] = useState<{ readonly key: string; readonly columns: ReturnType<typeof impactTermColumns> }>({ key: '', columns: [] })
  if (answer !== undefined && columnsOf.key !== columnsKey) setColumnsOf({ key: columnsKey, columns: isMatrix ? impactMatrixColumns(answer) : impactTermColumns(answer) })
  const chosen = active?.customer ?? null
  const inspector = useInspector()
  const { ofRow } = useImpactSubjects()
  const subjectOf = useCallback((row: ImpactSheetRow, columnId: string) => ofRow(row, columnId, grouping === null || matrixColumns === undefined ? null : { grouping, columns: matrixColumns }), [ofRow, grouping, matrixColumns])
  const toggle = useCallback((direction: ImpactDirection) => {
    const others = [...directions].filter((each) => each !== direction)
    show({ direction: (directions.has(direction) ? others : [...others, direction]).join(',') })
  }, [directions, show])
  const showAll = (): void => {
    setText('')
    show({ direction: '' })
    // The button goes with the empty table.
    search.current?.focus()
  }
  const openRates = useCallback((row: ImpactSheetRow) => {
    if (row.customer !== null) setDock({ isOpen: true, tab: 'rates' })
  }, [setDock])

  if (failure !== null) return <div className={classes['alerts']}><FailureAlert title="The impact cannot be computed" failure={failure} /></div>
  if (answer === undefined) return <div className={classes['alerts']}><PlanWaiting label="Computing the impact" {...planning} /></div>
  if (usage.years.length === 0) return <NoUsage />
  const everybody = <Button variant="default" onClick={showAll}>Show all customers</Button>
  return (
    <>
      {isBehind && planning.progress !== null && <div className={classes['alerts']}><PlanWaiting label="Computing the impact" {...planning} /></div>}
      {answer.warnings.length > 0 && <div className={classes['alerts']}><ImpactWarnings warnings={answer.warnings} /></div>}
      <ImpactFigures totals={answer.totals} counts={{ pressed: directions, onToggle: toggle }} onExplain={(figure) => { inspector.show(ofRow(EVERYBODY, figure, null)); inspector.open('explain') }} />
      <div className={classes['tools']}>
        <CustomerSearch input={search} text={text} onText={setText} />
        <SegmentedControl aria-label="Columns" value={view} data={VIEWS.map((each) => ({ ...each }))} onChange={(next) => { if (isView(next)) setView(next) }} />
        <Text size="sm" c="dimmed">
          {answer.title}
          {answer.unpricedLines > 0 && ` · ${answer.unpricedLines.toLocaleString('en-US')} ${answer.unpricedLines === 1 ? 'line has' : 'lines have'} no price`}
        </Text>
        <span className={classes['spacer']} />
        <Button
          variant="default" leftSection={<IconReceipt2 size={15} aria-hidden />} disabled={chosen === null}
          onClick={() => {
            if (chosen !== null) show({ tab: 'statement', customer: chosen.id, month: null })
          }}
        >
          {chosen === null ? 'Open the statement' : `Statement of ${chosen.code}`}
        </Button>
      </div>
      <div className={classes['grid']}>
        <Sheet<ImpactSheetRow>
          name={`bills.impact.${view}`} label={`Impact, ${answer.title}`} rows={rows} rowId={rowId} columns={columnsOf.columns} isTotal={isTotal} subjectOf={subjectOf} onRow={setActive} onOpen={openRates}
          empty={text === '' ? <EmptyState title="Nobody’s bill goes that way" actions={everybody}>The counts above say how many bills go up, go down and stay.</EmptyState> : <EmptyState title={directions.size === 0 ? 'No customer is called that' : 'No such customer among those shown'} actions={everybody}>Search for another code, name, secretariat or manager.</EmptyState>}
        />
      </div>
      <ImpactDock answer={answer} customer={chosen} dock={dock} onDock={setDock} />
    </>
  )
}
