/**
 * Versions (VER-1): one key says whose figure it is: fiscal year, basis, and scenario (none = the base).
 */
import { formatFiscalYear, isFiscalYear, type FiscalYear } from './fiscal-year.ts'

export const BASES = ['plan', 'forecast', 'actual'] as const
export type Basis = (typeof BASES)[number]

declare const versionKeyBrand: unique symbol
/** Canonical text of a version, as rows carry it: `FY2004/plan`, or `FY2004/plan/<scenario id>`. */
export type VersionKey = string & { readonly [versionKeyBrand]: true }

export type Version = {
  readonly fiscalYear: FiscalYear
  readonly basis: Basis
  /** The scenario that overlays the year, or null for the base. */
  readonly scenarioId: string | null
}

/** The base plan of a year. @example planOf(fiscalYear(2004)) */
export function planOf(year: FiscalYear, scenarioId: string | null = null): Version {
  return { fiscalYear: year, basis: 'plan', scenarioId }
}

/** @example versionKey(planOf(fiscalYear(2004))) // 'FY2004/plan' */
export function versionKey(version: Version): VersionKey {
  const base = `${formatFiscalYear(version.fiscalYear)}/${version.basis}`
  const text = version.scenarioId === null ? base : `${base}/${version.scenarioId}`
  // The one place where text receives this brand.
  return text as VersionKey
}

/** Reads a version key; undefined when the text is none. @example readVersionKey('FY2004/plan')?.fiscalYear // 2004 */
export function readVersionKey(text: string): Version | undefined {
  const match = /^FY(\d{4})\/(plan|forecast|actual)(?:\/([A-Za-z0-9_-]{1,64}))?$/.exec(text)
  if (!match) return undefined
  const year = Number.parseInt(match[1] ?? '', 10)
  const basis = BASES.find((each) => each === match[2])
  if (!isFiscalYear(year) || basis === undefined) return undefined
  return { fiscalYear: year, basis, scenarioId: match[3] ?? null }
}

/** The version without its scenario. */
export function baseOf(version: Version): Version {
  return { ...version, scenarioId: null }
}
