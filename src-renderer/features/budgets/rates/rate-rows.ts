/** The rates of a customer's budget as rows of a table: units before, actual, projected and after, at their prices. */
import { budgetSeriesOf, type SeriesFields } from '../../../../src-shared/domain/budget/edit-budget.ts'
import { budgetOf } from '../../../../src-shared/domain/budget/default-budget.ts'
import { IMPACT_FIGURE_WORDS } from '../../../../src-shared/domain/billing/explain-impact.ts'
import type { BudgetFigureName } from '../../../../src-shared/domain/budget/explain-budget.ts'
import { decimal, toText, type AnyDecimalText, type Units } from '../../../../src-shared/domain/decimal.ts'
import type { Budget, BudgetSeries } from '../../../../src-shared/domain/model/billing-tables.ts'
import type { GridCell, GridColumn, GridGroup } from '../../../components/RateGrid/types.ts'
import type { BudgetFigures, BudgetView } from '../budget-view.tsx'
import { METHOD_WORDS, readMethod } from '../method-words.ts'
import { readNumber, type Read } from '../../../components/typed.ts'

export type RateRow = BudgetFigures['rows'][number] & {
  readonly unitsAfter: Units
  /** What differs for this rate; its own, or the base's. */
  readonly series: BudgetSeries | null
  readonly held: Budget
}

export function rateRows({ draft, to, customer, budget }: Pick<BudgetView, 'draft' | 'to' | 'customer' | 'budget'>): readonly RateRow[] {
  const held = budgetOf(draft, { version: to, customerId: customer.id })
  return budget.rows.map((row) => ({
    ...row, held, unitsAfter: toText<'units'>(decimal(row.unitsActual).plus(row.unitsProjected)), series: budgetSeriesOf(draft, { version: to, customerId: customer.id, rateId: row.rateId }) ?? null,
  }))
}

const MOST_PLACES = 2

function unitsCell(value: AnyDecimalText): GridCell {
  return { kind: 'number', value, places: Math.min(MOST_PLACES, decimal(value).decimalPlaces()), ...(value === '0' ? { tone: 'quiet' as const } : {}) }
}

function moneyCell(value: AnyDecimalText): GridCell {
  return { kind: 'number', value, places: 2 }
}

function text(value: string): GridCell {
  return value === '' ? { kind: 'blank' } : { kind: 'text', text: value }
}

const COMPUTED = (): string => 'This follows from the history, the assumptions and the rates.'

/** Which figure of a row a column shows, for the inspector. */
export const FIGURE_OF_COLUMN: Readonly<Record<string, BudgetFigureName>> = {
  unitsBefore: 'units-before', unitsActual: 'units-after', unitsProjected: 'units-after', unitsAfter: 'units-after', method: 'units-after', growth: 'units-after', typed: 'units-after',
  priceBefore: 'amount-before', priceAfter: 'amount-after', amountBefore: 'amount-before', amountAfter: 'amount-after', difference: 'difference', budget: 'budget',
}

export const FIGURE_WORDS: Readonly<Record<BudgetFigureName, string>> = {
  ...IMPACT_FIGURE_WORDS,
  'units-before': 'units before', 'units-after': 'units after', 'amount-before': 'amount before', 'amount-after': 'amount after', difference: 'difference', budget: 'budget',
}

