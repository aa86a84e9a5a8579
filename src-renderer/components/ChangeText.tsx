import type { ReactNode } from 'react'

import { decimal, formatFixed, toText, type AnyDecimalText } from '../../src-shared/domain/decimal.ts'

/**
 * A change with its sign, an arrow (where there is room) and its colour, so that colour never carries the meaning alone.
 *
 * @example <ChangeText value={percentChange} places={2} unit=" %" /> // ▲ +6.19 %
 */
export function ChangeText({ value, places, unit = '', hasArrow = true }: { readonly value: AnyDecimalText; readonly places: number; readonly unit?: string; readonly hasArrow?: boolean }): ReactNode {
  const exact = decimal(value)
  const sign = exact.isZero() ? 'none' : exact.isNegative() ? 'decrease' : 'increase'
  const size = formatFixed(toText(exact.abs()), places)
  if (sign === 'none') return <span>{`${size}${unit}`}</span>
  return (
    <span style={{ color: `var(--ratebook-${sign})`, whiteSpace: 'nowrap' }}>
      {hasArrow && <span aria-hidden>{sign === 'increase' ? '▲ ' : '▼ '}</span>}
      {`${sign === 'increase' ? '+' : '−'}${size}${unit}`}
    </span>
  )
}
