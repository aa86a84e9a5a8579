import type { Draft } from '../../model/draft.ts'
import type { BatchLines } from '../batch-lines.ts'
import { scheduleMonths } from '../schedule-months.ts'
import type { UsageCatalog } from './usage-import.ts'

/** Ids of a model behind those that lines have already: places of lines stay what they are, so that both are in one order. */
function listed(known: readonly string[], ids: Iterable<string>): readonly string[] {
  return [...new Set([...known, ...ids])]
}

function placed(list: readonly string[], rows: Iterable<{ readonly id: string; readonly code: string }>): UsageCatalog['customers'] {
  const places = new Map(list.map((id, place) => [id, place]))
  return [...rows].map(({ id, code }) => [code, places.get(id) ?? -1] as const).filter(([code, place]) => code.trim() !== '' && place !== -1)
}

/** What codes of a file mean in a model, and the months of its years that have a rate schedule. */
export function usageCatalog({ draft, present }: { readonly draft: Draft; readonly present: Pick<BatchLines, 'customerIds' | 'rateIds'> }): UsageCatalog {
  const customerIds = listed(present.customerIds, draft.customer.keys())
  const rateIds = listed(present.rateIds, draft.rate.keys())
  return { customerIds, rateIds, customers: placed(customerIds, draft.customer.values()), rates: placed(rateIds, draft.rate.values()), months: scheduleMonths(draft) }
}
