import { memo } from 'react'

import classes from './RateGrid.module.css'

export type GroupRowProps = {
  readonly gridId: string
  readonly nodeId: string
  readonly index: number
  readonly top: number
  readonly columnCount: number
  readonly label: string
  readonly text: string
  readonly depth: number
  readonly folded: boolean
  readonly selected: boolean
  readonly active: boolean
  readonly onFold: (nodeId: string) => void
}

/** A heading between the rows: folds, says what is in it, and takes no text. */
export const GroupRow = memo(function GroupRow(props: GroupRowProps) {
  return (
    <tr aria-rowindex={props.index + 2} data-row={props.index} className={`${classes['row']} ${classes['groupRow']}`} style={{ top: props.top }}>
      <td
        id={props.active ? `${props.gridId}-active` : undefined} aria-colindex={1} aria-colspan={props.columnCount} aria-selected={props.selected}
        className={classes['groupCell']} data-selected={props.selected ? '' : undefined} data-active={props.active ? '' : undefined}
      >
        <div className={classes['groupInner']} data-depth={props.depth}>
          <button type="button" tabIndex={-1} className={classes['foldButton']} aria-expanded={!props.folded} aria-label={`${props.folded ? 'Show' : 'Fold'} ${props.label}`} onClick={() => props.onFold(props.nodeId)}>
            <span aria-hidden>▶</span>
          </button>
          <span className={classes['groupLabel']}>{props.label}</span>
          {props.text === '' ? null : <span className={classes['groupText']}>{props.text}</span>}
        </div>
      </td>
    </tr>
  )
})
