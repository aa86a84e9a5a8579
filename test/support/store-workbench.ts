/** A folder of its own for each test of the store, taken away afterwards, and what is needed to work in it. */
import { mkdtempSync, realpathSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach } from 'vitest'

import type { Clock, OpenMode, Store, StoreFailure } from '../../src-main/core/ports.ts'
import { createStoreFactory, type StoreFactoryOptions } from '../../src-main/store/index.ts'
import type { JournalEntry } from '../../src-shared/domain/model/edit.ts'
import type { Result } from '../../src-shared/domain/result.ts'
import { addAll, journalEntry } from './journal-entries.ts'
import { smallRows, smallUsage } from './small-model.ts'

/** A second later at each look. */
export function tickingClock(start = '2026-11-22T04:39:10.000Z'): Clock {
  let at = Date.parse(start)
  return {
    now() {
      const now = new Date(at)
      at += 1000
      return now
    },
  }
}

/** The value of what must not be refused. */
export function valueOf<Value>(result: Result<Value, StoreFailure>): Value {
  if (!result.ok) throw new Error(`${result.failure.code}: ${result.failure.message}`)
  return result.value
}

/** The failure of what must be refused. */
export function failureIn(result: Result<unknown, StoreFailure>): StoreFailure {
  if (result.ok) throw new Error('It was not refused.')
  return result.failure
}

export type Workbench = {
  folder(): string
  path(name: string): string
  /** A new model, open for writing, closed after the test; with the small model's rows as revision 1, or empty. */
  create(rows: 'small' | 'empty', options?: Partial<StoreFactoryOptions>): Store
  /** The same with the small model, under a name of its own. */
  createNamed(name: string): Store
  open(path: string, mode?: OpenMode, options?: Partial<StoreFactoryOptions>): Result<Store, StoreFailure>
}

export function storeWorkbench(): Workbench {
  let folder = ''
  const opened: Store[] = []
  beforeEach(() => {
    folder = realpathSync(mkdtempSync(join(tmpdir(), 'ratebook-store-')))
  })
  afterEach(() => {
    for (const store of opened.splice(0)) store.close()
    rmSync(folder, { recursive: true, force: true })
  })
  function keep(result: Result<Store, StoreFailure>): Result<Store, StoreFailure> {
    if (result.ok) opened.push(result.value)
    return result
  }
  const factory = (options: Partial<StoreFactoryOptions>): ReturnType<typeof createStoreFactory> => createStoreFactory({ clock: tickingClock(), temporaryFolder: folder, ...options })
  function create(request: { readonly name: string; readonly rows: 'small' | 'empty'; readonly options: Partial<StoreFactoryOptions> }): Store {
    const { name, rows, options } = request
    const store = valueOf(keep(factory(options).create({ path: join(folder, `${name}.ratebook`), author: 'Ann' })))
    if (rows === 'small') valueOf(store.append(smallModelEntry(), smallUsage()))
    return store
  }
  return {
    folder: () => folder,
    path: (name) => join(folder, name),
    create: (rows, options = {}) => create({ name: 'Rates', rows, options }),
    createNamed: (name) => create({ name, rows: 'small', options: {} }),
    open: (path, mode = 'read-write', options = {}) => keep(factory(options).open({ path, author: 'Ben', mode })),
  }
}

export function smallModelEntry(): JournalEntry {
  return journalEntry(1, addAll(smallRows()), { kind: 'publish', label: 'Sample rows' })
}
