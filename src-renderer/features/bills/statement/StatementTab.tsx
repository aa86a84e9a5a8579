/** The statement of a customer: what was used, what it costs, what is billed and what is held back, and what is left (BILL-1, BILL-7, BILL-8, BILL-14). */
import { Alert, Box, Button, List, Text, Title } from '@mantine/core'
import { IconAlertTriangle, IconFileExport } from '@tabler/icons-react'
import { useCallback, type ReactNode } from 'react'

import { decimal, formatFixed } from '../../../../src-shared/domain/decimal.ts'
import { heldReasons } from '../../../../src-shared/domain/billing/held-reason.ts'
import type { Statement, StatementGroup, StatementLine } from '../../../../src-shared/domain/billing/statement.ts'
import { fiscalYearFirstMonth } from '../../../../src-shared/domain/model/integrity.ts'
import { monthsOfYear, monthWords, type Month } from '../../../../src-shared/domain/month.ts'
import { sumUsd } from '../../../../src-shared/domain/sum-usd.ts'
import { usageChoiceText } from '../../../../src-shared/domain/usage/years-of-usage.ts'
import { versionKey } from '../../../../src-shared/domain/version.ts'
import { client } from '../../../client/client.ts'
import { EmptyState } from '../../../components/EmptyState.tsx'
import { FailureAlert } from '../../../components/FailureAlert.tsx'
import { MoneyText } from '../../../components/MoneyText.tsx'
import { PlanWaiting } from '../../../components/PlanWaiting.tsx'
import { Sheet } from '../../../components/sheet/Sheet.tsx'
import { useInspector, type InspectorSubject } from '../../../state/inspector.tsx'
import { useLiveAnswer } from '../../../state/live-answer.ts'
import { useModelSession } from '../../../state/model-session.tsx'
import { usePlanning } from '../../../state/planning.ts'
import { goTo, reportAddress } from '../../../state/routes.ts'
import { useBillView } from '../bill-view.tsx'
import classes from '../Bills.module.css'
import { askBill } from '../explain-bills.ts'
import { Figures } from '../Figures.tsx'
import { Adjustments } from './Adjustments.tsx'
import { Encumbrance } from './Encumbrance.tsx'
import { groupsOfLine, groupSumWords, STATEMENT_COLUMNS } from './statement-rows.ts'
import { CustomerChoice, MonthChoice } from './StatementTools.tsx'

function lineId(line: StatementLine): string {
  return line.itemId === null ? line.rateId : `${line.rateId}|${line.itemId}`
}

function useSubjects(statement: Statement): { readonly ofLine: (line: StatementLine) => InspectorSubject; readonly ofBill: () => InspectorSubject } {
  const { version, usageYear, usageBasis } = useBillView()
  const { ahead } = useModelSession()
  const { customer, month } = statement
  const asked = { version, usageYear, usageBasis, customerId: customer.id, month, ahead }
  const span = month === null ? `FY${usageYear}` : monthWords(month)
  const ofLine = useCallback((line: StatementLine): InspectorSubject => ({
    title: `${customer.code} · ${line.title} · ${span}`, explain: null, notes: [{ label: 'Not billed', text: line.amount === null ? line.reason : '' }, { label: 'Service', text: line.service }], history: line.itemId === null ? [{ table: 'rate', id: line.rateId }] : [{ table: 'oneTimeItem', id: line.itemId }, { table: 'rate', id: line.rateId }], ask: () => askBill({ version, usageYear, usageBasis, customerId: customer.id, month, ahead }, line.rateId, { itemId: line.itemId }),
  }), [version, usageYear, usageBasis, ahead, customer, month, span])
  return { ofLine, ofBill: () => ({ title: `${customer.code} · bill · ${span}`, explain: null, notes: [{ label: 'Note', text: customer.note }], history: [{ table: 'customer', id: customer.id }], ask: () => askBill(asked, null) }) }
}

function Head({ statement }: { readonly statement: Statement }): ReactNode {
  const inspector = useInspector()
  const subjects = useSubjects(statement)
  const { usageBasis } = useBillView()
  const { month } = statement
  const bill = usageBasis === 'planned' ? 'Planned bill' : 'Bill'
  const held = heldReasons(statement).map(({ objectCode, because }) => `${objectCode}: ${because}`).join('; ')
  return (
    <Figures
      label="The statement in figures"
      figures={[
        { label: month === null ? `${bill} of the year` : `${bill} of ${monthWords(month)}`, value: statement.total, onExplain: () => { inspector.show(subjects.ofBill()); inspector.open('explain') } },
        { label: usageBasis === 'planned' ? 'Billed as planned' : 'Billed', value: statement.billed },
        { label: 'Held back', value: statement.heldBack, ...(held === '' ? {} : { more: held }) },
        { label: 'Year to date', value: statement.yearToDate },
        { label: 'Projected year', value: statement.projectedYear, words: 'no usage yet' },
      ]}
    />
  )
}

