/** The four methods side by side: what each makes of every rate. */
import { decimal, toText, type UsdPerUnit } from '../../../../src-shared/domain/decimal.ts'
import type { AllocationMethod } from '../../../../src-shared/domain/allocation/allocation-case.ts'
import type { Derivation } from '../../../../src-shared/domain/costs/derivation.ts'
import type { Draft } from '../../../../src-shared/domain/model/draft.ts'
import type { GridCell } from '../../../components/RateGrid/types.ts'
import { noFigure, textCell, type SheetColumn } from '../sheet/cells.ts'
import { METHOD_WORDS } from './allocation-words.ts'

export type MethodRow = {
  readonly rateId: string
  readonly code: string
  readonly title: string
  readonly places: number
  readonly applied: UsdPerUnit | null
  /** In the order of the methods. */
  readonly rates: readonly (UsdPerUnit | null)[]
}

export function methodRows(draft: Draft, derivations: ReadonlyMap<AllocationMethod, Derivation>, applied: AllocationMethod): readonly MethodRow[] {
  const base = derivations.get(applied)
  if (base === undefined) return []
  return [...base.rates.values()].flatMap((rate) => {
    const named = draft.rate.get(rate.rateId)
    if (named === undefined) return []
    return [{
      rateId: rate.rateId, code: named.code, title: named.title, places: rate.places, applied: rate.rounded,
      rates: [...derivations.values()].map((each) => each.rates.get(rate.rateId)?.rounded ?? null),
    }]
  })
}

function none(): GridCell {
  return noFigure('none', 'No rate comes out: no units are planned, or it is not priced per unit.')
}

const why = (): string => 'This follows from the method: choose one above and apply it.'

/** Each method's rate, and how it differs from the applied one. */
export function methodColumns(methods: readonly AllocationMethod[], applied: AllocationMethod): readonly SheetColumn<MethodRow>[] {
  return [
    { id: 'code', header: 'Code', align: 'start', width: 92, frozen: true, cell: (row) => textCell(row.code, { tone: 'quiet' }), whyReadOnly: why },
    { id: 'title', header: 'Rate', align: 'start', width: 210, frozen: true, rowHeader: true, cell: (row) => textCell(row.title), whyReadOnly: why },
    ...methods.flatMap((method, index): readonly SheetColumn<MethodRow>[] => {
      const rate: SheetColumn<MethodRow> = {
        id: `rate.${method}`, header: METHOD_WORDS[method], ...(method === applied ? { overline: 'applied' } : {}), unit: 'USD/unit', align: 'decimal', decimals: 4, width: 138, whyReadOnly: why,
        cell: (row) => {
          const value = row.rates[index] ?? null
          return value === null ? none() : { kind: 'number', value, places: row.places }
        },
      }
      if (method === applied) return [rate]
      return [rate, {
        id: `difference.${method}`, header: 'Difference', overline: METHOD_WORDS[method], unit: 'USD/unit', align: 'decimal', decimals: 4, width: 116, whyReadOnly: why,
        cell: (row) => {
          const value = row.rates[index] ?? null
          if (value === null || row.applied === null) return none()
          const difference = toText(decimal(value).minus(decimal(row.applied)))
          return { kind: 'number', value: difference, places: row.places, signed: true, tone: difference === '0' ? 'quiet' : difference.startsWith('-') ? 'decrease' : 'increase' }
        },
      }]
    }),
  ]
}
