/** What is shown of the cost side besides its derivation: lines and sections of a page, owners together, parts of a position, differences. */
import { decimal, toText } from '../decimal.ts'
import type { Explanation } from '../explanation.ts'
import type { Draft } from '../model/draft.ts'
import { sumUsd } from '../sum-usd.ts'
import type { Derivation, OwnerKey } from './derivation.ts'
import { explainersOf, explainOwnCost, explainOwnElement, explainService, explainServiceElement, nothing } from './explain-derivation.ts'
import { node, sumNode, ZERO } from './explain-derivation-nodes.ts'
import { FRAMEWORK_TITLES, frameworkSections, type FrameworkLine, type FrameworkSectionNumber } from './framework.ts'

function idOf(owner: OwnerKey): string {
  return owner.slice(owner.indexOf(':') + 1)
}

/** One line of a service's or a pool's page (COST-1): typed, of an item, summed over positions, allocated, or carried forward. */
export function explainFrameworkLine(derivation: Derivation, draft: Draft, { owner, line }: { readonly owner: OwnerKey; readonly line: FrameworkLine }): Explanation {
  const { owners, pools } = explainersOf(derivation, draft)
  const service = owner.startsWith('service:') ? derivation.services.get(idOf(owner)) : undefined
  switch (line.kind) {
    case 'line':
      return line.costLine === null ? nothing(line.description, 'Not in this version') : owners.costLine(line.costLine)
    case 'item':
      return line.capitalItem === null ? nothing(line.description, 'Not in this version') : owners.capitalItem(line.capitalItem)
    case 'salaries':
    case 'fringe':
      return explainOwnElement(derivation, draft, { owner, element: line.kind })
    case 'pool':
      return service === undefined ? nothing(line.description, 'No cost in this version') : pools.overheadLine(service, line.row?.id ?? '')
    case 'carry-forward': {
      const whole = explainServiceElement(derivation, draft, { serviceId: idOf(owner), element: 'carry-forward' })
      return whole.inputs[derivation.inputs.carryForwards.filter((each) => each.serviceId === idOf(owner)).findIndex((each) => each.id === line.row?.id)] ?? whole
    }
  }
}

/**
 * The total of one section of a page.
 *
 * @example explainSection(derivation, draft, { owner: 'service:sam', section: '2a' }).value // '513976'
 */
export function explainSection(derivation: Derivation, draft: Draft, at: { readonly owner: OwnerKey; readonly section: FrameworkSectionNumber }): Explanation {
  const { owners } = explainersOf(derivation, draft)
  const section = frameworkSections({ draft, derivation, owner: at.owner }).find((each) => each.number === at.section)
  const label = `${at.section} ${FRAMEWORK_TITLES[at.section]}, ${owners.nameOf(at.owner)}`
  return sumNode({ label, value: section?.total ?? ZERO, unit: 'USD', ruleId: 'COST-1', formula: 'The lines of the section added up.' }, () => (section?.lines ?? []).map((line) => explainFrameworkLine(derivation, draft, { owner: at.owner, line })))
}

/** What several owners cost together: services with their overhead, pools by themselves. One without a cost is passed over. */
export function explainOwners(derivation: Derivation, draft: Draft, { label, owners }: { readonly label: string; readonly owners: readonly OwnerKey[] }): Explanation {
  const costs = owners.flatMap((owner) => {
    const amount = owner.startsWith('pool:') ? derivation.pools.get(idOf(owner))?.own : derivation.services.get(idOf(owner))?.total
    return amount === undefined ? [] : [{ owner, amount }]
  })
  return sumNode({ label, value: sumUsd(costs.map((each) => each.amount)), unit: 'USD', ruleId: 'RATE-1', formula: 'What each costs added up.' }, () => costs.map(({ owner }) => (owner.startsWith('pool:') ? explainOwnCost(derivation, draft, owner) : explainService(derivation, draft, idOf(owner)))))
}

/** What one service or pool pays of a position, or its full-time equivalents of it (COST-2). */
export function explainPositionPart(derivation: Derivation, draft: Draft, at: { readonly positionId: string; readonly owner: OwnerKey; readonly figure: 'salary' | 'fringe' | 'fte' }): Explanation {
  const { owners } = explainersOf(derivation, draft)
  const position = derivation.inputs.staffPositions.find((each) => each.id === at.positionId)
  const index = derivation.positions.get(at.positionId)?.parts.findIndex((part) => part.owner === at.owner) ?? -1
  if (position === undefined || index < 0) return nothing(owners.nameOf(at.owner), 'It pays no part of this position')
  return at.figure === 'fte' ? owners.fteOf(position, index) : owners.partAt(position, index, at.figure)
}

/** What of a position its parts take together, in per cent, or what they leave (COST-2). */
export function explainAssigned(derivation: Derivation, draft: Draft, at: { readonly positionId: string; readonly which: 'assigned' | 'left' }): Explanation {
  const position = derivation.inputs.staffPositions.find((each) => each.id === at.positionId)
  return position === undefined ? nothing(at.positionId, 'Not in this version') : explainersOf(derivation, draft).owners.percentOf(position, at.which)
}

/** One figure less another, such as a rate by two methods, or a section planned and spent; without a value where either has none. */
export function explainDifference(label: string, { of, less }: { readonly of: Explanation; readonly less: Explanation }): Explanation {
  if (of.value === null || less.value === null) return node({ label, value: null, text: 'none', unit: of.unit, ruleId: 'RATE-4', formula: 'There are no two figures to compare.', operation: { kind: 'difference' } }, () => [of, less])
  return node({ label, value: toText(decimal(of.value).minus(decimal(less.value))), unit: of.unit, ruleId: 'RATE-4', formula: `${of.label} less ${less.label}`, operation: { kind: 'difference' } }, () => [of, less])
}
