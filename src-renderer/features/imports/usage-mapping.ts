/** What each column of a file of usage holds, as the person says it. */
import { isMonthNumber, monthNumber, monthOfNumber, monthWords, type Month } from '../../../src-shared/domain/month.ts'
import { missingUsageFields, proposeUsageMapping } from '../../../src-shared/domain/usage/imports/propose-usage-mapping.ts'
import { monthOfText } from '../../../src-shared/domain/usage/imports/usage-cells.ts'
import { USAGE_FIELDS, type UsageField, type UsageImportMapping } from '../../../src-shared/domain/usage/imports/usage-import.ts'
import { rowAt, type SampleTable } from './sample-table.ts'

/** What a column is used for; `quantities`: those of one month. */
export type UsageUse = 'none' | 'quantities' | UsageField
const FIELD_LABELS: Readonly<Record<UsageField, string>> = { agency: 'Agency', rate: 'Rate', month: 'Month', quantity: 'Quantity' }
export const USAGE_USES: readonly { readonly value: UsageUse; readonly label: string }[] = [
  { value: 'none', label: 'Not used' }, ...USAGE_FIELDS.map((field) => ({ value: field, label: FIELD_LABELS[field] })), { value: 'quantities', label: 'Quantities of a month' },
]

export function isUsageUse(text: string): text is UsageUse {
  return USAGE_USES.some((use) => use.value === text)
}

export function usageUseOf({ fields, months }: UsageImportMapping, column: number): UsageUse {
  if (months.some((each) => each.column === column)) return 'quantities'
  return USAGE_FIELDS.find((field) => fields[field] === column) ?? 'none'
}

export function monthOfColumn({ months }: UsageImportMapping, column: number): Month | undefined {
  return months.find((each) => each.column === column)?.month
}

/** The month after the latest in use; `fallback` when none is. */
function nextMonth({ months }: UsageImportMapping, fallback: Month): Month {
  const next = Math.max(...months.map(({ month }) => monthNumber(month))) + 1
  return months.length > 0 && isMonthNumber(next) ? monthOfNumber(next) : fallback
}

/** Uses a column for something, a month's quantities by what its header says; what held a field before is given up, and the column's former use too. */
export function withUsageUse(mapping: UsageImportMapping, column: number, { use, header, fallbackMonth }: { readonly use: UsageUse; readonly header: string; readonly fallbackMonth: Month }): UsageImportMapping {
  const fields = Object.fromEntries(USAGE_FIELDS.flatMap((field) => { const at = mapping.fields[field]; return at === undefined || at === column ? [] : [[field, at] as const] }))
  const cleared = { ...mapping, fields, months: mapping.months.filter((each) => each.column !== column) }
  if (use === 'none') return cleared
  if (use === 'quantities') return { ...cleared, months: [...cleared.months, { column, month: monthOfText(header) ?? nextMonth(cleared, fallbackMonth) }] }
  return { ...cleared, fields: { ...cleared.fields, [use]: column } }
}

export function withMonth(mapping: UsageImportMapping, column: number, month: Month): UsageImportMapping {
  return { ...mapping, months: mapping.months.map((each) => (each.column === column ? { column, month } : each)) }
}

/** The columns as they follow from another row of names. */
export function withUsageHeaderRow(table: SampleTable, headerRow: number): UsageImportMapping {
  return { ...proposeUsageMapping([rowAt(table, headerRow)], [headerRow]), headerRow }
}

/** What is still missing before the file can be looked at; empty when nothing is. */
export function missingOfUsage(mapping: UsageImportMapping): readonly string[] {
  const { fields, months } = mapping
  const missing = missingUsageFields(mapping)
  const hasNoForm = months.length === 0 && missing.includes('month') && missing.includes('quantity')
  const twice = months.find((each, index) => months.findIndex(({ month }) => month === each.month) !== index)
  return [
    ...missing.filter((field) => !hasNoForm || field === 'agency' || field === 'rate').map((field) => `Say which column holds the ${field}.`),
    ...(hasNoForm ? ['Say which columns hold the month and the quantity; or, where each month has a column of its own, which hold the quantities of a month.'] : []),
    ...(months.length > 0 && (fields.month !== undefined || fields.quantity !== undefined) ? ['Some columns hold the quantities of a month, and another the month or the quantity of its row: choose one of the two forms.'] : []),
    ...(twice === undefined ? [] : [`${monthWords(twice.month)} is chosen for two columns.`]),
  ]
}
