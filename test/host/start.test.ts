import { mkdirSync, renameSync } from 'node:fs'
import { join } from 'node:path'

import { createRouterClient } from '@orpc/server'
import { afterEach, beforeEach, expect, test } from 'vitest'

import { createMachine, type Machine } from './hosts.ts'

let machine: Machine
beforeEach(() => {
  machine = createMachine()
})
afterEach(() => machine.remove())

test('the very first start opens the sample', async () => {
  const core = machine.core()
  expect(core.openAtStart(null)).toBeNull()
  const { open } = await createRouterClient(core.router).app.status()
  expect(open?.isSample).toBe(true)
})

test('a later start opens the model that was worked on last', async () => {
  const first = machine.core()
  first.openAtStart(null)
  const created = await createRouterClient(first.router).model.create({ name: 'FY2005 budget', path: null })
  first.close()
  const second = machine.core()
  expect(second.openAtStart(null)).toBeNull()
  const { open } = await createRouterClient(second.router).app.status()
  expect(open?.path).toBe(created.info.path)
})

test('a model that was moved away leaves the start screen, and the list says that it is missing', async () => {
  const first = machine.core()
  const created = await createRouterClient(first.router).model.create({ name: 'FY2005 budget', path: null })
  first.close()
  mkdirSync(join(machine.folder, 'elsewhere'))
  renameSync(created.info.path, join(machine.folder, 'elsewhere', 'moved.ratebook'))
  const second = machine.core()
  expect(second.openAtStart(null)).toBeNull()
  const status = await createRouterClient(second.router).app.status()
  expect(status.open).toBeNull()
  expect(status.recents.map((recent) => [recent.path, recent.exists])).toEqual([[created.info.path, false]])
})
