/**
 * Simple formatting of long texts: Markdown read into a small closed tree, which the screen renders as elements and reports as plain text.
 * Nothing in a text becomes HTML: tags, pictures and addresses that are not http, https or mailto stay the characters that were typed.
 */
import { Lexer, type MarkedToken, type Token } from 'marked'

import { assertNever } from './result.ts'

export type MarkdownInline =
  | { readonly kind: 'text' | 'code'; readonly text: string }
  | { readonly kind: 'strong' | 'emphasis' | 'deleted'; readonly children: readonly MarkdownInline[] }
  | { readonly kind: 'link'; readonly address: string; readonly children: readonly MarkdownInline[] }
  | { readonly kind: 'break' }

export type MarkdownBlock =
  | { readonly kind: 'paragraph'; readonly children: readonly MarkdownInline[] }
  | { readonly kind: 'heading'; readonly level: number; readonly children: readonly MarkdownInline[] }
  | { readonly kind: 'list'; readonly isOrdered: boolean; readonly start: number; readonly items: readonly (readonly MarkdownBlock[])[] }
  | { readonly kind: 'quote'; readonly children: readonly MarkdownBlock[] }
  | { readonly kind: 'code'; readonly text: string }
  | { readonly kind: 'table'; readonly header: readonly (readonly MarkdownInline[])[]; readonly rows: readonly (readonly (readonly MarkdownInline[])[])[] }
  | { readonly kind: 'rule' }

/** Time to read a text grows with the square of its marks of emphasis; beyond this it is shown as it was typed. */
const MOST_MARKS = 1_500
const SAFE_ADDRESS = /^(?:https?:\/\/|mailto:)/i

function isKnown(token: Token): token is MarkedToken {
  return KNOWN.has(token.type)
}

const KNOWN: ReadonlySet<string> = new Set<MarkedToken['type']>([
  'blockquote', 'br', 'checkbox', 'code', 'codespan', 'def', 'del', 'em', 'escape', 'heading', 'hr', 'html', 'image', 'link', 'list', 'list_item', 'paragraph', 'space', 'strong', 'table', 'text',
])

function inlineOf(token: Token): MarkdownInline {
  if (!isKnown(token)) return { kind: 'text', text: token.raw }
  switch (token.type) {
    case 'strong':
      return { kind: 'strong', children: inlinesOf(token.tokens) }
    case 'em':
      return { kind: 'emphasis', children: inlinesOf(token.tokens) }
    case 'del':
      return { kind: 'deleted', children: inlinesOf(token.tokens) }
    case 'codespan':
      return { kind: 'code', text: token.text }
    case 'br':
      return { kind: 'break' }
    case 'escape':
      return { kind: 'text', text: token.text }
    case 'link':
      return SAFE_ADDRESS.test(token.href) ? { kind: 'link', address: token.href, children: inlinesOf(token.tokens) } : { kind: 'text', text: token.raw }
    case 'blockquote':
    case 'checkbox':
    case 'code':
    case 'def':
    case 'heading':
    case 'hr':
    case 'html':
    case 'image':
    case 'list':
    case 'list_item':
    case 'paragraph':
    case 'space':
    case 'table':
    case 'text':
      // What was typed, character references and tags included.
      return { kind: 'text', text: token.raw }
    default:
      return assertNever(token)
  }
}

function inlinesOf(tokens: readonly Token[] | undefined): readonly MarkdownInline[] {
  return (tokens ?? []).map(inlineOf)
}

function blockOf(token: Token): readonly MarkdownBlock[] {
  if (!isKnown(token)) return [paragraphOf(token.raw)]
  switch (token.type) {
    case 'space':
      return []
    case 'heading':
      return [{ kind: 'heading', level: token.depth, children: inlinesOf(token.tokens) }]
    case 'list':
      return [{ kind: 'list', isOrdered: token.ordered, start: token.start === '' ? 1 : token.start, items: token.items.map((item) => item.tokens.flatMap(blockOf)) }]
    case 'blockquote':
      return [{ kind: 'quote', children: token.tokens.flatMap(blockOf) }]
    case 'code':
      return [{ kind: 'code', text: token.text }]
    case 'table':
      return [{ kind: 'table', header: token.header.map((cell) => inlinesOf(cell.tokens)), rows: token.rows.map((row) => row.map((cell) => inlinesOf(cell.tokens))) }]
    case 'hr':
      return [{ kind: 'rule' }]
    case 'paragraph':
      return [{ kind: 'paragraph', children: inlinesOf(token.tokens) }]
    case 'text':
      return [{ kind: 'paragraph', children: token.tokens === undefined ? [{ kind: 'text', text: token.raw }] : inlinesOf(token.tokens) }]
    case 'br':
    case 'checkbox':
    case 'codespan':
    case 'def':
    case 'del':
    case 'em':
    case 'escape':
    case 'html':
    case 'image':
    case 'link':
    case 'list_item':
    case 'strong':
      return token.raw.trim() === '' ? [] : [paragraphOf(token.raw.trim())]
    default:
      return assertNever(token)
  }
}

function paragraphOf(text: string): MarkdownBlock {
  return { kind: 'paragraph', children: [{ kind: 'text', text }] }
}

/**
 * A text as blocks. One that is nested beyond reading, or has more marks than words, is shown as it was typed.
 *
 * @example readMarkdown('**24** hours')[0] // { kind: 'paragraph', children: [{ kind: 'strong', children: [{ kind: 'text', text: '24' }] }, { kind: 'text', text: ' hours' }] }
 */
export function readMarkdown(text: string): readonly MarkdownBlock[] {
  const asTyped = (): readonly MarkdownBlock[] => text.split(/\n{2,}/).filter((each) => each.trim() !== '').map(paragraphOf)
  if ((text.match(/[*_]/g) ?? []).length > MOST_MARKS) return asTyped()
  try {
    return new Lexer({ gfm: true }).lex(text).flatMap(blockOf)
  } catch (error) {
    if (error instanceof RangeError) return asTyped()
    throw error
  }
}

function inlineText(inlines: readonly MarkdownInline[]): string {
  return inlines.map((each) => {
    switch (each.kind) {
      case 'text':
        return each.text.replaceAll('\n', ' ')
      case 'code':
        return each.text
      case 'break':
        return '\n'
      case 'link': {
        const words = inlineText(each.children)
        return each.address.endsWith(words) ? words : `${words} (${each.address})`
      }
      case 'strong':
      case 'emphasis':
      case 'deleted':
        return inlineText(each.children)
      default:
        return assertNever(each)
    }
  }).join('')
}

function blockText(block: MarkdownBlock): string {
  switch (block.kind) {
    case 'paragraph':
    case 'heading':
      return inlineText(block.children)
    case 'code':
      return block.text
    case 'rule':
      return ''
    case 'quote':
      return block.children.map(blockText).join('\n')
    case 'list':
      return block.items.map((item, index) => `${block.isOrdered ? `${block.start + index}.` : '•'} ${item.map(blockText).join('\n').replaceAll('\n', '\n   ')}`).join('\n')
    case 'table':
      return [block.header, ...block.rows].map((row) => row.map(inlineText).join(' | ')).join('\n')
    default:
      return assertNever(block)
  }
}

/**
 * A text without its marks, for cells of reports: a paragraph or an item of a list a line.
 *
 * @example markdownText('It **includes**\n\n- mail\n- lists') // 'It includes\n• mail\n• lists'
 */
export function markdownText(text: string): string {
  return readMarkdown(text).map(blockText).filter((each) => each !== '').join('\n')
}
