/** A budget's workbook, as a reader's spreadsheet program has recalculated it, beside what the core says of the same budget: `project --json` prints it. */
import type ExcelJS from 'exceljs'

import type { BudgetAnswer } from '../../src-shared/contract/budget-answers.ts'
import { cents, usdOfCents } from '../../src-shared/domain/cents.ts'
import { Decimal, decimal, round, toText, type AnyDecimalText, type Usd } from '../../src-shared/domain/decimal.ts'
import { unitsOfMicro } from '../../src-shared/domain/micro-units.ts'
import { monthlyValues } from '../../src-shared/domain/model/monthly-text.ts'
import { sumUsd } from '../../src-shared/domain/sum-usd.ts'

type Projected = NonNullable<BudgetAnswer>
type Row = Projected['rows'][number]
export type Labels = { readonly from: string; readonly to: string }

/** `text`: what a figure is to be. `part`: it is of no figure of the core by itself, but its row adds up to one. `rate`: a price that is no plain number ("Meter + 16.8 %"), of which the amounts are compared. */
type Expected = { readonly text: AnyDecimalText } | 'part' | 'rate' | null
type OfCell = (row: { readonly key: string; readonly label: string; readonly at: number }, header: string) => Expected

const [CENTS, MICRO, FRACTION] = [2, 6, 4]

function sum(values: readonly AnyDecimalText[]): AnyDecimalText {
  return toText(values.reduce((total, each) => total.plus(decimal(each)), new Decimal(0)))
}

function found(value: AnyDecimalText | null | undefined): Expected {
  return value === undefined || value === null ? null : { text: value }
}

/** A % as the cell holds it: 4.66 % is 0.0466. */
function share(difference: AnyDecimalText, of: AnyDecimalText): Expected {
  return decimal(of).isZero() ? null : { text: toText(round(decimal(difference).div(decimal(of)), FRACTION)) }
}

function plainRate(price: string): Expected {
  return /^[\d,]+(\.\d+)?$/.test(price) ? { text: toText(new Decimal(price.replaceAll(',', ''))) } : 'rate'
}

function ratesSheet({ rows }: Projected, { from, to }: Labels): OfCell {
  const of: Readonly<Record<string, (row: Row) => Expected>> = {
    [`Units ${from}`]: (row) => found(row.unitsBefore), Recorded: (row) => found(row.unitsActual), Projected: (row) => found(row.unitsProjected), [`Units ${to}`]: (row) => found(sum([row.unitsActual, row.unitsProjected])),
    [`Rate ${from}`]: (row) => plainRate(row.priceBefore), [`Rate ${to}`]: (row) => plainRate(row.priceAfter), [from]: (row) => found(row.amountBefore), [to]: (row) => found(row.amountAfter),
    Price: (row) => found(row.terms.price), Volume: (row) => found(row.terms.volume), Joint: (row) => found(row.terms.joint), 'New, ended, merged': (row) => found(sum([row.terms.new, row.terms.ended, row.terms.merged])), Rounding: (row) => found(row.terms.rounding), Difference: (row) => found(row.terms.difference),
  }
  const texts = (header: string): readonly AnyDecimalText[] => rows.flatMap((row) => {
    const value = of[header]?.(row)
    return typeof value === 'object' && value !== null ? [value.text] : []
  })
  return ({ key }, header) => {
    if (key === 'All rates') return found(sum(texts(header)))
    const row = rows.find((each) => each.code === key)
    return row === undefined ? null : (of[header]?.(row) ?? null)
  }
}

/** Cents of a rate's months in the later year. */
function centsOf(row: Row): readonly bigint[] {
  return monthlyValues(row.months.cents)
}

function monthAt({ months }: Projected, header: string, side: 'before' | 'after'): number {
  const at = months.findIndex(({ month }) => month === header)
  // The earlier year's months are the later one's, a year before.
  return side === 'after' ? at : months.findIndex(({ month }) => `${Number(month.slice(0, 4)) - 1}${month.slice(4)}` === header)
}

