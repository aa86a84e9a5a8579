/** The built screens as files, for a host that serves them: by HTTP or by the desktop's own scheme. */
import { randomBytes } from 'node:crypto'
import { readFile, realpath } from 'node:fs/promises'
import { extname, join, sep } from 'node:path'

const MEDIA_TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8', '.js': 'text/javascript; charset=utf-8', '.css': 'text/css; charset=utf-8', '.json': 'application/json',
  '.svg': 'image/svg+xml', '.png': 'image/png', '.ico': 'image/x-icon', '.woff2': 'font/woff2', '.woff': 'font/woff', '.ttf': 'font/ttf', '.txt': 'text/plain; charset=utf-8',
}
/** What the build writes where each response puts its own nonce. */
export const NONCE_PLACEHOLDER = '__RATEBOOK_NONCE__'

export type RendererFile = { readonly mediaType: string; readonly body: Uint8Array; readonly contentSecurityPolicy: string }

/** Nothing from elsewhere, scripts from the build alone, styles by nonce; the charts set style attributes. */
export function contentSecurityPolicy(nonce: string): string {
  return [
    "default-src 'none'", "script-src 'self'", `style-src 'self' 'nonce-${nonce}'`, "style-src-attr 'unsafe-inline'", "connect-src 'self'", "img-src 'self' data: blob:",
    "font-src 'self'", "base-uri 'none'", "form-action 'none'", "frame-ancestors 'none'",
  ].join('; ')
}

/** Headers that every response of a host carries. */
export const SECURITY_HEADERS = {
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy': 'camera=(), geolocation=(), microphone=(), usb=(), serial=(), hid=(), payment=()',
} as const

/** The path below the folder, or undefined when it could leave it. @example safePath('/assets/a.js') // ['assets', 'a.js'] */
export function safeSegments(pathname: string): readonly string[] | undefined {
  let decoded: string
  try {
    decoded = decodeURIComponent(pathname)
  } catch {
    return undefined
  }
  if (/[\0\\:]/.test(decoded)) return undefined
  const segments = decoded.split('/').filter((segment) => segment !== '')
  return segments.some((segment) => segment.startsWith('.')) ? undefined : segments
}

/**
 * The file of a request; undefined when there is none. A path without an extension is a screen of the application and
 * gets the page, with a fresh nonce in it.
 */
export async function readRendererFile(folder: string, pathname: string): Promise<RendererFile | undefined> {
  const segments = safeSegments(pathname)
  if (segments === undefined) return undefined
  const relative = extname(segments.at(-1) ?? '') === '' ? 'index.html' : join(...segments)
  try {
    const root = await realpath(folder)
    const file = await realpath(join(root, relative))
    if (!file.startsWith(root + sep)) return undefined
    const mediaType = MEDIA_TYPES[extname(file)]
    if (mediaType === undefined) return undefined
    const body = await readFile(file)
    const nonce = randomBytes(16).toString('base64')
    const policy = contentSecurityPolicy(nonce)
    if (extname(file) !== '.html') return { mediaType, body, contentSecurityPolicy: policy }
    return { mediaType, body: Buffer.from(body.toString('utf8').replaceAll(NONCE_PLACEHOLDER, nonce)), contentSecurityPolicy: policy }
  } catch {
    return undefined
  }
}
