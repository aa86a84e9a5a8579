import { Anchor, Breadcrumbs, Group, Tabs, Text, Title } from '@mantine/core'
import { useEffect, type ReactNode, type Ref } from 'react'

import { pageRowsOf, pageVersionsOf } from '../../../src-shared/domain/catalog/service-page.ts'
import type { Draft } from '../../../src-shared/domain/model/draft.ts'
import { useInspector, type InspectorSubject } from '../../state/inspector.tsx'
import { useModelSession } from '../../state/model-session.tsx'
import { catalogAddress, goTo, hrefOf, SERVICE_TABS, useAddressQuery, type ServiceTab } from '../../state/routes.ts'
import { nameOf, pathOf, type CatalogRef, type TreeNode } from './catalog-tree.ts'
import classes from './Catalog.module.css'
import { GroupPanel, LinePanel, ServicePanel } from './GroupPanels.tsx'
import { ServicePagePanel } from './page/ServicePagePanel.tsx'
import { RatePanel } from './RatePanel.tsx'
import { RowActions } from './RowActions.tsx'

function Fields({ row, onSelect }: { readonly row: CatalogRef; readonly onSelect: (ref: CatalogRef) => void }): ReactNode {
  const { draft } = useModelSession()
  switch (row.table) {
    case 'lineOfBusiness': {
      const line = draft.lineOfBusiness.get(row.id)
      return line === undefined ? null : <LinePanel line={line} onSelect={onSelect} />
    }
    case 'serviceGroup': {
      const group = draft.serviceGroup.get(row.id)
      return group === undefined ? null : <GroupPanel group={group} onSelect={onSelect} />
    }
    case 'service':
      return <ServiceTabs id={row.id} onSelect={onSelect} />
    case 'rate': {
      const rate = draft.rate.get(row.id)
      return rate === undefined ? null : <RatePanel rate={rate} />
    }
  }
}

function isServiceTab(text: string | null): text is ServiceTab {
  return SERVICE_TABS.some((tab) => tab === text)
}

/** A service: its page as customers read it, and its fields with its rates. */
function ServiceTabs({ id, onSelect }: { readonly id: string; readonly onSelect: (ref: CatalogRef) => void }): ReactNode {
  const { draft } = useModelSession()
  const asked = useAddressQuery().get('tab')
  const service = draft.service.get(id)
  if (service === undefined) return null
  return (
    <Tabs value={isServiceTab(asked) ? asked : 'page'} onChange={(tab) => goTo(catalogAddress({ table: 'service', id, ...(isServiceTab(tab) ? { tab } : {}) }), { replace: true })} keepMounted={false}>
      <Tabs.List mb="md">
        <Tabs.Tab value="page">Page</Tabs.Tab>
        <Tabs.Tab value="rates">Rates</Tabs.Tab>
      </Tabs.List>
      <Tabs.Panel value="page">
        <ServicePagePanel service={service} />
      </Tabs.Panel>
      <Tabs.Panel value="rates">
        <div className={classes['panelInner']}>
          <ServicePanel service={service} onSelect={onSelect} />
        </div>
      </Tabs.Panel>
    </Tabs>
  )
}

/** As many as one request takes; a rate with more prices than that is none of this world. */
const MOST_ROWS = 1_000

function rowsOfPage(draft: Draft, serviceId: string): InspectorSubject['history'] {
  const { requests, reports, responsibilities } = pageRowsOf(draft, serviceId)
  return [
    ...(draft.servicePage.has(serviceId) ? [{ table: 'servicePage' as const, id: serviceId }] : []), ...requests.map(({ id }) => ({ table: 'requestType' as const, id })),
    ...reports.map(({ id }) => ({ table: 'serviceReport' as const, id })), ...responsibilities.map(({ id }) => ({ table: 'responsibility' as const, id })), ...pageVersionsOf(draft, serviceId).map(({ id }) => ({ table: 'pageVersion' as const, id })),
  ]
}

/** The row, and what belongs to it: of a service its page, of a rate its prices, baselines and relations. */
function rowsOf(draft: Draft, row: CatalogRef): InspectorSubject['history'] {
  if (row.table === 'service') return [row, ...rowsOfPage(draft, row.id)].slice(0, MOST_ROWS)
  if (row.table !== 'rate') return [row]
  const isOwn = (each: { readonly rateId: string }): boolean => each.rateId === row.id
  return [
    row,
    ...[...draft.price.values()].filter(isOwn).map(({ id }) => ({ table: 'price' as const, id })),
    ...[...draft.baseline.values()].filter(isOwn).map(({ id }) => ({ table: 'baseline' as const, id })),
    ...[...draft.rateRelation.values()].filter((each) => each.fromRateId === row.id).map(({ id }) => ({ table: 'rateRelation' as const, id })),
  ].slice(0, MOST_ROWS)
}

function subjectOf(draft: Draft, row: CatalogRef): InspectorSubject {
  const note = row.table === 'rate' ? draft.rate.get(row.id)?.note : row.table === 'service' ? draft.service.get(row.id)?.description : undefined
  const prices = row.table === 'rate' ? [...draft.price.values()].filter((price) => price.rateId === row.id && price.note !== '') : []
  return {
    title: nameOf(draft, row), explain: null, history: rowsOf(draft, row),
    notes: [{ label: row.table === 'service' ? 'Description' : 'Note', text: note ?? '' }, ...prices.map((price) => ({ label: `Price in ${price.scheduleId.split('/')[0] ?? ''}`, text: price.note }))],
  }
}

/** A row of the catalog with everything that describes it. */
export function RowPanel({ row, node, onSelect, panel }: { readonly row: CatalogRef; readonly node: TreeNode | undefined; readonly onSelect: (ref: CatalogRef | null) => void; readonly panel: Ref<HTMLDivElement> }): ReactNode {
  const { draft } = useModelSession()
  const inspector = useInspector()
  const path = pathOf(draft, row)
  useEffect(() => {
    inspector.show(subjectOf(draft, row))
    return () => inspector.show(null)
  }, [inspector, draft, row])
  return (
    <div className={classes[row.table === 'service' ? 'pageInner' : 'panelInner']} ref={panel}>
      <div>
        {path.length > 0 && (
          <Breadcrumbs separatorMargin={6} fz="xs" mb={4}>
            {path.map((each) => (
              <Anchor key={each.id} href={hrefOf(catalogAddress(each))} size="xs" c="dimmed">
                {nameOf(draft, each)}
              </Anchor>
            ))}
          </Breadcrumbs>
        )}
        <Group justify="space-between" align="flex-start" gap="xs">
          <Title order={2}>
            {nameOf(draft, row)}
            {row.table === 'rate' && (
              <Text span size="sm" c="dimmed" fw={400}>
                {' '}
                {draft.rate.get(row.id)?.billableUnit}
              </Text>
            )}
          </Title>
          <RowActions row={row} node={node} onRemoved={() => onSelect(path.at(-1) ?? null)} />
        </Group>
      </div>
      <Fields row={row} onSelect={onSelect} />
    </div>
  )
}
