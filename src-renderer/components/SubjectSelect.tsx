import { Select } from '@mantine/core'
import { useMemo, type ReactNode } from 'react'

import type { Draft } from '../../src-shared/domain/model/draft.ts'
import { REVIEW_SUBJECTS, reviewSubjects, type ReviewSubject } from '../../src-shared/domain/service-levels/quality/review-subject.ts'

const GROUPS: Readonly<Record<ReviewSubject['of'], string>> = { customer: 'Customers', service: 'Services with targets', agreement: 'Agreements' }

/** Of whom a service review speaks: a customer, a service or an agreement. */
export function SubjectSelect({ draft, subject, onChoose }: { readonly draft: Draft; readonly subject: ReviewSubject; readonly onChoose: (subject: ReviewSubject) => void }): ReactNode {
  const { agreement, customer, service, serviceTarget } = draft
  const data = useMemo(() => reviewSubjects({ agreement, customer, service, serviceTarget }).map(({ of, rows }) => ({ group: GROUPS[of], items: rows.map(({ id, name }) => ({ value: `${of}:${id}`, label: name })) })), [agreement, customer, service, serviceTarget])
  function choose(value: string | null): void {
    const of = REVIEW_SUBJECTS.find((each) => value?.startsWith(`${each}:`) === true)
    if (of !== undefined && value !== null) onChoose({ of, id: value.slice(of.length + 1) })
  }
  return <Select aria-label="Review of" searchable allowDeselect={false} w={360} data={data} value={`${subject.of}:${subject.id}`} onChange={choose} />
}
