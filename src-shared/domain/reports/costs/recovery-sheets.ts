/** Accounts of services and funds as rows and as the schedule of the federal cost allocation plan; what follows is a formula (RECOV-1 to RECOV-5). */
import { Decimal, toText } from '../../decimal.ts'
import { formatFiscalYear } from '../../fiscal-year.ts'
import type { YearPolicy } from '../../model/cost-tables.ts'
import type { Draft } from '../../model/draft.ts'
import { assertNever } from '../../result.ts'
import type { AccountYear, RecoveryVerdict } from '../../recovery/account-year.ts'
import { accountName, type AccountRecovery, type Recovery, type ServiceYear } from '../../recovery/recovery.ts'
import type { Basis } from '../../version.ts'
import { BLANK, column, refer, rounded, spanningRow, textCell } from '../cells.ts'
import type { ReportCell, ReportColumn, ReportFormula, ReportRow, ReportSheet } from '../report-model.ts'
import { atLeastZero, literal, minus, ratio, sumOf, times, usdCell } from './cost-cells.ts'

const NO_FUND = 'No fund named'
export const SCHEDULE_CITATION = '2 CFR 200, Appendix V (verify in the current eCFR)'

export type RecoveryParts = { readonly draft: Draft; readonly recovery: Recovery; readonly policies: readonly YearPolicy[] }

const BASIS_NAMES: Readonly<Record<Basis, string>> = { actual: 'Actual', forecast: 'Forecast', plan: 'Plan' }

export function verdictText(verdict: RecoveryVerdict): string {
  switch (verdict) {
    case 'recovered': return 'Recovered'
    case 'over-recovered': return 'Over-recovered'
    case 'under-recovered': return 'Under-recovered'
    case 'no-target': return 'No target'
    default: return assertNever(verdict)
  }
}

const INPUTS = ['opening', 'billed', 'imputed', 'interest', 'transfers', 'cost', 'allowableCost', 'allowableCash', 'cash', 'carryForward', 'reserveContribution', 'subsidy', 'otherRevenue', 'federallyFunded'] as const
type Input = (typeof INPUTS)[number]
type Result = 'revenue' | 'target' | 'difference' | 'closing' | 'reserveCap' | 'excess' | 'federalShare'

/** As the main account of a service, or as that in another fund. @example accountKey({ serviceId: 'cpu', fundId: 'isf', isMain: false }) // 'cpu@isf' */
export function accountKey({ serviceId, fundId, isMain }: Pick<AccountRecovery, 'serviceId' | 'fundId' | 'isMain'>): string {
  return isMain ? serviceId : `${serviceId}@${fundId ?? ''}`
}

/** `account` is `service:<key>` or `fund:<id>`; the year is a place in the recovery's versions. */
function idOf(account: string, year: number, field: string): string {
  return `${account}.${year}.${field}`
}

function resultFormula(at: (field: Input | Result) => ReportFormula, field: Result, policy: YearPolicy): ReportFormula {
  switch (field) {
    case 'revenue': return { op: 'sum', of: [at('billed'), at('imputed')] }
    case 'target': return minus({ op: 'sum', of: [at('cost'), at('carryForward'), at('reserveContribution')] }, { op: 'sum', of: [at('subsidy'), at('otherRevenue')] })
    case 'difference': return minus(at('revenue'), at('target'))
    case 'closing': return minus({ op: 'sum', of: [at('opening'), at('revenue'), at('interest'), at('transfers')] }, at('allowableCost'))
    case 'reserveCap': {
      const expense = at(policy.reserveExpense === 'all-cash' ? 'cash' : 'allowableCash')
      return rounded(policy.reserveDivisor === '6' ? ratio(expense, literal(6)) : ratio(times(expense, literal(60)), literal(365)), 2)
    }
    case 'excess': return atLeastZero(minus(at('closing'), at('reserveCap')))
    case 'federalShare': return rounded(ratio(times(at('excess'), at('federallyFunded')), at('billed')), 2)
    default: return assertNever(field)
  }
}

type Account = {
  readonly id: string
  readonly name: string
  readonly fund: string
  readonly years: readonly (AccountYear | ServiceYear | null)[]
  /** Of a fund: the accounts that it sums. */
  readonly members: readonly string[] | null
}

function inputCell(account: Account, index: number, field: Input): ReportCell {
  const year = account.years[index]
  if (year === null || year === undefined) return BLANK
  const id = idOf(account.id, index, field)
  if (account.members !== null) return usdCell(id, year[field], { formula: sumOf(account.members.map((member) => idOf(member, index, field))) })
  const before = account.years[index - 1]
  // Where no balance is stated, the account opens with what the year before left.
  if (field === 'opening' && 'openingIsStated' in year && !year.openingIsStated && before !== null && before !== undefined) return usdCell(id, year.opening, { formula: refer(idOf(account.id, index - 1, 'closing')) })
  return usdCell(id, year[field], { input: true })
}

