/** Errors of the router's client, as issues in words. */
import { ORPCError } from '@orpc/server'

import { commonErrors, fileErrors, modelErrors } from '../../src-shared/contract/errors.ts'
import type { Issue } from '../../src-shared/domain/issues.ts'
import type { StoreFailure } from '../core/ports.ts'
import type { DeclaredCode, Warning } from './outcome.ts'

const DECLARED = { ...fileErrors, ...modelErrors, ...commonErrors }

function isDeclared(code: string): code is DeclaredCode {
  return code in DECLARED
}

/** Why the store refused, under its own code. @example failureWarning({ code: 'FILE_EXISTS', message, remedy }).code // 'FILE_EXISTS' */
export function failureWarning({ code, message, remedy }: Pick<StoreFailure, 'code' | 'message' | 'remedy'>): Warning {
  return { code, severity: 'error', message, remedy }
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null
}

function isIssue(value: unknown): value is Issue {
  return isRecord(value) && typeof value['message'] === 'string' && typeof value['severity'] === 'string' && typeof value['code'] === 'string'
}

/**
 * The issues of a declared error; undefined for anything that is no answer of the router (a bug, which goes on).
 * `file` is named as the place where the error itself names none.
 */
export function issuesOfError(error: unknown, file: string): readonly Warning[] | undefined {
  if (!(error instanceof ORPCError)) return undefined
  const data: unknown = error.data
  const code: Warning['code'] = isDeclared(error.code) ? error.code : 'unreadable-file'
  if (error.code === 'INTERNAL' && isRecord(data)) {
    return [{ code, severity: 'error', message: `Something went wrong inside Ratebook (incident ${String(data['incident'])}).`, remedy: 'The log in the data folder has the details.' }]
  }
  if (isRecord(data) && Array.isArray(data['issues'])) {
    const issues = data['issues'].filter(isIssue)
    if (issues.length > 0) return issues
  }
  if (isRecord(data) && typeof data['message'] === 'string') {
    const remedy = typeof data['remedy'] === 'string' ? data['remedy'] : ''
    return [{ code, severity: 'error', message: data['message'], remedy, ...(data['message'].includes(file) ? {} : { place: { file } }) }]
  }
  return [{ code, severity: 'error', message: error.message, place: { file } }]
}
