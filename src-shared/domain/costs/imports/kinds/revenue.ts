/** What a service billed in a fund and year (RECOV-1, RECOV-2): one row a service, fund, year and basis. */
import { decimal } from '../../../decimal.ts'
import { issue } from '../../../issues.ts'
import { revenueId, type Revenue } from '../../../model/cost-tables.ts'
import { accountOfRow, BASIS, FISCAL_YEAR, FUND, NO_DOLLARS, OF_ACCOUNT, OWN_SERVICE, SOURCE, sourceOf } from '../common-columns.ts'
import { importColumn } from '../import-column.ts'
import type { ImportKind } from '../import-kind.ts'

const BILLED = importColumn({ field: 'billed', names: ['revenue', 'billed revenue', 'amount', 'billings', 'billed amount'], required: true, example: '1,250,000.00', comment: 'Dollars that were billed, at the cent.' })
const IMPUTED = importColumn({ field: 'imputed', names: ['imputed revenue'], example: '0.00', comment: 'What users billed below the full rate, or not at all, would have paid (RECOV-2); 0 where it is empty.' })
const FEDERAL = importColumn({ field: 'federallyFunded', names: ['federal', 'federally funded billings', 'federal billings'], example: '300,000.00', comment: 'The part of what was billed that was paid with federal money (RECOV-5); 0 where it is empty.' })

export const REVENUE: ImportKind = {
  kind: 'revenue', one: 'revenue row', many: 'revenue rows', ...OF_ACCOUNT,
  columns: [FISCAL_YEAR, BASIS, OWN_SERVICE, FUND, BILLED, IMPUTED, FEDERAL, SOURCE],
  plan(model, record, version) {
    const account = accountOfRow(model, record.first)
    if (account === undefined) return
    const id = revenueId({ version, ...account })
    const was = model.draft.revenue.get(id)
    const blank: Revenue = { id, version, ...account, billed: NO_DOLLARS, imputed: NO_DOLLARS, federallyFunded: NO_DOLLARS, source: '' }
    const after = record.into({ table: 'revenue', was, blank, columns: { billed: BILLED, imputed: IMPUTED, federallyFunded: FEDERAL } })
    if (decimal(after.federallyFunded).gt(decimal(after.billed)) && decimal(after.federallyFunded).gt(0)) {
      record.say(record.has(FEDERAL) ? FEDERAL : BILLED, issue('number-out-of-range', `The federally funded part ${after.federallyFunded} is more than the billed ${after.billed}.`, { remedy: 'Write at most what was billed.' }))
    }
    if (!record.isRefused) model.want('revenue', { before: was, row: record.first, after: { ...after, source: sourceOf(model, record, was?.source) } })
  },
}
