import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'

import { CELL_TERMS } from '../../src-shared/domain/billing/bill-impact.ts'
import { explainImpact, IMPACT_FIGURES, type ImpactQuestion } from '../../src-shared/domain/billing/explain-impact.ts'
import { impactCells, impactMatrix, impactOf, impactRows, impactTotals, sumOfImpactRows, type Impact, type ImpactRow, type ImpactTotals } from '../../src-shared/domain/billing/impact.ts'
import { Decimal } from '../../src-shared/domain/decimal.ts'
import type { Explanation } from '../../src-shared/domain/explanation.ts'
import { fiscalYear } from '../../src-shared/domain/fiscal-year.ts'
import { wrongExplanations } from '../../src-shared/domain/rates/evaluate-explanation.ts'
import type { UsageOfYear } from '../../src-shared/domain/usage/effective-usage.ts'
import { billingModel, billsOf, SMALL_USAGE, usageOf, type Used } from '../support/small-bills.ts'
import { FY2005 } from '../support/small-model.ts'

const draft = billingModel()
const sources = { draft, originOf: () => (): Explanation['origin'] => ({ table: 'usageBatch', id: 'batch', source: 'usage.csv' }) }

function impact(before: UsageOfYear, after = before): Impact {
  const made = impactOf({ draft, before: billsOf(draft, { usage: before }), after: billsOf(draft, { usage: after, version: FY2005 }) })
  if (!made.ok) throw new Error('refused')
  return made.value
}

function explained(made: Impact, question: Partial<ImpactQuestion> & Pick<ImpactQuestion, 'figure'>): Explanation {
  const found = explainImpact({ ...sources, impact: made }, { customerId: null, among: null, rateId: null, part: null, ...question })
  if (found === undefined) throw new Error('no explanation')
  return found
}

/** What the table shows of a figure. */
function shownAs(row: ImpactRow | ImpactTotals, figure: ImpactQuestion['figure']): string | null | undefined {
  if (figure === 'before' || figure === 'after' || figure === 'percentChange') return row[figure]
  if (figure === 'state' || figure === 'federal' || figure === 'other') return row.funding[figure]
  if (figure === 'grossIncrease' || figure === 'grossDecrease') return 'up' in row ? row[figure] : row.terms.difference
  return row.terms[figure]
}

/** Increases and decreases of some customers, each by themselves. */
function grossOf(rows: readonly ImpactRow[]): Pick<ImpactTotals, 'grossIncrease' | 'grossDecrease'> {
  const of = (direction: ImpactRow['direction']): ImpactTotals['grossIncrease'] => sumOfImpactRows(rows.filter((row) => row.direction === direction)).terms.difference
  return { grossIncrease: of('up'), grossDecrease: of('down') }
}

function labels(node: Explanation): readonly string[] {
  return [node.label, ...node.inputs.flatMap(labels)]
}

describe('an explained impact (BILL-9)', () => {
  test('a price effect leads down to the months, both rates and the quantities', () => {
    const price = explained(impact(usageOf(SMALL_USAGE)), { customerId: 'aaa', figure: 'price' })
    expect([price.value, price.inputs.map(({ label, value, formula }) => [label, value, formula])]).toEqual(['19.28', [['cpu: price effect', '19.28', '(rate after - rate before) x quantity before, over the months, rounded once']]])
    expect(price.inputs[0]?.inputs.slice(0, 4).map(({ label, value }) => [label, value])).toEqual([['Rate of FY2005', '100'], ['July 2003: quantity', '10'], ['Rate of FY2004', '99.81'], ['July 2003: quantity', '10']])
    expect(price.inputs[0]?.inputs[1]?.origin?.table).toBe('usageBatch')
  })

  test('a difference leads down to the lines of both bills', () => {
    const difference = explained(impact(usageOf(SMALL_USAGE)), { customerId: 'ccc', figure: 'difference' })
    expect(difference.inputs.map(({ label, value }) => [label, value])).toEqual([['Bill of CCC, FY2005 on the usage of FY2004', '40'], ['Bill of CCC, FY2004', '40']])
    expect(labels(difference)).toEqual(expect.arrayContaining(['tape, July 2003', 'Minimum of E10, July 2003', 'Minimum charge']))
  })

  const used: fc.Arbitrary<readonly Used[]> = fc.uniqueArray(
    fc.tuple(fc.constantFrom('aaa', 'bbb', 'ccc'), fc.constantFrom('cpu', 'tape', 'meter', 'consultant', 'hub', 'drop', 'mailing', 'unpriced'), fc.integer({ min: 0, max: 11 }), fc.bigInt({ min: -(10n ** 9n), max: 10n ** 11n }).map((micro) => new Decimal(micro.toString()).div(1_000_000).toFixed())),
    { maxLength: 24, selector: ([customer, rate, at]) => `${customer}|${rate}|${at}` },
  )

  test('every figure is explained by its own value, and each node, re-evaluated from its inputs, gives its value exactly', () => {
    fc.assert(fc.property(used, used, fc.boolean(), (earlier, later, isOneYear) => {
      const before = usageOf(earlier)
      const made = isOneYear ? impact(before) : impact(before, usageOf(later, fiscalYear(2005)))
      const seen = new Set<Explanation>()
      const some = impactRows(made).filter((_, at) => at !== 1)
      for (const figure of IMPACT_FIGURES) {
        const node = explained(made, { customerId: null, among: some.map((row) => row.customerId), figure })
        expect([figure, node.value]).toEqual([figure, shownAs({ ...sumOfImpactRows(some), up: 0, down: 0, unchanged: 0, ...grossOf(some) }, figure)])
        expect(wrongExplanations(node, [], seen)).toEqual([])
      }
      for (const row of [impactTotals(made), ...impactRows(made)]) {
        const customerId = 'customerId' in row ? row.customerId : null
        for (const figure of IMPACT_FIGURES) {
          const node = explained(made, { customerId, figure })
          expect({ customerId, figure, value: node.value }).toEqual({ customerId, figure, value: shownAs(row, figure) })
          expect(wrongExplanations(node, [], seen)).toEqual([])
        }
        for (const cell of customerId === null ? [] : impactCells(made, customerId)) {
          for (const figure of [...CELL_TERMS, 'before', 'after'] as const) {
            const node = explained(made, { customerId, rateId: cell.rateId, figure })
            expect(node.value).toBe(figure === 'before' || figure === 'after' ? cell[figure] : cell.terms[figure])
            expect(wrongExplanations(node, [], seen)).toEqual([])
          }
        }
      }
      const { columns, rows } = impactMatrix(made, 'service')
      for (const row of rows) for (const [at, { id }] of columns.entries()) expect(explained(made, { customerId: row.customerId, part: { grouping: 'service', id }, figure: 'difference' }).value).toBe(row.difference[at])
    }), { numRuns: 20 })
  })

  test('there is none for what is not there', () => {
    const made = impact(usageOf(SMALL_USAGE))
    const ask = (question: Partial<ImpactQuestion>): Explanation | undefined => explainImpact({ ...sources, impact: made }, { customerId: null, among: null, rateId: null, part: null, figure: 'price', ...question })
    expect([ask({ customerId: 'zzz' }), ask({ customerId: 'aaa', rateId: 'zzz' }), ask({ rateId: 'cpu' }), ask({ customerId: 'aaa', rateId: 'cpu', figure: 'minimumAndCredits' })]).toEqual([undefined, undefined, undefined, undefined])
  })
})
