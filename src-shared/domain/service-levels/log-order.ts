/** The order of two times of a log, where it can be told without knowing the place. */
import type { LoggedTime } from '../usage/local-time.ts'

const OFFSET = /[+-]\d{2}:\d{2}$/

/**
 * True when a time is certainly before another. Times with the same offset, or both without one, compare as they are written; with two
 * offsets by the instant. Of a time with an offset and one without, only the place says (SLM-1); then it is not certain.
 *
 * @example isCertainlyBefore('2003-10-26T01:10-05:00', '2003-10-26T01:50-04:00') // false: 06:10 and 05:50 of UTC
 */
export function isCertainlyBefore(left: LoggedTime, right: LoggedTime): boolean {
  const [own, other] = [OFFSET.exec(left)?.[0], OFFSET.exec(right)?.[0]]
  if (own === other) return left.replace(OFFSET, '') < right.replace(OFFSET, '')
  return own !== undefined && other !== undefined && Date.parse(left) < Date.parse(right)
}

/** True where one of the two says its offset and the other does not. */
export function isOffsetMissing(left: LoggedTime, right: LoggedTime): boolean {
  return OFFSET.test(left) !== OFFSET.test(right)
}
