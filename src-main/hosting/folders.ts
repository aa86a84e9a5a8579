/** Where this machine keeps what belongs to the person, and where this installation keeps its own parts. */
import { existsSync, mkdirSync } from 'node:fs'
import { homedir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'

export type Folders = { readonly dataFolder: string; readonly modelsFolder: string }

function systemDataFolder(): string {
  const { APPDATA, XDG_DATA_HOME } = process.env
  if (process.platform === 'win32') return join(APPDATA ?? join(homedir(), 'AppData', 'Roaming'), 'Ratebook')
  if (process.platform === 'darwin') return join(homedir(), 'Library', 'Application Support', 'Ratebook')
  return join(XDG_DATA_HOME ?? join(homedir(), '.local', 'share'), 'ratebook')
}

/**
 * The data folder (sample, settings, log) and the folder for new models; both are made when missing.
 * `RATEBOOK_DATA_FOLDER` keeps all of it in one place, new models too, and leaves the home folder alone.
 */
export function findFolders(): Folders {
  const override = process.env['RATEBOOK_DATA_FOLDER']
  const dataFolder = override === undefined || override === '' ? systemDataFolder() : resolve(override)
  const documents = join(homedir(), 'Documents')
  const modelsFolder = override === undefined || override === '' ? (existsSync(documents) ? documents : homedir()) : join(dataFolder, 'Models')
  mkdirSync(modelsFolder, { recursive: true })
  mkdirSync(dataFolder, { recursive: true })
  return { dataFolder, modelsFolder }
}

/** The folder that holds package.json, assets and build; the same for sources, built files and an installed package. */
export function applicationFolder(): string {
  for (let folder = dirname(fileURLToPath(import.meta.url)); ; folder = dirname(folder)) {
    if (existsSync(join(folder, 'package.json'))) return folder
    if (folder === dirname(folder)) throw new Error('The application folder was not found.')
  }
}

/** The built screens. */
export function rendererFolder(): string {
  return join(applicationFolder(), 'build', 'renderer')
}
