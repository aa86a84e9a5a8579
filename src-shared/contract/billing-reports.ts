/** Requests for the reports of the billing side. */
import { z } from 'zod'

import { USAGE_BASES } from '../domain/usage/effective-usage.ts'
import { fiscalYearCodec, id, monthCodec } from './codecs.ts'
import { versionSchema } from './version.ts'

/** Whose usage: null is the version's own year. */
const usageYear = fiscalYearCodec.nullable()
/** Absent: as it is recorded. */
const usageBasis = z.enum(USAGE_BASES).exactOptional()
const customer = { customerId: id }
const statement = { version: versionSchema, usageYear, usageBasis, /** Null: the whole year. */ month: monthCodec.nullable() }
const compared = { from: versionSchema, to: versionSchema, usageFrom: usageYear, usageTo: usageYear, usageBasis }
const planned = { from: versionSchema, to: versionSchema }

export const billingReportRequests = [
  z.strictObject({ report: z.literal('statement'), ...statement, ...customer }),
  z.strictObject({ report: z.literal('impact'), ...compared }),
  z.strictObject({ report: z.literal('impact-statement'), ...compared, ...customer }),
  z.strictObject({ report: z.literal('budget'), ...planned, ...customer }),
  /** Of the later year, beside the encumbrances of the earlier one. */
  z.strictObject({ report: z.literal('encumbrance-estimate'), ...planned }),
  /** Of a service request, at a version's rates. */
  z.strictObject({ report: z.literal('quote'), version: versionSchema, requestId: id }),
] as const

/** What the files of all customers become. */
export const BUNDLE_PLACES = ['zip', 'folder'] as const
export type BundlePlace = (typeof BUNDLE_PLACES)[number]

/** One report for every customer, in one go. */
export const bundleRequest = z.discriminatedUnion('report', [
  z.strictObject({ report: z.literal('statement'), ...statement }), z.strictObject({ report: z.literal('impact-statement'), ...compared }), z.strictObject({ report: z.literal('budget'), ...planned }),
])
export type BundleRequest = z.infer<typeof bundleRequest>
