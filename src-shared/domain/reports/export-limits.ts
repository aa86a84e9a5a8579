/** How large a report may be in each format, told before any of it is made. */
import { issue, type Issue } from '../issues.ts'
import type { Draft } from '../model/draft.ts'
import { pricesOfSchedule, revisionsOf } from '../model/table-index.ts'
import type { ComparisonRequest } from '../rates/comparison.ts'
import { priceKey } from '../rates/resolve-prices.ts'
import { assertNever } from '../result.ts'
import { baseOf, versionKey, type Version, type VersionKey } from '../version.ts'
import type { ReportModel } from './report-model.ts'
import { BILLING_REPORTS, LEVEL_REPORTS, type BillingReportName, type LevelReportName } from './report-names.ts'
import { writtenSheets } from './written-sheets.ts'

export type ExportFormat = 'xlsx' | 'pdf' | 'csv'

export type ExportedReport =
  | { readonly report: 'rate-change'; readonly comparison: ComparisonRequest }
  | { readonly report: 'audit'; readonly version: VersionKey }
  | { readonly report: 'cost-framework' | 'rate-build' | 'allocation' | 'recovery'; readonly version: Version }
  /** How large it is shows only when it is made: see `figuresRefusal`. */
  | { readonly report: BillingReportName | LevelReportName }

/**
 * The most prices (rates times versions) of one file. As measured on two cores: 20,000 rates of two years take 13 s and
 * 1.2 GB as a workbook, 36 s and 1.9 GB as a PDF; 100,000 take 13 s and 2.2 GB as CSV.
 */
export const MOST_PRICES: Readonly<Record<ExportFormat, number>> = { xlsx: 40_000, pdf: 20_000, csv: 200_000 }

const NAMES: Readonly<Record<ExportFormat, string>> = { xlsx: 'An Excel workbook', pdf: 'A PDF', csv: 'A CSV' }

type Size = { readonly rows: number; readonly versions: number }

type SizedReport = Exclude<ExportedReport, { readonly report: BillingReportName | LevelReportName }>

function isSized(asked: ExportedReport): asked is SizedReport {
  return ![...BILLING_REPORTS, ...LEVEL_REPORTS].some((each) => each === asked.report)
}

function sizeOf(draft: Draft, asked: SizedReport): Size {
  switch (asked.report) {
    case 'rate-change': {
      const versions = [asked.comparison.base, ...asked.comparison.comparisons]
      const keys = new Set<string>()
      for (const key of new Set(versions.map((version) => versionKey(baseOf(version))))) {
        for (const { id } of revisionsOf(draft, key)) for (const price of pricesOfSchedule(draft, id)) keys.add(priceKey(price.rateId, price.customerClass))
      }
      return { rows: keys.size, versions: versions.length }
    }
    case 'audit': {
      let rows = 0
      for (const row of draft.printedRow.values()) if (row.version === asked.version) rows += 1
      // Each printed row has a rate before and one after.
      return { rows, versions: 2 }
    }
    case 'cost-framework':
    case 'rate-build':
    case 'allocation':
    case 'recovery': {
      const key = versionKey(baseOf(asked.version))
      let rows = 0
      for (const table of [draft.costLine, draft.staffPosition, draft.capitalItem, draft.driverQuantity, draft.rateBuild, draft.rateUnits]) for (const row of table.values()) if (row.version === key) rows += 1
      // A row of the cost side takes about a line with twice the figures of a price.
      return { rows, versions: 2 }
    }
    default:
      return assertNever(asked)
  }
}

function whatOf(report: SizedReport['report'], { rows, versions }: Size): string {
  if (report === 'rate-change') return `${counted(rows)} rates of ${versions} years or scenarios`
  return report === 'audit' ? `${counted(rows)} printed rows with two rates each` : `${counted(rows)} rows of the cost side with two figures each`
}

function counted(count: number): string {
  return count.toLocaleString('en-US')
}

function remedyOf({ rows, versions }: Size, format: ExportFormat): string {
  const fewer = Math.floor(MOST_PRICES[format] / rows)
  const ways = [
    ...(versions > 2 && fewer >= 2 ? [`compare at most ${fewer} years or scenarios at once`] : []),
    ...(format !== 'csv' && rows * versions <= MOST_PRICES.csv ? ['export it as CSV'] : []),
  ]
  const text = ways.length === 0 ? 'divide the rates over several models' : ways.join(', or ')
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}.`
}

/**
 * Why a report is too large for a format, or null.
 *
 * @example 20,000 rates of two years fit a workbook; 20,001 do not: `too-many-rows`
 */
export function exportRefusal(draft: Draft, asked: ExportedReport, format: ExportFormat): Issue | null {
  if (!isSized(asked)) return null
  const size = sizeOf(draft, asked)
  const prices = size.rows * size.versions
  const most = MOST_PRICES[format]
  if (prices <= most) return null
  return issue('too-many-rows', `The report has ${whatOf(asked.report, size)}, ${counted(prices)} prices. ${NAMES[format]} takes at most ${counted(most)}.`, { remedy: remedyOf(size, format) })
}

/** A price has about five figures in its reports: rate, difference, % and what they are compared with. */
const FIGURES_A_PRICE = 5

/** Why a report that is made is too large for a format, or null: of the billing side, whose size follows from the usage. */
export function figuresRefusal(report: ReportModel, format: ExportFormat): Issue | null {
  const figures = writtenSheets(report, format).reduce((sum, sheet) => sum + sheet.rows.reduce((count, row) => count + row.cells.filter((cell) => cell.kind === 'number').length, 0), 0)
  const most = MOST_PRICES[format] * FIGURES_A_PRICE
  if (figures <= most) return null
  return issue('too-many-rows', `${report.title} has ${counted(figures)} figures. ${NAMES[format]} takes at most ${counted(most)}.`, { remedy: format === 'csv' ? 'Choose fewer customers or a shorter period.' : 'Export it as CSV, or choose a shorter period.' })
}
