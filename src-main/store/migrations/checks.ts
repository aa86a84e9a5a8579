/**
 * Conditions of columns, as SQL text for a CHECK. Migrations that have shipped are made of them:
 * a condition that must change gets a new function, and the old one stays as it is.
 *
 * Every one of them also refuses text with a NUL or with letters beyond ASCII: GLOB and length() stop at the first NUL,
 * and would let pass what comes after it.
 */

function plain(column: string): string {
  return `length(CAST(${column} AS BLOB)) = length(${column})`
}

/**
 * Canonical decimal text, the same language as `isCanonicalDecimal` of the domain: no exponent, no plus, no leading or
 * trailing zeros, no "-0", below 10^15, at most 12 places. NULL passes, as in any CHECK.
 *
 * @example canonicalDecimal('amount') // passes '99.81', '-0.5', '0'; refuses '99.810', '1e3', '.5', '-0', '007'
 */
export function canonicalDecimal(column: string): string {
  return `(${plain(column)} AND CASE WHEN ${column} GLOB '-*' THEN ${column} <> '-0' AND ${magnitude(`substr(${column}, 2)`)} ELSE ${magnitude(column)} END)`
}

function magnitude(text: string): string {
  const point = `instr(${text}, '.')`
  return `(${[
    `${text} NOT GLOB '*[^0-9.]*'`,
    `${text} GLOB '[0-9]*'`,
    `${text} NOT GLOB '0[0-9]*'`,
    `CASE ${point} WHEN 0 THEN length(${text}) <= 15 ELSE ${text} GLOB '*.*[1-9]' AND ${text} NOT GLOB '*.*.*' AND ${point} <= 16 AND length(${text}) - ${point} <= 12 END`,
  ].join(' AND ')})`
}

const SCENARIO_ID = (text: string): string => `(length(${text}) BETWEEN 1 AND 64 AND ${text} NOT GLOB '*[^A-Za-z0-9_-]*')`

/** The id of a scenario, as it also stands in version keys. */
export function scenarioId(column: string): string {
  return `(${plain(column)} AND ${SCENARIO_ID(column)})`
}

function fiscalYearOfKey(column: string): string {
  return `${plain(column)} AND ${column} GLOB 'FY[0-9][0-9][0-9][0-9]/*' AND CAST(substr(${column}, 3, 4) AS INTEGER) BETWEEN 1901 AND 2199`
}

/** The key of a version without a scenario (VER-1). @example baseVersionKey('version') // passes 'FY2004/plan' */
export function baseVersionKey(column: string): string {
  return `(${fiscalYearOfKey(column)} AND substr(${column}, 8) IN ('plan', 'forecast', 'actual'))`
}

/** The key of a version, with or without a scenario (VER-1). @example versionKey('version') // passes 'FY2004/plan/low-growth' */
export function versionKey(column: string): string {
  const ofBasis = (basis: string): string => `(${column} GLOB 'FY????/${basis}/*' AND ${SCENARIO_ID(`substr(${column}, ${9 + basis.length})`)})`
  return `(${fiscalYearOfKey(column)} AND (substr(${column}, 8) IN ('plan', 'forecast', 'actual') OR ${['plan', 'forecast', 'actual'].map(ofBasis).join(' OR ')}))`
}

export function fiscalYear(column: string): string {
  return `${column} BETWEEN 1901 AND 2199`
}

/** A day of the calendar, `YYYY-MM-DD`, in the years 1900 to 2199. */
export function isoDate(column: string): string {
  return `(${plain(column)} AND length(${column}) = 10 AND date(${column}) IS ${column} AND substr(${column}, 1, 4) BETWEEN '1900' AND '2199')`
}

export function oneOf(column: string, values: readonly string[]): string {
  return `${column} IN (${values.map((value) => `'${value}'`).join(', ')})`
}

/** What `String.prototype.trim` takes away, as characters of SQL. */
const SPACES = `char(${[9, 10, 11, 12, 13, 32, 160, 5760, 8192, 8193, 8194, 8195, 8196, 8197, 8198, 8199, 8200, 8201, 8202, 8232, 8233, 8239, 8287, 12288, 65279].join(', ')})`

/** A name: not empty, no spaces around it. */
export function trimmedName(column: string): string {
  return `(${column} <> '' AND trim(${column}, ${SPACES}) = ${column})`
}

/** A calendar month, `YYYY-MM`, in the years 1900 to 2199. NULL passes. */
export function month(column: string): string {
  return `(${plain(column)} AND length(${column}) = 7 AND date(${column} || '-01') IS ${column} || '-01' AND substr(${column}, 1, 4) BETWEEN '1900' AND '2199')`
}

/** A time of the clock, `HH:MM`. NULL passes. */
export function clockTime(column: string): string {
  return `(${plain(column)} AND length(${column}) = 5 AND time(${column}) IS ${column} || ':00')`
}

/** A time as a log writes it: `YYYY-MM-DDTHH:MM`, with or without seconds, with or without an offset such as `-05:00`. NULL passes. */
export function loggedTime(column: string): string {
  const local = (length: number, shape: string): string => `(length(${column}) = ${length} AND ${column} GLOB '${shape}')`
  const minute = '????-??-??T[0-2][0-9]:[0-5][0-9]'
  const second = `${minute}:[0-5][0-9]`
  const offset = '[+-][0-1][0-9]:[0-5][0-9]'
  return `(${plain(column)} AND (${[local(16, minute), local(19, second), local(22, minute + offset), local(25, second + offset)].join(' OR ')}) AND date(substr(${column}, 1, 10)) IS substr(${column}, 1, 10) AND substr(${column}, 12, 2) < '24' AND substr(${column}, 1, 4) BETWEEN '1900' AND '2199')`
}
