/** Columns that several kinds have. */
import { Decimal, toText, type Usd } from '../../decimal.ts'
import { issue } from '../../issues.ts'
import { revenueId, type CostOwner } from '../../model/cost-tables.ts'
import { BASES, versionKey, type VersionKey } from '../../version.ts'
import { choice, fiscalYearField } from '../field-readers.ts'
import { importColumn } from './import-column.ts'
import type { ImportKind } from './import-kind.ts'
import type { ImportModel } from './import-model.ts'
import type { ImportRow } from './import-record.ts'

export const FISCAL_YEAR = importColumn({ field: 'fiscalYear', names: ['year', 'fy'], example: 'FY2005', comment: 'The fiscal year that the row belongs to; the one that is imported into where it is empty.' })
export const BASIS = importColumn({
  field: 'basis', names: ['version', 'type'], example: 'plan', words: { budget: 'plan', budgeted: 'plan', planned: 'plan', estimate: 'forecast', actuals: 'actual' },
  comment: 'plan, forecast or actual; as in the version that is imported into where it is empty.',
})
export const SERVICE = importColumn({ field: 'service', names: ['service code', 'service name', 'service id'], example: 'MF-CPU', comment: 'Code or name of the service whose it is.' })
/** Of what is a service's alone. */
export const OWN_SERVICE = { ...SERVICE, required: true }
export const POOL = importColumn({ field: 'pool', names: ['cost pool', 'pool code', 'cost pool code'], comment: 'Code of the cost pool whose it is, where it is no service\'s.' })
export const FUND = importColumn({ field: 'fund', names: ['internal service fund', 'fund code', 'isf'], comment: 'Code of the internal service fund.' })
export const ASSUMPTION = importColumn({ field: 'assumption', names: ['note', 'notes', 'remark', 'remarks', 'basis of estimate'], example: 'As budgeted', comment: 'On what ground the figure stands.' })
export const SOURCE = importColumn({ field: 'source', names: ['reference', 'document'], comment: 'Where the figure comes from; the name of the file where it is not said.' })
export const NOTE = importColumn({ field: 'note', names: ['notes', 'remark', 'remarks', 'comment', 'comments'], comment: 'Anything worth knowing.' })

const BASIS_READER = choice(BASES)

/** The version of a row: what it says of year and basis, else the one that is imported into. Undefined when it cannot be. */
export function versionOfRow(model: ImportModel, row: ImportRow, years?: ImportKind['years']): VersionKey | undefined {
  const { version } = model.request
  if (years === 'none') return versionKey(version)
  const [year, basis] = [row.read(FISCAL_YEAR, fiscalYearField), row.read(BASIS, BASIS_READER)]
  // What the cells say badly is nobody's year; one that is wrong elsewhere has its year all the same.
  if ((year === undefined && row.text(FISCAL_YEAR) !== '') || (basis === undefined && row.text(BASIS) !== '')) return undefined
  const own = { ...version, fiscalYear: year ?? version.fiscalYear, basis: basis ?? version.basis }
  const refusal = model.refusalOf(own, years)
  if (refusal === undefined) return versionKey(own)
  row.say([FISCAL_YEAR, BASIS].find((column) => row.text(column) !== '') ?? null, refusal)
  return undefined
}

/** Whose a row is: exactly one of service and pool. Undefined when it says none or both, or one that the model has not. */
export function ownerOfRow(model: ImportModel, row: ImportRow, version: VersionKey): CostOwner | undefined {
  const service = row.text(SERVICE)
  const pool = row.text(POOL)
  if ((service === '') === (pool === '')) {
    const [code, what] = service === '' ? (['text-missing', 'Neither a service nor a cost pool is named.'] as const) : (['unknown-reference', 'Both a service and a cost pool are named.'] as const)
    row.say(row.has(SERVICE) ? SERVICE : POOL, issue(code, what, { remedy: 'Name the service or the cost pool whose it is, not both.' }))
    return undefined
  }
  if (service !== '') {
    const found = model.service(service)
    if (found.ok) return { serviceId: found.value.id, poolId: null }
    row.say(SERVICE, found.failure)
    return undefined
  }
  const found = model.poolId(version, pool)
  if (found.ok) return { serviceId: null, poolId: found.value }
  row.say(POOL, found.failure)
  return undefined
}

/** The id of the fund that a row names: null for none; undefined when the model has no such fund. */
export function fundOfRow(model: ImportModel, row: ImportRow): string | null | undefined {
  const text = row.text(FUND)
  if (text === '') return null
  const found = model.fundId(text)
  if (found.ok) return found.value
  row.say(FUND, found.failure)
  return undefined
}

/** The account that a row speaks of: a service in a fund, or in none. Undefined when the model has no such service or fund. */
export function accountOfRow(model: ImportModel, row: ImportRow): { readonly serviceId: string; readonly fundId: string | null } | undefined {
  const service = model.service(row.text(OWN_SERVICE))
  if (!service.ok) row.say(OWN_SERVICE, service.failure)
  const fundId = fundOfRow(model, row)
  return service.ok && fundId !== undefined ? { serviceId: service.value.id, fundId } : undefined
}

/** What kinds have in common whose rows are of an account in a version. */
export const OF_ACCOUNT = {
  rowsOfOne: 'one', oneOf: [],
  keyOf(model: ImportModel, row: ImportRow, version: VersionKey): string | undefined {
    const account = accountOfRow(model, row)
    return account === undefined ? undefined : revenueId({ version, ...account })
  },
  titleOf: (row: ImportRow): { readonly code: string; readonly title: string } => ({ code: row.text(OWN_SERVICE), title: row.text(FUND) }),
} as const

/** Nothing in dollars. */
export const NO_DOLLARS = toText<'USD'>(new Decimal(0)) satisfies Usd

/** As the row says; else as it was; else the file. */
export function sourceOf(model: ImportModel, row: { readonly text: (column: typeof SOURCE) => string }, was: string | undefined): string {
  const said = row.text(SOURCE)
  return said === '' ? (was ?? model.request.fileName) : said
}
