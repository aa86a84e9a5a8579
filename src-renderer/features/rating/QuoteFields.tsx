import { NativeSelect, TextInput } from '@mantine/core'
import type { ReactNode } from 'react'

import { QUOTE_ITEM_KINDS, type QuoteItemKind } from '../../../src-shared/domain/billing/quote-job.ts'
import type { FiscalYear } from '../../../src-shared/domain/fiscal-year.ts'
import type { Draft } from '../../../src-shared/domain/model/draft.ts'
import { rateIdOfCode } from '../../../src-shared/domain/model/integrity.ts'
import { RateSelect } from '../../components/RateSelect.tsx'
import { EXAMPLES, KIND_WORDS, quoteFields, SHARING_EXAMPLE, type Filled, type Sharing } from './quote-form.ts'
import { SharersFields } from './SharersFields.tsx'

/** What is quoted: its kind, the fields of the kind, and of a shared cost who shares it. */
export type Asked = { readonly kind: QuoteItemKind; readonly filled: Filled; readonly sharing: Sharing }

/** The worked example of a kind. */
export function exampleOf(kind: QuoteItemKind): Asked {
  return { kind, filled: EXAMPLES[kind], sharing: SHARING_EXAMPLE }
}

export function QuoteFields({ asked, draft, fiscalYear, onChange }: { readonly asked: Asked; readonly draft: Draft; readonly fiscalYear: FiscalYear; readonly onChange: (asked: Asked) => void }): ReactNode {
  const { kind, filled, sharing } = asked
  return (
    <>
      <NativeSelect
        label="What" value={kind} data={QUOTE_ITEM_KINDS.map((each) => ({ value: each, label: KIND_WORDS[each] }))}
        onChange={(event) => onChange(exampleOf(QUOTE_ITEM_KINDS.find((each) => each === event.currentTarget.value) ?? 'job'))}
      />
      {quoteFields(kind, draft).map(({ name, label, comment, choices, isRate }) => {
        const set = (text: string): void => onChange({ ...asked, filled: { ...filled, [name]: text } })
        const value = filled[name] ?? ''
        if (isRate) return <RateSelect key={name} draft={draft} fiscalYear={fiscalYear} label={label} value={rateIdOfCode(draft, value) ?? null} onChange={(rateId) => set(draft.rate.get(rateId ?? '')?.code ?? '')} />
        return choices.length > 0 ? (
          <NativeSelect key={name} label={label} title={comment} data={(choices.includes(value) ? choices : [value, ...choices]).map((each) => ({ value: each, label: each === '' ? 'not given' : each }))} value={value} onChange={(event) => set(event.currentTarget.value)} />
        ) : (
          <TextInput key={name} label={label} title={comment} value={value} autoComplete="off" onChange={(event) => set(event.currentTarget.value)} />
        )
      })}
      {kind === 'shared' && <SharersFields sharing={sharing} draft={draft} onChange={(next) => onChange({ ...asked, sharing: next })} />}
    </>
  )
}
