/** The catalog as the rows of a tree: lines of business, groups, services, rates. */
import type { Draft } from '../../../src-shared/domain/model/draft.ts'
import { remembered } from '../../../src-shared/domain/model/table-index.ts'
import type { Rate, Service, ServiceGroup } from '../../../src-shared/domain/model/tables.ts'

export type CatalogTable = 'lineOfBusiness' | 'serviceGroup' | 'service' | 'rate'
export type CatalogRef = { readonly table: CatalogTable; readonly id: string }

export type TreeNode = CatalogRef & {
  readonly key: string
  readonly level: 1 | 2 | 3 | 4
  readonly label: string
  readonly code: string
  readonly isRetired: boolean
  readonly hasChildren: boolean
  readonly isExpanded: boolean
  readonly parentKey: string | null
  /** Its place among its siblings, from 0, and how many there are. */
  readonly index: number
  readonly siblingCount: number
}

export function keyOf(ref: CatalogRef): string {
  return `${ref.table}:${ref.id}`
}

export function isCatalogTable(text: string | null): text is CatalogTable {
  return text === 'lineOfBusiness' || text === 'serviceGroup' || text === 'service' || text === 'rate'
}

/** The row that an address names, if the model has it. */
export function refOf(draft: Draft, table: string | null, id: string | null): CatalogRef | null {
  return isCatalogTable(table) && id !== null && draft[table].has(id) ? { table, id } : null
}

type Positioned = { readonly id: string; readonly position: number }

function grouped<Row extends Positioned>(keyOfRow: (row: Row) => string): (table: ReadonlyMap<string, Row>) => ReadonlyMap<string, readonly Row[]> {
  return remembered((table: ReadonlyMap<string, Row>) => {
    const groups = new Map<string, Row[]>()
    for (const row of table.values()) {
      const group = groups.get(keyOfRow(row))
      if (group === undefined) groups.set(keyOfRow(row), [row])
      else group.push(row)
    }
    for (const group of groups.values()) group.sort((left, right) => left.position - right.position)
    return groups
  })
}

const groupsOfLine = grouped<ServiceGroup>((row) => row.lineOfBusinessId)
const servicesOfGroup = grouped<Service>((row) => row.serviceGroupId)
const ratesOfService = grouped<Rate>((row) => row.serviceId)

/** In their order. */
export function ratesOf(draft: Pick<Draft, 'rate'>, serviceId: string): readonly Rate[] {
  return ratesOfService(draft.rate).get(serviceId) ?? []
}

/** The services of a line of business, group by group. */
export function servicesOfLine(draft: Pick<Draft, 'serviceGroup' | 'service'>, lineId: string): readonly Service[] {
  return (groupsOfLine(draft.serviceGroup).get(lineId) ?? []).flatMap((group) => servicesOfGroup(draft.service).get(group.id) ?? [])
}

/** The rows above one, from the line of business down. */
export function pathOf(draft: Draft, ref: CatalogRef): readonly CatalogRef[] {
  switch (ref.table) {
    case 'lineOfBusiness':
      return []
    case 'serviceGroup': {
      const group = draft.serviceGroup.get(ref.id)
      return group === undefined ? [] : [{ table: 'lineOfBusiness', id: group.lineOfBusinessId }]
    }
    case 'service': {
      const service = draft.service.get(ref.id)
      if (service === undefined) return []
      const group: CatalogRef = { table: 'serviceGroup', id: service.serviceGroupId }
      return [...pathOf(draft, group), group]
    }
    case 'rate': {
      const rate = draft.rate.get(ref.id)
      if (rate === undefined) return []
      const service: CatalogRef = { table: 'service', id: rate.serviceId }
      return [...pathOf(draft, service), service]
    }
  }
}

export function nameOf(draft: Draft, ref: CatalogRef): string {
  return ref.table === 'rate' ? (draft.rate.get(ref.id)?.title ?? '') : (draft[ref.table].get(ref.id)?.name ?? '')
}

type Branch = CatalogRef & { readonly label: string; readonly code: string; readonly isRetired: boolean; readonly children: () => readonly Branch[] }

const NONE = (): readonly Branch[] => []

function ofRate(rate: Rate): Branch {
  return { table: 'rate', id: rate.id, label: rate.title, code: rate.code, isRetired: rate.retiredFrom !== null, children: NONE }
}

function lines(draft: Draft): readonly Branch[] {
  const ofService = (service: Service): Branch => ({
    table: 'service', id: service.id, label: service.name, code: service.code, isRetired: service.retiredFrom !== null, children: () => ratesOf(draft, service.id).map(ofRate),
  })
  const ofGroup = (group: ServiceGroup): Branch => ({
    table: 'serviceGroup', id: group.id, label: group.name, code: '', isRetired: false, children: () => (servicesOfGroup(draft.service).get(group.id) ?? []).map(ofService),
  })
  return [...draft.lineOfBusiness.values()]
    .toSorted((left, right) => left.position - right.position)
    .map((line) => ({ table: 'lineOfBusiness', id: line.id, label: line.name, code: '', isRetired: false, children: () => (groupsOfLine(draft.serviceGroup).get(line.id) ?? []).map(ofGroup) }))
}

function matches(branch: Branch, words: readonly string[]): boolean {
  const text = `${branch.code} ${branch.label}`.toLowerCase()
  return words.every((word) => text.includes(word))
}

/** A branch with only what is called as was asked for, and what stands above it; undefined when nothing is. */
function narrowed(branch: Branch, words: readonly string[]): Branch | undefined {
  if (matches(branch, words)) return branch
  const children = branch.children().flatMap((child) => narrowed(child, words) ?? [])
  return children.length === 0 ? undefined : { ...branch, children: () => children }
}

/**
 * The rows of the tree as they are shown, top down. While something is searched, whatever leads to a find is open.
 *
 * @example treeRows(draft, { expanded: new Set(), query: 'cpu' }) // line, group, service, then every rate with "cpu" in code or title
 */
export function treeRows(draft: Draft, view: { readonly expanded: ReadonlySet<string>; readonly query: string }): readonly TreeNode[] {
  const words = view.query.toLowerCase().split(/\s+/).filter((word) => word !== '')
  const rows: TreeNode[] = []
  function walk(branches: readonly Branch[], level: number, parentKey: string | null): void {
    for (const [index, branch] of branches.entries()) {
      const key = keyOf(branch)
      const children = branch.children()
      const isFound = words.length > 0 && children.some((child) => narrowed(child, words) !== undefined)
      const isExpanded = children.length > 0 && (isFound || view.expanded.has(key))
      const depth = level === 1 || level === 2 || level === 3 ? level : 4
      rows.push({ table: branch.table, id: branch.id, key, level: depth, label: branch.label, code: branch.code, isRetired: branch.isRetired, hasChildren: children.length > 0, isExpanded, parentKey, index, siblingCount: branches.length })
      if (isExpanded) walk(children, level + 1, key)
    }
  }
  const all = lines(draft)
  walk(words.length === 0 ? all : all.flatMap((line) => narrowed(line, words) ?? []), 1, null)
  return rows
}
