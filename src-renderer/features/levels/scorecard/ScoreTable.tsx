import { VisuallyHidden } from '@mantine/core'
import { useVirtualizer } from '@tanstack/react-virtual'
import { useEffect, useRef, useState, type KeyboardEvent, type ReactNode } from 'react'

import type { Draft } from '../../../../src-shared/domain/model/draft.ts'
import type { Month } from '../../../../src-shared/domain/month.ts'
import type { TargetLevels } from '../../../../src-shared/domain/service-levels/measures/level-values.ts'
import { shownTarget } from '../../../../src-shared/domain/service-levels/measures/target-goals.ts'
import { standingOf } from '../../../../src-shared/domain/service-levels/standing.ts'
import { HeatStrip } from './HeatStrip.tsx'
import { changeText, goalText, STATUS_LOOK, TREND_SIGNS, TREND_WORDS, valueText } from './level-words.ts'
import classes from './Scorecard.module.css'

const ROW_HEIGHT = 30
const OVERSCAN = 12
/** The head stays in sight above the rows and takes its height from them. */
const HEAD_HEIGHT = 36

export type Chosen = { readonly targetId: string; readonly month: Month | null }

function Status({ levels }: { readonly levels: TargetLevels }): ReactNode {
  const { status, isAtRiskSoFar, isRetired, words } = standingOf(levels)
  const { icon: Sign, color } = STATUS_LOOK[isAtRiskSoFar ? 'at-risk' : status]
  return (
    <span className={classes['status']} title={`${words}. ${levels.values.at(-1)?.why ?? ''}`}>
      <Sign size={15} color={color} aria-hidden />
      {isRetired ? 'Retired' : STATUS_LOOK[status].word}
    </span>
  )
}

function Trend({ levels: { trend, trendWords } }: { readonly levels: TargetLevels }): ReactNode {
  return (
    <span title={trendWords}>
      <span aria-hidden>{TREND_SIGNS[trend]} </span>
      {TREND_WORDS[trend]}
    </span>
  )
}

const MEANS = { better: 'better', worse: 'worse', same: '' } as const

function Row({ index, draft, levels, chosen, isFocusable, onChoose }: {
  readonly index: number
  readonly draft: Draft
  readonly levels: TargetLevels
  readonly chosen: Chosen | null
  readonly isFocusable: boolean
  readonly onChoose: (chosen: Chosen) => void
}): ReactNode {
  const { target, latest, change, changeMeans } = levels
  const promised = shownTarget(levels)
  const isChosen = chosen?.targetId === target.id
  const service = draft.service.get(target.serviceId)
  return (
    <tr className={classes['row']} aria-rowindex={index + 2} aria-selected={isChosen} tabIndex={isFocusable ? 0 : -1} data-target={target.id} onClick={() => { if (!isChosen) onChoose({ targetId: target.id, month: null }) }}>
      <td className={classes['service']} title={service?.name}>{service?.name}</td>
      <th scope="row" className={classes['title']} title={`${target.title} (${target.code})`}>
        {target.title}
        <span className={classes['code']}>{target.code}</span>
      </th>
      <td className={classes['end']}>{goalText(promised)}</td>
      <td><HeatStrip levels={levels} chosen={isChosen ? chosen.month : null} onChoose={(month) => onChoose({ targetId: target.id, month })} /></td>
      <td className={classes['end']}>{latest === null ? <span className={classes['quiet']}>No data</span> : <>{valueText(promised, latest.value)}{latest.month !== levels.values.at(-1)?.month && <span className={classes['code']}>{latest.month}</span>}</>}</td>
      <td><Status levels={levels} /></td>
      <td><Trend levels={levels} /></td>
      <td className={classes['end']}>
        {changeText(target, change)}
        {changeMeans !== null && changeMeans !== 'same' && <span className={classes['code']}>{MEANS[changeMeans]}</span>}
      </td>
    </tr>
  )
}

function isNamed(month: Month, index: number): boolean {
  return month.endsWith('-01') || (index === 0 && Number.parseInt(month.slice(5), 10) <= 10)
}

