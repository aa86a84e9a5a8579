/**
 * Row elements that are used again while the table scrolls: a row that leaves at one end lends its element to one that comes in at the other,
 * so that the browser styles and lays out only what differs. In the page the elements stand in the order of the rows whenever the table rests;
 * while it scrolls they stay where they are, because moving an element costs as much as making one.
 */

export type SlottedRow = { readonly slot: string; readonly index: number }

export class RowSlots {
  private order: readonly string[] = []

  /** The rows in the order in which their elements stand in the page. */
  arrange(rows: readonly SlottedRow[], isScrolling: boolean): readonly SlottedRow[] {
    if (!isScrolling) {
      const inOrder = rows.toSorted((left, right) => left.index - right.index)
      this.order = inOrder.map((row) => row.slot)
      return inOrder
    }
    const bySlot = new Map(rows.map((row) => [row.slot, row]))
    const kept = this.order.filter((slot) => bySlot.has(slot))
    const known = new Set(kept)
    this.order = [...kept, ...rows.map((row) => row.slot).filter((slot) => !known.has(slot))]
    return this.order.flatMap((slot) => bySlot.get(slot) ?? [])
  }
}
