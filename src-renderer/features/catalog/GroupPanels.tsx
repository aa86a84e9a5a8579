/** The fields of a line of business, a group and a service. */
import { Anchor, Select, Table, Text, Title } from '@mantine/core'
import type { ReactNode } from 'react'

import { planUpdateLineOfBusiness, planUpdateService, planUpdateServiceGroup } from '../../../src-shared/domain/catalog/edit-catalog.ts'
import { formatFiscalYear } from '../../../src-shared/domain/fiscal-year.ts'
import type { LineOfBusiness, Service, ServiceGroup } from '../../../src-shared/domain/model/tables.ts'
import { TextField } from '../../components/TextField.tsx'
import { useApplyPlan } from '../../state/apply-plan.ts'
import { useModelSession } from '../../state/model-session.tsx'
import { catalogAddress, hrefOf } from '../../state/routes.ts'
import { AddRow } from './AddRow.tsx'
import { ratesOf, type CatalogRef } from './catalog-tree.ts'
import classes from './Catalog.module.css'
import { useFieldPlan } from './use-catalog-edits.ts'

type Selecting = { readonly onSelect: (ref: CatalogRef) => void }

export function LinePanel({ line, onSelect }: Selecting & { readonly line: LineOfBusiness }): ReactNode {
  const { draft, readOnly } = useModelSession()
  const commit = useFieldPlan()
  return (
    <>
      <div className={classes['fields']}>
        <TextField label="Name" value={line.name} readOnly={readOnly} onCommit={(name) => commit(planUpdateLineOfBusiness({ draft, id: line.id, name }))} />
      </div>
      <div>
        <AddRow table="serviceGroup" parentId={line.id} onAdded={onSelect} />
      </div>
    </>
  )
}

export function GroupPanel({ group, onSelect }: Selecting & { readonly group: ServiceGroup }): ReactNode {
  const { draft, readOnly } = useModelSession()
  const commit = useFieldPlan()
  const applyPlan = useApplyPlan()
  return (
    <>
      <div className={classes['fields']}>
        <TextField label="Name" value={group.name} readOnly={readOnly} onCommit={(name) => commit(planUpdateServiceGroup({ draft, id: group.id, name }))} />
        <Select
          label="Line of business"
          data={[...draft.lineOfBusiness.values()].map((line) => ({ value: line.id, label: line.name }))}
          value={group.lineOfBusinessId}
          disabled={readOnly}
          allowDeselect={false}
          onChange={(lineOfBusinessId) => {
            if (lineOfBusinessId !== null && lineOfBusinessId !== group.lineOfBusinessId) applyPlan(planUpdateServiceGroup({ draft, id: group.id, lineOfBusinessId }))
          }}
        />
      </div>
      <div>
        <AddRow table="service" parentId={group.id} onAdded={onSelect} />
      </div>
    </>
  )
}

export function ServicePanel({ service, onSelect }: Selecting & { readonly service: Service }): ReactNode {
  const { draft, readOnly } = useModelSession()
  const commit = useFieldPlan()
  const applyPlan = useApplyPlan()
  const rates = ratesOf(draft, service.id)
  return (
    <>
      {service.retiredFrom !== null && <Text size="sm">No longer offered from {formatFiscalYear(service.retiredFrom)} on.</Text>}
      <div className={classes['fields']}>
        <TextField label="Name" value={service.name} readOnly={readOnly} onCommit={(name) => commit(planUpdateService({ draft, id: service.id, name }))} />
        <TextField label="Code" value={service.code} readOnly={readOnly} onCommit={(code) => commit(planUpdateService({ draft, id: service.id, code }))} />
        <Select
          label="Group"
          data={[...draft.serviceGroup.values()].map((group) => ({ value: group.id, label: `${group.name} (${draft.lineOfBusiness.get(group.lineOfBusinessId)?.name ?? ''})` }))}
          value={service.serviceGroupId}
          disabled={readOnly}
          searchable
          allowDeselect={false}
          onChange={(serviceGroupId) => {
            if (serviceGroupId !== null && serviceGroupId !== service.serviceGroupId) applyPlan(planUpdateService({ draft, id: service.id, serviceGroupId }))
          }}
        />
        <div className={classes['wide']}>
          <TextField label="Description" isLong value={service.description} readOnly={readOnly} onCommit={(description) => commit(planUpdateService({ draft, id: service.id, description }))} />
        </div>
      </div>
      <section>
        <div className={classes['sectionHead']}>
          <Title order={3}>Rates</Title>
          <AddRow table="rate" parentId={service.id} onAdded={onSelect} />
        </div>
        {rates.length === 0 ? (
          <Text size="sm" c="dimmed">
            Nothing is billed for this service yet.
          </Text>
        ) : (
          <Table aria-label={`Rates of ${service.name}`} fz="sm" verticalSpacing={5}>
            <Table.Thead>
              <Table.Tr>
                <Table.Th>Resource</Table.Th>
                <Table.Th>Code</Table.Th>
                <Table.Th>Unit</Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {rates.map((rate) => (
                <Table.Tr key={rate.id}>
                  <Table.Td>
                    <Anchor href={hrefOf(catalogAddress({ table: 'rate', id: rate.id }))} size="sm">
                      {rate.title}
                    </Anchor>
                  </Table.Td>
                  <Table.Td>{rate.code}</Table.Td>
                  <Table.Td>{rate.billableUnit}</Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        )}
      </section>
    </>
  )
}
