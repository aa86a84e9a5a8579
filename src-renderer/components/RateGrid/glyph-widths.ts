/** Widths of the bundled Inter's tabular glyphs, in ems. The style sheet has the parenthesis too. */
export const PARENTHESIS = 0.391
export const DIGIT = 0.648
export const POINT = 0.269
