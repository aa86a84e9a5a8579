/** Columns of a file that have one name: which of them is meant, only the file's author knows. */
import { columnLetter } from './column-letter.ts'
import { issue, type Issue, type IssuePlace } from './issues.ts'

function plain(text: string): string {
  return text.replaceAll(/[\s_-]+/g, ' ').trim().toLowerCase()
}

/**
 * An error for each column that is read while another one has the same name: the figures of one of them would be left out unseen.
 *
 * @param given.used columns that are read, 0-based
 * @example twinColumnIssues({ header: ['agency', 'amount', 'Amount'], used: [0, 1], place: { file: 'a.csv', row: 1 } })[0].message // 'Two columns are named "amount": B and C.'
 */
export function twinColumnIssues({ header, used, place }: { readonly header: readonly string[]; readonly used: readonly number[]; readonly place: IssuePlace }): readonly Issue[] {
  const names = header.map(plain)
  const named = new Set(used.map((column) => names[column] ?? ''))
  return [...named].flatMap((name) => {
    const columns = names.flatMap((each, column) => (each === name && name !== '' ? [column] : []))
    if (columns.length < 2) return []
    const [first = 0] = columns
    const letters = columns.map(columnLetter)
    const text = (header[first] ?? '').trim().slice(0, 40)
    return [issue('wrong-columns', `${columns.length === 2 ? 'Two' : columns.length} columns are named "${text}": ${letters.slice(0, -1).join(', ')} and ${letters.at(-1) ?? ''}.`, { place: { ...place, column: text }, remedy: 'Take out the one that is not meant, or give it another name.' })]
  })
}
