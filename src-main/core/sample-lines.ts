/** Lines of the sample's CSV tables, and how their cells are read. The facts ship with the product, so a fault in them is a bug and throws. */
import { decimal, readDecimal, type DecimalText } from '../../src-shared/domain/decimal.ts'
import { isIsoDate, readFiscalYear, type FiscalYear, type IsoDate } from '../../src-shared/domain/fiscal-year.ts'
import { readVersionKey, versionKey, type VersionKey } from '../../src-shared/domain/version.ts'

/** One line of a table by its column names; every line has `source`, its place in the source. */
export type SampleLine = Readonly<Record<string, string>>

export function idOf(code: string): string {
  return code.toLowerCase()
}

function wrong(line: SampleLine, column: string): Error {
  return new Error(`The sample's facts are wrong: column "${column}" of ${JSON.stringify(line)}`)
}

export function required<Value>(line: SampleLine, column: string, value: Value | null | undefined): Value {
  if (value === null || value === undefined) throw wrong(line, column)
  return value
}

export function cell(line: SampleLine, column: string): string {
  return required(line, column, line[column])
}

export function whole(line: SampleLine, column: string): number {
  const text = cell(line, column)
  if (!/^\d{1,4}$/.test(text)) throw wrong(line, column)
  return Number.parseInt(text, 10)
}

export function year(line: SampleLine, column: string): FiscalYear {
  const result = readFiscalYear(cell(line, column))
  if (!result.ok) throw wrong(line, column)
  return result.value
}

export function oneOf<Member extends string>(line: SampleLine, column: string, members: readonly Member[]): Member {
  return required(line, column, members.find((each) => each === line[column]))
}

/** The figure of a column; null when the column is empty. */
export function figure<Unit extends string>(line: SampleLine, column: string): DecimalText<Unit> | null {
  const text = cell(line, column)
  if (text === '') return null
  const result = readDecimal<Unit>(text)
  if (!result.ok || decimal(result.value).isNegative()) throw wrong(line, column)
  return result.value
}

/** The amount of a column, which may be below zero. */
export function signed<Unit extends string>(line: SampleLine, column: string): DecimalText<Unit> {
  const result = readDecimal<Unit>(cell(line, column))
  if (!result.ok) throw wrong(line, column)
  return result.value
}

/** A version by its key: `FY2004/plan`. */
export function versionCell(line: SampleLine): VersionKey {
  const version = readVersionKey(cell(line, 'version'))
  if (version === undefined || version.scenarioId !== null) throw wrong(line, 'version')
  return versionKey(version)
}

/** A day, or null when the column is empty. */
export function day(line: SampleLine, column: string): IsoDate | null {
  const text = cell(line, column)
  if (text === '') return null
  if (!isIsoDate(text)) throw wrong(line, column)
  return text
}

/** Places that a figure is printed with. */
export function placesOf(text: string): number {
  return (text.split('.')[1] ?? '').length
}
