/** What an agreement covers: its services, and the targets by which it is measured. */
import { Anchor, MultiSelect, Table, Text } from '@mantine/core'
import type { ReactNode } from 'react'

import type { Agreement } from '../../../../src-shared/domain/model/agreement-tables.ts'
import type { ServiceTarget } from '../../../../src-shared/domain/model/level-tables.ts'
import { monthOfDay } from '../../../../src-shared/domain/month.ts'
import { servicesOfAgreement, targetsOfAgreement } from '../../../../src-shared/domain/service-levels/agreements/agreement-rows.ts'
import { planCoveredServices, planPromisedTargets } from '../../../../src-shared/domain/service-levels/agreements/edit-agreements.ts'
import { monthOfPromise, promisedIn } from '../../../../src-shared/domain/service-levels/agreements/promised-in-month.ts'
import { useApplyPlan } from '../../../state/apply-plan.ts'
import { hrefOf, levelsAddress } from '../../../state/routes.ts'
import { useDueDay } from '../../../state/today.ts'
import { useLevelView } from '../level-view.tsx'
import { Section } from './Section.tsx'

function promise({ direction, goal, unit, statistic, limitMinutes }: ServiceTarget): string {
  const limit = statistic === 'percent-within-limit' && limitMinutes !== null ? ` within ${limitMinutes} minutes` : ''
  return `${direction === 'at-least' ? 'at least' : 'at most'} ${goal} ${unit}${limit}`
}

export function Covered({ agreement }: { readonly agreement: Agreement }): ReactNode {
  const { draft, canEdit } = useLevelView()
  const applyPlan = useApplyPlan()
  const services = [...draft.service.values()].toSorted((left, right) => (left.name < right.name ? -1 : 1)).map((each) => ({ value: each.id, label: each.name }))
  const asOf = useDueDay()
  const targets = targetsOfAgreement(promisedIn(draft, monthOfPromise(draft, agreement, monthOfDay(asOf))), agreement.id)
  const covered = new Set(servicesOfAgreement(draft, agreement.id).map((each) => each.id))
  // Those of its services, and what no other agreement promises.
  const choices = [...draft.serviceTarget.values()].filter((each) => each.retiredFrom === null && (each.agreementId === agreement.id || (each.agreementId === null && covered.has(each.serviceId)))).map((each) => ({ value: each.id, label: `${each.code}, ${each.title}` }))
  return (
    <Section title="Services and targets" tools={<Anchor size="sm" href={hrefOf(levelsAddress({ tab: 'targets' }))}>All targets</Anchor>}>
      <MultiSelect
        aria-label="Services covered" placeholder={agreement.kind === 'sla' ? 'Which services are promised?' : 'Which services does it underpin?'} searchable readOnly={!canEdit} data={services}
        value={servicesOfAgreement(draft, agreement.id).map((each) => each.id)} onChange={(serviceIds) => applyPlan(planCoveredServices(draft, { agreementId: agreement.id, serviceIds }))}
      />
      <MultiSelect
        aria-label="Targets that measure it" placeholder={targets.length === 0 ? 'By which targets is it measured?' : ''} searchable readOnly={!canEdit} data={choices} nothingFoundMessage="No other target of its services"
        value={targets.map((each) => each.id)} onChange={(targetIds) => applyPlan(planPromisedTargets(draft, { agreementId: agreement.id, targetIds }))}
      />
      {targets.length === 0 ? (
        <Text size="sm" c="dimmed">No target yet{agreement.kind === 'sla' ? ': what cannot be measured cannot be signed' : ''}. Choose one, or add one under Targets first.</Text>
      ) : (
        <Table aria-label="Targets" fz="sm" verticalSpacing={4}>
          <Table.Tbody>
            {targets.map((target) => (
              <Table.Tr key={target.id}>
                <Table.Th scope="row" fw={500}><Anchor size="sm" underline="always" c="inherit" href={hrefOf(levelsAddress({ tab: 'targets', row: target.id }))}>{target.title}</Anchor></Table.Th>
                <Table.Td>{promise(target)}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      )}
    </Section>
  )
}
