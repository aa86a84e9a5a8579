/** What a service's account in a fund begins a year with, its interest and transfers (RECOV-1): one row a service, fund, year and basis. */
import { revenueId, type FundBalance } from '../../../model/cost-tables.ts'
import { accountOfRow, BASIS, FISCAL_YEAR, FUND, NO_DOLLARS, OF_ACCOUNT, OWN_SERVICE, SOURCE, sourceOf } from '../common-columns.ts'
import { importColumn } from '../import-column.ts'
import type { ImportKind } from '../import-kind.ts'

const OPENING = importColumn({ field: 'opening', header: 'opening balance', names: ['opening', 'balance', 'beginning balance', 'fund balance', 'amount'], required: true, example: '125,000.00', comment: 'Dollars with which the account begins the year, at the cent; negative for a deficit. It stands in place of the closing balance of the year before.' })
const INTEREST = importColumn({ field: 'interest', names: ['interest earned', 'interest income'], example: '0.00', comment: 'What it earns as interest in the year; 0 where it is empty.' })
const TRANSFERS = importColumn({ field: 'transfers', names: ['transfer', 'transfers in', 'net transfers'], example: '0.00', comment: 'What is transferred into it in the year, negative for what is transferred out; 0 where it is empty.' })

export const BALANCES: ImportKind = {
  kind: 'balances', one: 'balance', many: 'balances', ...OF_ACCOUNT,
  columns: [FISCAL_YEAR, BASIS, OWN_SERVICE, FUND, OPENING, INTEREST, TRANSFERS, SOURCE],
  plan(model, record, version) {
    const account = accountOfRow(model, record.first)
    if (account === undefined) return
    const id = revenueId({ version, ...account })
    const was = model.draft.fundBalance.get(id)
    const blank: FundBalance = { id, version, ...account, opening: NO_DOLLARS, interest: NO_DOLLARS, transfers: NO_DOLLARS, source: '' }
    const after = record.into({ table: 'fundBalance', was, blank, columns: { opening: OPENING, interest: INTEREST, transfers: TRANSFERS } })
    if (!record.isRefused) model.want('fundBalance', { before: was, row: record.first, after: { ...after, source: sourceOf(model, record, was?.source) } })
  },
}
