import { Button } from '@mantine/core'
import type { ReactNode } from 'react'

import { FailureAlert } from '../../components/FailureAlert.tsx'
import type { Opening } from '../../state/use-opening.ts'

function since(at: string): string {
  const time = new Date(at)
  return Number.isNaN(time.getTime()) ? at : time.toLocaleString('en-GB', { dateStyle: 'medium', timeStyle: 'short' })
}

/** Why a file did not open, and what can be done: of a locked one, who has it and a snapshot to read. */
export function OpeningFailure({ opening }: { readonly opening: Opening }): ReactNode {
  const { failed, forgetFailure, openSnapshot, isBusy } = opening
  if (failed === null) return null
  const { failure, path } = failed
  const { holder } = failure
  const isLocked = failure.code === 'STORE_LOCKED'
  return (
    <FailureAlert
      title={isLocked ? 'Somebody else has this file open' : 'This file could not be opened'}
      failure={{ ...failure, message: holder === null ? failure.message : `${holder.author === '' ? 'Somebody' : holder.author} at ${holder.host} has ${path ?? 'it'} open since ${since(holder.since)}.`, details: [failure.details, path ?? ''].join('\n') }}
      onClose={forgetFailure}
      actions={
        <>
          {isLocked && path !== null && (
            <Button loading={isBusy} onClick={() => void openSnapshot(path)}>
              Open a read-only snapshot
            </Button>
          )}
        </>
      }
    />
  )
}
