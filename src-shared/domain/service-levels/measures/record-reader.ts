/** Records as columns: what reads them, a record after the other, into columns that lie beside the list. */
export type RecordReader<Row, Columns> = {
  readonly read: (at: number, row: Row) => void
  /** When all are read. */
  readonly columns: () => Columns
}

/** The columns of a list. @example columnsOf(outages, new OutageReader(outages.length)).planned[0] // 1 */
export function columnsOf<Row, Columns>(rows: readonly Row[], reader: RecordReader<Row, Columns>): Columns {
  for (const [at, row] of rows.entries()) reader.read(at, row)
  return reader.columns()
}
