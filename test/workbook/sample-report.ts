/** A report made by hand, with every kind of row, cell, formula and chart; its figures are rows of the FY2004 schedule. */
import { toText, Decimal, type AnyDecimalText } from '../../src-shared/domain/decimal.ts'
import type { CellTone, ChartModel, ReportCell, ReportColumn, ReportModel, ReportRow, ReportSheet } from '../../src-shared/domain/reports/report-model.ts'

export const amount = (text: string): AnyDecimalText => toText(new Decimal(text))

export function textCell(id: string, text: string, more: { readonly tone?: CellTone; readonly align?: 'start' | 'end'; readonly link?: { readonly sheetId: string } } = {}): ReportCell {
  return { kind: 'text', id, text, ...more }
}

export const column = (id: string, header: string, more: Partial<ReportColumn> = {}): ReportColumn => ({ id, header, unit: '', width: 12, align: 'start', wrap: false, ...more })

export type SampleRate = {
  readonly id: string
  readonly code: string
  readonly resource: string
  readonly unit: string
  readonly from: string
  readonly to: string
  readonly places: number
  readonly note?: string
  readonly input?: boolean
}

/** A rate's row: difference and % change are live formulas. */
export function rateRow(rate: SampleRate): ReportRow {
  const [from, to] = [new Decimal(rate.from), new Decimal(rate.to)]
  const difference = to.minus(from)
  const tone: CellTone = difference.isZero() ? 'quiet' : difference.isNegative() ? 'decrease' : 'increase'
  const old = { op: 'cell', id: `${rate.id}-from` } as const
  const next = { op: 'cell', id: `${rate.id}-to` } as const
  return {
    id: rate.id,
    kind: 'data',
    cells: [
      textCell(`${rate.id}-code`, rate.code),
      textCell(`${rate.id}-resource`, rate.resource),
      textCell(`${rate.id}-unit`, rate.unit),
      { kind: 'number', id: `${rate.id}-from`, value: toText(from), format: 'usd', places: rate.places },
      { kind: 'number', id: `${rate.id}-to`, value: toText(to), format: 'usd', places: rate.places, ...(rate.input === true ? { input: true } : {}) },
      { kind: 'number', id: `${rate.id}-difference`, value: toText(difference), format: 'usd', places: rate.places, tone, formula: { op: 'difference', left: next, right: old } },
      { kind: 'number', id: `${rate.id}-percent`, value: toText(difference.div(from).toDecimalPlaces(4)), format: 'percent', places: 2, tone, formula: { op: 'ratio', left: { op: 'difference', left: next, right: old }, right: old } },
      textCell(`${rate.id}-status`, difference.isZero() ? 'Unchanged' : 'Changed', { tone: 'quiet' }),
      textCell(`${rate.id}-note`, rate.note ?? ''),
    ],
  }
}

export const RATE_COLUMNS: readonly ReportColumn[] = [
  column('code', 'Code', { width: 9 }), column('resource', 'Resource', { width: 34 }), column('unit', 'Billable unit', { width: 18 }),
  column('from', 'FY2003', { unit: 'USD/unit', width: 14, align: 'end' }), column('to', 'FY2004', { unit: 'USD/unit', width: 14, align: 'end' }),
  column('difference', 'Difference', { unit: 'USD/unit', width: 14, align: 'end' }), column('percent', 'Change', { unit: '%', width: 12, align: 'end' }),
  column('status', 'Status', { width: 14 }), column('note', 'Note', { width: 34, wrap: true }),
]

const spread = (id: string, kind: 'heading' | 'subheading' | 'note', text: string): ReportRow => ({ id, kind, cells: [textCell(`${id}-text`, text), ...RATE_COLUMNS.slice(1).map(() => ({ kind: 'blank' as const }))] })

