/** An audit as it is looked through: narrowed, under its headings, and where a recomputed figure is not the printed one. */
import type { AuditRow, AuditVerdict } from '../../../src-shared/domain/rates/audit.ts'
import { readPrinted } from '../../../src-shared/domain/rates/printed-number.ts'

/** Rows of the chosen verdicts (none chosen: all) that have the text somewhere. */
export function auditRows(rows: readonly AuditRow[], filter: { readonly verdicts: ReadonlySet<AuditVerdict>; readonly text: string }): readonly AuditRow[] {
  const wanted = filter.text.trim().toLowerCase()
  return rows.filter((row) => {
    if (filter.verdicts.size > 0 && !filter.verdicts.has(row.verdict)) return false
    const { heading, resource, billableUnit } = row.printed
    return wanted === '' || `${heading}\n${resource}\n${billableUnit}\n${row.sentence}`.toLowerCase().includes(wanted)
  })
}

export type AuditGroup = { readonly key: string; readonly heading: string; readonly rows: readonly AuditRow[] }

/** Rows in their order under the headings that they stand under. */
export function auditGroups(rows: readonly AuditRow[]): readonly AuditGroup[] {
  const groups: { key: string; heading: string; rows: AuditRow[] }[] = []
  for (const row of rows) {
    const { heading, key } = row.printed
    const last = groups.at(-1)
    if (last?.heading === heading) last.rows.push(row)
    else groups.push({ key, heading, rows: [row] })
  }
  return groups
}

/** True when something was recomputed and it is not what is printed, whatever the signs and separators. */
export function isOff(recomputed: string, printed: string): boolean {
  if (recomputed === '') return false
  const [left, right] = [readPrinted(recomputed), readPrinted(printed)]
  return left === undefined || right === undefined ? recomputed !== printed : !left.value.eq(right.value)
}
