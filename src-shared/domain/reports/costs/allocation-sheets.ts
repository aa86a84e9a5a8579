/** Drivers and allocation of a rate-build workbook, as live formulas at the cent (ALLOC-1 to ALLOC-3); reciprocal amounts are figures (ALLOC-4). */
import type { OwnerKey } from '../../costs/derivation.ts'
import { Decimal, toText, type AnyDecimalText } from '../../decimal.ts'
import { BLANK, column, refer, spanningRow, textCell } from '../cells.ts'
import type { ReportCell, ReportFormula, ReportRow, ReportSheet } from '../report-model.ts'
import { countCell, minus, sumOf, usdCell } from './cost-cells.ts'
import { poolOwnFormula } from './cost-line-sheets.ts'
import { ids, type RateBuildParts } from './rate-build-parts.ts'

const NOTHING = toText<string>(new Decimal(0))
const METHOD_NAMES = { direct: 'Direct', 'step-down': 'Step-down', 'double-step-down': 'Double step-down', reciprocal: 'Reciprocal' } as const

export function methodName(method: keyof typeof METHOD_NAMES): string {
  return METHOD_NAMES[method]
}

/** Receivers by number: pools in step order, then services. */
function receiversOf(parts: RateBuildParts): readonly { readonly id: string; readonly label: string }[] {
  return [...parts.allocationCase.pools, ...parts.allocationCase.targets]
}

function isOwner(id: string): id is OwnerKey {
  return id.startsWith('pool:') || id.startsWith('service:')
}

/** FTE or direct cost of a receiver: a pool's with that of the service it holds. */
function ownFigure(parts: RateBuildParts, receiver: string, field: 'fte' | 'direct'): ReportFormula | undefined {
  if (!isOwner(receiver)) return undefined
  const pool = parts.derivation.inputs.costPools.find((each) => `pool:${each.id}` === receiver)
  const held = pool === undefined || pool.serviceId === null || parts.poolOfService.get(pool.serviceId) !== pool || !parts.derivation.services.has(pool.serviceId) ? null : pool.serviceId
  return sumOf([ids.own(receiver, field), ...(held === null ? [] : [ids.own(`service:${held}`, field)])])
}

function weightCell(parts: RateBuildParts, pool: number, receiver: { readonly id: string; readonly number: number }, weights: ReadonlyMap<string, AnyDecimalText>): ReportCell {
  const { inputs, method } = parts.derivation
  const row = inputs.costPools[pool]
  const driver = row === undefined || row.driverId === null ? undefined : inputs.drivers.get(row.driverId)
  const id = ids.weight(pool, receiver.id)
  const value = weights.get(receiver.id) ?? NOTHING
  // In a double step-down everybody but the pool itself receives: its own weight does not count there.
  if (method === 'double-step-down' && receiver.number === pool) return countCell(id, NOTHING)
  if (driver === undefined) return countCell(id, value)
  switch (driver.kind) {
    case 'typed':
    case 'fixed-percent':
      return countCell(id, value, { input: true })
    case 'fte':
    case 'direct-cost': {
      // Pools that have no driver, and the pool itself, receive nothing by figures of the model.
      const other = receiver.number < inputs.costPools.length ? inputs.costPools[receiver.number] : undefined
      const isClosed = receiver.number === pool || (receiver.number < inputs.costPools.length && (other?.driverId === null || !inputs.drivers.has(other?.driverId ?? '')))
      const formula = isClosed ? undefined : ownFigure(parts, receiver.id, driver.kind === 'fte' ? 'fte' : 'direct')
      return formula === undefined ? countCell(id, value) : countCell(id, value, { formula, atLeast: 2 })
    }
    case 'units': {
      const units = [...inputs.rateUnits].flatMap(([rateId, rows]) => (`service:${parts.draft.rate.get(rateId)?.serviceId ?? ''}` === receiver.id ? rows.map((each) => ids.units(each.id)) : []))
      return units.length === 0 ? countCell(id, value) : countCell(id, value, { formula: sumOf(units) })
    }
  }
}

