/** From a selected figure of the impact to what the inspector shows of it: only the core can say how it came about (BILL-9). */
import { useCallback } from 'react'

import { IMPACT_FIGURE_WORDS, IMPACT_FIGURES, type ImpactFigure, type ImpactQuestion } from '../../../../src-shared/domain/billing/explain-impact.ts'
import type { MatrixColumn, MatrixGrouping } from '../../../../src-shared/domain/billing/bill-matrix-view.ts'
import type { ImpactCell } from '../../../../src-shared/domain/billing/impact.ts'
import type { Customer } from '../../../../src-shared/domain/model/billing-tables.ts'
import { client } from '../../../client/client.ts'
import type { InspectorSubject } from '../../../state/inspector.tsx'
import { useModelSession } from '../../../state/model-session.tsx'
import { useBillView } from '../bill-view.tsx'
import { togetherText, type ImpactSheetRow } from './impact-rows.ts'

const TERM_WORDS = 'Price, volume and joint effects, new, ended and merged services, minimum and credits, and rounding add up to the difference to the cent.'
const PART = 'part.'

/** The figure of a column; the difference where the column is none. @example figureOfColumn('percent') // 'percentChange' */
function figureOfColumn(columnId: string): ImpactFigure {
  if (columnId === 'percent') return 'percentChange'
  return IMPACT_FIGURES.find((each) => each === columnId) ?? 'difference'
}

/** Columns of the table by their ids, where it shows services or groups. */
export type ShownMatrix = { readonly grouping: MatrixGrouping; readonly columns: readonly MatrixColumn[] }

export type ImpactSubjects = {
  /** A figure of a row, of one customer or of several together. `matrix`: whose columns the table has. */
  readonly ofRow: (row: Pick<ImpactSheetRow, 'customer' | 'among'>, columnId: string, matrix: ShownMatrix | null) => InspectorSubject
  /** A figure of one rate of a customer. */
  readonly ofCell: (customer: Customer, cell: ImpactCell, columnId: string) => InspectorSubject
}

export function useImpactSubjects(): ImpactSubjects {
  const { base, compared, impactYear, impactBasis } = useBillView()
  const { ahead } = useModelSession()
  const ask = useCallback((question: ImpactQuestion) => async () => (await client.bills.explainImpact({ from: base, to: compared, usageFrom: impactYear, usageTo: impactYear, usageBasis: impactBasis, ...question, among: question.among === null ? null : [...question.among], ahead: [...ahead] })) ?? undefined, [base, compared, impactYear, impactBasis, ahead])
  const ofRow = useCallback<ImpactSubjects['ofRow']>(({ customer, among }, columnId, matrix) => {
    const column = matrix?.columns.find(({ id }) => columnId === `${PART}${id}`)
    const part = matrix === null || column === undefined ? null : { grouping: matrix.grouping, id: column.id }
    const figure = figureOfColumn(columnId)
    return {
      title: `${customer === null ? togetherText(among) : customer.code} · impact · ${column?.label ?? IMPACT_FIGURE_WORDS[figure]}`, explain: null, ask: ask({ customerId: customer?.id ?? null, among, rateId: null, part, figure }),
      notes: [{ label: 'How it adds up (BILL-9)', text: TERM_WORDS }, { label: 'Note', text: customer?.note ?? '' }], history: customer === null ? [] : [{ table: 'customer', id: customer.id }],
    }
  }, [ask])
  const ofCell = useCallback((customer: Customer, cell: ImpactCell, columnId: string): InspectorSubject => ({
    title: `${customer.code} · ${cell.title} · impact · ${IMPACT_FIGURE_WORDS[figureOfColumn(columnId)]}`, explain: null, ask: ask({ customerId: customer.id, among: null, rateId: cell.rateId, part: null, figure: figureOfColumn(columnId) }), notes: [{ label: 'How it adds up (BILL-9)', text: TERM_WORDS }], history: [{ table: 'rate', id: cell.rateId }],
  }), [ask])
  return { ofRow, ofCell }
}
