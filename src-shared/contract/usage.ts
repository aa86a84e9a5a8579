/** What the screens ask of the core about usage: its lines lie by the million in the file, and only the core reads them. */
import { z } from 'zod'

import type { UsageGrid } from '../domain/usage/usage-grid.ts'
import type { YearsOfUsage } from '../domain/usage/years-of-usage.ts'
import { fiscalYearCodec, id, monthCodec, units } from './codecs.ts'
import { ahead } from './bills.ts'

export const usageGridRequest = z.strictObject({ customerId: id, fiscalYear: fiscalYearCodec, ahead })
export const usageYearsRequest = z.strictObject({ ahead })
export type UsageGridRequest = z.infer<typeof usageGridRequest>
export type UsageYearsRequest = z.infer<typeof usageYearsRequest>

const origin = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('batch'), batchId: id, number: z.int(), fileName: z.string() }),
  z.strictObject({ kind: z.literal('typed'), author: z.string(), note: z.string(), instead: units.nullable() }),
])
const cell = z.strictObject({ quantity: units.nullable(), origin })
export const usageGridAnswer: z.ZodType<UsageGrid, UsageGrid> = z.strictObject({ months: z.array(monthCodec), rows: z.array(z.strictObject({ rateId: id, cells: z.array(cell.nullable()) })) })

const gone = z.array(z.strictObject({ id: z.string(), lineCount: z.int() }))
export const usageYearsAnswer: z.ZodType<YearsOfUsage, YearsOfUsage> = z.strictObject({
  years: z.array(z.strictObject({ fiscalYear: fiscalYearCodec, months: z.array(monthCodec), lineCount: z.int() })),
  orphans: z.strictObject({ lineCount: z.int(), customers: gone, rates: gone, ofNoYear: z.int() }),
})
