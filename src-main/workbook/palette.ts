/**
 * Colours of everything that leaves the application. Orange and blue stay apart for the colour-blind and in grey;
 * sign and arrow say the same again, so that colour never carries meaning alone.
 */
export const PALETTE = {
  ink: '1F2933',
  muted: '5B6773',
  rule: 'DDE2E7',
  band: 'EEF2F6',
  accent: '1F4E79',
  accentSoft: 'A9C1D9',
  increase: 'B34700',
  increaseFill: 'D9661F',
  decrease: '005A9C',
  decreaseFill: '2F7FC1',
  warning: '8A5A00',
  draftFill: 'FFF1E0',
  draftInk: '9A3B00',
  inputFill: 'FFF9DB',
  inputInk: '0B3FA8',
  white: 'FFFFFF',
} as const

/** Grounds of a heat strip: the worse the darker, so that they read in grey. */
export const HEAT = { met: { fill: 'D5E6F5', ink: PALETTE.ink }, 'at-risk': { fill: 'FFCF9E', ink: '5C2C00' }, breached: { fill: 'A84300', ink: PALETTE.white } } as const

export function heatOf(tone: string | undefined | null): (typeof HEAT)[keyof typeof HEAT] | undefined {
  return tone === 'met' || tone === 'at-risk' || tone === 'breached' ? HEAT[tone] : undefined
}
