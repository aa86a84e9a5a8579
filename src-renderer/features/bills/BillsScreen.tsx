/** Bills: what each customer pays, why, and what new rates mean for everybody. */
import { Anchor, Button } from '@mantine/core'
import { IconAlertTriangle, IconFileImport } from '@tabler/icons-react'
import { useCallback, useMemo, type ComponentType, type ReactNode } from 'react'

import type { FiscalYear } from '../../../src-shared/domain/fiscal-year.ts'
import { formatVersion } from '../../../src-shared/domain/version-label.ts'
import type { UsageBasis } from '../../../src-shared/domain/usage/effective-usage.ts'
import { impactYearOf, plannedYears, readUsageChoice, usageYearOf, type YearsOfUsage } from '../../../src-shared/domain/usage/years-of-usage.ts'
import { EmptyState } from '../../components/EmptyState.tsx'
import { FailureAlert } from '../../components/FailureAlert.tsx'
import { RoomPanel, RoomTabs } from '../../components/RoomTabs.tsx'
import { Screen } from '../../components/Screen.tsx'
import { Waiting } from '../../components/Waiting.tsx'
import { useCommands } from '../../state/commands.tsx'
import { useYearsOfUsage } from '../../state/live-bills.ts'
import { useModelSession } from '../../state/model-session.tsx'
import { BILL_TABS, billsAddress, goTo, hrefOf, importsAddress, useAddressQuery, type BillTab } from '../../state/routes.ts'
import { useVersionSelection } from '../../state/version-selection.tsx'
import { BillViewContext, customersInOrder, readDirections, readMonthOf, type BillView } from './bill-view.tsx'
import classes from './Bills.module.css'
import { CustomersTab } from './customers/CustomersTab.tsx'
import { ImpactTab } from './impact/ImpactTab.tsx'
import { MatrixTab } from './matrix/MatrixTab.tsx'
import { StatementTab } from './statement/StatementTab.tsx'
import { UsageTab } from './usage/UsageTab.tsx'
import { UsageTools } from './UsageTools.tsx'

const TABS: Readonly<Record<BillTab, { readonly label: string; readonly Panel: ComponentType; readonly what: (view: BillView) => string }>> = {
  bills: { label: 'Bills', Panel: MatrixTab, what: (view) => `What each customer pays at the rates of ${view.label}.` },
  statement: { label: 'Statement', Panel: StatementTab, what: (view) => `What one customer is billed at the rates of ${view.label}, and why.` },
  impact: { label: 'Impact', Panel: ImpactTab, what: (view) => `What it means for every customer to go from ${formatVersion(view.draft, view.base)} to ${formatVersion(view.draft, view.compared)}.` },
  usage: { label: 'Usage', Panel: UsageTab, what: () => 'How many units each customer used, month by month.' },
  customers: { label: 'Customers', Panel: CustomersTab, what: () => 'Who is billed, by which rules, and what is encumbered for it.' },
}

function isTab(text: string | null): text is BillTab {
  return BILL_TABS.some((tab) => tab === text)
}

/** Beside the tabs: it holds for each of them, and takes no row of any. */
function FictionalNote({ view }: { readonly view: BillView }): ReactNode {
  const fictional = view.customers.filter((each) => each.provenance === 'fictional').length
  if (fictional === 0) return null
  return (
    <span className={classes['fictional']} role="note">
      <IconAlertTriangle size={15} aria-hidden />
      <span>
        <strong>Fictional.</strong> {fictional === view.customers.length ? 'All customers, their usage and encumbrances are made up.' : `${fictional} of the ${view.customers.length} customers, with their usage and encumbrances, are made up.`}
      </span>
    </span>
  )
}

