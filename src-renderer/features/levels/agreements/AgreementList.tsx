/** Every agreement, by kind: with whom, for how long, when it is reviewed next, and how far it is. */
import { Button, CloseButton, Text, TextInput } from '@mantine/core'
import { IconFileImport, IconPlus, IconSearch, IconTable } from '@tabler/icons-react'
import { useDeferredValue, useMemo, useState, type ReactNode } from 'react'

import type { IsoDate } from '../../../../src-shared/domain/fiscal-year.ts'
import { AGREEMENT_KINDS, type Agreement } from '../../../../src-shared/domain/model/agreement-tables.ts'
import { stageOf } from '../../../../src-shared/domain/service-levels/agreements/agreement-stage.ts'
import { openReviews } from '../../../../src-shared/domain/service-levels/agreements/due-items.ts'
import { EmptyState } from '../../../components/EmptyState.tsx'
import { moveInList } from '../../../components/list-keys.ts'
import { goTo, importsAddress } from '../../../state/routes.ts'
import { useDueDay } from '../../../state/today.ts'
import { useLevelView } from '../level-view.tsx'
import { GROUP_WORDS, partyOf, termWords } from './agreement-words.ts'
import classes from './Agreements.module.css'
import { StageBadge } from './StageBadge.tsx'

type NextReview = { readonly on: IsoDate; readonly isOverdue: boolean }

function Entry({ agreement, review, isChosen, isStop }: { readonly agreement: Agreement; readonly review: NextReview | null; readonly isChosen: boolean; /** Of the Tab key. */ readonly isStop: boolean }): ReactNode {
  const { draft, show } = useLevelView()
  const stage = stageOf(draft, agreement, useDueDay())
  return (
    <li>
      <button type="button" className={classes['entry']} data-entry tabIndex={isStop ? 0 : -1} aria-current={isChosen || undefined} title={agreement.title} onKeyDown={moveInList} onClick={() => show({ row: agreement.id })}>
        <span className={classes['name']}>{agreement.code}</span>
        <span className={classes['end']}><StageBadge stage={stage} kind={agreement.kind} /></span>
        <span className={`${classes['quiet']} ${classes['whole']}`}>{[partyOf(draft, agreement), agreement.title].filter((part) => part !== '').join(' · ')}</span>
        <span className={`${classes['quiet']} ${classes['whole']}`}>{termWords(agreement)}</span>
        {review !== null && <span className={`${classes['quiet']} ${classes['whole']}`} data-overdue={review.isOverdue || undefined}>Review {review.on}{review.isOverdue && ', overdue'}</span>}
      </button>
    </li>
  )
}

export function AgreementList({ chosen, onNew, onMatrix }: { readonly chosen: string | null; readonly onNew: () => void; readonly onMatrix: () => void }): ReactNode {
  const { draft, canEdit, serviceId, customerId } = useLevelView()
  const day = useDueDay()
  const [query, setQuery] = useState('')
  const wanted = useDeferredValue(query).trim().toLowerCase()
  const reviews = useMemo(() => new Map(openReviews(draft, day).toReversed().map((each) => [each.agreement.id, each.on])), [draft, day])
  const covering = useMemo(() => new Set([...draft.agreementService.values()].flatMap((each) => (each.serviceId === serviceId ? [each.agreementId] : []))), [draft.agreementService, serviceId])
  const shown = [...draft.agreement.values()]
    .filter((each) => (customerId === null || each.customerId === customerId || each.customerId === null) && (serviceId === null || covering.has(each.id)))
    .filter((each) => wanted === '' || [each.code, each.title, partyOf(draft, each)].some((text) => text.toLowerCase().includes(wanted)))
    .toSorted((left, right) => (left.code < right.code ? -1 : 1))
  const reviewOf = (agreement: Agreement): NextReview | null => {
    const on = reviews.get(agreement.id)
    return on === undefined ? null : { on, isOverdue: on < day }
  }
  const groups = AGREEMENT_KINDS.flatMap((kind) => {
    const own = shown.filter((each) => each.kind === kind)
    return own.length === 0 ? [] : [{ kind, own }]
  })
  const stop = shown.some((each) => each.id === chosen) ? chosen : groups[0]?.own[0]?.id
  return (
    <section className={classes['side']} aria-label="All agreements">
      <div className={classes['sideTools']}>
        <TextInput
          aria-label="Search agreements" placeholder="Search" value={query} onChange={(event) => setQuery(event.currentTarget.value)} leftSection={<IconSearch size={14} aria-hidden />}
          rightSection={query === '' ? null : <CloseButton size="xs" aria-label="Show all agreements" onClick={() => setQuery('')} />}
        />
        <div className={classes['sideButtons']}>
          <Button size="compact-xs" leftSection={<IconPlus size={14} aria-hidden />} disabled={!canEdit} onClick={onNew}>New …</Button>
          <Button size="compact-xs" variant="default" leftSection={<IconFileImport size={14} aria-hidden />} onClick={() => goTo(importsAddress('agreements'))}>Import</Button>
          <Button size="compact-xs" variant="default" leftSection={<IconTable size={14} aria-hidden />} onClick={onMatrix}>Who does what</Button>
        </div>
        <Text size="xs" c="dimmed" component="output">{shown.length} {shown.length === 1 ? 'agreement' : 'agreements'}</Text>
      </div>
      <div className={classes['groups']} data-entries>
        {shown.length === 0 && <EmptyState title="No agreement is called that" />}
        {groups.map(({ kind, own }) => (
          <section key={kind} aria-label={GROUP_WORDS[kind]}>
            <h3 className={classes['group']}>{GROUP_WORDS[kind]}</h3>
            <ul className={classes['list']}>{own.map((each) => <Entry key={each.id} agreement={each} review={reviewOf(each)} isChosen={each.id === chosen} isStop={each.id === stop} />)}</ul>
          </section>
        ))}
      </div>
    </section>
  )
}
