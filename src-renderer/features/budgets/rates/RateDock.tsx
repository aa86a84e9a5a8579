/** Below the table: a rate's history, forecast with its interval and budget, how each method did, and its dated changes. */
import { ActionIcon, Anchor, Badge, Button, Select, Table, Text, UnstyledButton } from '@mantine/core'
import { IconChevronDown, IconChevronUp, IconPlus } from '@tabler/icons-react'
import { useMemo, useState, type ReactNode } from 'react'

import type { ProjectedRateAnswer } from '../../../../src-shared/contract/budget-answers.ts'
import { planSeriesEdit } from '../../../../src-shared/domain/budget/edit-budget.ts'
import { decimal, Decimal, formatFixed, round, toText, type Units } from '../../../../src-shared/domain/decimal.ts'
import { PROJECTION_METHODS } from '../../../../src-shared/domain/model/billing-tables.ts'
import { microUnits, unitsOfMicro } from '../../../../src-shared/domain/micro-units.ts'
import { monthlyValues } from '../../../../src-shared/domain/model/monthly-text.ts'
import { month, monthWords, type Month } from '../../../../src-shared/domain/month.ts'
import { maseText } from '../../../../src-shared/domain/projection/compare-methods.ts'
import { forecastChart } from '../../../../src-shared/domain/reports/forecast-chart.ts'
import type { ChartModel } from '../../../../src-shared/domain/reports/report-model.ts'
import { ChartFigure } from '../../../components/ChartFigure.tsx'
import { TextField } from '../../../components/TextField.tsx'
import { Waiting } from '../../../components/Waiting.tsx'
import { useApplyPlan } from '../../../state/apply-plan.ts'
import { usePreference } from '../../../state/preferences.ts'
import { budgetsAddress, hrefOf } from '../../../state/routes.ts'
import { useBudgetView } from '../budget-view.tsx'
import classes from '../Budgets.module.css'
import { ChangeDialog } from '../changes/ChangeDialog.tsx'
import { METHOD_WORDS } from '../method-words.ts'
import { readMonthField } from '../../../components/typed.ts'
import { useProjectedRate } from '../use-budget.ts'
import type { RateRow } from './rate-rows.ts'

type Projected = NonNullable<ProjectedRateAnswer>

const AS_BUDGET = ''

/** Month by month as it was handed over; where months were not kept then, a twelfth of the year stands in each. */
function monthlyBudget({ budget }: RateRow, { months }: Projected): ReadonlyMap<Month, Units> | null {
  if (budget === null || months.length === 0) return null
  if (budget.months !== null) {
    const kept = monthlyValues(budget.months.microUnits)
    return new Map(months.map(({ month: of }, at) => [of, unitsOfMicro(kept[at] ?? 0n)]))
  }
  const each = toText<'units'>(round(new Decimal(budget.units).div(months.length), 6))
  return new Map(months.map(({ month: of }) => [of, each]))
}

function chartOf(rate: RateRow, projected: Projected): ChartModel {
  const places = Math.min(2, projected.history.reduce((most, { quantity }) => Math.max(most, quantity === null ? 0 : decimal(quantity).decimalPlaces()), 0))
  const history = { first: projected.history[0]?.month ?? projected.months[0]?.month ?? month('1900-01'), quantities: projected.history.map(({ quantity }) => (quantity === null ? null : microUnits(quantity))) }
  return forecastChart({ id: rate.rateId, title: rate.title, unit: rate.unit, places, history, forecast: { label: projected.label, months: projected.months }, budget: monthlyBudget(rate, projected), from: null })
}

