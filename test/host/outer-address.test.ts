import fc from 'fast-check'
import { describe, expect, it } from 'vitest'

import { readOuterAddress } from '../../src-main/hosting/outer-address.ts'

describe('an address that a page asks to have opened outside', () => {
  it.each([
    ['https://example.org', 'https://example.org/'],
    ['HTTPS://Example.org/a b?q="x"#y', 'https://example.org/a%20b?q=%22x%22#y'],
    ['https://example.org/it\'s', 'https://example.org/it%27s'],
    ['mailto:desk@example.org', 'mailto:desk@example.org'],
    ['MAILTO:desk@example.org?Subject=New%20list&cc=a@example.org', 'mailto:desk@example.org?Subject=New%20list&cc=a@example.org'],
    ['mailto:desk@example.org?attach=/etc/passwd&body=Hello', 'mailto:desk@example.org?body=Hello'],
    ['mailto:"a b"@example.org', 'mailto:%22a%20b%22@example.org'],
  ])('%s is opened as %s', (asked, address) => {
    expect(readOuterAddress(asked)).toEqual({ kind: 'open', address })
  })

  it('a page by http is not opened, and can be copied', () => {
    expect(readOuterAddress('http://example.org/a')).toEqual({ kind: 'unsafe', address: 'http://example.org/a' })
  })

  it.each([
    'file:///etc/passwd', 'javascript:alert(1)', 'java\nscript:alert(1)', 'data:text/html,x', 'vbscript:x', 'smb://host/share', 'ms-msdt:/id', 'app://ratebook/', 'blob:https://example.org/1', '\\\\host\\share', 'C:\\Windows\\System32\\calc.exe', '/etc/passwd',
    'example.org', '', 'https://', 'https://name@example.org', 'https://example.org@evil.example', 'http://a:b@example.org', `https://example.org/${'a'.repeat(2_000)}`, `mailto:${'"'.repeat(1_000)}@example.org`, null, undefined, 7, ['https://example.org'], { href: 'https://example.org' },
  ])('%s is not heard', (asked) => {
    expect(readOuterAddress(asked)).toBeUndefined()
  })

  it('whatever is asked for, what is opened is one argument, short, and by https or mail', () => {
    fc.assert(fc.property(fc.tuple(fc.constantFrom('https://', 'mailto:', 'http://', 'https:', 'file://', ''), fc.string({ unit: 'binary', maxLength: 60 })), ([scheme, rest]) => {
      const found = readOuterAddress(scheme + rest)
      expect(found?.kind === 'open' ? found.address : 'https://').toMatch(/^(?:https:\/\/|mailto:)[!#$%&()*+,\-./0-9:;=?@A-Z[\]_a-z~]*$/)
    }), { numRuns: 500 })
  })
})
