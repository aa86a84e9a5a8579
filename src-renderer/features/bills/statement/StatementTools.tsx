/** Which customer and month: chosen, or stepped through by keyboard. */
import { ActionIcon, Select } from '@mantine/core'
import { IconChevronLeft, IconChevronRight } from '@tabler/icons-react'
import { useMemo, type ReactNode } from 'react'

import { monthWords, type Month } from '../../../../src-shared/domain/month.ts'
import { useCommands } from '../../../state/commands.tsx'
import { useShortcuts } from '../../../state/use-shortcuts.ts'
import { useBillView } from '../bill-view.tsx'

const WHOLE_YEAR = 'year'

/** The neighbour in a list, or none at its end. */
function neighbour<Item>(items: readonly Item[], item: Item, by: 1 | -1): Item | undefined {
  const at = items.indexOf(item)
  return at === -1 ? undefined : items[at + by]
}

function Stepped({ what, onBack, onForward, children }: { readonly what: string; readonly onBack: (() => void) | null; readonly onForward: (() => void) | null; readonly children: ReactNode }): ReactNode {
  return (
    <span style={{ display: 'inline-flex', alignItems: 'center', gap: 2 }}>
      <ActionIcon aria-label={`Previous ${what}`} disabled={onBack === null} onClick={() => onBack?.()}>
        <IconChevronLeft size={16} aria-hidden />
      </ActionIcon>
      {children}
      <ActionIcon aria-label={`Next ${what}`} disabled={onForward === null} onClick={() => onForward?.()}>
        <IconChevronRight size={16} aria-hidden />
      </ActionIcon>
    </span>
  )
}

/** Everybody who is billed, by code and name; Alt+Page Up and Alt+Page Down step through them. */
export function CustomerChoice(): ReactNode {
  const { customers, customer, show } = useBillView()
  const step = (by: 1 | -1): (() => void) | null => {
    const next = customer === null ? undefined : neighbour(customers, customer, by)
    return next === undefined ? null : () => show({ customer: next.id })
  }
  const [back, forward] = [step(-1), step(1)]
  useShortcuts([{ keys: 'Alt+PageUp', run: () => back?.(), inFields: true }, { keys: 'Alt+PageDown', run: () => forward?.(), inFields: true }])
  useCommands('bills customers', useMemo(() => customers.map((each) => ({ id: `statement ${each.id}`, group: 'Statements', label: `${each.code} ${each.name}`, run: () => show({ tab: 'statement', customer: each.id }) })), [customers, show]))
  return (
    <Stepped what="customer" onBack={back} onForward={forward}>
      <Select
        aria-label="Customer" data={customers.map((each) => ({ value: each.id, label: `${each.code}  ${each.name}` }))} value={customer?.id ?? null} searchable allowDeselect={false} w={280} nothingFoundMessage="Nobody is called that" comboboxProps={{ width: 340, position: 'bottom-start' }}
        onChange={(next) => {
          if (next !== null) show({ customer: next })
        }}
      />
    </Stepped>
  )
}

/** The whole year, or one of its months; Alt+Shift+Page Up and Down step through them. */
export function MonthChoice({ months, monthsWithUsage }: { readonly months: readonly Month[]; readonly monthsWithUsage: readonly Month[] }): ReactNode {
  const { month, show } = useBillView()
  const choices: readonly (Month | null)[] = [null, ...months]
  const step = (by: 1 | -1): (() => void) | null => {
    const next = neighbour(choices, month, by)
    return next === undefined ? null : () => show({ month: next })
  }
  const [back, forward] = [step(-1), step(1)]
  useShortcuts([{ keys: 'Alt+Shift+PageUp', run: () => back?.(), inFields: true }, { keys: 'Alt+Shift+PageDown', run: () => forward?.(), inFields: true }])
  const used = new Set(monthsWithUsage)
  return (
    <Stepped what="month" onBack={back} onForward={forward}>
      <Select
        aria-label="Month" w={176} allowDeselect={false} value={month ?? WHOLE_YEAR}
        data={[{ value: WHOLE_YEAR, label: 'The whole year' }, ...months.map((each) => ({ value: each, label: `${monthWords(each)}${used.has(each) ? '' : ' (no usage)'}` }))]}
        onChange={(next) => show({ month: next === null || next === WHOLE_YEAR ? null : next })}
      />
    </Stepped>
  )
}
