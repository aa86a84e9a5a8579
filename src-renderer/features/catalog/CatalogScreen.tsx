import { Button, CloseButton, TextInput } from '@mantine/core'
import { IconSearch } from '@tabler/icons-react'
import { useDeferredValue, useEffect, useMemo, useRef, useState, type ReactNode } from 'react'

import { planMove } from '../../../src-shared/domain/catalog/edit-catalog.ts'
import { prepareSearch, searchCatalog, type CatalogHit } from '../../../src-shared/domain/catalog/search-catalog.ts'
import { EmptyState } from '../../components/EmptyState.tsx'
import { Screen } from '../../components/Screen.tsx'
import { useApplyPlan } from '../../state/apply-plan.ts'
import { useModelSession } from '../../state/model-session.tsx'
import { catalogAddress, goTo, useAddressQuery } from '../../state/routes.ts'
import { AddRow } from './AddRow.tsx'
import { CatalogOverview } from './CatalogOverview.tsx'
import { isCatalogTable, keyOf, pathOf, refOf, treeRows, type CatalogRef, type TreeNode } from './catalog-tree.ts'
import { CatalogTree } from './CatalogTree.tsx'
import classes from './Catalog.module.css'
import { hitAddress } from './hit-address.ts'
import { RowPanel } from './RowPanel.tsx'
import { SearchResults } from './SearchResults.tsx'

function counted(count: number, one: string, many: string): string {
  return `${count.toLocaleString('en-US')} ${count === 1 ? one : many}`
}

const MOST_RESULTS = 50

function select(ref: CatalogRef | null): void {
  goTo(ref === null ? '/catalog' : catalogAddress(ref), { replace: true })
}

/** The catalog: searched first, each service read as its page, and everything edited in place. */
export function CatalogScreen(): ReactNode {
  const { draft } = useModelSession()
  const applyPlan = useApplyPlan()
  const address = useAddressQuery()
  const [query, setQuery] = useState('')
  const wanted = useDeferredValue(query)
  // Results stand in the panel while something is searched, until one of them or a row of the tree is chosen.
  const [isLooking, setIsLooking] = useState(false)
  const panel = useRef<HTMLDivElement>(null)
  const results = useRef<HTMLDivElement>(null)
  // Lines and groups begin open; what is here is what the person has turned.
  const [turned, setTurned] = useState<ReadonlySet<string>>(new Set())

  const [table, id] = [address.get('table'), address.get('id')]
  const selected = useMemo(() => refOf(draft, table, id), [draft, table, id])
  const expanded = useMemo(() => {
    const open = new Set([...[...draft.lineOfBusiness.values()].map((line) => keyOf({ table: 'lineOfBusiness', id: line.id })), ...[...draft.serviceGroup.values()].map((group) => keyOf({ table: 'serviceGroup', id: group.id }))])
    for (const key of turned) if (!open.delete(key)) open.add(key)
    if (selected !== null) for (const each of pathOf(draft, selected)) open.add(keyOf(each))
    return open
  }, [draft, turned, selected])
  const rows = useMemo(() => treeRows(draft, { expanded, query: wanted }), [draft, expanded, wanted])
  const selectedKey = selected === null ? null : keyOf(selected)

  function toggle(key: string, isExpanded: boolean): void {
    if (expanded.has(key) === isExpanded) return
    const next = new Set(turned)
    if (!next.delete(key)) next.add(key)
    setTurned(next)
    // What is chosen inside would keep its branch open.
    const isInside = selected !== null && pathOf(draft, selected).some((each) => keyOf(each) === key)
    const branch = rows.find((row) => row.key === key)
    if (!isExpanded && isInside && branch !== undefined) select(branch)
  }
  function move(node: TreeNode, by: -1 | 1): void {
    const toIndex = node.index + by
    if (wanted === '' && toIndex >= 0 && toIndex < node.siblingCount) applyPlan(planMove({ draft, table: node.table, id: node.id, toIndex }))
  }
  const isSearched = isLooking && wanted.trim() !== ''
  const found = useMemo(() => (isSearched ? searchCatalog(draft, { query: wanted, limit: MOST_RESULTS }) : { hits: [], total: 0 }), [draft, isSearched, wanted])
  useEffect(() => {
    // After the screen is drawn: thousands of pages take a moment, once.
    const timer = setTimeout(() => prepareSearch(draft), 0)
    return () => clearTimeout(timer)
  }, [draft])
  function choose(ref: CatalogRef): void {
    setIsLooking(false)
    select(ref)
  }
  /** Of a result: in the catalog, or where it belongs among the service levels. */
  function open(place: CatalogHit['shownBy']): void {
    if (isCatalogTable(place.table)) choose({ table: place.table, id: place.id })
    else goTo(hitAddress(place))
  }
  function look(text: string): void {
    setQuery(text)
    setIsLooking(text.trim() !== '')
  }
  const isEmpty = draft.lineOfBusiness.size === 0

  return (
    <Screen
      title="Catalog"
      fill
      description={`${counted(draft.lineOfBusiness.size, 'line of business', 'lines of business')}, ${counted(draft.service.size, 'service', 'services')}, ${counted(draft.rate.size, 'rate', 'rates')}`}
      tools={<AddRow table="lineOfBusiness" parentId="" onAdded={select} />}
    >
      {isEmpty ? (
        <EmptyState title="The catalog is empty" actions={<Button variant="default" onClick={() => goTo('/imports')}>Import rates from a file</Button>}>
          Begin with a line of business, then its groups, services and rates; or import them with their prices.
        </EmptyState>
      ) : (
        <div className={classes['body']}>
          <div className={classes['finder']}>
            <TextInput
              aria-label="Search the catalog"
              placeholder="Search services, pages, requests, rates, targets, agreements and findings"
              size="md"
              data-catalog-search
              leftSection={<IconSearch size={17} aria-hidden />}
              rightSection={query === '' ? null : <CloseButton size="sm" aria-label="Clear the search" onClick={() => look('')} />}
              value={query}
              onChange={(event) => look(event.currentTarget.value)}
              onFocus={() => setIsLooking(query.trim() !== '')}
              onKeyDown={(event) => {
                // Whoever types fast is ahead of the results that are shown.
                const isAhead = event.key === 'Enter' && wanted !== query && query.trim() !== ''
                const [first] = isAhead ? searchCatalog(draft, { query, limit: 1 }).hits : found.hits
                if (event.key === 'Escape' && query !== '') look('')
                else if (event.key === 'Enter' && first !== undefined) open(first.shownBy)
                else if (event.key === 'ArrowDown' && first !== undefined) {
                  event.preventDefault()
                  results.current?.querySelector('a')?.focus()
                }
              }}
              flex={1}
            />
          </div>
          <div className={classes['layout']}>
            <div className={classes['side']}>
              {rows.length === 0 ? (
                <EmptyState title={isSearched && found.total > 0 ? 'Found in texts only' : 'Nothing is called that'} />
              ) : (
                <CatalogTree rows={rows} selectedKey={selectedKey} onSelect={choose} onToggle={toggle} onMove={move} onEnter={() => panel.current?.querySelector('input')?.focus()} />
              )}
            </div>
            <div className={classes['panel']} ref={results}>
              {isSearched ? (
                <SearchResults query={wanted} found={found} onChoose={open} />
              ) : selected === null ? (
                <CatalogOverview />
              ) : (
                <RowPanel key={selectedKey} row={selected} node={rows.find((row) => row.key === selectedKey)} onSelect={select} panel={panel} />
              )}
            </div>
          </div>
        </div>
      )}
    </Screen>
  )
}