/** By what each pool is shared out: one column a pool. */
export function driverSheet(parts: RateBuildParts): ReportSheet {
  const { inputs, method } = parts.derivation
  const weights = parts.allocationCase.drivers.map((list) => new Map(list.map(({ to, weight }) => [to, weight])))
  const rows = receiversOf(parts).map(({ id, label }, number): ReportRow => ({
    id: `weight.${id}`, kind: 'data',
    cells: [textCell(`weight.${id}.label`, label), textCell(`weight.${id}.kind`, number < inputs.costPools.length ? 'Pool' : 'Service', { tone: 'quiet' }), ...weights.map((row, pool) => weightCell(parts, pool, { id, number }, row))],
  }))
  return {
    id: 'drivers', name: 'Drivers', title: 'Drivers', description: `How much of each pool's driver pools and services have. Method: ${methodName(method).toLowerCase()}${method === 'reciprocal' ? '' : '; rows above a pool\'s own are closed to it where the order counts'}.`, rows, frozenColumns: 2, layout: 'table', charts: [],
    columns: [
      column({ id: 'label', header: 'Pool or service', width: 36, wrap: true }), column({ id: 'kind', header: 'Kind', width: 10 }),
      ...inputs.costPools.map((pool, index) => column({ id: `pool-${index}`, header: pool.name, unit: pool.driverId === null ? 'no driver' : (inputs.drivers.get(pool.driverId)?.name ?? 'no driver'), width: 18, align: 'end' })),
    ],
  }
}

type Pass = 1 | 2

/** First number that is open to a pool. */
function firstOpen(parts: RateBuildParts, pass: Pass, pool: number): number {
  switch (parts.derivation.method) {
    case 'direct':
    case 'reciprocal': return parts.allocationCase.pools.length
    case 'step-down': return pool + 1
    case 'double-step-down': return pass === 1 ? 0 : pool + 1
  }
}

/** What comes to a pool before its turn. */
function receivedFormula(parts: RateBuildParts, pass: Pass, pool: number): ReportFormula {
  const id = parts.allocationCase.pools[pool]?.id ?? ''
  const earlier = Array.from({ length: pool }, (_, giver) => giver)
  const later = Array.from({ length: parts.allocationCase.pools.length - pool - 1 }, (_, step) => pool + 1 + step)
  if (parts.derivation.method === 'direct') return sumOf([])
  return sumOf(pass === 1 ? earlier.map((giver) => ids.allocated(1, giver, id)) : [...later.map((giver) => ids.allocated(1, giver, id)), ...earlier.map((giver) => ids.allocated(2, giver, id))])
}

