/** How large a foreign file may be. Each is far above what the field uses and far below what would hurt the machine. */
export const LIMITS = {
  fileBytes: 50_000_000,
  columns: 1_000,
  csvRows: 1_000_000,
  xlsxRows: 100_000,
  cells: 5_000_000,
  cellCharacters: 10_000,
  zipEntries: 2_000,
  /** All parts of a workbook unpacked. */
  zipInflatedBytes: 300_000_000,
  /** A part above `zipRatioFrom` bytes may be this many times its packed size: real sheets reach some 50 times. */
  zipRatio: 150,
  zipRatioFrom: 5_000_000,
  /** Cells covered by merged ranges: above this a range is an attack, not a layout. */
  mergedCells: 1_000_000,
  milliseconds: 60_000,
  heapMegabytes: 1_536,
} as const

/** A CSV of usage is read a chunk at a time and kept as columns, so it may be larger; a workbook of usage is bound by `LIMITS`. */
export const USAGE_LIMITS = {
  fileBytes: 200_000_000,
  milliseconds: 600_000,
  heapMegabytes: 512,
} as const

/** The most issues of one file that are listed; the rest is counted. */
export const MOST_ISSUES = 50
