import { Text, Tooltip, VisuallyHidden } from '@mantine/core'
import { IconGripVertical } from '@tabler/icons-react'
import { useState, type DragEvent, type KeyboardEvent, type ReactNode } from 'react'

import type { CostPool } from '../../../../src-shared/domain/model/cost-tables.ts'
import type { Usd } from '../../../../src-shared/domain/decimal.ts'
import { FigureButton } from '../../../components/FigureButton.tsx'
import { MoneyText } from '../../../components/MoneyText.tsx'
import { poolOwner, useCostView } from '../cost-view.tsx'
import classes from '../Costs.module.css'
import { explainOf } from '../explain.ts'

function driverText(pool: CostPool, drivers: ReadonlyMap<string, { readonly name: string }>): string {
  if (pool.driverId === null) return 'no driver: stays unallocated'
  return `by ${drivers.get(pool.driverId)?.name ?? 'a driver that is gone'}`
}

/** The pools in their step-down order (ALLOC-2). Dragged by the handle, or moved with Alt and an arrow; `onMove` gets the new place. */
export function PoolList({ selectedId, onSelect, onMove }: { readonly selectedId: string | null; readonly onSelect: (poolId: string) => void; readonly onMove: ((poolId: string, toIndex: number) => void) | null }): ReactNode {
  const { draft, inputs, derivation, label } = useCostView()
  const [dragged, setDragged] = useState<string | null>(null)
  const [over, setOver] = useState<{ readonly poolId: string; readonly side: 'before' | 'after' } | null>(null)
  const [said, setSaid] = useState('')
  const pools = inputs.costPools

  function place(event: DragEvent<HTMLElement>, poolId: string): void {
    if (dragged === null) return
    event.preventDefault()
    const box = event.currentTarget.getBoundingClientRect()
    setOver({ poolId, side: event.clientY < box.top + box.height / 2 ? 'before' : 'after' })
  }
  function drop(): void {
    const from = pools.findIndex((pool) => pool.id === dragged)
    const at = pools.findIndex((pool) => pool.id === over?.poolId)
    if (dragged !== null && over !== null && from >= 0 && at >= 0 && onMove !== null) {
      const target = at + (over.side === 'after' ? 1 : 0)
      const toIndex = target > from ? target - 1 : target
      if (toIndex !== from) onMove(dragged, toIndex)
    }
    setDragged(null)
    setOver(null)
  }
  function onKeyDown(event: KeyboardEvent, pool: CostPool, index: number): void {
    if (!event.altKey || (event.key !== 'ArrowUp' && event.key !== 'ArrowDown')) return
    event.preventDefault()
    const toIndex = index + (event.key === 'ArrowUp' ? -1 : 1)
    if (toIndex < 0 || toIndex >= pools.length || onMove === null) return
    onMove(pool.id, toIndex)
    setSaid(`${pool.name} is now number ${toIndex + 1} of ${pools.length}.`)
  }

  const explained = (poolId: string, figure: 'received' | 'unallocated', value: Usd): ReactNode => (
    <FigureButton subjectOf={() => explainOf.poolFigure({ draft, derivation, label }, poolId, figure)}>
      <MoneyText value={value} places={2} />
    </FigureButton>
  )

  return (
    <>
      <ol className={classes['pools']} aria-label="Pools in their order">
        {pools.map((pool, index) => {
          const result = derivation.allocation?.pools.find((each) => each.id === poolOwner(pool.id))
          const own = result?.own ?? derivation.pools.get(pool.id)?.own ?? null
          return (
            <li key={pool.id}>
              <div
              className={classes['pool']} data-selected={pool.id === selectedId || undefined} data-dragging={pool.id === dragged || undefined}
              data-over={over !== null && over.poolId === pool.id && dragged !== pool.id ? over.side : undefined} onDragOver={(event) => place(event, pool.id)} onDrop={drop}
            >
              <Tooltip label="Drag, or press Alt with an arrow" disabled={onMove === null}>
                <button
                  type="button" className={classes['handle']} aria-label={`Move ${pool.name}: number ${index + 1} of ${pools.length}`} draggable={onMove !== null} disabled={onMove === null}
                  onDragStart={(event) => {
                    event.dataTransfer.effectAllowed = 'move'
                    event.dataTransfer.setData('text/plain', pool.name)
                    setDragged(pool.id)
                  }}
                  onDragEnd={() => {
                    setDragged(null)
                    setOver(null)
                  }}
                  onKeyDown={(event) => onKeyDown(event, pool, index)}
                >
                  <IconGripVertical size={15} aria-hidden />
                </button>
              </Tooltip>
              <Text span size="sm" c="dimmed" className={classes['end'] ?? ''} aria-hidden>
                {index + 1}
              </Text>
              <button type="button" className={classes['poolName']} aria-pressed={pool.id === selectedId} onClick={() => onSelect(pool.id)} onKeyDown={(event) => onKeyDown(event, pool, index)}>
                <span>{pool.name}</span>
                <small>{driverText(pool, inputs.drivers)}</small>
              </button>
              <span className={classes['end']}>
                {own === null ? '–' : (
                  <FigureButton subjectOf={() => (result === undefined ? explainOf.owner({ draft, derivation, label }, poolOwner(pool.id)) : explainOf.poolFigure({ draft, derivation, label }, pool.id, 'own'))}>
                    <MoneyText value={own} places={2} />
                  </FigureButton>
                )}
                {result !== undefined && result.received !== '0' && (
                  <Text size="xs" c="dimmed">
                    + {explained(pool.id, 'received', result.received)} received
                  </Text>
                )}
                {result !== undefined && result.unallocated !== '0' && (
                  <Text size="xs" c="var(--ratebook-increase)">
                    {explained(pool.id, 'unallocated', result.unallocated)} unallocated
                  </Text>
                )}
              </span>
            </div>
            </li>
          )
        })}
      </ol>
      <VisuallyHidden>
        <output>{said}</output>
      </VisuallyHidden>
    </>
  )
}
