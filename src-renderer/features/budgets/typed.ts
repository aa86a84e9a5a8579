/** What the fields of the budgets hold, read as their domain has it; a sentence where it cannot be. */
import { toText, type DecimalText } from '../../../src-shared/domain/decimal.ts'
import { readMonth, type Month } from '../../../src-shared/domain/month.ts'
import { parseTyped } from '../../../src-shared/domain/typed-number.ts'
import { sentence, type Read } from '../../components/typed-day.ts'

export { readDayField, sentence, type Read } from '../../components/typed-day.ts'
export { today } from '../../state/today.ts'

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
