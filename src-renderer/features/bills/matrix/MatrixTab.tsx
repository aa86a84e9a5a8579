/** Bills of a year by customer and service: what they add up to is what the statements add up to. */
import { Button, Select, Text } from '@mantine/core'
import { IconCoins, IconReceipt2 } from '@tabler/icons-react'
import { useCallback, useMemo, useState, type ReactNode } from 'react'

import type { MatrixAnswer } from '../../../../src-shared/contract/bill-answers.ts'
import { MATRIX_GROUPINGS, type MatrixGrouping } from '../../../../src-shared/domain/billing/bill-matrix-view.ts'
import { versionKey } from '../../../../src-shared/domain/version.ts'
import { client } from '../../../client/client.ts'
import { EmptyState } from '../../../components/EmptyState.tsx'
import { FailureAlert } from '../../../components/FailureAlert.tsx'
import { PlanWaiting } from '../../../components/PlanWaiting.tsx'
import { Sheet } from '../../../components/sheet/Sheet.tsx'
import type { InspectorSubject } from '../../../state/inspector.tsx'
import { useLiveAnswer } from '../../../state/live-answer.ts'
import { useModelSession } from '../../../state/model-session.tsx'
import { usePlanning } from '../../../state/planning.ts'
import { usePreference } from '../../../state/preferences.ts'
import { spanInWords, useBillView } from '../bill-view.tsx'
import classes from '../Bills.module.css'
import { CustomerSearch } from '../CustomerSearch.tsx'
import { askBill, askPart, linesOfRates } from '../explain-bills.ts'
import { NoUsage } from '../NoUsage.tsx'
import { useRevenuePlan } from '../use-revenue-plan.ts'
import { columnKey, matrixRows, matrixSheetColumns, type MatrixRow } from './matrix-rows.ts'

const GROUPING_WORDS: Readonly<Record<MatrixGrouping, string>> = { service: 'By service', 'service-group': 'By service group', 'line-of-business': 'By line of business', 'object-code': 'By object code' }

function isGrouping(value: unknown): value is MatrixGrouping {
  return MATRIX_GROUPINGS.some((each) => each === value)
}

function rowId(row: MatrixRow): string {
  return row.id
}

function isTotal(row: MatrixRow): boolean {
  return row.customer === null
}

