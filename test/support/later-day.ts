import { isoDate } from '../../src-shared/domain/fiscal-year.ts'

/** A day on which every month of the tests' models is over. */
export const LATER = isoDate('2026-11-25')
