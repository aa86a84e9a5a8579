import { Button, Checkbox, Group, Image, Text, Title } from '@mantine/core'
import { useEffect, useState, type ReactNode } from 'react'

import icon from '../../../assets/icons/icon.svg'
import { useApplication } from '../../state/application.tsx'
import { useDialogs } from '../../state/dialogs.tsx'
import { useOpening } from '../../state/use-opening.ts'
import { NewModelForm } from './NewModelForm.tsx'
import { OpeningFailure } from './OpeningFailure.tsx'
import { OpenModelForm } from './OpenModelForm.tsx'
import { RecentList } from './RecentList.tsx'
import classes from './Start.module.css'

/** What stands while no model is open: recent files, the sample, a new one, a file. */
export function StartScreen(): ReactNode {
  const { status } = useApplication()
  const dialogs = useDialogs()
  const opening = useOpening()
  const [imports, setImports] = useState(false)

  useEffect(() => {
    document.title = 'Ratebook'
  }, [])

  return (
    <main className={classes['page']} id="main">
      <div className={classes['sheet']}>
        <div className={classes['mark']}>
          <Image src={icon} alt="" w={44} h={44} />
          <div>
            <Title order={1}>Ratebook</Title>
            <Text c="dimmed" size="sm">
              Rate modeling and budgeting for internal service providers, in one file, without a network.
            </Text>
          </div>
        </div>
        <OpeningFailure opening={opening} />
        <div className={classes['columns']}>
          <section className={classes['panel']} aria-labelledby="recent-title">
            <Title order={2} id="recent-title">
              Recent
            </Title>
            <RecentList opening={opening} />
            <Title order={2} mt="sm">
              Open a file
            </Title>
            <OpenModelForm opening={opening} />
          </section>
          <div style={{ display: 'grid', gap: 16 }}>
            <section className={classes['panel']} aria-labelledby="new-title">
              <Title order={2} id="new-title">
                New model
              </Title>
              <NewModelForm opening={opening} onDone={imports ? () => { window.location.hash = '#/imports' } : () => undefined}>
                <Checkbox label="Then import rates from a file" checked={imports} onChange={(event) => setImports(event.currentTarget.checked)} />
              </NewModelForm>
            </section>
            <section className={classes['panel']} aria-labelledby="sample-title">
              <Title order={2} id="sample-title">
                Sample model
              </Title>
              <Text size="sm" c="dimmed">
                A published rate schedule of two years to look around in; the copy is your own.
              </Text>
              <Group gap="xs">
                <Button loading={opening.isBusy} onClick={() => void opening.openSample({ fresh: false })}>
                  Open the sample
                </Button>
                <Button variant="default" loading={opening.isBusy} onClick={() => void opening.openSample({ fresh: true })} title="The present copy is kept beside it">
                  Fresh copy
                </Button>
              </Group>
            </section>
          </div>
        </div>
        <Group justify="space-between">
          <Text size="xs" c="dimmed">
            Ratebook {status.productVersion}
            {status.author !== '' && ` · ${status.author}`}
          </Text>
          <Button variant="subtle" color="gray" onClick={() => dialogs.open('shortcuts')}>
            Keyboard shortcuts
          </Button>
        </Group>
      </div>
    </main>
  )
}
