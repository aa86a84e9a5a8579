/** Rows of a page as a table for reading. */
import type { ReactNode } from 'react'

import classes from './Page.module.css'

/** `lines`: the head in lines that stay whole. */
export type Column<Shown> = { readonly head: string; readonly lines?: readonly string[]; readonly cell: (row: Shown) => ReactNode; readonly as?: 'figure' | 'mark' }

export function PageTable<Shown extends { readonly id: string }>({ label, rows, columns }: { readonly label: string; readonly rows: readonly Shown[]; readonly columns: readonly Column<Shown>[] }): ReactNode {
  const attributes = ({ as }: Column<Shown>): object => ({ 'data-figure': as === 'figure' || undefined, 'data-mark': as === 'mark' || undefined })
  return (
    <table className={classes['table']} aria-label={label}>
      <thead>
        <tr>
          {columns.map((column) => (
            <th key={column.head} {...attributes(column)}>
              {column.lines === undefined ? column.head : column.lines.map((line, index) => <span key={line} className={classes['headLine']}>{index === 0 ? line : ` ${line}`}</span>)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.id}>
            {columns.map((column) => (
              <td key={column.head} {...attributes(column)}>
                {column.cell(row)}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}
