import { describe, expect, it } from 'vitest'

import { positionRows, totalRows, TOTALS_BY } from '../../src-renderer/features/costs/positions/position-rows.ts'
import { deriveRates } from '../../src-shared/domain/costs/derive-rates.ts'
import { explainPositionTotal } from '../../src-shared/domain/costs/explain-position-totals.ts'
import { draftFromRows } from '../../src-shared/domain/model/draft.ts'
import { sumUsd } from '../../src-shared/domain/sum-usd.ts'
import { costRows, percent, positionRow } from '../support/cost-model.ts'
import { FY2005 } from '../support/small-model.ts'

const rows = costRows()
const draft = draftFromRows({
  ...rows,
  staffPosition: [...rows.staffPosition, positionRow('p-8', '30000', { bargainingUnit: ' NAGE 1 ', fringePercent: percent('10') }), positionRow('p-9', '20000', { bargainingUnit: '' })],
  staffAssignment: rows.staffAssignment.filter((part) => part.id !== 'a-2'),
})
const derivation = deriveRates(draft, FY2005)

describe('the totals of a roster', () => {
  it('COST-2: are the largest first, months in their order, with what nobody pays for and who has no unit on lines of their own', () => {
    const shown = { rows: positionRows(derivation, null), positions: derivation.positions }
    const of = (by: (typeof TOTALS_BY)[number]): readonly (readonly unknown[])[] => totalRows(draft, shown, by).map(({ label, fte, total }) => [label, fte, total])
    expect(of('service')).toEqual([['Not assigned', null, '77770.02'], ['admin', '0.5', '41310'], ['Mainframe', '0.6', '36360'], ['Cabling', '0.5', '24240']])
    expect(of('unit')).toEqual([['NAGE 6', '1.5', '101910'], ['NAGE 1', '1.5', '57570'], ['No bargaining unit', '1', '20200.02']])
    expect(of('month').map(([label]) => label)).toEqual(['2004-07', '2004-08', '2004-09', '2004-10', '2004-11', '2004-12', '2005-01', '2005-02', '2005-03', '2005-04', '2005-05', '2005-06'])
    const totals = TOTALS_BY.map((by) => sumUsd(totalRows(draft, shown, by).map(({ total }) => total)))
    expect(new Set(totals).size).toBe(1)
  })

  it.each(TOTALS_BY)('COST-2: every figure by %s is the one that its explanation gives, of all positions and of those of one service', (by) => {
    for (const owner of [null, 'service:cabling'] as const) {
      const shown = positionRows(derivation, owner)
      const positionIds = new Set(shown.map(({ position }) => position.id))
      for (const row of totalRows(draft, { rows: shown, positions: derivation.positions }, by)) {
        for (const figure of ['salary', 'fringe', 'total'] as const) expect([row.label, figure, explainPositionTotal(derivation, draft, { label: row.label, positionIds, of: row.of, figure }).value]).toEqual([row.label, figure, row[figure]])
      }
    }
  })
})
