import { ActionIcon, Box, Button, Group, Text, Textarea, Tooltip } from '@mantine/core'
import { IconPencil } from '@tabler/icons-react'
import { useEffect, useRef, useState, type KeyboardEvent, type MouseEvent, type ReactNode } from 'react'

import { planPageText } from '../../../../src-shared/domain/catalog/edit-pages.ts'
import type { PageTextField } from '../../../../src-shared/domain/catalog/page-sections.ts'
import { Markdown } from '../../../components/Markdown.tsx'
import { useFirstFocus } from '../../../components/use-first-focus.ts'
import { useModelSession } from '../../../state/model-session.tsx'
import { useFieldPlan } from '../use-catalog-edits.ts'
import classes from './Page.module.css'

const LONGEST = 20_000

export function EditButton({ label, onClick, buttonRef }: { readonly label: string; readonly onClick: () => void; readonly buttonRef?: React.Ref<HTMLButtonElement> }): ReactNode {
  return (
    <Tooltip label={label}>
      <ActionIcon className={classes['pencil']} aria-label={label} onClick={onClick} {...(buttonRef === undefined ? {} : { ref: buttonRef })}>
        <IconPencil size={15} />
      </ActionIcon>
    </Tooltip>
  )
}

type EditorProps = { readonly label: string; readonly value: string; /** Null when it was taken, else why not. */ readonly onSave: (text: string) => string | null; readonly onDone: () => void }

/** Where a text is written: kept when it is left or with Ctrl+Enter, taken back by Esc. */
function TextEditor({ label, value, onSave, onDone }: EditorProps): ReactNode {
  const editor = useRef<HTMLDivElement>(null)
  const field = useFirstFocus<HTMLTextAreaElement>()
  const [typed, setTyped] = useState(value)
  const [error, setError] = useState<string | null>(null)
  function save(): void {
    const problem = typed === value ? null : onSave(typed)
    setError(problem)
    if (problem === null) onDone()
  }
  function onKeyDown(event: KeyboardEvent): void {
    if (event.key === 'Escape') {
      event.stopPropagation()
      onDone()
    }
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
      event.preventDefault()
      save()
    }
  }
  return (
    <div className={classes['editor']} ref={editor}>
      <Textarea
        ref={field} aria-label={label} value={typed} error={error} autosize minRows={3} maxRows={24} maxLength={LONGEST} onChange={(event) => setTyped(event.currentTarget.value)} onKeyDown={onKeyDown}
        onBlur={(event) => {
          if (editor.current?.contains(event.relatedTarget) !== true) save()
        }}
      />
      <Group gap="xs" mt={6} justify="space-between">
        <Text size="xs" c="dimmed">
          **bold**, *italic*, # heading, - list, [words](https://…). Ctrl+Enter keeps it, Esc takes it back.
        </Text>
        <Group gap={6}>
          <Button size="compact-sm" variant="default" onClick={onDone}>
            Cancel
          </Button>
          <Button size="compact-sm" onClick={save}>
            Keep
          </Button>
        </Group>
      </Group>
    </div>
  )
}

type Props = {
  readonly serviceId: string
  readonly field: PageTextField
  /** As a heading above it; empty where the section's own says it. */
  readonly label: string
  readonly title: string
  readonly value: string
  readonly emptyText: string
  /** Being written at once, as a section that was asked for is. */
  readonly isBegun?: boolean
}

/** A text of the page: read, and written in place after a click on it or Enter on its pencil. */
export function TextSection({ serviceId, field, label, title, value, emptyText, isBegun = false }: Props): ReactNode {
  const { draft, readOnly } = useModelSession()
  const commit = useFieldPlan()
  const [isEditing, setIsEditing] = useState(isBegun && value === '' && !readOnly)
  const pencil = useRef<HTMLButtonElement>(null)
  const wasEditing = useRef(isEditing)
  useEffect(() => {
    // The keyboard goes back to where it came from.
    if (wasEditing.current && !isEditing && (document.activeElement === document.body || document.activeElement === null)) pencil.current?.focus()
    wasEditing.current = isEditing
  }, [isEditing])

  function onClick(event: MouseEvent): void {
    const isOnLink = event.target instanceof Element && event.target.closest('a, button') !== null
    const isSelecting = (window.getSelection()?.toString() ?? '') !== ''
    if (!readOnly && !isOnLink && !isSelecting) setIsEditing(true)
  }
  // Two sections have an availability: which one is said where it is edited.
  const name = (label === '' ? title : `${label}, ${title}`).toLowerCase()
  return (
    <div className={classes['block']} data-editable={!readOnly || undefined}>
      {label !== '' && <h4 className={classes['blockTitle']}>{label}</h4>}
      {isEditing ? (
        <TextEditor label={label === '' ? title : label} value={value} onSave={(text) => commit(planPageText({ draft, serviceId, field, text }))} onDone={() => setIsEditing(false)} />
      ) : (
        // A shortcut for the pointer; the keyboard has the pencil.
        <Box className={classes['reading'] ?? ''} onClick={onClick}>
          {value === '' ? <span className={classes['missing']}>{emptyText}</span> : <Markdown text={value} level={5} />}
          {!readOnly && <EditButton label={`Edit ${name}`} onClick={() => setIsEditing(true)} buttonRef={pencil} />}
        </Box>
      )}
    </div>
  )
}
