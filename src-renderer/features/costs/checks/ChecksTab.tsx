/** What should be looked at before a version's rates go out: one list, each finding a jump to where it is settled. */
import { Anchor, Text, VisuallyHidden } from '@mantine/core'
import { IconAlertTriangle, IconCircleCheck, IconCircleX, IconInfoCircle } from '@tabler/icons-react'
import { useMemo, useState, type ReactNode } from 'react'

import { releaseChecks, type Finding, type FindingCode } from '../../../../src-shared/domain/costs/release-checks.ts'
import type { IssueSeverity } from '../../../../src-shared/domain/issues.ts'
import { EmptyState } from '../../../components/EmptyState.tsx'
import { FigureButton } from '../../../components/FigureButton.tsx'
import { ToggleChips } from '../../../components/ToggleChips.tsx'
import type { InspectorSubject } from '../../../state/inspector.tsx'
import { originAddress } from '../../../state/origin-address.ts'
import { costsAddress, hrefOf, type CostTab } from '../../../state/routes.ts'
import { useCostView, type CostView } from '../cost-view.tsx'
import classes from '../Costs.module.css'

const LOOK: Readonly<Record<IssueSeverity, { readonly word: string; readonly icon: typeof IconCircleX; readonly color: string }>> = {
  error: { word: 'to be settled', icon: IconCircleX, color: 'var(--mantine-color-error)' },
  warning: { word: 'to be looked at', icon: IconAlertTriangle, color: 'var(--ratebook-increase)' },
  note: { word: 'to know', icon: IconInfoCircle, color: 'var(--mantine-color-dimmed)' },
}
const SEVERITIES = ['error', 'warning', 'note'] as const

/** Where a finding about a rate or a service is settled, when it is not its row of the catalog. */
const TAB_OF: Partial<Readonly<Record<FindingCode, CostTab>>> = {
  'zero-unit-rate': 'units', 'above-capacity': 'units', 'no-cost-rate': 'units', 'percents-not-100': 'units', 'rounding-effect': 'units', 'override-without-reason': 'units', 'cost-without-rate': 'units',
  'carry-forward-expired': 'recovery', 'reserve-above-cap': 'recovery', 'recovery-outside-tolerance': 'recovery', 'cross-subsidy': 'recovery', 'several-funds': 'recovery',
}

/** @example findingAddress(view, finding) // '/costs?tab=units&row=mf-cpu-p' */
export function findingAddress(view: Pick<CostView, 'draft' | 'version'>, { code, subject }: Finding): string {
  const { draft } = view
  const tab = TAB_OF[code]
  const at = { basis: view.version.basis, year: view.version.fiscalYear }
  if (subject.table === 'rate' && tab !== undefined) return costsAddress({ ...at, tab, row: subject.id })
  if (subject.table === 'service' && tab === 'units') return costsAddress({ ...at, tab, owner: `service:${subject.id}` })
  if (subject.table === 'service' && tab !== undefined) return costsAddress({ ...at, tab, row: subject.id })
  if (subject.table === 'internalServiceFund') return costsAddress({ ...at, tab: 'recovery', row: `fund ${subject.id}` })
  const scenarioId = code === 'input-moved' ? draft.inputOverride.get(subject.id)?.scenarioId : undefined
  if (scenarioId !== undefined) return `/schedules?scenario=${scenarioId}`
  return originAddress(draft, subject) ?? costsAddress({ ...at, tab: tab ?? 'framework' })
}

function subjectOf({ label }: Pick<CostView, 'label'>, { words, explain, subject }: Finding): InspectorSubject {
  return { title: `${words} · ${label}`, explain: explain ?? null, notes: [], history: [subject] }
}

export function ChecksTab(): ReactNode {
  const view = useCostView()
  const { draft, version, label } = view
  const findings = useMemo(() => releaseChecks(draft, version), [draft, version])
  const [only, setOnly] = useState<IssueSeverity | null>(null)
  if (findings.length === 0) {
    return (
      <EmptyState title="Every check is clear" icon={<IconCircleCheck size={26} color="var(--ratebook-decrease)" aria-hidden />}>
        Nothing stands in the way of {label}.
      </EmptyState>
    )
  }
  const shown = SEVERITIES.flatMap((severity) => (only === null || only === severity ? findings.filter((each) => each.severity === severity) : []))
  return (
    <div className={classes['page']}>
      <ToggleChips
        label="Findings by weight" pressed={new Set(only === null ? [] : [only])} onToggle={(value) => setOnly(value === only ? null : value)}
        chips={SEVERITIES.map((severity) => ({ value: severity, count: findings.filter((each) => each.severity === severity).length, word: LOOK[severity].word, icon: LOOK[severity].icon, color: LOOK[severity].color }))}
      />
      <ul className={classes['list']} aria-label={`Findings of ${label}`} style={{ marginTop: 8 }}>
        {shown.map((finding, index) => {
          const { icon: Sign, color, word } = LOOK[finding.severity]
          return (
            <li key={`${index}${finding.code}${finding.subject.id}`} className={classes['finding']}>
              <Sign size={17} color={color} aria-label={word} style={{ flex: 'none', marginTop: 1 }} />
              <span>
                <Anchor href={hrefOf(findingAddress(view, finding))} size="sm" underline="always" c="inherit">
                  {finding.words}
                </Anchor>{' '}
                <Text span size="sm" c="dimmed">
                  {finding.remedy}
                </Text>
                {finding.explain !== undefined && (
                  <Text span size="sm" c="var(--mantine-color-anchor)">
                    {' '}
                    <FigureButton subjectOf={() => subjectOf(view, finding)}>
                      Explain <VisuallyHidden component="span">{finding.words}</VisuallyHidden>
                    </FigureButton>
                  </Text>
                )}
              </span>
            </li>
          )
        })}
      </ul>
    </div>
  )
}
