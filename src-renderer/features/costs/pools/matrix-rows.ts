/** What each receiver has of each driver, which share and amount it gets of each pool (ALLOC-1 to ALLOC-5), as rows of sheets. */
import { Decimal, decimal, toText, type AnyDecimalText } from '../../../../src-shared/domain/decimal.ts'
import { directCostOf } from '../../../../src-shared/domain/costs/derive-rates-case.ts'
import type { Derivation, OwnerKey } from '../../../../src-shared/domain/costs/derivation.ts'
import { driverQuantityId, type Driver, type DriverQuantity } from '../../../../src-shared/domain/model/cost-tables.ts'
import type { Draft } from '../../../../src-shared/domain/model/draft.ts'
import type { VersionKey } from '../../../../src-shared/domain/version.ts'
import type { GridCell } from '../../../components/RateGrid/types.ts'
import { ownedBy, ownerName, poolOwner, serviceOwner } from '../cost-view.tsx'
import { figureCell, marksOf, moneyCell, noFigure, textCell, type SheetColumn } from '../sheet/cells.ts'

export type ReceiverRow = {
  readonly owner: OwnerKey
  readonly name: string
  /** By pool, in the order of the pools; null where it gets nothing of it. */
  readonly shares: readonly (AnyDecimalText | null)[]
  readonly amounts: readonly (AnyDecimalText | null)[]
  readonly quantities: ReadonlyMap<string, DriverQuantity>
}

function nonZero(value: AnyDecimalText | undefined): AnyDecimalText | null {
  return value === undefined || value === '0' ? null : value
}

/** Pools first, then the services that have any cost or rate, or a quantity of a driver. */
export function receiverRows(draft: Draft, derivation: Derivation): readonly ReceiverRow[] {
  const { inputs, allocation } = derivation
  const quantities = new Map<OwnerKey, Map<string, DriverQuantity>>()
  for (const each of inputs.driverQuantities) {
    const owner = each.serviceId === null ? poolOwner(each.poolId ?? '') : serviceOwner(each.serviceId)
    const own = quantities.get(owner) ?? new Map<string, DriverQuantity>()
    own.set(each.driverId, each)
    quantities.set(owner, own)
  }
  const shares = (allocation?.shares ?? []).map((list) => new Map(list.map((share) => [share.to, share.share])))
  const received = new Map<string, readonly (AnyDecimalText | null)[]>((allocation?.targets ?? []).map((target) => [target.id, target.fromPools.map(nonZero)]))
  const poolAmounts = (id: string): readonly (AnyDecimalText | null)[] => (allocation?.pools ?? []).map((from) => {
    const parts = (allocation?.steps ?? []).filter((step) => step.poolId === from.id).flatMap((step) => step.parts.filter((part) => part.to === id))
    return parts.length === 0 ? null : nonZero(toText(parts.reduce((sum, part) => sum.plus(decimal(part.amount)), new Decimal(0))))
  })
  const rowOf = (owner: OwnerKey, isPool: boolean): ReceiverRow => ({
    owner, name: ownerName(draft, owner), quantities: quantities.get(owner) ?? new Map<string, DriverQuantity>(),
    shares: shares.map((list) => nonZero(list.get(owner))),
    amounts: isPool ? poolAmounts(owner) : (received.get(owner) ?? shares.map(() => null)),
  })
  const pools = inputs.costPools.map((pool) => rowOf(poolOwner(pool.id), true))
  const services = [...draft.service.values()].filter((service) => derivation.services.has(service.id) || quantities.has(serviceOwner(service.id))).toSorted((left, right) => left.position - right.position)
  return [...pools, ...services.map((service) => rowOf(serviceOwner(service.id), false))]
}

const nameColumns: readonly SheetColumn<ReceiverRow>[] = [
  { id: 'name', header: 'Pool or service', align: 'start', width: 240, frozen: true, rowHeader: true, cell: (row) => textCell(row.name), whyReadOnly: () => 'Names are changed in the Catalog or in the pool’s own fields.' },
]

const SHARE_PLACES = 4

