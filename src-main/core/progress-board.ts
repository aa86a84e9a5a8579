/** How far long work is: whoever began it gave it a name, and asks by it. */
import type { BundleProgress } from './report-bundle.ts'

export type ProgressBoard = { put(job: string, progress: BundleProgress): void; read(job: string): BundleProgress | null; end(job: string): void }

export function createProgressBoard(): ProgressBoard {
  const jobs = new Map<string, BundleProgress>()
  return {
    put: (job, progress) => void jobs.set(job, progress),
    read: (job) => jobs.get(job) ?? null,
    end: (job) => void jobs.delete(job),
  }
}