function resultCell(account: Account, index: number, field: Result, policy: YearPolicy): ReportCell {
  const year = account.years[index]
  if (year === null || year === undefined) return BLANK
  const tone = field === 'excess' && year.excess !== '0' ? { tone: 'warning' as const } : {}
  // Without billings there is no federal share to take.
  if (field === 'federalShare' && new Decimal(year.billed).lte(0)) return usdCell(idOf(account.id, index, field), year.federalShare)
  return usdCell(idOf(account.id, index, field), year[field], { formula: resultFormula((each) => refer(idOf(account.id, index, each)), field, policy), ...tone })
}

const COLUMNS: readonly (readonly [Input | Result, string])[] = [
  ['opening', 'Opening balance'], ['billed', 'Billed'], ['imputed', 'Imputed revenue'], ['revenue', 'Revenue'], ['cost', 'Cost'], ['carryForward', 'Carry-forward'], ['reserveContribution', 'Reserve contribution'], ['subsidy', 'Subsidy'], ['otherRevenue', 'Other revenue'],
  ['target', 'Target revenue'], ['difference', 'Revenue - target'],
]
const BALANCE_COLUMNS: readonly (readonly [Input | Result, string])[] = [
  ['interest', 'Interest'], ['transfers', 'Transfers'], ['allowableCost', 'Allowable cost'], ['closing', 'Closing balance'], ['allowableCash', 'Allowable cash expense'], ['cash', 'Cash expense'], ['reserveCap', '60-day reserve'], ['excess', 'Excess'], ['federallyFunded', 'Federally funded billings'], ['federalShare', 'Federal share'],
]
const RESULTS: ReadonlySet<string> = new Set<Result>(['revenue', 'target', 'difference', 'closing', 'reserveCap', 'excess', 'federalShare'])

function isResult(field: Input | Result): field is Result {
  return RESULTS.has(field)
}

function accountRow(parts: RecoveryParts, account: Account, index: number): ReportRow | null {
  const year = account.years[index]
  const version = parts.recovery.versions[index]
  const policy = parts.policies[index]
  if (year === null || year === undefined || version === undefined || policy === undefined) return null
  const cells = (columns: typeof COLUMNS): readonly ReportCell[] => columns.map(([field]) => (isResult(field) ? resultCell(account, index, field, policy) : inputCell(account, index, field)))
  const text = (field: string, value: string): ReportCell => textCell(idOf(account.id, index, field), value)
  return {
    id: `${account.id}.${index}`, kind: 'data',
    cells: [
      text('name', account.name), text('fund', account.fund), text('year', formatFiscalYear(version.fiscalYear)), text('basis', BASIS_NAMES[version.basis]), ...cells(COLUMNS),
      textCell(idOf(account.id, index, 'percent'), year.differencePercent === null ? '' : `${year.differencePercent} %`), textCell(idOf(account.id, index, 'verdict'), verdictText(year.verdict), year.verdict === 'recovered' ? {} : { tone: 'warning' }),
      ...cells(BALANCE_COLUMNS), text('source', 'revenueSource' in year ? { imported: 'Stated', planned: 'Planned units x rates', none: 'None' }[year.revenueSource] : ''),
    ],
  }
}

function fundName(draft: Draft, fundId: string | null): string {
  const fund = fundId === null ? undefined : draft.internalServiceFund.get(fundId)
  return fund === undefined ? NO_FUND : `${fund.code} ${fund.name}`.trim()
}

function serviceAccounts({ draft, recovery }: RecoveryParts): readonly Account[] {
  return recovery.accounts.map((account) => ({ id: `service:${accountKey(account)}`, name: accountName(draft, recovery, account), fund: fundName(draft, account.fundId), years: account.years, members: null }))
}

function fundAccounts({ draft, recovery }: RecoveryParts): readonly (Account & { readonly members: readonly string[] })[] {
  return recovery.funds.map((fund) => ({ id: `fund:${fund.fundId ?? ''}`, name: fundName(draft, fund.fundId), fund: '', years: fund.years, members: recovery.accounts.filter((account) => account.fundId === fund.fundId).map((account) => `service:${accountKey(account)}`) }))
}

function hasYear(account: Account | undefined, index: number): boolean {
  const year = account?.years[index]
  return year !== null && year !== undefined
}

/** Members that have the year; a fund sums no others. */
function presentIn(account: Account, index: number, services: ReadonlyMap<string, Account>): Account {
  return { ...account, members: (account.members ?? []).filter((member) => hasYear(services.get(member), index)) }
}

