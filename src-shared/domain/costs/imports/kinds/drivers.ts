/** Drivers with the quantity that each service or pool has of them: one row a quantity (ALLOC-5). */
import { Decimal, toText, type Units } from '../../../decimal.ts'
import { issue } from '../../../issues.ts'
import { idOfCode } from '../../../model/cost-integrity.ts'
import { driverQuantityId, type Driver } from '../../../model/cost-tables.ts'
import { costFields } from '../../field-kinds.ts'
import { BASIS, FISCAL_YEAR, NOTE, ownerOfRow, POOL, SERVICE, SOURCE, sourceOf } from '../common-columns.ts'
import { importColumn } from '../import-column.ts'
import type { ImportKind } from '../import-kind.ts'
import type { ImportModel } from '../import-model.ts'
import type { ImportRecord, ImportRow } from '../import-record.ts'
import type { VersionKey } from '../../../version.ts'

const CODE = importColumn({ field: 'code', header: 'driver', names: ['driver code', 'code', 'allocation base'], required: true, example: 'SQFT', comment: 'Code of the driver, unique in its year and basis. Several rows of one code tell of its quantities.' })
const NAME = importColumn({ field: 'name', names: ['driver name', 'title', 'description'], example: 'Square feet', comment: 'Name; the code where it is empty. Enough in the first row of a driver.' })
const KIND = importColumn({
  field: 'kind', names: ['driver kind', 'type'], example: 'typed', words: { percent: 'fixed-percent', percentage: 'fixed-percent', ftes: 'fte', cost: 'direct-cost' },
  comment: 'typed, fixed-percent, or taken from the model: fte, direct-cost, units; typed where it is empty.',
})
const UNIT = importColumn({ field: 'unit', names: ['unit of measure', 'uom'], example: 'square feet', comment: 'What is counted.' })
const QUANTITY = importColumn({ field: 'quantity', names: ['amount', 'value', 'count', 'weight', 'units'], example: '12,500', comment: 'How much of the driver the service or pool has: zero or more.' })

const NOTHING = toText<'units'>(new Decimal(0)) satisfies Units

function planQuantity(model: ImportModel, given: { readonly row: ImportRow; readonly driver: Driver; readonly version: VersionKey; readonly seen: Map<string, number> }): void {
  const { row, driver, version, seen } = given
  if (row.text(SERVICE) === '' && row.text(POOL) === '') {
    if (row.text(QUANTITY) !== '') row.say(row.has(SERVICE) ? SERVICE : QUANTITY, issue('text-missing', `Nobody is named who has ${row.text(QUANTITY)} of ${driver.code}.`, { remedy: 'Name the service or the cost pool.' }))
    return
  }
  const owner = ownerOfRow(model, row, version)
  if (row.text(QUANTITY) === '') row.say(row.has(QUANTITY) ? QUANTITY : null, issue('text-missing', `The quantity of ${driver.code} is empty.`, { remedy: 'Write 0 or more.' }))
  if (driver.kind !== 'typed' && driver.kind !== 'fixed-percent') {
    row.say(QUANTITY, issue('wrong-state', `The driver ${driver.code} is taken from the model (${driver.kind}), not from a file.`, { remedy: 'Leave its quantities out, or make it a typed driver.' }))
  }
  if (owner === undefined) return
  const id = driverQuantityId({ version, driverId: driver.id, ...owner })
  const first = seen.get(id)
  if (first !== undefined) row.say(row.text(SERVICE) === '' ? POOL : SERVICE, issue('duplicate-code', `Its quantity of ${driver.code} stands in row ${first} already.`, { remedy: 'Keep one row for each driver and service or pool.' }))
  seen.set(id, row.rowNumber)
  const was = model.draft.driverQuantity.get(id)
  const quantity = costFields('driverQuantity').get('quantity')
  const blank = { id, version, ...owner, driverId: driver.id, quantity: NOTHING, source: '' }
  const read = quantity === undefined || row.text(QUANTITY) === '' ? undefined : row.taken(QUANTITY, quantity.readInto(was ?? blank, row.text(QUANTITY), row.context))
  if (read !== undefined && !row.isRefused) model.want('driverQuantity', { before: was, row, after: { ...read.row, source: sourceOf(model, row, was?.source) } })
}

function driverOf(model: ImportModel, record: ImportRecord, version: VersionKey): { readonly was: Driver | undefined; readonly after: Driver } {
  const code = record.first.text(CODE)
  const was = model.draft.driver.get(idOfCode(model.draft, { table: 'driver', version, code }) ?? '')
  const blank: Driver = { id: was?.id ?? model.newId(), version, code, name: was?.name ?? code, kind: was?.kind ?? 'typed', unit: was?.unit ?? '', note: was?.note ?? '', source: '' }
  const after = record.into({ table: 'driver', was, blank, columns: { name: NAME, kind: KIND, unit: UNIT, note: NOTE } })
  return { was, after: { ...after, source: was?.source ?? (record.first.text(SOURCE) === '' ? model.request.fileName : record.first.text(SOURCE)) } }
}

export const DRIVERS: ImportKind = {
  kind: 'drivers', one: 'driver', many: 'drivers', rowsOfOne: 'several', oneOf: [],
  columns: [FISCAL_YEAR, BASIS, CODE, NAME, KIND, UNIT, SERVICE, POOL, QUANTITY, NOTE, SOURCE],
  keyOf: (_model, row, version) => `${version}|${row.text(CODE).toLowerCase()}`,
  titleOf: (row) => ({ code: row.text(CODE), title: [row.text(SERVICE), row.text(POOL)].find((each) => each !== '') ?? row.text(NAME) }),
  plan(model, record, version) {
    const { was, after } = driverOf(model, record, version)
    if (record.isRefused) return
    model.want('driver', { before: was, row: record.first, after })
    const seen = new Map<string, number>()
    for (const row of record.rows) {
      planQuantity(model, { row, driver: after, version, seen })
      if (row === record.first || row.isRefused || row.text(SERVICE) !== '' || row.text(POOL) !== '') continue
      row.say(CODE, issue('duplicate-code', `The driver ${row.text(CODE)} stands in row ${record.first.rowNumber} already.`, { remedy: 'Name the service or pool whose quantity this row is, or leave it out.' }))
    }
  },
}
