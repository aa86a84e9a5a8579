/** What stands above the table: the counts, the filters, the columns, and the uniform change of the selection. */
import { ActionIcon, Button, Checkbox, Menu, Popover, Stack, Text, TextInput, Tooltip, VisuallyHidden } from '@mantine/core'
import { IconArrowBarUp, IconChevronDown, IconColumns3, IconPencil, IconSearch, IconX } from '@tabler/icons-react'
import { memo, useState, type ReactNode } from 'react'

import { formatFixed, decimal, type Percent } from '../../../src-shared/domain/decimal.ts'
import type { Comparison, ComparisonBasis } from '../../../src-shared/domain/rates/comparison.ts'
import { DecimalInput } from '../../components/DecimalInput.tsx'
import { useStable } from '../../components/RateGrid/use-stable.ts'
import chips from '../../components/ToggleChips.module.css'
import { isNarrowed, NO_FILTER, type RateFilter } from './rate-filter.ts'
import { COLUMN_CHOICES } from './rates-columns.ts'
import classes from './Rates.module.css'
import { SummaryStrip } from './SummaryStrip.tsx'

const AboveChip = memo(function AboveChip({ above, onChange }: { readonly above: Percent | null; readonly onChange: (above: Percent | null) => void }): ReactNode {
  const [isOpen, setOpen] = useState(false)
  const text = above === null ? 'Up by more than …' : `Up by more than ${formatFixed(above, decimal(above).decimalPlaces())} %`
  return (
    <Popover opened={isOpen} onChange={setOpen} position="bottom-start" shadow="md" trapFocus>
      <Popover.Target>
        <button type="button" className={chips['chip']} aria-pressed={above !== null} aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
          <IconArrowBarUp size={15} aria-hidden />
          {text}
        </button>
      </Popover.Target>
      <Popover.Dropdown aria-label="Increases above">
        <Stack gap="xs">
          <DecimalInput<'%'>
            label="Increases of more than" rightSection={<Text size="xs" c="dimmed">%</Text>} placeholder="5" value={above} allowEmpty data-autofocus w={180}
            onCommit={(value) => {
              onChange(value)
              setOpen(false)
            }}
          />
          {above !== null && (
            <Button variant="default" onClick={() => { onChange(null); setOpen(false) }}>
              Show all
            </Button>
          )}
        </Stack>
      </Popover.Dropdown>
    </Popover>
  )
})

function ColumnsMenu({ shown, onChange }: { readonly shown: ReadonlySet<string>; readonly onChange: (shown: ReadonlySet<string>) => void }): ReactNode {
  return (
    <Popover position="bottom-end" shadow="md" trapFocus>
      <Popover.Target>
        <Button variant="default" leftSection={<IconColumns3 size={15} aria-hidden />} rightSection={<IconChevronDown size={14} aria-hidden />}>
          Columns
        </Button>
      </Popover.Target>
      <Popover.Dropdown aria-label="Columns shown">
        <Checkbox.Group value={[...shown]} onChange={(ids) => onChange(new Set(ids))}>
          <Stack gap={8}>
            {COLUMN_CHOICES.map((choice) => (
              <Checkbox key={choice.id} value={choice.id} label={choice.label} />
            ))}
          </Stack>
        </Checkbox.Group>
      </Popover.Dropdown>
    </Popover>
  )
}

/** Counts that narrow the table, increases above a limit, what was edited, and words to find. An edit draws the counts again, and little else. */
export const RatesFilters = memo(function RatesFilters({ comparison, index, filter, onFilter, shownRows }: {
  readonly comparison: Comparison
  /** The comparison that is counted and judged. */
  readonly index: number
  readonly filter: RateFilter
  readonly onFilter: (filter: RateFilter) => void
  readonly shownRows: number
}): ReactNode {
  const summary = comparison.summaries[index]
  const showAbove = useStable((above: Percent | null): void => onFilter({ ...filter, above }))
  return (
    <div className={classes['tools']}>
      {summary !== undefined && <SummaryStrip summary={summary} active={filter.status} onFilter={(status) => onFilter({ ...filter, status })} />}
      <AboveChip above={filter.above} onChange={showAbove} />
      <button type="button" className={chips['chip']} aria-pressed={filter.editedOnly} title="Only rates that a scenario changes" onClick={() => onFilter({ ...filter, editedOnly: !filter.editedOnly })}>
        <IconPencil size={15} aria-hidden />
        edited
      </button>
      <TextInput aria-label="Find rates" placeholder="Find rates" leftSection={<IconSearch size={14} aria-hidden />} value={filter.text} onChange={(event) => onFilter({ ...filter, text: event.currentTarget.value })} w={124} />
      {isNarrowed(filter) && (
        <>
          <Text size="xs" c="dimmed" component="output" style={{ whiteSpace: 'nowrap' }}>
            {shownRows.toLocaleString('en-US')} of {comparison.rows.length.toLocaleString('en-US')}
            <VisuallyHidden component="span"> rows</VisuallyHidden>
          </Text>
          <Tooltip label="Show all rows">
            <ActionIcon aria-label="Show all rows" onClick={() => onFilter(NO_FILTER)}>
              <IconX size={15} />
            </ActionIcon>
          </Tooltip>
        </>
      )}
    </div>
  )
})

/** The uniform change of the selection, the basis of the comparison, and the columns. */
export const RatesActions = memo(function RatesActions({ selected, canChange, onChangeSelection, basis, onBasis, shownColumns, onColumns }: {
  /** Rates selected; 0 disables the uniform change. */
  readonly selected: number
  readonly canChange: boolean
  readonly onChangeSelection: () => void
  readonly basis: ComparisonBasis
  readonly onBasis: (basis: ComparisonBasis) => void
  readonly shownColumns: ReadonlySet<string>
  readonly onColumns: (shown: ReadonlySet<string>) => void
}): ReactNode {
  return (
    <>
      <Button variant="default" disabled={selected === 0 || !canChange} onClick={onChangeSelection}>
        {selected > 1 ? `Change ${selected.toLocaleString('en-US')} rates by …` : 'Change by …'}
      </Button>
      <Menu position="bottom-end">
        <Menu.Target>
          <Button variant="default" rightSection={<IconChevronDown size={14} aria-hidden />} aria-label={`Basis: ${basis} rates`}>
            {basis === 'published' ? 'Published' : 'Unrounded'}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.RadioGroup value={basis} onChange={(value) => onBasis(value === 'unrounded' ? 'unrounded' : 'published')}>
            <Menu.RadioItem value="published" closeMenuOnClick>Published rates: what is billed</Menu.RadioItem>
            <Menu.RadioItem value="unrounded" closeMenuOnClick>Unrounded rates: for analysis only</Menu.RadioItem>
          </Menu.RadioGroup>
        </Menu.Dropdown>
      </Menu>
      <ColumnsMenu shown={shownColumns} onChange={onColumns} />
    </>
  )
})
