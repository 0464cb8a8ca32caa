/** One line of the table: a way to do a piece of work, beside what it is compared with. */
export interface Line {
  readonly work: string;
  readonly way: string;
  /** Median of the runs, or what was counted instead; null where this machine does not have it. */
  readonly took: string | null;
  /** Its time by the time of the line it is compared with. */
  readonly ratio?: number | undefined;
  /** What the ratio is to be, as the performance page says it. */
  readonly mark?: string;
  readonly note?: string;
}

/** Seconds as people read them. */
export function duration(seconds: number | null): string | null {
  if (seconds === null) return null;
  return seconds < 1 ? `${Math.round(seconds * 1000)} ms` : `${seconds.toFixed(seconds < 10 ? 2 : 1)} s`;
}

/** The lines as a markdown table, with columns as wide as they need to be. */
export function markdown(lines: readonly Line[]): string {
  const head = ['work', 'way', 'took', 'ratio', 'mark', 'note'];
  const rows = lines.map(({ work, way, took, ratio, mark, note }, index) => [
    lines[index - 1]?.work === work ? '' : work,
    way,
    took ?? 'absent',
    ratio === undefined || Number.isNaN(ratio) ? '' : `${ratio.toFixed(ratio < 10 ? 2 : 1)}×`,
    mark ?? '',
    note ?? '',
  ]);
  const widths = head.map((title, column) => Math.max(title.length, ...rows.map((row) => row[column]?.length ?? 0)));
  const drawn = (row: readonly string[]): string =>
    `| ${row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' | ')} |`;
  return [drawn(head), `| ${widths.map((width) => '-'.repeat(width)).join(' | ')} |`, ...rows.map(drawn)].join('\n');
}
