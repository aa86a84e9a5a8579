/** Three years of recovery as rows of a sheet: each service under its fund, with its flags (RECOV-1 to RECOV-5). */
import type { AccountYear, RecoveryVerdict } from '../../../../src-shared/domain/recovery/account-year.ts'
import type { AccountFigure, AccountOf } from '../../../../src-shared/domain/recovery/explain-recovery.ts'
import type { AccountRecovery, FundRecovery, Recovery, RevenueSource } from '../../../../src-shared/domain/recovery/recovery.ts'
import type { Settlement } from '../../../../src-shared/domain/recovery/settlement.ts'
import type { Draft } from '../../../../src-shared/domain/model/draft.ts'
import type { GridCell, GridTone } from '../../../components/RateGrid/types.ts'
import { moneyCell, noFigure, signedMoney, textCell, type SheetColumn } from '../sheet/cells.ts'

export type RecoveryRow = {
  readonly id: string
  readonly name: string
  readonly fundName: string
  readonly fundId: string | null
  /** Null: the sum of a fund. */
  readonly account: AccountRecovery | null
  readonly fund: FundRecovery
  readonly years: readonly ((AccountYear & { readonly revenueSource?: RevenueSource; readonly openingIsStated?: boolean }) | null)[]
}

export const VERDICT_WORDS: Readonly<Record<RecoveryVerdict, string>> = { recovered: 'recovered', 'over-recovered': 'over-recovered', 'under-recovered': 'under-recovered', 'no-target': 'no target' }
const VERDICT_TONES: Readonly<Record<RecoveryVerdict, GridTone>> = { recovered: 'quiet', 'over-recovered': 'increase', 'under-recovered': 'decrease', 'no-target': 'quiet' }
export const SETTLEMENT_WORDS: Readonly<Record<Settlement, string>> = { 'future-rates': 'future rates', 'cash-refund': 'cash refund', credits: 'credits', 'central-cost': 'allocated central cost' }
export const SOURCE_WORDS: Readonly<Record<RevenueSource, string>> = { imported: 'Revenue as it is stated.', planned: 'Planned units times published rates.', none: 'No revenue is known.' }

/** @example fundName(draft, null) // 'No fund' */
export function fundName(draft: Pick<Draft, 'internalServiceFund'>, fundId: string | null): string {
  const fund = fundId === null ? undefined : draft.internalServiceFund.get(fundId)
  return fund === undefined ? 'No internal service fund' : `${fund.code} ${fund.name}`
}

/** What a jump to a service leads to is its main account. */
export function rowIdOf({ serviceId, fundId, isMain }: Pick<AccountRecovery, 'serviceId' | 'fundId' | 'isMain'>): string {
  return isMain ? serviceId : `${serviceId}|${fundId ?? ''}`
}

export function recoveryRows(draft: Draft, recovery: Recovery): readonly RecoveryRow[] {
  return recovery.funds.flatMap((fund): readonly RecoveryRow[] => {
    const shared = { fund, fundId: fund.fundId, fundName: fundName(draft, fund.fundId) }
    const own = recovery.accounts.filter((account) => account.fundId === fund.fundId).map((account): RecoveryRow => ({ ...shared, id: rowIdOf(account), name: draft.service.get(account.serviceId)?.name ?? account.serviceId, account, years: account.years }))
    return [...own, { ...shared, id: `fund ${fund.fundId ?? ''}`, name: 'The fund together', account: null, years: fund.years }]
  })
}

export function accountOf(row: RecoveryRow): AccountOf {
  return row.account === null ? { kind: 'fund', fundId: row.fundId } : { kind: 'service', serviceId: row.account.serviceId, fundId: row.fundId }
}

/** Rows of revenue and balances that name no fund stand in the main account of their service. */
export function isOfAccount({ account }: Pick<RecoveryRow, 'account'>, row: { readonly serviceId: string; readonly fundId: string | null }): boolean {
  return account !== null && row.serviceId === account.serviceId && (row.fundId === account.fundId || (row.fundId === null && account.isMain))
}

const NOTHING_SAID = 'This year says nothing of it: no cost, revenue or balance.'

function money(row: RecoveryRow, index: number, of: (year: AccountYear) => AccountYear['target'], hint?: (row: RecoveryRow) => string): GridCell {
  const year = row.years[index] ?? null
  return year === null ? noFigure('–', NOTHING_SAID) : moneyCell(of(year), hint === undefined ? {} : { hint: hint(row) })
}

const why = (): string => 'This is computed. Revenue and balances are typed in the account below; costs in the frameworks.'

/** The figure that a column shows, and its year; null for the name. @example figureOfColumn('percent.1') // { figure: 'differencePercent', year: 1 } */
export function figureOfColumn(columnId: string): { readonly figure: AccountFigure; readonly year: number } | null {
  const [name = '', year = ''] = columnId.split('.')
  const figure = FIGURES.get(name)
  return figure === undefined ? null : { figure, year: Number(year) }
}

const FIGURES: ReadonlyMap<string, AccountFigure> = new Map([['revenue', 'revenue'], ['target', 'target'], ['difference', 'difference'], ['percent', 'differencePercent'], ['verdict', 'difference'], ['closing', 'closing'], ['cap', 'reserveCap'], ['excess', 'excess']])

/** `label`: FY2003 actual. Ids are `<figure>.<index of the year>`. */
export function recoveryColumns(labels: readonly string[]): readonly SheetColumn<RecoveryRow>[] {
  return [
    { id: 'name', header: 'Service', align: 'start', width: 210, frozen: true, rowHeader: true, cell: (row) => textCell(row.name, row.account === null ? { tone: 'accent' } : {}), whyReadOnly: why },
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
