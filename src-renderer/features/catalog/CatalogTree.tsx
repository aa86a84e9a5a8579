import { IconChevronDown, IconChevronRight } from '@tabler/icons-react'
import { useEffect, useRef, type KeyboardEvent, type MouseEvent, type ReactNode } from 'react'

import type { CatalogRef, TreeNode } from './catalog-tree.ts'
import classes from './Catalog.module.css'

const INDENT = 16

type Props = {
  readonly rows: readonly TreeNode[]
  readonly selectedKey: string | null
  readonly onSelect: (ref: CatalogRef) => void
  readonly onToggle: (key: string, isExpanded: boolean) => void
  readonly onMove: (node: TreeNode, by: -1 | 1) => void
  /** Enter: go on to the fields of the row. */
  readonly onEnter: () => void
}

function idOf(key: string): string {
  return `catalog ${key}`.replaceAll(/\s/g, '-')
}

/** The tree of the catalog: arrows move and open, Enter edits, Alt with arrows reorders. */
export function CatalogTree({ rows, selectedKey, onSelect, onToggle, onMove, onEnter }: Props): ReactNode {
  const hadFocus = useRef(false)
  const selected = rows.find((row) => row.key === selectedKey)
  const tabStop = selected ?? rows[0]

  // The row that is chosen by another row's key is looked at, and keeps the keyboard when the tree had it.
  useEffect(() => {
    if (selectedKey === null) return
    const element = document.getElementById(idOf(selectedKey))
    element?.scrollIntoView({ block: 'nearest' })
    if (hadFocus.current) element?.focus({ preventScroll: true })
  }, [selectedKey])

  function goTo(node: TreeNode | undefined): void {
    if (node !== undefined) onSelect(node)
  }
  function onKeyDown(event: KeyboardEvent): void {
    const index = rows.findIndex((row) => row.key === tabStop?.key)
    const node = rows[index]
    if (node === undefined || event.ctrlKey || event.metaKey) return
    switch (event.key) {
      case 'ArrowDown':
      case 'ArrowUp': {
        const by = event.key === 'ArrowDown' ? 1 : -1
        if (event.altKey) onMove(node, by)
        else goTo(rows[index + by])
        break
      }
      case 'ArrowRight':
        if (node.hasChildren && !node.isExpanded) onToggle(node.key, true)
        else if (node.hasChildren) goTo(rows[index + 1])
        break
      case 'ArrowLeft':
        if (node.isExpanded) onToggle(node.key, false)
        else goTo(rows.find((row) => row.key === node.parentKey))
        break
      case 'Home':
        goTo(rows[0])
        break
      case 'End':
        goTo(rows.at(-1))
        break
      case 'Enter':
        onEnter()
        break
      case ' ':
        if (node.hasChildren) onToggle(node.key, !node.isExpanded)
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
    const isChevron = event.target.closest('[data-chevron]') !== null
    if (isChevron && node.hasChildren) onToggle(node.key, !node.isExpanded)
    else onSelect(node)
  }

  return (
    <div
      className={classes['tree']}
      role="tree"
      aria-label="Catalog"
      tabIndex={-1}
      onClick={onClick}
      onKeyDown={onKeyDown}
      onFocus={() => {
        hadFocus.current = true
      }}
      onBlur={(event) => {
        hadFocus.current = event.currentTarget.contains(event.relatedTarget)
      }}
    >
      {rows.map((row) => (
        <div
          key={row.key}
          id={idOf(row.key)}
          data-key={row.key}
          className={classes['item']}
          role="treeitem"
          aria-level={row.level}
          aria-selected={row.key === selectedKey}
          aria-posinset={row.index + 1}
          aria-setsize={row.siblingCount}
          {...(row.hasChildren ? { 'aria-expanded': row.isExpanded } : {})}
          data-level={row.level}
          data-retired={row.isRetired || undefined}
          tabIndex={row.key === tabStop?.key ? 0 : -1}
          style={{ paddingLeft: 4 + (row.level - 1) * INDENT }}
          title={row.label}
        >
          <span className={classes['chevron']} data-chevron>
            {row.hasChildren && (row.isExpanded ? <IconChevronDown size={14} aria-hidden /> : <IconChevronRight size={14} aria-hidden />)}
          </span>
          <span className={classes['label']}>{row.label}</span>
          {row.code !== '' && row.table === 'service' && <span className={classes['code']}>{row.code}</span>}
        </div>
      ))}
    </div>
  )
}
