/** Errors of the core as words for the person at the screen: what, where, what to do, with details to copy. */
import { ORPCError } from '@orpc/client'

import type { Issue } from '../../src-shared/domain/issues.ts'

export type LockHolder = { readonly author: string; readonly host: string; readonly since: string }

export type Failure = {
  /** A declared code of the contract, `CONNECTION_LOST`, or `INTERNAL`. */
  readonly code: string
  readonly message: string
  readonly remedy: string
  readonly issues: readonly Issue[]
  /** STORE_LOCKED only. */
  readonly holder: LockHolder | null
  /** What helps somebody who was not there. */
  readonly details: string
}

function field(data: unknown, name: string): unknown {
  return typeof data === 'object' && data !== null ? new Map<string, unknown>(Object.entries(data)).get(name) : undefined
}

function text(data: unknown, name: string): string {
  const value = field(data, name)
  return typeof value === 'string' ? value : ''
}

function isIssue(value: unknown): value is Issue {
  return text(value, 'code') !== '' && text(value, 'message') !== '' && ['error', 'warning', 'note'].includes(text(value, 'severity'))
}

function issuesOf(data: unknown): readonly Issue[] {
  const given = field(data, 'issues')
  return Array.isArray(given) ? given.filter(isIssue) : []
}

function holderOf(data: unknown): LockHolder | null {
  const given = field(data, 'holder')
  return typeof given === 'object' && given !== null ? { author: text(given, 'author'), host: text(given, 'host'), since: text(given, 'since') } : null
}

const LOST: Pick<Failure, 'code' | 'message' | 'remedy'> = {
  code: 'CONNECTION_LOST',
  message: 'Ratebook itself does not answer.',
  remedy: 'Nothing that was shown as saved is lost. If it was stopped, start it again and open the address that it prints.',
}

function said(error: ORPCError<string, unknown>): Pick<Failure, 'code' | 'message' | 'remedy'> {
  const { code, data } = error
  switch (code) {
    case 'INTERNAL':
      return { code, message: 'Something went wrong inside Ratebook.', remedy: `Try again. If it happens again, report incident ${text(data, 'incident')}; the log has its details.` }
    case 'BAD_REQUEST':
      return { code, message: 'Ratebook could not use what was entered.', remedy: 'Check the fields and try again.' }
    case 'NO_MODEL_OPEN':
      return { code, message: 'The model is no longer open.', remedy: 'Open it again from the start screen.' }
    case 'STALE_REVISION':
      return { code, message: 'The file has been changed elsewhere.', remedy: 'It was loaded again; look at it and repeat what is missing.' }
    case 'REFUSED': {
      const [first] = issuesOf(data)
      return { code, message: first?.message ?? error.message, remedy: first?.remedy ?? '' }
    }
    case 'FORBIDDEN':
      return { code: 'CONNECTION_LOST', message: 'This page is no longer let in: Ratebook was started again.', remedy: 'Open the address that it printed last.' }
    case 'BAD_GATEWAY':
    case 'SERVICE_UNAVAILABLE':
    case 'GATEWAY_TIMEOUT':
    case 'METHOD_NOT_SUPPORTED':
      return LOST
    case 'PAYLOAD_TOO_LARGE':
      return { code, message: 'The file is too large.', remedy: 'Files of up to 50 MB can be read, and CSV files of usage of up to 200 MB; leave out what is not needed.' }
    default:
      return { code, message: text(data, 'message') || error.message, remedy: text(data, 'remedy') }
  }
}

/** The words for whatever a call to the core rejected with. */
export function failureOf(error: unknown): Failure {
  if (error instanceof ORPCError) {
    const words = said(error)
    const details = [`${words.code}: ${words.message}`, text(error.data, 'incident') && `incident ${text(error.data, 'incident')}`, ...issuesOf(error.data).map((each) => `${each.code}: ${each.message}`)]
    return { ...words, issues: issuesOf(error.data), holder: holderOf(error.data), details: details.filter((line) => line !== '').join('\n') }
  }
  const message = error instanceof Error ? `${error.name}: ${error.message}` : String(error)
  return { ...LOST, issues: [], holder: null, details: message }
}

/** True when nobody answered: trying again later is all there is to do. */
export function isConnectionLost(failure: Failure): boolean {
  return failure.code === LOST.code
}

/** True when the person, or the screen, cancelled it. */
export function isAborted(error: unknown): boolean {
  return error instanceof Error && error.name === 'AbortError'
}
