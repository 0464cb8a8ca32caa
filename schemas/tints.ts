/** Grounds of cells in a report, `RRGGBB`: what hand-out, the district's run and the script in the sheet paint alike. */
export const tints = {
  /** To be filled in. */
  toFill: 'FFF7DB',
  /** Filled in from the month before. */
  toCheck: 'E4F0FB',
  bad: 'FBE3E4',
  warn: 'FFF1CC',
  quiet: 'F1F3F5',
} as const;
