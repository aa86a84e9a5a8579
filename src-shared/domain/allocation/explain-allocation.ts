/**
 * How each figure of an allocation was computed (ALLOC-1 to ALLOC-6): the same nodes for the pools of a model and for a case of its own.
 * Where a pool's own amount and a receiver's driver come from is told by the caller, who knows it.
 */
import { constantNode, node, NodeShelf, sumNode, weightsNode, ZERO } from '../costs/explain-derivation-nodes.ts'
import { decimal, formatFixed, round, toText } from '../decimal.ts'
import type { Explanation } from '../explanation.ts'
import { sumUsd } from '../sum-usd.ts'
import type { AllocationCase, AllocationMethod } from './allocation-case.ts'
import type { Allocation, AllocationStep, PoolResult } from './allocation.ts'

const METHOD_WORDS = { direct: 'directly', 'step-down': 'by step-down', 'double-step-down': 'by double step-down', reciprocal: 'reciprocally' } as const
const METHOD_RULES = { direct: 'ALLOC-1', 'step-down': 'ALLOC-2', 'double-step-down': 'ALLOC-3', reciprocal: 'ALLOC-4' } as const

export const POOL_FIGURES = ['own', 'received', 'total', 'distributed', 'unallocated'] as const satisfies readonly (keyof PoolResult)[]
export type PoolFigure = (typeof POOL_FIGURES)[number]

/** What an allocation starts from; pools are numbered in step order. */
export type AllocationLeaves = {
  /** What a pool has of itself. */
  readonly own: (pool: number) => Explanation
  /** What a receiver has of a pool's driver. */
  readonly weight: (pool: number, to: string) => Explanation
  /** The pool's row, for a jump. */
  readonly origin: (pool: number) => Explanation['origin']
}

type Explained = {
  readonly allocationCase: AllocationCase
  readonly method: AllocationMethod
  /** Null where it was refused: then a pool has its own amount, and nothing moves. */
  readonly allocation: Allocation | null
  readonly leaves: AllocationLeaves
}

export class AllocationExplainer {
  readonly #of: Explained
  readonly #shelf = new NodeShelf()
  readonly #pools: ReadonlyMap<string, number>
  readonly #labels: ReadonlyMap<string, string>

  constructor(of: Explained) {
    this.#of = of
    this.#pools = new Map(of.allocationCase.pools.map(({ id }, index) => [id, index]))
    this.#labels = new Map([...of.allocationCase.pools, ...of.allocationCase.targets].map(({ id, label }) => [id, label]))
  }

  get #rule(): string {
    return METHOD_RULES[this.#of.method]
  }

