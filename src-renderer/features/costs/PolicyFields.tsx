/** What holds for the whole year (the defaults where nobody said anything): fringe, vacancy, thresholds, tolerances. */
import { Select } from '@mantine/core'
import type { ReactNode } from 'react'

import { decimal, formatFixed } from '../../../src-shared/domain/decimal.ts'
import { RESERVE_DIVISORS, RESERVE_EXPENSES, type YearPolicy } from '../../../src-shared/domain/model/cost-tables.ts'
import { notifyIssues } from '../../state/notices.tsx'
import { issue } from '../../../src-shared/domain/issues.ts'
import { CommitField } from '../../components/CommitField.tsx'
import { useCostView } from './cost-view.tsx'
import classes from './Costs.module.css'
import { marksOf, placesOf } from './sheet/cells.ts'
import { useCostEdits } from './use-cost-edits.ts'

const NUMBERS = {
  fringePercent: { label: 'Fringe', suffix: '% of salary', places: 0 },
  fringeFlat: { label: 'Flat fringe', suffix: 'USD/FTE', places: 2 },
  vacancyPercent: { label: 'Vacancy', suffix: '%', places: 0 },
  capitalThreshold: { label: 'Capital from', suffix: 'USD', places: 2 },
  recoveryTolerancePercent: { label: 'Recovery tolerance', suffix: '%', places: 0 },
  roundingEffectThreshold: { label: 'Rounding effect to check', suffix: 'USD', places: 2 },
} as const
const CHOICES = {
  reserveDivisor: { label: 'Reserve of 60 days', values: RESERVE_DIVISORS, words: { '365/60': 'Expense x 60 / 365', '6': 'Expense / 6' } },
  reserveExpense: { label: 'Reserve counts', values: RESERVE_EXPENSES, words: { 'allowable-only': 'allowable cash expense', 'all-cash': 'all cash expense' } },
} as const

type NumberName = keyof typeof NUMBERS
type ChoiceName = keyof typeof CHOICES

function isNumber(name: NumberName | ChoiceName): name is NumberName {
  return name in NUMBERS
}

function PolicyNumber({ name }: { readonly name: NumberName }): ReactNode {
  const { inputs, canEdit } = useCostView()
  const edits = useCostEdits()
  const { label, suffix, places } = NUMBERS[name]
  const ref = { table: 'yearPolicy' as const, rowId: inputs.policy.id, field: name }
  const value = inputs.policy[name]
  return (
    <CommitField
      label={label} suffix={suffix} align="end" readOnly={!canEdit} value={formatFixed(value, placesOf(value, decimal(value).isZero() ? 0 : places))} former={marksOf(inputs, ref, places).former} onCommit={(text) => edits.setField(ref, text)}
    />
  )
}

function PolicyChoice({ name }: { readonly name: ChoiceName }): ReactNode {
  const { inputs, canEdit } = useCostView()
  const edits = useCostEdits()
  const { label, values, words } = CHOICES[name]
  const value: YearPolicy[ChoiceName] = inputs.policy[name]
  const wordOf = new Map<string, string>(Object.entries(words))
  return (
    <Select
      label={label} value={value} data={values.map((each) => ({ value: each, label: wordOf.get(each) ?? each }))} allowDeselect={false} disabled={!canEdit}
      onChange={(next) => {
        const why = next === null ? null : edits.setField({ table: 'yearPolicy', rowId: inputs.policy.id, field: name }, next)
        if (why !== null) notifyIssues('Not changed', [issue('wrong-state', why)])
      }}
    />
  )
}

export function PolicyFields({ fields }: { readonly fields: readonly (NumberName | ChoiceName)[] }): ReactNode {
  return <div className={classes['fields']}>{fields.map((name) => (isNumber(name) ? <PolicyNumber key={name} name={name} /> : <PolicyChoice key={name} name={name} />))}</div>
}
