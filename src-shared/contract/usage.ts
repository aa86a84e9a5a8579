/** What the screens ask of the core about usage, which lies by the million in the file: imports with their progress, a customer's grid of months, the years that have any. */
import { z } from 'zod'

import { USAGE_FIELDS, type InspectedUsage, type UsageImportMapping } from '../domain/usage/imports/usage-import.ts'
import type { UsageGrid } from '../domain/usage/usage-grid.ts'
import type { YearsOfUsage } from '../domain/usage/years-of-usage.ts'
import type { TaskProgress } from './answers.ts'
import { ahead } from './bills.ts'
import { fiscalYearCodec, id, line, longText, monthCodec, units } from './codecs.ts'

/** Usage is read a chunk at a time: 200 MB. */
export const MAX_USAGE_BYTES = 200_000_000

const usageMapping: z.ZodType<UsageImportMapping, UsageImportMapping> = z.strictObject({
  headerRow: z.int().min(1).max(1_000_000),
  fields: z.partialRecord(z.enum(USAGE_FIELDS), z.int().min(0).max(1_000)),
  months: z.array(z.strictObject({ column: z.int().min(0).max(1_000), month: monthCodec })).max(1_000),
})
/** `sheet` empty: the first that fits (a CSV has one alone); `mapping` null: the one that the header proposes; `task`: the name to ask `progress` for. */
export const usageImport = { file: z.file().max(MAX_USAGE_BYTES), sheet: z.string().max(200), mapping: usageMapping.nullable(), task: id }
export const inspectedUsage: z.ZodType<readonly InspectedUsage[], readonly InspectedUsage[]> = z.array(z.strictObject({
  sheet: z.string(), columnCount: z.int(), rowNumbers: z.array(z.int()), rows: z.array(z.array(z.string())), proposal: usageMapping,
}))
export const taskProgress: z.ZodType<TaskProgress, TaskProgress> = z.strictObject({ phase: z.enum(['reading', 'writing']), rows: z.int(), bytes: z.int(), totalBytes: z.int() })

export const usageGridRequest = z.strictObject({ customerId: id, fiscalYear: fiscalYearCodec, ahead })
export const usageYearsRequest = z.strictObject({ ahead })
export type UsageGridRequest = z.infer<typeof usageGridRequest>
export type UsageYearsRequest = z.infer<typeof usageYearsRequest>

const batchName = { batchId: id, number: z.int(), fileName: line }
const origin = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('batch'), ...batchName, earlier: z.array(z.strictObject(batchName)).exactOptional() }),
  z.strictObject({ kind: z.literal('typed'), author: line, note: longText, instead: units.nullable() }),
])
const cell = z.strictObject({ quantity: units.nullable(), origin })
export const usageGridAnswer: z.ZodType<UsageGrid, UsageGrid> = z.strictObject({ months: z.array(monthCodec), rows: z.array(z.strictObject({ rateId: id, cells: z.array(cell.nullable()) })) })

const gone = z.array(z.strictObject({ id, lineCount: z.int() }))
export const usageYearsAnswer: z.ZodType<YearsOfUsage, YearsOfUsage> = z.strictObject({
  years: z.array(z.strictObject({ fiscalYear: fiscalYearCodec, months: z.array(monthCodec), lineCount: z.int() })),
  orphans: z.strictObject({ lineCount: z.int(), customers: gone, rates: gone, ofNoYear: z.int() }),
})
