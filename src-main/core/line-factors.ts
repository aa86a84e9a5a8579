/** The factors behind a customer's quantities, from the raw rows of the file: what a statement shows beside its lines. */
import { ALL_READY, type FactorsOf } from '../../src-shared/domain/billing/line-factors.ts'
import { unitsOfMicro } from '../../src-shared/domain/micro-units.ts'
import type { FiscalYear } from '../../src-shared/domain/fiscal-year.ts'
import type { Draft } from '../../src-shared/domain/model/draft.ts'
import type { Month } from '../../src-shared/domain/month.ts'
import { ok, type Result } from '../../src-shared/domain/result.ts'
import { measuredFactors, measuredKey, type MeasuredFactors } from '../../src-shared/domain/usage/measures/rate-measures.ts'
import { usageGrid, type UsageCell } from '../../src-shared/domain/usage/usage-grid.ts'
import type { StoreFailure } from './ports.ts'
import { countedLines, type UsageStore } from './usage-book.ts'

type Found = ReadonlyMap<string, MeasuredFactors>
/** What raw rows were rated by. */
const RULED = [
  'performanceFactor', 'applicationClass', 'adjustmentFactor', 'holiday', 'ratingParameter', 'printClass', 'mailboxClass', 'complexityFactor', 'binSize', 'ratedMeasure', 'rate', 'billPolicy', 'settings', 'usageBatch',
] as const satisfies readonly (keyof Draft)[]
type Known = { readonly draft: Draft; readonly byCustomer: Map<string, Found> }

/** By store: a statement is asked for again at every edit of a rate, which changes none of this. */
const books = new WeakMap<UsageStore, Known>()
const OTHER_RULES: ReadonlySet<string> = new Set(['rated by earlier rules'])

type Asked = { readonly store: UsageStore; readonly draft: Draft; readonly customerId: string }

/** Of several batches that have an agency, rate and month, the last one counts. */
function foundFactors({ store, draft, customerId }: Asked): Result<Found, StoreFailure> {
  let known = books.get(store)
  if (known === undefined || RULED.some((table) => known?.draft[table] !== draft[table])) books.set(store, (known = { draft, byCustomer: new Map() }))
  const before = known.byCustomer.get(customerId)
  if (before !== undefined) return ok(before)
  const found = new Map<string, MeasuredFactors>()
  for (const batch of [...draft.usageBatch.values()].filter(({ kind }) => kind === 'measures').toSorted((left, right) => left.number - right.number)) {
    const measures = store.readMeasures(batch.id, { customerId })
    if (!measures.ok) return measures
    for (const [key, factors] of measuredFactors({ draft, measures: measures.value })) found.set(key, factors)
  }
  known.byCustomer.set(customerId, found)
  return ok(found)
}

function factorsOfCell(draft: Draft, { cell, factors }: { readonly cell: UsageCell | null; readonly factors: MeasuredFactors | undefined }): ReadonlySet<string> | null {
  if (cell?.origin.kind !== 'batch' || draft.usageBatch.get(cell.origin.batchId)?.kind !== 'measures' || factors === undefined) return null
  return unitsOfMicro(factors.micro) === cell.quantity ? factors.texts : OTHER_RULES
}

/** The factors of a customer's recorded months of a year; ready quantities, typed ones and projected months have none. */
export function lineFactorsOf({ fiscalYear, ...asked }: Asked & { readonly fiscalYear: FiscalYear }): Result<FactorsOf, StoreFailure> {
  const { store, draft, customerId } = asked
  if (![...draft.usageBatch.values()].some(({ kind }) => kind === 'measures')) return ok(ALL_READY)
  const found = foundFactors(asked)
  if (!found.ok) return found
  if (found.value.size === 0) return ok(ALL_READY)
  const lines = countedLines({ store, draft })
  if (!lines.ok) return lines
  const grid = usageGrid({ draft, lines: lines.value, customerId, fiscalYear })
  const cells = new Map(grid.rows.map((row) => [row.rateId, row.cells]))
  return ok(({ rateId, month }: { readonly rateId: string; readonly month: Month }) => factorsOfCell(draft, { cell: cells.get(rateId)?.[grid.months.indexOf(month)] ?? null, factors: found.value.get(measuredKey({ customerId, rateId, month })) }))
}
