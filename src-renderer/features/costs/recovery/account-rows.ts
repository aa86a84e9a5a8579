/** One account over its years, line by line; what is stated of revenue and balances is typed here (RECOV-1 to RECOV-3, RECOV-5). */
import { revenueId, type FundBalance, type Revenue } from '../../../../src-shared/domain/model/cost-tables.ts'
import type { Draft } from '../../../../src-shared/domain/model/draft.ts'
import type { AccountFigures } from '../../../../src-shared/domain/recovery/account-year.ts'
import { versionKey, type Version } from '../../../../src-shared/domain/version.ts'
import type { GridCell, GridGroup } from '../../../components/RateGrid/types.ts'
import { moneyCell, noFigure, signedMoney, textCell, type FieldRef, type SheetColumn } from '../sheet/cells.ts'
import { isOfAccount, type RecoveryRow } from './recovery-rows.ts'

type MoneyFigure = keyof AccountFigures | 'revenue' | 'target' | 'difference' | 'closing' | 'reserveCap' | 'excess' | 'federalShare'

type Line = { readonly id: MoneyFigure; readonly label: string; readonly group: 'account' | 'reserve' | 'recovery'; /** What follows from the lines above it. */ readonly isResult?: true }

const LINES: readonly Line[] = [
  { id: 'opening', label: 'Opening balance', group: 'account' }, { id: 'billed', label: '+ Billed', group: 'account' }, { id: 'imputed', label: '+ Imputed', group: 'account' }, { id: 'interest', label: '+ Interest', group: 'account' },
  { id: 'transfers', label: '+ Transfers', group: 'account' }, { id: 'allowableCost', label: '− Allowable cost', group: 'account' }, { id: 'closing', label: 'Closing balance', group: 'account', isResult: true },
  { id: 'cost', label: 'Cost', group: 'recovery' }, { id: 'carryForward', label: '+ Carry-forward', group: 'recovery' }, { id: 'reserveContribution', label: '+ Reserve contribution', group: 'recovery' }, { id: 'subsidy', label: '− Subsidy', group: 'recovery' },
  { id: 'otherRevenue', label: '− Other revenue', group: 'recovery' }, { id: 'target', label: 'Target revenue', group: 'recovery', isResult: true }, { id: 'revenue', label: 'Revenue, billed and imputed', group: 'recovery' },
  { id: 'difference', label: 'Over (under) recovery', group: 'recovery', isResult: true },
  { id: 'allowableCash', label: 'Allowable cash expense', group: 'reserve' }, { id: 'cash', label: 'All cash expense', group: 'reserve' }, { id: 'reserveCap', label: 'Reserve cap, 60 days', group: 'reserve' }, { id: 'excess', label: 'Excess of the closing balance', group: 'reserve', isResult: true },
  { id: 'federallyFunded', label: 'Billed and federally funded', group: 'reserve' }, { id: 'federalShare', label: 'Federal share of the excess', group: 'reserve', isResult: true },
]
const GROUP_WORDS: Readonly<Record<Line['group'], string>> = { account: 'Account', recovery: 'Recovery', reserve: 'Reserve and federal share' }

/** The lines that are typed, and where each is kept. */
const TYPED: Partial<Readonly<Record<MoneyFigure, 'revenue' | 'fundBalance'>>> = { billed: 'revenue', imputed: 'revenue', federallyFunded: 'revenue', opening: 'fundBalance', interest: 'fundBalance', transfers: 'fundBalance' }

type Stated = { readonly revenue: readonly Revenue[]; readonly fundBalance: readonly FundBalance[] }

/** One of the account's years; `year` is null where the version says nothing of it. */
type YearOfAccount = { readonly version: Version; readonly year: RecoveryRow['years'][number]; readonly stated: Stated }

export type AccountRow = Line & {
  readonly years: readonly YearOfAccount[]
  /** Null for a fund: its account is the sum of its services'. */
  readonly serviceId: string | null
  readonly fundId: string | null
}

function statedIn(draft: Pick<Draft, 'revenue' | 'fundBalance'>, version: Version, of: RecoveryRow): Stated {
  const keys = new Set<string>([versionKey(version), versionKey({ ...version, scenarioId: null })])
  const here = (row: Revenue | FundBalance): boolean => isOfAccount(of, row) && keys.has(row.version)
  return { revenue: [...draft.revenue.values()].filter(here), fundBalance: [...draft.fundBalance.values()].filter(here) }
}

