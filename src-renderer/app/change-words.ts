/** A change of a row in words, for its history: from what to what. */
import { formatFixed } from '../../src-shared/domain/decimal.ts'
import type { RowChange } from '../../src-shared/domain/model/edit.ts'
import type { CustomerClass, Override } from '../../src-shared/domain/model/tables.ts'
import { formatPrice } from '../../src-shared/domain/rates/price-text.ts'

/** Fields that say nothing by themselves: keys, and what the value beside them implies. */
const SILENT = new Set(['id', 'position', 'baseRevision', 'baseValue', 'createdAt'])
const LONGEST = 60

function figure(override: Override): string {
  if (override.value === null) return 'no price'
  return `${formatFixed(override.value, override.places)}${override.field === 'percent' ? ' %' : ''}`
}

function shown(value: unknown): string {
  if (value === null || value === '') return 'nothing'
  const text = typeof value === 'string' ? value : JSON.stringify(value)
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text
}

/** @example inWords('retiredFrom') // 'retired from' */
function inWords(field: string): string {
  return field.replaceAll(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`).replace(/ id$/, '')
}

function fieldsOf(before: object, after: object): string {
  const was = new Map<string, unknown>(Object.entries(before))
  const changed = Object.entries(after).filter(([field, value]) => was.get(field) !== value)
  const telling = changed.filter(([field]) => !SILENT.has(field))
  if (telling.length === 0) return changed.length === 0 ? '' : 'moved'
  return telling.map(([field, value]) => (field.endsWith('Id') ? `another ${inWords(field)}` : `${inWords(field)}: ${shown(was.get(field))} → ${shown(value)}`)).join(', ')
}

/** Of a figure: its year, and its customer class where it is not the usual one. @example placeOf('FY2004/plan#2', 'state') // 'FY2004: ' */
function placeOf(schedule: string, customerClass: CustomerClass): string {
  return `${schedule.split('/')[0] ?? ''}${customerClass === 'state' ? '' : ` ${customerClass}`}: `
}

/**
 * From what to what a row was changed.
 *
 * @example changeWords(change) // 'FY2005: 99.81 → 101.50'
 */
export function changeWords(change: RowChange): string {
  const { before, after } = change
  if (change.table === 'price') {
    const row = change.after ?? change.before
    const place = row === null ? '' : placeOf(row.scheduleId, row.customerClass)
    const [was, is] = [change.before === null ? 'no price' : formatPrice(change.before), change.after === null ? 'no price' : formatPrice(change.after)]
    return `${place}${was === is && before !== null && after !== null ? fieldsOf(before, after) : `${was} → ${is}`}`
  }
  if (change.table === 'override') {
    const row = change.after ?? change.before
    const place = row === null ? '' : placeOf(row.version, row.customerClass)
    return `${place}${change.before === null ? 'as the base' : figure(change.before)} → ${change.after === null ? 'as the base' : figure(change.after)}`
  }
  if (before === null) return 'added'
  return after === null ? 'removed' : fieldsOf(before, after)
}
