/** The widths of a grid's columns, in pixels by column id, as the person has chosen them. */
import { usePreference } from '../../state/preferences.ts'

type Widths = Readonly<Record<string, number>>

function isWidths(value: unknown): value is Widths {
  return typeof value === 'object' && value !== null && Object.values(value).every((each) => typeof each === 'number')
}

/** `name` is the grid's own place: `costs.framework`. */
export function useColumnWidths(name: string): readonly [Widths, (widths: Widths) => void] {
  return usePreference<Widths>(`${name}.widths`, {}, isWidths)
}
