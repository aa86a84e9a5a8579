/** A page that has nothing but the port: it speaks to the core as the screens do, and keeps what the menu sends. */
export const PORT_PAGE = {
  html: '<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Port</title></head><body><p>Port</p><script>window.inlineRan = true</script><script type="module" src="./page.js"></script></body></html>',
  script: `
const { port1, port2 } = new MessageChannel()
const waiting = new Map()
let calls = 0
window.commands = []
window.call = (path, input) => new Promise((resolve) => {
  calls += 1
  waiting.set(String(calls), resolve)
  port1.postMessage(JSON.stringify({ i: String(calls), p: { u: '/' + path, b: input === undefined ? {} : { json: input } } }))
})
port1.onmessage = ({ data }) => {
  const message = JSON.parse(data)
  waiting.get(message.i)({ status: message.p.s ?? 200, body: message.p.b?.json })
}
window.addEventListener('message', ({ data }) => {
  if (data?.type === 'ratebook-command') window.commands.push(data.command)
})
window.hold = (event) => event.preventDefault()
window.ask = (address) => window.postMessage({ type: 'ratebook-open-link', address }, window.location.origin)
window.ask('https://example.org/by-itself')
window.wanted = []
document.querySelector('p').addEventListener('click', () => window.wanted.splice(0).forEach(window.ask))
window.postMessage('connect', window.location.origin, [port2])
// A page gets one port; this second one must stay without an answer.
const second = new MessageChannel()
window.secondAnswers = []
second.port1.onmessage = ({ data }) => window.secondAnswers.push(data)
window.postMessage('connect', window.location.origin, [second.port2])
second.port1.postMessage(JSON.stringify({ i: '1', p: { u: '/app/status', b: {} } }))
`,
}

/** What the page's script leaves on its window. */
export type PortWindow = Window & {
  readonly inlineRan?: boolean
  readonly commands: readonly { readonly name: string; readonly path?: string }[]
  readonly secondAnswers: readonly unknown[]
  readonly hold: (event: Event) => void
  /** What the next click on the page asks for. */
  readonly wanted: unknown[]
  call(path: string, input?: unknown): Promise<{ readonly status: number; readonly body: unknown }>
}
