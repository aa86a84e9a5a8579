/** A service's page: the text for reading, with what is about it beside. */
import { Anchor, Button } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import { useState, type ReactNode } from 'react'

import { planRemovePage } from '../../../../src-shared/domain/catalog/edit-pages.ts'
import { PAGE_SECTIONS, type PageSection } from '../../../../src-shared/domain/catalog/page-sections.ts'
import type { ServicePageView } from '../../../../src-shared/domain/catalog/service-page.ts'
import { useApplyPlan } from '../../../state/apply-plan.ts'
import { useModelSession } from '../../../state/model-session.tsx'
import { hrefOf, reportAddress } from '../../../state/routes.ts'
import classes from './Page.module.css'
import { PageFacts } from './PageFacts.tsx'
import { RatesOfPage } from './RatesOfPage.tsx'
import { RowsSection } from './RowsSection.tsx'
import { TextSection } from './TextSection.tsx'
import { VersionView } from './VersionView.tsx'
import { Versions, type ShownVersion } from './Versions.tsx'

type OfPage = { readonly view: ServicePageView }

function hasContent({ page, requests, reports, responsibilities }: ServicePageView, { id, fields, rows, emptyText }: PageSection): boolean {
  if (id === 'chargeback' || emptyText !== null || fields.some(({ field }) => page[field] !== '')) return true
  return rows !== null && { serviceReport: reports, requestType: requests, responsibility: responsibilities }[rows].length > 0
}

function Section({ view, section, isBegun }: OfPage & { readonly section: PageSection; readonly isBegun: boolean }): ReactNode {
  const { title, fields, rows, emptyText } = section
  const { readOnly } = useModelSession()
  // Of several texts the empty ones are only of interest to who writes.
  const shown = fields.filter(({ field }) => view.page[field] !== '' || emptyText !== null || !readOnly)
  return (
    <section className={classes['section']} aria-label={title}>
      <h3 className={classes['sectionTitle']}>{title}</h3>
      {shown.map(({ field, label }, index) => (
        <TextSection key={field} serviceId={view.service.id} field={field} label={label} title={title} value={view.page[field]} emptyText={emptyText ?? 'Nothing written yet'} isBegun={isBegun && index === 0} />
      ))}
      {rows !== null && fields.length > 0 && <h4 className={classes['blockTitle']}>In detail</h4>}
      {rows !== null && <RowsSection view={view} table={rows} title={title} isBegun={isBegun && fields.length === 0} />}
      {section.id === 'chargeback' && <RatesOfPage serviceId={view.service.id} />}
    </section>
  )
}

function Article({ view }: OfPage): ReactNode {
  const { readOnly } = useModelSession()
  const [begun, setBegun] = useState<ReadonlySet<string>>(new Set())
  const missing = PAGE_SECTIONS.filter((section) => !hasContent(view, section) && !begun.has(section.id))
  return (
    <article className={classes['article']} aria-label={`Page of ${view.service.name}`}>
      {PAGE_SECTIONS.filter((section) => !missing.includes(section)).map((section) => (
        <Section key={section.id} view={view} section={section} isBegun={begun.has(section.id)} />
      ))}
      {!readOnly && missing.length > 0 && (
        <div className={classes['add']}>
          <span>Not on this page:</span>
          {missing.map((section) => (
            <Button key={section.id} size="compact-sm" variant="default" leftSection={<IconPlus size={13} aria-hidden />} onClick={() => setBegun(new Set([...begun, section.id]))}>
              {section.title}
            </Button>
          ))}
        </div>
      )}
    </article>
  )
}

export function PageReader({ view }: OfPage): ReactNode {
  const { draft, readOnly } = useModelSession()
  const apply = useApplyPlan()
  const [shown, setShown] = useState<ShownVersion>(null)
  const isThere = shown !== null && view.versions.some((version) => version.number === shown.number)
  return (
    <div className={classes['page']}>
      <div className={classes['layout']}>
        {isThere ? <VersionView view={view} shown={shown} onShow={setShown} /> : <Article view={view} />}
        <aside className={classes['aside']}>
          <PageFacts view={view} />
          <Versions view={view} onShow={setShown} />
          <Anchor href={hrefOf(reportAddress({ report: 'catalog', service: view.service.id }))} fz="inherit">
            Export this page
          </Anchor>
          {!readOnly && (
            <Anchor component="button" type="button" fz="inherit" ta="start" onClick={() => apply(planRemovePage({ draft, serviceId: view.service.id }))}>
              Remove this page
            </Anchor>
          )}
        </aside>
      </div>
    </div>
  )
}
