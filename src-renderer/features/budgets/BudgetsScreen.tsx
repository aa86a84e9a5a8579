/** Budgets, the service account manager's desk: one customer's history, forecast, dated changes and budget. */
import { Anchor, Button } from '@mantine/core'
import { IconPresentation, IconPresentationOff } from '@tabler/icons-react'
import { useEffect, useMemo, useState, type ReactNode } from 'react'

import { formatVersion } from '../../../src-shared/domain/version-label.ts'
import { EmptyState } from '../../components/EmptyState.tsx'
import { Screen } from '../../components/Screen.tsx'
import { useCommands } from '../../state/commands.tsx'
import { useModelSession } from '../../state/model-session.tsx'
import { BUDGET_TABS, budgetsAddress, goTo, hrefOf, importsAddress, useAddressQuery, type BudgetTab } from '../../state/routes.ts'
import { useVersionSelection } from '../../state/version-selection.tsx'
import classes from './Budgets.module.css'
import { CustomerDesk } from './CustomerDesk.tsx'
import { CustomerList } from './CustomerList.tsx'

function isTab(text: string | null): text is BudgetTab {
  return BUDGET_TABS.some((tab) => tab === text)
}

function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && (target.isContentEditable || target.matches('input, textarea, select') || target.closest('[role="dialog"], [role="grid"]') !== null)
}

/** P turns the screen towards the customer and back; Esc turns it back. */
function usePresenting(): readonly [boolean, (isOn: boolean) => void] {
  const [isOn, setOn] = useState(false)
  useEffect(() => {
    function onKeyDown(event: KeyboardEvent): void {
      if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return
      if (event.key === 'p' || event.key === 'P') setOn((before) => !before)
      else if (event.key === 'Escape') setOn(false)
    }
    window.addEventListener('keydown', onKeyDown)
    return () => window.removeEventListener('keydown', onKeyDown)
  }, [])
  return [isOn, setOn]
}

function Room(): ReactNode {
  const { draft } = useModelSession()
  const { base, activeVersion } = useVersionSelection()
  const query = useAddressQuery()
  const [isPresenting, present] = usePresenting()
  const customers = useMemo(() => [...draft.customer.values()].toSorted((left, right) => left.position - right.position || (left.code < right.code ? -1 : 1)), [draft.customer])
  const [asked, askedTab, row] = [query.get('customer'), query.get('tab'), query.get('row')]
  const customer = customers.find((each) => each.id === asked) ?? null
  const tab = isTab(askedTab) ? askedTab : 'summary'
  const isTurned = isPresenting && customer !== null
  useCommands('budgets', useMemo(() => [{ id: 'budgets.present', group: 'Budgets', label: 'Present: hide the other customers', keys: 'P', run: () => present(!isPresenting) }], [isPresenting, present]))

  const tools = customer !== null && (
    <Button variant={isTurned ? 'filled' : 'default'} aria-pressed={isTurned} leftSection={isTurned ? <IconPresentationOff size={15} aria-hidden /> : <IconPresentation size={15} aria-hidden />} title="P" onClick={() => present(!isPresenting)}>
      {isTurned ? 'Stop presenting' : 'Present'}
    </Button>
  )
  return (
    <Screen fill title="Budgets" description={`From ${formatVersion(draft, base)} to ${formatVersion(draft, activeVersion)}: what was used, what will be, and what it costs.`} tools={tools}>
      <div className={classes['layout']} data-presenting={isTurned || undefined}>
        {!isTurned && <CustomerList customers={customers} chosen={customer?.id ?? null} onChoose={(id) => goTo(budgetsAddress({ customer: id, tab }), { replace: customer !== null })} />}
        {customer === null ? (
          <EmptyState title={asked === null ? 'Choose a customer' : 'This customer is no longer there'}>Its budget for the years at the top is shown here.</EmptyState>
        ) : (
          <CustomerDesk key={customer.id} customer={customer} tab={tab} row={row} />
        )}
      </div>
    </Screen>
  )
}

export function BudgetsScreen(): ReactNode {
  const { draft } = useModelSession()
  const { years } = useVersionSelection()
  if (years.length === 0) {
    return (
      <Screen title="Budgets">
        <EmptyState title="No fiscal year yet" actions={<Button variant="default" onClick={() => goTo('/schedules')}>Begin with a fiscal year</Button>}>
          A budget is priced by the rates of a year: make its schedule under Schedules, or bring one in under <Anchor href={hrefOf('/imports')} inherit>Imports</Anchor>.
        </EmptyState>
      </Screen>
    )
  }
  if (draft.customer.size === 0) {
    return (
      <Screen title="Budgets">
        <EmptyState title="No customers yet" actions={<Button variant="default" onClick={() => goTo(importsAddress('agencies'))}>Import customers and usage</Button>}>
          A budget goes on from what a customer used: bring in customers and their usage first.
        </EmptyState>
      </Screen>
    )
  }
  return <Room />
}
