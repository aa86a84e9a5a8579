/** One customer: who it is, and the tabs of its budget. */
import { Badge, Button, Tabs, Text, TextInput, Title } from '@mantine/core'
import { IconAlertTriangle, IconFileExport, IconSend } from '@tabler/icons-react'
import { useCallback, useMemo, useState, type ComponentType, type ReactNode } from 'react'

import { planLastContact } from '../../../src-shared/domain/budget/edit-budget.ts'
import type { Customer } from '../../../src-shared/domain/model/billing-tables.ts'
import { formatVersion } from '../../../src-shared/domain/version-label.ts'
import { versionKey } from '../../../src-shared/domain/version.ts'
import { EmptyState } from '../../components/EmptyState.tsx'
import { FailureAlert } from '../../components/FailureAlert.tsx'
import { Waiting } from '../../components/Waiting.tsx'
import { useKeptTyping } from '../../components/use-kept-typing.ts'
import { useApplyPlan } from '../../state/apply-plan.ts'
import { useModelSession } from '../../state/model-session.tsx'
import { BUDGET_TABS, budgetsAddress, goTo, reportAddress, type BudgetTab } from '../../state/routes.ts'
import { useVersionSelection } from '../../state/version-selection.tsx'
import { BudgetViewContext, type BudgetFigures, type BudgetView } from './budget-view.tsx'
import classes from './Budgets.module.css'
import { ChangesTab } from './changes/ChangesTab.tsx'
import { HandOverDialog } from './HandOverDialog.tsx'
import { LastMove } from './LastMove.tsx'
import { QuestionsTab } from './questions/QuestionsTab.tsx'
import { RatesTab } from './rates/RatesTab.tsx'
import { RequestsTab } from './requests/RequestsTab.tsx'
import { SummaryTab } from './summary/SummaryTab.tsx'
import { readDayField } from '../../components/typed.ts'
import { useBudget } from './use-budget.ts'

const TABS: Readonly<Record<BudgetTab, { readonly label: string; readonly Panel: ComponentType }>> = {
  summary: { label: 'Summary', Panel: SummaryTab },
  rates: { label: 'Rates', Panel: RatesTab },
  changes: { label: 'Dated changes', Panel: ChangesTab },
  requests: { label: 'Requests', Panel: RequestsTab },
  questions: { label: 'Questions', Panel: QuestionsTab },
}
const CLASS_WORDS: Readonly<Record<Customer['customerClass'], string>> = { state: 'State agency', 'non-state': 'Non-state', external: 'External' }

function isTab(text: string | null): text is BudgetTab {
  return BUDGET_TABS.some((tab) => tab === text)
}

function LastContact({ customer, canEdit }: { readonly customer: Customer; readonly canEdit: boolean }): ReactNode {
  const { draft } = useModelSession()
  const applyPlan = useApplyPlan()
  const { typed, error, type, commit, onKeyDown, keptMark } = useKeptTyping({
    value: customer.lastContactOn ?? '',
    onCommit: (text) => {
      const read = readDayField(text)
      if ('why' in read) return read.why
      applyPlan(planLastContact(draft, { customerId: customer.id, on: read.value }))
      return null
    },
  })
  return <TextInput label="Last contact" placeholder="YYYY-MM-DD" w={124} readOnly={!canEdit} {...keptMark} value={typed ?? customer.lastContactOn ?? ''} error={error} autoComplete="off" onChange={(event) => type(event.currentTarget.value)} onBlur={commit} onKeyDown={onKeyDown} />
}