const RATES: readonly SampleRate[] = [
  { id: 'cpu', code: 'A03', resource: 'CPU, prime time', unit: 'CPU unit', from: '103.50', to: '99.81', places: 2 },
  { id: 'io', code: 'A04', resource: 'Input and output', unit: '1,000 I/Os', from: '0.0389', to: '0.0367', places: 4, note: 'Published with four places; the digits stand under each other all the same.' },
  { id: 'wintel', code: 'W01', resource: 'Wintel Server & Support', unit: 'server and month', from: '552', to: '548', places: 2, input: true, note: 'Merged from three earlier rates (154.00, 315.00 and 83.00); the earlier figure is their sum.' },
  { id: 'drop', code: 'T07', resource: 'DDSII drop', unit: 'drop', from: '201.2', to: '209.68', places: 2 },
  { id: 'page', code: 'P02', resource: 'Laser page, special forms', unit: 'page', from: '0.05', to: '0.05', places: 3 },
]

function schedule(): ReportSheet {
  const sum = (id: string, of: 'from' | 'to'): ReportCell => ({
    kind: 'number', id, value: toText(RATES.slice(0, 3).reduce((total, rate) => total.plus(rate[of]), new Decimal(0)).toDecimalPlaces(2)), format: 'usd', places: 2,
    formula: { op: 'round', places: 2, of: { op: 'sum', of: RATES.slice(0, 3).map((rate) => ({ op: 'cell', id: `${rate.id}-${of}` })) } },
  })
  const contract: ReportRow = {
    id: 'contract', kind: 'data',
    cells: [
      textCell('contract-code', 'C90'), textCell('contract-resource', '=HYPERLINK("http://example.invalid","Contract work")'), textCell('contract-unit', 'hour'), textCell('contract-from', 'Contract Rate', { align: 'end' }), textCell('contract-to', 'Meter + 16.8 %', { align: 'end' }),
      textCell('contract-difference', '', {}), { kind: 'blank' }, textCell('contract-status', 'Not comparable', { tone: 'warning' }), textCell('contract-note', '-2 points against the year before'),
    ],
  }
  const total: ReportRow = { id: 'total', kind: 'total', cells: [textCell('total-text', 'Sum of computing'), { kind: 'blank' }, { kind: 'blank' }, sum('total-from', 'from'), sum('total-to', 'to'), { kind: 'blank' }, { kind: 'blank' }, { kind: 'blank' }, { kind: 'blank' }] }
  return {
    id: 'schedule', name: 'Rate schedule', title: 'Rate schedule', description: 'Published rates of FY2003 and FY2004, in US dollars for one billable unit.', columns: RATE_COLUMNS, frozenColumns: 2, layout: 'table', charts: [],
    rows: [
      spread('computing', 'heading', 'Data center services'), spread('mainframe', 'subheading', 'Mainframe and servers'), ...RATES.slice(0, 3).map(rateRow), total,
      spread('network', 'heading', 'Network and mail'), ...RATES.slice(3).map(rateRow), contract, spread('foot', 'note', 'Rates in words are billed at actual cost.'),
    ],
  }
}

export const CHANGES_CHART: ChartModel = {
  id: 'changes', title: 'Largest changes, FY2003 to FY2004', kind: 'bar', horizontal: true, categoryAxis: { title: 'Rate' }, valueAxis: { title: 'Change against FY2003', unit: '%', places: 2 },
  categories: ['DDSII drop', 'Wintel Server & Support', 'CPU, prime time', 'Input and output'],
  series: [{ id: 'change', name: 'Change', values: [amount('4.21'), amount('-0.72'), amount('-3.57'), amount('-5.66')], labels: [], tone: 'by-sign' }], emptyText: 'No rate changed.',
}

export const TREND_CHART: ChartModel = {
  id: 'trend', title: 'CPU, prime time', kind: 'line', horizontal: false, categoryAxis: { title: 'Fiscal year' }, valueAxis: { title: 'Rate', unit: 'USD/CPU unit', places: 2 },
  categories: ['FY2001', 'FY2002', 'FY2003', 'FY2004'],
  series: [
    { id: 'rate', name: 'Published', values: [amount('112.4'), null, amount('103.5'), amount('99.81')], labels: [], tone: 'accent' },
    { id: 'derived', name: 'Unrounded', values: [amount('110'), amount('108.2'), amount('104.1'), amount('98')], labels: [], tone: 'neutral' },
  ],
  emptyText: 'Fewer than two years.',
}

