/** Where an agreement stands: its path, and the step that is chosen in it. */
import { Text, Title } from '@mantine/core'
import { IconAlertTriangle } from '@tabler/icons-react'
import { useMemo, useState, type ReactNode } from 'react'

import type { Agreement } from '../../../../src-shared/domain/model/agreement-tables.ts'
import { pathOf } from '../../../../src-shared/domain/service-levels/agreements/agreement-path.ts'
import type { StepCode } from '../../../../src-shared/domain/service-levels/agreements/path-order.ts'
import { useLevelView } from '../level-view.tsx'
import classes from './Agreements.module.css'
import { PathPicture } from './PathPicture.tsx'
import { StepPanel } from './StepPanel.tsx'

export function AgreementPath({ agreement }: { readonly agreement: Agreement }): ReactNode {
  const { draft } = useLevelView()
  const path = useMemo(() => pathOf(draft, agreement.id), [draft, agreement.id])
  const [picked, setPicked] = useState<StepCode | null>(null)
  // The step whose turn it is stays chosen as the path goes on, until another one is picked.
  const [pickedAt, setPickedAt] = useState<string>('')
  const mark = path.next.join()
  const waiting = path.steps.find((each) => each.status === 'next' || each.status === 'blocked') ?? path.steps.at(-1)
  const chosen = path.steps.find((each) => each.code === picked && pickedAt === mark) ?? waiting
  if (chosen === undefined) return null
  return (
    <section className={classes['section']} aria-label="Path">
      <div className={classes['sectionHead']}>
        <Title order={3} fz="md">Path</Title>
        <Text size="xs" c="dimmed">{path.steps.filter((each) => each.status === 'done').length} done{path.next.length > 1 ? `, next ${path.next.filter((each) => each !== 'retired').join(' and ')}` : ''}</Text>
      </div>
      {path.notes.map((note) => (
        <div key={note} className={classes['check']}><IconAlertTriangle size={15} color="var(--ratebook-increase)" aria-hidden />{note}</div>
      ))}
      <PathPicture steps={path.steps} chosen={chosen.code} onChoose={(code) => { setPicked(code); setPickedAt(mark) }} />
      <StepPanel agreement={agreement} step={chosen} isTurn={path.next.includes(chosen.code)} />
    </section>
  )
}
