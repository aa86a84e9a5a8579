/** An allocation as rows and as text: the matrix, every step, the results and the control totals; each figure with its derivation where asked for. */
import type { AllocationCase } from '../../src-shared/domain/allocation/allocation-case.ts'
import type { Allocation } from '../../src-shared/domain/allocation/allocation.ts'
import { POOL_FIGURES, type AllocationExplainer } from '../../src-shared/domain/allocation/explain-allocation.ts'
import { formatFixed, type AnyDecimalText } from '../../src-shared/domain/decimal.ts'
import type { Explanation } from '../../src-shared/domain/explanation.ts'
import type { AllocationChoice } from './allocation-choice.ts'
import { explainedAnswer, type ExplainFlags } from './explain-option.ts'
import type { JsonRow } from './outcome.ts'
import { textTable, type TableColumn, type TableLine } from './text-table.ts'

export type ShownAllocation = { readonly case: AllocationCase; readonly allocation: Allocation; readonly explainer: AllocationExplainer; readonly choice: AllocationChoice }

function dollars(amount: AnyDecimalText): string {
  return formatFixed(amount, 2)
}

function labelsOf({ pools, targets }: AllocationCase): ReadonlyMap<string, string> {
  return new Map([...pools, ...targets].map(({ id, label }) => [id, label]))
}

const CONTROL_TOTALS = ['in', 'out', 'unallocated'] as const

/** A figure by its name, where it has a derivation. */
function named(name: string, explanation: Explanation | null): Readonly<Record<string, Explanation>> {
  return explanation === null ? {} : { [name]: explanation }
}

/** One row each: `share` (the matrix), `step`, `pool`, `target`, and one `totals`. Decimals are text. */
export function allocationRows(shown: ShownAllocation, flags: ExplainFlags): readonly JsonRow[] {
  const { case: given, allocation, explainer, choice } = shown
  const labels = labelsOf(given)
  const label = (id: string): string => labels.get(id) ?? id
  const explained = explainedAnswer(flags)
  const idOf = (index: number): string => given.pools[index]?.id ?? ''
  return [
    ...allocation.shares.flatMap((shares, index) => shares.filter(({ to }) => choice.hasShare(idOf(index), to)).map(({ to, share }): JsonRow => ({ row: 'share', pool: idOf(index), to, share, ...explained.row(() => named('share', explainer.share(index, to))) }))),
    ...allocation.steps.flatMap((step, index): readonly JsonRow[] => (choice.hasPool(step.poolId) ? [{
      row: 'step', step: index + 1, pass: step.pass, pool: step.poolId, amount: step.amount, ...explained.row(() => ({ amount: explainer.step(step) })),
      parts: step.parts.map(({ to, amount }, at) => ({ to, amount, ...explained.row(() => ({ amount: explainer.part(step, at) })) })),
    }] : [])),
    ...allocation.pools.flatMap((pool, index): readonly JsonRow[] => (choice.hasPool(pool.id) ? [{ row: 'pool', label: label(pool.id), ...pool, ...explained.row(() => Object.fromEntries(POOL_FIGURES.map((figure) => [figure, explainer.figure(index, figure)]))) }] : [])),
    ...allocation.targets.flatMap(({ id, total, fromPools }): readonly JsonRow[] => (choice.hasTarget(id) ? [{
      row: 'target', id, label: label(id), total, ...explained.row(() => ({ total: explainer.target(id) })),
      fromPools: fromPools.map((amount, index) => ({ pool: idOf(index), amount, ...(amount === '0' ? {} : explained.row(() => named('amount', explainer.from(index, id)))) })),
    }] : [])),
    { row: 'totals', method: allocation.method, ...allocation.totals, ...explained.row(() => Object.fromEntries(CONTROL_TOTALS.map((figure) => [figure, explainer.control(figure)]))) },
  ]
}

