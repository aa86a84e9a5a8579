/** Excel's number formats for report figures. */
import type { NumberCell } from './figure-text.ts'

/**
 * A format with the cell's own places, negatives in parentheses, and padding that keeps decimal points of a column in line
 * where its cells have different places. A signed figure also carries an arrow at the left edge of its cell, so that the
 * direction follows the sign when a recipient changes an input.
 *
 * @example numberFormat({ format: 'usd', places: 2, alignTo: 2, arrows: false }) // '#,##0.00_);(#,##0.00)'
 */
export function numberFormat(request: { readonly format: NumberCell['format']; readonly places: number; readonly alignTo: number; readonly arrows: boolean }): string {
  const { format, places, alignTo, arrows } = request
  const fraction = places === 0 ? '' : `.${'0'.repeat(places)}`
  const suffix = format === 'percent' ? '%' : format === 'points' ? '" pts"' : ''
  const body = `#,##0${fraction}${suffix}`
  const padding = `${places === 0 && alignTo > 0 ? '_.' : ''}${'_0'.repeat(Math.max(0, alignTo - places))}`
  const positive = `${body}_)${padding}`
  const negative = `(${body})${padding}`
  return arrows ? `"  ▲"* ${positive};"  ▼"* ${negative};${positive}` : `${positive};${negative}`
}
