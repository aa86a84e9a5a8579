/** Places in the catalog for rates that an import brings: found by name, made where there is none. */
import type { Draft } from '../model/draft.ts'
import { rowChange, type RowChange } from '../model/edit.ts'
import { nameKey } from '../model/integrity.ts'
import type { LineOfBusiness, Rate, Service, ServiceGroup } from '../model/tables.ts'

/** Where a new rate goes when its row does not say. */
export const IMPORTED = 'Imported'

export type ImportedPlace = { readonly lineOfBusiness: string; readonly serviceGroup: string; readonly service: string }

type Positioned = { readonly position: number }
function nextPosition(rows: Iterable<Positioned>): number {
  let next = 0
  for (const row of rows) next = Math.max(next, row.position + 1)
  return next
}

/** Grows while the rows of one import are planned. */
export class ImportedCatalog {
  readonly changes: RowChange[] = []
  readonly #newId: () => string
  readonly #lines: Map<string, LineOfBusiness>
  readonly #groups: Map<string, ServiceGroup>
  readonly #services: Map<string, Service>
  readonly #counts: { line: number; group: number; service: number; rate: number }

  constructor(draft: Draft, newId: () => string) {
    this.#newId = newId
    this.#lines = new Map([...draft.lineOfBusiness.values()].map((each) => [nameKey(each.name), each]))
    this.#groups = new Map([...draft.serviceGroup.values()].map((each) => [`${each.lineOfBusinessId}|${nameKey(each.name)}`, each]))
    this.#services = new Map([...draft.service.values()].map((each) => [`${each.serviceGroupId}|${nameKey(each.name)}`, each]))
    this.#counts = { line: nextPosition(draft.lineOfBusiness.values()), group: nextPosition(draft.serviceGroup.values()), service: nextPosition(draft.service.values()), rate: nextPosition(draft.rate.values()) }
  }

  addRate(facts: Omit<Rate, 'id' | 'serviceId' | 'position' | 'retiredFrom'>, place: ImportedPlace): Rate {
    const rate: Rate = { ...facts, id: this.#newId(), serviceId: this.#serviceAt(place).id, position: this.#counts.rate, retiredFrom: null }
    this.#counts.rate += 1
    this.changes.push(rowChange('rate', { before: null, after: rate }))
    return rate
  }

  #serviceAt(place: ImportedPlace): Service {
    const group = this.#groupAt(place)
    const name = place.service === '' ? group.name : place.service
    const known = this.#services.get(`${group.id}|${nameKey(name)}`)
    if (known) return known
    const service: Service = { id: this.#newId(), serviceGroupId: group.id, code: '', name, description: '', position: this.#counts.service, retiredFrom: null }
    this.#counts.service += 1
    this.#services.set(`${group.id}|${nameKey(name)}`, service)
    this.changes.push(rowChange('service', { before: null, after: service }))
    return service
  }

  #groupAt(place: ImportedPlace): ServiceGroup {
    const line = this.#lineAt(place.lineOfBusiness === '' ? IMPORTED : place.lineOfBusiness)
    const name = place.serviceGroup === '' ? (place.lineOfBusiness === '' ? IMPORTED : line.name) : place.serviceGroup
    const known = this.#groups.get(`${line.id}|${nameKey(name)}`)
    if (known) return known
    const group: ServiceGroup = { id: this.#newId(), lineOfBusinessId: line.id, name, position: this.#counts.group }
    this.#counts.group += 1
    this.#groups.set(`${line.id}|${nameKey(name)}`, group)
    this.changes.push(rowChange('serviceGroup', { before: null, after: group }))
    return group
  }

  #lineAt(name: string): LineOfBusiness {
    const known = this.#lines.get(nameKey(name))
    if (known) return known
    const line: LineOfBusiness = { id: this.#newId(), name, position: this.#counts.line }
    this.#counts.line += 1
    this.#lines.set(nameKey(name), line)
    this.changes.push(rowChange('lineOfBusiness', { before: null, after: line }))
    return line
  }
}
