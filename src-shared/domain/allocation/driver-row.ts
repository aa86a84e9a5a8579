/** A pool's list of drivers, checked and by numbers (ALLOC-5). */
import { isCanonicalDecimal, type AnyDecimalText } from '../decimal.ts'
import { issue, type Issue } from '../issues.ts'
import { sliceWeights, weightsOf, withoutWeight, withWeights, type Weights } from '../weights.ts'
import type { AllocationPool, DriverWeight } from './allocation-case.ts'
import { shown } from './check-pools.ts'

/** Who can receive from a pool, ascending, and by which weights, all above zero. */
export type DriverRow = { readonly receivers: Int32Array; readonly weights: Weights }

/** The names of a case: pools from 0 on in step order, then the targets. */
export type Receivers = {
  readonly ids: readonly string[]
  readonly numbers: ReadonlyMap<string, number>
  readonly labels: readonly string[]
  /** Who was in which list last: one mark a receiver, -1 at first. */
  readonly lastListed: Int32Array
}

type Given = { readonly pool: AllocationPool; readonly list: number; readonly drivers: readonly DriverWeight[] }

/** The row of a list, what is wrong with it, and what it was read from. */
export type DriverReading = {
  readonly row: DriverRow
  readonly issues: readonly Issue[]
  readonly drivers: readonly DriverWeight[]
  readonly receiverIds: readonly string[]
  /** True when each driver of the list has its place in the row. */
  readonly isInPlace: boolean
}

/**
 * Reads a list. Ties of a split go by the order of the receivers, however they were listed. `former` is a reading of the pool's list
 * before an edit; the answer is the same without it.
 */
export function readDriverRow({ pool, list, drivers }: Given, receivers: Receivers, former?: DriverReading): DriverReading {
  const carriedOn = former?.receiverIds === receivers.ids ? carryOn(former, drivers) : null
  if (carriedOn !== null) return carriedOn
  const issues: Issue[] = []
  const found = new Int32Array(drivers.length)
  const weights: AnyDecimalText[] = []
  for (const driver of drivers) {
    const receiver = receivers.numbers.get(driver.to)
    if (receiver === undefined || receivers.lastListed[receiver] === list || !isWeight(driver.weight)) {
      issues.push(whatIsWrong(pool, { ...driver, label: receiver === undefined ? null : (receivers.labels[receiver] ?? '') }))
    } else {
      receivers.lastListed[receiver] = list
      if (driver.weight === '0') continue
      found[weights.length] = receiver
      weights.push(driver.weight)
    }
  }
  if (issues.length === 0 && weights.length === 0) issues.push(issue('pool-unallocated', `Pool "${pool.label}" stays unallocated: its drivers are all zero.`, { severity: 'warning', remedy: 'Give at least one service a driver above zero.' }))
  const listed = found.subarray(0, weights.length)
  const isInPlace = weights.length === drivers.length && isAscending(listed)
  return { row: inOrder(listed, weights), issues, drivers, receiverIds: receivers.ids, isInPlace }
}

function isWeight(text: AnyDecimalText): boolean {
  return isCanonicalDecimal(text) && !text.startsWith('-')
}

/** The same receivers, of whom a few have another weight above zero; null where more is different. */
function carryOn(former: DriverReading, drivers: readonly DriverWeight[]): DriverReading | null {
  if (!former.isInPlace || former.issues.length > 0 || former.drivers.length !== drivers.length) return null
  const changes: { readonly place: number; readonly text: AnyDecimalText }[] = []
  for (let place = 0; place < drivers.length; place += 1) {
    const [was, is] = [former.drivers[place], drivers[place]]
    if (was === is) continue
    if (was === undefined || is === undefined || was.to !== is.to || is.weight === '0' || !isWeight(is.weight)) return null
    changes.push({ place, text: is.weight })
  }
  const weights = withWeights(former.row.weights, changes)
  return weights === null ? null : { ...former, row: { receivers: former.row.receivers, weights }, drivers }
}

function whatIsWrong(pool: AllocationPool, { to, label, weight }: DriverWeight & { readonly label: string | null }): Issue {
  if (label === null) return issue('unknown-reference', `Pool "${pool.label}" has a driver for "${shown(to)}", which is neither a pool nor a target.`, { remedy: 'Add it, or take the driver out.' })
  if (!isCanonicalDecimal(weight)) return issue('number-out-of-range', `Pool "${pool.label}" has a driver for "${label}" that is out of range: ${shown(weight)}.`, { remedy: 'Drivers stay below 1,000,000,000,000,000.' })
  if (weight.startsWith('-')) return issue('negative-driver', `Pool "${pool.label}" has a negative driver for "${label}": ${weight}.`, { remedy: 'A driver is zero or more; write a credit as a negative pool.' })
  return issue('duplicate-id', `Pool "${pool.label}" has more than one driver for "${label}".`, { remedy: 'Keep one, or add them up.' })
}

function inOrder(receivers: Int32Array, weights: readonly AnyDecimalText[]): DriverRow {
  if (isAscending(receivers)) return { receivers, weights: weightsOf(weights) }
  const places = [...receivers.keys()].sort((left, right) => (receivers[left] ?? 0) - (receivers[right] ?? 0))
  return { receivers: Int32Array.from(places, (place) => receivers[place] ?? 0), weights: weightsOf(places.flatMap((place) => weights[place] ?? [])) }
}

function isAscending(numbers: Int32Array): boolean {
  for (let place = 1; place < numbers.length; place += 1) if ((numbers[place] ?? 0) <= (numbers[place - 1] ?? 0)) return false
  return true
}

/** The receivers below a number. */
export function rowBefore(row: DriverRow, number: number): DriverRow {
  return slice(row, 0, placeOf(row, number))
}

/** The receivers from a number on. */
export function rowFrom(row: DriverRow, number: number): DriverRow {
  return slice(row, placeOf(row, number), row.receivers.length)
}

/** The receivers but one. */
export function rowWithout(row: DriverRow, number: number): DriverRow {
  const place = placeOf(row, number)
  return row.receivers[place] === number ? { receivers: row.receivers.filter((receiver) => receiver !== number), weights: withoutWeight(row.weights, place) } : row
}

function placeOf({ receivers }: DriverRow, number: number): number {
  const place = receivers.findIndex((receiver) => receiver >= number)
  return place === -1 ? receivers.length : place
}

function slice(row: DriverRow, start: number, end: number): DriverRow {
  if (start === 0 && end === row.receivers.length) return row
  return { receivers: row.receivers.subarray(start, end), weights: sliceWeights(row.weights, start, end) }
}
