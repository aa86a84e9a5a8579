/** Cost pools in their step-down order, each with its driver (ALLOC). */
import { issue } from '../../../issues.ts'
import { idOfCode } from '../../../model/cost-integrity.ts'
import type { CostPool } from '../../../model/cost-tables.ts'
import { remembered } from '../../../model/table-index.ts'
import { BASIS, FISCAL_YEAR, NOTE } from '../common-columns.ts'
import { importColumn } from '../import-column.ts'
import type { ImportKind } from '../import-kind.ts'

const CODE = importColumn({ field: 'code', header: 'pool', names: ['pool code', 'cost pool', 'code', 'cost pool code'], required: true, example: 'ADMIN', comment: 'Code of the cost pool, unique in its year and basis, the same in every year.' })
const NAME = importColumn({ field: 'name', names: ['pool name', 'title', 'description'], example: 'Administration', comment: 'Name; the code where it is empty.' })
const ORDER = importColumn({ field: 'position', header: 'order', names: ['step', 'position', 'sequence'], example: '1', comment: 'Place in the step-down order; new pools come last, in the order of the file, where it is empty.' })
const DRIVER = importColumn({ field: 'driver', names: ['driver code', 'allocation base', 'basis of allocation'], example: 'FTE', comment: 'Code of the driver that it is shared out by; without one it stays unallocated.' })
const SERVICE_OF_POOL = importColumn({ field: 'service', names: ['service code', 'whole cost of'], comment: 'Code or name of a service whose whole cost the pool holds (RATE-2); empty for most pools.' })

const lastPosition = remembered<CostPool, number>((table) => [...table.values()].reduce((last, row) => Math.max(last, row.position), 0))

export const POOLS: ImportKind = {
  kind: 'pools', one: 'cost pool', many: 'cost pools', rowsOfOne: 'one', oneOf: [],
  columns: [FISCAL_YEAR, BASIS, CODE, NAME, ORDER, DRIVER, SERVICE_OF_POOL, NOTE],
  keyOf: (_model, row, version) => `${version}|${row.text(CODE).toLowerCase()}`,
  titleOf: (row) => ({ code: row.text(CODE), title: row.text(NAME) }),
  plan(model, record, version) {
    const code = record.text(CODE)
    const was = model.draft.costPool.get(idOfCode(model.draft, { table: 'costPool', version, code }) ?? '')
    const driverText = record.text(DRIVER)
    const driver = driverText === '' ? null : model.driverId(version, driverText)
    if (driver !== null && !driver.ok) record.say(DRIVER, driver.failure)
    const serviceText = record.text(SERVICE_OF_POOL)
    const service = serviceText === '' ? null : model.service(serviceText)
    if (service !== null && !service.ok) record.say(SERVICE_OF_POOL, service.failure)
    const blank: CostPool = {
      id: was?.id ?? model.newId(), version, code, name: was?.name ?? code, serviceId: null, driverId: null, position: was?.position ?? lastPosition(model.draft.costPool) + 1 + model.wishes.length, note: '',
    }
    const after = record.into({ table: 'costPool', was, blank, columns: { name: NAME, position: ORDER, note: NOTE } })
    if (driver === null && was === undefined) record.say(record.has(DRIVER) ? DRIVER : null, issue('pool-unallocated', `The pool ${code} has no driver and stays unallocated.`, { severity: 'warning', remedy: 'Name a driver in the file, or choose one later.' }))
    if (record.isRefused) return
    const driverId = driver !== null && driver.ok ? driver.value : record.has(DRIVER) ? null : after.driverId
    const serviceId = service !== null && service.ok ? service.value.id : record.has(SERVICE_OF_POOL) ? null : after.serviceId
    model.want('costPool', { before: was, row: record.first, after: { ...after, driverId, serviceId } })
  },
}