/** The lines of a service's or a fund's account. */
export function accountRows(draft: Pick<Draft, 'revenue' | 'fundBalance'>, row: RecoveryRow, versions: readonly Version[]): readonly AccountRow[] {
  const serviceId = row.account?.serviceId ?? null
  const years = versions.map((version, index): YearOfAccount => ({ version, year: row.years[index] ?? null, stated: statedIn(draft, version, row) }))
  return LINES.map((line) => ({ ...line, years, serviceId, fundId: row.fundId }))
}

export function accountGroups(row: AccountRow): readonly GridGroup[] {
  return [{ id: row.group, label: GROUP_WORDS[row.group] }]
}

/** The rows behind a line in a year, for the history. */
export function statedRows(row: AccountRow, index: number): readonly { readonly table: 'revenue' | 'fundBalance'; readonly id: string; readonly source: string }[] {
  const stated = row.years[index]?.stated
  const table = TYPED[row.id]
  if (stated === undefined || row.serviceId === null) return []
  return (table === undefined ? (['revenue', 'fundBalance'] as const) : [table]).flatMap((each) => stated[each].map(({ id, source }) => ({ table: each, id, source })))
}

/** Why a line of a year is not typed here; null where it is. */
export function whyNotTyped(row: AccountRow, index: number): string | null {
  const table = TYPED[row.id]
  const at = row.years[index]
  if (at === undefined) return 'There is no such year.'
  if (row.serviceId === null) return 'A fund is the sum of its services: type in their accounts.'
  if (table === undefined) return row.isResult === true || row.id === 'revenue' || row.id === 'reserveCap' ? 'This follows from the lines of the account.' : 'This comes from the cost framework: change it there.'
  if (at.stated[table].length > 1) return 'It is stated with its fund and without one: import the file again to change it.'
  if (at.stated[table].length === 1) return null
  if (row.id === 'imputed' || row.id === 'federallyFunded') return at.year?.revenueSource === 'planned' ? 'Billed revenue follows from planned units here: type what is billed first.' : null
  return row.id === 'opening' || row.id === 'billed' || at.year === null ? null : 'Type the opening balance first: interest and transfers stand beside it.'
}

/** The field that a line of a year types into, in its own version. */
export function accountField(row: AccountRow, index: number): (FieldRef & { readonly version: Version }) | null {
  const table = TYPED[row.id]
  const at = row.years[index]
  if (table === undefined || at === undefined || row.serviceId === null || whyNotTyped(row, index) !== null) return null
  const rowId = at.stated[table][0]?.id ?? revenueId({ version: versionKey(at.version), serviceId: row.serviceId, fundId: row.fundId })
  return { table, rowId, field: row.id, version: at.version }
}

function hintOf(row: AccountRow, index: number): string | undefined {
  const year = row.years[index]?.year ?? null
  if (row.serviceId === null || year === null) return undefined
  if (row.id === 'billed' && year.revenueSource === 'planned') return 'Planned units times published rates; type here to state it instead.'
  if (row.id === 'opening' && year.openingIsStated === false) return 'The closing balance of the year before; type here to state it instead.'
  return undefined
}

function amountCell(row: AccountRow, index: number): GridCell {
  const year = row.years[index]?.year ?? null
  if (year === null) return accountField(row, index) === null ? noFigure('–', 'This year says nothing of it: no cost, revenue or balance.') : { kind: 'text', text: '–', input: '', tone: 'quiet', hint: 'This year says nothing of it yet; type here.' }
  const hint = hintOf(row, index)
  if (row.id === 'difference') return signedMoney(year.difference)
  if (row.id === 'excess' && year.excess !== '0') return moneyCell(year.excess, { tone: 'warning' })
  return moneyCell(year[row.id], { ...(hint === undefined ? {} : { hint }), ...(hint !== undefined || year[row.id] === '0' ? { tone: 'quiet' as const } : {}) })
}

/** `labels`: FY2003 actual, FY2004 forecast, FY2005. Ids are `year.<index>`. */
export function accountColumns(labels: readonly string[]): readonly SheetColumn<AccountRow>[] {
  return [
    { id: 'label', header: 'Account', unit: 'USD', align: 'start', width: 232, frozen: true, rowHeader: true, sortable: false, cell: (row) => textCell(row.label, row.isResult === true ? { tone: 'accent' } : {}), whyReadOnly: () => 'Type in the columns of the years.' },
    ...labels.map((label, index): SheetColumn<AccountRow> => ({
      id: `year.${index}`, header: label, align: 'decimal', decimals: 2, width: 138, sortable: false, cell: (row) => amountCell(row, index), field: (row) => accountField(row, index), whyReadOnly: (row) => whyNotTyped(row, index) ?? '',
    })),
  ]
}

/** @example yearOfColumn('year.2') // 2 */
export function yearOfColumn(columnId: string): number {
  return Number(columnId.slice('year.'.length))
}
