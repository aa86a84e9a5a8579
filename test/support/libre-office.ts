/**
 * LibreOffice, as the recipient's spreadsheet program: recalculates a workbook from its formulas alone.
 * Where it is absent, tests say `not verified: why` instead of passing silently.
 */
import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { pathToFileURL } from 'node:url'

export type LibreOffice = { readonly program: string } | { readonly program: null; readonly why: string }

/** `soffice` of the PATH, or of the usual places. */
export function findLibreOffice(): LibreOffice {
  const folders = [...(process.env['PATH'] ?? '').split(delimiter), '/usr/lib/libreoffice/program', '/Applications/LibreOffice.app/Contents/MacOS', 'C:\\Program Files\\LibreOffice\\program']
  const names = process.platform === 'win32' ? ['soffice.com', 'soffice.exe'] : ['soffice', 'libreoffice']
  const program = folders.flatMap((folder) => names.map((name) => join(folder, name))).find((path) => existsSync(path))
  return program === undefined ? { program: null, why: 'not verified: there is no LibreOffice on this machine (Debian: apt-get install libreoffice-calc-nogui)' } : { program }
}

function run(program: string, args: readonly string[], milliseconds: number): Promise<void> {
  return new Promise((resolve, reject) => {
    execFile(program, [...args], { timeout: milliseconds, killSignal: 'SIGKILL' }, (error, stdout, stderr) => {
      if (error === null) resolve()
      else reject(new Error(`LibreOffice failed: ${error.message} ${stdout} ${stderr}`))
    })
  })
}

/** Converts files by one start of the program, with a profile of its own, so that tests at the same time do not meet. By the files' names. */
export async function convert(program: string, files: ReadonlyMap<string, Uint8Array>, to: 'xlsx' | 'pdf' | 'csv'): Promise<ReadonlyMap<string, Uint8Array>> {
  const folder = await mkdtemp(join(tmpdir(), 'ratebook-libre-office-'))
  try {
    const names = [...files.keys()]
    await Promise.all([...files].map(([name, bytes]) => writeFile(join(folder, name), bytes)))
    const out = join(folder, 'out')
    await run(program, [`-env:UserInstallation=${pathToFileURL(join(folder, 'profile')).href}`, '--headless', '--norestore', '--convert-to', to, '--outdir', out, ...names.map((name) => join(folder, name))], 150_000)
    return new Map(await Promise.all(names.map(async (name) => [name, await readFile(join(out, name.replace(/\.[^.]*$/, `.${to}`)))] as const)))
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}
