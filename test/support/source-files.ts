/** The files of this repository, for tests that look at the sources themselves. */
import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, posix, relative, sep } from 'node:path'
import { fileURLToPath } from 'node:url'

export const REPOSITORY = fileURLToPath(new URL('../..', import.meta.url)).replace(/[\\/]$/, '')

const MADE = new Set(['node_modules', '.git', 'build', 'dist', 'test-results', 'playwright-report'])

/** Paths below a folder, from the root of the repository, with `/`; without what is made or fetched. */
export function filesBelow(folder: string, pattern: RegExp): readonly string[] {
  const found: string[] = []
  const walk = (at: string): void => {
    for (const entry of readdirSync(at, { withFileTypes: true })) {
      if (MADE.has(entry.name)) continue
      const path = join(at, entry.name)
      if (entry.isDirectory()) walk(path)
      else if (entry.isFile() && pattern.test(entry.name)) found.push(relative(REPOSITORY, path).split(sep).join('/'))
    }
  }
  walk(join(REPOSITORY, folder))
  return found.toSorted()
}

export function readSource(path: string): string {
  return readFileSync(join(REPOSITORY, path), 'utf8')
}

export type Import = {
  readonly file: string
  readonly specifier: string
  readonly typeOnly: boolean
  /** Where it leads: a path of the repository, or null for a package. */
  readonly target: string | null
}

const FROM = /^[ \t]*(?:import|export)\s+(type\s)?[^'";]*?\bfrom\s*['"]([^'"]+)['"]/gm
const BARE = /^[ \t]*import\s*['"]([^'"]+)['"]/gm
const DYNAMIC = /\b(?:import|require)\(\s*['"]([^'"]+)['"]/g

/** Every import of a source file, static or not. */
export function importsOf(file: string): readonly Import[] {
  const text = readSource(file)
  const of = (specifier: string, typeOnly: boolean): Import => ({
    file, specifier, typeOnly, target: specifier.startsWith('.') ? posix.normalize(posix.join(dirname(file), specifier)) : null,
  })
  return [
    ...[...text.matchAll(FROM)].map((match) => of(match[2] ?? '', match[1] !== undefined)),
    ...[...text.matchAll(BARE)].map((match) => of(match[1] ?? '', false)),
    ...[...text.matchAll(DYNAMIC)].map((match) => of(match[1] ?? '', false)),
  ]
}

/** @example packageOf('@orpc/client/fetch') // '@orpc/client' */
export function packageOf(specifier: string): string {
  return specifier.split('/').slice(0, specifier.startsWith('@') ? 2 : 1).join('/')
}