/** Shares of one pool, in per cent with 4 places; amounts are split by the exact weights (NUM-5). */
export function shareColumns(derivation: Derivation): readonly SheetColumn<ReceiverRow>[] {
  return [...nameColumns, ...derivation.inputs.costPools.map((pool, index): SheetColumn<ReceiverRow> => ({
    id: `share.${pool.id}`, header: pool.code, overline: `${index + 1}.`, unit: '%', align: 'decimal', decimals: SHARE_PLACES, width: 110, whyReadOnly: () => 'Shares follow from the drivers: type the quantities under Drivers.',
    cell: (row): GridCell => {
      const share = row.shares[index] ?? null
      if (share === null) return noFigure('–', `${row.name} gets nothing of ${pool.name} by this method.`)
      return { kind: 'number', value: toText(decimal(share).times(100)), places: SHARE_PLACES }
    },
  }))]
}

export function amountColumns(derivation: Derivation): readonly SheetColumn<ReceiverRow>[] {
  return [...nameColumns, ...derivation.inputs.costPools.map((pool, index): SheetColumn<ReceiverRow> => ({
    id: `amount.${pool.id}`, header: pool.code, overline: `${index + 1}.`, unit: 'USD', align: 'decimal', decimals: 2, width: 122, whyReadOnly: () => 'Amounts follow from the pools and their shares.',
    cell: (row): GridCell => {
      const amount = row.amounts[index] ?? null
      return amount === null ? noFigure('–', `${row.name} gets nothing of ${pool.name} by this method.`) : moneyCell(amount)
    },
  }))]
}

const TYPED_KINDS: ReadonlySet<Driver['kind']> = new Set(['typed', 'fixed-percent'])

export function isTypedDriver(driver: Pick<Driver, 'kind'>): boolean {
  return TYPED_KINDS.has(driver.kind)
}

/** ALLOC-5: what a driver takes from the model. */
function fromModel(derivation: Derivation, driver: Driver, owner: OwnerKey): AnyDecimalText | null {
  const { serviceId, poolId } = ownedBy(owner)
  const cost = serviceId === null ? derivation.pools.get(poolId) : derivation.services.get(serviceId)
  if (driver.kind === 'fte') return nonZero(cost?.fte)
  if (driver.kind === 'direct-cost') return cost === undefined ? null : nonZero(directCostOf(cost))
  if (serviceId === null) return null
  const units = [...derivation.rates.values()].filter((rate) => rate.serviceId === serviceId).reduce((sum, rate) => sum.plus(decimal(rate.plannedUnits)), new Decimal(0))
  return nonZero(toText<'units'>(units))
}

const MODEL_WORDS = { fte: 'FTE of positions', 'direct-cost': 'direct cost', units: 'planned units', typed: '', 'fixed-percent': '' } as const

/** One column a driver; quantities of typed drivers are typed here. */
export function driverColumns(derivation: Derivation, key: VersionKey): readonly SheetColumn<ReceiverRow>[] {
  const drivers = [...derivation.inputs.drivers.values()].toSorted((left, right) => left.code.localeCompare(right.code, 'en'))
  return [...nameColumns, ...drivers.map((driver): SheetColumn<ReceiverRow> => ({
    id: `driver.${driver.id}`, header: driver.name, unit: driver.unit, align: 'decimal', decimals: 2, width: 132,
    ...(isTypedDriver(driver) ? {} : { overline: 'from the model' }),
    field: (row) => {
      if (!isTypedDriver(driver)) return null
      const present = row.quantities.get(driver.id)
      return { table: 'driverQuantity', rowId: present?.id ?? driverQuantityId({ version: key, driverId: driver.id, ...ownedBy(row.owner) }), field: 'quantity' }
    },
    whyReadOnly: () => `This is taken from the model: ${MODEL_WORDS[driver.kind]}.`,
    cell: (row): GridCell => {
      const present = row.quantities.get(driver.id)
      if (isTypedDriver(driver)) return present === undefined ? { kind: 'blank' } : figureCell(present.quantity, 0, marksOf(derivation.inputs, { table: 'driverQuantity', rowId: present.id, field: 'quantity' }, 0))
      const value = fromModel(derivation, driver, row.owner)
      return value === null ? noFigure('–', `${row.name} has none of it: ${MODEL_WORDS[driver.kind]}.`) : figureCell(value, 0, { tone: 'quiet' })
    },
  }))]
}

/** A driver column's quantity to be typed: which driver of whom. */
export function driverOfColumn(columnId: string): string | null {
  return columnId.startsWith('driver.') ? columnId.slice('driver.'.length) : null
}
