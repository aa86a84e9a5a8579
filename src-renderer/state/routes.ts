/** The addresses of the screens: behind the hash, so that they work in every host. */
import { useSyncExternalStore } from 'react'

import type { RatingTableName } from '../../src-shared/domain/model/rating-integrity.ts'

export const SCREENS = [
  { path: '/', label: 'Home' },
  { path: '/rates', label: 'Rates' },
  { path: '/costs', label: 'Costs' },
  { path: '/bills', label: 'Bills' },
  { path: '/budgets', label: 'Budgets' },
  { path: '/levels', label: 'Levels' },
  { path: '/rating', label: 'Rating rules' },
  { path: '/schedules', label: 'Schedules' },
  { path: '/catalog', label: 'Catalog' },
  { path: '/reports', label: 'Reports' },
  { path: '/imports', label: 'Imports' },
] as const
export type ScreenPath = (typeof SCREENS)[number]['path']

export function isScreenPath(path: string): path is ScreenPath {
  return SCREENS.some((screen) => screen.path === path)
}

function current(): string {
  const hash = window.location.hash.replace(/^#\/?/, '')
  return `/${hash}`
}

function subscribe(listener: () => void): () => void {
  window.addEventListener('hashchange', listener)
  return () => window.removeEventListener('hashchange', listener)
}

export function goTo(address: string, options: { readonly replace?: boolean } = {}): void {
  const url = `#${address.startsWith('/') ? address : `/${address}`}`
  if (window.location.hash === url) return
  if (options.replace === true) {
    window.history.replaceState(null, '', url)
    window.dispatchEvent(new HashChangeEvent('hashchange'))
  } else window.location.hash = url
}

/** The path behind the hash, without its query. */
export function useHashPath(): string {
  return useSyncExternalStore(subscribe, current).split('?')[0] ?? '/'
}

/** What follows the question mark of the present address: `rate=prime-cpu-time`. */
export function useAddressQuery(): URLSearchParams {
  const address = useSyncExternalStore(subscribe, current)
  return new URLSearchParams(address.split('?')[1] ?? '')
}

/** Address of the rates table, narrowed or with a row chosen; the table reads the same names back. */
export function ratesAddress(target: { readonly rateId?: string; readonly status?: string; readonly view?: 'audit' | 'table'; readonly text?: string } = {}): string {
  const query = new URLSearchParams()
  if (target.rateId !== undefined) query.set('rate', target.rateId)
  if (target.status !== undefined) query.set('status', target.status)
  if (target.view !== undefined) query.set('view', target.view)
  if (target.text !== undefined) query.set('text', target.text)
  const text = query.toString()
  return text === '' ? '/rates' : `/rates?${text}`
}

/** A service is read as its page, or edited with its rates. */
export const SERVICE_TABS = ['page', 'rates'] as const
export type ServiceTab = (typeof SERVICE_TABS)[number]

/** Address of a row of the catalog: a line, a group, a service (its page, where no tab is named) or a rate. */
export function catalogAddress(target: { readonly table: 'lineOfBusiness' | 'serviceGroup' | 'service' | 'rate'; readonly id: string; readonly tab?: ServiceTab }): string {
  const query = new URLSearchParams({ table: target.table, id: target.id })
  if (target.tab !== undefined && target.tab !== 'page') query.set('tab', target.tab)
  return `/catalog?${query.toString()}`
}

export const COST_TABS = ['framework', 'positions', 'pools', 'units', 'recovery', 'checks'] as const
export type CostTab = (typeof COST_TABS)[number]

/** Address of the costs: a tab, the service or pool whose costs are shown (`service:<id>`, `pool:<id>`), and the row to choose in it. */
export function costsAddress(target: { readonly tab?: CostTab; readonly owner?: string; readonly row?: string; readonly basis?: 'plan' | 'forecast' | 'actual'; /** Where it is not the year at the top. */ readonly year?: number } = {}): string {
  const query = new URLSearchParams()
  if (target.year !== undefined) query.set('year', String(target.year))
  if (target.tab !== undefined) query.set('tab', target.tab)
  if (target.owner !== undefined) query.set('owner', target.owner)
  if (target.basis !== undefined && target.basis !== 'plan') query.set('basis', target.basis)
  if (target.row !== undefined) query.set('row', target.row)
  const text = query.toString()
  return text === '' ? '/costs' : `/costs?${text}`
}

/** What can be imported or audited, a tab each; `command` as the palette says it. */
export const IMPORT_TABS = [
  { tab: 'rates', label: 'Rates', command: 'Import rates' },
  { tab: 'costs', label: 'Costs, positions, units', command: 'Import costs, positions, units' },
  { tab: 'agencies', label: 'Agencies', command: 'Import agencies' },
  { tab: 'usage', label: 'Usage', command: 'Import usage' },
  { tab: 'raw-usage', label: 'Raw usage', command: 'Import raw usage' },
  { tab: 'encumbrances', label: 'Encumbrances', command: 'Import encumbrances' },
  { tab: 'services', label: 'Services', command: 'Import services' },
  { tab: 'levels', label: 'Service levels', command: 'Import targets, measurements, outages, incidents' },
  { tab: 'agreements', label: 'Agreements', command: 'Import agreements' },
  { tab: 'audit', label: 'Audit a printed schedule', command: 'Audit a printed schedule from a file' },
] as const
export type ImportTab = (typeof IMPORT_TABS)[number]['tab']

/** @example importsAddress('usage') // '/imports?tab=usage' */
export function importsAddress(tab: ImportTab): string {
  return tab === 'rates' ? '/imports' : `/imports?${new URLSearchParams({ tab }).toString()}`
}

export const BILL_TABS = ['bills', 'statement', 'impact', 'usage', 'customers'] as const
export type BillTab = (typeof BILL_TABS)[number]

export type BillsTarget = {
  readonly tab?: BillTab
  readonly customer?: string
  /** `2003-10`; the whole year without one. */
  readonly month?: string
  /** Whose quantities: a year, or `own` for each version's own. */
  readonly usage?: string
  /** Which of the two versions at the top is billed. */
  readonly rates?: 'base' | 'compared'
  /** Whose impact is shown: `up,unchanged`; everybody's without one. */
  readonly direction?: string
  /** The row to choose. */
  readonly row?: string
  /** What is to be added: its dialog is open. */
  readonly add?: 'customer'
}

/** Address of the bills: a tab, with the customer, month and usage that it looks at. */
export function billsAddress(target: BillsTarget = {}): string {
  const query = new URLSearchParams()
  for (const name of ['tab', 'customer', 'month', 'usage', 'rates', 'direction', 'row', 'add'] as const) {
    const value = target[name]
    if (value !== undefined) query.set(name, value)
  }
  const text = query.toString()
  return text === '' ? '/bills' : `/bills?${text}`
}

export const BUDGET_TABS = ['summary', 'rates', 'changes', 'requests', 'questions'] as const
export type BudgetTab = (typeof BUDGET_TABS)[number]

/** Address of a customer's budget: a tab, and the rate, change, request or question to choose in it. */
export function budgetsAddress(target: { readonly customer?: string; readonly tab?: BudgetTab; readonly row?: string } = {}): string {
  const query = new URLSearchParams()
  if (target.customer !== undefined) query.set('customer', target.customer)
  if (target.tab !== undefined) query.set('tab', target.tab)
  if (target.row !== undefined) query.set('row', target.row)
  const text = query.toString()
  return text === '' ? '/budgets' : `/budgets?${text}`
}

export const LEVEL_TABS = ['scorecard', 'targets', 'agreements', 'findings', 'calendar', 'review'] as const
export type LevelTab = (typeof LEVEL_TABS)[number]

export type LevelsTarget = { readonly tab?: LevelTab; /** The service that is looked at. */ readonly service?: string; readonly customer?: string; /** The last month that is looked at: `2004-06`. */ readonly month?: string; /** The target, agreement, finding or item to choose. */ readonly row?: string; /** The years of a review, by their keys: `FY2004/plan`. */ readonly from?: string; readonly to?: string }

/** Address of the service levels: a tab, and what it looks at. @example levelsAddress({ tab: 'agreements', row: 'sla-listserv' }) // '/levels?tab=agreements&row=sla-listserv' */
export function levelsAddress(target: LevelsTarget = {}): string {
  const query = new URLSearchParams()
  for (const name of ['tab', 'service', 'customer', 'month', 'row', 'from', 'to'] as const) {
    const value = target[name]
    if (value !== undefined) query.set(name, value)
  }
  const text = query.toString()
  return text === '' ? '/levels' : `/levels?${text}`
}

/** Address of the rating rules: one kind of them with a row to choose, or the quote. */
export function ratingAddress(target: { readonly table?: RatingTableName; readonly row?: string } = {}): string {
  if (target.table === undefined) return '/rating'
  return `/rating?${new URLSearchParams({ table: target.table, ...(target.row === undefined ? {} : { row: target.row }) }).toString()}`
}

export type ReportTarget = {
  readonly report: 'catalog' | 'budget' | 'quote' | 'statement' | 'impact' | 'impact-statement' | 'service-review'
  /** The customer, where the report is of one. */
  readonly agency?: string
  /** Of a catalog, the whole of it without one; or of a service review that is not of a customer. */
  readonly service?: string
  readonly agreement?: string
  /** The one that is quoted. */
  readonly request?: string
  /** `2003-10`; the whole year without one. */
  readonly month?: string | null
  /** Whose quantities, where they are not each version's own: `2004`, `2005-planned`. */
  readonly usage?: string | null
  /** Which of the two versions at the top a statement is priced at; the compared one without it. */
  readonly rates?: 'base'
  /** The years of a service review, by their keys; its own without them. */
  readonly from?: string
  readonly to?: string
}

/** Address of a report of bills, budgets or the catalog. @example reportAddress({ report: 'budget', agency: 'dma' }) // '/reports?report=budget&agency=dma' */
export function reportAddress(target: ReportTarget): string {
  const query = new URLSearchParams({ report: target.report })
  for (const name of ['agency', 'service', 'agreement', 'request', 'month', 'usage', 'rates', 'from', 'to'] as const) {
    const value = target[name] ?? null
    if (value !== null) query.set(name, value)
  }
  return `/reports?${query.toString()}`
}

export function hrefOf(address: string): string {
  return `#${address}`
}
