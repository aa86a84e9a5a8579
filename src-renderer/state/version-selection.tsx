/** The pair of years and the scenario: chosen once, at the top, and holding on every screen. */
import { createContext, useContext, useEffect, useMemo, useRef, type ReactNode } from 'react'

import { fiscalYear, isFiscalYear, type FiscalYear } from '../../src-shared/domain/fiscal-year.ts'
import type { Draft } from '../../src-shared/domain/model/draft.ts'
import type { Schedule } from '../../src-shared/domain/model/tables.ts'
import type { ComparisonBasis, ComparisonRequest } from '../../src-shared/domain/rates/comparison.ts'
import { planOf, readVersionKey, versionKey, type Version } from '../../src-shared/domain/version.ts'
import { useModelSession } from './model-session.tsx'
import { usePreference } from './preferences.ts'

export type VersionSelection = {
  /** Years that have a schedule, first to last; empty in a new model. */
  readonly years: readonly FiscalYear[]
  readonly base: Version
  /** At least one, in the order of the columns. */
  readonly comparisons: readonly Version[]
  readonly basis: ComparisonBasis
  readonly request: ComparisonRequest
  /** The last comparison: the one that is edited. */
  readonly activeVersion: Version
  readonly scenarioId: string | null
  readonly setBase: (version: Version) => void
  readonly setComparisons: (versions: readonly Version[]) => void
  /** Lays a scenario over the active version, or takes it away. */
  readonly setScenario: (scenarioId: string | null) => void
  readonly setBasis: (basis: ComparisonBasis) => void
}

type Chosen = Pick<VersionSelection, 'base' | 'comparisons' | 'basis'>
type StoredSelection = { readonly path: string; readonly base: string; readonly comparisons: readonly string[]; readonly basis: ComparisonBasis }
const MODELS_REMEMBERED = 12

function isStoredSelection(value: unknown): value is StoredSelection {
  if (typeof value !== 'object' || value === null) return false
  const { path, base, comparisons, basis } = Object.fromEntries(Object.entries(value))
  return typeof path === 'string' && typeof base === 'string' && Array.isArray(comparisons) && comparisons.every((each) => typeof each === 'string') && (basis === 'published' || basis === 'unrounded')
}

function isSelectionList(value: unknown): value is readonly StoredSelection[] {
  return Array.isArray(value) && value.every(isStoredSelection)
}

function yearsOfSchedules(schedules: Iterable<Schedule>): readonly FiscalYear[] {
  const years = new Set<number>()
  for (const schedule of schedules) {
    const version = readVersionKey(schedule.version)
    if (version !== undefined) years.add(version.fiscalYear)
  }
  return [...years].toSorted((left, right) => left - right).filter(isFiscalYear)
}

/** Years that have a schedule, first to last. */
export function scheduledYears(draft: Pick<Draft, 'schedule'>): readonly FiscalYear[] {
  return yearsOfSchedules(draft.schedule.values())
}

/** Years of which a schedule is published, first to last. */
export function publishedYears(draft: Pick<Draft, 'schedule'>): readonly FiscalYear[] {
  return yearsOfSchedules([...draft.schedule.values()].filter((each) => each.state === 'published'))
}

type Pair = { readonly base: Version; readonly comparison: Version }

function lastFollowing(years: readonly FiscalYear[]): Pair | undefined {
  for (let index = years.length - 1; index > 0; index -= 1) {
    const [earlier, later] = [years[index - 1], years[index]]
    if (earlier !== undefined && later !== undefined && later - earlier === 1) return { base: planOf(earlier), comparison: planOf(later) }
  }
  return undefined
}

/** What holds comes first: the last two published years that follow each other; else the last two of all that do; else the last two; else the one there is. */
export function usualPair({ years, published }: { readonly years: readonly FiscalYear[]; readonly published: readonly FiscalYear[] }): Pair {
  const following = lastFollowing(published) ?? lastFollowing(years)
  if (following !== undefined) return following
  const last = years.at(-1) ?? fiscalYear(new Date().getFullYear())
  return { base: planOf(years.at(-2) ?? last), comparison: planOf(last) }
}

/** The version if the model still has it: a deleted scenario falls away, a year without a schedule is no version. */
export function presentVersion({ years, scenarios }: { readonly years: readonly FiscalYear[]; readonly scenarios: Draft['scenario'] }, text: string): Version | undefined {
  const version = readVersionKey(text)
  if (version === undefined || !years.includes(version.fiscalYear)) return undefined
  return version.scenarioId === null || scenarios.has(version.scenarioId) ? version : { ...version, scenarioId: null }
}

const SelectionContext = createContext<VersionSelection | null>(null)

export function VersionSelectionProvider({ children }: { readonly children: ReactNode }): ReactNode {
  const { draft, info } = useModelSession()
  const [stored, setStored] = usePreference<readonly StoredSelection[]>('selections', [], isSelectionList)
  const years = useMemo(() => scheduledYears({ schedule: draft.schedule }), [draft.schedule])
  const published = useMemo(() => publishedYears({ schedule: draft.schedule }), [draft.schedule])
  const own = stored.find((each) => each.path === info.path)
  const scenarios = draft.scenario

  // What was set last, so that two settings in one go do not undo each other.
  const latest = useRef<Chosen | null>(null)

  const value = useMemo((): VersionSelection => {
    const usual = usualPair({ years, published })
    const base = (own && presentVersion({ years, scenarios }, own.base)) ?? usual.base
    const found = own?.comparisons.flatMap((text) => presentVersion({ years, scenarios }, text) ?? []) ?? []
    const comparisons = found.length > 0 ? found : [usual.comparison]
    const basis = own?.basis ?? 'published'
    const activeVersion = comparisons.at(-1) ?? usual.comparison
    const keep = (next: Partial<Chosen>): void => {
      const chosen: Chosen = { ...(latest.current ?? { base, comparisons, basis }), ...next }
      latest.current = chosen
      const entry: StoredSelection = { path: info.path, base: versionKey(chosen.base), comparisons: chosen.comparisons.map(versionKey), basis: chosen.basis }
      setStored([entry, ...stored.filter((each) => each.path !== info.path)].slice(0, MODELS_REMEMBERED))
    }
    return {
      years, base, comparisons, basis, activeVersion,
      request: { base, comparisons, basis },
      scenarioId: activeVersion.scenarioId,
      setBase: (version) => keep({ base: version }),
      setComparisons: (versions) => keep({ comparisons: versions.length > 0 ? versions : [usual.comparison] }),
      setScenario: (scenarioId) => keep({ comparisons: [...comparisons.slice(0, -1), { ...activeVersion, scenarioId }] }),
      setBasis: (next) => keep({ basis: next }),
    }
    // The scenarios alone decide which versions are present, not every edited price.
  }, [years, published, scenarios, own, stored, info.path, setStored])

  useEffect(() => {
    latest.current = null
  })
  return <SelectionContext value={value}>{children}</SelectionContext>
}

/** The chosen versions; throws outside of an open model. */
export function useVersionSelection(): VersionSelection {
  const selection = useContext(SelectionContext)
  if (selection === null) throw new Error('No model is open here.')
  return selection
}
