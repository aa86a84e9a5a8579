/** Short notices at the edge of the window: what could not be done and what to do, never lost in a log. */
import { notifications } from '@mantine/notifications'
import type { ReactNode } from 'react'

import type { Issue } from '../../src-shared/domain/issues.ts'
import type { Failure } from '../client/failures.ts'
import type { SaveProblem } from './save-queue.ts'

const MOST_SHOWN = 4

function sentence(each: { readonly message: string; readonly remedy?: string | undefined }): string {
  return [each.message, each.remedy].filter((part) => part !== undefined && part !== '').join(' ')
}

function IssueLines({ issues }: { readonly issues: readonly Issue[] }): ReactNode {
  return (
    <>
      {issues.slice(0, MOST_SHOWN).map((each) => (
        <div key={`${each.code}${each.message}`}>{sentence(each)}</div>
      ))}
      {issues.length > MOST_SHOWN && <div>and {issues.length - MOST_SHOWN} more.</div>}
    </>
  )
}

/** Says what was done; goes away by itself. */
export function notifyDone(message: string): void {
  notifications.show({ message, autoClose: 4000, withBorder: true })
}

/** Says why something was not done; `note` and `warning` are quieter than an error and go away by themselves. */
export function notifyIssues(title: string, issues: readonly Issue[]): void {
  const isError = issues.some((each) => each.severity === 'error')
  notifications.show({ title, message: <IssueLines issues={issues} />, color: isError ? 'red' : 'yellow', autoClose: isError ? 12_000 : 6000, withBorder: true })
}

export function notifyFailure(title: string, failure: Failure): void {
  notifications.show({ title, message: sentence(failure), color: 'red', autoClose: 15_000, withBorder: true })
}

/** What the save queue has to tell. */
export function notifyProblem(problem: SaveProblem): void {
  switch (problem.kind) {
    case 'not-done':
      return notifyFailure(`${problem.what} did not work`, problem.failure)
    case 'edits-fell-away':
      for (const { label, issues } of problem.edits.slice(0, MOST_SHOWN)) notifications.show({ title: `Taken back: ${label}`, message: <IssueLines issues={issues} />, color: 'red', autoClose: false, withBorder: true })
  }
}
