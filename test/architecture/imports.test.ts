import { describe, expect, it } from 'vitest'
import { z } from 'zod'

import { filesBelow, importsOf, packageOf, readSource, type Import } from '../support/source-files.ts'

const SOURCE = /\.(?:ts|tsx|mts|cts|mjs)$/

type Room = {
  /** Folders of ours that it may import from. */
  readonly folders: readonly string[]
  /** Packages that it may import. */
  readonly packages: readonly string[]
  /** May it import Node's own modules? */
  readonly node: boolean
}

const DOMAIN = 'src-shared/domain'
const CONTRACT = 'src-shared/contract'
const CORE = 'src-main/core'
const STORE = 'src-main/store'
const WORKBOOK = 'src-main/workbook'
const HOSTING = 'src-main/hosting'
const HOSTED = [DOMAIN, CONTRACT, CORE, STORE, WORKBOOK, HOSTING]

/** Who may import what. A folder that is not named may be imported by nobody. */
const HOUSE: Readonly<Record<string, Room>> = {
  [DOMAIN]: { folders: [DOMAIN], packages: ['decimal.js', 'diff', 'marked'], node: false },
  [CONTRACT]: { folders: [CONTRACT, DOMAIN], packages: ['zod', '@orpc/contract'], node: false },
  [CORE]: { folders: [CORE, CONTRACT, DOMAIN], packages: ['@orpc/contract', '@orpc/server', 'zod'], node: false },
  [STORE]: { folders: [STORE, CORE, CONTRACT, DOMAIN], packages: ['better-sqlite3', 'zod'], node: true },
  [WORKBOOK]: {
    folders: [WORKBOOK, CORE, DOMAIN], node: true,
    packages: ['exceljs', 'csv-parse', 'yauzl', 'pdfmake', '@resvg/resvg-js', 'd3-scale', 'd3-shape'],
  },
  [HOSTING]: { folders: HOSTED, packages: ['@orpc/server', 'zod'], node: true },
  'src-main/electron': { folders: [...HOSTED, 'src-main/electron'], packages: ['electron', '@orpc/server', 'zod'], node: true },
  // vite serves the screens in development only.
  'src-main/loopback': { folders: [...HOSTED, 'src-main/loopback'], packages: ['@orpc/server', 'vite'], node: true },
  'src-main/cli': { folders: [...HOSTED, 'src-main/cli'], packages: ['commander', '@orpc/server'], node: true },
}

const RENDERER_FOLDERS = [CONTRACT, DOMAIN, 'src-renderer', 'assets']
/** The contract's only module for the page that holds a value; the rest would bring the schemas along. */
const CONTRACT_FOR_THE_PAGE = 'src-shared/contract/host-messages.ts'
/** What fetches data; components get theirs handed in. */
const FETCHING = /^(?:@orpc\/|@tanstack\/react-query$)/

function isWithin(path: string, folder: string): boolean {
  return path.startsWith(`${folder}/`)
}

function said(each: Import): string {
  return `${each.file} imports ${each.specifier}`
}

function importsBelow(folder: string): readonly Import[] {
  return filesBelow(folder, SOURCE).flatMap(importsOf)
}

function isAllowed({ specifier, target }: Import, room: Room): boolean {
  if (target !== null) return room.folders.some((folder) => isWithin(target, folder))
  return specifier.startsWith('node:') ? room.node : room.packages.includes(packageOf(specifier))
}

/** @example featureOf('src-renderer/features/rates/RatesScreen.tsx') // 'rates' */
function featureOf(path: string): string {
  return /^src-renderer\/features\/([^/]+)\//.exec(path)?.[1] ?? ''
}

const rendererImports = importsBelow('src-renderer')

