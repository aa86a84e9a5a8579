/** What every import of usage says of the quantities that it makes, and where they lead. */
import { Button } from '@mantine/core'
import type { ReactNode } from 'react'

import type { ImportOutcome } from '../../../src-shared/domain/import-outcome.ts'
import { billsAddress, goTo } from '../../state/routes.ts'
import type { RowHeads } from './ImportOutcome.tsx'

export const QUANTITY_HEADS: RowHeads = { code: 'Agency', title: 'Rate and month' }

/** @example quantitiesLabel(outcome) // 'Import 1,200 quantities' */
export function quantitiesLabel({ changeCount }: ImportOutcome): string {
  return `Import ${changeCount.toLocaleString('en-US')} ${changeCount === 1 ? 'quantity' : 'quantities'}`
}

/** Where usage becomes bills. */
export function GoToBills(): ReactNode {
  return <Button onClick={() => goTo(billsAddress())}>See the bills</Button>
}
