/** A request with one large file: the file goes to disk as it comes, and is handed on as a file that is read from there. */
import { randomUUID } from 'node:crypto'
import { openAsBlob } from 'node:fs'
import { open, readdir, rm, type FileHandle } from 'node:fs/promises'
import { join } from 'node:path'

import { MalformedBody, MultipartReader, type PartSink } from './multipart.ts'

export type UploadLimits = { readonly folder: string; readonly fileBytes: number; readonly fieldBytes: number }
export type ReceivedUpload =
  | { readonly kind: 'received'; readonly body: FormData; /** Takes the file away. */ readonly remove: () => Promise<void> }
  | { readonly kind: 'refused'; readonly status: 400 | 413; readonly message: string }

class TooLarge extends Error {}

const NAME = /^ratebook-upload-(\d+)-/

function pathIn(folder: string): string {
  return join(folder, `ratebook-upload-${process.pid}-${randomUUID()}.part`)
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
}

/** What a process left that died while it received. */
export async function removeLeftUploads(folder: string): Promise<void> {
  const left = (await readdir(folder)).filter((name) => {
    const pid = Number(NAME.exec(name)?.[1])
    return Number.isInteger(pid) && pid !== process.pid && !isRunning(pid)
  })
  await Promise.all(left.map((name) => rm(join(folder, name), { force: true })))
}

/** Fields in memory, one file on disk, each within its bounds. */
class UploadParts implements PartSink {
  readonly fields: [name: string, text: string][] = []
  file: { readonly name: string; readonly fileName: string; readonly type: string } | null = null
  readonly #limits: UploadLimits
  readonly #path: string
  #handle: FileHandle | null = null
  #open: { readonly name: string; readonly chunks: Buffer[] } | null = null
  #fieldBytes = 0
  #fileBytes = 0

  constructor(path: string, limits: UploadLimits) {
    this.#path = path
    this.#limits = limits
  }

  async begin({ name, fileName, type }: Parameters<PartSink['begin']>[0]): Promise<void> {
    if (fileName === null) {
      this.#open = { name, chunks: [] }
      return
    }
    if (this.file !== null) throw new MalformedBody('The request has more than one file.')
    this.file = { name, fileName, type }
    this.#handle = await open(this.#path, 'wx', 0o600)
  }

  async write(bytes: Uint8Array): Promise<void> {
    if (this.#open === null) {
      this.#fileBytes += bytes.length
      if (this.#fileBytes > this.#limits.fileBytes) throw new TooLarge()
      await this.#handle?.writeFile(bytes)
      return
    }
    this.#fieldBytes += bytes.length
    if (this.#fieldBytes > this.#limits.fieldBytes) throw new TooLarge()
    this.#open.chunks.push(Buffer.from(bytes))
  }

  async end(): Promise<void> {
    if (this.#open === null) return this.close()
    this.fields.push([this.#open.name, Buffer.concat(this.#open.chunks).toString('utf8')])
    this.#open = null
  }

  async close(): Promise<void> {
    await this.#handle?.close()
    this.#handle = null
  }

  async form(): Promise<FormData> {
    const form = new FormData()
    for (const [name, text] of this.fields) form.append(name, text)
    if (this.file !== null) form.append(this.file.name, new File([await openAsBlob(this.#path)], this.file.fileName, { type: this.file.type }))
    return form
  }
}

/**
 * Receives the whole request. What is too large, or no form, is refused; a connection that breaks throws. In each of these cases nothing is
 * left on disk.
 *
 * @example const upload = await receiveUpload(request, { boundary, limits }); try { ... } finally { await upload.remove() }
 */
export async function receiveUpload(request: AsyncIterable<unknown>, { boundary, limits }: { readonly boundary: string; readonly limits: UploadLimits }): Promise<ReceivedUpload> {
  const path = pathIn(limits.folder)
  const parts = new UploadParts(path, limits)
  const reader = new MultipartReader(boundary, parts)
  const remove = (): Promise<void> => rm(path, { force: true })
  try {
    for await (const chunk of request) {
      if (!(chunk instanceof Uint8Array)) throw new MalformedBody('The request is text.')
      await reader.push(chunk)
    }
    reader.end()
    return { kind: 'received', body: await parts.form(), remove }
  } catch (error) {
    await parts.close()
    await remove()
    if (error instanceof TooLarge) return { kind: 'refused', status: 413, message: 'The request is too large.' }
    if (error instanceof MalformedBody) return { kind: 'refused', status: 400, message: error.message }
    throw error
  }
}
