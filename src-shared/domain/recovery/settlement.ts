/** Ways to settle an over-recovery (RECOV-5). */
import { decimal, type Usd } from '../decimal.ts'
import { SETTLEMENTS } from '../model/cost-tables.ts'
import type { AccountYear } from './account-year.ts'

export type Settlement = (typeof SETTLEMENTS)[number]

/** Allocated central cost settles a service's adjustment up to this amount (2 CFR 200 Appendix V, G.4). */
export const CENTRAL_COST_LIMIT = '500000' as Usd

export const SETTLEMENT_CITATION = '2 CFR 200, Appendix V, G.4 (verify in the current eCFR)'

export type SettlementOption = { readonly settlement: Settlement; readonly amount: Usd; /** The figure of the account that the amount is. */ readonly figure: 'excess' | 'federalShare'; readonly isOpen: boolean; /** What it means, or why it is not open. */ readonly words: string }

/**
 * What may be done about a service's excess over its reserve cap. A cash refund covers the federal share alone; interest that an
 * agreement assesses comes on top and is typed with the refund. `serviceExcess` is that of all accounts of the service together.
 *
 * @example settlementOptions({ excess: '600000', federalShare: '150000', serviceExcess: '600000' }).find((each) => each.settlement === 'central-cost')?.isOpen // false
 */
export function settlementOptions(year: Pick<AccountYear, 'excess' | 'federalShare'> & { readonly serviceExcess: Usd }): readonly SettlementOption[] {
  const isExcess = decimal(year.excess).gt(0)
  const isSmall = decimal(year.serviceExcess).lte(decimal(CENTRAL_COST_LIMIT))
  return SETTLEMENTS.map((settlement) => {
    switch (settlement) {
      case 'future-rates': return { settlement, amount: year.excess, figure: 'excess', isOpen: isExcess, words: 'Taken off the cost of the years to come, as a carry-forward.' }
      case 'cash-refund': return { settlement, amount: year.federalShare, figure: 'federalShare', isOpen: isExcess && decimal(year.federalShare).gt(0), words: 'The federal share paid back in cash, with interest where it is assessed.' }
      case 'credits': return { settlement, amount: year.excess, figure: 'excess', isOpen: isExcess, words: 'Credited to the programs that were charged.' }
      case 'central-cost': return {
        settlement, amount: year.excess, figure: 'excess', isOpen: isExcess && isSmall,
        words: isSmall ? `Adjusted in the allocated central cost. ${SETTLEMENT_CITATION}.` : `Only up to 500,000.00 for a service in all. ${SETTLEMENT_CITATION}.`,
      }
    }
  })
}