describe('the house', () => {
  it.each(Object.entries(HOUSE))('%s imports only what it may', (folder, room) => {
    const imports = importsBelow(folder)
    expect(imports.length).toBeGreaterThan(0)
    expect(imports.filter((each) => !isAllowed(each, room)).map(said)).toEqual([])
  })

  it('has no room that this table does not name', () => {
    const files = ['src-shared', 'src-main'].flatMap((folder) => filesBelow(folder, SOURCE)).filter((file) => file.split('/').length > 2)
    expect(files.filter((file) => !Object.keys(HOUSE).some((folder) => isWithin(file, folder)))).toEqual([])
  })

  it('the screens import no host, no Node and the contract as types only', () => {
    expect(rendererImports.length).toBeGreaterThan(0)
    const wrong = rendererImports.filter(({ specifier, target, typeOnly }) => {
      if (target === null) return specifier.startsWith('node:') || specifier === 'electron'
      if (isWithin(target, CONTRACT)) return !typeOnly && target !== CONTRACT_FOR_THE_PAGE
      return !RENDERER_FOLDERS.some((folder) => isWithin(target, folder))
    })
    expect(wrong.map(said)).toEqual([])
  })

  it('features do not import each other', () => {
    const crossing = rendererImports.filter(({ file, target }) => featureOf(file) !== '' && featureOf(target ?? '') !== '' && featureOf(file) !== featureOf(target ?? ''))
    expect(crossing.map(said)).toEqual([])
  })

  it('components fetch no data and know no feature', () => {
    const wrong = rendererImports.filter(({ file, specifier, target }) =>
      isWithin(file, 'src-renderer/components') &&
      (target === null ? FETCHING.test(specifier) : ['src-renderer/features', 'src-renderer/client', 'src-renderer/app'].some((folder) => isWithin(target, folder))))
    expect(wrong.map(said)).toEqual([])
  })

  it('only the electron folder imports electron', () => {
    const elsewhere = ['src-shared', 'src-main', 'src-renderer'].flatMap(importsBelow).filter((each) => each.specifier === 'electron' && !isWithin(each.file, 'src-main/electron'))
    expect(elsewhere.map(said)).toEqual([])
  })

  it('what runs without the development tools is a dependency of the product', () => {
    const { dependencies } = z.object({ dependencies: z.record(z.string(), z.string()) }).parse(JSON.parse(readSource('package.json')))
    const provided = new Set([...Object.keys(dependencies), 'electron', 'vite'])
    const missing = ['src-shared', 'src-main'].flatMap(importsBelow).filter(({ specifier, target }) => target === null && !specifier.startsWith('node:') && !provided.has(packageOf(specifier)))
    expect(missing.map(said)).toEqual([])
  })
})

describe('the files', () => {
  it('stay under 400 lines', () => {
    const long = ['src-shared', 'src-main', 'src-renderer', 'test']
      .flatMap((folder) => filesBelow(folder, SOURCE))
      .map((file) => ({ file, lines: readSource(file).split('\n').length - 1 }))
    expect(long.filter((each) => each.lines > 400)).toEqual([])
  })

  it('name no package registry, and the lock file no address', () => {
    const hosts = [/registry\.[a-z0-9-]+\.[a-z]{2,}/i, /\bnpmmirror\b/i, /\bnpmjs\.(?:org|com)\b/i, /\bpypi\.org\b/i, /deb\.[a-z]+\.org/i]
    const texts = filesBelow('.', /(?:^\.[a-z]+$|^[A-Z]+$|\.(?:ts|tsx|mts|cts|mjs|json|jsonc|md|yml|yaml|html|css|csv|sh|rc|npmrc)$)/)
    expect(texts).toEqual(expect.arrayContaining(['package.json', 'package-lock.json', '.npmrc', 'LICENSE']))
    const named = texts.flatMap((file) => hosts.flatMap((host) => (host.exec(readSource(file)) ? [`${file}: ${host.source}`] : [])))
    expect(named.filter((each) => !each.startsWith('test/architecture/imports.test.ts'))).toEqual([])
    expect(readSource('package-lock.json')).not.toContain('"resolved"')
  })
})
