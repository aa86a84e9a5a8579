/** Why what is due was not billed, in words: the same on the screen, on the command line and in the workbook (BILL-7, BILL-8). */
import { usdOfCents } from '../cents.ts'
import type { Usd } from '../decimal.ts'
import type { HeldBecause } from './billing-account.ts'
import type { Statement } from './statement.ts'

export const HELD_WORDS: Readonly<Record<HeldBecause, string>> = {
  'not-encumbered': 'nothing is encumbered', 'not-approved': 'the encumbrance is not approved by then', 'below-threshold': 'what is due does not pass the threshold', 'nothing-due': 'nothing is due',
}

/** What one object code holds back after the last month of a statement. */
export type HeldReason = { readonly objectCode: string; readonly heldBack: Usd; readonly because: string }

/**
 * Object codes that hold something back after the last month of the statement; none where everything is billed.
 *
 * @example heldReasons(statement) // [{ objectCode: 'E10', heldBack: '20', because: 'what is due does not pass the threshold' }]
 */
export function heldReasons({ groups, month, months }: Pick<Statement, 'groups' | 'month' | 'months'>): readonly HeldReason[] {
  const at = month === null ? months.length - 1 : months.indexOf(month)
  return groups.flatMap(({ objectCode, account }) => {
    const because = account.held[at] ?? null
    return because === null || because === 'nothing-due' ? [] : [{ objectCode, heldBack: usdOfCents(account.cents.heldBack[at] ?? 0n), because: HELD_WORDS[because] }]
  })
}
