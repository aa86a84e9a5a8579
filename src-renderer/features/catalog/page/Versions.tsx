/** The versions in which a page was issued, and issuing the next one. */
import { Anchor, Button, Group, Modal, Stack, Text, Textarea, TextInput } from '@mantine/core'
import { useState, type FormEvent, type ReactNode } from 'react'

import { planIssueVersion, unissuedText } from '../../../../src-shared/domain/catalog/edit-pages.ts'
import type { ServicePageView } from '../../../../src-shared/domain/catalog/service-page.ts'
import { useModelSession } from '../../../state/model-session.tsx'
import { today } from '../../../state/today.ts'
import { useFieldPlan } from '../use-catalog-edits.ts'
import classes from './Page.module.css'

/** A version as it was issued, beside another one or the page as it stands; null: the page itself. */
export type ShownVersion = { readonly number: number; readonly against: number | 'page' | null } | null

function IssueDialog({ view, onDone }: { readonly view: ServicePageView; readonly onDone: () => void }): ReactNode {
  const { draft, author } = useModelSession()
  const commit = useFieldPlan()
  const [summary, setSummary] = useState(view.versions.length === 0 ? 'First version.' : '')
  const [issuedOn, setIssuedOn] = useState<string>(today())
  const [error, setError] = useState<string | null>(null)
  function submit(event: FormEvent): void {
    event.preventDefault()
    const planned = planIssueVersion({ draft, serviceId: view.service.id, issuedOn, author, summary })
    const problem = planned.ok ? commit(planned) : planned.failure.flatMap((each) => [each.message, each.remedy ?? '']).filter((part) => part !== '').join(' ')
    setError(problem)
    if (problem === null) onDone()
  }
  return (
    <form onSubmit={submit}>
      <Stack gap="sm">
        <Text size="sm">A copy of the whole page as it stands is kept. It does not change when the page does.</Text>
        <Textarea label="What has changed" value={summary} onChange={(event) => setSummary(event.currentTarget.value)} autosize minRows={2} maxLength={2_000} data-autofocus />
        <TextInput label="Issued on" type="date" value={issuedOn} onChange={(event) => setIssuedOn(event.currentTarget.value)} w={180} />
        {error !== null && (
          <Text size="sm" c="var(--mantine-color-error)" role="alert">
            {error}
          </Text>
        )}
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onDone}>
            Cancel
          </Button>
          <Button type="submit" disabled={summary.trim() === ''}>
            Issue version {(view.versions[0]?.number ?? 0) + 1}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}

export function Versions({ view, onShow }: { readonly view: ServicePageView; readonly onShow: (shown: ShownVersion) => void }): ReactNode {
  const { draft, readOnly } = useModelSession()
  const [isIssuing, setIsIssuing] = useState(false)
  const [last] = view.versions
  const hasChanged = unissuedText(draft, view.service.id) !== null
  return (
    <section aria-label="Versions of this page">
      <div className={classes['asideHead']}>
        <span>Versions</span>
      </div>
      {last === undefined ? (
        <Text fz="inherit" c="dimmed">
          Not issued yet.
        </Text>
      ) : (
        <ul className={classes['versions']}>
          {hasChanged && (
            <li>
              <Anchor component="button" type="button" fz="inherit" onClick={() => onShow({ number: last.number, against: 'page' })}>
                Changed since version {last.number}
              </Anchor>
            </li>
          )}
          {view.versions.map((version) => (
            <li key={version.id}>
              <Anchor component="button" type="button" fz="inherit" onClick={() => onShow({ number: version.number, against: null })}>
                Version {version.number}, {version.issuedOn}
              </Anchor>
              <p>
                {version.summary} {version.author === '' ? '' : `(${version.author})`}
              </p>
            </li>
          ))}
        </ul>
      )}
      {!readOnly && (
        <Button size="compact-sm" variant="default" mt="sm" disabled={!hasChanged} onClick={() => setIsIssuing(true)}>
          Issue a version…
        </Button>
      )}
      <Modal opened={isIssuing} onClose={() => setIsIssuing(false)} title={`Issue the page of ${view.service.name}`} closeButtonProps={{ 'aria-label': 'Close' }}>
        <IssueDialog view={view} onDone={() => setIsIssuing(false)} />
      </Modal>
    </section>
  )
}
