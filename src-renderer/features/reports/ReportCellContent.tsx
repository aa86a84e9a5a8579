import { VisuallyHidden } from '@mantine/core'
import { IconAlertTriangle } from '@tabler/icons-react'
import type { ReactNode } from 'react'

import type { ReportCell } from '../../../src-shared/domain/reports/report-model.ts'
import { figureOf, missingRoom, printedFigure, type ColumnRoom } from './figure-alignment.ts'
import classes from './Reports.module.css'

type NumberCell = Extract<ReportCell, { readonly kind: 'number' }>
type TextCell = Extract<ReportCell, { readonly kind: 'text' }>

function Room({ of }: { readonly of: string }): ReactNode {
  return of === '' ? null : (
    <span className={classes['room']} aria-hidden>
      {of}
    </span>
  )
}

function NumberContent({ cell, room }: { readonly cell: NumberCell; readonly room: ColumnRoom }): ReactNode {
  const figure = figureOf(cell)
  const { direction, isNegative, digits, tail } = figure
  if (direction !== 'none') {
    return (
      <span className={classes['figure']} style={{ color: `var(--ratebook-${direction})` }}>
        <span aria-hidden>{direction === 'increase' ? '▲ ' : '▼ '}</span>
        {`${isNegative ? '−' : '+'}${digits}${tail}`}
        <Room of={missingRoom(figure, room)} />
      </span>
    )
  }
  return (
    <span className={classes['figure']}>
      {isNegative && <VisuallyHidden>minus </VisuallyHidden>}
      {isNegative && <span aria-hidden>(</span>}
      {digits}
      <span aria-hidden={isNegative}>{tail}</span>
      <Room of={missingRoom(figure, room)} />
    </span>
  )
}

function TextContent({ cell, room, onLink }: { readonly cell: TextCell; readonly room: ColumnRoom; readonly onLink: (sheetId: string) => void }): ReactNode {
  const { link, text, tone } = cell
  if (link !== undefined) {
    return (
      <button type="button" className={classes['link']} onClick={() => onLink(link.sheetId)}>
        {text}
      </button>
    )
  }
  const printed = room.fraction === '' && room.tail === '' ? undefined : printedFigure(text)
  if (printed !== undefined) {
    return (
      <span className={classes['figure']}>
        {text}
        <Room of={missingRoom(printed, room)} />
      </span>
    )
  }
  if (tone === 'warning') {
    return (
      <span className={classes['warning']}>
        <IconAlertTriangle size={14} aria-hidden />
        {text}
      </span>
    )
  }
  return tone === undefined ? text : <span data-tone={tone}>{text}</span>
}

/** A cell of a report as it is read on screen; the figure's digits are those of the file. */
export function ReportCellContent({ cell, room, onLink }: { readonly cell: ReportCell; readonly room: ColumnRoom; readonly onLink: (sheetId: string) => void }): ReactNode {
  switch (cell.kind) {
    case 'blank':
      return null
    case 'date':
      return cell.date
    case 'number':
      return <NumberContent cell={cell} room={room} />
    case 'text':
      return <TextContent cell={cell} room={room} onLink={onLink} />
  }
}
