import { Breadcrumbs, Group, Anchor, Text, Title } from '@mantine/core'
import { useEffect, type ReactNode, type Ref } from 'react'

import type { Draft } from '../../../src-shared/domain/model/draft.ts'
import { useInspector, type InspectorSubject } from '../../state/inspector.tsx'
import { useModelSession } from '../../state/model-session.tsx'
import { catalogAddress, hrefOf } from '../../state/routes.ts'
import { nameOf, pathOf, type CatalogRef, type TreeNode } from './catalog-tree.ts'
import classes from './Catalog.module.css'
import { GroupPanel, LinePanel, ServicePanel } from './GroupPanels.tsx'
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
    case 'service': {
      const service = draft.service.get(row.id)
      return service === undefined ? null : <ServicePanel service={service} onSelect={onSelect} />
    }
    case 'rate': {
      const rate = draft.rate.get(row.id)
      return rate === undefined ? null : <RatePanel rate={rate} />
    }
  }
}

/** As many as one request takes; a rate with more prices than that is none of this world. */
const MOST_ROWS = 1_000

/** The row, and of a rate its prices, baselines and relations too. */
function rowsOf(draft: Draft, row: CatalogRef): InspectorSubject['history'] {
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
    <div className={classes['panelInner']} ref={panel}>
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
