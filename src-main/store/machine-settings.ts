import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'

import type { MachineSettings, MachineSettingsData } from '../core/ports.ts'
import { attempt, StoreRefusal, systemCode } from './failures.ts'
import { moveOver, writeAside } from './place-file.ts'

const EMPTY: MachineSettingsData = { author: '', recents: [], preferences: {} }

const settingsSchema: z.ZodType<MachineSettingsData> = z.object({
  author: z.string().max(200),
  recents: z.array(z.object({ path: z.string().min(1).max(4096), openedAt: z.iso.datetime() })).max(200),
  preferences: z.record(z.string().max(100), z.string().max(100_000)),
})

/**
 * What belongs to the person at this machine, in `settings.json` of the data folder. A file that cannot be understood is
 * put aside as `settings.unreadable.json`, and things start afresh. Writing throws when the folder may not be written.
 */
export function createMachineSettings(folder: string): MachineSettings {
  const path = join(folder, 'settings.json')
  return {
    read() {
      const present = readSettings(path)
      if (present === 'none') return EMPTY
      if (present === 'unreadable') {
        // A folder that may not be written: the file stays where it is, and is met again the next time.
        attempt(path, () => renameSync(path, join(folder, 'settings.unreadable.json')))
        return EMPTY
      }
      return present
    },
    write(data) {
      const written = attempt(path, () => {
        mkdirSync(folder, { recursive: true })
        writeAside(path, { write: (aside) => writeFileSync(aside, `${JSON.stringify(data, null, 2)}\n`, { flag: 'wx' }), move: moveOver })
      })
      if (!written.ok) throw new StoreRefusal(written.failure)
    },
  }
}

function readSettings(path: string): MachineSettingsData | 'none' | 'unreadable' {
  try {
    const parsed = settingsSchema.safeParse(JSON.parse(readFileSync(path, 'utf8')))
    return parsed.success ? parsed.data : 'unreadable'
  } catch (error) {
    return systemCode(error) === 'ENOENT' || systemCode(error) === 'ENOTDIR' ? 'none' : 'unreadable'
  }
}