function Group({ statement, group }: { readonly statement: Statement; readonly group: StatementGroup }): ReactNode {
  const inspector = useInspector()
  const { ofLine } = useSubjects(statement)
  const { customer, month, months } = statement
  const name = group.objectCode === '' ? 'No object code' : `Object code ${group.objectCode}`
  const adjusted = group.adjustments.length > 0
  return (
    <section className={classes['section']} aria-label={name}>
      <Title order={2}>{name}</Title>
      {group.lines.length === 0 ? (
        <Text size="sm" c="dimmed">Nothing was used.</Text>
      ) : (
        <div className={classes['sheet']}>
          <Sheet<StatementLine> name="bills.statement" label={`Lines of ${name.toLowerCase()}`} rows={group.lines} rowId={lineId} columns={STATEMENT_COLUMNS} groupsOf={groupsOfLine} groupText={groupSumWords} subjectOf={ofLine} onOpen={() => inspector.open('explain')} height="rows" />
        </div>
      )}
      <Adjustments rows={group.adjustments} items={group.items} customerId={customer.id} objectCode={group.objectCode} month={month} months={months} />
      <dl className={classes['sums']}>
        <dt>Lines</dt>
        <dd><MoneyText value={group.charges} places={2} /></dd>
        <dt>Minimum charge, to make it up</dt>
        <dd><MoneyText value={group.minimum} places={2} /></dd>
        {adjusted && (
          <>
            <dt>Credits and adjustments</dt>
            <dd><MoneyText value={sumUsd(group.adjustments.map((each) => each.amount))} places={2} /></dd>
          </>
        )}
        <dt className={classes['sumLine']}>{name}</dt>
        <dd className={classes['sumLine']}><MoneyText value={group.subtotal} places={2} /></dd>
      </dl>
      <Encumbrance group={group} customerId={customer.id} month={month} months={months} />
    </section>
  )
}

function Unpriced({ lines }: { readonly lines: readonly StatementLine[] }): ReactNode {
  if (lines.length === 0) return null
  return (
    <Alert color="yellow" variant="light" icon={<IconAlertTriangle size={18} />} title={`${lines.length === 1 ? 'One line' : `${lines.length} lines`} could not be priced and ${lines.length === 1 ? 'is' : 'are'} not in the bill`}>
      <List size="sm">
        {lines.map((line) => (
          <List.Item key={lineId(line)}>
            {line.title} ({line.code}), {formatFixed(line.quantity, decimal(line.quantity).decimalPlaces())} {line.unit}: {line.reason}.
          </List.Item>
        ))}
      </List>
    </Alert>
  )
}

/** Scrolls by keyboard too. */
function ScrollPage({ label, children }: { readonly label: string; readonly children: ReactNode }): ReactNode {
  return (
    <Box component="section" className={classes['page'] ?? ''} tabIndex={0} aria-label={label}>
      {children}
    </Box>
  )
}

export function StatementTab(): ReactNode {
  const { draft, base, version, usage, usageYear, usageBasis, customer, month } = useBillView()
  const months = monthsOfYear(usageYear, fiscalYearFirstMonth(draft))
  const asked: Month | null = month !== null && months.includes(month) ? month : null
  const customerId = customer?.id ?? null
  const about = customer === null ? '' : [customer.secretariat, customer.accountManager === '' ? '' : `SAM ${customer.accountManager}`].filter((part) => part !== '').join(' · ')
  const live = useLiveAnswer<Statement | null>(['bills.statement', versionKey(version), usageYear, usageBasis, customerId, asked], customerId === null ? null : (ahead, signal) => client.bills.statement({ version, usageYear, usageBasis, customerId, month: asked, ahead: [...ahead] }, { signal }))
  const { answer, failure, isBehind } = live
  const planning = usePlanning(live)
  return (
    <>
      <div className={classes['tools']}>
        <CustomerChoice />
        <MonthChoice months={months} monthsWithUsage={usageBasis === 'planned' ? months : usage.years.find((each) => each.fiscalYear === usageYear)?.months ?? []} />
        <Text size="sm" c="dimmed" truncate className={classes['beside'] ?? ''} title={about}>
          {about}
        </Text>
        <Button
          variant="default" leftSection={<IconFileExport size={15} aria-hidden />} disabled={customer === null}
          onClick={() => {
            if (customer !== null) goTo(reportAddress({ report: 'statement', agency: customer.id, month: asked, usage: usageChoiceText({ year: usageYear, basis: usageBasis }), ...(version === base ? { rates: 'base' } : {}) }))
          }}
        >
          Export statement
        </Button>
      </div>
      {failure !== null && <div className={classes['alerts']}><FailureAlert title="The statement cannot be computed" failure={failure} /></div>}
      {failure === null && (answer === undefined || (isBehind && planning.progress !== null)) && <div className={classes['alerts']}><PlanWaiting label="Computing the statement" {...planning} /></div>}
      {failure === null && answer === null && <EmptyState title="There is no such customer any more">Choose another one.</EmptyState>}
      {answer !== undefined && answer !== null && (
        <ScrollPage label={`Statement of ${answer.customer.name}`}>
          <Head statement={answer} />
          <Unpriced lines={answer.unpriced} />
          {answer.groups.length === 0 && <EmptyState title={`Nothing is billed to ${answer.customer.code} ${asked === null ? `in FY${usageYear}` : `in ${monthWords(asked)}`}`}>It has neither usage nor credits nor an encumbrance there.</EmptyState>}
          {answer.groups.map((group) => (
            <Group key={group.objectCode} statement={answer} group={group} />
          ))}
        </ScrollPage>
      )}
    </>
  )
}
