/** What this person prefers on this machine: column widths, theme, density. Kept by the core, not by the browser. */
import { createContext, useCallback, useContext, useState, useSyncExternalStore } from 'react'

export type PreferenceStore = {
  /** The stored JSON value; undefined when there is none or it cannot be read. */
  readonly get: (key: string) => unknown
  readonly set: (key: string, value: unknown) => void
  readonly subscribe: (listener: () => void) => () => void
}

const SAVE_AFTER_MS = 400

function parsed(text: string): unknown {
  try {
    const value: unknown = JSON.parse(text)
    return value
  } catch {
    return undefined
  }
}

/**
 * Preferences in memory, handed to `save` a moment after each change.
 *
 * @param initial JSON text by key, as the core answers it
 */
export function createPreferenceStore(initial: Readonly<Record<string, string>> = {}, save: (key: string, value: string) => void = () => undefined): PreferenceStore {
  const values = new Map<string, unknown>(Object.entries(initial).map(([key, text]) => [key, parsed(text)]))
  const listeners = new Set<() => void>()
  const timers = new Map<string, ReturnType<typeof setTimeout>>()
  return {
    get: (key) => values.get(key),
    set(key, value) {
      values.set(key, value)
      clearTimeout(timers.get(key))
      timers.set(key, setTimeout(() => save(key, JSON.stringify(value)), SAVE_AFTER_MS))
      for (const listener of listeners) listener()
    },
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}

/** Its provider holds the machine's store; without one, preferences live as long as the page. */
export const PreferenceContext = createContext<PreferenceStore>(createPreferenceStore())

/** True when a stored value has the shape of the fallback; what an older version stored may not. */
function isLike<Value>(value: unknown, fallback: Value): value is Value {
  if (fallback === null || value === null) return value === null || typeof value !== 'object'
  if (Array.isArray(fallback)) return Array.isArray(value)
  if (typeof fallback !== 'object') return typeof value === typeof fallback
  if (typeof value !== 'object' || Array.isArray(value)) return false
  const given = new Map<string, unknown>(Object.entries(value))
  return Object.entries(fallback).every(([key, each]) => given.has(key) && isLike(given.get(key), each))
}

/**
 * One preference and its setter. A stored value counts when `accepts` says so, or else when it has the fallback's shape.
 *
 * @param key letters, digits, dots and hyphens, beginning with a small letter: `rates.widths`
 * @example const [density, setDensity] = usePreference('table.density', 'compact')
 */
export function usePreference<Value>(key: string, fallback: Value, accepts?: (value: unknown) => value is Value): readonly [Value, (value: Value) => void] {
  const store = useContext(PreferenceContext)
  // The same value in every render, so that it does not look like a change.
  const [usual] = useState(fallback)
  const stored = useSyncExternalStore(store.subscribe, () => store.get(key))
  const isGood = accepts ?? ((value: unknown): value is Value => isLike(value, usual))
  const set = useCallback((value: Value) => store.set(key, value), [store, key])
  return [stored !== undefined && isGood(stored) ? stored : usual, set]
}
