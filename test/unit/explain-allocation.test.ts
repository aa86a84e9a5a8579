import fc from 'fast-check'
import { describe, expect, test } from 'vitest'

import { allocate } from '../../src-shared/domain/allocation/allocate.ts'
import { ALLOCATION_METHODS, type AllocationCase, type AllocationMethod } from '../../src-shared/domain/allocation/allocation-case.ts'
import type { Allocation } from '../../src-shared/domain/allocation/allocation.ts'
import { explainCase, explainEveryAmount } from '../../src-shared/domain/allocation/explain-allocation.ts'
import type { Explanation } from '../../src-shared/domain/explanation.ts'
import { wrongExplanations } from '../../src-shared/domain/rates/evaluate-explanation.ts'
import { anyCase, EXAMPLE } from '../support/allocation-cases.ts'

/** What does not follow from its inputs, or is not the figure that is printed. */
function wrong(allocationCase: AllocationCase, allocation: Allocation): readonly string[] {
  const seen = new Set<Explanation>()
  return explainEveryAmount(explainCase(allocationCase, allocation), allocation).flatMap(({ name, value, explanation }) =>
    (explanation === null || explanation.value !== value ? [`${name}: ${value} is explained as ${explanation?.value}`] : wrongExplanations(explanation, [name], seen)))
}

function allocated(allocationCase: AllocationCase, method: AllocationMethod): Allocation {
  const result = allocate(allocationCase, method)
  if (!result.ok) throw new Error(method)
  return result.value
}

describe('an allocation explains itself', () => {
  test.each(ALLOCATION_METHODS)('ALLOC-6: the matrix, every step, the results and the control totals of the example, by %s', (method) => {
    expect(wrong(EXAMPLE, allocated(EXAMPLE, method))).toEqual([])
  })

  test.each(ALLOCATION_METHODS)('ALLOC-6: so does any case, with zero drivers, self-use and negative pools, by %s', (method) => {
    const property = fc.property(anyCase({ pools: 5, targets: 4 }), (allocationCase) => {
      const result = allocate(allocationCase, method)
      expect(result.ok ? wrong(allocationCase, result.value) : []).toEqual([])
    })
    expect(fc.check(property, { numRuns: 150 })).toMatchObject({ failed: false })
  })

  test('ALLOC-2: a step leads to the amounts and drivers of the case, by their names', () => {
    const allocation = allocated(EXAMPLE, 'step-down')
    const explainer = explainCase(EXAMPLE, allocation)
    const [, second] = allocation.steps
    if (second === undefined) throw new Error('No second step')
    expect(explainer.step(second)).toMatchObject({ label: 'HR, shared out', value: '90000', inputs: [{ label: 'HR, own cost', value: '80000', formula: 'As it stands in the case.' }, { label: 'From IT to HR', value: '10000', operation: { kind: 'split', index: 0 } }] })
    expect(explainer.control('out').inputs.map(({ label, value }) => [label, value])).toEqual([['Allocated to A', '135625'], ['Allocated to B', '104375']])
  })
})
