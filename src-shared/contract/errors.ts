/** Errors that a screen can react to. Anything else is INTERNAL with an incident id, its details in the log only. */
import { z } from 'zod'

import { TABLE_NAMES } from '../domain/model/tables.ts'
import type { Issue } from '../domain/issues.ts'

export const issueSchema: z.ZodType<Issue, Issue> = z.strictObject({
  code: z.custom<Issue['code']>((value) => typeof value === 'string'),
  severity: z.enum(['error', 'warning', 'note']),
  message: z.string(),
  remedy: z.string().exactOptional(),
  place: z.strictObject({ file: z.string().exactOptional(), sheet: z.string().exactOptional(), row: z.number().exactOptional(), column: z.string().exactOptional() }).exactOptional(),
  subject: z.strictObject({ table: z.enum(TABLE_NAMES), id: z.string() }).exactOptional(),
})

const said = z.strictObject({ message: z.string(), remedy: z.string() })
const issues = z.strictObject({ issues: z.array(issueSchema) })

/** What can be wrong with a model file (StoreFailure of the core's ports); `status` is what a host that speaks HTTP answers. */
export const fileErrors = {
  FILE_MISSING: { status: 404, data: said },
  FILE_EXISTS: { status: 409, data: said },
  FILE_NOT_A_MODEL: { status: 422, data: said },
  FILE_OF_OTHER_APPLICATION: { status: 422, data: said },
  FILE_FROM_NEWER_VERSION: { status: 422, data: said },
  FILE_DAMAGED: { status: 422, data: said },
  FILE_READ_ONLY: { status: 403, data: said },
  FILE_UNREADABLE: { status: 422, data: said },
  DISK_FULL: { status: 507, data: said },
  STORE_LOCKED: { status: 423, data: z.strictObject({ message: z.string(), remedy: z.string(), holder: z.strictObject({ author: z.string(), host: z.string(), since: z.string() }).nullable() }) },
} as const

export const modelErrors = {
  NO_MODEL_OPEN: { status: 409 },
  READ_ONLY_SNAPSHOT: { status: 403, data: said },
  /** The window's draft is older than the file: load again and replay. */
  STALE_REVISION: { status: 409, data: z.strictObject({ revision: z.int() }) },
  /** The domain refuses the edit or request; the issues say why. */
  REFUSED: { status: 422, data: issues },
  NOTHING_TO_UNDO: { status: 409, data: said },
} as const

export const commonErrors = { INTERNAL: { status: 500, data: z.strictObject({ incident: z.string() }) } } as const
