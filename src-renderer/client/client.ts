/**
 * The core, as the screens call it. In a browser by requests to the page's own origin; on the desktop through a
 * MessagePort that the preload hands to the core's process.
 */
import { createORPCClient } from '@orpc/client'
import { RPCLink as PortLink } from '@orpc/client/message-port'
import type { ContractRouterClient } from '@orpc/contract'

import type { Contract } from '../../src-shared/contract/contract.ts'
import { CONNECT } from '../../src-shared/contract/host-messages.ts'
import { isServed } from './is-served.ts'
import { PromptLink } from './prompt-link.ts'

export type Client = ContractRouterClient<Contract>

function connectedPort(): MessagePort {
  const { port1, port2 } = new MessageChannel()
  window.postMessage(CONNECT, window.location.origin, [port2])
  port1.start()
  return port1
}

/** Every procedure of the contract, typed; a declared error rejects with its code, see `failureOf`. */
export const client: Client = createORPCClient(isServed() ? new PromptLink(`${window.location.origin}/rpc`) : new PortLink({ port: connectedPort() }))
