/** The end of every export: the file is where the person said, or handed to the browser, and a notice says so. */
import { notifications } from '@mantine/notifications'

import type { Exported } from '../../src-shared/contract/answers.ts'
import { failureOf, type Failure } from '../client/failures.ts'
import { saveFile } from '../client/save-file.ts'

export type Written = { readonly place: string; readonly isDownload: boolean }

/** Null when the dialog was cancelled. */
export function handOver(exported: Exported): Written | null {
  switch (exported.kind) {
    case 'cancelled':
      return null
    case 'saved':
      notifications.show({ title: 'Exported', message: exported.path, autoClose: 8000, withBorder: true })
      return { place: exported.path, isDownload: false }
    case 'file':
      saveFile(exported.file)
      notifications.show({ title: 'Exported', message: `${exported.file.name} was handed to the browser.`, autoClose: 8000, withBorder: true })
      return { place: exported.file.name, isDownload: true }
  }
}

/** What went wrong, said in a notice as well. */
export function toldNotWritten(error: unknown): Failure {
  const failure = failureOf(error)
  notifications.show({ title: 'The file was not written', message: `${failure.message} ${failure.remedy}`, color: 'red', autoClose: 15_000, withBorder: true })
  return failure
}
