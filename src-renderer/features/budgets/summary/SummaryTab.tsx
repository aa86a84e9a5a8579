/** The customer's years at a glance: what they cost, why the next one differs, the budget, and what to set aside. */
import { Box, SegmentedControl, Table, Text, Title } from '@mantine/core'
import { useMemo, useState, type ReactNode } from 'react'

import type { BudgetFigureName } from '../../../../src-shared/domain/budget/explain-budget.ts'
import { budgetOf } from '../../../../src-shared/domain/budget/default-budget.ts'
import { Decimal, decimal, formatFixed, type AnyDecimalText } from '../../../../src-shared/domain/decimal.ts'
import { fiscalYear, isFiscalYear } from '../../../../src-shared/domain/fiscal-year.ts'
import { budgetId } from '../../../../src-shared/domain/model/billing-tables.ts'
import { planOf, type Version } from '../../../../src-shared/domain/version.ts'
import { ChangeText } from '../../../components/ChangeText.tsx'
import { ChartFigure } from '../../../components/ChartFigure.tsx'
import { MoneyText } from '../../../components/MoneyText.tsx'
import { useInspector } from '../../../state/inspector.tsx'
import { usePreference } from '../../../state/preferences.ts'
import { useBudgetView, type BudgetFigures } from '../budget-view.tsx'
import classes from '../Budgets.module.css'
import { useInspected, type Inspected } from '../use-inspected.ts'
import { AssumptionFields } from './AssumptionFields.tsx'
import { monthsChart } from './months-chart.ts'

const TERMS = [
  { term: 'price', word: 'Price' }, { term: 'volume', word: 'Volume' }, { term: 'joint', word: 'Joint' }, { term: 'new', word: 'New services' }, { term: 'ended', word: 'Ended services' }, { term: 'merged', word: 'Merged services' },
  { term: 'minimumAndCredits', word: 'Minimum and credits' }, { term: 'rounding', word: 'Rounding' },
] as const

type Explains = { readonly onExplain: (figure: BudgetFigureName, title: string, from?: Version) => void }

function monthsText({ monthsActual, monthsProjected }: BudgetFigures['years'][number]): string {
  const parts = [monthsActual === 0 ? '' : `${monthsActual} months actual`, monthsProjected === 0 ? '' : `${monthsProjected} projected`].filter((part) => part !== '')
  return parts.length === 0 ? 'no usage' : parts.join(', ')
}

function Years({ onExplain }: Explains): ReactNode {
  const { budget, from, fromLabel, toLabel } = useBudgetView()
  const { years, totals } = budget
  const explain = (label: string): void => {
    if (label === toLabel) onExplain('amount-after', label)
    else if (label === fromLabel) onExplain('amount-before', label)
    // The year before both.
    else if (isFiscalYear(from.fiscalYear - 1)) onExplain('amount-before', label, planOf(fiscalYear(from.fiscalYear - 1)))
  }
  return (
    <dl className={classes['figures']}>
      {years.map((year) => (
        <div className={classes['figure']} key={year.label}>
          <dt>{year.label}, USD</dt>
          <dd>
            <button type="button" title="Explain" className={classes['figureButton']} onClick={() => explain(year.label)}>
              <MoneyText value={year.total} places={2} />
            </button>
          </dd>
          <dd className={classes['under']}>{monthsText(year)}</dd>
        </div>
      ))}
      <div className={classes['figure']}>
        <dt>
          Difference {fromLabel} to {toLabel}, USD
        </dt>
        <dd>
          <button type="button" title="Explain" className={classes['figureButton']} onClick={() => onExplain('difference', 'Difference')}>
            <ChangeText value={totals.terms.difference} places={2} />
          </button>
        </dd>
        <dd className={classes['under']}>{totals.percentChange === null ? 'nothing to compare with' : <ChangeText value={totals.percentChange} places={2} unit=" %" />}</dd>
      </div>
    </dl>
  )
}

