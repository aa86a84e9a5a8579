/** A column of an import as it is declared once: for reading, for the mapping, and for the template. */
export type ImportColumn = {
  /** The key in a mapping, unique in its kind. */
  readonly field: string
  /** As the template names it. */
  readonly header: string
  /** Other names under which it is found, in lower case with single spaces, the best first. */
  readonly names: readonly string[]
  readonly required: boolean
  /** Whether several are spoken of: `The units are missing.` */
  readonly isPlural: boolean
  readonly comment: string
  readonly example: string
  /** False: understood, but not in the template. */
  readonly inTemplate: boolean
  /** What else is written for a word that the field takes: `{ '2a': 'personnel' }`, in lower case. */
  readonly words: { readonly [word: string]: string }
}

/** @example importColumn({ field: 'objectCode', comment: '...' }).header // 'object code' */
export function importColumn(given: Pick<ImportColumn, 'field' | 'comment'> & Partial<ImportColumn>): ImportColumn {
  const header = given.field.replaceAll(/([A-Z]|\d+$)/g, ' $1').toLowerCase()
  return { header, names: [], required: false, isPlural: false, example: '', inTemplate: true, words: {}, ...given }
}