function Methods({ comparison }: Pick<Projected, 'comparison'>): ReactNode {
  return (
    <section className={classes['section']} aria-label="Methods">
      <Text size="sm">{comparison.words}</Text>
      {comparison.status === 'compared' && (
        <Table aria-label="How far each method was off" verticalSpacing={2} fz="xs">
          <Table.Thead>
            <Table.Tr><Table.Th>Method</Table.Th><Table.Th ta="right">MASE</Table.Th><Table.Th ta="right">Mean error, units</Table.Th></Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {comparison.methods.map((each) => (
              <Table.Tr key={each.label}>
                <Table.Th scope="row" fw={each.isRecommended ? 600 : 400}>
                  {each.label} {each.isRecommended && <Badge size="xs" color="gray" c="var(--mantine-color-text)">least error</Badge>}
                </Table.Th>
                <Table.Td ta="right">{each.mase === null ? each.reason : maseText(each.mase)}</Table.Td>
                <Table.Td ta="right">{each.meanAbsoluteError === null ? '' : formatFixed(each.meanAbsoluteError, 2)}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      )}
    </section>
  )
}

function Changes({ rate, projected }: { readonly rate: RateRow; readonly projected: Projected | null }): ReactNode {
  const { customer, canEdit } = useBudgetView()
  const [isAdding, setAdding] = useState(false)
  const changes = projected?.changes ?? []
  return (
    <section className={classes['section']} aria-label="Dated changes of the rate">
      {changes.length === 0 ? <Text size="sm" c="dimmed">No dated change.</Text> : (
        <ul className={classes['effects']}>
          {changes.map((each) => (
            <li key={each.id}>
              {decimal(each.quantity).isNegative() ? '' : '+'}{formatFixed(each.quantity, decimal(each.quantity).decimalPlaces())} {each.until === each.from ? `once in ${monthWords(each.from)}` : `a month from ${monthWords(each.from)}${each.until === null ? '' : ` to ${monthWords(each.until)}`}`}
              {each.note === '' ? '' : `: ${each.note}`}{' '}
              <Anchor size="xs" underline="always" href={hrefOf(budgetsAddress({ customer: customer.id, tab: each.table === 'budgetChange' ? 'changes' : 'requests', row: each.id }))}>
                {each.table === 'budgetChange' ? 'Show the change' : 'Show the request'}
              </Anchor>
            </li>
          ))}
        </ul>
      )}
      <div>
        <Button variant="default" size="compact-xs" leftSection={<IconPlus size={13} aria-hidden />} disabled={!canEdit} onClick={() => setAdding(true)}>Dated change …</Button>
      </div>
      {isAdding && <ChangeDialog change={null} rateId={rate.rateId} onClose={() => setAdding(false)} />}
    </section>
  )
}

function Fields({ rate }: { readonly rate: RateRow }): ReactNode {
  const { draft, customer, to, canEdit } = useBudgetView()
  const applyPlan = useApplyPlan()
  const edit = (fields: Parameters<typeof planSeriesEdit>[0]['edits'][number]['fields']): null => {
    applyPlan(planSeriesEdit({ draft, version: to, customerId: customer.id, edits: [{ rateId: rate.rateId, fields }] }))
    return null
  }
  return (
    <div className={classes['fields']}>
      <Select
        label="Method" data={[{ value: AS_BUDGET, label: `As the budget: ${METHOD_WORDS[rate.held.method]}` }, ...PROJECTION_METHODS.filter((each) => each !== 'typed' || rate.series?.method === 'typed').map((each) => ({ value: each, label: METHOD_WORDS[each] }))]}
        value={rate.series?.method ?? AS_BUDGET} allowDeselect={false} disabled={!canEdit} comboboxProps={{ width: 240, position: 'bottom-start' }}
        onChange={(next) => edit({ method: PROJECTION_METHODS.find((each) => each === next) ?? null })}
      />
      <TextField
        label="Growth from" placeholder={rate.series?.growthPercent === null || rate.series === null ? 'as the budget' : 'first month'} value={rate.series?.growthFrom ?? ''} readOnly={!canEdit || rate.series === null || rate.series.growthPercent === null}
        onCommit={(text) => {
          const read = readMonthField(text)
          return 'why' in read ? read.why : read.value === (rate.series?.growthFrom ?? null) ? null : edit({ growthFrom: read.value })
        }}
      />
      <div style={{ gridColumn: 'span 2' }}>
        <TextField label="Why this rate differs" value={rate.series?.note ?? ''} readOnly={!canEdit} maxLength={2000} onCommit={(text) => (text === (rate.series?.note ?? '') ? null : edit({ note: text }))} />
      </div>
    </div>
  )
}

export function RateDock({ rate }: { readonly rate: RateRow }): ReactNode {
  const { from, to, customer } = useBudgetView()
  const [isOpen, setOpen] = usePreference('budgets.dock', true)
  const { answer, failure } = useProjectedRate({ from, to, customerId: customer.id, rateId: rate.rateId })
  const projected = answer ?? null
  const chart = useMemo(() => (projected === null ? null : chartOf(rate, projected)), [rate, projected])
  return (
    <section className={classes['dock']} aria-label={`History and forecast of ${rate.title}`} style={isOpen ? undefined : { height: 'auto' }}>
      <div className={classes['dockHead']}>
        <UnstyledButton aria-expanded={isOpen} fz="sm" fw={600} onClick={() => setOpen(!isOpen)}>{rate.title}</UnstyledButton>
        <Text size="xs" c="dimmed" truncate>{projected?.words ?? ''}</Text>
        <span className={classes['spacer']} />
        <ActionIcon aria-label={isOpen ? 'Close the chart' : 'Open the chart'} onClick={() => setOpen(!isOpen)}>{isOpen ? <IconChevronDown size={16} /> : <IconChevronUp size={16} />}</ActionIcon>
      </div>
      {isOpen && (
        <div className={classes['dockBody']}>
          <div>
            {failure !== null ? <Text size="sm" role="alert">{failure.message} {failure.remedy}</Text> : answer === undefined ? <Waiting label="Projecting the rate" /> : chart === null ? <Text size="sm" c="dimmed">The customer neither used this rate nor plans to.</Text> : <ChartFigure chart={chart} from={{ versions: [from, to], isFictional: customer.provenance === 'fictional' }} height={158} showTitle={false} />}
            {rate.budget?.months === null && chart !== null && <Text size="xs" c="dimmed">This budget was handed over before its months were kept: the year stands in twelfths.</Text>}
          </div>
          <div className={classes['section']}>
            {projected !== null && <Methods comparison={projected.comparison} />}
            <Changes rate={rate} projected={projected} />
            <Fields rate={rate} />
            {projected?.notes.map((each) => <Text key={each.message} size="xs" c="dimmed">{each.message} {each.remedy}</Text>)}
          </div>
        </div>
      )}
    </section>
  )
}