function Head({ customer, budget, canEdit }: { readonly customer: Customer; readonly budget: BudgetFigures | null; readonly canEdit: boolean }): ReactNode {
  const [isHandingOver, setHandingOver] = useState(false)
  const about = [customer.code, CLASS_WORDS[customer.customerClass], customer.accountManager, customer.secretariat, `${customer.stateFunding} % state, ${customer.federalFunding} % federal, ${customer.otherFunding} % other funds`].filter((part) => part !== '').join(' · ')
  return (
    <div className={classes['head']}>
      <div className={classes['title']}>
        <Title order={2} fz="lg">
          {customer.name}
        </Title>
        <Text size="xs" c="dimmed" component="div">
          {about}
        </Text>
      </div>
      <LastContact customer={customer} canEdit={canEdit} />
      <Button variant="default" leftSection={<IconFileExport size={15} aria-hidden />} onClick={() => goTo(reportAddress({ report: 'budget', agency: customer.id }))}>
        Export budget
      </Button>
      <Button leftSection={<IconSend size={15} aria-hidden />} disabled={!canEdit || budget === null} onClick={() => setHandingOver(true)}>
        Hand over the budget …
      </Button>
      {budget !== null && <HandOverDialog opened={isHandingOver} onClose={() => setHandingOver(false)} />}
    </div>
  )
}

function FictionalBanner({ customer }: { readonly customer: Customer }): ReactNode {
  if (customer.provenance !== 'fictional') return null
  return (
    <div className={classes['banner']} role="note">
      <IconAlertTriangle size={15} aria-hidden />
      <span>
        <strong>Fictional.</strong> This customer, its usage and its budget are made up.
      </span>
    </div>
  )
}

export function CustomerDesk({ customer, tab, row }: { readonly customer: Customer; readonly tab: BudgetTab; readonly row: string | null }): ReactNode {
  const { draft, readOnly } = useModelSession()
  const { base: from, activeVersion: to } = useVersionSelection()
  const { answer, failure, isBehind } = useBudget({ from, to, customerId: customer.id })
  const show = useCallback<BudgetView['show']>((target) => {
    goTo(budgetsAddress({ customer: customer.id, tab: target.tab ?? tab, ...(target.row === undefined ? {} : { row: target.row }) }), { replace: target.tab === undefined || target.tab === tab })
  }, [customer.id, tab])
  const budget = answer ?? null
  const view = useMemo((): BudgetView | null => budget === null ? null : {
    draft, customer, from, to, key: versionKey(to), fromLabel: formatVersion(draft, from), toLabel: formatVersion(draft, to), budget, isCurrent: !isBehind, tab, row, canEdit: !readOnly, show,
  }, [draft, customer, from, to, budget, isBehind, tab, row, readOnly, show])
  const counts: Readonly<Partial<Record<BudgetTab, number>>> = {
    requests: [...draft.serviceRequest.values()].filter((each) => each.customerId === customer.id).length, questions: [...draft.customerQuestion.values()].filter((each) => each.customerId === customer.id).length,
  }
  const { Panel } = TABS[tab]
  const inner = (
    <>
      <Head customer={customer} budget={budget} canEdit={!readOnly} />
      <FictionalBanner customer={customer} />
      {failure !== null ? (
        <div className={classes['page']}><FailureAlert failure={failure} title="The budget could not be computed" /></div>
      ) : answer === undefined ? (
        <div className={classes['page']}><Waiting label={`Projecting ${customer.code}`} /></div>
      ) : view === null ? (
        <EmptyState title="This customer is no longer there" />
      ) : (
        <Tabs value={tab} onChange={(next) => { if (isTab(next)) show({ tab: next }) }} keepMounted={false} className={classes['tabs'] ?? ''}>
          <div className={classes['barLine']}>
            <Tabs.List className={classes['bar'] ?? ''}>
              {BUDGET_TABS.map((each) => (
                <Tabs.Tab key={each} value={each} px="sm" fz="sm" rightSection={(counts[each] ?? 0) === 0 ? null : <Badge size="xs" color="gray" c="var(--mantine-color-text)">{counts[each]}</Badge>}>
                  {TABS[each].label}
                </Tabs.Tab>
              ))}
            </Tabs.List>
            <LastMove />
          </div>
          <Tabs.Panel value={tab} className={classes['panel'] ?? ''} key={tab} aria-busy={isBehind}>
            <Panel />
          </Tabs.Panel>
        </Tabs>
      )}
    </>
  )
  return <section className={classes['desk']} aria-label={`Budget of ${customer.code}`}>{view === null ? inner : <BudgetViewContext value={view}>{inner}</BudgetViewContext>}</section>
}
