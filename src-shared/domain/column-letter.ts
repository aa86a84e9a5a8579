/** @example columnLetter(27) // 'AB' */
export function columnLetter(column: number): string {
  const rest = Math.floor(column / 26)
  return (rest === 0 ? '' : columnLetter(rest - 1)) + String.fromCodePoint(65 + (column % 26))
}
