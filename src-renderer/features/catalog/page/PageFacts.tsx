/** Beside the page: its status, who owns, approves and reviews it, and when. */
import { Box, Button, NativeSelect, TextInput } from '@mantine/core'
import { useState, type ReactNode } from 'react'

import { planNextReview, planPageLine, planPageStatus } from '../../../../src-shared/domain/catalog/edit-pages.ts'
import { STATUS_WORDS, type PageLineField } from '../../../../src-shared/domain/catalog/page-sections.ts'
import { placeOfService, type ServicePageView } from '../../../../src-shared/domain/catalog/service-page.ts'
import { PAGE_STATUSES } from '../../../../src-shared/domain/model/page-tables.ts'
import { TextField } from '../../../components/TextField.tsx'
import { useFirstFocus } from '../../../components/use-first-focus.ts'
import { useApplyPlan } from '../../../state/apply-plan.ts'
import { useModelSession } from '../../../state/model-session.tsx'
import { useDueDay } from '../../../state/today.ts'
import { useFieldPlan } from '../use-catalog-edits.ts'
import classes from './Page.module.css'
import { StatusOfPage } from './StatusOfPage.tsx'
import { EditButton } from './TextSection.tsx'

const LINES: readonly { readonly field: PageLineField; readonly label: string }[] = [{ field: 'owner', label: 'Owner' }, { field: 'approver', label: 'Approved by' }, { field: 'reviewer', label: 'Reviewed by' }]

type Props = { readonly view: ServicePageView }

function Fact({ label, children }: { readonly label: string; readonly children: ReactNode }): ReactNode {
  return (
    <div>
      <dt>{label}</dt>
      <dd>{children}</dd>
    </div>
  )
}

function NextReview({ day }: { readonly day: string | null }): ReactNode {
  const now = useDueDay()
  if (day === null) return 'Not planned'
  return day < now ? <span className={classes['overdue']}>{day}, overdue</span> : day
}

function Reading({ view: { page, service } }: Props): ReactNode {
  const { draft } = useModelSession()
  const { line, group } = placeOfService(draft, service)
  return (
    <dl className={classes['facts']}>
      <Fact label="Status">
        <StatusOfPage status={page.status} />
      </Fact>
      {LINES.map(({ field, label }) => (
        <Fact key={field} label={label}>
          {page[field] === '' ? 'Nobody named' : page[field]}
        </Fact>
      ))}
      <Fact label="Next review">
        <NextReview day={page.nextReviewOn} />
      </Fact>
      <Fact label="Place in the catalog">{[line, group].filter((each) => each !== '').join(', ')}</Fact>
      {service.code !== '' && <Fact label="Code">{service.code}</Fact>}
      {page.source !== '' && <Fact label={page.provenance === 'fictional' ? 'Source (fictional)' : 'Source'}>{page.source}</Fact>}
    </dl>
  )
}

function Editing({ view: { page, service }, onDone }: Props & { readonly onDone: () => void }): ReactNode {
  const { draft } = useModelSession()
  const commit = useFieldPlan()
  const apply = useApplyPlan()
  const first = useFirstFocus<HTMLSelectElement>()
  const of = { draft, serviceId: service.id }
  return (
    <Box
      className={classes['facts'] ?? ''}
      onKeyDown={(event) => {
        if (event.key === 'Escape') onDone()
      }}
    >
      <NativeSelect
        label="Status" value={page.status} data={PAGE_STATUSES.map((value) => ({ value, label: STATUS_WORDS[value] }))}
        ref={first}
        onChange={(event) => {
          const status = PAGE_STATUSES.find((each) => each === event.currentTarget.value)
          if (status !== undefined) apply(planPageStatus({ ...of, status }))
        }}
      />
      {LINES.map(({ field, label }) => (
        <TextField key={field} label={label} value={page[field]} placeholder="A role" onCommit={(text) => commit(planPageLine({ ...of, field, text }))} />
      ))}
      <TextInput key={page.nextReviewOn} type="date" label="Next review" defaultValue={page.nextReviewOn ?? ''} onBlur={(event) => {
        if (event.currentTarget.value !== (page.nextReviewOn ?? '')) apply(planNextReview({ ...of, text: event.currentTarget.value }))
      }} />
      <TextField label="Source" value={page.source} isLong onCommit={(text) => commit(planPageLine({ ...of, field: 'source', text }))} />
      <Button size="compact-sm" onClick={onDone}>
        Done
      </Button>
    </Box>
  )
}

export function PageFacts({ view }: Props): ReactNode {
  const { readOnly } = useModelSession()
  const [isEditing, setIsEditing] = useState(false)
  return (
    <section aria-label="About this page">
      <div className={classes['asideHead']}>
        <span>About this page</span>
        {!readOnly && !isEditing && <EditButton label="Edit status, roles and review" onClick={() => setIsEditing(true)} />}
      </div>
      {isEditing ? <Editing view={view} onDone={() => setIsEditing(false)} /> : <Reading view={view} />}
    </section>
  )
}
