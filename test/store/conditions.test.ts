import Database from 'better-sqlite3'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'

import { canonicalDecimal, baseVersionKey, isoDate, loggedTime, trimmedName, versionKey as versionKeyCondition } from '../../src-main/store/migrations/checks.ts'
import { Decimal, isCanonicalDecimal, MAX_ABSOLUTE, MAX_PLACES, toText } from '../../src-shared/domain/decimal.ts'
import { isIsoDate } from '../../src-shared/domain/fiscal-year.ts'
import { isLoggedTime } from '../../src-shared/domain/usage/local-time.ts'
import { readVersionKey, versionKey } from '../../src-shared/domain/version.ts'

/** What a column with that condition takes, asked of SQLite itself. */
function columnTakes(condition: (column: string) => string): (text: string) => boolean {
  const database = new Database(':memory:')
  database.exec(`CREATE TABLE t (x TEXT CHECK (${condition('x')})) STRICT`)
  const insert = database.prepare('INSERT INTO t VALUES (?)')
  return (text) => {
    try {
      insert.run(text)
      return true
    } catch (error) {
      if (error instanceof Database.SqliteError && error.code === 'SQLITE_CONSTRAINT_CHECK') return false
      throw error
    }
  }
}

const nearlyDecimal = fc.string({ unit: fc.constantFrom('0', '1', '5', '9', '.', '-', '+', 'e', ' ', '\0', '٣'), maxLength: 34 })
const longDigits = fc.tuple(fc.constantFrom('', '-'), fc.string({ unit: fc.constantFrom('0', '1', '9'), maxLength: 18 }), fc.constantFrom('', '.'), fc.string({ unit: fc.constantFrom('0', '1', '9'), maxLength: 14 })).map((parts) => parts.join(''))
const decimalText = fc.tuple(fc.bigInt({ min: -(10n ** 16n), max: 10n ** 16n }), fc.integer({ min: 0, max: 14 })).map(([digits, places]) => toText(new Decimal(digits.toString()).div(new Decimal(10).pow(places))))

function two(from: number, to: number): fc.Arbitrary<string> {
  return fc.integer({ min: from, max: to }).map((each) => String(each).padStart(2, '0'))
}

describe('what the columns of the database take', () => {
  test('NUM-1: an amount is exactly the canonical decimal text of the domain, both ways', () => {
    const takes = columnTakes(canonicalDecimal)
    fc.assert(fc.property(fc.oneof(nearlyDecimal, longDigits, decimalText), (text) => {
      expect({ text, taken: takes(text) }).toEqual({ text, taken: isCanonicalDecimal(text) })
    }), { numRuns: 20_000 })
  })

  test('NUM-1: every exact decimal in range is taken in its canonical text, and no other text of it is', () => {
    const takes = columnTakes(canonicalDecimal)
    fc.assert(fc.property(decimalText, (text) => {
      const value = new Decimal(text)
      const inRange = value.abs().lt(MAX_ABSOLUTE) && value.decimalPlaces() <= MAX_PLACES
      expect([takes(text), isCanonicalDecimal(text)]).toEqual([inRange, inRange])
      expect([`+${text}`, `0${text}`, `${text}${text.includes('.') ? '' : '.'}0`, `${text}e0`, ` ${text}`].map(takes)).toEqual([false, false, false, false, false])
    }), { numRuns: 2000 })
  })

  test.each(['0', '99.81', '-0.5', '10', '999999999999999.999999999999'])('NUM-1: %s is taken', (text) => {
    expect(columnTakes(canonicalDecimal)(text)).toBe(true)
  })

  test.each(['', '-', '-0', '00', '.5', '5.', '1.50', '1e400', 'NaN', 'Infinity', '12,34', '--5', '1-', '1.2.3', '1\u00002', '1000000000000000', '0.0000000000001'])('NUM-1: %j is refused', (text) => {
    expect(columnTakes(canonicalDecimal)(text)).toBe(false)
  })

  const nearlyVersion = fc.tuple(
    fc.constantFrom('FY', 'fy', ''), fc.constantFrom('2004', '1901', '1900', '2199', '2200', '20', '20 4'), fc.constantFrom('/', ''), fc.constantFrom('plan', 'forecast', 'actual', 'Plan', 'plans', ''),
    fc.constantFrom('', '/', '/low-growth', '/a b', '/é', '/a/b', `/${'x'.repeat(64)}`, `/${'x'.repeat(65)}`, '\0', '/a\0'),
  ).map((parts) => parts.join(''))

  test('VER-1: a version key is exactly what the domain reads, with and without a scenario', () => {
    const takesAny = columnTakes(versionKeyCondition)
    const takesBase = columnTakes(baseVersionKey)
    fc.assert(fc.property(nearlyVersion, (text) => {
      const version = readVersionKey(text)
      const isKey = version !== undefined && versionKey(version) === text
      expect({ text, any: takesAny(text), base: takesBase(text) }).toEqual({ text, any: isKey, base: isKey && version.scenarioId === null })
    }), { numRuns: 3000 })
  })

  test('a day is exactly what the domain reads', () => {
    const takes = columnTakes(isoDate)
    const nearlyDate = fc.tuple(fc.integer({ min: 1898, max: 2201 }), fc.integer({ min: 0, max: 13 }), fc.integer({ min: 0, max: 32 }), fc.constantFrom('', ' ', 'Z', '\0')).map(
      ([year, month, day, tail]) => `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}${tail}`,
    )
    fc.assert(fc.property(nearlyDate, (text) => {
      expect({ text, taken: takes(text) }).toEqual({ text, taken: isIsoDate(text) })
    }), { numRuns: 3000 })
  })

  test('SLM-1: a logged time is exactly what the domain reads, with or without seconds and offset', () => {
    const takes = columnTakes(loggedTime)
    const nearlyTime = fc.tuple(
      fc.integer({ min: 1898, max: 2201 }), two(0, 13), two(0, 32), fc.constantFrom('T', ' ', 't'), two(0, 25), two(0, 61), fc.oneof(fc.constant(''), two(0, 61).map((second) => `:${second}`)),
      fc.oneof(fc.constant(''), fc.tuple(fc.constantFrom('+', '-'), two(0, 21), two(0, 61)).map(([sign, hour, minute]) => `${sign}${hour}:${minute}`)), fc.constantFrom('', '', '', ' ', 'Z', '\0', '.5'),
    ).map(([year, month, day, between, hour, minute, second, offset, tail]) => `${year}-${month}-${day}${between}${hour}:${minute}${second}${offset}${tail}`)
    fc.assert(fc.property(nearlyTime, (text) => {
      expect({ text, taken: takes(text) }).toEqual({ text, taken: isLoggedTime(text) })
    }), { numRuns: 5000, examples: [['2003-10-26T01:30-05:00'], ['2003-10-14T16:59'], ['2004-02-29T23:59:59'], ['2003-02-29T10:00'], ['2003-10-14T24:00'], ['٢003-10-14T10:00']] })
  })

  test('a name is taken exactly when nothing is to be trimmed from it', () => {
    const takes = columnTakes(trimmedName)
    fc.assert(fc.property(fc.string({ unit: fc.constantFrom('a', 'ü', ' ', '\t', '\u00a0', '\u2003', '\ufeff', '\u200b'), maxLength: 4 }), (text) => {
      expect({ text, taken: takes(text) }).toEqual({ text, taken: text !== '' && text.trim() === text })
    }))
  })
})
