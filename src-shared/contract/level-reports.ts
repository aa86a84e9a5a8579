/** Requests for the reports of the catalog and of service levels. */
import { z } from 'zod'

import { REVIEW_SUBJECTS } from '../domain/service-levels/quality/review-subject.ts'
import { id, monthCodec } from './codecs.ts'
import { versionSchema } from './version.ts'

export const levelReportRequests = [
  /** `serviceId` null: every service. Prices are those of the versions, in their order. */
  z.strictObject({ report: z.literal('catalog'), serviceId: id.nullable(), versions: z.array(versionSchema).max(8) }),
  /** From one month to another, both included; `serviceId` null: every service. */
  z.strictObject({ report: z.literal('sla-scorecard'), from: monthCodec, to: monthCodec, serviceId: id.nullable() }),
  /** `through` is the last month of performance; null: the last one with a value. */
  z.strictObject({ report: z.literal('service-review'), from: versionSchema, to: versionSchema, subject: z.strictObject({ of: z.enum(REVIEW_SUBJECTS), id }), through: monthCodec.nullable() }),
] as const
