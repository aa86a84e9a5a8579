/** Requirements, SLAs, OLAs and contracts: the list, and the chosen one with its path. */
import { Button } from '@mantine/core'
import { IconFileImport, IconPlus } from '@tabler/icons-react'
import { useState, type ReactNode } from 'react'

import { EmptyState } from '../../../components/EmptyState.tsx'
import { goTo, importsAddress } from '../../../state/routes.ts'
import { useLevelView } from '../level-view.tsx'
import { AgreementDesk } from './AgreementDesk.tsx'
import { AgreementList } from './AgreementList.tsx'
import classes from './Agreements.module.css'
import { NewAgreementDialog } from './NewAgreementDialog.tsx'
import { RaciDialog } from './RaciDialog.tsx'

export function AgreementsTab(): ReactNode {
  const { draft, canEdit, row, show } = useLevelView()
  const [dialog, setDialog] = useState<'new' | 'matrix' | null>(null)
  const chosen = row === null ? undefined : draft.agreement.get(row)
  return (
    <>
      {draft.agreement.size === 0 ? (
        <EmptyState
          title="No agreements yet"
          actions={
            <>
              <Button leftSection={<IconPlus size={15} aria-hidden />} disabled={!canEdit} onClick={() => setDialog('new')}>Begin from a template …</Button>
              <Button variant="default" leftSection={<IconFileImport size={15} aria-hidden />} onClick={() => goTo(importsAddress('agreements'))}>Import those in force</Button>
              <Button variant="default" onClick={() => setDialog('matrix')}>Who does what</Button>
            </>
          }
        >
          Begin one from a template, or import those that are in force.
        </EmptyState>
      ) : (
        <div className={classes['layout']}>
          <AgreementList chosen={chosen?.id ?? null} onNew={() => setDialog('new')} onMatrix={() => setDialog('matrix')} />
          {chosen === undefined ? (
            <EmptyState title={row === null ? 'Choose an agreement' : 'This agreement is no longer there'}>Its path, its underpinnings and everything that belongs to it stand here.</EmptyState>
          ) : (
            <AgreementDesk key={chosen.id} agreement={chosen} />
          )}
        </div>
      )}
      {dialog === 'new' && <NewAgreementDialog onClose={(id) => { setDialog(null); if (id !== null) show({ row: id }) }} />}
      {dialog === 'matrix' && <RaciDialog onClose={() => setDialog(null)} />}
    </>
  )
}
