/** The audit as the view shows it: rows under their headings, and where a recomputed figure is not the printed one. */
import type { AuditRow, AuditVerdict } from '../../../src-shared/domain/rates/audit.ts'
import { readPrinted } from '../../../src-shared/domain/rates/printed-number.ts'

export type AuditGroup = { readonly key: string; readonly heading: string; readonly rows: readonly AuditRow[] }

/** Rows of the chosen verdicts (none chosen: all) that have the text somewhere, in their order, under the headings that they stand under. */
export function auditGroups(rows: readonly AuditRow[], filter: { readonly verdicts: ReadonlySet<AuditVerdict>; readonly text: string }): readonly AuditGroup[] {
  const wanted = filter.text.trim().toLowerCase()
  const groups: { key: string; heading: string; rows: AuditRow[] }[] = []
  for (const row of rows) {
    if (filter.verdicts.size > 0 && !filter.verdicts.has(row.verdict)) continue
    const { heading, resource, billableUnit } = row.printed
    if (wanted !== '' && !`${heading} ${resource} ${billableUnit} ${row.sentence}`.toLowerCase().includes(wanted)) continue
    const last = groups.at(-1)
    if (last?.heading === heading) last.rows.push(row)
    else groups.push({ key: row.printed.key, heading, rows: [row] })
  }
  return groups
}

/** True when something was recomputed and it is not what is printed, whatever the signs and separators. */
export function isOff(recomputed: string, printed: string): boolean {
  if (recomputed === '') return false
  const [left, right] = [readPrinted(recomputed), readPrinted(printed)]
  return left === undefined || right === undefined ? recomputed !== printed : !left.value.eq(right.value)
}
