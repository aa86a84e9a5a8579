/** The manager's own list: customers with next year's change and the last contact. */
import { Button, CloseButton, Group, Select, Text, TextInput } from '@mantine/core'
import { IconSearch } from '@tabler/icons-react'
import { useDeferredValue, useMemo, useState, type ReactNode } from 'react'

import type { BudgetSummary } from '../../../src-shared/contract/budget-answers.ts'
import type { Customer } from '../../../src-shared/domain/model/billing-tables.ts'
import { failureOf } from '../../client/failures.ts'
import { ChangeText } from '../../components/ChangeText.tsx'
import { EmptyState } from '../../components/EmptyState.tsx'
import { moveInList } from '../../components/list-keys.ts'
import { usePreference } from '../../state/preferences.ts'
import { useVersionSelection } from '../../state/version-selection.tsx'
import classes from './Budgets.module.css'
import { useSummaries } from './use-budget.ts'

const EVERYBODY = ''

function matches({ code, name, secretariat }: Customer, wanted: string): boolean {
  return [code, name, secretariat].some((text) => text.toLowerCase().includes(wanted))
}

function Row({ customer, summary, isChosen, isStop, onChoose }: { readonly customer: Customer; readonly summary: BudgetSummary | undefined; readonly isChosen: boolean; /** Where the Tab key stops. */ readonly isStop: boolean; readonly onChoose: (id: string) => void }): ReactNode {
  return (
    <li>
      <button type="button" className={classes['customer']} data-entry tabIndex={isStop ? 0 : -1} aria-current={isChosen || undefined} onKeyDown={moveInList} onClick={() => onChoose(customer.id)} title={`${customer.name}${customer.accountManager === '' ? '' : ` · ${customer.accountManager}`}`}>
        <span className={classes['name']}>{customer.code}</span>
        <span className={classes['end']}>{summary === undefined ? <span className={classes['quiet']}>…</span> : <ChangeText value={summary.difference} places={0} />}</span>
        <span className={classes['quiet']}>{customer.name}</span>
        <span className={`${classes['quiet']} ${classes['end']}`}>{summary?.percentChange === undefined || summary.percentChange === null ? '' : <ChangeText value={summary.percentChange} places={2} unit=" %" hasArrow={false} />}</span>
        <span className={`${classes['quiet']} ${classes['whole']}`}>{customer.lastContactOn === null ? 'No contact noted' : `Last contact ${customer.lastContactOn}`}</span>
      </button>
    </li>
  )
}

export function CustomerList({ customers, chosen, onChoose }: { readonly customers: readonly Customer[]; readonly chosen: string | null; readonly onChoose: (id: string) => void }): ReactNode {
  const { base, activeVersion } = useVersionSelection()
  const [manager, setManager] = usePreference('budgets.manager', EVERYBODY)
  const [query, setQuery] = useState('')
  const wanted = useDeferredValue(query).trim().toLowerCase()
  const managers = useMemo(() => [...new Set(customers.map((each) => each.accountManager))].filter((each) => each !== '').toSorted(), [customers])
  const own = managers.includes(manager) ? manager : EVERYBODY
  const ofManager = useMemo(() => customers.filter((each) => own === EVERYBODY || each.accountManager === own), [customers, own])
  const ids = useMemo(() => ofManager.map((each) => each.id), [ofManager])
  const summaries = useSummaries({ from: base, to: activeVersion }, ids)
  const shown = ofManager.filter((each) => wanted === '' || matches(each, wanted))
  const stop = shown.some((each) => each.id === chosen) ? chosen : (shown[0]?.id ?? null)
  return (
    <section className={classes['side']} aria-label="Customers">
      <div className={classes['sideTools']}>
        <TextInput
          aria-label="Search customers" placeholder="Search" value={query} onChange={(event) => setQuery(event.currentTarget.value)} leftSection={<IconSearch size={14} aria-hidden />}
          rightSection={query === '' ? null : <CloseButton size="xs" aria-label="Show all customers" onClick={() => setQuery('')} />}
        />
        {managers.length > 1 && (
          <Select aria-label="Account manager" data={[{ value: EVERYBODY, label: 'Customers of every manager' }, ...managers.map((each) => ({ value: each, label: each }))]} value={own} allowDeselect={false} onChange={(next) => setManager(next ?? EVERYBODY)} />
        )}
        <Group gap={6} wrap="nowrap">
          <Text size="xs" c="dimmed" component="output">
            {summaries.error !== null ? `The changes could not be computed: ${failureOf(summaries.error).message}` : summaries.isWaiting ? `${summaries.isStopped ? 'Stopped' : 'Projecting'}: ${summaries.of.size} of ${ids.length}` : `${shown.length} ${shown.length === 1 ? 'customer' : 'customers'}, change in USD`}
          </Text>
          {summaries.error === null && summaries.isWaiting && (
            <Button size="compact-xs" variant="default" onClick={summaries.isStopped ? summaries.goOn : summaries.stop}>{summaries.isStopped ? 'Go on' : 'Stop'}</Button>
          )}
        </Group>
      </div>
      {shown.length === 0 ? (
        <EmptyState title="No customer is called that">Search for another code, name or secretariat{own === EVERYBODY ? '' : `, or among the customers of every manager`}.</EmptyState>
      ) : (
        <ul className={classes['list']} data-entries>
          {shown.map((customer) => (
            <Row key={customer.id} customer={customer} summary={summaries.of.get(customer.id)} isChosen={customer.id === chosen} isStop={customer.id === stop} onChoose={onChoose} />
          ))}
        </ul>
      )}
    </section>
  )
}
