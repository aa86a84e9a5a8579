/**
 * Full copies in a folder `<model> backups` beside the model: who has the file finds them without the application, they
 * have its permissions, and they move with it when the folder is copied. (In the application's data folder they would
 * stay behind on one machine.)
 */
import { accessSync, constants, existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs'
import { basename, dirname, extname, join } from 'node:path'

import { type Connection, copyInto } from './database.ts'
import { fileExists, folderMissing, StoreRefusal } from './failures.ts'
import { moveToFreeName, writeAside } from './place-file.ts'

export const MAX_AUTOMATIC_BACKUPS = 20

export type BackupKind = 'checkpoint' | 'automatic'

export function backupFolderOf(modelPath: string): string {
  return join(dirname(modelPath), `${basename(modelPath, extname(modelPath))} backups`)
}

/**
 * Makes a full copy and returns its path. Of the automatic ones the newest 20 are kept; checkpoints are never taken away.
 *
 * @example a checkpoint: `Rates backups/Rates 2026-11-22 04.39.10 before the board meeting.ratebook` (UTC)
 */
export function makeBackup(request: { readonly database: Connection; readonly modelPath: string; readonly at: Date; readonly label: string; readonly kind: BackupKind }): string {
  const folder = backupFolderOf(request.modelPath)
  mkdirSync(folder, { recursive: true })
  const stem = basename(request.modelPath, extname(request.modelPath))
  const time = request.at.toISOString().slice(0, 19).replace('T', ' ').replaceAll(':', '.')
  const label = fileNameText(request.label)
  const name = `${stem} ${time}${label === '' ? '' : ` ${label}`}`
  const path = placeCopy(request.database, (attempt) => join(folder, `${name}${attempt === 1 ? '' : ` ${attempt}`}${request.kind === 'automatic' ? AUTOMATIC : ''}.ratebook`))
  if (request.kind === 'automatic') prune(folder, stem)
  return path
}

const AUTOMATIC = ' (automatic)'

/** A label as a file name may hold it on any system; without parentheses, which mark automatic ones. */
function fileNameText(label: string): string {
  return label.toWellFormed().replaceAll(/[^\p{L}\p{N}_ +-]+/gu, ' ').replaceAll(/ +/g, ' ').trim().slice(0, 60).trim()
}

function placeCopy(database: Connection, nameOf: (attempt: number) => string): string {
  for (let attempt = 1; ; attempt += 1) {
    const path = nameOf(attempt)
    try {
      copyTo(database, path)
      return path
    } catch (error) {
      const isTaken = error instanceof StoreRefusal && error.failure.code === fileExists(path).code
      if (!isTaken || attempt >= 100) throw error
    }
  }
}

/** A whole copy at a name that must be free. */
export function copyTo(database: Connection, path: string): void {
  if (existsSync(path)) throw new StoreRefusal(fileExists(path))
  if (!existsSync(dirname(path))) throw new StoreRefusal(folderMissing(path))
  accessSync(dirname(path), constants.W_OK)
  writeAside(path, { write: (aside) => copyInto(database, aside), move: moveToFreeName })
}

function prune(folder: string, stem: string): void {
  const automatic = readdirSync(folder).filter((name) => name.startsWith(`${stem} `) && name.endsWith(`${AUTOMATIC}.ratebook`)).sort()
  for (const name of automatic.slice(0, Math.max(0, automatic.length - MAX_AUTOMATIC_BACKUPS))) rmSync(join(folder, name), { force: true })
}
