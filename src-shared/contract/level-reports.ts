/** Requests for the reports of service levels. */
import { z } from 'zod'

import { id, monthCodec } from './codecs.ts'

export const levelReportRequests = [
  /** From one month to another, both included; `serviceId` null: every service. */
  z.strictObject({ report: z.literal('sla-scorecard'), from: monthCodec, to: monthCodec, serviceId: id.nullable() }),
] as const