/** What the difference is made of; the terms add up to it (BILL-9). */
function Terms({ onExplain }: Explains): ReactNode {
  const { budget: { totals }, fromLabel, toLabel } = useBudgetView()
  const shown = TERMS.filter(({ term }) => totals.terms[term] !== '0' || term === 'price' || term === 'volume')
  return (
    <section className={classes['section']} aria-label="The difference, term by term">
      <Title order={3} fz="sm">What makes the difference, {fromLabel} to {toLabel}, USD</Title>
      <Table aria-label="What the difference is made of" verticalSpacing={3} fz="sm">
        <Table.Tbody>
          {shown.map(({ term, word }) => (
            <Table.Tr key={term}>
              <Table.Th scope="row" fw={400}>{word}</Table.Th>
              <Table.Td ta="right">
                <button type="button" title="Explain" className={classes['figureButton']} onClick={() => onExplain(term, word)}>
                  <ChangeText value={totals.terms[term]} places={2} />
                </button>
              </Table.Td>
            </Table.Tr>
          ))}
          <Table.Tr>
            <Table.Th scope="row">Difference</Table.Th>
            <Table.Td ta="right" fw={600}><ChangeText value={totals.terms.difference} places={2} /></Table.Td>
          </Table.Tr>
        </Table.Tbody>
      </Table>
    </section>
  )
}

function Effects({ title, effects }: { readonly title: string; readonly effects: readonly string[] }): ReactNode {
  return (
    <section className={classes['section']} aria-label={title}>
      <Title order={3} fz="sm">{title}</Title>
      {effects.length === 0 ? <Text size="sm" c="dimmed">None.</Text> : <ul className={classes['effects']}>{effects.map((each) => <li key={each}>{each}</li>)}</ul>}
    </section>
  )
}

/** Lines that are furthest from their budget. */
const FURTHEST = 6

const LAYOUTS = [{ value: 'rate', label: 'By rate' }, { value: 'month', label: 'By month' }] as const
type Layout = (typeof LAYOUTS)[number]['value']

function isLayout(value: unknown): value is Layout {
  return LAYOUTS.some((each) => each.value === value)
}

/** @example shortMonthLabel('September 2004') // 'Sep 2004' */
function shortMonthLabel(label: string): string {
  return label.replace(/^(\p{L}{3})\p{L}* (?=\d{4}$)/u, '$1 ')
}

function AgainstBudget(): ReactNode {
  const { draft, budget: { comparison, byMonth, ratesInTwelfths }, customer, to, toLabel } = useBudgetView()
  const [layout, setLayout] = usePreference<Layout>('budgets.against', 'rate', isLayout)
  const { handedOverOn } = budgetOf(draft, { version: to, customerId: customer.id })
  const { total } = comparison
  const far = comparison.rows.filter((row) => row.variance !== null && row.variance !== '0').toSorted((left, right) => size(right.variance).comparedTo(size(left.variance))).slice(0, FURTHEST)
  const isByMonth = layout === 'month'
  const shown = isByMonth ? [...byMonth.rows, byMonth.total] : [...far, total]
  return (
    <section className={classes['section']} aria-label="Against the budget">
      <Title order={3} fz="sm">Budget, actual and forecast of {toLabel}</Title>
      {total.budget === null ? (
        <Text size="sm" c="dimmed">No budget has been handed over for this year: there is nothing to compare with yet.</Text>
      ) : (
        <>
          <Text size="sm">
            {total.words} {handedOverOn === null ? '' : `Handed over on ${handedOverOn}.`}
          </Text>
          <SegmentedControl aria-label="Against the budget" size="xs" style={{ alignSelf: 'flex-start' }} value={layout} data={LAYOUTS.map((each) => ({ ...each }))} onChange={(next) => { if (isLayout(next)) setLayout(next) }} />
          <Box component="section" className={classes['scroll'] ?? ''} aria-label={isByMonth ? 'Months against the budget' : 'Lines furthest from the budget'} tabIndex={0}>
            <Table aria-label="Budget, actual and forecast" verticalSpacing={3} fz="sm">
              <Table.Thead>
                <Table.Tr>
                  <Table.Th>USD</Table.Th>
                  {['Budget', 'Actual', 'Forecast', 'Variance'].map((word) => <Table.Th key={word} ta="right">{word}</Table.Th>)}
                  {!isByMonth && <Table.Th>In words</Table.Th>}
                </Table.Tr>
              </Table.Thead>
              <Table.Tbody>
                {shown.map((row) => (
                  <Table.Tr key={row.label} fw={row === shown.at(-1) ? 600 : 400}>
                    <Table.Th scope="row" fw={row === shown.at(-1) ? 600 : 400} style={isByMonth ? { whiteSpace: 'nowrap' } : {}}>{isByMonth ? shortMonthLabel(row.label) : row.label}</Table.Th>
                    {[row.budget, row.actual, row.forecast].map((value, index) => <Table.Td key={index} ta="right">{value === null ? '' : <MoneyText value={value} places={0} />}</Table.Td>)}
                    <Table.Td ta="right">{row.variance === null ? '' : <ChangeText value={row.variance} places={0} />}</Table.Td>
                    {!isByMonth && <Table.Td>{row.verdict === 'on-budget' ? 'on budget' : row.verdict === 'not-comparable' ? 'not comparable' : row.verdict}</Table.Td>}
                  </Table.Tr>
                ))}
              </Table.Tbody>
            </Table>
          </Box>
          {isByMonth && ratesInTwelfths > 0 && <Text size="xs" c="dimmed">{ratesInTwelfths === 1 ? 'The budget of 1 rate was' : `The budgets of ${ratesInTwelfths} rates were`} handed over before months were kept: a twelfth of the year stands in each month.</Text>}
        </>
      )}
    </section>
  )
}