/** What is printed, in its order; the totals where nothing is chosen, for all else is among their inputs. */
function explanations({ case: given, allocation, explainer, choice }: ShownAllocation): readonly Explanation[] {
  if (choice.isAll) return CONTROL_TOTALS.map((figure) => explainer.control(figure))
  return [
    ...given.pools.flatMap(({ id }, index) => (choice.hasPool(id) ? [...(allocation.shares[index] ?? []).flatMap(({ to }) => explainer.share(index, to) ?? []), ...allocation.steps.filter((step) => step.poolId === id).map((step) => explainer.step(step)), ...POOL_FIGURES.map((figure) => explainer.figure(index, figure))] : [])),
    ...given.targets.flatMap(({ id }) => (choice.hasTarget(id) ? [explainer.target(id), ...given.pools.flatMap((pool, index) => (choice.hasPool(pool.id) ? [] : (explainer.share(index, id) ?? [])))] : [])),
  ]
}

function cells(...texts: readonly string[]): TableLine {
  return { kind: 'cells', cells: texts }
}

function figures(headers: readonly string[]): readonly TableColumn[] {
  return headers.map((header) => ({ header, align: 'decimal' as const }))
}

function matrixText({ case: given, allocation, choice }: ShownAllocation): string {
  const shares = given.pools.map((pool, index) => ({ pool, shares: (allocation.shares[index] ?? []).filter(({ to }) => choice.hasShare(pool.id, to)) }))
  const receivers = [...given.pools, ...given.targets].filter(({ id }) => shares.some((each) => each.shares.some(({ to }) => to === id)))
  const lines = shares.filter((each) => choice.isAll || each.shares.length > 0).map((each) => cells(each.pool.label, ...receivers.map(({ id }) => each.shares.find(({ to }) => to === id)?.share ?? '')))
  return textTable([{ header: 'Share of', align: 'start' }, ...figures(receivers.map(({ label }) => label))], lines)
}

function stepsText({ case: given, allocation, choice }: ShownAllocation): readonly string[] {
  const labels = labelsOf(given)
  const lines = allocation.steps.flatMap((step, index): readonly TableLine[] => (choice.hasPool(step.poolId) ? [
    { kind: 'heading', text: `Step ${index + 1}${step.pass === 2 ? ' (second round)' : ''}: ${labels.get(step.poolId) ?? step.poolId}, ${dollars(step.amount)}` },
    ...step.parts.map(({ to, amount }) => cells(`  ${labels.get(to) ?? to}`, dollars(amount))),
  ] : []))
  return lines.length === 0 && !choice.isAll ? [] : ['', textTable([{ header: 'To', align: 'start' }, { header: 'Amount', align: 'decimal' }], lines)]
}

function resultsText({ case: given, allocation, choice }: ShownAllocation): readonly string[] {
  const labels = labelsOf(given)
  const pools = allocation.pools.filter(({ id }) => choice.hasPool(id))
  const targets = allocation.targets.filter(({ id }) => choice.hasTarget(id))
  return [
    ...(pools.length === 0 && !choice.isAll ? [] : ['', textTable(
      [{ header: 'Pool', align: 'start' }, ...figures(['Own', 'Received', 'Total', 'Distributed', 'Unallocated'])],
      pools.map((pool) => cells(labels.get(pool.id) ?? pool.id, dollars(pool.own), dollars(pool.received), dollars(pool.total), dollars(pool.distributed), dollars(pool.unallocated))),
    )]),
    ...(targets.length === 0 && !choice.isAll ? [] : ['', textTable(
      [{ header: 'Service', align: 'start' }, ...figures([...given.pools.map(({ label }) => label), 'Total'])],
      targets.map(({ id, fromPools, total }) => cells(labels.get(id) ?? id, ...fromPools.map(dollars), dollars(total))),
    )]),
  ]
}

/** @example allocationText({ case, allocation, explainer, choice: EVERYTHING }, {}).includes('Control totals: in 240,000.00, out 240,000.00, unallocated 0.00') */
export function allocationText(shown: ShownAllocation, flags: ExplainFlags): string {
  const { method, totals } = shown.allocation
  return [
    `Allocation: ${method}`, '', matrixText(shown), ...stepsText(shown), ...resultsText(shown), '',
    `Control totals: in ${dollars(totals.in)}, out ${dollars(totals.out)}, unallocated ${dollars(totals.unallocated)}`,
    ...explainedAnswer(flags).text(() => explanations(shown)),
  ].join('\n')
}
