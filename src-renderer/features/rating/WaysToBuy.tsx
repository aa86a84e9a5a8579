import { Anchor, Table, Text, Title } from '@mantine/core'
import { useMemo, type ReactNode } from 'react'

import { waysToBuy } from '../../../src-shared/domain/billing/quote.ts'
import { fiscalYearSpan } from '../../../src-shared/domain/fiscal-year.ts'
import type { CustomerClass } from '../../../src-shared/domain/model/tables.ts'
import { useInspector } from '../../state/inspector.tsx'
import classes from './Rating.module.css'

type Given = Omit<Parameters<typeof waysToBuy>[0], 'customerClass' | 'day'>

/** Where the same can be bought in two ways, how far each is the cheaper one (BILL-13). */
export function WaysToBuy({ parts, customerClass }: { readonly parts: Given; readonly customerClass: CustomerClass }): ReactNode {
  const inspector = useInspector()
  const ways = useMemo(() => waysToBuy({ ...parts, customerClass, day: fiscalYearSpan(parts.year.fiscalYear, parts.year.firstMonth).first }), [parts, customerClass])
  return (
    <section>
      <Title order={2} size="h4" mb={6}>
        Two ways to buy
      </Title>
      {ways.length === 0 ? (
        <Text size="sm" c="dimmed">
          The rules name no two priced ways to buy the same.
        </Text>
      ) : (
        <Table aria-label="Two ways to buy" fz="sm" verticalSpacing={4}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>Costs less</Table.Th>
              <Table.Th>than</Table.Th>
              <Table.Th ta="right">below</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {ways.map(({ what, instead, until }) => (
              <Table.Tr key={`${what}${instead}`}>
                <Table.Td>{what}</Table.Td>
                <Table.Td>{instead.toLowerCase()}</Table.Td>
                <Table.Td className={classes['figures'] ?? ''}>
                  {until.ok ? (
                    <Anchor
                      component="button" type="button" inherit underline="always" aria-label={`How ${until.value.text} ${until.value.unit} was computed`}
                      onClick={() => {
                        inspector.show({ title: until.value.label, explain: () => until.value, notes: [], history: [] })
                        inspector.open('explain')
                      }}
                    >
                      {until.value.text} {until.value.unit}
                    </Anchor>
                  ) : (
                    <Text size="sm" c="dimmed">
                      {until.failure.map(({ message }) => message).join(' ')}
                    </Text>
                  )}
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      )}
    </section>
  )
}
