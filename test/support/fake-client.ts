/** Stands in for the screens' client: the procedures that the frame calls, answered by the core that a test hands in. */
import type { AppStatus, ImportAccepted, JournalSummary, Loaded } from '../../src-shared/contract/answers.ts'
import type { ImportOutcome } from '../../src-shared/domain/import-outcome.ts'
import type { RulesAdoption } from '../../src-shared/domain/usage/adopt-rules.ts'
import type { Edit } from '../../src-shared/domain/model/edit.ts'
import { fakeBills } from './fake-bills.ts'
import { fakeBudgets, steadyUsage } from './fake-budgets.ts'
import { FakeCore } from './fake-core.ts'
import { FakeImports } from './fake-imports.ts'
import { smallRows } from './small-model.ts'

export const STATUS: AppStatus = { productVersion: '0.1.0', hostKind: 'browser', hasDialogs: false, author: 'Ann', modelsFolder: '/models', recents: [], preferences: {}, open: null }

type World = { core: FakeCore; imports: FakeImports; status: AppStatus; /** Thrown by the next opening. */ refusal: Error | null; readonly openings: string[]; /** What was asked to go out. */ readonly exports: unknown[]; rating: RatingAnswers }
export type RatingAnswers = {
  readonly sampleRules: () => Promise<RulesAdoption>
  readonly previewAgain: (input: { readonly task: string }, options: { readonly signal: AbortSignal }) => Promise<ImportOutcome>
  readonly again: (input: { readonly baseRevision: number; readonly path: string; readonly task: string }, options: { readonly signal: AbortSignal }) => Promise<ImportAccepted>
}
const UNASKED: RatingAnswers = {
  sampleRules: () => Promise.reject(new Error('Nobody was to ask for the rules of the sample.')), previewAgain: () => Promise.reject(new Error('Nobody was to rate again.')), again: () => Promise.reject(new Error('Nobody was to rate again.')),
}
const world: World = { core: new FakeCore(smallRows()), imports: new FakeImports(), status: STATUS, refusal: null, openings: [], exports: [], rating: UNASKED }

/** The usage stands in the core alone; here it is always the same. */
const USAGE = steadyUsage('dma', 'cpu')

/** A fresh world for a test. */
export function newWorld(given: { readonly status?: Partial<AppStatus> } = {}): World {
  world.core = new FakeCore(smallRows())
  world.imports = new FakeImports()
  world.status = { ...STATUS, ...given.status }
  world.refusal = null
  world.openings.length = 0
  world.exports.length = 0
  world.rating = UNASKED
  return world
}

async function opened(what: string): Promise<Loaded> {
  await Promise.resolve()
  world.openings.push(what)
  const { refusal } = world
  world.refusal = null
  if (refusal !== null) throw refusal
  return world.core.loaded()
}

const { bills, usage } = fakeBills(() => world.core.draft)

export const client = {
  bills,
  usage,
  app: {
    status: () => Promise.resolve(world.status),
    setAuthor: ({ author }: { readonly author: string }) => {
      world.status = { ...world.status, author }
      return Promise.resolve(world.status)
    },
    setPreference: () => Promise.resolve(),
    forgetRecent: ({ path }: { readonly path: string }) => {
      world.status = { ...world.status, recents: world.status.recents.filter((recent) => recent.path !== path) }
      return Promise.resolve(world.status)
    },
  },
  model: {
    open: ({ path, mode }: { readonly path: string; readonly mode: 'read-write' | 'snapshot' }) => {
      if (world.refusal === null) world.core.mode = mode
      return opened(`${mode} ${path}`)
    },
    openSample: ({ fresh }: { readonly fresh: boolean }) => opened(`sample ${fresh ? 'fresh' : 'present'}`),
    create: ({ name, path }: { readonly name: string; readonly path: string | null }) => opened(`create ${name} ${path ?? 'in the models folder'}`),
    load: () => world.core.load(),
    close: () => Promise.resolve(),
    commit: (input: { readonly baseRevision: number; readonly path: string; readonly edit: Edit }) => world.core.commit(input),
    undo: (input: { readonly baseRevision: number; readonly path: string }) => world.core.undo(input),
    redo: (input: { readonly baseRevision: number; readonly path: string }) => world.core.redo(input),
    history: ({ before, limit }: { readonly before: number | null; readonly limit: number }): Promise<readonly JournalSummary[]> => Promise.resolve(world.core.journal.toReversed().filter(({ revision }) => revision < (before ?? Infinity)).slice(0, limit).map(({ changes, ...entry }) => ({ ...entry, changeCount: changes.length }))),
    historyOf: (): Promise<readonly never[]> => Promise.resolve([]),
  },
  imports: {
    inspect: () => Promise.resolve(world.imports.tables.map((table) => ({ table: { ...table, rowCount: table.rows.length } }))),
    inspectUsage: () => Promise.resolve(world.imports.tables),
    previewUsage: (input: unknown, { signal }: { readonly signal: AbortSignal }) => world.imports.ask('previewUsage', input, signal),
    acceptUsage: (input: unknown, { signal }: { readonly signal: AbortSignal }) => world.imports.ask('acceptUsage', input, signal),
    previewMeasures: (input: unknown, { signal }: { readonly signal: AbortSignal }) => world.imports.ask('previewMeasures', input, signal),
    acceptMeasures: (input: unknown, { signal }: { readonly signal: AbortSignal }) => world.imports.ask('acceptMeasures', input, signal),
    previewBilling: (input: unknown, { signal }: { readonly signal: AbortSignal }) => world.imports.ask('previewBilling', input, signal),
    acceptBilling: (input: unknown, { signal }: { readonly signal: AbortSignal }) => world.imports.ask('acceptBilling', input, signal),
    previewLevels: (input: unknown, { signal }: { readonly signal: AbortSignal }) => world.imports.ask('previewLevels', input, signal),
    acceptLevels: (input: unknown, { signal }: { readonly signal: AbortSignal }) => world.imports.ask('acceptLevels', input, signal),
    progress: () => Promise.resolve(world.imports.progress),
  },
  rating: {
    sampleRules: () => world.rating.sampleRules(),
    previewAgain: (...asked: Parameters<RatingAnswers['previewAgain']>) => world.rating.previewAgain(...asked),
    again: (...asked: Parameters<RatingAnswers['again']>) => world.rating.again(...asked),
  },
  reports: {
    // Cancelled, as in a dialog: nothing is written.
    export: (input: unknown): Promise<{ readonly kind: 'cancelled' }> => Promise.resolve(world.exports.push(input)).then(() => ({ kind: 'cancelled' })),
    picture: async (input: unknown): Promise<{ readonly kind: 'cancelled' }> => {
      await opened('picture')
      world.exports.push(input)
      return { kind: 'cancelled' }
    },
  },
  budgets: fakeBudgets(() => ({ draft: world.core.draft, usage: USAGE })),
}
