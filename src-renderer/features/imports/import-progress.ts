import type { TaskProgress } from '../../../src-shared/contract/answers.ts'
import type { WorkProgress } from '../../components/Working.tsx'
import { sizeText } from './import-file.ts'

/** @example importProgress({ phase: 'reading', rows: 120_000, bytes: 4_000_000, totalBytes: 31_400_000 })?.words // '120,000 rows, 4.0 MB of 31.4 MB' */
export function importProgress(progress: TaskProgress | null): WorkProgress | null {
  if (progress === null) return null
  const { rows, bytes, totalBytes } = progress
  return { percent: totalBytes === 0 ? 0 : (bytes / totalBytes) * 100, words: `${rows.toLocaleString('en-US')} ${rows === 1 ? 'row' : 'rows'}, ${sizeText(bytes)} of ${sizeText(totalBytes)}` }
}
