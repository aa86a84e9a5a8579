import type { ClientContext, ClientLink, ClientOptions } from '@orpc/client'
import { StandardRPCJsonSerializer, StandardRPCLinkCodec, StandardRPCSerializer, toHttpPath } from '@orpc/client/standard'
import { toFetchRequest, toStandardLazyResponse } from '@orpc/standard-server-fetch'

import { ASKING, fetchAnswer } from './fetch-answer.ts'

const serializer = new StandardRPCSerializer(new StandardRPCJsonSerializer())

/**
 * Requests to the page's own origin that are on their way before the call returns. The library's own link prepares a request in a dozen
 * steps that each wait for the one before; what the same key made the window draw would come in between.
 */
export class PromptLink implements ClientLink<ClientContext> {
  readonly #url: string
  readonly #codec: StandardRPCLinkCodec<ClientContext>

  constructor(url: string) {
    this.#url = url
    this.#codec = new StandardRPCLinkCodec(serializer, { url })
  }

  call(path: readonly string[], input: unknown, { signal }: ClientOptions<ClientContext>): Promise<unknown> {
    const request = toFetchRequest({ url: new URL(`${this.#url}${toHttpPath(path)}`), method: 'POST', headers: ASKING, body: serializer.serialize(input), signal })
    return this.#read(fetchAnswer(request, { redirect: 'manual' }), signal)
  }

  async #read(answer: Promise<Response>, signal: AbortSignal | undefined): Promise<unknown> {
    return this.#codec.decode(toStandardLazyResponse(await answer, signal === undefined ? {} : { signal }))
  }
}
