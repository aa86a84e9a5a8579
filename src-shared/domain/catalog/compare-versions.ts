/** Two versions of a page beside each other: which lines stayed, went and came, and in a line that was rewritten which words. */
import { diffLines, diffWordsWithSpace } from 'diff'

export type ComparedPart = { readonly text: string; readonly isChanged: boolean }
export type ComparedLine = { readonly kind: 'same' | 'removed' | 'added'; readonly parts: readonly ComparedPart[] }

function linesOf(text: string): readonly string[] {
  const lines = text.split('\n')
  return lines.at(-1) === '' ? lines.slice(0, -1) : lines
}

function whole(kind: ComparedLine['kind'], text: string): ComparedLine {
  return { kind, parts: [{ text, isChanged: false }] }
}

/** More words than these are not looked for: the line is told as it is. */
const LONGEST_LINE = 4_000

/** One line that became another one: its words, where enough of them stayed. */
function rewritten(before: string, after: string): readonly ComparedLine[] {
  if (before.length + after.length > LONGEST_LINE) return [whole('removed', before), whole('added', after)]
  const words = diffWordsWithSpace(before, after)
  const kept = words.reduce((sum, part) => (part.added || part.removed ? sum : sum + part.value.trim().length), 0)
  const isMark = kept * 3 > Math.min(before.length, after.length)
  const side = (kind: 'removed' | 'added', other: 'added' | 'removed'): ComparedLine => ({ kind, parts: words.flatMap((part) => (part[other] ? [] : [{ text: part.value, isChanged: isMark && part[kind] }])) })
  return [side('removed', 'added'), side('added', 'removed')]
}

/**
 * The lines of both in reading order. Lines that were rewritten one for one stand below each other, with the words that differ marked.
 *
 * @example compareTexts('a\nb\n', 'a\nc\n').map((line) => line.kind) // ['same', 'removed', 'added']
 */
export function compareTexts(before: string, after: string): readonly ComparedLine[] {
  const parts = diffLines(before, after)
  return parts.flatMap((part, index): readonly ComparedLine[] => {
    const lines = linesOf(part.value)
    if (!part.added && !part.removed) return lines.map((line) => whole('same', line))
    const [previous, next] = [parts[index - 1], parts[index + 1]]
    if (part.removed) {
      const coming = next?.added === true ? linesOf(next.value) : []
      return coming.length === lines.length ? lines.flatMap((line, at) => rewritten(line, coming[at] ?? '')) : lines.map((line) => whole('removed', line))
    }
    const isTold = previous?.removed === true && linesOf(previous.value).length === lines.length
    return isTold ? [] : lines.map((line) => whole('added', line))
  })
}
