/** Codes that an answer offers: enough to see what one looks like. */
const MOST = 12

/** @example listedCodes(['QHB', 'QLA']) // 'QHB, QLA'; of more than twelve, twelve and how many more there are */
export function listedCodes(codes: readonly string[]): string {
  const shown = codes.slice(0, MOST).join(', ')
  return codes.length > MOST ? `${shown}, … (${(codes.length - MOST).toLocaleString('en-US')} more)` : shown
}
