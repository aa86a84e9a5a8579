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
      let isRunning = true
      try {
        // What a reader says that was told to stop comes too late to count.
        return await work((progress) => {
          if (isRunning) running.set(task, progress)
        })
      } finally {
        isRunning = false
        running.delete(task)
      }
    },
    progressOf: (task) => running.get(task) ?? null,
  }
}
