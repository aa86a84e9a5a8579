import { monthWords } from '../../../../src-shared/domain/month.ts'
import type { ChartModel } from '../../../../src-shared/domain/reports/report-model.ts'
import type { BudgetFigures } from '../budget-view.tsx'

/** Charges month by month, before and after; whether a month is recorded or projected stands beside its name. */
export function monthsChart(months: BudgetFigures['months'], { fromLabel, toLabel }: { readonly fromLabel: string; readonly toLabel: string }): ChartModel {
  return {
    id: 'budget-months', title: `Charges by month, ${fromLabel} and ${toLabel}`, kind: 'line', horizontal: false, categoryAxis: { title: 'Month' }, valueAxis: { title: 'Charges', unit: 'USD', places: 0 },
    categories: months.map(({ month, kind }) => `${(monthWords(month).split(' ')[0] ?? '').slice(0, 3)}${kind === 'projected' ? ' *' : ''}`),
    series: [
      { id: 'before', name: fromLabel, tone: 'neutral', values: months.map((each) => each.before), labels: months.map(() => '') },
      { id: 'after', name: `${toLabel}${months.some((each) => each.kind === 'projected') ? ' (* projected)' : ''}`, tone: 'accent', values: months.map((each) => each.after), labels: months.map(() => '') },
    ],
    emptyText: 'Nothing is charged in either year.',
  }
}
