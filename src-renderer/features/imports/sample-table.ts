/** The first rows of each table of a file: enough to say what its columns hold. */
import { client } from '../../client/client.ts'

export type SampleTable = {
  readonly sheet: string
  /** Null where the file was not read to its end. */
  readonly rowCount: number | null
  readonly columnCount: number
  /** 1-based places in the file of `rows`. */
  readonly rowNumbers: readonly number[]
  readonly rows: readonly (readonly string[])[]
}

/** The tables of a file that is read whole. */
export async function sampleTables(file: File, signal: AbortSignal): Promise<readonly SampleTable[]> {
  return (await client.imports.inspect({ file }, { signal })).map(({ table }) => table)
}

/** More than enough for the rows that are shown. */
const HEAD_BYTES = 1_000_000

/** The beginning of a text; a workbook is whole or nothing. */
async function headOf(file: File): Promise<File> {
  const isWorkbook = (await file.slice(0, 2).text()) === 'PK'
  return isWorkbook || file.size <= HEAD_BYTES ? file : new File([file.slice(0, HEAD_BYTES)], file.name, { type: file.type })
}

/** The tables of a file of usage, which may be far too large to be read twice. */
export async function sampleUsage(file: File, signal: AbortSignal): Promise<readonly SampleTable[]> {
  return (await client.imports.inspectUsage({ file: await headOf(file) }, { signal })).map(({ sheet, columnCount, rowNumbers, rows }) => ({ sheet, rowCount: null, columnCount, rowNumbers, rows }))
}

/** The cells of a row by its place in the file; none where it is not among the first. */
export function rowAt({ rows, rowNumbers }: SampleTable, rowNumber: number): readonly string[] {
  return rows[rowNumbers.indexOf(rowNumber)] ?? []
}
