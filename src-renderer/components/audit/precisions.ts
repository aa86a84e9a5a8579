/** How the digits of a printed schedule can be read (RATE-7), for lists to choose from. */
import { MAX_PUBLISHED_PLACES } from '../../../src-shared/domain/decimal.ts'
import type { AuditPrecision } from '../../../src-shared/domain/rates/audit.ts'

const AS_PRINTED: AuditPrecision = { reading: 'as-printed' }

export const PRECISIONS: readonly AuditPrecision[] = [AS_PRINTED, ...Array.from({ length: MAX_PUBLISHED_PLACES + 1 }, (_, places) => ({ reading: 'places' as const, places }))]

/** @example precisionText({ reading: 'places', places: 0 }) // 'Whole dollars' */
export function precisionText(precision: AuditPrecision): string {
  if (precision.reading === 'as-printed') return 'As printed'
  return precision.places === 0 ? 'Whole dollars' : precision.places === 1 ? '1 place' : `${precision.places} places`
}

/** A choice by its place in the list, so that what is chosen is always one of them. */
export function precisionAt(index: number): AuditPrecision {
  return PRECISIONS[index] ?? AS_PRINTED
}

/** As a list box takes them: the value is the place in the list. */
export const PRECISION_OPTIONS: { readonly value: string; readonly label: string }[] = PRECISIONS.map((each, index) => ({ value: String(index), label: precisionText(each) }))
