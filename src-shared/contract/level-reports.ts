/** Requests for the reports of the catalog and of service levels. */
import { z } from 'zod'

import { id } from './codecs.ts'
import { versionSchema } from './version.ts'

export const levelReportRequests = [
  /** `serviceId` null: every service. Prices are those of the versions, in their order. */
  z.strictObject({ report: z.literal('catalog'), serviceId: id.nullable(), versions: z.array(versionSchema).max(8) }),
] as const