export function MatrixTab(): ReactNode {
  const view = useBillView()
  const { draft, version, usage, usageYear, usageBasis, customers, canEdit, show } = view
  const { ahead } = useModelSession()
  const [grouping, setGrouping] = usePreference<MatrixGrouping>('bills.grouping', 'service-group', isGrouping)
  const [text, setText] = useState('')
  const [active, setActive] = useState<MatrixRow | null>(null)
  const revenue = useRevenuePlan()
  const live = useLiveAnswer<MatrixAnswer>(['bills.matrix', versionKey(version), usageYear, usageBasis, grouping], (changes, signal) => client.bills.matrix({ version, usageYear, usageBasis, grouping, ahead: [...changes] }, { signal }))
  const { answer, failure, isBehind } = live
  const planning = usePlanning(live)
  const matrix = answer?.matrix
  const rows = useMemo(() => (matrix === undefined ? [] : matrixRows(matrix, customers, text)), [matrix, customers, text])
  const columns = useMemo(() => (matrix === undefined ? [] : matrixSheetColumns(matrix)), [matrix])
  const subjectOf = useCallback(({ customer }: MatrixRow, columnId: string): InspectorSubject | null => {
    if (customer === null) return { title: 'All customers', explain: null, notes: [{ label: 'All customers', text: 'The sum of their bills. Select one of them to see how its bill came about.' }], history: [] }
    const asked = { version, usageYear, usageBasis, customerId: customer.id, month: null, ahead }
    const key = columnKey(columnId)
    const column = matrix?.columns.find((each) => each.id === key)
    return {
      title: `${customer.code} · ${column?.label ?? 'bill'}`, explain: null, notes: [{ label: 'Note', text: customer.note }], history: [{ table: 'customer', id: customer.id }],
      ask: column === undefined ? () => askBill(asked, null) : () => askPart(asked, { label: column.label, isOf: linesOfRates(draft, (rateId) => keyOfRate(draft, grouping, rateId) === column.id) }),
    }
  }, [draft, version, usageYear, usageBasis, ahead, matrix, grouping])
  const open = useCallback((row: MatrixRow) => {
    if (row.customer !== null) show({ tab: 'statement', customer: row.customer.id, month: null })
  }, [show])

  if (failure !== null) return <div className={classes['alerts']}><FailureAlert title="The bills cannot be computed" failure={failure} /></div>
  if (answer === undefined) return <div className={classes['alerts']}><PlanWaiting label="Computing the bills" {...planning} /></div>
  if (answer.monthsWithUsage.length === 0) return <NoUsage />
  const chosen = active?.customer ?? null
  const year = usage.years.find((each) => each.fiscalYear === answer.usageYear)
  const isPlanned = answer.usageBasis === 'planned'
  return (
    <>
      {isBehind && planning.progress !== null && <div className={classes['alerts']}><PlanWaiting label="Computing the bills" {...planning} /></div>}
      <div className={classes['tools']}>
        <CustomerSearch text={text} onText={setText} />
        <Select aria-label="Columns" data={MATRIX_GROUPINGS.map((value) => ({ value, label: GROUPING_WORDS[value] }))} value={grouping} allowDeselect={false} w={156} onChange={(next) => { if (isGrouping(next)) setGrouping(next) }} />
        <Text size="sm" c="dimmed" component="output">
          {Math.max(0, rows.length - 1).toLocaleString('en-US')} {rows.length === 2 ? 'customer' : 'customers'} · {isPlanned ? `planned usage of FY${answer.usageYear}` : `FY${answer.usageYear}, ${spanInWords(year)}`}
          {answer.unpricedLines > 0 && ` · ${answer.unpricedLines.toLocaleString('en-US')} ${answer.unpricedLines === 1 ? 'line has' : 'lines have'} no price; the statements name them`}
        </Text>
        <span className={classes['spacer']} />
        <Button variant="default" leftSection={<IconReceipt2 size={15} aria-hidden />} disabled={chosen === null} onClick={() => { if (active !== null) open(active) }}>
          {chosen === null ? 'Open the statement' : `Open ${chosen.code}`}
        </Button>
        <Button variant="default" leftSection={<IconCoins size={15} aria-hidden />} disabled={!canEdit || revenue.isBusy || isPlanned} onClick={() => void revenue.take()} title={isPlanned ? 'Planned usage is not billed: choose recorded usage.' : 'Writes the billed, imputed and federally funded revenue of each service into the recovery of the year; can be undone.'}>
          Take billed revenue over into recovery
        </Button>
      </div>
      <div className={classes['grid']}>
        <Sheet<MatrixRow>
          name="bills.matrix" label={`Bills of FY${answer.usageYear}${isPlanned ? ', planned,' : ''} at the rates of ${view.label}`} rows={rows} rowId={rowId} columns={columns} isTotal={isTotal} subjectOf={subjectOf} onRow={setActive} onOpen={open}
          empty={<EmptyState title="No customer is called that">Search for another code, name, secretariat or manager.</EmptyState>}
        />
      </div>
      {usage.orphans.lineCount > 0 && (
        <Text size="sm" className={classes['alerts'] ?? ''} c="var(--ratebook-increase)">
          {usage.orphans.lineCount.toLocaleString('en-US')} lines of usage are billed to nobody. <button type="button" className={classes['link']} onClick={() => show({ tab: 'usage' })}>See which</button>
        </Text>
      )}
    </>
  )
}

/** The column under which a rate is counted. */
function keyOfRate(draft: ReturnType<typeof useBillView>['draft'], grouping: MatrixGrouping, rateId: string): string {
  const rate = draft.rate.get(rateId)
  const service = draft.service.get(rate?.serviceId ?? '')
  const group = draft.serviceGroup.get(service?.serviceGroupId ?? '')
  switch (grouping) {
    case 'service':
      return service?.id ?? ''
    case 'service-group':
      return group?.id ?? ''
    case 'line-of-business':
      return group?.lineOfBusinessId ?? ''
    case 'object-code':
      return rate?.objectCode ?? ''
  }
}
