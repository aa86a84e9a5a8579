import { z } from 'zod'

import { BASES, type Version } from '../domain/version.ts'
import { fiscalYearCodec, id } from './codecs.ts'

/** A version as a request names it (VER-1). */
export const versionSchema: z.ZodType<Version, Version> = z.strictObject({ fiscalYear: fiscalYearCodec, basis: z.enum(BASES), scenarioId: id.nullable() })