function cover(): ReportSheet {
  const line = (id: string, label: string, cell: ReportCell): ReportRow => ({ id, kind: 'data', cells: [textCell(`${id}-label`, label), cell] })
  return {
    id: 'cover', name: 'Cover', title: 'Rate changes, FY2003 to FY2004', description: 'Commonwealth information technology services', frozenColumns: 0, layout: 'document', charts: [],
    columns: [column('label', '', { width: 24 }), column('value', '', { width: 90, wrap: true })],
    rows: [
      line('agency', 'Agency', textCell('agency-value', 'Information Technology Division')), line('issued', 'Issued', { kind: 'date', id: 'issued-value', date: '2004-01-12' }),
      line('years', 'Compared', textCell('years-value', 'FY2003 → FY2004')),
      { id: 'contents', kind: 'heading', cells: [textCell('contents-text', 'Contents'), { kind: 'blank' }] },
      line('c1', '1', textCell('c1-link', 'Rate schedule', { link: { sheetId: 'schedule' } })), line('c2', '2', textCell('c2-link', 'Largest changes', { link: { sheetId: 'largest' } })),
      { id: 'method', kind: 'heading', cells: [textCell('method-text', 'Method'), { kind: 'blank' }] },
      line('m1', 'Difference', textCell('m1-value', 'The published rate of the later year less that of the earlier. The change in per cent divides it by the earlier rate and is rounded once, to two places; where the earlier rate is zero or missing, a status stands in its place.')),
    ],
  }
}

function largest(): ReportSheet {
  const rows = [RATES[3], RATES[1], RATES[0]].filter((rate) => rate !== undefined)
  return {
    id: 'largest', name: 'Largest changes', title: 'Largest changes', description: 'By change in per cent.', frozenColumns: 1, layout: 'table', charts: [CHANGES_CHART, TREND_CHART],
    columns: [column('rank', 'Rank', { width: 7, align: 'end' }), column('resource', 'Resource', { width: 34 }), column('percent', 'Change', { unit: '%', width: 12, align: 'end' }), column('points', 'Weight', { width: 12, align: 'end' })],
    rows: rows.map((rate, index): ReportRow => ({
      id: `largest-${rate.id}`, kind: 'data',
      cells: [
        { kind: 'number', id: `largest-${rate.id}-rank`, value: amount(String(index + 1)), format: 'number', places: 0 }, textCell(`largest-${rate.id}-resource`, rate.resource),
        { kind: 'number', id: `largest-${rate.id}-percent`, value: toText(new Decimal(rate.to).minus(rate.from).div(rate.from).toDecimalPlaces(4)), format: 'percent', places: 2, tone: new Decimal(rate.to).lt(rate.from) ? 'decrease' : 'increase', formula: { op: 'cell', id: `${rate.id}-percent` } },
        {
          kind: 'number', id: `largest-${rate.id}-points`, value: toText(new Decimal(rate.to).minus(rate.from).times('-0.5').toDecimalPlaces(4)), format: 'points', places: 4,
          formula: { op: 'product', of: [{ op: 'literal', value: amount('-0.5') }, { op: 'difference', left: { op: 'cell', id: `${rate.id}-to` }, right: { op: 'cell', id: `${rate.id}-from` } }] },
        },
      ],
    })),
  }
}

export const DRAFT_MARK = 'DRAFT · FY2004@Plan A · revision 12 · 2026-11-22 14:02'

export function sampleReport(more: Partial<ReportModel> = {}): ReportModel {
  return {
    report: 'rate-change', title: 'Rate changes, FY2003 to FY2004', subtitle: 'FY2003 → FY2004', draftMark: DRAFT_MARK, footer: 'FY2005 budget.ratebook · FY2003 & FY2004@Plan A · revision 12',
    properties: { author: 'A. Analyst', subject: 'Rate changes', company: 'Information Technology Division', createdAt: '2026-11-22T14:02:00.000Z' },
    sheets: [cover(), schedule(), largest()], ...more,
  }
}
