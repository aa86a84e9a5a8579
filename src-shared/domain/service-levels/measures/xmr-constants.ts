/** The scaling factors of an XmR chart: a setting, and printed on the chart (SLM-4). */
import type { LevelPolicy } from '../../model/level-tables.ts'
import { assertNever } from '../../result.ts'
import type { Ratio } from '../../costs/ratio.ts'

export type XmrConstants = {
  readonly name: LevelPolicy['xmrConstants']
  /** Of which moving range the limits are multiples. */
  readonly of: 'mean' | 'median'
  /** Natural limits: the centre plus and minus this times that range. */
  readonly limit: Ratio
  /** Upper limit of moving ranges: this times that range. */
  readonly range: Ratio
  /** For people: `mean +/- 2.660 x mean moving range; range limit 3.268 x`. */
  readonly words: string
}

/** @example xmrConstants('rounded').words // 'mean +/- 2.660 x mean moving range; upper range limit 3.268 x mean moving range' */
export function xmrConstants(name: LevelPolicy['xmrConstants']): XmrConstants {
  const range: Ratio = { numerator: 3268n, denominator: 1000n }
  switch (name) {
    case 'rounded':
      return { name, of: 'mean', limit: { numerator: 2660n, denominator: 1000n }, range, words: 'mean +/- 2.660 x mean moving range; upper range limit 3.268 x mean moving range' }
    case 'exact':
      return { name, of: 'mean', limit: { numerator: 3000n, denominator: 1128n }, range, words: 'mean +/- 3/1.128 x mean moving range; upper range limit 3.268 x mean moving range' }
    case 'median':
      return { name, of: 'median', limit: { numerator: 3145n, denominator: 1000n }, range: { numerator: 3865n, denominator: 1000n }, words: 'mean +/- 3.145 x median moving range; upper range limit 3.865 x median moving range' }
    default:
      return assertNever(name)
  }
}
