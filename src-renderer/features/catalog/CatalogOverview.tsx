import { Anchor, Text } from '@mantine/core'
import type { ReactNode } from 'react'

import { markdownText } from '../../../src-shared/domain/markdown.ts'
import type { Draft } from '../../../src-shared/domain/model/draft.ts'
import type { Service } from '../../../src-shared/domain/model/tables.ts'
import { useModelSession } from '../../state/model-session.tsx'
import { catalogAddress, hrefOf } from '../../state/routes.ts'
import classes from './Catalog.module.css'
import { servicesOfLine } from './catalog-tree.ts'
import { StatusOfPage } from './page/StatusOfPage.tsx'

/** The first sentence of what is said of a service. */
function sentenceOf(draft: Draft, service: Service): string {
  const page = draft.servicePage.get(service.id)
  const text = markdownText((page?.purpose ?? '') !== '' ? (page?.purpose ?? '') : (page?.description ?? service.description))
  return /^.*?[.!?](?=\s|$)/s.exec(text)?.[0] ?? text
}

/** The catalog as its reader meets it: every service by line of business, in a sentence. */
export function CatalogOverview(): ReactNode {
  const { draft } = useModelSession()
  const lines = [...draft.lineOfBusiness.values()].toSorted((left, right) => left.position - right.position)
  return (
    <div className={classes['overview']}>
      {lines.map((line) => {
        const services = servicesOfLine(draft, line.id)
        return (
          <section key={line.id} aria-label={line.name}>
            <h2>
              <Anchor href={hrefOf(catalogAddress({ table: 'lineOfBusiness', id: line.id }))} inherit c="inherit">
                {line.name}
              </Anchor>
            </h2>
            {services.length === 0 ? (
              <Text size="sm" c="dimmed">
                No services yet.
              </Text>
            ) : (
              <ul>
                {services.map((service) => {
                  const page = draft.servicePage.get(service.id)
                  return (
                    <li key={service.id}>
                      <span>
                        <Anchor href={hrefOf(catalogAddress({ table: 'service', id: service.id }))} fw={600} fz="inherit">
                          {service.name}
                        </Anchor>
                        <span className={classes['sentence']}>{sentenceOf(draft, service)}</span>
                      </span>
                      {page === undefined ? <span className={classes['noPage']}>No page yet</span> : <StatusOfPage status={page.status} />}
                    </li>
                  )
                })}
              </ul>
            )}
          </section>
        )
      })}
    </div>
  )
}
