/** How far long requests are, by the name that their asker gave them: who asks for progress finds it here. */

export type RunningTasks<Progress> = {
  /** Runs under a name; whatever happens, the name is free afterwards. */
  run<Value>(task: string, work: (report: (progress: Progress) => void) => Promise<Value>): Promise<Value>
  /** Null when nothing of that name runs. */
  progressOf(task: string): Progress | null
}

export function createRunningTasks<Progress>(): RunningTasks<Progress> {
  const running = new Map<string, Progress>()
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
