/**
 * A large table's next state after an edit. A map of two hundred thousand rows takes a tenth of a second to copy; so what an edit
 * changes is laid over the rows of the state before, which are shared, until so much has changed that a copy pays.
 */

type Rows<Row> = ReadonlyMap<string, Row>

/** Below it a copy costs less than what every later reading of an overlaid table would. */
const LEAST_ROWS = 1_024
/** Beyond as many changed rows the table is copied, and the next edits start from there. */
const MOST_CHANGES = 512

/** What was changed of the shared rows: in place, gone, and new at the end, as a map would hold them. */
type Changes<Row> = { readonly replaced: Map<string, Row>; readonly removed: Set<string>; readonly added: Map<string, Row> }

/** Reads like a map with the changes in it, in the order in which such a map would have them. */
class OverlaidTable<Row> implements ReadonlyMap<string, Row> {
  readonly #shared: Rows<Row>
  readonly #changes: Changes<Row>

  constructor(shared: Rows<Row>, changes: Changes<Row>) {
    this.#shared = shared
    this.#changes = changes
  }

  /** What the next state starts from; null where it is time to copy. */
  get parts(): { readonly shared: Rows<Row>; readonly changes: Changes<Row> } | null {
    const { replaced, removed, added } = this.#changes
    if (replaced.size + removed.size + added.size > MOST_CHANGES) return null
    return { shared: this.#shared, changes: { replaced: new Map(replaced), removed: new Set(removed), added: new Map(added) } }
  }

  get size(): number {
    return this.#shared.size - this.#changes.removed.size + this.#changes.added.size
  }

  get(id: string): Row | undefined {
    const { replaced, removed, added } = this.#changes
    const other = replaced.get(id) ?? (added.size === 0 ? undefined : added.get(id))
    if (other !== undefined) return other
    return removed.size > 0 && removed.has(id) ? undefined : this.#shared.get(id)
  }

  has(id: string): boolean {
    return this.#changes.added.has(id) || (this.#shared.has(id) && !this.#changes.removed.has(id))
  }

  *entries(): MapIterator<[string, Row]> {
    const { replaced, removed, added } = this.#changes
    for (const entry of this.#shared) {
      const [id] = entry
      if (removed.has(id)) continue
      const other = replaced.get(id)
      yield other === undefined ? entry : [id, other]
    }
    yield* added
  }

  *keys(): MapIterator<string> {
    for (const id of this.#shared.keys()) if (!this.#changes.removed.has(id)) yield id
    yield* this.#changes.added.keys()
  }

  *values(): MapIterator<Row> {
    for (const [, row] of this.entries()) yield row
  }

  [Symbol.iterator](): MapIterator<[string, Row]> {
    return this.entries()
  }

  forEach(callback: (row: Row, id: string, table: ReadonlyMap<string, Row>) => void): void {
    for (const [id, row] of this) callback(row, id, this)
  }
}

/** The next state of a table while an edit is made: read and written like a map. */
export type NextTable<Row> = { get(id: string): Row | undefined; set(id: string, row: Row): unknown; delete(id: string): unknown; done(): ReadonlyMap<string, Row> }

/** The constructor of a map makes an entry and a step of each row, by the thousand at each keystroke. */
function copyOf<Row>(table: Rows<Row>): Map<string, Row> {
  const copy = new Map<string, Row>()
  for (const [id, row] of table) copy.set(id, row)
  return copy
}

function copied<Row>(table: Rows<Row>): NextTable<Row> {
  const copy = copyOf(table)
  return { get: (id) => copy.get(id), set: (id, row) => copy.set(id, row), delete: (id) => copy.delete(id), done: () => copy }
}

function overlaid<Row>(shared: Rows<Row>, changes: Changes<Row>): NextTable<Row> {
  const { replaced, removed, added } = changes
  const next = new OverlaidTable(shared, changes)
  return {
    get: (id) => next.get(id),
    set: (id, row) => (shared.has(id) && !removed.has(id) ? replaced : added).set(id, row),
    delete: (id) => {
      if (added.delete(id) || !shared.has(id)) return
      replaced.delete(id)
      removed.add(id)
    },
    done: () => next,
  }
}

/**
 * Begins the next state of a table, which is to get about `changes` changed rows; the state given stays as it is. Until `done` is
 * called only the maker may read it.
 *
 * @example const next = nextTable(draft.outage, 1); next.set(row.id, row); next.done() // the table with the row in place
 */
export function nextTable<Row>(table: ReadonlyMap<string, Row>, changes: number): NextTable<Row> {
  if (table.size < LEAST_ROWS || changes > MOST_CHANGES) return copied(table)
  if (!(table instanceof OverlaidTable)) return overlaid(table, { replaced: new Map(), removed: new Set(), added: new Map() })
  const parts = (table as OverlaidTable<Row>).parts
  return parts === null ? copied(table) : overlaid(parts.shared, parts.changes)
}
