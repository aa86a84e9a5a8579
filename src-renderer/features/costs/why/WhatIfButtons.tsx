/** What may be asked of a selected rate: why it changed, what it would take, what moves it most. */
import { Button, Modal, Tabs } from '@mantine/core'
import { IconArrowsDiff, IconTarget } from '@tabler/icons-react'
import { useState, type ReactNode } from 'react'

import { InspectorProvider, useInspector, useInspectorState } from '../../../state/inspector.tsx'
import { useCostView } from '../cost-view.tsx'
import { ExplainedBeside } from './ExplainedBeside.tsx'
import { SeekPanel } from './SeekPanel.tsx'
import { TornadoPanel } from './TornadoPanel.tsx'
import { WhyPanel } from './WhyPanel.tsx'

const QUESTIONS = [{ value: 'why', label: 'Why did it change' }, { value: 'seek', label: 'What would it take' }, { value: 'tornado', label: 'What moves it most' }] as const

function Questions({ rateId, asked, onAsk }: { readonly rateId: string | null; readonly asked: string | null; readonly onAsk: (question: string | null) => void }): ReactNode {
  const { draft, label } = useCostView()
  const { isOpen } = useInspectorState()
  const inspector = useInspector()
  // What a figure explained is gone with the question that it answered.
  const ask = (question: string | null): void => {
    inspector.close()
    onAsk(question)
  }
  const close = (): void => ask(null)
  const title = rateId === null ? '' : (draft.rate.get(rateId)?.title ?? rateId)
  return (
    <Modal opened={asked !== null && rateId !== null} onClose={close} size={isOpen ? 1160 : 760} title={`${title} · ${label}`} closeButtonProps={{ 'aria-label': 'Close' }}>
      {rateId !== null && (
        <Tabs value={asked} onChange={ask} keepMounted={false}>
          <Tabs.List mb="sm">
            {QUESTIONS.map((each) => (
              <Tabs.Tab key={each.value} value={each.value} fz="sm">
                {each.label}
              </Tabs.Tab>
            ))}
          </Tabs.List>
          <ExplainedBeside onJump={close}>
            <Tabs.Panel value="why">
              <WhyPanel rateId={rateId} />
            </Tabs.Panel>
            <Tabs.Panel value="seek">
              <SeekPanel rateId={rateId} onDone={close} />
            </Tabs.Panel>
            <Tabs.Panel value="tornado">
              <TornadoPanel rateId={rateId} />
            </Tabs.Panel>
          </ExplainedBeside>
        </Tabs>
      )}
    </Modal>
  )
}

export function WhatIfButtons({ rateId }: { readonly rateId: string | null }): ReactNode {
  const { version } = useCostView()
  const [asked, setAsked] = useState<string | null>(null)
  return (
    <>
      <Button variant="default" leftSection={<IconArrowsDiff size={15} aria-hidden />} disabled={rateId === null || version.basis !== 'plan'} onClick={() => setAsked('why')}>
        Why did it change
      </Button>
      <Button variant="default" leftSection={<IconTarget size={15} aria-hidden />} disabled={rateId === null} onClick={() => setAsked('seek')}>
        What would it take …
      </Button>
      <InspectorProvider>
        <Questions rateId={rateId} asked={asked} onAsk={setAsked} />
      </InspectorProvider>
    </>
  )
}
