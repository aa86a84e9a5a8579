/**
 * The outcome of something that may be refused: a value, or the issues that stand in its way.
 * Expected failures are values; bugs throw.
 *
 * @example ok(3) // { ok: true, value: 3 }
 */
import type { Issue } from './issues.ts'

export type Result<Value, Failure = readonly Issue[]> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly failure: Failure }

export function ok<Value>(value: Value): { readonly ok: true; readonly value: Value } {
  return { ok: true, value }
}

export function refused<Failure>(failure: Failure): { readonly ok: false; readonly failure: Failure } {
  return { ok: false, failure }
}

/** Ends a switch over a closed union: a member that is not handled does not compile. */
export function assertNever(value: never): never {
  throw new Error(`Unhandled case: ${JSON.stringify(value)}`)
}
