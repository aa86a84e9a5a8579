import { NativeSelect, Text } from '@mantine/core'
import type { ReactNode } from 'react'

import { usageChoiceText } from '../../../src-shared/domain/usage/years-of-usage.ts'
import { monthWords } from '../../../src-shared/domain/month.ts'
import type { BillingReportName } from '../../../src-shared/domain/reports/report-names.ts'
import { isOfOneCustomer, type BillingChoice } from './billing-choices.ts'

/** What the address says of a report of bills or budgets. */
export type BillingQuery = { readonly agency?: string; readonly month?: string; readonly usage?: string; readonly rates?: 'base'; readonly request?: string }

type Props = { readonly name: BillingReportName; readonly choice: BillingChoice; readonly isOfBase: boolean; readonly versions: string; readonly onChoose: (query: BillingQuery) => void }

/** Whose report, of which month or request. `isOfBase`: at the rates of the earlier version. */
export function BillingPicker({ name, choice, isOfBase, versions, onChoose }: Props): ReactNode {
  const { customers, customer, usageYear, usageBasis, months, month, requests, serviceRequest } = choice
  const usage = usageChoiceText({ year: usageYear, basis: usageBasis })
  const kept: BillingQuery = { ...(customer === undefined ? {} : { agency: customer.id }), usage, ...(isOfBase ? { rates: 'base' } : {}) }
  return (
    <>
      {isOfOneCustomer(name) && customer !== undefined && (
        <NativeSelect aria-label="Agency" maw={320} value={customer.id} data={customers.map((each) => ({ value: each.id, label: `${each.code} ${each.name}` }))} onChange={(event) => onChoose({ ...kept, ...(month === null ? {} : { month }), agency: event.currentTarget.value })} />
      )}
      {name === 'statement' && (
        <NativeSelect
          aria-label="Period"
          value={month ?? ''}
          data={[{ value: '', label: 'Whole year' }, ...months.map((each) => ({ value: each, label: monthWords(each) }))]}
          onChange={(event) => onChoose({ ...kept, ...(event.currentTarget.value === '' ? {} : { month: event.currentTarget.value }) })}
        />
      )}
      {name === 'quote' && serviceRequest !== undefined && (
        <NativeSelect aria-label="Request" maw={360} value={serviceRequest.id} data={requests.map((each) => ({ value: each.id, label: `${each.code} ${each.title}` }))} onChange={(event) => onChoose({ request: event.currentTarget.value })} />
      )}
      <Text size="sm" c="dimmed">
        {versions}
      </Text>
    </>
  )
}