const money = { unit: 'USD', width: 16, align: 'end' } as const
function accountColumns(first: string): readonly ReportColumn[] {
  return [
    column({ id: 'name', header: first, width: 32, wrap: true }), column({ id: 'fund', header: 'Fund', width: 24, wrap: true }), column({ id: 'year', header: 'Year', width: 9 }), column({ id: 'basis', header: 'Basis', width: 10 }),
    ...COLUMNS.map(([id, header]) => column({ id, header, ...money })), column({ id: 'percent', header: 'Of target', width: 11, align: 'end' }), column({ id: 'verdict', header: 'Verdict', width: 17 }),
    ...BALANCE_COLUMNS.map(([id, header]) => column({ id, header, ...money })), column({ id: 'source', header: 'Revenue from', width: 20 }),
  ]
}

export function serviceRecoverySheet(parts: RecoveryParts): ReportSheet {
  const rows = serviceAccounts(parts).flatMap((account) => parts.recovery.versions.flatMap((_, index) => accountRow(parts, account, index) ?? []))
  return { id: 'services', name: 'Services', title: 'Recovery by service', description: 'Each service in each internal service fund in which it stands. Revenue with imputed revenue against the target; closing balance against the 60-day reserve. Results recalculate.', columns: accountColumns('Service'), rows, frozenColumns: 4, layout: 'table', charts: [] }
}

export function fundRecoverySheet(parts: RecoveryParts): ReportSheet {
  const services = new Map(serviceAccounts(parts).map((account) => [account.id, account]))
  const rows = fundAccounts(parts).flatMap((account) => parts.recovery.versions.flatMap((_, index) => accountRow(parts, presentIn(account, index, services), index) ?? []))
  return { id: 'funds', name: 'Funds', title: 'Recovery by internal service fund', description: 'Sums of the services; the reserve is that of the fund.', columns: accountColumns('Internal service fund'), rows, frozenColumns: 4, layout: 'table', charts: [] }
}

type ScheduleLine = { readonly field: string; readonly label: string; readonly kind: 'data' | 'total'; readonly value: (year: AccountYear) => string; readonly formula: (at: (field: string) => string, own: (field: string) => string, policy: YearPolicy) => ReportFormula | null }

function copied(field: Input, label: string): ScheduleLine {
  return { field, label, kind: 'data', value: (year) => year[field], formula: (at) => refer(at(field)) }
}

const SCHEDULE: readonly ScheduleLine[] = [
  copied('opening', 'Opening balance'), copied('billed', 'Revenue billed'), copied('imputed', 'Imputed revenue: users billed below the full rate, or not at all'), copied('interest', 'Interest earned'), copied('transfers', 'Transfers in, less transfers out'),
  { field: 'revenues', label: 'Revenues in all', kind: 'total', value: (year) => new Decimal(year.revenue).plus(year.interest).plus(year.transfers).toFixed(), formula: (_, own) => sumOf([own('billed'), own('imputed'), own('interest'), own('transfers')]) },
  copied('cost', 'Expenses'),
  { field: 'unallowable', label: 'Less: unallowable cost', kind: 'data', value: (year) => new Decimal(year.allowableCost).minus(year.cost).toFixed(), formula: (at) => minus(refer(at('allowableCost')), refer(at('cost'))) },
  { field: 'allowable', label: 'Allowable expenses', kind: 'total', value: (year) => year.allowableCost, formula: (_, own) => sumOf([own('cost'), own('unallowable')]) },
  { field: 'closing', label: 'Closing balance', kind: 'total', value: (year) => year.closing, formula: (_, own) => minus(sumOf([own('opening'), own('revenues')]), refer(own('allowable'))) },
  { field: 'reserve', label: 'Less: working capital reserve of 60 days of cash expense', kind: 'data', value: (year) => year.reserveCap, formula: (at) => refer(at('reserveCap')) },
  { field: 'excess', label: 'Excess balance', kind: 'total', value: (year) => year.excess, formula: (_, own) => atLeastZero(minus(refer(own('closing')), refer(own('reserve')))) },
  copied('federallyFunded', 'Of the revenue billed: paid with federal money'),
  { field: 'federal', label: 'Federal share of the excess', kind: 'total', value: (year) => year.federalShare, formula: (_, own) => rounded(ratio(times(refer(own('excess')), refer(own('federallyFunded'))), refer(own('billed'))), 2) },
]

