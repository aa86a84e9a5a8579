import { CloseButton, TextInput } from '@mantine/core'
import { IconChevronDown, IconChevronRight, IconSearch } from '@tabler/icons-react'
import { useDeferredValue, useEffect, useMemo, useRef, useState, type KeyboardEvent, type MouseEvent, type ReactNode } from 'react'

import { EmptyState } from '../../components/EmptyState.tsx'
import { useInspector } from '../../state/inspector.tsx'
import { isOwnerKey, useCostView } from './cost-view.tsx'
import classes from './Costs.module.css'
import { explainOf } from './explain.ts'
import { briefCost, ownerRows, type OwnerNode } from './owner-tree.ts'

const INDENT = 14

function idOf(key: string): string {
  return `costs ${key}`.replaceAll(/\s/g, '-')
}

function spoken(node: OwnerNode): string {
  return [node.label, node.code, node.cost === null ? 'no cost' : `${briefCost(node.cost)} dollars`, node.badge].filter((part) => part !== '').join(', ')
}

/** The services and pools at the left: arrows walk and fold, whatever is chosen is shown at the right. */
export function OwnerTree(): ReactNode {
  const { draft, derivation, owner, label, show } = useCostView()
  const inspector = useInspector()
  const [query, setQuery] = useState('')
  const wanted = useDeferredValue(query)
  const [folded, setFolded] = useState<ReadonlySet<string>>(new Set())
  const [stop, setStop] = useState<string | null>(null)
  const hadFocus = useRef(false)
  const rows = useMemo(() => ownerRows(draft, derivation, { folded, query: wanted }), [draft, derivation, folded, wanted])
  const tabStop = rows.find((row) => row.key === (stop ?? owner)) ?? rows.find((row) => row.key === owner) ?? rows[0]
  const stopKey = tabStop?.key ?? null

  useEffect(() => {
    if (stopKey === null) return
    const element = document.getElementById(idOf(stopKey))
    element?.scrollIntoView({ block: 'nearest' })
    if (hadFocus.current) element?.focus({ preventScroll: true })
  }, [stopKey])

  /** A heading opens no page; the inspector says what its cost adds up. */
  function explain(node: OwnerNode): void {
    inspector.show(node.cost === null ? null : explainOf.owners({ draft, derivation, label }, { label: node.label, owners: node.members }))
  }
  function choose(node: OwnerNode | undefined): void {
    if (node === undefined) return
    setStop(node.key)
    if (node.owner !== null) show({ owner: node.owner })
    else explain(node)
  }
  function fold(node: OwnerNode, isOpen: boolean): void {
    if (!node.isFoldable || node.isOpen === isOpen) return
    setStop(node.key)
    const next = new Set(folded)
    if (isOpen) next.delete(node.key)
    else next.add(node.key)
    setFolded(next)
  }
  function onKeyDown(event: KeyboardEvent): void {
    const index = rows.findIndex((row) => row.key === stopKey)
    const node = rows[index]
    if (node === undefined || event.ctrlKey || event.metaKey || event.altKey) return
    switch (event.key) {
      case 'ArrowDown':
        choose(rows[index + 1])
        break
      case 'ArrowUp':
        choose(rows[index - 1])
        break
      case 'ArrowRight':
        if (node.isFoldable && !node.isOpen) fold(node, true)
        else if (node.isFoldable) choose(rows[index + 1])
        break
      case 'ArrowLeft':
        if (node.isOpen) fold(node, false)
        else choose(rows.find((row) => row.key === node.parentKey))
        break
      case 'Home':
        choose(rows[0])
        break
      case 'End':
        choose(rows.at(-1))
        break
      case 'Enter':
      case ' ':
        if (node.isFoldable) fold(node, !node.isOpen)
        break
      default:
        return
    }
    event.preventDefault()
  }
  function onClick(event: MouseEvent): void {
    if (!(event.target instanceof Element)) return
    const key = event.target.closest<HTMLElement>('[data-key]')?.dataset['key']
    const node = rows.find((row) => row.key === key)
    if (node === undefined) return
    if (!node.isFoldable) {
      choose(node)
      return
    }
    fold(node, !node.isOpen)
    if (node.owner === null) explain(node)
  }

  return (
    <div className={classes['side']}>
      <div className={classes['sideTools']}>
        <TextInput
          aria-label="Search services and pools" placeholder="Search services and pools" leftSection={<IconSearch size={15} aria-hidden />} value={query} onChange={(event) => setQuery(event.currentTarget.value)} flex={1}
          rightSection={query === '' ? null : <CloseButton size="xs" aria-label="Clear the search" onClick={() => setQuery('')} />}
          onKeyDown={(event) => {
            const first = rows.find((row) => row.owner !== null)
            if (event.key === 'Enter' && first !== undefined) choose(first)
          }}
        />
      </div>
      {rows.length === 0 ? (
        <EmptyState title={query === '' ? 'No services yet' : 'Nothing is called that'} />
      ) : (
        <div
          className={classes['tree']} role="tree" aria-label="Services and pools" tabIndex={-1} onClick={onClick} onKeyDown={onKeyDown}
          onFocus={() => {
            hadFocus.current = true
          }}
          onBlur={(event) => {
            hadFocus.current = event.currentTarget.contains(event.relatedTarget)
          }}
        >
          {rows.map((row) => (
            <div
              key={row.key} id={idOf(row.key)} data-key={row.key} className={classes['item']} role="treeitem" aria-label={spoken(row)} aria-level={row.level} aria-selected={row.owner !== null && row.owner === owner}
              aria-posinset={row.index + 1} aria-setsize={row.siblingCount} {...(row.isFoldable ? { 'aria-expanded': row.isOpen } : {})} data-level={row.owner === null ? row.level : 'owner'} tabIndex={row.key === stopKey ? 0 : -1}
              style={{ paddingLeft: 2 + (row.level - 1) * INDENT }} title={[row.label, row.code].filter((part) => part !== '').join(' · ')}
            >
              <span className={classes['chevron']} aria-hidden>
                {row.isFoldable && (row.isOpen ? <IconChevronDown size={13} /> : <IconChevronRight size={13} />)}
              </span>
              <span className={classes['itemText']}>
                <span className={classes['itemLabel']}>{row.label}</span>
                {row.badge !== '' && <span className={classes['itemBadge']}>{row.badge}</span>}
              </span>
              <span className={classes['itemCost']}>{row.cost === null && row.owner !== null && isOwnerKey(row.owner) ? '–' : briefCost(row.cost)}</span>
            </div>
          ))}
        </div>
      )}
    </div>
  )
}
