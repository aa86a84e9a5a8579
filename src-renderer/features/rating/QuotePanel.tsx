import { Alert, Anchor, NativeSelect, Table, Text, Title } from '@mantine/core'
import { useEffect, useMemo, useState, type ReactNode } from 'react'

import { quoteRates } from '../../../src-shared/domain/billing/quote-rates.ts'
import { quote, rateText, type Quote, type QuoteLine } from '../../../src-shared/domain/billing/quote.ts'
import { instalmentWords } from '../../../src-shared/domain/billing/service-estimate.ts'
import { decimal, formatFixed, type AnyDecimalText } from '../../../src-shared/domain/decimal.ts'
import { formatVersion } from '../../../src-shared/domain/version-label.ts'
import { fiscalYearFirstMonth } from '../../../src-shared/domain/model/integrity.ts'
import { CUSTOMER_CLASSES, type CustomerClass } from '../../../src-shared/domain/model/tables.ts'
import { rulesOf } from '../../../src-shared/domain/usage/rules-of.ts'
import { planOf } from '../../../src-shared/domain/version.ts'
import { IssueList } from '../../components/IssueList.tsx'
import { useInspector } from '../../state/inspector.tsx'
import { useModelSession } from '../../state/model-session.tsx'
import { useVersionSelection } from '../../state/version-selection.tsx'
import { itemOf } from './quote-form.ts'
import { exampleOf, QuoteFields } from './QuoteFields.tsx'
import classes from './Rating.module.css'
import { WaysToBuy } from './WaysToBuy.tsx'

function shown(value: AnyDecimalText | null): string {
  return value === null ? '' : formatFixed(value, decimal(value).decimalPlaces())
}

function Factors({ line }: { readonly line: QuoteLine }): ReactNode {
  const inspector = useInspector()
  const { explanation, rate } = line
  const why = (): void => {
    if (explanation === null) return
    inspector.show({ title: `${rate?.title ?? ''}: ${explanation.text}`, explain: () => explanation, notes: line.notes.map((text) => ({ label: 'Note', text })), history: [] })
    inspector.open('explain')
  }
  return (
    <>
      <Table.Tr>
        <Table.Th scope="row" colSpan={2}>
          {rate === null ? 'No rate' : `${rate.title} (${rate.code})`}
          {line.sharer !== null && `, ${line.sharer}`}
        </Table.Th>
        <Table.Td className={classes['figures'] ?? ''}>
          {shown(line.quantity)}
          {line.quantity !== null && <div className={classes['unit']}>{rate?.billableUnit ?? line.quantityUnit}</div>}
          {line.months > 1 && <div className={classes['unit']}>x {line.months} months</div>}
        </Table.Td>
        <Table.Td className={classes['figures'] ?? ''}>{rateText(line)}</Table.Td>
        <Table.Td className={classes['figures'] ?? ''} fw={600}>
          {line.amount === null ? (
            'not priced'
          ) : (
            <Anchor component="button" type="button" inherit underline="always" aria-label={`How ${formatFixed(line.amount, 2)} for ${rate?.title ?? 'this line'} was computed`} onClick={why}>
              {formatFixed(line.amount, 2)}
            </Anchor>
          )}
          {line.instalments.length > 0 && <div className={classes['instalments']}>in {instalmentWords(line.instalments)}</div>}
        </Table.Td>
      </Table.Tr>
      {line.factors.map((factor) => (
        <Table.Tr key={factor.label}>
          <Table.Td pl="lg">{factor.label}</Table.Td>
          <Table.Td className={classes['figures'] ?? ''}>{factor.text}</Table.Td>
          <Table.Td colSpan={3} c="dimmed" fz="xs">
            {[factor.unit, factor.formula].filter((part) => part !== '').join(' · ')}
          </Table.Td>
        </Table.Tr>
      ))}
    </>
  )
}

