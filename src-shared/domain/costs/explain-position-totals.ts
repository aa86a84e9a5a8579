/** Totals of positions, by who pays, by bargaining unit and by month, explained down to the months of each position (COST-2). */
import type { Explanation } from '../explanation.ts'
import type { StaffPosition } from '../model/cost-tables.ts'
import type { Draft } from '../model/draft.ts'
import { sumUsd } from '../sum-usd.ts'
import { decimal, toText, type Usd } from '../decimal.ts'
import type { Derivation, OwnerKey } from './derivation.ts'
import { explainersOf } from './explain-derivation.ts'
import { sumNode, ZERO } from './explain-derivation-nodes.ts'

export type PositionTotalOf = { readonly kind: 'owner'; readonly owner: OwnerKey | 'unassigned' } | { readonly kind: 'unit'; readonly unit: string } | { readonly kind: 'month'; readonly index: number } | { readonly kind: 'all' }

export type PositionTotalFigure = 'salary' | 'fringe' | 'total' | 'fte'

type At = { readonly label: string; readonly positionIds: ReadonlySet<string>; readonly of: PositionTotalOf; readonly figure: PositionTotalFigure }

function nodesOf(derivation: Derivation, draft: Draft, { positionIds, of }: At, figure: 'salary' | 'fringe'): readonly Explanation[] {
  const { owners } = explainersOf(derivation, draft)
  const ofPosition = (position: StaffPosition): readonly Explanation[] => {
    switch (of.kind) {
      case 'all': return [owners.yearOf(position, figure)]
      case 'unit': return position.bargainingUnit.trim() === of.unit ? [owners.yearOf(position, figure)] : []
      case 'month': return owners.yearOf(position, figure).inputs.slice(of.index, of.index + 1)
      case 'owner': {
        const cost = derivation.positions.get(position.id)
        if (of.owner === 'unassigned') return (cost?.unassigned[figure] ?? '0') === '0' ? [] : [owners.unassigned(position, figure)]
        return (cost?.parts ?? []).flatMap((part, index) => (part.owner === of.owner ? [owners.partAt(position, index, figure)] : []))
      }
    }
  }
  return derivation.inputs.staffPositions.filter((position) => positionIds.has(position.id)).flatMap(ofPosition)
}

function sumOf(label: string, nodes: readonly Explanation[]): Explanation {
  const amounts = nodes.map((each): Usd => toText<'USD'>(decimal(each.value ?? ZERO)))
  return sumNode({ label, value: sumUsd(amounts), unit: 'USD', ruleId: 'COST-2', formula: 'Positions added up.' }, () => nodes)
}

/** A month has no full-time equivalents of its own, and neither has what no part takes. */
function fteNodesOf(derivation: Derivation, draft: Draft, { positionIds, of }: At): readonly Explanation[] {
  const { owners } = explainersOf(derivation, draft)
  return derivation.inputs.staffPositions.filter((position) => positionIds.has(position.id)).flatMap((position) => {
    if (of.kind === 'all' || (of.kind === 'unit' && position.bargainingUnit.trim() === of.unit)) return [owners.fteOf(position, null)]
    if (of.kind !== 'owner') return []
    return (derivation.positions.get(position.id)?.parts ?? []).flatMap((part, index) => (part.owner === of.owner ? [owners.fteOf(position, index)] : []))
  })
}

/**
 * One total over the positions given: salary, fringe, or both; or full-time equivalents.
 *
 * @example explainPositionTotal(derivation, draft, { label: 'Unit A', positionIds, of: { kind: 'unit', unit: 'Unit A' }, figure: 'salary' }).inputs.length // one a position
 */
export function explainPositionTotal(derivation: Derivation, draft: Draft, at: At): Explanation {
  if (at.figure === 'fte') {
    const nodes = fteNodesOf(derivation, draft, at)
    return sumNode({ label: `${at.label}, FTE`, value: toText(nodes.reduce((sum, each) => sum.plus(decimal(each.value ?? ZERO)), decimal(ZERO))), unit: 'FTE', ruleId: 'COST-2', formula: 'Positions added up.' }, () => nodes)
  }
  if (at.figure !== 'total') return sumOf(`${at.label}, ${at.figure}`, nodesOf(derivation, draft, at, at.figure))
  const parts = (['salary', 'fringe'] as const).map((figure) => sumOf(`${at.label}, ${figure}`, nodesOf(derivation, draft, at, figure)))
  return sumOf(`${at.label}, salary and fringe`, parts)
}
