/**
 * The parts of a `multipart/form-data` body as they come: a file by the megabyte never stands in memory as a whole (RFC 7578, and the
 * Fetch standard for how a browser writes it).
 */

/** What is read in the order in which it comes: a part begins, its bytes, its end. */
export type PartSink = {
  /** `fileName` null: a field. */
  begin(part: { readonly name: string; readonly fileName: string | null; readonly type: string }): Promise<void>
  write(bytes: Uint8Array): Promise<void>
  end(): Promise<void>
}

/** The body is not what its header says. */
export class MalformedBody extends Error {}

const LINE_END = Buffer.from('\r\n')
const HEADER_END = Buffer.from('\r\n\r\n')
const MOST_HEADER_BYTES = 16_384
const NOTHING = Buffer.alloc(0)

/** @example boundaryOf('multipart/form-data; boundary=----a1') // '----a1' */
export function boundaryOf(contentType: string | undefined): string | null {
  const found = /^multipart\/form-data\s*;(?:.*;)?\s*boundary=(?:"([^"]{1,70})"|([^\s;"]{1,70}))/i.exec(contentType ?? '')
  return found?.[1] ?? found?.[2] ?? null
}

/** As a browser escapes it. @example unescaped('a%22b.csv') // 'a"b.csv' */
function unescaped(text: string): string {
  return text.replaceAll(/%0D/gi, '\r').replaceAll(/%0A/gi, '\n').replaceAll('%22', '"')
}

function partOf(header: string): Parameters<PartSink['begin']>[0] {
  const disposition = /^content-disposition:[^\S\r\n]*form-data[^\S\r\n]*;([^\r\n]*)/im.exec(header)?.[1]
  const name = /(?:^|;)\s*name="([^"]*)"/i.exec(disposition ?? '')?.[1]
  if (name === undefined) throw new MalformedBody('A part of the request has no name.')
  const fileName = /(?:^|;)\s*filename="([^"]*)"/i.exec(disposition ?? '')?.[1]
  return { name: unescaped(name), fileName: fileName === undefined ? null : unescaped(fileName), type: /^content-type:[^\S\r\n]*([^\r\n]*)/im.exec(header)?.[1]?.trim() ?? '' }
}

/** Takes the body chunk by chunk, and throws `MalformedBody` where it is none. */
export class MultipartReader {
  readonly #delimiter: Buffer
  readonly #sink: PartSink
  #state: 'preamble' | 'after-delimiter' | 'header' | 'body' | 'over' = 'preamble'
  /** What cannot be told yet: it may be the beginning of a delimiter, or of a header. */
  #rest: Buffer = LINE_END

  constructor(boundary: string, sink: PartSink) {
    this.#delimiter = Buffer.from(`\r\n--${boundary}`)
    this.#sink = sink
  }

  async push(chunk: Uint8Array): Promise<void> {
    this.#rest = this.#rest.length === 0 ? Buffer.from(chunk.buffer, chunk.byteOffset, chunk.length) : Buffer.concat([this.#rest, chunk])
    while (await this.#step());
  }

  end(): void {
    if (this.#state !== 'over') throw new MalformedBody('The request ends before it is whole.')
  }

  /** One step as far as the bytes reach; false when more are needed. */
  async #step(): Promise<boolean> {
    switch (this.#state) {
      case 'preamble':
      case 'body':
        return this.#passBody(this.#state === 'body')
      case 'after-delimiter':
        return this.#afterDelimiter()
      case 'header':
        return this.#readHeader()
      case 'over':
        this.#rest = NOTHING
        return false
    }
  }

  async #passBody(isPart: boolean): Promise<boolean> {
    const at = this.#rest.indexOf(this.#delimiter)
    const known = at === -1 ? Math.max(0, this.#rest.length - this.#delimiter.length + 1) : at
    if (isPart && known > 0) await this.#sink.write(this.#rest.subarray(0, known))
    this.#rest = this.#rest.subarray(at === -1 ? known : at + this.#delimiter.length)
    if (at === -1) return false
    if (isPart) await this.#sink.end()
    this.#state = 'after-delimiter'
    return true
  }

  #afterDelimiter(): boolean {
    if (this.#rest.length < 2) return false
    const next = this.#rest.toString('latin1', 0, 2)
    if (next !== '--' && next !== '\r\n') throw new MalformedBody('A boundary of the request is broken.')
    this.#state = next === '--' ? 'over' : 'header'
    // The line end of the boundary is the beginning of the header: a part without any would have none before it.
    if (next === '--') this.#rest = this.#rest.subarray(2)
    return true
  }

  async #readHeader(): Promise<boolean> {
    const end = this.#rest.indexOf(HEADER_END)
    if (end === -1 || end > MOST_HEADER_BYTES) {
      if (this.#rest.length > MOST_HEADER_BYTES) throw new MalformedBody('A part of the request has too long a header.')
      return false
    }
    await this.#sink.begin(partOf(this.#rest.toString('utf8', 0, end)))
    this.#rest = this.#rest.subarray(end + HEADER_END.length)
    this.#state = 'body'
    return true
  }
}
