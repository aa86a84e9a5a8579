/** What passes between Electron's main process and the core's own process; read through schemas on both sides. */
import { z } from 'zod'

const saveKind = z.enum(['model', 'xlsx', 'csv', 'pdf', 'zip', 'png'])
export type SaveKind = z.infer<typeof saveKind>

/** From the core to the main process. */
export const fromCore = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('ready'), complaint: z.string().nullable() }),
  z.strictObject({ kind: z.literal('ask-open'), id: z.int() }),
  z.strictObject({ kind: z.literal('ask-folder'), id: z.int() }),
  z.strictObject({ kind: z.literal('ask-save'), id: z.int(), name: z.string(), saveAs: saveKind }),
  z.strictObject({ kind: z.literal('title'), title: z.strictObject({ name: z.string(), path: z.string() }).nullable() }),
  z.strictObject({ kind: z.literal('closed') }),
])
export type FromCore = z.infer<typeof fromCore>

/** From the main process to the core; `connect` comes with one port. */
export const toCore = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('start'), file: z.string().nullable(), folders: z.strictObject({ dataFolder: z.string(), modelsFolder: z.string() }) }),
  z.strictObject({ kind: z.literal('connect') }),
  z.strictObject({ kind: z.literal('answer'), id: z.int(), path: z.string().nullable() }),
  z.strictObject({ kind: z.literal('close') }),
])
export type ToCore = z.infer<typeof toCore>