function scheduleRows(parts: RecoveryParts, account: Account): readonly ReportRow[] {
  return SCHEDULE.map((line): ReportRow => ({
    id: `schedule.${account.id}.${line.field}`, kind: line.kind,
    cells: [textCell(`schedule.${account.id}.${line.field}.label`, line.label), ...parts.recovery.versions.map((_, index): ReportCell => {
      const year = account.years[index]
      const policy = parts.policies[index]
      if (year === null || year === undefined || policy === undefined) return BLANK
      const id = `schedule.${account.id}.${index}.${line.field}`
      const isShareless = line.field === 'federal' && new Decimal(year.billed).lte(0)
      const formula = isShareless ? null : line.formula((field) => idOf(account.id, index, field), (field) => `schedule.${account.id}.${index}.${field}`, policy)
      return usdCell(id, toText<'USD'>(new Decimal(line.value(year))), formula === null ? {} : { formula })
    })],
  }))
}

/** For the federal cost allocation plan: each fund with its services. */
export function federalScheduleSheet(parts: RecoveryParts): ReportSheet {
  const services = new Map(serviceAccounts(parts).map((account) => [account.id, account]))
  const columns = [column({ id: 'label', header: 'Line', width: 62, wrap: true }), ...parts.recovery.versions.map((version, index) => column({ id: `year-${index}`, header: `${formatFiscalYear(version.fiscalYear)} ${BASIS_NAMES[version.basis].toLowerCase()}`, ...money, width: 20 }))]
  const block = (kind: 'heading' | 'subheading', account: Account): readonly ReportRow[] => [spanningRow(kind, { id: `schedule.${account.id}`, text: account.name, columns: columns.length }), ...scheduleRows(parts, account)]
  return {
    id: 'federal', name: 'Federal schedule', title: 'Schedule of billed central services', description: `For the cost allocation plan: ${SCHEDULE_CITATION}. By internal service fund, then by service.`, columns, frozenColumns: 1, layout: 'table', charts: [],
    rows: [
      ...fundAccounts(parts).flatMap((fund) => [...block('heading', fund), ...fund.members.flatMap((id) => { const account = services.get(id); return account === undefined ? [] : block('subheading', account) })]),
      spanningRow('note', { id: 'schedule.citation', text: `Basis: ${SCHEDULE_CITATION}. Interest that is assessed on a federal share is added when it is settled.`, columns: columns.length }),
    ],
  }
}

/** Balances of closed years, year by year, and what expires (RECOV-4). */
export function carryForwardSheet({ draft, recovery }: RecoveryParts): ReportSheet {
  const all = recovery.accounts.flatMap((account) => account.carryForwards.map((each) => ({ ...each, name: accountName(draft, recovery, account) })))
  const years = [...new Set(all.flatMap(({ plan }) => plan.parts.map((part) => part.fiscalYear)))].sort((left, right) => left - right)
  const rows = all.map(({ row, plan, name }): ReportRow => {
    const text = (field: string, value: string): ReportCell => textCell(`carry.${row.id}.${field}`, value)
    const planned = years.map((year): ReportCell => { const part = plan.parts.find((each) => each.fiscalYear === year); return part === undefined ? BLANK : usdCell(`carry.${row.id}.${year}`, part.amount) })
    const taken = years.filter((year) => plan.parts.some((part) => part.fiscalYear === year)).map((year) => refer(`carry.${row.id}.${year}`))
    const isFuture = row.settledBy === 'future-rates'
    return {
      id: `carry.${row.id}`, kind: 'data',
      cells: [text('service', name), text('closed', formatFiscalYear(row.closedYear)), usdCell(`carry.${row.id}.amount`, row.amount, { input: !isFuture }), text('settled', row.settledBy.replaceAll('-', ' ')), ...planned,
        usdCell(`carry.${row.id}.expired`, plan.expired, isFuture ? { formula: minus(refer(`carry.${row.id}.amount`), { op: 'sum', of: taken }) } : {}), text('expires', formatFiscalYear(row.expiresAfter)), text('note', row.note), text('source', row.source)],
    }
  })
  return {
    id: 'carry-forwards', name: 'Carry-forwards', title: 'Carry-forwards', description: 'Positive is under-recovered and added to later years\' cost; negative is taken off.', rows, frozenColumns: 2, layout: 'table', charts: [],
    columns: [
      column({ id: 'service', header: 'Service', width: 32, wrap: true }), column({ id: 'closed', header: 'Closed year', width: 12 }), column({ id: 'amount', header: 'Balance', ...money }), column({ id: 'settled', header: 'Settled by', width: 16 }),
      ...years.map((year) => column({ id: `year-${year}`, header: formatFiscalYear(year), ...money })), column({ id: 'expired', header: 'Expires unused', ...money }), column({ id: 'expires', header: 'Last year', width: 11 }), column({ id: 'note', header: 'Note', width: 34, wrap: true }), column({ id: 'source', header: 'Source', width: 26, wrap: true }),
    ],
  }
}

export { fundName }
