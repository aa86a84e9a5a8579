import { expect, it } from 'vitest'

import type { TaskProgress } from '../../src-shared/contract/answers.ts'
import { createRunningTasks } from '../../src-main/core/running-tasks.ts'

it('a task that has ended stays ended, whatever is reported late', async () => {
  const tasks = createRunningTasks()
  const progress: TaskProgress = { phase: 'reading', rows: 1, bytes: 1, totalBytes: 2 }
  const late = await tasks.run('import', (report) => {
    report(progress)
    expect(tasks.progressOf('import')).toEqual(progress)
    return Promise.resolve(report)
  })
  late(progress)
  expect(tasks.progressOf('import')).toBeNull()
})