/** The year above the first of its months; a year that begins with less room than its name needs is left to the next. */
function YearTicks({ months }: { readonly months: readonly Month[] }): ReactNode {
  return (
    <span className={classes['strip']} aria-hidden>
      {months.map((month, index) => <span key={month} className={classes['tick']} data-year={month.endsWith('-01') || undefined}>{isNamed(month, index) ? month.slice(0, 4) : ''}</span>)}
    </span>
  )
}

/** Every target with its months as a strip. Arrow keys go from row to row and from month to month; only the rows in sight are there. */
export function ScoreTable({ draft, rows, chosen, onChoose, label }: { readonly draft: Draft; readonly rows: readonly TargetLevels[]; readonly chosen: Chosen | null; readonly onChoose: (chosen: Chosen) => void; readonly label: string }): ReactNode {
  const [scroller, setScroller] = useState<HTMLDivElement | null>(null)
  const wantsFocus = useRef(false)
  const virtualizer = useVirtualizer({ count: rows.length, getScrollElement: () => scroller, estimateSize: () => ROW_HEIGHT, overscan: OVERSCAN, scrollPaddingEnd: HEAD_HEIGHT, getItemKey: (index) => rows[index]?.target.id ?? index })
  const at = rows.findIndex(({ target }) => target.id === chosen?.targetId)

  useEffect(() => {
    if (at === -1) return
    virtualizer.scrollToIndex(at, { align: 'auto' })
    if (!wantsFocus.current) return
    wantsFocus.current = false
    scroller?.querySelector<HTMLElement>('tr[aria-selected="true"]')?.focus()
  }, [at, virtualizer, scroller])

  /** The month beside the chosen one, or beside the latest. */
  function besides(step: 1 | -1): Month | undefined {
    const levels = rows[at]
    if (levels === undefined) return undefined
    const present = chosen?.month ?? levels.latest?.month
    return levels.values[levels.values.findIndex(({ month }) => month === present) + step]?.month
  }

  function onKeyDown(event: KeyboardEvent): void {
    if (event.key === 'ArrowLeft' || event.key === 'ArrowRight') {
      const month = besides(event.key === 'ArrowLeft' ? -1 : 1)
      const targetId = rows[at]?.target.id
      if (month === undefined || targetId === undefined) return
      event.preventDefault()
      onChoose({ targetId, month })
      return
    }
    const next = { ArrowDown: at + 1, ArrowUp: Math.max(0, at - 1), Home: 0, End: rows.length - 1, PageDown: Math.min(rows.length - 1, at + 10), PageUp: Math.max(0, at - 10) }[event.key]
    const target = next === undefined ? undefined : rows[next]?.target
    if (target === undefined) return
    event.preventDefault()
    wantsFocus.current = true
    onChoose({ targetId: target.id, month: null })
  }
  const items = virtualizer.getVirtualItems()
  const [above, below] = [items[0]?.start ?? 0, virtualizer.getTotalSize() - (items.at(-1)?.end ?? 0)]
  return (
    <div className={classes['scroller']} ref={setScroller}>
      <table role="grid" className={classes['table']} aria-label={label} aria-rowcount={rows.length + 1} onKeyDown={onKeyDown}>
        <thead>
          <tr>
            <th scope="col">Service</th>
            <th scope="col">Target</th>
            <th scope="col" className={classes['end']}>Goal</th>
            <th scope="col"><VisuallyHidden>Months</VisuallyHidden><YearTicks months={rows[0]?.values.map((each) => each.month) ?? []} /></th>
            <th scope="col" className={classes['end']} title="Of the last month, unless another is named">Latest value</th>
            <th scope="col">Status</th>
            <th scope="col">Trend</th>
            <th scope="col" className={classes['end']} title="On the period before: a month, a quarter or a year">Change</th>
          </tr>
        </thead>
        <tbody>
          {above > 0 && <tr aria-hidden style={{ height: above }} />}
          {items.map((item) => {
            const levels = rows[item.index]
            return levels === undefined ? null : <Row key={item.key} index={item.index} draft={draft} levels={levels} chosen={chosen} isFocusable={at === -1 ? item.index === 0 : item.index === at} onChoose={onChoose} />
          })}
          {below > 0 && <tr aria-hidden style={{ height: below }} />}
        </tbody>
      </table>
    </div>
  )
}
