import { Button, FileButton, Group, Text } from '@mantine/core'
import { IconFileImport, IconFileSpreadsheet } from '@tabler/icons-react'
import { useCallback, useEffect, useRef, useState, type ReactNode } from 'react'

import type { Failure } from '../../client/failures.ts'
import { FailureAlert } from '../../components/FailureAlert.tsx'
import { ACCEPTED_FILES, MOST_BYTES, sizeText, takeFile } from './import-file.ts'
import classes from './Imports.module.css'

/** Takes a file that is dropped anywhere in the window; true while one is held over it. */
function useWindowDrop(onFile: (file: File) => Promise<void>): boolean {
  const [isOver, setIsOver] = useState(false)
  useEffect(() => {
    const hasFiles = (event: DragEvent): boolean => event.dataTransfer?.types.includes('Files') === true
    function over(event: DragEvent): void {
      if (!hasFiles(event)) return
      event.preventDefault()
      setIsOver(true)
    }
    function leave(event: DragEvent): void {
      if (event.relatedTarget === null) setIsOver(false)
    }
    function drop(event: DragEvent): void {
      if (!hasFiles(event)) return
      event.preventDefault()
      setIsOver(false)
      const file = event.dataTransfer?.files[0]
      if (file !== undefined) void onFile(file)
    }
    window.addEventListener('dragover', over)
    window.addEventListener('dragleave', leave)
    window.addEventListener('drop', drop)
    return () => {
      window.removeEventListener('dragover', over)
      window.removeEventListener('dragleave', leave)
      window.removeEventListener('drop', drop)
    }
  }, [onFile])
  return isOver
}

/** Chooses a file with the system's dialog, or takes one that is dropped; says its name and size. */
export function FilePicker({ file, onFile, label, children, extra, mostBytes = MOST_BYTES }: {
  readonly file: File | null
  readonly onFile: (file: File) => void
  /** What is chosen: `Choose a file of rates…` */
  readonly label: string
  /** What the file should hold; shown until one is chosen. */
  readonly children: ReactNode
  readonly extra?: ReactNode
  readonly mostBytes?: number
}): ReactNode {
  const [failure, setFailure] = useState<Failure | null>(null)
  // Choosing the same file again, once it is put right, must count as a choice.
  const forget = useRef<() => void>(null)
  const take = useCallback(
    async (given: File | null): Promise<void> => {
      if (given === null) return
      const taken = await takeFile(given, mostBytes)
      forget.current?.()
      setFailure('failure' in taken ? taken.failure : null)
      if ('file' in taken) onFile(taken.file)
    },
    [onFile, mostBytes],
  )
  const isOver = useWindowDrop(take)
  // It stands elsewhere with a file than without: the keys that were on it come along.
  const chooser = useRef<HTMLButtonElement>(null)
  const isEmpty = file === null
  const wasEmpty = useRef(isEmpty)
  useEffect(() => {
    if (wasEmpty.current !== isEmpty && (document.activeElement === document.body || document.activeElement === null)) chooser.current?.focus()
    wasEmpty.current = isEmpty
  }, [isEmpty])

  const button = (
    <FileButton accept={ACCEPTED_FILES} onChange={(given) => void take(given)} resetRef={forget} inputProps={{ 'aria-label': label, tabIndex: -1 }}>
      {(props) => (
        <Button {...props} ref={chooser} variant={file === null ? 'filled' : 'default'} leftSection={<IconFileImport size={15} aria-hidden />}>
          {file === null ? label : 'Choose another file…'}
        </Button>
      )}
    </FileButton>
  )
  return (
    <div className={classes['picker']} data-over={isOver || undefined} data-empty={file === null || undefined}>
      {failure !== null && <FailureAlert title="This file cannot be taken" failure={failure} onClose={() => setFailure(null)} />}
      {file === null ? (
        <>
          <IconFileSpreadsheet size={34} stroke={1.3} aria-hidden className={classes['pickerIcon'] ?? ''} />
          <Text fw={600}>{isOver ? 'Let go to take the file' : 'Drop a CSV file or a workbook here'}</Text>
          <Text size="sm" c="dimmed" component="div" maw={620} ta="center">
            {children}
          </Text>
          <Group gap="xs" mt={6} justify="center">
            {button}
            {extra}
          </Group>
        </>
      ) : (
        <Group justify="space-between" gap="sm">
          <Group gap="xs">
            <IconFileSpreadsheet size={20} stroke={1.4} aria-hidden />
            <Text fw={600}>{isOver ? 'Let go to take the other file' : file.name}</Text>
            <Text size="sm" c="dimmed">
              {sizeText(file.size)}
            </Text>
          </Group>
          <Group gap="xs">
            {button}
            {extra}
          </Group>
        </Group>
      )}
    </div>
  )
}
