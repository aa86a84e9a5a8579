/** Rolls the costs of one year into another, grown by escalators; one-time lines stay behind (COST-4). */
import { Button, Checkbox, Group, Modal, Select, Stack, Table, Text, TextInput } from '@mantine/core'
import { IconArrowForward } from '@tabler/icons-react'
import { useMemo, useState, type FormEvent, type ReactNode } from 'react'

import { costInputsOf } from '../../../src-shared/domain/costs/cost-inputs.ts'
import { planRollCosts, type Escalation } from '../../../src-shared/domain/costs/roll-costs.ts'
import { readDecimal } from '../../../src-shared/domain/decimal.ts'
import { formatFiscalYear, isFiscalYear, type FiscalYear } from '../../../src-shared/domain/fiscal-year.ts'
import type { Draft } from '../../../src-shared/domain/model/draft.ts'
import { parseTyped } from '../../../src-shared/domain/typed-number.ts'
import { readVersionKey, versionKey, type Basis, type Version } from '../../../src-shared/domain/version.ts'
import { useApplyPlan } from '../../state/apply-plan.ts'
import { useModelSession } from '../../state/model-session.tsx'
import { notifyDone } from '../../state/notices.tsx'
import { costsAddress, goTo } from '../../state/routes.ts'
import { useCostView } from './cost-view.tsx'

/** Years whose costs there are, of one basis and without a scenario. */
function yearsWithCosts(draft: Draft, basis: Basis): ReadonlySet<FiscalYear> {
  const keys = new Set([...draft.costLine.values(), ...draft.staffPosition.values(), ...draft.capitalItem.values()].map((row) => row.version))
  return new Set([...keys].flatMap((key) => {
    const version = readVersionKey(key)
    return version === undefined || version.basis !== basis || version.scenarioId !== null ? [] : [version.fiscalYear]
  }))
}

function codesOf(draft: Draft, version: Version): readonly string[] {
  return [...new Set(costInputsOf(draft, version).costLines.filter((line) => line.recurrence === 'recurring').map((line) => line.objectCode.trim().toUpperCase()))].toSorted()
}

/** Percentages that are numbers and not zero; null where one of them is none. */
function escalationsOf(texts: Readonly<Record<string, string>>): readonly Escalation[] | null {
  const found: Escalation[] = []
  for (const [objectCode, text] of Object.entries(texts)) {
    if (text.trim() === '') continue
    const read = parseTyped(text)
    if (!read.ok) return null
    const percent = readDecimal<'%'>(read.value.value.toFixed())
    if (!percent.ok) return null
    if (percent.value !== '0') found.push({ objectCode, percent: percent.value })
  }
  return found
}

function RollForm({ from, to, onClose }: { readonly from: readonly FiscalYear[]; readonly to: FiscalYear; readonly onClose: () => void }): ReactNode {
  const { draft, newId } = useModelSession()
  const { basis, owner } = useCostView()
  const applyPlan = useApplyPlan()
  const [year, setYear] = useState<FiscalYear | null>(from.at(-1) ?? null)
  const [withUnits, setWithUnits] = useState(true)
  const [texts, setTexts] = useState<Readonly<Record<string, string>>>({})
  const codes = useMemo(() => (year === null ? [] : codesOf(draft, { fiscalYear: year, basis, scenarioId: null })), [draft, year, basis])
  const escalators = escalationsOf(texts)
  function submit(event: FormEvent): void {
    event.preventDefault()
    if (year === null || escalators === null) return
    const done = applyPlan(planRollCosts({ draft, from: versionKey({ fiscalYear: year, basis, scenarioId: null }), to, units: withUnits ? 'with-units' : 'without-units', escalators, newId }))
    if (!done) return
    notifyDone(`${formatFiscalYear(year)} rolled into ${formatFiscalYear(to)}. One undo takes it all back.`)
    onClose()
    goTo(costsAddress({ tab: 'framework', basis, year: to, ...(owner === null ? {} : { owner }) }))
  }
  return (
    <form onSubmit={submit}>
      <Stack gap="sm">
        <Select
          label="From" data={from.map((each) => ({ value: String(each), label: formatFiscalYear(each) }))} value={year === null ? null : String(year)} allowDeselect={false} w={140}
          onChange={(next) => setYear(from.find((each) => String(each) === next) ?? null)}
        />
        <Text size="sm" c="dimmed">
          Lines, positions, pools, drivers and rate builds come along. One-time lines, people who left and what is written off do not.
        </Text>
        {codes.length > 0 && (
          <Table aria-label="Escalators by object code" verticalSpacing={3} fz="sm" w="auto" miw={300}>
            <Table.Thead>
              <Table.Tr>
                <Table.Th>Object code</Table.Th>
                <Table.Th ta="right">Grows by, %</Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {codes.map((code) => (
                <Table.Tr key={code}>
                  <Table.Td>{code === '' ? 'no code' : code}</Table.Td>
                  <Table.Td>
                    <TextInput
                      aria-label={`Growth of ${code === '' ? 'lines without a code' : code}, %`} placeholder="0" w={110} styles={{ input: { textAlign: 'right' } }} inputMode="decimal" value={texts[code] ?? ''} disabled={code === ''}
                      onChange={(event) => setTexts({ ...texts, [code]: event.currentTarget.value })}
                    />
                  </Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        )}
        <Checkbox label="Take planned units along" checked={withUnits} onChange={(event) => setWithUnits(event.currentTarget.checked)} />
        {escalators === null && (
          <Text size="sm" c="var(--mantine-color-error)" role="alert">
            One of the percentages is not a number.
          </Text>
        )}
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
          <Button type="submit" disabled={year === null || escalators === null}>
            Roll into {formatFiscalYear(to)}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}

/** Rolls into the year that is shown while it has no costs, else from it into the next that has none. */
export function RollCosts(): ReactNode {
  const { draft, version, basis, canEdit } = useCostView()
  const [isOpen, setOpen] = useState(false)
  const years = useMemo(() => yearsWithCosts(draft, basis), [draft, basis])
  const next = version.fiscalYear + 1
  const isHere = !years.has(version.fiscalYear)
  const to = isHere ? version.fiscalYear : isFiscalYear(next) && !years.has(next) ? next : null
  const from = to === null ? [] : [...years].filter((year) => year < to).toSorted((left, right) => left - right)
  if (to === null || from.length === 0) return null
  return (
    <>
      <Button variant="default" leftSection={<IconArrowForward size={15} aria-hidden />} disabled={!canEdit} onClick={() => setOpen(true)}>
        {isHere ? 'Roll from another year …' : `Roll into ${formatFiscalYear(to)} …`}
      </Button>
      <Modal opened={isOpen} onClose={() => setOpen(false)} title={`Costs of ${formatFiscalYear(to)}`} closeButtonProps={{ 'aria-label': 'Close' }}>
        <RollForm from={from} to={to} onClose={() => setOpen(false)} />
      </Modal>
    </>
  )
}
