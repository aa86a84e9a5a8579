import { Box, Button, Text, TextInput } from '@mantine/core'
import { IconSearch } from '@tabler/icons-react'
import { useMemo, useState, type ReactNode } from 'react'

import { AUDIT_VERDICTS, type Audit, type AuditVerdict } from '../../../src-shared/domain/rates/audit.ts'
import { verdictText } from '../../../src-shared/domain/reports/audit-report.ts'
import { EmptyState } from '../EmptyState.tsx'
import { ToggleChips } from '../ToggleChips.tsx'
import classes from './Audit.module.css'
import { auditGroups, auditRows } from './audit-rows.ts'
import { AuditTable, VERDICT_LOOK } from './AuditTable.tsx'

const ROWS_AT_FIRST = 400

function rowsText(shown: number, all: number): string {
  return shown === all ? `${all.toLocaleString('en-US')} rows` : `${shown.toLocaleString('en-US')} of ${all.toLocaleString('en-US')} rows`
}

/**
 * An audit to look through: counts by verdict that narrow it, a text to find, and the rows with printed beside recomputed figures.
 * `linkOf` leads from a row to where its rate stands in the model; `tools` stand at the right.
 */
export function AuditBrowser({ audit, label, linkOf, tools }: { readonly audit: Audit; readonly label: string; readonly linkOf?: (key: string) => string | null; readonly tools?: ReactNode }): ReactNode {
  const [verdicts, setVerdicts] = useState<ReadonlySet<AuditVerdict>>(new Set())
  const [text, setText] = useState('')
  const [isWhole, setIsWhole] = useState(false)
  const rows = useMemo(() => auditRows(audit.rows, { verdicts, text }), [audit, verdicts, text])
  const listed = isWhole ? rows : rows.slice(0, ROWS_AT_FIRST)

  function toggle(verdict: AuditVerdict): void {
    const next = new Set(verdicts)
    if (!next.delete(verdict)) next.add(verdict)
    setVerdicts(next)
  }
  return (
    <div className={classes['view']}>
      <div className={classes['tools']}>
        <ToggleChips label="Rows by verdict" pressed={verdicts} onToggle={toggle} chips={AUDIT_VERDICTS.map((value) => ({ value, count: audit.counts[value], word: verdictText(value).toLowerCase(), ...VERDICT_LOOK[value] }))} />
        <TextInput aria-label="Find in the audit" placeholder="Find" leftSection={<IconSearch size={14} aria-hidden />} value={text} onChange={(event) => setText(event.currentTarget.value)} w={130} />
        <Text size="xs" c="dimmed" component="output">
          {rowsText(rows.length, audit.rows.length)}
        </Text>
        <span className={classes['spacer']} />
        {tools}
      </div>
      <Box component="section" className={classes['scroll'] ?? ''} aria-label="Audited rows" tabIndex={0}>
        {rows.length === 0 ? <EmptyState title="No row fits">Choose another verdict, or clear the text.</EmptyState> : <AuditTable groups={auditGroups(listed)} label={label} linkOf={linkOf ?? (() => null)} />}
        {listed.length < rows.length && (
          <Button variant="subtle" my="xs" onClick={() => setIsWhole(true)}>
            Show all {rows.length.toLocaleString('en-US')} rows
          </Button>
        )}
      </Box>
    </div>
  )
}
