/**
 * Numbers as people type and paste them: `$1,234.50`, `(0.5)`, `16.8 %`.
 * The result is exact (NUM-1); what is ambiguous is refused rather than guessed.
 */
import { Decimal, MAX_ABSOLUTE, MAX_PLACES } from './decimal.ts'
import { issue, type Issue } from './issues.ts'
import { ok, refused, type Result } from './result.ts'

/** The mark between whole and fraction; the other one (or a space) then groups thousands. */
export type DecimalSeparator = '.' | ','

export type TypedNumber = {
  readonly value: Decimal
  /** Digits behind the separator, without zeros at the end: what the number needs. */
  readonly places: number
  readonly isPercent: boolean
  readonly isCurrency: boolean
}

/** Spaces that spreadsheets and word processors put between digits: no-break, narrow no-break, thin, figure. */
const SPACES = /[\s\u00A0\u202F\u2009\u2007]/g
const LONGEST = 60

const POINT_NUMBER = /^(?:\d{1,3}(?:,\d{3})+|\d{1,3}(?: \d{3})+|\d+)?(?:\.(\d*))?$/
const COMMA_NUMBER = /^(?:\d{1,3}(?:\.\d{3})+|\d{1,3}(?: \d{3})+|\d+)?(?:,(\d*))?$/

function notANumber(text: string, separator: DecimalSeparator): Issue {
  const shown = text.length > 40 ? `${text.slice(0, 40)}...` : text
  const example = separator === '.' ? '1,234.50' : '1.234,50'
  return issue('not-a-number', `"${shown}" is not a number.`, { remedy: `Write it as ${example}; the decimal mark is "${separator}".` })
}

/** Takes sign, brackets, currency and per cent off; undefined when they stand where they cannot. */
function unwrap(text: string): { readonly digits: string; readonly negative: boolean; readonly isPercent: boolean; readonly isCurrency: boolean } | undefined {
  let rest = text
  let negative = false
  let isPercent = false
  const takePercent = (): void => {
    if (!isPercent && rest.endsWith('%')) {
      isPercent = true
      rest = rest.slice(0, -1).trim()
    }
  }
  takePercent()
  const inBrackets = /^\((.*)\)$/.exec(rest) ?? /^\$ ?\((.*)\)$/.exec(rest)
  const bracketCurrency = rest.startsWith('$') && inBrackets !== null
  if (inBrackets) {
    negative = true
    rest = (inBrackets[1] ?? '').trim()
    takePercent()
  }
  const signed = /^([+-])? ?(\$|USD)? ?([+-])? ?(.*)$/.exec(rest)
  const [, firstSign, currency, secondSign, digits = ''] = signed ?? []
  if (firstSign !== undefined && secondSign !== undefined) return undefined
  const sign = firstSign ?? secondSign
  if (sign !== undefined && inBrackets) return undefined
  return { digits: digits.trim(), negative: negative || sign === '-', isPercent, isCurrency: currency !== undefined || bracketCurrency }
}

/**
 * Reads one typed or pasted number. Thousands separators must stand in threes, so `12,34` is refused and `12,345` is twelve
 * thousand (with `,` as decimal separator it is the other way about). Exponents and words are refused.
 *
 * @example parseTyped('(1,234.50)') // value -1234.5, places 1
 */
export function parseTyped(text: string, options: { readonly decimalSeparator?: DecimalSeparator | undefined } = {}): Result<TypedNumber, Issue> {
  const separator = options.decimalSeparator ?? '.'
  const plain = text.replaceAll(SPACES, ' ').replaceAll(/[\u2212\u2013]/g, '-').trim()
  const parts = plain.length > LONGEST ? undefined : unwrap(plain)
  const match = parts === undefined || !/\d/.test(parts.digits) ? null : (separator === '.' ? POINT_NUMBER : COMMA_NUMBER).exec(parts.digits)
  if (parts === undefined || match === null) return refused(notANumber(text.trim(), separator))
  const canonical = separator === '.' ? parts.digits.replaceAll(/[, ]/g, '') : parts.digits.replaceAll(/[. ]/g, '').replace(',', '.')
  const size = new Decimal(canonical)
  if (size.gte(MAX_ABSOLUTE)) return refused(issue('number-out-of-range', `${plain} is too large.`, { remedy: 'Amounts stay below 1,000,000,000,000,000.' }))
  const places = size.decimalPlaces()
  if (places > MAX_PLACES) return refused(issue('too-many-places', `${plain} has more than ${MAX_PLACES} decimal places.`, { remedy: `Round it to ${MAX_PLACES} places or fewer.` }))
  return ok({ value: parts.negative && !size.isZero() ? size.negated() : size, places, isPercent: parts.isPercent, isCurrency: parts.isCurrency })
}
