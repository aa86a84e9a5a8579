/** What may be asked of a selected rate: why it changed, what it would take, what moves it most. */
import { Button, Modal, Tabs } from '@mantine/core'
import { IconArrowsDiff, IconTarget } from '@tabler/icons-react'
import { useState, type ReactNode } from 'react'

import { useCostView } from '../cost-view.tsx'
import { SeekPanel } from './SeekPanel.tsx'
import { TornadoPanel } from './TornadoPanel.tsx'
import { WhyPanel } from './WhyPanel.tsx'

const QUESTIONS = [{ value: 'why', label: 'Why did it change' }, { value: 'seek', label: 'What would it take' }, { value: 'tornado', label: 'What moves it most' }] as const

export function WhatIfButtons({ rateId }: { readonly rateId: string | null }): ReactNode {
  const { draft, version, label } = useCostView()
  const [asked, setAsked] = useState<string | null>(null)
  const close = (): void => setAsked(null)
  const title = rateId === null ? '' : (draft.rate.get(rateId)?.title ?? rateId)
  return (
    <>
      <Button variant="default" leftSection={<IconArrowsDiff size={15} aria-hidden />} disabled={rateId === null || version.basis !== 'plan'} onClick={() => setAsked('why')}>
        Why did it change
      </Button>
      <Button variant="default" leftSection={<IconTarget size={15} aria-hidden />} disabled={rateId === null} onClick={() => setAsked('seek')}>
        What would it take …
      </Button>
      <Modal opened={asked !== null && rateId !== null} onClose={close} size={760} title={`${title} · ${label}`} closeButtonProps={{ 'aria-label': 'Close' }}>
        {rateId !== null && (
          <Tabs value={asked} onChange={setAsked} keepMounted={false}>
            <Tabs.List mb="sm">
              {QUESTIONS.map((each) => (
                <Tabs.Tab key={each.value} value={each.value} fz="sm">
                  {each.label}
                </Tabs.Tab>
              ))}
            </Tabs.List>
            <Tabs.Panel value="why">
              <WhyPanel rateId={rateId} />
            </Tabs.Panel>
            <Tabs.Panel value="seek">
              <SeekPanel rateId={rateId} onDone={close} />
            </Tabs.Panel>
            <Tabs.Panel value="tornado">
              <TornadoPanel rateId={rateId} />
            </Tabs.Panel>
          </Tabs>
        )}
      </Modal>
    </>
  )
}