  get #steps(): readonly AllocationStep[] {
    return this.#of.allocation?.steps ?? []
  }

  #label(id: string): string {
    return this.#labels.get(id) ?? id
  }

  #indexOf(poolId: string): number {
    return this.#pools.get(poolId) ?? -1
  }

  #id(pool: number): string {
    return this.#of.allocationCase.pools[pool]?.id ?? ''
  }

  #stepsOf(pool: number): readonly AllocationStep[] {
    return this.#steps.filter((step) => step.poolId === this.#id(pool))
  }

  /** A figure of a pool's result. */
  figure(pool: number, figure: PoolFigure): Explanation {
    return figure === 'own' ? this.#of.leaves.own(pool) : this[figure](pool)
  }

  /** What a pool has to share out in all: its own amount and what other pools pass on to it. */
  total(pool: number): Explanation {
    return this.#shelf.get(`total|${pool}`, () => {
      const { allocation, method, allocationCase, leaves } = this.#of
      const shared = { label: `${this.#label(this.#id(pool))}, to be shared out`, value: allocation?.pools[pool]?.total ?? leaves.own(pool).value, unit: 'USD', ruleId: this.#rule }
      if (allocation === null || method !== 'reciprocal') return sumNode({ ...shared, formula: 'Its own cost and what it receives from other pools.' }, () => [leaves.own(pool), ...this.#receivedIn(this.#id(pool), this.#steps)])
      return node(
        { ...shared, formula: 'x = (I - P^T)^-1 b over all pools at once, verified by its exact residual, then rounded so that all parts add up.', operation: { kind: 'reciprocal', allocationCase, pool, receiver: null } },
        () => allocationCase.pools.map((_, each) => leaves.own(each)),
      )
    })
  }

  /** What it gets from other pools. */
  received(pool: number): Explanation {
    return this.#shelf.get(`received|${pool}`, () => {
      const { allocation, method, allocationCase } = this.#of
      const shared = { label: `${this.#label(this.#id(pool))}, received`, value: allocation?.pools[pool]?.received ?? ZERO, unit: 'USD', ruleId: this.#rule }
      if (method === 'reciprocal') return sumNode({ ...shared, formula: 'From the pools, all solved at once.' }, () => allocationCase.pools.flatMap((_, from) => this.from(from, this.#id(pool)) ?? []))
      return sumNode({ ...shared, formula: 'From other pools, step by step.' }, () => this.#receivedIn(this.#id(pool), this.#steps))
    })
  }

  /** What its receivers get. */
  distributed(pool: number): Explanation {
    const value = this.#of.allocation?.pools[pool]?.distributed ?? ZERO
    return this.#shelf.get(`distributed|${pool}`, () => sumNode({ label: `${this.#label(this.#id(pool))}, shared out in all`, value, unit: 'USD', ruleId: 'ALLOC-6', formula: 'All parts of its steps.' }, () => this.#stepsOf(pool).map((step) => this.step(step))))
  }

  /** What of a pool nobody receives. */
  unallocated(pool: number): Explanation {
    const value = this.#of.allocation?.pools[pool]?.unallocated ?? this.#of.leaves.own(pool).value
    return this.#shelf.get(`unallocated|${pool}`, () => node({ label: `${this.#label(this.#id(pool))}, unallocated`, value, unit: 'USD', ruleId: 'ALLOC-5', formula: 'What it has to share out less what its receivers get.', operation: { kind: 'difference' } }, () => [this.total(pool), this.distributed(pool)]))
  }

  /** Parts of these steps that went to a pool. */
  #receivedIn(poolId: string, steps: readonly AllocationStep[]): readonly Explanation[] {
    return steps.flatMap((step) => step.parts.flatMap((part, index) => (part.to === poolId && part.amount !== '0' ? [this.part(step, index)] : [])))
  }

  #turn(step: Pick<AllocationStep, 'pass' | 'poolId'>): number {
    return step.pass * (this.#of.allocationCase.pools.length + 1) + this.#indexOf(step.poolId)
  }

  /** What a step shares out: what came since the pool's last turn, and in the first its own amount; all of it where all are solved at once. */
  step(step: AllocationStep): Explanation {
    const pool = this.#indexOf(step.poolId)
    if (this.#of.method === 'reciprocal') return this.total(pool)
    return this.#shelf.get(`step|${step.pass}|${pool}`, () => {
      const turn = this.#turn(step)
      const last = step.pass === 1 ? Number.NEGATIVE_INFINITY : this.#turn({ pass: 1, poolId: step.poolId })
      const since = this.#steps.filter((each) => this.#turn(each) > last && this.#turn(each) < turn)
      return sumNode(
        { label: `${this.#label(step.poolId)}, shared out${step.pass === 2 ? ' in the second round' : ''}`, value: step.amount, unit: 'USD', ruleId: this.#rule, formula: step.pass === 1 ? 'Its own cost and what came from pools before it.' : 'What came after its turn in the first round.' },
        () => [...(step.pass === 1 ? [this.#of.leaves.own(pool)] : []), ...this.#receivedIn(step.poolId, since)],
      )
    })
  }

  /** One part of a step. */
  part(step: AllocationStep, index: number): Explanation {
    const part = step.parts[index]
    const to = part?.to ?? ''
    const label = `From ${this.#label(step.poolId)} to ${this.#label(to)}`
    if (this.#of.method === 'reciprocal') return this.#flow(step, { index, label })
    return this.#shelf.get(`part|${step.pass}|${step.poolId}|${index}`, () => node(
      { label, value: part?.amount ?? ZERO, unit: 'USD', ruleId: this.#rule, formula: 'pool x driver / sum of drivers, split by largest remainder', operation: { kind: 'split', index } },
      () => { const weights = this.#weights(step); return [this.step(step), weights.inputs[index] ?? weights, weights] },
    ))
  }

  /** What a receiver gets of a pool where all are solved at once: its share of what the pool has to share out. */
  #flow(step: AllocationStep, { index, label }: { readonly index: number; readonly label: string }): Explanation {
    const pool = this.#indexOf(step.poolId)
    const { to = '', amount = ZERO } = step.parts[index] ?? {}
    return this.#shelf.get(`flow|${label}|${pool}|${index}`, () => {
      const weights = this.#weights(step)
      const weight = weights.inputs[index] ?? weights
      const total = this.total(pool)
      const moved = decimal(amount).minus(round(decimal(total.value ?? ZERO).times(decimal(weight.value ?? ZERO)).div(decimal(weights.value ?? ZERO)), 2))
      const cents = moved.isZero() ? '' : `; ${formatFixed(toText(moved.abs()), 2)} ${moved.isNegative() ? 'less' : 'more'}, so that every pool gives exactly what it has and every receiver's parts add up`
      return node(
        { label, value: amount, unit: 'USD', ruleId: this.#rule, formula: `driver / sum of drivers x what the pool has to share out, to the cent${cents}`, operation: { kind: 'reciprocal', allocationCase: this.#of.allocationCase, pool, receiver: to }, origin: this.#of.leaves.origin(pool) },
        () => [total, weight, weights],
      )
    })
  }

  /** The drivers of those who receive in a step. */
  #weights(step: AllocationStep): Explanation {
    const pool = this.#indexOf(step.poolId)
    return this.#shelf.get(`weights|${step.pass}|${pool}`, () => weightsNode('Drivers of all who receive', step.parts.map(({ to }) => this.#of.leaves.weight(pool, to))))
  }

  /** What a pool or a target gets of a pool by all its steps; null where it gets nothing. */
  from(pool: number, to: string): Explanation | null {
    const parts = this.#partsTo(pool, to)
    const [first] = parts
    if (first === undefined) return null
    if (parts.length === 1) return this.part(first.step, first.index)
    const label = `From ${this.#label(this.#id(pool))} to ${this.#label(to)}`
    return this.#shelf.get(`from|${pool}|${to}`, () => sumNode({ label, value: sumUsd(parts.map((each) => each.amount)), unit: 'USD', ruleId: this.#rule, formula: 'Its parts of every step.' }, () => parts.map(({ step, index }) => this.part(step, index))))
  }

  #partsTo(pool: number, to: string): readonly { readonly step: AllocationStep; readonly index: number; readonly amount: AllocationStep['amount'] }[] {
    return this.#stepsOf(pool).flatMap((step) => step.parts.flatMap((part, index) => (part.to === to ? [{ step, index, amount: part.amount }] : [])))
  }

  /** One pool's line in the cost of a target. */
  line(pool: number, { to, value }: { readonly to: string; readonly value: Explanation['value'] }): Explanation {
    const shared = { label: `Overhead from ${this.#label(this.#id(pool))}`, value, unit: 'USD', ruleId: this.#rule }
    const [first] = this.#partsTo(pool, to)
    if (this.#of.method === 'reciprocal') return first === undefined ? sumNode({ ...shared, formula: 'It gets nothing of this pool.' }, () => []) : this.#flow(first.step, { index: first.index, label: shared.label })
    return this.#shelf.get(`line|${pool}|${to}`, () => sumNode({ ...shared, formula: `Allocated ${METHOD_WORDS[this.#of.method]}.`, origin: this.#of.leaves.origin(pool) }, () => this.#partsTo(pool, to).map(({ step, index }) => this.part(step, index))))
  }

  /** What a target gets in all. */
  target(to: string): Explanation {
    const result = this.#of.allocation?.targets.find(({ id }) => id === to)
    return this.#shelf.get(`target|${to}`, () => sumNode({ label: `Allocated to ${this.#label(to)}`, value: result?.total ?? ZERO, unit: 'USD', ruleId: 'ALLOC-6', formula: 'What it gets of each pool, added up.' }, () => this.#of.allocationCase.pools.flatMap((_, pool) => this.from(pool, to) ?? [])))
  }

  /** The part of a pool that a receiver gets when the pool is first shared out; null where it gets nothing. */
  share(pool: number, to: string): Explanation | null {
    const share = this.#of.allocation?.shares[pool]?.find((each) => each.to === to)
    const [step] = this.#stepsOf(pool)
    const index = step?.parts.findIndex((part) => part.to === to) ?? -1
    if (share === undefined || step === undefined || index < 0) return null
    return this.#shelf.get(`share|${pool}|${to}`, () => node(
      { label: `Part of ${this.#label(this.#id(pool))} for ${this.#label(to)}`, value: share.share, unit: '', ruleId: this.#rule, formula: 'driver / sum of drivers, rounded to 12 places for display', operation: { kind: 'products', places: 12, terms: [['times', 'over']] } },
      () => { const weights = this.#weights(step); return [weights.inputs[index] ?? weights, weights] },
    ))
  }

  /** The same in per cent, as screens and reports show it. */
  sharePercent(pool: number, to: string): Explanation | null {
    const part = this.share(pool, to)
    if (part === null) return null
    return node({ label: `Share of ${this.#label(this.#id(pool))} for ${this.#label(to)}`, value: toText(decimal(part.value ?? ZERO).times(100)), unit: '%', ruleId: this.#rule, formula: 'The part in per cent.', operation: { kind: 'products', places: 10, terms: [['times', 'times']] } }, () => [part, constantNode('Per cent', 100, '%')])
  }

  /** The control totals of the pools (ALLOC-6). */
  control(figure: keyof Allocation['totals']): Explanation {
    const { allocation, allocationCase, leaves } = this.#of
    const fields = { value: allocation?.totals[figure] ?? ZERO, unit: 'USD', ruleId: 'ALLOC-6' }
    const pools = allocationCase.pools.map((_, pool) => pool)
    return this.#shelf.get(`control|${figure}`, () => {
      if (figure === 'in') return sumNode({ ...fields, label: 'In', formula: 'What every pool has of itself.' }, () => pools.map((pool) => leaves.own(pool)))
      if (figure === 'out') return sumNode({ ...fields, label: 'Out', formula: 'What every target gets.' }, () => allocationCase.targets.map(({ id }) => this.target(id)))
      return sumNode({ ...fields, label: 'Unallocated', formula: 'What of every pool nobody receives.' }, () => pools.map((pool) => this.unallocated(pool)))
    })
  }
}

function typedInCase(label: string, figure: Pick<Explanation, 'value' | 'unit' | 'ruleId'>): Explanation {
  return node({ label, ...figure, formula: 'As it stands in the case.', operation: { kind: 'typed' } }, () => [])
}

/** The explainer of a case that stands for itself: its amounts and drivers are as they stand in it. */
export function explainCase(allocationCase: AllocationCase, allocation: Allocation): AllocationExplainer {
  const shelf = new NodeShelf()
  const labels = new Map([...allocationCase.pools, ...allocationCase.targets].map(({ id, label }) => [id, label]))
  return new AllocationExplainer({
    allocationCase, allocation, method: allocation.method,
    leaves: {
      own: (pool) => shelf.get(`own|${pool}`, () => typedInCase(`${allocationCase.pools[pool]?.label ?? ''}, own cost`, { value: allocationCase.pools[pool]?.amount ?? ZERO, unit: 'USD', ruleId: 'ALLOC-6' })),
      weight: (pool, to) => shelf.get(`weight|${pool}|${to}`, () => typedInCase(`Driver of ${labels.get(to) ?? to}`, { value: allocationCase.drivers[pool]?.find((each) => each.to === to)?.weight ?? ZERO, unit: '', ruleId: 'ALLOC-5' })),
      origin: () => null,
    },
  })
}

export type ExplainedAmount = { readonly name: string; readonly value: string; readonly explanation: Explanation | null }

/** Every figure of an allocation with its explanation: what a check walks through. */
export function explainEveryAmount(explainer: AllocationExplainer, allocation: Allocation): readonly ExplainedAmount[] {
  return [
    ...allocation.shares.flatMap((shares, pool) => shares.map(({ to, share }) => ({ name: `share of ${pool} for ${to}`, value: share, explanation: explainer.share(pool, to) }))),
    ...allocation.steps.flatMap((step, at) => [
      { name: `step ${at + 1}`, value: step.amount, explanation: explainer.step(step) },
      ...step.parts.map(({ to, amount }, index) => ({ name: `step ${at + 1} to ${to}`, value: amount, explanation: explainer.part(step, index) })),
    ]),
    ...allocation.pools.flatMap((result, pool) => POOL_FIGURES.map((figure) => ({ name: `pool ${pool} ${figure}`, value: result[figure], explanation: explainer.figure(pool, figure) }))),
    ...allocation.targets.flatMap(({ id, total, fromPools }) => [
      { name: `target ${id}`, value: total, explanation: explainer.target(id) },
      ...fromPools.flatMap((amount, pool) => (amount === '0' ? [] : [{ name: `target ${id} from ${pool}`, value: amount, explanation: explainer.from(pool, id) }])),
    ]),
    ...(['in', 'out', 'unallocated'] as const).map((figure) => ({ name: `total ${figure}`, value: allocation.totals[figure], explanation: explainer.control(figure) })),
  ]
}
