import fc from 'fast-check'
import { describe, expect, it } from 'vitest'

import { markdownText, readMarkdown, type MarkdownBlock, type MarkdownInline } from '../../src-shared/domain/markdown.ts'

function inlinesOf(blocks: readonly MarkdownBlock[]): readonly MarkdownInline[] {
  const deep = (inlines: readonly MarkdownInline[]): readonly MarkdownInline[] => inlines.flatMap((each) => ('children' in each ? [each, ...deep(each.children)] : [each]))
  return blocks.flatMap((block) => {
    switch (block.kind) {
      case 'paragraph':
      case 'heading':
        return deep(block.children)
      case 'list':
        return block.items.flatMap((item) => inlinesOf(item))
      case 'quote':
        return inlinesOf(block.children)
      case 'table':
        return [...block.header, ...block.rows.flat()].flatMap(deep)
      case 'code':
      case 'rule':
        return []
    }
  })
}

const addresses = (text: string): readonly string[] => inlinesOf(readMarkdown(text)).flatMap((each) => (each.kind === 'link' ? [each.address] : []))

describe('simple formatting of texts', () => {
  it('reads paragraphs, emphasis, lists, headings, code and tables', () => {
    expect(readMarkdown('**24** hours')[0]).toEqual({ kind: 'paragraph', children: [{ kind: 'strong', children: [{ kind: 'text', text: '24' }] }, { kind: 'text', text: ' hours' }] })
    expect(readMarkdown('# A\n\n- one\n- *two*\n\n`<b>`\n\n| a | b |\n|-|-|\n| 1 | 2 |\n\n> said').map((block) => block.kind)).toEqual(['heading', 'list', 'paragraph', 'table', 'quote'])
    expect(markdownText('It **includes**\n\n- mail\n- lists')).toBe('It includes\n• mail\n• lists')
    expect(markdownText('1. first\n2. [second](https://example.org/x)')).toBe('1. first\n2. second (https://example.org/x)')
  })

  it.each([
    '<script>alert(1)</script>', '<img src=x onerror=alert(1)>', 'a <b onmouseover="alert(1)">b</b>', '<svg/onload=alert(1)>', '<iframe src="javascript:alert(1)"></iframe>', '<!-- hidden -->', '![picture](http://example.org/x.png)', '&lt;script&gt; &#106;avascript:',
  ])('shows what looks like HTML as it was typed: %s', (text) => {
    expect(inlinesOf(readMarkdown(text)).map((each) => (each.kind === 'text' ? each.text : each.kind)).join('')).toBe(text)
  })

  it.each(['javascript:alert(1)', 'JaVaScRiPt:alert(1)', 'java&#115;cript:alert(1)', 'data:text/html,<script>alert(1)</script>', 'vbscript:x', 'file:///etc/passwd', '//example.org', '/catalog', '\\\\host\\share', '&#x6A;avascript:alert(1)'])('an address that is not http, https or mailto is no link: %s', (address) => {
    expect(addresses(`[words](${address}) and <${address}>`)).toEqual([])
  })

  it('links to http, https and mailto', () => {
    expect(addresses('[a](https://example.org) [b](HTTP://example.org) [c](mailto:desk@example.org) <https://example.net>')).toEqual(['https://example.org', 'HTTP://example.org', 'mailto:desk@example.org', 'https://example.net'])
  })

  it('no text makes it fail or link elsewhere, and every text takes a moment', () => {
    fc.assert(fc.property(fc.array(fc.constantFrom('*', '_', '[', ']', '(', ')', '<', '>', '`', '#', '- ', '\n', '\n\n', '|', '&', 'javascript:', 'a', ' ', '!', '\\', '~~'), { maxLength: 80 }), (parts) => {
      const text = parts.join('')
      expect(addresses(text).every((address) => /^(?:https?:\/\/|mailto:)/i.test(address))).toBe(true)
      expect(typeof markdownText(text)).toBe('string')
    }))
    for (const text of ['>'.repeat(20_000), '*a_'.repeat(6_600), '1. '.repeat(6_600)]) expect(readMarkdown(text).length).toBeGreaterThan(0)
  })
})
