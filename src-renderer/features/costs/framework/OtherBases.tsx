/** The same page as it stands in the year's other bases: what was spent, or is expected, beside what was planned (VER-1). */
import { Anchor, Table, Text } from '@mantine/core'
import { useMemo, type ReactNode } from 'react'

import type { Derivation, OwnerKey } from '../../../../src-shared/domain/costs/derivation.ts'
import { deriveRates } from '../../../../src-shared/domain/costs/derive-rates.ts'
import { FRAMEWORK_SECTIONS, frameworkSections, type FrameworkSection } from '../../../../src-shared/domain/costs/framework.ts'
import type { Usd } from '../../../../src-shared/domain/decimal.ts'
import type { Draft } from '../../../../src-shared/domain/model/draft.ts'
import { differenceUsd, sumUsd } from '../../../../src-shared/domain/sum-usd.ts'
import { formatVersion } from '../../../../src-shared/domain/version-label.ts'
import { BASES, type Version } from '../../../../src-shared/domain/version.ts'
import { FigureButton } from '../../../components/FigureButton.tsx'
import { MoneyText } from '../../../components/MoneyText.tsx'
import type { InspectorSubject } from '../../../state/inspector.tsx'
import { costsAddress, hrefOf } from '../../../state/routes.ts'
import { ownedBy, ownerName, useCostView } from '../cost-view.tsx'
import classes from '../Costs.module.css'
import { explainOf } from '../explain.ts'

type Column = { readonly draft: Draft; readonly version: Version; readonly label: string; readonly derivation: Derivation; readonly owner: OwnerKey; readonly sections: readonly FrameworkSection[]; readonly total: Usd }

/** A pool of another basis is the one with its code. */
function ownerIn(draft: Draft, derivation: Derivation, owner: OwnerKey): OwnerKey | null {
  const { serviceId, poolId } = ownedBy(owner)
  if (serviceId !== null) return derivation.services.has(serviceId) ? owner : null
  const code = draft.costPool.get(poolId)?.code
  const pool = derivation.inputs.costPools.find((each) => each.code === code)
  return pool === undefined ? null : `pool:${pool.id}`
}

function columnOf(draft: Draft, version: Version, owner: OwnerKey): Column | null {
  const derivation = deriveRates(draft, version)
  const there = ownerIn(draft, derivation, owner)
  const sections = there === null ? [] : frameworkSections({ draft, derivation, owner: there })
  if (there === null || sections.every((section) => section.lines.length === 0)) return null
  return { draft, version, label: formatVersion(draft, version), derivation, owner: there, sections, total: sumUsd(sections.map((section) => section.total)) }
}

function sectionOf(column: Column, number: (typeof FRAMEWORK_SECTIONS)[number]): InspectorSubject {
  return explainOf.section(column, column.owner, number)
}

export function OtherBases({ owner }: { readonly owner: OwnerKey }): ReactNode {
  const { draft, version } = useCostView()
  const columns = useMemo(() => BASES.flatMap((basis) => columnOf(draft, basis === version.basis ? version : { ...version, basis, scenarioId: null }, owner) ?? []), [draft, version, owner])
  const [first] = columns
  if (first === undefined || columns.length < 2) return null
  return (
    <Table aria-label={`Plan, forecast and actual of ${ownerName(draft, owner)}`} verticalSpacing={3} fz="sm" w="auto" miw={480}>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>Section, USD</Table.Th>
          {columns.map((column) => (
            <Table.Th key={column.label} ta="right">
              <Anchor href={hrefOf(costsAddress({ tab: 'framework', owner: column.owner, basis: column.version.basis, year: column.version.fiscalYear }))} size="sm">
                {column.label}
              </Anchor>
            </Table.Th>
          ))}
          {columns.slice(1).map((column) => (
            <Table.Th key={column.label} ta="right">
              {column.label} less {first.label}
            </Table.Th>
          ))}
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {FRAMEWORK_SECTIONS.map((number, index) => {
          const totals = columns.map((column) => column.sections[index]?.total ?? first.total)
          if (totals.every((total) => total === '0')) return null
          return (
            <Table.Tr key={number}>
              <Table.Th scope="row" fw={400}>
                {number} <Text span size="sm" c="dimmed">{first.sections[index]?.title}</Text>
              </Table.Th>
              {totals.map((total, at) => (
                <Table.Td key={columns[at]?.label} ta="right">
                  <FigureButton subjectOf={() => sectionOf(columns[at] ?? first, number)}>
                    <MoneyText value={total} places={2} />
                  </FigureButton>
                </Table.Td>
              ))}
              {totals.slice(1).map((total, at) => (
                <Table.Td key={columns[at + 1]?.label} ta="right">
                  <FigureButton subjectOf={() => explainOf.bases(draft, { of: columns[at + 1] ?? first, less: first }, number)}>
                    <MoneyText value={differenceUsd(total, totals[0] ?? total)} places={2} />
                  </FigureButton>
                </Table.Td>
              ))}
            </Table.Tr>
          )
        })}
      </Table.Tbody>
      <Table.Tfoot>
        <Table.Tr>
          <Table.Th scope="row">Total</Table.Th>
          {columns.map((column) => (
            <Table.Th key={column.label} ta="right" className={classes['end'] ?? ''}>
              <FigureButton subjectOf={() => explainOf.owner(column, column.owner)}>
                <MoneyText value={column.total} places={2} />
              </FigureButton>
            </Table.Th>
          ))}
          {columns.slice(1).map((column) => (
            <Table.Th key={column.label} ta="right">
              <FigureButton subjectOf={() => explainOf.bases(draft, { of: column, less: first }, null)}>
                <MoneyText value={differenceUsd(column.total, first.total)} places={2} />
              </FigureButton>
            </Table.Th>
          ))}
        </Table.Tr>
      </Table.Tfoot>
    </Table>
  )
}
