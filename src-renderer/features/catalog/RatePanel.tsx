import { Select, Text } from '@mantine/core'
import type { ReactNode } from 'react'

import { planUpdateRate } from '../../../src-shared/domain/catalog/edit-catalog.ts'
import { formatFiscalYear } from '../../../src-shared/domain/fiscal-year.ts'
import type { Rate } from '../../../src-shared/domain/model/tables.ts'
import { TextField } from '../../components/TextField.tsx'
import { useApplyPlan } from '../../state/apply-plan.ts'
import { useModelSession } from '../../state/model-session.tsx'
import { BaselinesSection } from './BaselinesSection.tsx'
import classes from './Catalog.module.css'
import { PricesSection } from './PricesSection.tsx'
import { RelationsSection } from './RelationsSection.tsx'
import { useFieldPlan } from './use-catalog-edits.ts'

/** Everything about a rate: its fields, prices, baselines and relations. */
export function RatePanel({ rate }: { readonly rate: Rate }): ReactNode {
  const { draft, readOnly } = useModelSession()
  const commit = useFieldPlan()
  const applyPlan = useApplyPlan()
  const { id } = rate
  return (
    <>
      {rate.retiredFrom !== null && <Text size="sm">No longer offered from {formatFiscalYear(rate.retiredFrom)} on.</Text>}
      <div className={classes['fields']}>
        <TextField label="Resource" value={rate.title} readOnly={readOnly} onCommit={(title) => commit(planUpdateRate({ draft, id, title }))} />
        <TextField label="Code" value={rate.code} readOnly={readOnly} onCommit={(code) => commit(planUpdateRate({ draft, id, code }))} />
        <TextField label="Billable unit" value={rate.billableUnit} readOnly={readOnly} onCommit={(billableUnit) => commit(planUpdateRate({ draft, id, billableUnit }))} />
        <TextField label="Object code" description="E10 computer services, E05 postal" value={rate.objectCode} readOnly={readOnly} onCommit={(objectCode) => commit(planUpdateRate({ draft, id, objectCode }))} />
        <Select
          label="Service"
          data={[...draft.service.values()].map((service) => ({ value: service.id, label: [service.code, service.name].filter((part) => part !== '').join(' ') }))}
          value={rate.serviceId}
          disabled={readOnly}
          searchable
          limit={100}
          allowDeselect={false}
          onChange={(serviceId) => {
            if (serviceId !== null && serviceId !== rate.serviceId) applyPlan(planUpdateRate({ draft, id, serviceId }))
          }}
        />
        <div className={classes['wide']}>
          <TextField label="Note" isLong value={rate.note} readOnly={readOnly} onCommit={(note) => commit(planUpdateRate({ draft, id, note }))} />
        </div>
      </div>
      <PricesSection rate={rate} />
      <BaselinesSection rate={rate} />
      <RelationsSection rate={rate} />
    </>
  )
}
