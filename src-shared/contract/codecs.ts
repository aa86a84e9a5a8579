/**
 * One schema for each branded value of the domain. Values travel as the text that they are at rest;
 * a schema checks canonical form and range and gives the brand. No amount in the contract is a bare string.
 */
import { z } from 'zod'

import { isCanonicalDecimal, MAX_PUBLISHED_PLACES, type DecimalText, type Factor, type Percent, type Units, type Usd, type UsdPerUnit } from '../domain/decimal.ts'
import { isFiscalYear, isIsoDate, type FiscalYear, type IsoDate } from '../domain/fiscal-year.ts'
import { isMonthlyText, type MonthlyText } from '../domain/model/monthly-text.ts'
import { isMonth, type Month } from '../domain/month.ts'
import { isLoggedTime, type LoggedTime } from '../domain/usage/local-time.ts'
import { readVersionKey, versionKey, type VersionKey } from '../domain/version.ts'

function decimalCodec<Brand extends DecimalText<string>>(name: string): z.ZodType<Brand, Brand> {
  return z.custom<Brand>((value) => typeof value === 'string' && isCanonicalDecimal(value), { error: `${name} must be canonical decimal text` })
}

export const usd = decimalCodec<Usd>('An amount in USD')
/** An amount of whole cents, as all money of the cost side is. */
export const usdCents = z.custom<Usd>((value) => typeof value === 'string' && isCanonicalDecimal(value) && /^-?\d+(?:\.\d{1,2})?$/.test(value), { error: 'An amount must be canonical decimal text of whole cents' })
export const usdPerUnit = decimalCodec<UsdPerUnit>('A price in USD per unit')
export const percent = decimalCodec<Percent>('A percentage')
export const factor = decimalCodec<Factor>('A factor')
export const units = decimalCodec<Units>('A number of units')
export const anyDecimal = decimalCodec<DecimalText<string>>('A number')

export const fiscalYearCodec = z.custom<FiscalYear>((value) => typeof value === 'number' && isFiscalYear(value), { error: 'A fiscal year is a whole number from 1901 to 2199' })
export const isoDateCodec = z.custom<IsoDate>((value) => typeof value === 'string' && isIsoDate(value), { error: 'A date is written YYYY-MM-DD' })
export const monthCodec = z.custom<Month>((value) => typeof value === 'string' && isMonth(value), { error: 'A month is written YYYY-MM' })
export const isoInstant = z.iso.datetime()
/** A time as a log writes it. */
export const loggedTime = z.custom<LoggedTime>((value) => typeof value === 'string' && isLoggedTime(value), { error: 'A time is written YYYY-MM-DDTHH:MM' })
export const clockTime = z.string().regex(/^(?:[01]\d|2[0-3]):[0-5]\d$/)
export const versionKeyCodec = z.custom<VersionKey>(
  (value) => {
    if (typeof value !== 'string') return false
    const version = readVersionKey(value)
    return version !== undefined && versionKey(version) === value
  },
  { error: 'A version key is written FY2004/plan' },
)

/** The text of a field of any kind, an amount among them: what it means is checked by the field that it is read into, and one that does not fit is reported, never computed with. */
export const fieldText = z.custom<string>((value) => typeof value === 'string' && value.length <= 20_000, { error: 'The text of a field has at most 20,000 characters' })

/** Bounded text: one line for names and codes, more for notes. */
export const line = z.string().max(200)
export const name = z.string().trim().min(1).max(200)
export const longText = z.string().max(20_000)
/** A whole page of the catalog. */
export const pageText = z.string().max(200_000)
export const id = z.string().min(1).max(200)
/** Twelve whole numbers of a year. */
export const monthlyText = z.custom<MonthlyText>((value) => typeof value === 'string' && isMonthlyText(value), { error: 'Twelve whole numbers with a space between two of them' })
/** An id that is made of other ids. */
export const composedId = z.string().min(1).max(700)
export const position = z.int().min(0).max(10_000_000)
export const publishedPlaces = z.int().min(0).max(MAX_PUBLISHED_PLACES)
