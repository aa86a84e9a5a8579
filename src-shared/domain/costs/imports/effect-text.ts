/** What an import does to a row of the model, in words. */
import { formatFixed, isCanonicalDecimal } from '../../decimal.ts'
import { isCostChange } from '../../model/cost-integrity.ts'
import type { Draft } from '../../model/draft.ts'
import type { RowChange } from '../../model/edit.ts'
import { isSideChange, SIDE_TABLE_FACTS } from '../../model/side-tables.ts'
import { costFields } from '../field-kinds.ts'

/** Said anyway or of no interest to who looks at a file. */
const NOT_SAID = new Set(['id', 'version', 'author'])

function fieldsOf(row: object | null): ReadonlyMap<string, unknown> {
  return new Map(row === null ? [] : Object.entries(row))
}

/** `baseSalary` -> `base salary`; of a reference its table alone. */
function words(field: string): string {
  return field.replace(/Id$/, '').replaceAll(/([A-Z])/g, ' $1').toLowerCase()
}

function nameOf(draft: Draft, field: string, id: string): string {
  switch (field) {
    case 'serviceId': return draft.service.get(id)?.name ?? id
    case 'poolId': return draft.costPool.get(id)?.code ?? id
    case 'driverId': return draft.driver.get(id)?.code ?? id
    case 'customerId': return draft.customer.get(id)?.code ?? id
    case 'serviceGroupId': return draft.serviceGroup.get(id)?.name ?? id
    case 'lineOfBusinessId': return draft.lineOfBusiness.get(id)?.name ?? id
    case 'supportId': return draft.agreement.get(id)?.code ?? id
    case 'fundId': return draft.internalServiceFund.get(id)?.code ?? id
    default: return id
  }
}

function valueText(draft: Draft, change: RowChange, at: { readonly field: string; readonly value: unknown }): string {
  const { field, value } = at
  if (value === null || value === undefined || value === '') return 'none'
  if (typeof value === 'number') return String(value)
  if (typeof value !== 'string') return ''
  if (field.endsWith('Id')) return nameOf(draft, field, value)
  const kind = isCostChange(change) && change.table !== 'inputOverride' ? costFields(change.table).get(field)?.kind : undefined
  if (change.table === 'encumbrance' && field === 'amount' && isCanonicalDecimal(value)) return formatFixed(value, 2)
  if (kind?.kind !== 'decimal' || !isCanonicalDecimal(value)) return value.length > 60 ? `${value.slice(0, 60)}...` : value
  return formatFixed(value, kind.unit === 'USD' ? 2 : (value.split('.')[1]?.length ?? 0))
}

/** What tells most of a new row. */
const MAIN_FIELD: { readonly [table: string]: string } = { costLine: 'amount', capitalItem: 'purchasePrice', staffPosition: 'baseSalary', staffAssignment: 'percent', driverQuantity: 'quantity', rateUnits: 'units', revenue: 'billed', fundBalance: 'opening', carryForward: 'amount', rateBuild: 'costPercent', encumbrance: 'amount', customer: 'name', serviceTarget: 'title', measurement: 'value', outage: 'startedAt', incident: 'openedAt', agreement: 'title', agreementService: 'serviceId', agreementSupport: 'supportId', targetGoal: 'goal', lineOfBusiness: 'name', serviceGroup: 'name', service: 'name', servicePage: 'status' }
/** What the files call it. */
const NAMES: { readonly [table: string]: string } = { targetGoal: 'earlier goal', customer: 'agency', lineOfBusiness: 'line of business', serviceGroup: 'group', servicePage: 'page' }

/** @example effectText(draft, change) // 'changed: amount 100.00 -> 120.00' */
export function effectText(draft: Draft, change: RowChange): string {
  const one = NAMES[change.table] ?? (isSideChange(change) ? SIDE_TABLE_FACTS[change.table].one : change.table)
  const before = fieldsOf(change.before)
  const after = fieldsOf(change.after)
  const shown = (field: string, fields: ReadonlyMap<string, unknown>): string => valueText(draft, change, { field, value: fields.get(field) })
  const main = MAIN_FIELD[change.table]
  const percent = change.table === 'staffAssignment' ? ` % of ${shown(before.get('serviceId') === null || after.get('serviceId') === null ? 'poolId' : 'serviceId', change.after === null ? before : after)}` : ''
  if (change.after === null) return `${one} taken away${main === undefined ? '' : `: ${shown(main, before)}${percent}`}`
  if (change.before === null) return `new ${one}${main === undefined ? '' : `: ${shown(main, after)}${percent}`}`
  const differences = [...after].filter(([field, value]) => !NOT_SAID.has(field) && before.get(field) !== value)
  // Texts of a page are too long to stand beside each other.
  if (change.table === 'servicePage') return `changed: ${differences.map(([field]) => words(field)).join(', ')}`
  return `changed: ${differences.map(([field]) => `${words(field)} ${shown(field, before)} -> ${shown(field, after)}`).join(', ')}${percent === '' ? '' : ` (${percent.trim()})`}`
}
