/** An allocation as rows and as text: the matrix, every step, the results and the control totals. */
import type { AllocationCase } from '../../src-shared/domain/allocation/allocation-case.ts'
import type { Allocation } from '../../src-shared/domain/allocation/allocation.ts'
import { formatFixed, type AnyDecimalText } from '../../src-shared/domain/decimal.ts'
import type { JsonRow } from './outcome.ts'
import { textTable, type TableColumn, type TableLine } from './text-table.ts'

export type ShownAllocation = { readonly case: AllocationCase; readonly allocation: Allocation }

function dollars(amount: AnyDecimalText): string {
  return formatFixed(amount, 2)
}

function labelsOf({ pools, targets }: AllocationCase): ReadonlyMap<string, string> {
  return new Map([...pools, ...targets].map(({ id, label }) => [id, label]))
}

/** One row each: `share` (the matrix), `step`, `pool`, `target`, and one `totals`. Decimals are text. */
export function allocationRows({ case: given, allocation }: ShownAllocation): readonly JsonRow[] {
  const labels = labelsOf(given)
  const label = (id: string): string => labels.get(id) ?? id
  return [
    ...allocation.shares.flatMap((shares, index) => shares.map(({ to, share }): JsonRow => ({ row: 'share', pool: given.pools[index]?.id ?? '', to, share }))),
    ...allocation.steps.map((step, index): JsonRow => ({ row: 'step', step: index + 1, pass: step.pass, pool: step.poolId, amount: step.amount, parts: step.parts.map(({ to, amount }) => ({ to, amount })) })),
    ...allocation.pools.map((pool): JsonRow => ({ row: 'pool', label: label(pool.id), ...pool })),
    ...allocation.targets.map(({ id, total, fromPools }): JsonRow => ({ row: 'target', id, label: label(id), total, fromPools: fromPools.map((amount, index) => ({ pool: given.pools[index]?.id ?? '', amount })) })),
    { row: 'totals', method: allocation.method, in: allocation.totals.in, out: allocation.totals.out, unallocated: allocation.totals.unallocated },
  ]
}

function cells(...texts: readonly string[]): TableLine {
  return { kind: 'cells', cells: texts }
}

function figures(headers: readonly string[]): readonly TableColumn[] {
  return headers.map((header) => ({ header, align: 'decimal' as const }))
}

function matrixText({ case: given, allocation }: ShownAllocation): string {
  const receivers = [...given.pools, ...given.targets].filter(({ id }) => allocation.shares.some((shares) => shares.some(({ to }) => to === id)))
  const lines = given.pools.map((pool, index) => cells(pool.label, ...receivers.map(({ id }) => allocation.shares[index]?.find(({ to }) => to === id)?.share ?? '')))
  return textTable([{ header: 'Share of', align: 'start' }, ...figures(receivers.map(({ label }) => label))], lines)
}

function stepsText({ case: given, allocation }: ShownAllocation): string {
  const labels = labelsOf(given)
  const lines = allocation.steps.flatMap((step, index): readonly TableLine[] => [
    { kind: 'heading', text: `Step ${index + 1}${step.pass === 2 ? ' (second round)' : ''}: ${labels.get(step.poolId) ?? step.poolId}, ${dollars(step.amount)}` },
    ...step.parts.map(({ to, amount }) => cells(`  ${labels.get(to) ?? to}`, dollars(amount))),
  ])
  return textTable([{ header: 'To', align: 'start' }, { header: 'Amount', align: 'decimal' }], lines)
}

function resultsText({ case: given, allocation }: ShownAllocation): readonly string[] {
  const labels = labelsOf(given)
  const pools = textTable(
    [{ header: 'Pool', align: 'start' }, ...figures(['Own', 'Received', 'Total', 'Distributed', 'Unallocated'])],
    allocation.pools.map((pool) => cells(labels.get(pool.id) ?? pool.id, dollars(pool.own), dollars(pool.received), dollars(pool.total), dollars(pool.distributed), dollars(pool.unallocated))),
  )
  const targets = textTable(
    [{ header: 'Service', align: 'start' }, ...figures([...given.pools.map(({ label }) => label), 'Total'])],
    allocation.targets.map(({ id, fromPools, total }) => cells(labels.get(id) ?? id, ...fromPools.map(dollars), dollars(total))),
  )
  return [pools, '', targets]
}

/** @example allocationText({ case, allocation }).includes('Control totals: in 240,000.00, out 240,000.00, unallocated 0.00') */
export function allocationText(shown: ShownAllocation): string {
  const { method, totals } = shown.allocation
  return [
    `Allocation: ${method}`, '', matrixText(shown), '', stepsText(shown), '', ...resultsText(shown), '',
    `Control totals: in ${dollars(totals.in)}, out ${dollars(totals.out)}, unallocated ${dollars(totals.unallocated)}`,
  ].join('\n')
}