function size(value: AnyDecimalText | null): ReturnType<typeof decimal> {
  return value === null ? new Decimal(0) : decimal(value).abs()
}

function Encumbrances(): ReactNode {
  const { budget: { encumbrances }, toLabel } = useBudgetView()
  return (
    <section className={classes['section']} aria-label="Estimate of encumbrances">
      <Title order={3} fz="sm">To set aside for {toLabel}</Title>
      <Table aria-label="Estimate of encumbrances by object code" verticalSpacing={3} fz="sm">
        <Table.Thead>
          <Table.Tr><Table.Th>Object code</Table.Th><Table.Th ta="right">Encumbrance, USD</Table.Th></Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {encumbrances.map(({ objectCode, amount }) => (
            <Table.Tr key={objectCode}><Table.Th scope="row" fw={400}>{objectCode}</Table.Th><Table.Td ta="right"><MoneyText value={amount} places={2} /></Table.Td></Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
      <Text size="xs" c="dimmed">The customer has 30 days to approve the estimate or to negotiate it; nothing is billed before it is approved (BILL-8).</Text>
    </section>
  )
}

/** What could not be priced or projected, and what counts as recorded although little of it is. */
function ToKnow(): ReactNode {
  const { budget: { unpriced, issues } } = useBudgetView()
  if (unpriced.length === 0 && issues.length === 0) return null
  return (
    <section className={classes['section']} aria-label="To know of these figures">
      <Title order={3} fz="sm">To know of these figures</Title>
      <ul className={classes['effects']}>
        {unpriced.map((line) => <li key={line.title}>Not in them, {line.title}: {formatFixed(line.quantity, Math.min(2, decimal(line.quantity).decimalPlaces()))} {line.unit} could not be priced. {line.reason}</li>)}
        {issues.map((each) => <li key={each.message}>{each.message} {each.remedy}</li>)}
      </ul>
    </section>
  )
}

export function SummaryTab(): ReactNode {
  const { budget, customer, key, from, to, fromLabel, toLabel } = useBudgetView()
  const inspector = useInspector()
  const [asked, setAsked] = useState<{ readonly figure: BudgetFigureName; readonly title: string; readonly from: Version | undefined } | null>(null)
  const chart = useMemo(() => monthsChart(budget.months, { fromLabel, toLabel }), [budget.months, fromLabel, toLabel])
  useInspected(useMemo((): Inspected | null => asked === null ? null : {
    title: `${asked.title} · ${customer.code}`, asked: { rateId: null, figure: asked.figure, ...(asked.from === undefined ? {} : { from: asked.from }) }, notes: [], history: [{ table: 'budget', id: budgetId({ version: key, customerId: customer.id }) }],
  }, [asked, customer, key]))
  const explain: Explains['onExplain'] = (figure, title, earlier) => {
    setAsked({ figure, title, from: earlier })
    inspector.open('explain')
  }
  return (
    <div className={classes['page']}>
      <Years onExplain={explain} />
      <ToKnow />
      <AssumptionFields />
      <div className={classes['columns']}>
        <Terms onExplain={explain} />
        <div className={classes['stack']}>
          <Effects title="Largest price effects" effects={budget.priceEffects} />
          <Effects title="Largest volume effects" effects={budget.volumeEffects} />
        </div>
      </div>
      <ChartFigure chart={chart} from={{ versions: [from, to], isFictional: customer.provenance === 'fictional' }} height={230} />
      <div className={classes['tables']}>
        <AgainstBudget />
        <Encumbrances />
      </div>
    </div>
  )
}
