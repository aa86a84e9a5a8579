/** Every figure of a derivation that a screen, a report or the command line shows, with its explanation: what a check walks through. */
import { explainEveryAmount } from '../allocation/explain-allocation.ts'
import { decimal, toText } from '../decimal.ts'
import type { Explanation } from '../explanation.ts'
import type { Draft } from '../model/draft.ts'
import { sumUsd } from '../sum-usd.ts'
import { RATE_FIGURES, type Derivation, type OwnerKey } from './derivation.ts'
import {
  explainCostParts, explainFte, explainOverhead, explainOwnCost, explainOwnElement, explainPool, explainPosition, explainRate, explainRateTotal, explainReceived, explainService, explainServiceElement, explainTotal, explainersOf, POOL_FIGURES,
} from './explain-derivation.ts'
import { ZERO } from './explain-derivation-nodes.ts'
import { explainPositionTotal, type PositionTotalOf } from './explain-position-totals.ts'
import { explainAssigned, explainFrameworkLine, explainOwners, explainPositionPart, explainSection } from './explain-subtotals.ts'
import { frameworkSections } from './framework.ts'
import { positionTotals, type PositionTotal } from './position-totals.ts'

export type ExplainedFigure = { readonly name: string; readonly value: string | null; readonly explanation: Explanation }

function ofRates(derivation: Derivation, draft: Draft): readonly ExplainedFigure[] {
  const { rates, inputs, services } = derivation
  return [
    ...[...rates.values()].flatMap((rate) => [
      ...RATE_FIGURES.map((figure) => ({ name: `rate ${rate.rateId} ${figure}`, value: rate[figure], explanation: explainRate(derivation, draft, rate.rateId, figure) })),
      ...[...rate.elements].map(([element, value]) => ({ name: `rate ${rate.rateId} ${element}`, value, explanation: explainRate(derivation, draft, rate.rateId, element) })),
    ]),
    ...(['unusedCapacityCost', 'roundingEffect'] as const).map((figure) => ({ name: `all rates ${figure}`, value: sumUsd([...rates.values()].flatMap((rate) => rate[figure] ?? [])), explanation: explainRateTotal(derivation, draft, figure) })),
    ...[...services.keys()].map((serviceId) => ({
      name: `parts of the cost of ${serviceId}`, explanation: explainCostParts(derivation, draft, serviceId),
      value: toText([...rates.values()].filter((rate) => rate.serviceId === serviceId).reduce((sum, rate) => sum.plus(decimal(inputs.rateBuilds.get(rate.rateId)?.costPercent ?? ZERO)), decimal(ZERO))),
    })),
  ]
}

function ofOwners(derivation: Derivation, draft: Draft): readonly ExplainedFigure[] {
  const { services, pools } = derivation
  const ofServices = [...services.values()].flatMap((service) => [
    { name: `service ${service.serviceId}`, value: service.total, explanation: explainService(derivation, draft, service.serviceId) },
    ...[...service.elements].map(([element, value]) => ({ name: `service ${service.serviceId} ${element}`, value, explanation: explainServiceElement(derivation, draft, { serviceId: service.serviceId, element }) })),
    { name: `service ${service.serviceId} own`, value: service.own, explanation: explainOwnCost(derivation, draft, service.owner) },
    { name: `service ${service.serviceId} fte`, value: service.fte, explanation: explainFte(derivation, draft, service.owner) },
    ...service.overhead.map(({ poolId, amount }) => ({ name: `service ${service.serviceId} from ${poolId}`, value: amount, explanation: explainOverhead(derivation, draft, { serviceId: service.serviceId, poolId }) })),
  ])
  const ofPools = [...pools.values()].flatMap((pool) => [
    { name: `${pool.owner} fte`, value: pool.fte, explanation: explainFte(derivation, draft, pool.owner) },
    ...[...pool.elements].flatMap(([element, value]) => (element === 'overhead' ? [] : [{ name: `${pool.owner} ${element}`, value, explanation: explainOwnElement(derivation, draft, { owner: pool.owner, element }) }])),
  ])
  const together = [
    { name: 'all services', owners: [...services.values()].map(({ owner }) => owner), amounts: [...services.values()].map(({ total }) => total) },
    { name: 'all pools', owners: [...pools.values()].map(({ owner }) => owner), amounts: [...pools.values()].map(({ own }) => own) },
  ].map(({ name, owners, amounts }) => ({ name, value: sumUsd(amounts), explanation: explainOwners(derivation, draft, { label: name, owners }) }))
  return [...ofServices, ...ofPools, ...together]
}

/** Pages with their sections and lines. */
function ofFrameworks(derivation: Derivation, draft: Draft): readonly ExplainedFigure[] {
  const owners: readonly OwnerKey[] = [...derivation.services.values(), ...derivation.pools.values()].map(({ owner }) => owner)
  return owners.flatMap((owner) => frameworkSections({ draft, derivation, owner }).flatMap((section) => [
    { name: `${owner} section ${section.number}`, value: section.total, explanation: explainSection(derivation, draft, { owner, section: section.number }) },
    ...section.lines.map((line) => ({ name: `${owner} line ${line.number}`, value: line.amount, explanation: explainFrameworkLine(derivation, draft, { owner, line }) })),
  ]))
}

