/** What may be opened outside of the application: https pages in the system's browser, messages in its mail program. Nothing that is a file, a program or a script. */

/** Longer addresses end some systems' programs. */
const MOST_CHARACTERS = 2_000
/** Fields of a new message; others (`attach`) would make some mail programs take a file along. */
const MESSAGE_FIELDS: ReadonlySet<string> = new Set(['to', 'cc', 'bcc', 'subject', 'body'])
/** An address becomes an argument of another program: what could end one there is written as its code. */
const NOT_IN_ARGUMENTS = /["'`<>\\^{|}\s]/g

export type OuterAddress =
  | { readonly kind: 'open'; readonly address: string }
  /** A web page that is not served safely: it is not opened, and can be copied. */
  | { readonly kind: 'unsafe'; readonly address: string }

function coded(address: string): string {
  return address.replaceAll(NOT_IN_ARGUMENTS, (each) => `%${each.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`)
}

function messageAddress({ pathname, search }: URL): string {
  const fields = search.slice(1).split('&').filter((field) => MESSAGE_FIELDS.has(field.split('=')[0]?.toLowerCase() ?? ''))
  return `mailto:${pathname}${fields.length === 0 ? '' : `?${fields.join('&')}`}`
}

/**
 * What a page asks to have opened, looked at again where it is opened; undefined for all that no text of the application links to.
 * An address with a name or password in it is none: what stands before the @ hides where it leads.
 *
 * @example readOuterAddress('https://example.org/a b') // { kind: 'open', address: 'https://example.org/a%20b' }
 */
export function readOuterAddress(asked: unknown): OuterAddress | undefined {
  if (typeof asked !== 'string' || asked.length > MOST_CHARACTERS || !URL.canParse(asked)) return undefined
  const url = new URL(asked)
  const address = coded(url.protocol === 'mailto:' ? messageAddress(url) : url.href)
  if (address.length > MOST_CHARACTERS || url.username !== '' || url.password !== '') return undefined
  if (url.protocol === 'https:' || url.protocol === 'mailto:') return { kind: 'open', address }
  return url.protocol === 'http:' ? { kind: 'unsafe', address } : undefined
}
