import { NativeSelect, Text } from '@mantine/core'
import type { ReactNode } from 'react'

import type { Draft } from '../../../src-shared/domain/model/draft.ts'
import { isRatingParameterName, RATING_PARAMETERS } from '../../../src-shared/domain/usage/rating-parameters.ts'
import { figureText, PARAMETER_NAMES, type RuleField } from '../../../src-shared/domain/usage/rule-fields.ts'
import { CommitField } from '../../components/CommitField.tsx'

type Choice = { readonly value: string; readonly label: string }

/** What may be chosen for a field; undefined where it is typed. */
export function choicesOf({ kind, choices }: RuleField, draft: Draft): readonly Choice[] | undefined {
  switch (kind) {
    case 'choice':
      return (choices ?? []).map((each) => ({ value: each, label: each }))
    case 'class':
      return [...draft.applicationClass.values()].map(({ id, name }) => ({ value: id, label: name }))
    case 'rate':
      return [...draft.rate.values()].map(({ id, code, title }) => ({ value: id, label: `${code} ${title}` }))
    case 'parameter':
      return PARAMETER_NAMES.map((name) => ({ value: name, label: RATING_PARAMETERS[name].title }))
    case 'text':
    case 'figure':
    case 'day':
    case 'end':
      return undefined
  }
}

/** One field of a rule in its table. `label` names it for screen readers: `Factor of ASYS from 2003-01-01`. */
export function RuleCell({ field, value, label, draft, readOnly, onCommit }: {
  readonly field: RuleField
  readonly value: string
  readonly label: string
  readonly draft: Draft
  readonly readOnly: boolean
  /** Null when it was taken, else why not. */
  readonly onCommit: (text: string) => string | null
}): ReactNode {
  // The name of a parameter says what the row means: it is chosen when the row is added.
  if (field.kind === 'parameter' && isRatingParameterName(value)) {
    return (
      <Text size="sm" px={6} py={3}>
        {RATING_PARAMETERS[value].title}
      </Text>
    )
  }
  const choices = choicesOf(field, draft)
  if (choices !== undefined) {
    const known = choices.some((each) => each.value === value) ? choices : [{ value, label: value }, ...choices]
    return <NativeSelect aria-label={label} data={[...known]} value={value} disabled={readOnly} onChange={(event) => void onCommit(event.currentTarget.value)} />
  }
  const isFigure = field.kind === 'figure'
  return <CommitField label={label} isLabelShown={false} value={isFigure ? figureText(value) : value} align={isFigure ? 'end' : 'start'} readOnly={readOnly} {...(field.kind === 'end' ? { placeholder: 'open' } : {})} onCommit={onCommit} />
}