function passSheet(parts: RateBuildParts, pass: Pass): ReportSheet {
  const { allocation, inputs, method } = parts.derivation
  const { computed } = parts
  const receivers = receiversOf(parts)
  const pools = parts.allocationCase.pools
  const steps = new Map((allocation?.steps ?? []).filter((step) => step.pass === pass).map((step) => [step.poolId, new Map(step.parts.map(({ to, amount }) => [to, amount]))]))
  const lastId = receivers.at(-1)?.id ?? ''
  const columns = [column({ id: 'label', header: 'Pool or service', width: 36, wrap: true }), column({ id: 'kind', header: 'Kind', width: 10 }), ...inputs.costPools.map((pool, index) => column({ id: `pool-${index}`, header: pool.name, unit: 'USD', width: 18, align: 'end' }))]
  const line = (field: Parameters<typeof ids.held>[2], label: string, cellOf: (pool: number) => ReportCell): ReportRow => ({ id: `held.${pass}.${field}`, kind: field === 'amount' || field === 'shared' ? 'total' : 'data', cells: [textCell(`held.${pass}.${field}.label`, label), BLANK, ...pools.map((_, pool) => cellOf(pool))] })
  const held = (pool: number, field: Parameters<typeof ids.held>[2]): string => ids.held(pass, pool, field)
  const isReciprocal = method === 'reciprocal'
  const cell = (pool: number, receiver: string, number: number): ReportCell => {
    const first = firstOpen(parts, pass, pool)
    if (number < first) return BLANK
    const id = ids.allocated(pass, pool, receiver)
    if (isReciprocal) return usdCell(id, allocation?.targets[number - pools.length]?.fromPools[pool] ?? NOTHING)
    return usdCell(id, steps.get(pools[pool]?.id ?? '')?.get(receiver) ?? NOTHING, {
      formula: { op: 'part', total: held(pool, 'amount'), first: ids.weight(pool, receivers[first]?.id ?? ''), last: ids.weight(pool, lastId), weight: ids.weight(pool, receiver), by: 'shares' },
    })
  }
  const given = (pool: number): readonly string[] => receivers.slice(firstOpen(parts, pass, pool)).map(({ id }) => ids.allocated(pass, pool, id))
  return {
    id: pass === 1 ? 'allocation' : 'second-pass', name: pass === 1 ? 'Allocation' : 'Second step-down', title: pass === 1 ? `Allocation of the pools: ${methodName(method).toLowerCase()}` : 'Second step-down',
    description: isReciprocal ? 'Computed by the application: equations of all pools at once. These amounts do not follow changes in this workbook; the matrix is on the sheet Drivers (ALLOC-4).' : 'One column a pool, in step order: what it has, and who gets which part of it, to the cent (ALLOC-6).',
    columns, frozenColumns: 2, layout: 'table', charts: [],
    rows: [
      ...(pass === 1 ? [line('own', 'Own cost of the pool', (pool) => usdCell(held(pool, 'own'), pools[pool]?.amount ?? NOTHING, { formula: poolOwnFormula(parts, pool) }))] : []),
      line('received', pass === 1 ? 'From other pools before its turn' : 'Came to it after its turn', (pool) => (isReciprocal ? usdCell(held(pool, 'received'), allocation?.pools[pool]?.received ?? NOTHING) : computed.usd(held(pool, 'received'), receivedFormula(parts, pass, pool)))),
      line('amount', 'To share out', (pool) => computed.usd(held(pool, 'amount'), pass === 1 ? sumOf([held(pool, 'own'), held(pool, 'received')]) : refer(held(pool, 'received')))),
      spanningRow('heading', { id: `allocated.${pass}.heading`, text: isReciprocal ? 'Of the pool\'s own cost and what reached it, by service' : 'Who gets which part', columns: columns.length }),
      ...receivers.map(({ id, label }, number): ReportRow => ({ id: `allocated.${pass}.${id}`, kind: 'data', cells: [textCell(`allocated.${pass}.${id}.label`, label), textCell(`allocated.${pass}.${id}.kind`, number < pools.length ? 'Pool' : 'Service', { tone: 'quiet' }), ...pools.map((_, pool) => cell(pool, id, number))] })),
      line('shared', isReciprocal ? 'To services' : 'Shared out', (pool) => computed.usd(held(pool, 'shared'), sumOf(given(pool)))),
      ...(isReciprocal ? [line('left', 'Unallocated', (pool) => usdCell(held(pool, 'left'), allocation?.pools[pool]?.unallocated ?? NOTHING))] : [line('left', 'Unallocated', (pool) => computed.usd(held(pool, 'left'), minus(refer(held(pool, 'amount')), refer(held(pool, 'shared')))))]),
    ],
  }
}

/** Amounts in one pass or two, and the drivers; none where there are no pools. */
export function allocationSheets(parts: RateBuildParts): readonly ReportSheet[] {
  const { allocation, inputs, method } = parts.derivation
  if (inputs.costPools.length === 0) return []
  if (allocation === null) return [driverSheet(parts)]
  return [passSheet(parts, 1), ...(method === 'double-step-down' ? [passSheet(parts, 2)] : []), driverSheet(parts)]
}

/** Cells of what stays in the pools. */
export function unallocatedCells(parts: RateBuildParts): readonly string[] {
  const { allocation, method } = parts.derivation
  if (allocation === null) return []
  return allocation.pools.flatMap((_, pool) => [ids.held(1, pool, 'left'), ...(method === 'double-step-down' ? [ids.held(2, pool, 'left')] : [])])
}
