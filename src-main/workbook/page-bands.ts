/** Tables wider than a page, cut into tables side by side that repeat their first columns. */
import type { ReportColumn, ReportRow, ReportSheet } from '../../src-shared/domain/reports/report-model.ts'

/** What columns take and what a page has, in one unit. */
export type PageRoom = { readonly usable: number; readonly widthOf: (column: ReportColumn) => number }

function pickRow(row: ReportRow, places: readonly number[]): ReportRow {
  return { ...row, cells: places.map((place) => row.cells[place] ?? { kind: 'blank' }) }
}

/** The sheet with the columns at these places. */
export function pickColumns(sheet: ReportSheet, places: readonly number[]): ReportSheet {
  return { ...sheet, columns: places.flatMap((place) => sheet.columns[place] ?? []), rows: sheet.rows.map((row) => pickRow(row, places)) }
}

function placesOf(columns: readonly ReportColumn[], { usable, widthOf }: PageRoom, frozen: number): readonly (readonly number[])[] {
  const kept = columns.slice(0, frozen)
  const room = usable - kept.reduce((sum, column) => sum + widthOf(column), 0)
  const bands: number[][] = []
  let left = 0
  for (let place = frozen; place < columns.length; place += 1) {
    const column = columns[place]
    if (column === undefined) continue
    const width = widthOf(column)
    const band = bands.at(-1)
    if (band === undefined || width > left) {
      bands.push([...kept.keys(), place])
      left = room - width
    } else {
      band.push(place)
      left -= width
    }
  }
  return bands
}

/**
 * The sheet as it is where it fits, else in parts: each with the columns that stay (the first alone where these take half a page),
 * and as many others as fit. The first keeps the id, so that links find it; charts stand under the last.
 *
 * @example pageBands(sheet, { usable: 100, widthOf: () => 30 }).length // 2 for five columns of which one stays: 1 + 2 and 1 + 2
 */
export function pageBands(sheet: ReportSheet, room: PageRoom): readonly ReportSheet[] {
  const { columns } = sheet
  if (sheet.layout !== 'table' || columns.reduce((sum, column) => sum + room.widthOf(column), 0) <= room.usable) return [sheet]
  const frozenWidth = columns.slice(0, sheet.frozenColumns).reduce((sum, column) => sum + room.widthOf(column), 0)
  const frozen = sheet.frozenColumns > 0 && frozenWidth <= room.usable / 2 ? sheet.frozenColumns : 1
  const bands = placesOf(columns, room, frozen)
  return bands.map((places, index) => ({
    ...pickColumns(sheet, places),
    id: index === 0 ? sheet.id : `${sheet.id}.${index + 1}`, title: bands.length === 1 ? sheet.title : `${sheet.title} (${index + 1} of ${bands.length})`,
    charts: index === bands.length - 1 ? sheet.charts : [],
  }))
}
