/** What each column of a foreign table holds, as the person says it. */
import { fiscalYear, formatFiscalYear, isFiscalYear, type FiscalYear } from '../../../src-shared/domain/fiscal-year.ts'
import { proposeRatesMapping, yearOfHeader } from '../../../src-shared/domain/rates/propose-rates-mapping.ts'
import { RATES_IMPORT_FIELDS, type RatesImportField, type RatesImportMapping } from '../../../src-shared/domain/rates/rates-import.ts'
import { rowAt, type SampleTable } from './sample-table.ts'

export const FIELD_LABELS: Readonly<Record<RatesImportField, string>> = {
  code: 'Code', title: 'Resource', billableUnit: 'Billable unit', objectCode: 'Object code', lineOfBusiness: 'Line of business', serviceGroup: 'Group', service: 'Service', places: 'Decimal places', note: 'Note',
}

/** What a column is used for. */
export type Use = 'none' | 'year' | RatesImportField
export const USES: readonly { readonly value: Use; readonly label: string }[] = [
  { value: 'none', label: 'Not used' },
  { value: 'year', label: 'Rates of a year' },
  ...RATES_IMPORT_FIELDS.map((field) => ({ value: field, label: FIELD_LABELS[field] })),
]

export function isUse(text: string): text is Use {
  return USES.some((use) => use.value === text)
}

export function contentOf(mapping: RatesImportMapping, column: number): Use {
  if (mapping.years.some((year) => year.column === column)) return 'year'
  return RATES_IMPORT_FIELDS.find((field) => mapping.fields[field] === column) ?? 'none'
}

export function yearOf(mapping: RatesImportMapping, column: number): FiscalYear | undefined {
  return mapping.years.find((year) => year.column === column)?.fiscalYear
}

function without(mapping: RatesImportMapping, column: number): RatesImportMapping {
  const fields = Object.fromEntries(RATES_IMPORT_FIELDS.flatMap((field) => { const at = mapping.fields[field]; return at === undefined || at === column ? [] : [[field, at] as const] }))
  return { ...mapping, fields, years: mapping.years.filter((year) => year.column !== column) }
}

/** The year after the latest in use; `fallback` when none is. */
function nextYear(mapping: RatesImportMapping, fallback: FiscalYear): FiscalYear {
  const latest = Math.max(...mapping.years.map((year) => year.fiscalYear))
  return mapping.years.length > 0 && isFiscalYear(latest + 1) ? fiscalYear(latest + 1) : fallback
}

/** Uses a column for something, a year's rates by what its header says; what held that before is given up, and the column's former use too. */
export function withUse(mapping: RatesImportMapping, column: number, given: { readonly use: Use; readonly fallbackYear: FiscalYear; readonly header?: string }): RatesImportMapping {
  const cleared = without(mapping, column)
  if (given.use === 'none') return cleared
  if (given.use === 'year') return { ...cleared, years: [...cleared.years, { column, fiscalYear: yearOfHeader(given.header ?? '') ?? nextYear(cleared, given.fallbackYear) }] }
  return { ...cleared, fields: { ...cleared.fields, [given.use]: column } }
}

export function withYear(mapping: RatesImportMapping, column: number, year: FiscalYear): RatesImportMapping {
  return { ...mapping, years: mapping.years.map((each) => (each.column === column ? { column, fiscalYear: year } : each)) }
}

/** The columns as they follow from another row of names. */
export function withHeaderRow(table: SampleTable, headerRow: number): RatesImportMapping {
  return proposeRatesMapping([rowAt(table, headerRow)], [headerRow])
}

/** What is still missing before the file can be looked at; empty when nothing is. */
export function missingOf(mapping: RatesImportMapping): readonly string[] {
  const missing: string[] = []
  if (mapping.fields.code === undefined) missing.push('Say which column holds the code of the rate.')
  if (mapping.years.length === 0) missing.push('Say which column holds the rates of a year.')
  const twice = mapping.years.find((year, index) => mapping.years.findIndex((each) => each.fiscalYear === year.fiscalYear) !== index)
  if (twice !== undefined) missing.push(`${formatFiscalYear(twice.fiscalYear)} is chosen for two columns.`)
  return missing
}
