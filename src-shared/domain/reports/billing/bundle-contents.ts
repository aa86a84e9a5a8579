/** What a zip of reports holds: a line for every customer, with its file, or why there is none. */
import { Decimal, toText } from '../../decimal.ts'
import { column, textCell } from '../cells.ts'
import { countCell } from '../costs/cost-cells.ts'
import type { ReportModel, ReportRow } from '../report-model.ts'

export type BundledReport = { readonly agency: string; readonly name: string; /** Null: not written. */ readonly file: string | null; readonly sheets: readonly { readonly name: string; readonly rows: number }[]; readonly why: string }

function rowOf({ agency, name, file, sheets, why }: BundledReport, at: number): ReportRow {
  const id = (field: string): string => `contents.${at}.${field}`
  const count = (field: string, value: number) => countCell(id(field), toText<string>(new Decimal(value)))
  return {
    id: `contents.${at}`, kind: 'data',
    cells: [textCell(id('agency'), agency), textCell(id('name'), name), textCell(id('file'), file ?? ''), count('sheets', sheets.length), count('rows', sheets.reduce((sum, each) => sum + each.rows, 0)), textCell(id('why'), why)],
  }
}

/** `like`: any of the reports, whose marks it bears; null where none was written. */
export function bundleContents(files: readonly BundledReport[], like: Pick<ReportModel, 'draftMark' | 'footer' | 'properties'> | null): ReportModel {
  const properties = like?.properties ?? { author: '', subject: '', company: '', createdAt: '' }
  return {
    report: 'bundle-contents', title: 'Contents', subtitle: '', draftMark: like?.draftMark ?? null, footer: like?.footer ?? '', properties, mainSheetId: 'contents',
    sheets: [{
      id: 'contents', name: 'Contents', title: 'Contents', description: '', frozenColumns: 0, layout: 'table', charts: [], rows: files.map(rowOf),
      columns: [
        column({ id: 'agency', header: 'Agency', width: 12 }), column({ id: 'name', header: 'Name', width: 36 }), column({ id: 'file', header: 'File', width: 44 }), column({ id: 'sheets', header: 'Sheets', width: 8, align: 'end' }), column({ id: 'rows', header: 'Rows', width: 10, align: 'end' }),
        column({ id: 'why', header: 'Why it was not written', width: 50 }),
      ],
    }],
  }
}
