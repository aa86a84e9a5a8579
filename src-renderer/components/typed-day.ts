/** A day as a field holds it, and what is wrong in a sentence. */
import { isIsoDate, type IsoDate } from '../../src-shared/domain/fiscal-year.ts'
import type { Issue } from '../../src-shared/domain/issues.ts'

export type Read<Value> = { readonly value: Value } | { readonly why: string }

export function sentence(issues: readonly Issue[]): string {
  return issues.slice(0, 2).flatMap((each) => [each.message, each.remedy ?? '']).filter((part) => part !== '').join(' ')
}

/** Empty is null. */
export function readDayField(text: string): Read<IsoDate | null> {
  const trimmed = text.trim()
  if (trimmed === '') return { value: null }
  return isIsoDate(trimmed) ? { value: trimmed } : { why: `"${trimmed.slice(0, 40)}" is not a date. Write it as YYYY-MM-DD.` }
}