/** What of a bill is of no rate. */
function besideOf(amounts: readonly Usd[], all: Usd): AnyDecimalText {
  return usdOfCents(cents(all) - cents(sumUsd(amounts)))
}

function amountsSheet(budget: Projected, side: 'before' | 'after'): OfCell {
  const { rows, months, totals } = budget
  return ({ key, label }, header) => {
    const at = monthAt(budget, header, side)
    const month = at === -1 ? undefined : months[at]
    if (key === 'Bill') return found(header === 'Year' ? totals[side] : month?.[side])
    if (label === 'Minimum charge, credits and adjustments') {
      if (header === 'Year') return found(besideOf(rows.map((row) => (side === 'before' ? row.amountBefore : row.amountAfter)), totals[side]))
      return month === undefined ? null : side === 'before' ? 'part' : found(besideOf(rows.map((row) => usdOfCents(centsOf(row)[at] ?? 0n)), month.after))
    }
    const row = rows.find((each) => each.code === key)
    if (row === undefined) return null
    if (header === 'Rate') return plainRate(side === 'before' ? row.priceBefore : row.priceAfter)
    if (header === 'Year') return found(side === 'before' ? row.amountBefore : row.amountAfter)
    return at === -1 ? null : side === 'before' ? 'part' : found(usdOfCents(centsOf(row)[at] ?? 0n))
  }
}

function unitsSheet(budget: Projected, side: 'before' | 'after'): OfCell {
  return ({ key }, header) => {
    const at = monthAt(budget, header, side)
    const row = budget.rows.find((each) => each.code === key)
    if (row === undefined || at === -1) return null
    return side === 'before' ? 'part' : found(unitsOfMicro(monthlyValues(row.months.microUnits)[at] ?? 0n))
  }
}

/** Rates and their total, then months and theirs. */
function comparisonSheet({ comparison, byMonth }: Projected): OfCell {
  const inOrder = [...comparison.rows, comparison.total, ...byMonth.rows, byMonth.total]
  return ({ key, at }, header) => {
    const line = inOrder[at]
    if (line === undefined || line.label !== key) return null
    const of: Readonly<Record<string, Expected>> = {
      Budget: found(line.budget), Recorded: found(line.actual), Projected: found(line.projected), Expected: found(line.forecast), 'Against the budget': found(line.variance), '% of budget': line.variancePercent === null ? null : { text: toText(decimal(line.variancePercent).div(100)) },
    }
    return of[header] ?? null
  }
}

function amountsOf(rows: readonly Row[]): Readonly<Record<'before' | 'after', AnyDecimalText>> {
  return { before: sumUsd(rows.map((row) => row.amountBefore)), after: sumUsd(rows.map((row) => row.amountAfter)) }
}

function less(left: AnyDecimalText, right: AnyDecimalText): AnyDecimalText {
  return toText(decimal(left).minus(decimal(right)))
}

function summarySheet({ rows, totals, encumbrances }: Projected, { from, to }: Labels): OfCell {
  const all = amountsOf(rows)
  return ({ key }, header) => {
    const encumbrance = encumbrances.find(({ objectCode }) => objectCode === key)
    if (encumbrance !== undefined) return header === to ? found(encumbrance.amount) : null
    const beside = encumbrances.find(({ objectCode }) => key === `${objectCode}: minimum charge, credits and adjustments`)
    if (beside !== undefined) return header === to ? found(less(beside.amount, amountsOf(rows.filter((row) => row.objectCode === beside.objectCode)).after)) : null
    const own = rows.filter((row) => row.serviceGroup === key)
    const amounts = key === 'Bill' ? totals : key === 'Minimum charge, credits and adjustments' ? { before: less(totals.before, all.before), after: less(totals.after, all.after) } : own.length === 0 ? null : amountsOf(own)
    if (amounts === null) return null
    const difference = less(amounts.after, amounts.before)
    const of: Readonly<Record<string, Expected>> = { [from]: found(amounts.before), [to]: found(amounts.after), Difference: found(difference), '% change': share(difference, amounts.before) }
    return of[header] ?? null
  }
}

