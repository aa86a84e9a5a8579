import { monthWords } from '../../../../src-shared/domain/month.ts'
import type { ChartModel } from '../../../../src-shared/domain/reports/report-model.ts'
import type { BudgetFigures } from '../budget-view.tsx'

/** `Jul`: both years have the same months. */
function shortMonth(month: BudgetFigures['months'][number]['month']): string {
  return monthWords(month).slice(0, 3)
}

/** Charges month by month, before and after; what is recorded and what is projected are two lines, and the budget that was handed over is one more. */
export function monthsChart(months: BudgetFigures['months'], { fromLabel, toLabel }: { readonly fromLabel: string; readonly toLabel: string }): ChartModel {
  const none = months.map(() => '')
  const isEmpty = months.every(({ before, after, budget }) => [before, after, budget ?? '0'].every((amount) => amount === '0'))
  const ofKind = (isProjected: boolean): readonly (BudgetFigures['months'][number]['after'] | null)[] => months.map(({ kind, after }) => ((kind === 'projected') === isProjected ? after : null))
  return {
    id: 'budget-months', title: `Charges by month, ${fromLabel} and ${toLabel}`, kind: 'line', horizontal: false, categoryAxis: { title: 'Month' }, valueAxis: { title: 'Charges', unit: 'USD', places: 0 },
    categories: isEmpty ? [] : months.map(({ month }) => shortMonth(month)),
    series: isEmpty ? [] : [
      { id: 'before', name: fromLabel, tone: 'neutral', values: months.map((each) => each.before), labels: none },
      ...(months.some((each) => each.budget !== null) ? [{ id: 'budget', name: `${toLabel}, budget`, tone: 'neutral' as const, values: months.map((each) => each.budget), labels: none }] : []),
      ...(months.some((each) => each.kind !== 'projected') ? [{ id: 'actual', name: `${toLabel}, actual`, tone: 'accent' as const, values: ofKind(false), labels: none }] : []),
      ...(months.some((each) => each.kind === 'projected') ? [{ id: 'projected', name: `${toLabel}, projected`, tone: 'accent' as const, values: ofKind(true), labels: none }] : []),
    ],
    emptyText: 'Nothing is charged in either year.',
  }
}
