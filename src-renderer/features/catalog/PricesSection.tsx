import { Anchor, Button, Group, Menu, Modal, Table, Text, Title } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import { useMemo, useState, type ReactNode } from 'react'

import { formatFiscalYear } from '../../../src-shared/domain/fiscal-year.ts'
import { CUSTOMER_CLASSES, priceId, type CustomerClass, type Rate } from '../../../src-shared/domain/model/tables.ts'
import { formatPrice } from '../../../src-shared/domain/rates/price-text.ts'
import { priceKey, resolvePrices } from '../../../src-shared/domain/rates/resolve-prices.ts'
import { yearsOf, type ScheduleYear } from '../../../src-shared/domain/rates/schedule-lifecycle.ts'
import { StateBadge } from '../../components/StateBadge.tsx'
import { useModelSession } from '../../state/model-session.tsx'
import classes from './Catalog.module.css'
import { PriceDialog } from './PriceDialog.tsx'

export const CLASS_WORDS: Readonly<Record<CustomerClass, string>> = { state: 'State', 'non-state': 'Non-state', external: 'External' }

type Editing = { readonly year: ScheduleYear; readonly customerClass: CustomerClass }

function YearRow({ rate, year, classesShown, onEdit }: { readonly rate: Rate; readonly year: ScheduleYear; readonly classesShown: readonly CustomerClass[]; readonly onEdit: (editing: Editing) => void }): ReactNode {
  const { draft, readOnly } = useModelSession()
  const prices = resolvePrices(draft, year.version)
  const isDraft = year.state === 'draft' && !readOnly
  return (
    <Table.Tr>
      <Table.Td fw={600}>{formatFiscalYear(year.version.fiscalYear)}</Table.Td>
      <Table.Td>
        <StateBadge state={year.state} />
      </Table.Td>
      {classesShown.map((customerClass) => {
        const price = prices.get(priceKey(rate.id, customerClass))
        const text = price === undefined ? '' : formatPrice(price)
        const isOwn = draft.price.has(priceId({ scheduleId: year.latest.id, rateId: rate.id, customerClass }))
        return (
          <Table.Td key={customerClass} ta="right">
            {isDraft ? (
              <Anchor component="button" type="button" size="sm" onClick={() => onEdit({ year, customerClass })} aria-label={`${CLASS_WORDS[customerClass]} price of ${formatFiscalYear(year.version.fiscalYear)}: ${text === '' ? 'none' : text}`}>
                {text === '' ? 'Set…' : text}
              </Anchor>
            ) : (
              text
            )}
            {price !== undefined && year.latest.revision > 1 && isOwn && (
              <Text size="xs" c="dimmed">
                revision {year.latest.revision}
              </Text>
            )}
            {price !== undefined && price.note !== '' && (
              <Text size="xs" c="dimmed" maw={220} ml="auto" lineClamp={2} title={price.note}>
                {price.note}
              </Text>
            )}
          </Table.Td>
        )
      })}
    </Table.Tr>
  )
}

/** The prices of a rate in every year, by customer class (RATE-3, RATE-6); those of a draft year are edited here. */
export function PricesSection({ rate }: { readonly rate: Rate }): ReactNode {
  const { draft } = useModelSession()
  const [editing, setEditing] = useState<Editing | null>(null)
  const years = useMemo(() => yearsOf({ schedule: draft.schedule }).toReversed(), [draft.schedule])
  const priced = CUSTOMER_CLASSES.filter((customerClass) => customerClass === 'state' || years.some((year) => resolvePrices(draft, year.version).has(priceKey(rate.id, customerClass))))
  const missing = CUSTOMER_CLASSES.filter((customerClass) => !priced.includes(customerClass))
  const drafts = years.filter((year) => year.state === 'draft')
  return (
    <section>
      <div className={classes['sectionHead']}>
        <Title order={3}>Prices</Title>
        {drafts.length > 0 && missing.length > 0 && (
          <Menu>
            <Menu.Target>
              <Button variant="default" leftSection={<IconPlus size={14} aria-hidden />}>
                Another customer class
              </Button>
            </Menu.Target>
            <Menu.Dropdown>
              {drafts.flatMap((year) =>
                missing.map((customerClass) => (
                  <Menu.Item key={`${year.key}${customerClass}`} onClick={() => setEditing({ year, customerClass })}>
                    {CLASS_WORDS[customerClass]} price in {formatFiscalYear(year.version.fiscalYear)}
                  </Menu.Item>
                )),
              )}
            </Menu.Dropdown>
          </Menu>
        )}
      </div>
      {years.length === 0 ? (
        <Text size="sm" c="dimmed">
          There is no fiscal year yet.
        </Text>
      ) : (
        <Table aria-label={`Prices of ${rate.title}`} fz="sm" verticalSpacing={5}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th w={90}>Year</Table.Th>
              <Table.Th w={130}>Schedule</Table.Th>
              {priced.map((customerClass) => (
                <Table.Th key={customerClass} ta="right">
                  {CLASS_WORDS[customerClass]} price
                </Table.Th>
              ))}
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {years.map((year) => (
              <YearRow key={year.key} rate={rate} year={year} classesShown={priced} onEdit={setEditing} />
            ))}
          </Table.Tbody>
        </Table>
      )}
      {drafts.length === 0 && years.length > 0 && (
        <Group mt={6}>
          <Text size="xs" c="dimmed">
            Published prices stay as they are. Roll a year forward or correct one on Schedules, or try a change in a scenario.
          </Text>
        </Group>
      )}
      <Modal opened={editing !== null} onClose={() => setEditing(null)} title={editing === null ? '' : `${CLASS_WORDS[editing.customerClass]} price of ${rate.title} in ${formatFiscalYear(editing.year.version.fiscalYear)}`} closeButtonProps={{ 'aria-label': 'Close' }}>
        {editing !== null && <PriceDialog rate={rate} year={editing.year} customerClass={editing.customerClass} onDone={() => setEditing(null)} />}
      </Modal>
    </section>
  )
}
