import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { request } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { spawnSync } from 'node:child_process'
import { Readable } from 'node:stream'

import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'

import { boundaryOf, MalformedBody, MultipartReader } from '../../src-main/loopback/multipart.ts'
import { receiveUpload, removeLeftUploads } from '../../src-main/loopback/received-upload.ts'
import { startLoopbackServer } from '../../src-main/loopback/server.ts'
import { createMachine, enter } from './hosts.ts'

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'ratebook-uploads-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

type Part = { readonly name: string; readonly fileName: string | null; readonly type: string; readonly bytes: string }

/** The body as a browser writes it. */
async function bodyOf(form: FormData): Promise<{ readonly boundary: string; readonly bytes: Buffer }> {
  const response = new Response(form)
  return { boundary: boundaryOf(response.headers.get('content-type') ?? '') ?? '', bytes: Buffer.from(await response.arrayBuffer()) }
}

function cut(bytes: Buffer, sizes: readonly number[]): readonly Buffer[] {
  const pieces: Buffer[] = []
  for (let [at, index] = [0, 0]; at < bytes.length; index += 1) {
    const size = sizes[index % sizes.length] ?? 1
    pieces.push(bytes.subarray(at, at + size))
    at += size
  }
  return pieces
}

async function partsOf(pieces: readonly Buffer[], boundary: string): Promise<readonly Part[]> {
  const parts: Part[] = []
  let open: { readonly head: Omit<Part, 'bytes'>; readonly chunks: Buffer[] } | null = null
  const reader = new MultipartReader(boundary, {
    begin: async (head) => { open = { head, chunks: [] } },
    write: async (bytes) => { open?.chunks.push(Buffer.from(bytes)) },
    end: async () => { if (open !== null) parts.push({ ...open.head, bytes: Buffer.concat(open.chunks).toString('latin1') }) },
  })
  for (const piece of pieces) await reader.push(piece)
  reader.end()
  return parts
}

function usageForm(content: string): FormData {
  const form = new FormData()
  form.append('data', '{"json":{"sheet":""}}')
  form.append('0', new File([content], 'usage "of" July; 2003.csv', { type: 'text/csv' }))
  return form
}

async function received(pieces: readonly Buffer[], given: { readonly boundary: string; readonly fileBytes?: number; readonly fieldBytes?: number }): ReturnType<typeof receiveUpload> {
  return receiveUpload(Readable.from(pieces), { boundary: given.boundary, limits: { folder, fileBytes: given.fileBytes ?? 1_000_000, fieldBytes: given.fieldBytes ?? 1_000 } })
}

describe('the parts of a request', () => {
  test('are the same however its bytes come, boundaries in the content included', async () => {
    await fc.assert(fc.asyncProperty(fc.array(fc.constantFrom('a,b\r\n', '\r\n--', '--', '\r', '\n', '----formdata', 'ü', ''), { maxLength: 30 }), fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1, maxLength: 8 }), async (content, sizes) => {
      const { boundary, bytes } = await bodyOf(usageForm(content.join('')))
      expect(await partsOf(cut(bytes, sizes), boundary)).toEqual([
        { name: 'data', fileName: null, type: '', bytes: '{"json":{"sheet":""}}' },
        { name: '0', fileName: 'usage "of" July; 2003.csv', type: 'text/csv', bytes: Buffer.from(content.join('')).toString('latin1') },
      ])
    }), { numRuns: 150 })
  })

  test.each([['cut off', '--b\r\nContent-Disposition: form-data; name="data"\r\n\r\n{'], ['without a name', '--b\r\nContent-Type: text/csv\r\n\r\nx\r\n--b--'], ['with a broken boundary', '--bX\r\n\r\n'], ['with an endless header', `--b\r\n${'x'.repeat(20_000)}`], ['of nothing', '']])('are refused %s', async (_, body) => {
    await expect(partsOf([Buffer.from(body)], 'b')).rejects.toThrow(MalformedBody)
  })

  test('their boundary is read from the header', () => {
    expect([boundaryOf('multipart/form-data; boundary=----a1'), boundaryOf('multipart/form-data; charset=utf-8; boundary="a b"'), boundaryOf('application/json'), boundaryOf(undefined)]).toEqual(['----a1', 'a b', null, null])
  })
})