/** What a cell shows, where it is a figure; exceljs loses a result of 0. */
function figureIn({ value }: ExcelJS.Cell): number | null {
  if (typeof value === 'number') return value
  if (typeof value !== 'object' || value === null || !('formula' in value || 'sharedFormula' in value)) return null
  const { result } = value
  return result === undefined ? 0 : typeof result === 'number' ? result : null
}

function placesOf(sheet: string, header: string): number {
  if (header.startsWith('%')) return FRACTION
  return /units/i.test(sheet) || /^(Units |Recorded$|Projected$|Rate)/.test(header) ? MICRO : CENTS
}

function shownOf(cell: ExcelJS.Cell): string {
  return cell.text.split('\n')[0] ?? ''
}

/** Sheets of figures only, and how many figures were compared: all of them, or the test has looked past some. */
export type Compared = { readonly wrong: readonly string[]; readonly compared: number; readonly figures: number }

/** Figures of the recalculated workbook that are not the core's, by sheet, row and column. */
export function differingFromCore(workbook: ExcelJS.Workbook, budget: Projected, labels: Labels): Compared {
  const sheets: Readonly<Record<string, OfCell>> = {
    Summary: summarySheet(budget, labels), 'Amounts by month': amountsSheet(budget, 'after'), 'Units by month': unitsSheet(budget, 'after'), 'Earlier amounts': amountsSheet(budget, 'before'), 'Earlier units': unitsSheet(budget, 'before'),
    Rates: ratesSheet(budget, labels), 'Budget and forecast': comparisonSheet(budget),
  }
  const wrong: string[] = []
  let [compared, figures] = [0, 0]
  for (const [name, expectedOf] of Object.entries(sheets)) {
    const sheet = workbook.getWorksheet(name)
    if (sheet === undefined) {
      wrong.push(`${name}: there is no such sheet`)
      continue
    }
    let headers: readonly string[] | null = null
    let at = 0
    sheet.eachRow((row) => {
      const texts = Array.from({ length: sheet.columnCount }, (_, column) => shownOf(row.getCell(column + 1)))
      if (headers === null) {
        if (['Code', 'Service', 'Resource'].includes(texts[0] ?? '')) headers = texts
        return
      }
      const place = { key: texts[0] ?? '', label: texts[1] ?? '', at }
      const cells = headers.flatMap((header, column) => {
        const shown = figureIn(row.getCell(column + 1))
        return shown === null ? [] : [{ header, shown: new Decimal(shown.toPrecision(15)) }]
      })
      if (cells.length > 0) at += 1
      const parts = cells.filter(({ header }) => expectedOf(place, header) === 'part')
      for (const { header, shown } of cells) {
        figures += 1
        const expected = expectedOf(place, header)
        if (expected === null) wrong.push(`${name}, ${place.key} ${place.label}, ${header}: ${shown.toFixed()} is no figure of the core`)
        else if (typeof expected === 'object' && !round(shown, placesOf(name, header)).eq(round(decimal(expected.text), placesOf(name, header)))) wrong.push(`${name}, ${place.key} ${place.label}, ${header}: ${shown.toFixed()} instead of ${expected.text}`)
        else compared += 1
      }
      if (parts.length === 0) return
      const rate = budget.rows.find((each) => each.code === place.key)
      const whole = rate === undefined ? null : name === 'Earlier units' ? rate.unitsBefore : rate.amountBefore
      const added = toText(parts.reduce((total, { shown }) => total.plus(shown), new Decimal(0)))
      if (whole !== null && !decimal(added).eq(decimal(whole))) wrong.push(`${name}, ${place.key}: its months are ${added} instead of ${whole}`)
    })
    if (headers === null) wrong.push(`${name}: it has no heading`)
  }
  return { wrong, compared, figures }
}
