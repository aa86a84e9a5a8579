import { Anchor, Box, Text } from '@mantine/core'
import type { KeyboardEvent, ReactNode } from 'react'

import type { CatalogHit, CatalogHits, Snippet } from '../../../src-shared/domain/catalog/search-catalog.ts'
import { cutAtWords } from '../../../src-shared/domain/catalog/search-catalog.ts'
import { wordsOf } from '../../../src-shared/domain/catalog/word-index.ts'
import { EmptyState } from '../../components/EmptyState.tsx'
import { hrefOf } from '../../state/routes.ts'
import classes from './Catalog.module.css'
import { hitAddress } from './hit-address.ts'

const KINDS: Readonly<Record<CatalogHit['kind'], string>> = {
  service: 'Service', request: 'Request', rate: 'Rate', group: 'Group', line: 'Line of business', version: 'Version of its page', target: 'Service target', agreement: 'Agreement', finding: 'Finding',
}

function Cut({ parts }: { readonly parts: Snippet }): ReactNode {
  return parts.map((part, index) => (part.isFound ? <mark key={index}>{part.text}</mark> : <span key={index}>{part.text}</span>))
}

/** From one result to the next with the arrows; up from the first one goes back to what is typed. */
function onKeyDown(event: KeyboardEvent<HTMLElement>): void {
  if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return
  const links = [...event.currentTarget.querySelectorAll<HTMLAnchorElement>('a')]
  const at = links.findIndex((link) => link === document.activeElement)
  if (at < 0) return
  event.preventDefault()
  if (at === 0 && event.key === 'ArrowUp') document.querySelector<HTMLInputElement>('[data-catalog-search]')?.focus()
  else links[at + (event.key === 'ArrowDown' ? 1 : -1)]?.focus()
}

/** What the catalog has of the words that are typed, the best first. */
export function SearchResults({ query, found, onChoose }: { readonly query: string; readonly found: CatalogHits; readonly onChoose: (place: CatalogHit['shownBy']) => void }): ReactNode {
  const words = wordsOf(query)
  const { hits, total } = found
  if (hits.length === 0) return <EmptyState title={`Nothing has "${query.trim()}"`}>Names, codes and the texts of pages are searched with their versions, and requests, rates, targets, agreements and findings. Fewer or shorter words find more.</EmptyState>
  return (
    <Box component="section" aria-label="Search results" className={classes['results'] ?? ''} onKeyDown={onKeyDown}>
      <Text size="sm" c="dimmed" component="output">
        {total.toLocaleString('en-US')} found{total > hits.length ? `, the best ${hits.length} of them` : ''}
      </Text>
      <ol>
        {hits.map((hit) => (
          <li key={`${hit.kind}:${hit.id}`}>
            <div className={classes['hitHead']}>
              <Anchor
                href={hrefOf(hitAddress(hit.shownBy))}
                fw={600}
                onClick={(event) => {
                  event.preventDefault()
                  onChoose(hit.shownBy)
                }}
              >
                <Cut parts={cutAtWords(hit.title, words)} />
              </Anchor>
              <span className={classes['hitFacts']}>
                {[hit.code, KINDS[hit.kind], hit.place].filter((each) => each !== '').join(' · ')}
              </span>
            </div>
            {hit.snippet.length > 0 && (
              <p className={classes['snippet']}>
                <Cut parts={hit.snippet} />
              </p>
            )}
          </li>
        ))}
      </ol>
    </Box>
  )
}
