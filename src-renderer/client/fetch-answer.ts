import { DECLARED_STATUS } from '../../src-shared/contract/host-messages.ts'

/** Asks for declared errors without a line in the browser's console. */
export const ASKING: Readonly<Record<string, string>> = { [DECLARED_STATUS]: 'in-header' }

/** The answer under the status that it was declared with. @example (await fetchAnswer(request, {})).status // 423 of a locked file */
export async function fetchAnswer(request: Request, init: RequestInit): Promise<Response> {
  const answer = await fetch(request, init)
  const status = answer.headers.get(DECLARED_STATUS)
  return status === null ? answer : new Response(answer.body, { status: Number(status), headers: answer.headers })
}
