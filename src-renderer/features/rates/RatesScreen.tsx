/**
 * Note to whoever composes this screen: SummaryStrip.tsx, ChartDrawer.tsx, AuditView.tsx, BulkChangeDialog.tsx and
 * explain-selection.ts of this folder are written by another person at this moment (plain props, no grid in them).
 * Compose them here beside the table; write the table, its columns, filters, editing and the toolbar.
 */
import type { ReactNode } from 'react'

import { Screen } from '../../components/Screen.tsx'

export function RatesScreen(): ReactNode {
  return <Screen title="Rates">{null}</Screen>
}
