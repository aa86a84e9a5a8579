/** Three years of recovery as rows of a sheet: each service under its fund, with its flags (RECOV-1 to RECOV-5). */
import type { AccountYear, RecoveryVerdict } from '../../../../src-shared/domain/recovery/account-year.ts'
import type { FundRecovery, Recovery, RevenueSource, ServiceRecovery } from '../../../../src-shared/domain/recovery/recovery.ts'
import type { Draft } from '../../../../src-shared/domain/model/draft.ts'
import type { GridCell, GridTone } from '../../../components/RateGrid/types.ts'
import { moneyCell, noFigure, signedMoney, textCell, type SheetColumn } from '../sheet/cells.ts'

export type RecoveryRow = {
  readonly id: string
  readonly name: string
  readonly fundName: string
  readonly fundId: string | null
  /** Null: the sum of a fund. */
  readonly service: ServiceRecovery | null
  readonly fund: FundRecovery
  readonly years: readonly ((AccountYear & { readonly revenueSource?: RevenueSource }) | null)[]
}

export const VERDICT_WORDS: Readonly<Record<RecoveryVerdict, string>> = { recovered: 'recovered', 'over-recovered': 'over-recovered', 'under-recovered': 'under-recovered', 'no-target': 'no target' }
const VERDICT_TONES: Readonly<Record<RecoveryVerdict, GridTone>> = { recovered: 'quiet', 'over-recovered': 'increase', 'under-recovered': 'decrease', 'no-target': 'quiet' }
export const SOURCE_WORDS: Readonly<Record<RevenueSource, string>> = { imported: 'Revenue as imported.', planned: 'Planned units times published rates.', none: 'No revenue is known.' }

/** @example fundName(draft, null) // 'No fund' */
export function fundName(draft: Pick<Draft, 'internalServiceFund'>, fundId: string | null): string {
  const fund = fundId === null ? undefined : draft.internalServiceFund.get(fundId)
  return fund === undefined ? 'No internal service fund' : `${fund.code} ${fund.name}`
}

export function recoveryRows(draft: Draft, recovery: Recovery): readonly RecoveryRow[] {
  const services = new Map(recovery.services.map((each) => [each.serviceId, each]))
  return recovery.funds.flatMap((fund): readonly RecoveryRow[] => {
    const shared = { fund, fundId: fund.fundId, fundName: fundName(draft, fund.fundId) }
    const own = fund.services.flatMap((id): readonly RecoveryRow[] => {
      const service = services.get(id)
      return service === undefined ? [] : [{ ...shared, id, name: draft.service.get(id)?.name ?? id, service, years: service.years }]
    })
    return [...own, { ...shared, id: `fund ${fund.fundId ?? ''}`, name: 'The fund together', service: null, years: fund.years }]
  })
}

const NOTHING_SAID = 'This year says nothing of it: no cost, revenue or balance.'

function money(row: RecoveryRow, index: number, of: (year: AccountYear) => AccountYear['target'], hint?: (row: RecoveryRow) => string): GridCell {
  const year = row.years[index] ?? null
  return year === null ? noFigure('–', NOTHING_SAID) : moneyCell(of(year), hint === undefined ? {} : { hint: hint(row) })
}

const why = (): string => 'This is computed. Revenue and balances are imported; costs are typed in the frameworks.'

/** `label`: FY2003 actual. Ids are `<figure>.<index of the year>`. */
export function recoveryColumns(labels: readonly string[]): readonly SheetColumn<RecoveryRow>[] {
  return [
    { id: 'name', header: 'Service', align: 'start', width: 210, frozen: true, rowHeader: true, cell: (row) => textCell(row.name, row.service === null ? { tone: 'accent' } : {}), whyReadOnly: why },
    ...labels.flatMap((label, index): readonly SheetColumn<RecoveryRow>[] => {
      const column = (id: string, header: string, cell: (row: RecoveryRow) => GridCell, width = 122): SheetColumn<RecoveryRow> => ({ id: `${id}.${index}`, header, overline: label, align: 'decimal', decimals: 2, width, cell, whyReadOnly: why })
      return [
        column('revenue', 'Revenue', (row) => money(row, index, (year) => year.revenue, (each) => {
          const source = each.years[index]?.revenueSource
          return source === undefined ? '' : SOURCE_WORDS[source]
        })),
        column('target', 'Target', (row) => money(row, index, (year) => year.target)),
        column('difference', 'Over (under)', (row) => {
          const year = row.years[index] ?? null
          return year === null ? noFigure('–', NOTHING_SAID) : signedMoney(year.difference)
        }),
        {
          id: `percent.${index}`, header: '% of target', overline: label, unit: '%', align: 'decimal', decimals: 2, width: 106, whyReadOnly: why,
          cell: (row) => {
            const year = row.years[index] ?? null
            if (year === null) return noFigure('–', NOTHING_SAID)
            return year.differencePercent === null ? noFigure('none', 'There is no target revenue to compare with.') : { kind: 'number', value: year.differencePercent, places: 2, signed: true }
          },
        },
        {
          id: `verdict.${index}`, header: 'Recovery', overline: label, align: 'start', width: 128, whyReadOnly: why,
          cell: (row) => {
            const year = row.years[index] ?? null
            return year === null ? noFigure('–', NOTHING_SAID) : textCell(VERDICT_WORDS[year.verdict], { tone: VERDICT_TONES[year.verdict] })
          },
        },
        column('closing', 'Closing balance', (row) => money(row, index, (year) => year.closing), 130),
        column('cap', 'Reserve cap', (row) => money(row, index, (year) => year.reserveCap), 120),
        {
          id: `excess.${index}`, header: 'Excess', overline: label, align: 'decimal', decimals: 2, width: 112, whyReadOnly: why,
          cell: (row) => {
            const year = row.years[index] ?? null
            if (year === null) return noFigure('–', NOTHING_SAID)
            return year.excess === '0' ? moneyCell(year.excess, { tone: 'quiet' }) : moneyCell(year.excess, { tone: 'warning', hint: 'The closing balance is above the reserve cap.' })
          },
        },
      ]
    }),
  ]
}

export const ACCOUNT_LINES = [
  { field: 'opening', label: 'Opening balance' }, { field: 'billed', label: '+ Billed' }, { field: 'imputed', label: '+ Imputed' }, { field: 'interest', label: '+ Interest' }, { field: 'transfers', label: '+ Transfers' },
  { field: 'allowableCost', label: '− Allowable cost' }, { field: 'closing', label: 'Closing balance' }, { field: 'reserveCap', label: 'Reserve cap (60 days)' }, { field: 'excess', label: 'Excess' }, { field: 'federalShare', label: 'Federal share of the excess' },
  { field: 'cost', label: 'Cost' }, { field: 'carryForward', label: '+ Carry-forward' }, { field: 'reserveContribution', label: '+ Reserve contribution' }, { field: 'subsidy', label: '− Subsidy' }, { field: 'otherRevenue', label: '− Other revenue' },
  { field: 'target', label: 'Target revenue' }, { field: 'revenue', label: 'Revenue' }, { field: 'difference', label: 'Over (under) recovery' },
] as const satisfies readonly { readonly field: keyof AccountYear; readonly label: string }[]
/** Lines that are sums of those above. */
export const ACCOUNT_SUMS: ReadonlySet<string> = new Set(['closing', 'excess', 'target', 'difference'])