function Answer({ quoted }: { readonly quoted: Quote }): ReactNode {
  const missing = quoted.lines.flatMap(({ notPriced, amount }) => (amount === null ? notPriced : []))
  const notes = [...new Set([...quoted.lines.flatMap((line) => line.notes), ...quoted.notes])]
  return (
    <>
      <div className={classes['scroll']}>
        <Table aria-label="Quote" fz="sm" verticalSpacing={4}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>Rate, measures and factors</Table.Th>
              <Table.Th ta="right">Figure</Table.Th>
              <Table.Th ta="right">Quantity</Table.Th>
              <Table.Th ta="right">Price, USD</Table.Th>
              <Table.Th ta="right">Amount, USD</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {quoted.lines.map((line, index) => (
              <Factors key={`${line.rate?.code ?? ''}${String(index)}`} line={line} />
            ))}
          </Table.Tbody>
          <Table.Tfoot>
            <Table.Tr>
              <Table.Th scope="row" colSpan={4}>
                {missing.length === 0 ? 'Total' : 'Total of what is priced'}
              </Table.Th>
              <Table.Th className={classes['figures'] ?? ''}>{formatFixed(quoted.total, 2)}</Table.Th>
            </Table.Tr>
          </Table.Tfoot>
        </Table>
      </div>
      {missing.length > 0 && <IssueList label="What could not be priced" issues={missing} showPlace={false} />}
      {notes.length > 0 && (
        <Text size="sm" c="dimmed" component="ul" m={0} pl="md">
          {notes.map((note) => (
            <li key={note}>{note}</li>
          ))}
        </Text>
      )}
    </>
  )
}

function isClass(text: string): text is CustomerClass {
  return CUSTOMER_CLASSES.some((each) => each === text)
}

/** One job, print run, data set or cost, rated by the model's rules with every factor shown (BILL-1); the worked example to begin with. */
export function QuotePanel(): ReactNode {
  const { draft } = useModelSession()
  const inspector = useInspector()
  useEffect(() => () => inspector.show(null), [inspector])
  const { years, activeVersion } = useVersionSelection()
  const [asked, setAsked] = useState(() => exampleOf('job'))
  const [customerClass, setCustomerClass] = useState<CustomerClass>('state')
  const [chosenYear, setChosenYear] = useState<string | null>(null)
  const year = years.find((each) => String(each) === chosenYear)
  const version = useMemo(() => (year === undefined || year === activeVersion.fiscalYear ? activeVersion : planOf(year)), [year, activeVersion])
  const item = useMemo(() => itemOf(asked.kind, asked), [asked])
  const parts = useMemo(() => ({ rules: rulesOf(draft), rates: quoteRates(draft, version), year: { fiscalYear: version.fiscalYear, firstMonth: fiscalYearFirstMonth(draft) } }), [draft, version])
  const quoted = useMemo(() => (item.ok ? quote({ customerClass, items: [item.value] }, parts) : null), [item, customerClass, parts])
  return (
    <div className={classes['quote']}>
      <section className={classes['fields']} aria-label="What is quoted">
        <QuoteFields asked={asked} draft={draft} fiscalYear={version.fiscalYear} onChange={setAsked} />
        <NativeSelect label="Customer class" data={[...CUSTOMER_CLASSES]} value={customerClass} onChange={(event) => { if (isClass(event.currentTarget.value)) setCustomerClass(event.currentTarget.value) }} />
        {years.length > 0 && <NativeSelect label="Rates of" data={years.map((each) => ({ value: String(each), label: each === activeVersion.fiscalYear ? formatVersion(draft, activeVersion) : `FY${String(each)}` }))} value={String(version.fiscalYear)} onChange={(event) => setChosenYear(event.currentTarget.value)} />}
      </section>
      <div className={classes['answer']}>
        <section aria-live="polite">
          <Title order={2} size="h4" mb={6}>
            Quote at the rates of {formatVersion(draft, version)}
          </Title>
          {item.ok ? (
            quoted !== null && <Answer quoted={quoted} />
          ) : (
            <Alert color="red" variant="light" role="alert">
              {item.failure.map(({ message, remedy }) => (
                <div key={message}>
                  {message} {remedy}
                </div>
              ))}
            </Alert>
          )}
        </section>
        <WaysToBuy parts={parts} customerClass={customerClass} />
      </div>
    </div>
  )
}
