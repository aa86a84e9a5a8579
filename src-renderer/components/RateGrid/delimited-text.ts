/**
 * The clipboard's form of a block of cells: tab-separated lines, quoted where a cell holds a tab, a quote or a line break.
 */

/** @example toTabSeparated([['a', 'say "b"']]) // 'a\t"say ""b"""' */
export function toTabSeparated(block: readonly (readonly string[])[]): string {
  return block.map((line) => line.map(quote).join('\t')).join('\r\n')
}

function quote(text: string): string {
  return /["\t\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}

/**
 * Reads what a spreadsheet puts on the clipboard. A quote opens a quoted cell only at its start; a quote that never closes is plain text.
 * One line break at the end is not a line.
 *
 * @example readTabSeparated('a\tb\r\n1\t2\r\n') // [['a', 'b'], ['1', '2']]
 */
export function readTabSeparated(text: string): string[][] {
  const lines: string[][] = []
  let line: string[] = []
  let at = 0
  const endLine = (): void => {
    lines.push(line)
    line = []
  }
  if (text === '') return []
  for (;;) {
    const quoted = text[at] === '"' ? readQuoted(text, at) : null
    if (quoted === null) {
      const end = nextBreak(text, at)
      line.push(text.slice(at, end))
      at = end
    } else {
      line.push(quoted.value)
      at = quoted.end
    }
    const mark = text[at]
    if (mark === undefined) {
      endLine()
      return lines
    }
    at += mark === '\r' && text[at + 1] === '\n' ? 2 : 1
    if (mark !== '\t') {
      endLine()
      if (at >= text.length) return lines
    }
  }
}

function nextBreak(text: string, from: number): number {
  let at = from
  while (at < text.length && text[at] !== '\t' && text[at] !== '\n' && text[at] !== '\r') at += 1
  return at
}

/** A quoted cell that starts at `from` and is followed by a tab, a line break or the end; null when it is none. */
function readQuoted(text: string, from: number): { readonly value: string; readonly end: number } | null {
  let value = ''
  let at = from + 1
  while (at < text.length) {
    const close = text.indexOf('"', at)
    if (close < 0) return null
    value += text.slice(at, close)
    if (text[close + 1] === '"') {
      value += '"'
      at = close + 2
      continue
    }
    const after = text[close + 1]
    return after === undefined || after === '\t' || after === '\n' || after === '\r' ? { value, end: close + 1 } : null
  }
  return null
}
