/** Whose costs there are: services by line of business and group, then the cost pools, each with its cost. */
import { Decimal, decimal, formatFixed, toText, type Usd } from '../../../src-shared/domain/decimal.ts'
import type { Derivation, OwnerKey } from '../../../src-shared/domain/costs/derivation.ts'
import type { Draft } from '../../../src-shared/domain/model/draft.ts'
import { poolOwner, serviceOwner } from './cost-view.tsx'

export type OwnerNode = {
  readonly key: string
  readonly level: 1 | 2 | 3
  readonly label: string
  readonly code: string
  /** Null for a heading. */
  readonly owner: OwnerKey | null
  /** Of a heading, whose costs it adds up. */
  readonly members: readonly OwnerKey[]
  /** Null: no cost at all. */
  readonly cost: Usd | null
  /** `funded from overhead`, `not allocated`; else empty. */
  readonly badge: string
  readonly parentKey: string | null
  readonly index: number
  readonly siblingCount: number
  readonly isFoldable: boolean
  readonly isOpen: boolean
}

type Branch = Pick<OwnerNode, 'key' | 'label' | 'code' | 'owner' | 'members' | 'cost' | 'badge'> & { readonly children: readonly Branch[] }

const POOLS_KEY = 'pools'

function sumOf(branches: readonly Branch[]): Usd | null {
  const costs = branches.flatMap((each) => each.cost ?? [])
  return costs.length === 0 ? null : toText<'USD'>(costs.reduce((sum, each) => sum.plus(decimal(each)), new Decimal(0)))
}

function membersOf(branches: readonly Branch[]): readonly OwnerKey[] {
  return branches.flatMap((each) => (each.owner === null ? each.members : [each.owner]))
}

function matches(branch: Branch, words: readonly string[]): boolean {
  const text = `${branch.code} ${branch.label}`.toLowerCase()
  return words.every((word) => text.includes(word))
}

function narrowed(branch: Branch, words: readonly string[]): Branch | undefined {
  if (matches(branch, words)) return branch
  const children = branch.children.flatMap((child) => narrowed(child, words) ?? [])
  return children.length === 0 ? undefined : { ...branch, children }
}

function byPosition<Row extends { readonly position: number }>(rows: Iterable<Row>): readonly Row[] {
  return [...rows].toSorted((left, right) => left.position - right.position)
}

function branchesOf(draft: Draft, derivation: Derivation): readonly Branch[] {
  const services = byPosition(draft.service.values())
  const groups = byPosition(draft.serviceGroup.values())
  const lines = byPosition(draft.lineOfBusiness.values()).map((line): Branch => {
    const children = groups.filter((group) => group.lineOfBusinessId === line.id).map((group): Branch => {
      const own = services.filter((service) => service.serviceGroupId === group.id).map((service): Branch => {
        const cost = derivation.services.get(service.id)
        return {
          key: serviceOwner(service.id), owner: serviceOwner(service.id), label: service.name, code: service.code, cost: cost?.total ?? null,
          badge: cost?.isPool === true ? 'funded from overhead' : '', members: [], children: [],
        }
      })
      return { key: `group:${group.id}`, owner: null, label: group.name, code: '', members: membersOf(own), cost: sumOf(own), badge: '', children: own }
    })
    return { key: `line:${line.id}`, owner: null, label: line.name, code: '', members: membersOf(children), cost: sumOf(children), badge: '', children }
  })
  const pools = derivation.inputs.costPools.map((pool): Branch => ({
    key: poolOwner(pool.id), owner: poolOwner(pool.id), label: pool.name, code: pool.code, members: [], cost: derivation.pools.get(pool.id)?.own ?? null, badge: pool.driverId === null ? 'no driver' : '', children: [],
  }))
  return [...lines, ...(pools.length === 0 ? [] : [{ key: POOLS_KEY, owner: null, label: 'Cost pools', code: '', members: membersOf(pools), cost: sumOf(pools), badge: '', children: pools }])]
}

/**
 * The rows of the tree as they are shown. Lines, groups and pools begin open; `folded` holds what was closed.
 *
 * @example ownerRows(draft, derivation, { folded: new Set(), query: 'SQ060' })
 */
export function ownerRows(draft: Draft, derivation: Derivation, view: { readonly folded: ReadonlySet<string>; readonly query: string }): readonly OwnerNode[] {
  const words = view.query.toLowerCase().split(/\s+/).filter((word) => word !== '')
  const rows: OwnerNode[] = []
  function walk(branches: readonly Branch[], level: 1 | 2 | 3, parentKey: string | null): void {
    for (const [index, branch] of branches.entries()) {
      const isFoldable = branch.children.length > 0
      const isOpen = isFoldable && (words.length > 0 || !view.folded.has(branch.key))
      const { children, ...node } = branch
      rows.push({ ...node, level, parentKey, index, siblingCount: branches.length, isFoldable, isOpen })
      if (isOpen) walk(children, level === 1 ? 2 : 3, branch.key)
    }
  }
  const all = branchesOf(draft, derivation)
  walk(words.length === 0 ? all : all.flatMap((branch) => narrowed(branch, words) ?? []), 1, null)
  return rows
}

/** Whole dollars: the tree is for finding, the sheets have the cents. @example briefCost('516518.00' as Usd) // '516,518' */
export function briefCost(cost: Usd | null): string {
  return cost === null ? '' : formatFixed(cost, 0).replace(/^-(.*)$/, '($1)')
}
