/**
 * The arithmetic of a comparison over whole columns (NUM-1, NUM-2, NUM-4): figures as scaled integers held exactly in doubles.
 * Each cell is checked against the bound below which that is exact; a cell beyond it goes by decimal.js instead.
 */
import { Decimal, decimal, round, toText, type AnyDecimalText, type Percent, type UsdPerUnit } from '../decimal.ts'
import { PERCENT_PLACES } from './comparison.ts'

/** One column of figures: `mantissas[i] / 10^scales[i]`, NaN where there is no figure or it is too long for a safe integer. */
export type FigureColumn = {
  readonly texts: readonly (AnyDecimalText | null)[]
  readonly mantissas: Float64Array
  readonly scales: Uint8Array
}

/** `to - from`, and its per cent of `from` in hundredths of a per cent; NaN where there is none, or where `wide` holds it. */
export type ChangeColumn = {
  readonly differences: Float64Array
  readonly scales: Uint8Array
  /** NaN also when `from` is zero. */
  readonly percentUnits: Float64Array
  readonly wide: ReadonlyMap<number, WideChange>
}
export type WideChange = { readonly difference: Decimal; readonly percentChange: Decimal | null }

const POWERS_OF_TEN = Float64Array.from({ length: 16 }, (_, power) => 10 ** power)
/** Doubles hold every integer up to 2^53; half of it leaves room for the one subtraction. */
const SAFE_FIGURE = 2 ** 52
const SAFE_PRODUCT = 2 ** 53
/** Turns a ratio into units of the last place of a % change: 10^4 for two places. */
const UNITS_OF_RATIO = 10 ** (2 + PERCENT_PLACES)
const POINT = 46
const MINUS = 45
const ZERO = 48

/** Columns from canonical decimal text; null is no figure. */
export function figureColumn(texts: readonly (AnyDecimalText | null)[]): FigureColumn {
  const mantissas = new Float64Array(texts.length)
  const scales = new Uint8Array(texts.length)
  for (let index = 0; index < texts.length; index += 1) {
    const text = texts[index] ?? null
    // Sixteen characters are at most fifteen digits and a point, below 2^53.
    if (text === null || text.length > 16) {
      mantissas[index] = Number.NaN
      continue
    }
    let mantissa = 0
    let point = -1
    const negative = text.charCodeAt(0) === MINUS
    for (let at = negative ? 1 : 0; at < text.length; at += 1) {
      const character = text.charCodeAt(at)
      if (character === POINT) point = at
      else mantissa = mantissa * 10 + (character - ZERO)
    }
    mantissas[index] = mantissa > SAFE_FIGURE ? Number.NaN : negative ? -mantissa : mantissa
    scales[index] = point === -1 ? 0 : text.length - point - 1
  }
  return { texts, mantissas, scales }
}

/**
 * Difference and % change of two columns, cell by cell.
 *
 * @example compareColumns(figureColumn(['100.3']), figureColumn(['99.81'])) // differences [-49], scales [2], percentUnits [-49] (-0.49 %)
 */
export function compareColumns(from: FigureColumn, to: FigureColumn): ChangeColumn {
  const length = Math.min(from.mantissas.length, to.mantissas.length)
  const differences = new Float64Array(length)
  const scales = new Uint8Array(length)
  const percentUnits = new Float64Array(length)
  const wide = new Map<number, WideChange>()
  for (let index = 0; index < length; index += 1) {
    const fromScale = from.scales[index] ?? 0
    const toScale = to.scales[index] ?? 0
    const scale = Math.max(fromScale, toScale)
    const left = (from.mantissas[index] ?? Number.NaN) * (POWERS_OF_TEN[scale - fromScale] ?? Number.NaN)
    const right = (to.mantissas[index] ?? Number.NaN) * (POWERS_OF_TEN[scale - toScale] ?? Number.NaN)
    const difference = right - left
    const size = Math.abs(left)
    const doubled = Math.abs(difference) * (2 * UNITS_OF_RATIO) + size
    // Written so that NaN, too, takes this branch.
    if (!(size < SAFE_FIGURE && Math.abs(right) < SAFE_FIGURE && doubled < SAFE_PRODUCT)) {
      differences[index] = Number.NaN
      percentUnits[index] = Number.NaN
      const change = wideChange(from.texts[index] ?? null, to.texts[index] ?? null)
      if (change !== null) wide.set(index, change)
      continue
    }
    differences[index] = difference
    scales[index] = scale
    percentUnits[index] = size === 0 ? Number.NaN : difference < 0 === left < 0 ? floorOfRatio(doubled, 2 * size) : -floorOfRatio(doubled, 2 * size)
  }
  return { differences, scales, percentUnits, wide }
}

/** floor(n / d) of positive safe integers; the double's quotient may have been rounded up to the next integer. */
function floorOfRatio(numerator: number, denominator: number): number {
  const quotient = Math.floor(numerator / denominator)
  return quotient * denominator > numerator ? quotient - 1 : quotient
}