export function rateColumns({ fromLabel, toLabel, canEdit }: Pick<BudgetView, 'fromLabel' | 'toLabel' | 'canEdit'>): readonly GridColumn<RateRow>[] {
  const editable = canEdit ? { editable: () => true } : {}
  return [
    { id: 'code', header: 'Code', align: 'start', width: 124, frozen: true, cell: (row) => ({ ...text(row.code), tone: 'quiet' }), whyReadOnly: COMPUTED },
    { id: 'title', header: 'Rate', align: 'start', width: 216, grow: 1, growTo: 400, frozen: true, rowHeader: true, cell: (row) => text(row.title), whyReadOnly: COMPUTED },
    { id: 'unit', header: 'Billable unit', align: 'start', width: 132, cell: (row) => text(row.unit), whyReadOnly: () => 'Units are changed in the Catalog.' },
    { id: 'unitsBefore', header: 'Units', overline: fromLabel, align: 'decimal', decimals: MOST_PLACES, width: 128, cell: (row) => unitsCell(row.unitsBefore), whyReadOnly: COMPUTED },
    { id: 'unitsActual', header: 'Actual', overline: toLabel, align: 'decimal', decimals: MOST_PLACES, width: 128, cell: (row) => unitsCell(row.unitsActual), whyReadOnly: () => 'Recorded usage is changed under Bills, or imported.' },
    { id: 'unitsProjected', header: 'Projected', overline: toLabel, align: 'decimal', decimals: MOST_PLACES, width: 128, cell: (row) => unitsCell(row.unitsProjected), whyReadOnly: () => 'Choose a method, a growth, or type units a month; or add a dated change.' },
    { id: 'unitsAfter', header: 'Units', overline: toLabel, align: 'decimal', decimals: MOST_PLACES, width: 128, cell: (row) => unitsCell(row.unitsAfter), whyReadOnly: COMPUTED },
    {
      id: 'method', header: 'Method', align: 'start', width: 150, ...editable,
      explain: `Type ${Object.values(METHOD_WORDS).join(', ')}, or the beginning of it. Empty: as the budget has it.`,
      cell: (row) => {
        const own = row.series?.method ?? null
        const shown = row.method === '' ? METHOD_WORDS[row.held.method] : row.method
        return own === null ? { kind: 'text', text: shown, input: '', tone: 'quiet', hint: `As the budget has it: ${METHOD_WORDS[row.held.method]}.` } : { kind: 'text', text: own === 'best' ? `${shown} (best fit)` : shown, input: METHOD_WORDS[own] }
      },
    },
    {
      id: 'growth', header: 'Growth', unit: '%', align: 'decimal', decimals: 2, width: 84, ...editable,
      cell: (row) => {
        const own = row.series?.growthPercent ?? null
        const value = own ?? row.held.growthPercent
        return { kind: 'number', value, places: decimal(value).decimalPlaces(), signed: true, ...(own === null ? { input: '', tone: 'quiet' as const, hint: 'As the budget has it.' } : {}) }
      },
    },
    {
      id: 'typed', header: 'Typed units', unit: 'a month', align: 'decimal', decimals: MOST_PLACES, width: 104, ...editable,
      cell: (row) => (row.series?.method === 'typed' && row.series.typedUnits !== null ? { kind: 'number', value: row.series.typedUnits, places: decimal(row.series.typedUnits).decimalPlaces() } : { kind: 'blank', input: '' }),
    },
    { id: 'priceBefore', header: 'Rate', overline: fromLabel, align: 'end', width: 104, cell: (row) => text(row.priceBefore), whyReadOnly: () => 'Rates are changed on Rates.' },
    { id: 'priceAfter', header: 'Rate', overline: toLabel, align: 'end', width: 104, cell: (row) => text(row.priceAfter), whyReadOnly: () => 'Rates are changed on Rates.' },
    { id: 'amountBefore', header: 'Amount', overline: fromLabel, unit: 'USD', align: 'decimal', decimals: 2, width: 122, cell: (row) => moneyCell(row.amountBefore), whyReadOnly: COMPUTED },
    { id: 'amountAfter', header: 'Amount', overline: toLabel, unit: 'USD', align: 'decimal', decimals: 2, width: 122, cell: (row) => moneyCell(row.amountAfter), whyReadOnly: COMPUTED },
    {
      id: 'difference', header: 'Difference', unit: 'USD', align: 'decimal', decimals: 2, width: 118, whyReadOnly: COMPUTED,
      cell: (row) => ({ ...moneyCell(row.terms.difference), signed: true, tone: row.terms.difference === '0' ? 'quiet' : row.terms.difference.startsWith('-') ? 'decrease' : 'increase' }),
    },
    {
      id: 'budget', header: 'Budget', overline: toLabel, unit: 'USD', align: 'decimal', decimals: 2, width: 122, whyReadOnly: () => 'The budget is what was handed over; hand it over again to change it.',
      cell: (row) => (row.budget === null ? { kind: 'blank', hint: 'No budget was handed over for this rate.' } : moneyCell(row.budget.amount)),
    },
  ]
}

/** What typing into a column means for the rate. */
export function readSeriesField(columnId: string, typed: string): Read<SeriesFields> {
  switch (columnId) {
    case 'method': {
      const read = readMethod(typed)
      return read.ok ? (read.value === 'typed' ? { why: 'Type the units of a month: that chooses the method.' } : { value: { method: read.value } }) : { why: `${read.failure.message} ${read.failure.remedy ?? ''}` }
    }
    case 'growth': {
      const read = readNumber<'%'>(typed)
      return 'why' in read ? read : { value: { growthPercent: read.value } }
    }
    case 'typed': {
      const read = readNumber<'units'>(typed)
      return 'why' in read ? read : { value: read.value === null ? { typedUnits: null } : { method: 'typed', typedUnits: read.value } }
    }
    default:
      return { why: 'This cell is computed.' }
  }
}

export function groupOf(row: RateRow): readonly GridGroup[] {
  return row.serviceGroup === '' ? [] : [{ id: row.serviceGroup, label: row.serviceGroup }]
}
