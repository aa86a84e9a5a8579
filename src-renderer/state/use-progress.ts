/** How far long work is that runs in the core, such as an import, by the name that its asker gave it. */
import { useQuery } from '@tanstack/react-query'

import type { TaskProgress } from '../../src-shared/contract/answers.ts'
import { client } from '../client/client.ts'

const ASK_EVERY_MS = 200

/** Null while nothing is known of it, or without a task. */
export function useProgress(task: string | null): TaskProgress | null {
  const { data } = useQuery({
    queryKey: ['import-progress', task], queryFn: () => client.imports.progress({ task: task ?? '' }), enabled: task !== null, refetchInterval: ASK_EVERY_MS, gcTime: 0, retry: false,
  })
  return task === null ? null : (data ?? null)
}

/** Resolves when nothing of that name runs any more. */
export async function taskEnd(task: string): Promise<void> {
  while ((await client.imports.progress({ task })) !== null) await new Promise((resolve) => setTimeout(resolve, ASK_EVERY_MS))
}
