/** Counts of a report in the order of the paper: 发生, 举报发现, 刑事, 处理. */
export type Four = readonly [happened: number, byTip: number, criminal: number, handled: number];

/** One time that a school saves its report of a month. */
export interface Save {
  readonly school: string;
  readonly period: string;
  /** `2018-09-20T10:00`. */
  readonly at: string;
  readonly counts: Four;
  /** A part above its whole: it has to be mended. */
  readonly wrong: boolean;
  readonly signed: boolean;
  /** With its 年度总结. */
  readonly summed: boolean;
  /** Nothing but its 年度总结: the month's report stays as it was, and as old. */
  readonly summaryAlone: boolean;
}

/** The months that are asked for: February and July are left out in 报送事项 (T3). */
export const periods = [
  ...['2018-08', '2018-09', '2018-10', '2018-11', '2018-12'],
  ...['2019-01', '2019-03', '2019-04', '2019-05', '2019-06'],
] as const;

/**
 * Who saves what, on which day of the month (at ten in the morning, unless it says when): nothing happened unless four
 * counts are told. `!` is wrong, `~` is not signed yet, `Σ` has the year's summary, `仅Σ` that alone; after `|` it is saved again; `-` never.
 */
const table: Readonly<Record<string, string>> = {
  //     8月         9月               10月             11月          12月            1月     3月           4月      5月       6月
  一小: '20        / 20 Σ            / 20 1:1:0:1    / 20         / 20           / 23   / 20 1:0:0:1 / 23     / 23      / 25@23:30',
  二小: '20        / 20 Σ            / 29 1:0:0:1 | 11-15 2:0:0:2 / 23 / 20      / 24   / 23         / 23     / 24      / 24',
  三小: '24        / 28 Σ            / 24 | 10-30@15:00 1:1:0:1   / -  / 24      / 23   / 25         / 24     / 23      / 24',
  中心: '20        / 20 1:0:0:1 Σ    / 20            / 20         / 20 | 27 1:0:0:1 / 20 / 20        / 20     / 20 ~ | 27 / 20',
  一中: '20        / 20 1:0:0:1 | 10-09 仅Σ / 20 2:1:1:1    / 20 0:0:0:1 / 20    / 24   / 20         / 23     / 20      / 20',
  双语: '23        / 20 Σ            / 23 2:0:0:0    / 23         / 20 0:0:0:2   / 20   / 20         / 23     / 23      / 26@00:10',
  职校: '23 ! | 24 / 20              / 23 1:1:0:1    / 23 1:0:0:1 / 20 1:0:0:1   / 24   / 23         / 27     / 23      / 24',
  新村: '23        / 20 Σ            / 24            / 23         / 20           / -    / -          / -      / -       / -',
  北校: '28        / 25 Σ            / 23            / 26         / 24           / 25   / 26         / 25     / 24      / 20',
  湖小: '-         / -               / -             / -          / -            / -    / 25         / 25     / 24      / 24',
};

/** Lines of 自查表 that a school does not have, through the last month that is named; the others it has. */
export const lacking: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  二小: { ruleLegalAdviser: '2018-08' },
  职校: { dailyCounselling: '2019-12' },
};

/** Every save of the year, in order of time. */
export const saves: readonly Save[] = Object.entries(table)
  .flatMap(([school, line]) =>
    line.split('/').flatMap((cell, month) =>
      cell
        .split('|')
        .map((save) => save.trim())
        .filter((save) => save !== '-')
        .map((save) => savedAs(school, periods[month] ?? '', save)),
    ),
  )
  .sort((a, b) => (a.at < b.at ? -1 : 1));

function savedAs(school: string, period: string, words: string): Save {
  const [when = '', ...rest] = words.split(/\s+/);
  const [day = '', time = '10:00'] = when.split('@');
  const counts = rest
    .find((word) => word.includes(':'))
    ?.split(':')
    .map(Number) ?? [0, 0, 0, 0];
  const [happened = 0, byTip = 0, criminal = 0, handled = 0] = counts;
  return {
    school,
    period,
    at: `${day.includes('-') ? period.slice(0, 5) : `${period}-`}${day}T${time}`,
    counts: [happened, byTip, criminal, handled],
    wrong: rest.includes('!'),
    signed: !rest.includes('~'),
    summed: words.includes('Σ'),
    summaryAlone: rest.includes('仅Σ'),
  };
}
