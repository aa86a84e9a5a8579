/** Expected failures of the use cases, as values; the router turns each into its declared error of the contract. */
import { ORPCError } from '@orpc/server'

import { fileErrors, modelErrors } from '../../src-shared/contract/errors.ts'
import type { Issue } from '../../src-shared/domain/issues.ts'
import { assertNever, refused, type Result } from '../../src-shared/domain/result.ts'
import type { StoreFailure } from './ports.ts'

export type Refused = { readonly code: 'REFUSED'; readonly issues: readonly Issue[] }
export type NoModelOpen = { readonly code: 'NO_MODEL_OPEN' }
export type ReadOnlySnapshot = { readonly code: 'READ_ONLY_SNAPSHOT' }
export type StaleRevision = { readonly code: 'STALE_REVISION'; readonly revision: number }
export type NothingToUndo = { readonly code: 'NOTHING_TO_UNDO'; readonly message: string; readonly remedy: string }

/** All that a use case may answer instead of its value. */
export type Failure = StoreFailure | Refused | NoModelOpen | ReadOnlySnapshot | StaleRevision | NothingToUndo

export function refusedWith(issues: readonly Issue[]): { readonly ok: false; readonly failure: Refused } {
  return refused({ code: 'REFUSED', issues })
}

/** `error` is thrown by `answer`; its data is what the contract declares for the code. */
function declaredError(failure: Failure): ORPCError<Failure['code'], unknown> {
  const { code } = failure
  // An error counts as declared only with the status that its contract gives it.
  const { status } = { ...fileErrors, ...modelErrors }[code]
  switch (code) {
    case 'NO_MODEL_OPEN':
      return new ORPCError(code, { status, message: 'No model is open.' })
    case 'READ_ONLY_SNAPSHOT':
      return new ORPCError(code, {
        status,
        message: 'This is a read-only snapshot.',
        data: { message: 'This is a read-only snapshot of the file; nothing can be changed in it.', remedy: 'Save a copy and change that, or open the file itself when it is free.' },
      })
    case 'STALE_REVISION':
      return new ORPCError(code, { status, message: 'The file has moved on.', data: { revision: failure.revision } })
    case 'REFUSED':
      return new ORPCError(code, { status, message: failure.issues[0]?.message ?? 'Refused.', data: { issues: failure.issues } })
    case 'NOTHING_TO_UNDO':
      return new ORPCError(code, { status, message: failure.message, data: { message: failure.message, remedy: failure.remedy } })
    case 'STORE_LOCKED':
      return new ORPCError(code, { status, message: failure.message, data: { message: failure.message, remedy: failure.remedy, holder: failure.holder ?? null } })
    case 'FILE_MISSING':
    case 'FILE_EXISTS':
    case 'FILE_NOT_A_MODEL':
    case 'FILE_OF_OTHER_APPLICATION':
    case 'FILE_FROM_NEWER_VERSION':
    case 'FILE_DAMAGED':
    case 'FILE_READ_ONLY':
    case 'FILE_UNREADABLE':
    case 'DISK_FULL':
      return new ORPCError(code, { status, message: failure.message, data: { message: failure.message, remedy: failure.remedy } })
    default:
      return assertNever(code)
  }
}

/**
 * The value, or the failure as a declared error. `declared` is the procedure's own error map:
 * a failure that its contract does not declare does not compile.
 */
export function answer<Value, Reason extends Failure>(result: Result<Value, Reason>, declared: { readonly [Code in Reason['code']]: unknown }): Value {
  if (result.ok) return result.value
  if (!(result.failure.code in declared)) throw new Error(`${result.failure.code} is not declared by this procedure.`)
  throw declaredError(result.failure)
}