function useBillViewOf(usage: YearsOfUsage): BillView {
  const { draft, readOnly } = useModelSession()
  const { base, activeVersion } = useVersionSelection()
  const query = useAddressQuery()
  const asked = { tab: query.get('tab'), customer: query.get('customer'), month: query.get('month'), usage: query.get('usage'), rates: query.get('rates'), direction: query.get('direction'), row: query.get('row'), add: query.get('add') }
  const tab = isTab(asked.tab) ? asked.tab : 'bills'
  const customers = useMemo(() => customersInOrder({ customer: draft.customer }), [draft.customer])
  const version = asked.rates === 'base' ? base : activeVersion
  const usageView = useMemo(() => {
    const { asked: wanted, basis } = readUsageChoice(asked.usage)
    const planned = plannedYears(usage, [base.fiscalYear, activeVersion.fiscalYear])
    const offered = basis === 'planned' ? { asked: wanted, planned } : { asked: wanted }
    const usageYear = usageYearOf(usage, { ...offered, own: version.fiscalYear })
    const impactYear = impactYearOf(usage, { ...offered, base: base.fiscalYear, compared: activeVersion.fiscalYear })
    const basisOf = (year: FiscalYear | null): UsageBasis => (basis === 'planned' && planned.some((each) => year === null || each.fiscalYear === year) ? 'planned' : 'recorded')
    return { planned, usageYear, impactYear, usageBasis: basisOf(usageYear), impactBasis: basisOf(impactYear) }
  }, [usage, asked.usage, base, activeVersion, version])
  const directions = useMemo(() => readDirections(asked.direction), [asked.direction])
  const address = query.toString()
  const show = useCallback<BillView['show']>((target) => {
    const present = new URLSearchParams(address)
    const kept = (name: 'customer' | 'month' | 'usage'): string | undefined => present.get(name) ?? undefined
    const month = target.month === undefined ? kept('month') : (target.month ?? undefined)
    const next = { tab: target.tab ?? (isTab(present.get('tab')) ? present.get('tab') : null) ?? 'bills', customer: target.customer ?? kept('customer'), month, usage: target.usage ?? kept('usage'), rates: target.rates ?? (present.get('rates') === 'base' ? 'base' : undefined), direction: target.direction ?? present.get('direction') ?? '', row: target.row }
    goTo(billsAddress({
      tab: isTab(next.tab) ? next.tab : 'bills', ...(next.customer === undefined ? {} : { customer: next.customer }), ...(next.month === undefined ? {} : { month: next.month }), ...(next.usage === undefined ? {} : { usage: next.usage }),
      ...(next.rates === 'base' ? { rates: 'base' } : {}), ...(next.direction === '' ? {} : { direction: next.direction }), ...(next.row === undefined ? {} : { row: next.row }),
    }), { replace: target.tab === undefined })
  }, [address])
  return useMemo(() => ({
    draft, canEdit: !readOnly, tab, base, compared: activeVersion, version, label: formatVersion(draft, version), usage, ...usageView, customers, directions, row: asked.row, isAdding: asked.add === 'customer', show,
    customer: customers.find((each) => each.id === asked.customer) ?? customers[0] ?? null, month: readMonthOf(asked.month),
  }), [draft, readOnly, tab, base, activeVersion, version, usage, usageView, customers, directions, asked.row, asked.add, asked.customer, asked.month, show])
}

function Room({ usage }: { readonly usage: YearsOfUsage }): ReactNode {
  const view = useBillViewOf(usage)
  const { tab, show } = view
  const { Panel, what } = TABS[tab]
  useCommands('bills', useMemo(() => BILL_TABS.map((each) => ({ id: `bills ${each}`, group: 'Bills', label: TABS[each].label, run: () => show({ tab: each }) })), [show]))
  return (
    <BillViewContext value={view}>
      <Screen fill title="Bills" description={what(view)} tools={<UsageTools />}>
        <RoomTabs tabs={BILL_TABS} labelOf={(each) => TABS[each].label} shown={tab} onShow={(next) => show({ tab: next })} beside={<FictionalNote view={view} />}>
          <RoomPanel key={tab} tab={tab}>
            <Panel />
          </RoomPanel>
        </RoomTabs>
      </Screen>
    </BillViewContext>
  )
}

export function BillsScreen(): ReactNode {
  const { draft, readOnly } = useModelSession()
  const { years } = useVersionSelection()
  const query = useAddressQuery()
  const { answer, failure } = useYearsOfUsage()
  if (years.length === 0) {
    return (
      <Screen title="Bills">
        <EmptyState title="No fiscal year yet" actions={<Button variant="default" onClick={() => goTo('/schedules')}>Begin with a fiscal year</Button>}>
          Bills are usage times rates: make a year’s schedule under Schedules, or bring one in under <Anchor href={hrefOf('/imports')} inherit>Imports</Anchor>.
        </EmptyState>
      </Screen>
    )
  }
  if (draft.customer.size === 0 && query.get('tab') !== 'customers') {
    return (
      <Screen title="Bills">
        <EmptyState
          title="No customers yet"
          actions={
            <>
              <Button leftSection={<IconFileImport size={15} aria-hidden />} disabled={readOnly} onClick={() => goTo(importsAddress('agencies'))}>
                Import agencies
              </Button>
              <Button variant="default" disabled={readOnly} onClick={() => goTo(billsAddress({ tab: 'customers', add: 'customer' }))}>
                Add one by hand
              </Button>
            </>
          }
        >
          Import the agencies that are billed, or add them one by one; then import their usage.
        </EmptyState>
      </Screen>
    )
  }
  if (failure !== null) {
    return (
      <Screen title="Bills">
        <FailureAlert title="The usage could not be read" failure={failure} />
      </Screen>
    )
  }
  return answer === undefined ? <Screen title="Bills"><Waiting label="Reading the usage" /></Screen> : <Room usage={answer} />
}
