/** Price beside performance: one page for the review meeting, made to be turned to the customer. The report and its file say the same. */
import { Anchor, Button, Text, Title } from '@mantine/core'
import { IconAlertTriangle, IconArrowRight, IconFileExport } from '@tabler/icons-react'
import type { ReactNode } from 'react'

import type { ReviewSubject } from '../../../../src-shared/domain/service-levels/quality/review-subject.ts'
import type { ServiceReview } from '../../../../src-shared/domain/service-levels/quality/service-review.ts'
import { versionKey } from '../../../../src-shared/domain/version.ts'
import { EmptyState } from '../../../components/EmptyState.tsx'
import { SubjectSelect } from '../../../components/SubjectSelect.tsx'
import { VersionSelect } from '../../../components/VersionSelect.tsx'
import { Waiting } from '../../../components/Waiting.tsx'
import type { ReviewVersions } from '../../../state/review-versions.ts'
import { goTo, hrefOf, levelsAddress, reportAddress } from '../../../state/routes.ts'
import { useVersionSelection } from '../../../state/version-selection.tsx'
import { useLevelView } from '../level-view.tsx'
import { Performance } from './Performance.tsx'
import { Price } from './Price.tsx'
import classes from './Review.module.css'
import { useReview } from './use-review.ts'

type Props = { readonly review: ServiceReview }

function Findings({ review: { findings, meetings } }: Props): ReactNode {
  const open = findings.filter(({ finding }) => finding.status !== 'closed')
  const closed = findings.length - open.length
  return (
    <section className={classes['section']} aria-label="What is being done about it">
      <Title order={3} fz="sm">What is being done about it</Title>
      {open.length === 0 ? <Text size="sm" c="dimmed">No finding is open.</Text> : (
        <ul className={classes['findings']}>
          {open.map(({ finding, actions, overdue }) => (
            <li key={finding.id}>
              <Anchor size="sm" underline="always" c="inherit" href={hrefOf(levelsAddress({ tab: 'findings', row: finding.id }))}>{finding.code} {finding.title}</Anchor>
              <Text span size="xs" c="dimmed"> {finding.status}, opened {finding.openedOn}</Text>
              {actions.length > 0 && (
                <ul className={classes['actions']}>
                  {actions.map((action) => (
                    <li key={action.id}>
                      {action.title}: {action.status === 'done' ? `done on ${action.doneOn ?? ''}. ${action.result}` : action.status === 'dropped' ? `dropped. ${action.result}` : `${action.status === 'planned' ? 'planned' : 'in progress'}, ${action.owner}${action.dueOn === null ? '' : `, due ${action.dueOn}`}`}
                      {overdue.includes(action) && <strong> Overdue.</strong>}
                    </li>
                  ))}
                </ul>
              )}
            </li>
          ))}
        </ul>
      )}
      {closed > 0 && <Text size="xs" c="dimmed">{closed} more {closed === 1 ? 'was' : 'were'} closed within these months.</Text>}
      {meetings.map(({ code, on, reportOn, isPlanned, isOverdue }) => (
        <Text size="sm" key={`${code}${on}`}>{code}: review {isPlanned ? `planned for ${on}` : `asked for by ${on}, not planned yet`}{isOverdue ? ', overdue' : ''}; the periodic report is due on {reportOn}.</Text>
      ))}
    </section>
  )
}

function Tools({ subject, from, to }: ReviewVersions & { readonly subject: ReviewSubject }): ReactNode {
  const { draft, month, show } = useLevelView()
  const { years } = useVersionSelection()
  return (
    <div className={classes['tools']}>
      <SubjectSelect draft={draft} subject={subject} onChoose={({ of, id }) => show({ customer: of === 'customer' ? id : null, service: of === 'service' ? id : null, row: of === 'agreement' ? id : null })} />
      {years.length > 0 && (
        <fieldset className={classes['years']} aria-label="Years of the review">
          <VersionSelect label="Year of the review" value={from} onChange={(version) => show({ from: versionKey(version), to: versionKey(to) })} width={130} />
          <IconArrowRight size={16} aria-label="to" />
          <VersionSelect label="Later year of the review" value={to} onChange={(version) => show({ from: versionKey(from), to: versionKey(version) })} width={130} />
        </fieldset>
      )}
      <span className={classes['spacer']} />
      <Button variant="default" leftSection={<IconFileExport size={15} aria-hidden />} onClick={() => goTo(reportAddress({ report: 'service-review', month, from: versionKey(from), to: versionKey(to), ...(subject.of === 'customer' ? { agency: subject.id } : { [subject.of]: subject.id }) }))}>
        Export the review
      </Button>
    </div>
  )
}

export function ReviewTab(): ReactNode {
  const { subject, from, to, review, isBehind } = useReview()
  if (subject === null) return <EmptyState title="Nobody to review yet">A review lays what a customer or a service costs beside how its targets were held. Import agencies and their usage, or write down targets.</EmptyState>
  return (
    <div className={classes['page']}>
      <Tools subject={subject} from={from} to={to} />
      {review === null ? <Waiting label="Asking what it costs" /> : (
        <article aria-label={`Review of ${review.scope.name}`} aria-busy={isBehind} style={{ display: 'flex', flexDirection: 'column', gap: 18 }}>
          <div>
            <Title order={2} fz="lg">{review.scope.name}</Title>
            {review.scope.agreements.length > 0 && review.scope.subject.of !== 'agreement' && <Text size="xs" c="dimmed">{review.scope.agreements.map(({ code, title }) => `${code} ${title}`).join(' · ')}</Text>}
          </div>
          {review.scope.isFictional && (
            <div className={classes['banner']} role="note">
              <IconAlertTriangle size={15} aria-hidden />
              <span><strong>Fictional.</strong> Customers, agreements, targets and what was measured are made up.</span>
            </div>
          )}
          <ul className={classes['sentences']} aria-label="In three sentences">
            {review.sentences.map((sentence) => <li key={sentence}>{sentence}</li>)}
          </ul>
          <div className={classes['sides']}>
            <Price review={review} />
            <Performance review={review} />
          </div>
          <Findings review={review} />
        </article>
      )}
    </div>
  )
}