function ownerOf(receiver: string): OwnerKey {
  const id = receiver.slice(receiver.indexOf(':') + 1)
  return receiver.startsWith('pool:') ? `pool:${id}` : `service:${id}`
}

function ofAllocation(derivation: Derivation, draft: Draft): readonly ExplainedFigure[] {
  const { inputs, allocation, totals } = derivation
  const ofTotals = (['in', 'out', 'unallocated'] as const).map((figure) => ({ name: `total ${figure}`, value: totals[figure], explanation: explainTotal(derivation, draft, figure) }))
  const ofAmounts = allocation === null ? [] : explainEveryAmount(explainersOf(derivation, draft).pools.amounts, allocation).flatMap(({ name, value, explanation }) => (explanation === null ? [] : [{ name, value, explanation }]))
  return [...ofTotals, ...ofAmounts, ...inputs.costPools.flatMap((pool, index) => {
    const result = allocation?.pools[index]
    const receivers = new Map(allocation?.steps.filter((step) => step.poolId === `pool:${pool.id}`).flatMap((step) => step.parts.map((part) => [part.to, ZERO])))
    for (const step of allocation?.steps ?? []) if (step.poolId === `pool:${pool.id}`) for (const part of step.parts) receivers.set(part.to, toText(decimal(receivers.get(part.to) ?? ZERO).plus(decimal(part.amount))))
    return [
      ...(result === undefined ? [] : POOL_FIGURES.map((figure) => ({ name: `pool ${pool.id} ${figure}`, value: result[figure], explanation: explainPool(derivation, draft, pool.id, figure) }))),
      ...(allocation?.shares[index] ?? []).map(({ to, share }) => ({ name: `share of ${pool.id} for ${to}`, value: toText(decimal(share).times(100)), explanation: explainReceived(derivation, draft, { poolId: pool.id, owner: ownerOf(to), figure: 'share' }) })),
      ...[...receivers].map(([to, amount]) => ({ name: `from ${pool.id} to ${to}`, value: amount, explanation: explainReceived(derivation, draft, { poolId: pool.id, owner: ownerOf(to), figure: 'amount' }) })),
    ]
  })]
}

function ofPositions(derivation: Derivation, draft: Draft): readonly ExplainedFigure[] {
  const { inputs, positions } = derivation
  const positionIds = new Set(inputs.staffPositions.map(({ id }) => id))
  const { all, byOwner, byUnit, months } = positionTotals(inputs, positions)
  const ofTotal = (of: PositionTotalOf, name: string, total: Pick<PositionTotal, 'salary' | 'fringe'> & Partial<Pick<PositionTotal, 'fte'>>): readonly ExplainedFigure[] => {
    const figures = { salary: total.salary, fringe: total.fringe, total: sumUsd([total.salary, total.fringe]), ...(total.fte === undefined ? {} : { fte: total.fte }) }
    return (['salary', 'fringe', 'total', 'fte'] as const).flatMap((figure) => (figures[figure] === undefined ? [] : [{ name: `positions ${name} ${figure}`, value: figures[figure], explanation: explainPositionTotal(derivation, draft, { label: name, positionIds, of, figure }) }]))
  }
  return [
    ...inputs.staffPositions.flatMap(({ id }) => {
      const cost = positions.get(id)
      if (cost === undefined) return []
      const figures = { salary: cost.salary, fringe: cost.fringe, fte: cost.fte, total: sumUsd([cost.salary, cost.fringe]) }
      const assigned = cost.parts.reduce((sum, part) => sum.plus(decimal(part.percent)), decimal(ZERO))
      return [
        ...(['salary', 'fringe', 'fte', 'total'] as const).map((figure) => ({ name: `position ${id} ${figure}`, value: figures[figure], explanation: explainPosition(derivation, draft, id, figure) })),
        ...cost.parts.flatMap((part) => (['salary', 'fringe', 'fte'] as const).map((figure) => ({ name: `position ${id} ${part.owner} ${figure}`, value: part[figure], explanation: explainPositionPart(derivation, draft, { positionId: id, owner: part.owner, figure }) }))),
        { name: `position ${id} assigned`, value: toText(assigned), explanation: explainAssigned(derivation, draft, { positionId: id, which: 'assigned' }) },
        { name: `position ${id} left`, value: toText(decimal(ZERO).plus(100).minus(assigned)), explanation: explainAssigned(derivation, draft, { positionId: id, which: 'left' }) },
      ]
    }),
    ...ofTotal({ kind: 'all' }, 'all', all),
    ...[...byUnit].flatMap(([unit, total]) => ofTotal({ kind: 'unit', unit }, `unit ${unit}`, total)),
    ...[...byOwner].flatMap(([owner, { fte, ...total }]) => ofTotal({ kind: 'owner', owner }, owner, owner === 'unassigned' ? total : { ...total, fte })),
    ...months.flatMap((month, index) => ofTotal({ kind: 'month', index }, month, { salary: all.salaryMonths[index] ?? all.salary, fringe: all.fringeMonths[index] ?? all.fringe })),
  ]
}

/** @example explainEverything(derivation, draft).every(({ value, explanation }) => explanation.value === value) // true */
export function explainEverything(derivation: Derivation, draft: Draft): readonly ExplainedFigure[] {
  return [...ofRates(derivation, draft), ...ofOwners(derivation, draft), ...ofFrameworks(derivation, draft), ...ofAllocation(derivation, draft), ...ofPositions(derivation, draft)]
}