describe('an upload', () => {
  test('lies on disk as long as it is read, and is gone afterwards', async () => {
    const content = 'agency,rate\n'.repeat(10_000)
    const { boundary, bytes } = await bodyOf(usageForm(content))
    const upload = await received(cut(bytes, [4_096]), { boundary })
    if (upload.kind !== 'received') throw new Error(upload.message)
    expect(readdirSync(folder)).toEqual([expect.stringMatching(/^ratebook-upload-\d+-.*\.part$/)])
    const file = upload.body.get('0')
    if (!(file instanceof File)) throw new Error('No file.')
    expect([file.name, file.type, file.size, await file.text() === content, await file.slice(12, 24).text()]).toEqual(['usage "of" July; 2003.csv', 'text/csv', content.length, true, 'agency,rate\n'])
    expect(upload.body.get('data')).toBe('{"json":{"sheet":""}}')
    await upload.remove()
    expect(readdirSync(folder)).toEqual([])
  })

  test.each([['a file that is too large', { fileBytes: 99 }, 413], ['fields that are', { fieldBytes: 9 }, 413]] as const)('%s is refused before it is whole, and leaves nothing', async (_, limits, status) => {
    const { boundary, bytes } = await bodyOf(usageForm('x'.repeat(100)))
    expect(await received(cut(bytes, [16]), { boundary, ...limits })).toMatchObject({ kind: 'refused', status })
    expect(readdirSync(folder)).toEqual([])
  })

  test('two files, and a request that is cut off, are refused and leave nothing', async () => {
    const form = usageForm('x')
    form.append('1', new File(['y'], 'more.csv'))
    const { boundary, bytes } = await bodyOf(form)
    expect(await received([bytes], { boundary })).toMatchObject({ kind: 'refused', status: 400 })
    expect(await received([bytes.subarray(0, 200)], { boundary })).toMatchObject({ kind: 'refused', status: 400 })
    expect(readdirSync(folder)).toEqual([])
  })

  test('of a process that died is removed when the next one starts; that of one that runs stays', async () => {
    const { pid } = spawnSync(process.execPath, ['--version'])
    const own = `ratebook-upload-${process.ppid}-b.part`
    for (const name of [`ratebook-upload-${pid}-a.part`, own, 'Model.ratebook']) writeFileSync(join(folder, name), '')
    await removeLeftUploads(folder)
    expect(readdirSync(folder).toSorted()).toEqual(['Model.ratebook', own].toSorted())
  })
})

test('a connection that breaks within a file leaves nothing, and the next request is answered', async () => {
  const machine = createMachine()
  const server = await startLoopbackServer({ core: machine.core(), rendererFolder: tmpdir(), uploadFolder: folder })
  try {
    const { origin, cookie } = await enter(server.launchAddress)
    const { boundary, bytes } = await bodyOf(usageForm('x'.repeat(500_000)))
    const outgoing = request(`${origin}/rpc/imports/inspectUsage`, { method: 'POST', headers: { origin, cookie, 'content-type': `multipart/form-data; boundary=${boundary}`, 'content-length': bytes.length } })
    outgoing.on('error', () => undefined)
    outgoing.write(bytes.subarray(0, 300_000))
    await vi.waitFor(() => expect(readdirSync(folder)).toHaveLength(1), { timeout: 5_000 })
    outgoing.destroy()
    await vi.waitFor(() => expect(readdirSync(folder)).toEqual([]), { timeout: 5_000 })
    expect((await fetch(`${origin}/rpc/app/status`, { method: 'POST', headers: { origin, cookie } })).status).toBe(200)
  } finally {
    await server.close()
    machine.remove()
  }
})
