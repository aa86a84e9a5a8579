/** What fields hold, read as their domain has it; a sentence where it cannot be. */
import { toText, type DecimalText } from '../../src-shared/domain/decimal.ts'
import { isIsoDate, type IsoDate } from '../../src-shared/domain/fiscal-year.ts'
import type { Issue } from '../../src-shared/domain/issues.ts'
import { readMonth, type Month } from '../../src-shared/domain/month.ts'
import { parseTyped } from '../../src-shared/domain/typed-number.ts'

export type Read<Value> = { readonly value: Value } | { readonly why: string }

export function sentence(issues: readonly Issue[]): string {
  return issues.slice(0, 2).flatMap((each) => [each.message, each.remedy ?? '']).filter((part) => part !== '').join(' ')
}

/** Empty is null. */
export function readNumber<Unit extends string>(text: string): Read<DecimalText<Unit> | null> {
  if (text.trim() === '') return { value: null }
  const read = parseTyped(text)
  return read.ok ? { value: toText<Unit>(read.value.value) } : { why: sentence([read.failure]) }
}

/** Empty is null. */
export function readMonthField(text: string): Read<Month | null> {
  if (text.trim() === '') return { value: null }
  const read = readMonth(text)
  return read.ok ? { value: read.value } : { why: sentence([read.failure]) }
}

/** Empty is null. */
export function readDayField(text: string): Read<IsoDate | null> {
  const trimmed = text.trim()
  if (trimmed === '') return { value: null }
  return isIsoDate(trimmed) ? { value: trimmed } : { why: `"${trimmed.slice(0, 40)}" is not a date. Write it as YYYY-MM-DD.` }
}
