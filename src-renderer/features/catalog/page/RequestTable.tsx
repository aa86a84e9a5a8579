/** What can be asked for, and by which day it is done when it is asked for today (SLM-7). */
import { Anchor } from '@mantine/core'
import { useMemo, type ReactNode } from 'react'

import { leadWords } from '../../../../src-shared/domain/catalog/page-sections.ts'
import { dayWords, explainRequestDay, requestDoneBy } from '../../../../src-shared/domain/catalog/request-day.ts'
import type { RequestType } from '../../../../src-shared/domain/model/page-tables.ts'
import { Markdown } from '../../../components/Markdown.tsx'
import { useInspector } from '../../../state/inspector.tsx'
import { useModelPart } from '../../../state/model-session.tsx'
import { today, useDueDay } from '../../../state/today.ts'
import { PageTable, type Column } from './PageTable.tsx'

function DoneBy({ request }: { readonly request: RequestType }): ReactNode {
  const draft = useModelPart((snapshot) => snapshot.draft)
  const inspector = useInspector()
  const askedOn = useDueDay()
  const doneBy = requestDoneBy(draft, { request, askedOn })
  if (doneBy === null) return null
  function explain(): void {
    inspector.show({ title: `${request.title} · asked on ${askedOn}`, explain: () => explainRequestDay(draft, { request, askedOn }), notes: [], history: [{ table: 'requestType', id: request.id }] })
    inspector.open('explain')
  }
  return (
    <Anchor component="button" type="button" fz="inherit" underline="always" title="How the day is counted" aria-label={`${dayWords(doneBy)}, ${request.title}: how the day is counted`} onClick={explain}>
      {dayWords(doneBy)}
    </Anchor>
  )
}

const COLUMNS: readonly Column<RequestType>[] = [
  { head: 'Request', cell: (row) => row.title },
  { head: 'What it does', cell: (row) => <Markdown text={row.description} /> },
  { head: 'Lead time', cell: (row) => leadWords(row.leadDays), as: 'figure' },
]
const doneByCell: Column<RequestType>['cell'] = (row) => <DoneBy request={row} />

export function RequestTable({ requests }: { readonly requests: readonly RequestType[] }): ReactNode {
  const askedOn = useDueDay()
  const isPromised = requests.some(({ leadDays }) => leadDays !== null)
  const columns = useMemo(() => {
    const lines = [`Asked ${askedOn === today() ? `today (${askedOn})` : `on ${askedOn}`},`, 'done by']
    return isPromised ? [...COLUMNS, { head: lines.join(' '), lines, cell: doneByCell, as: 'figure' } as const] : COLUMNS
  }, [isPromised, askedOn])
  return <PageTable label="Service requests" rows={requests} columns={columns} />
}