function wideChange(from: AnyDecimalText | null, to: AnyDecimalText | null): WideChange | null {
  if (from === null || to === null) return null
  const left = decimal(from)
  const difference = decimal(to).minus(left)
  return { difference, percentChange: left.isZero() ? null : percentOf(difference, left) }
}

/**
 * NUM-4: the difference as per cent of `from`, rounded once to PERCENT_PLACES.
 *
 * @example percentOf(new Decimal('-0.7'), new Decimal('17.5')).toFixed(2) // '-4.00'
 */
export function percentOf(difference: Decimal, from: Decimal): Decimal {
  return round(difference.times(100).div(from), PERCENT_PLACES)
}

/** The difference of one cell as canonical text; null when there is none. */
export function differenceText(column: ChangeColumn, index: number): UsdPerUnit | Percent | null {
  const mantissa = column.differences[index] ?? Number.NaN
  if (!Number.isNaN(mantissa)) return scaledText<'USD/unit'>(mantissa, column.scales[index] ?? 0)
  const change = column.wide.get(index)
  return change === undefined ? null : toText<'USD/unit'>(change.difference)
}

/** The % change of one cell as canonical text; null when there is none or `from` is zero. */
export function percentChangeText(column: ChangeColumn, index: number): Percent | null {
  const units = column.percentUnits[index] ?? Number.NaN
  if (!Number.isNaN(units)) return percentText(units)
  const change = column.wide.get(index)
  return change === undefined || change.percentChange === null ? null : toText<'%'>(change.percentChange)
}

/** Nearly every % change of a real schedule is within 200 %, and the same ones come again and again. */
const knownPercents: (Percent | undefined)[] = Array.from({ length: 40_001 })
function percentText(units: number): Percent {
  const slot = units + 20_000
  if (slot < 0 || slot > 40_000) return scaledText<'%'>(units, PERCENT_PLACES)
  const known = knownPercents[slot]
  if (known !== undefined) return known
  const text = scaledText<'%'>(units, PERCENT_PLACES)
  knownPercents[slot] = text
  return text
}

/**
 * Canonical text of a scaled safe integer.
 *
 * @example scaledText<'USD/unit'>(-4900, 4) // '-0.49'
 */
export function scaledText<Unit extends string>(mantissa: number, scale: number): UnitText<Unit> {
  let digits = Math.abs(mantissa)
  let places = scale
  while (places > 0 && digits % 10 === 0) {
    digits /= 10
    places -= 1
  }
  const sign = mantissa < 0 ? '-' : ''
  if (places === 0) return brand<Unit>(sign + String(digits))
  const power = POWERS_OF_TEN[places] ?? 1
  const whole = Math.floor(digits / power)
  const fraction = fractionText(digits - whole * power, places)
  return brand<Unit>(whole < KNOWN_WHOLES ? wholeText(whole, mantissa < 0) + fraction : sign + String(whole) + fraction)
}

/** A figure in two safe integers: `whole + fraction / 10^places`, for those that are too long for one. */
export type FigureParts = { readonly isNegative: boolean; readonly whole: number; readonly fraction: number }

/** Canonical text of it. @example figureText<'USD/unit'>({ isNegative: true, whole: 12, fraction: 50 }, 3) // '-12.05' */
export function figureText<Unit extends string>({ isNegative, whole, fraction }: FigureParts, places: number): UnitText<Unit> {
  const sign = isNegative && whole + fraction > 0 ? '-' : ''
  // Behind the zero of a fraction alone stands what belongs behind any whole number.
  return brand<Unit>(sign + String(whole) + (fraction === 0 ? '' : scaledText<Unit>(fraction, places).slice(1)))
}

/** Most of the time of a comparison would go into writing the same few whole parts and fractions of four places. */
const KNOWN_WHOLES = 1_000
const knownWholes: (string | undefined)[] = Array.from({ length: 2 * KNOWN_WHOLES })
function wholeText(whole: number, isNegative: boolean): string {
  const slot = isNegative ? whole + KNOWN_WHOLES : whole
  const known = knownWholes[slot]
  if (known !== undefined) return known
  const text = `${isNegative ? '-' : ''}${whole}`
  knownWholes[slot] = text
  return text
}

const knownFractions: (string | undefined)[][] = Array.from({ length: 5 }, (_, places) => Array.from({ length: 10 ** places }))
const knownThousandths: readonly string[] = Array.from({ length: 1_000 }, (_, value) => String(value).padStart(3, '0'))
function fractionText(fraction: number, places: number): string {
  if (places > 4) {
    const head = Math.floor(fraction / 1_000)
    return fractionText(head, places - 3) + (knownThousandths[fraction - head * 1_000] ?? '')
  }
  const table = knownFractions[places]
  const known = table?.[fraction]
  if (known !== undefined) return known
  const text = `.${String(fraction).padStart(places, '0')}`
  if (table !== undefined) table[fraction] = text
  return text
}

type UnitText<Unit extends string> = ReturnType<typeof toText<Unit>>
// toText brands a Decimal; this brands text that is canonical by construction.
function brand<Unit extends string>(text: string): UnitText<Unit> {
  return text as UnitText<Unit>
}
