/** How far long requests are, by the name that their asker gave them: who asks for progress finds it here. */
import type { TaskProgress } from '../../src-shared/contract/answers.ts'

export type RunningTasks = {
  /** Runs under a name; whatever happens, the name is free afterwards. */
  run<Value>(task: string, work: (report: (progress: TaskProgress) => void) => Promise<Value>): Promise<Value>
  /** Null when nothing of that name runs. */
  progressOf(task: string): TaskProgress | null
}

export function createRunningTasks(): RunningTasks {
  const running = new Map<string, TaskProgress>()
  return {
    async run(task, work) {
      try {
        return await work((progress) => running.set(task, progress))
      } finally {
        running.delete(task)
      }
    },
    progressOf: (task) => running.get(task) ?? null,
  }
}
