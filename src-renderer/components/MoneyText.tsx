import { VisuallyHidden } from '@mantine/core'
import type { ReactNode } from 'react'

import { decimal, formatFixed, toText, type AnyDecimalText } from '../../src-shared/domain/decimal.ts'

/** An exact amount at fixed places; negatives in parentheses, with a minus for screen readers. @example <MoneyText value={amount} places={2} /> // (1,234.50) */
export function MoneyText({ value, places }: { readonly value: AnyDecimalText; readonly places: number }): ReactNode {
  const exact = decimal(value)
  if (!exact.isNegative()) return <span>{formatFixed(value, places)}</span>
  const size = formatFixed(toText(exact.abs()), places)
  return (
    <span>
      <VisuallyHidden>{`minus ${size}`}</VisuallyHidden>
      <span aria-hidden>{`(${size})`}</span>
    </span>
  )
}
