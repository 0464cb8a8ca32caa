import type { LedgerEvent } from '../../../schemas/events.ts';
import type { Finding } from '../../../schemas/finding.ts';
import type { Chance } from '../../support/chance.ts';
import { clockAt, plusDays } from './days.ts';

/** What a school does with its report. */
export type Act = 'wrong' | 'unsigned' | 'unreadable' | 'right' | 'returned';

/** Something a school (or the section, with `returned`) does, from an instant on; the next run sees it. */
export interface Arrival {
  /** `2018-09-371311001-2`: the report and which time it is. */
  readonly id: string;
  readonly at: string;
  readonly school: string;
  readonly period: string;
  readonly act: Act;
  /** 构成刑事案件数 it tells. */
  readonly cases: number;
  /** How many of 四个落实 its self-check says are not there. */
  readonly lacks: number;
  /** Its 年度总结 is filled right and signed. */
  readonly summed: boolean;
}

/** How one school comes to report a month, or not. */
export function howItReports(chance: Chance, school: string, period: string): Arrival[] {
  let nth = 0;
  const act = (days: number, what: Act, cases = 0): Arrival => ({
    id: `${period}-${school}-${nth++}`,
    at: clockAt(plusDays(`${period}-25`, days), chance.between(0, 1439)),
    school,
    period,
    act: what,
    cases,
    lacks: chance.one(3) ? chance.between(1, 3) : 0,
    summed: period.endsWith('-09') && chance.one(2),
  });
  const mood = chance.below(100);
  if (mood < 4) return chance.one(2) ? [act(-5, chance.pick(['wrong', 'unsigned', 'unreadable']))] : [];
  const done =
    mood < 62
      ? -chance.between(4, 18)
      : mood < 76
        ? -chance.between(0, 4)
        : mood < 94
          ? chance.between(0, 12)
          : chance.between(10, 90);
  const tries = Array.from({ length: chance.below(3) }, (_, index) =>
    act(done - 3 + index, chance.pick(['wrong', 'unsigned', 'unreadable'])),
  );
  const cases = chance.one(150) ? chance.between(1, 2) : 0;
  const later = chance.one(20) ? [act(done + 2, chance.one(3) ? 'returned' : 'right', cases)] : [];
  return [...tries, act(done, 'right', cases), ...later];
}

/** What a validation appends where it reads this; the last event is the sign that it did. */
export function eventsOf(
  { id, school, period, act, cases, lacks, summed }: Arrival,
  now: string,
  version: number,
): LedgerEvent[] {
  const about = { at: now, school, period };
  const path = pathOf(school, period);
  const hash = `hash-${id}`;
  if (act === 'returned')
    return [
      { type: 'returned', id: `returned-${id}`, ...about, row: `row-${id}`, reason: '请核对', hash },
      { type: 'judged', id: `judged-${id}`, ...about, of: hash, state: 'returned' },
    ];
  if (act === 'unreadable')
    return [
      { type: 'refused', id: `refused-${id}`, ...about, path, hash, code: 'F-BROKEN', detail: '' },
      { type: 'judged', id: `judged-${id}`, ...about, of: `refused-${id}`, state: 'invalid' },
    ];
  const of = `read-${id}`;
  const state = act === 'right' ? 'submitted' : act === 'wrong' ? 'invalid' : 'unsigned';
  const found = { monthlyReport_incidentsCriminal: { cell: '月报表!H12', raw: cases } };
  const reading = { found, explanations: {}, drifts: [], date1904: false };
  const counts = { incidents: cases, handled: 0, students: 900, sessions: 1 };
  const finding = act === 'wrong' ? ('raised' as const) : ('cleared' as const);
  return [
    { type: 'read', id: of, ...about, path, hash, storedAt: now, reading },
    { type: finding, id: `${finding}-${id}`, ...about, finding: wrong },
    ...(cases > 0 ? [{ type: 'raised', id: `crime-${id}`, ...about, finding: crime } as const] : []),
    ...(act === 'right'
      ? [{ type: 'accepted', id: `accepted-${id}`, ...about, ...versionOf(version), of, path, hash } as const]
      : []),
    {
      type: 'judged',
      id: `judged-${id}`,
      ...about,
      of,
      state,
      notInPlace: lacks,
      ...(period.endsWith('-09') ? { summary: summed ? 'submitted' : 'inProgress' } : {}),
    },
  ];

  function versionOf(number: number) {
    return { version: number, madeAt: now, checkCode: `C-${id}`, counts };
  }
}

/** Where a report lies. */
export function pathOf(school: string, period: string): string {
  return `学校/${school}/${period}.xlsx`;
}

const crime: Finding = {
  code: 'A3-CRIM',
  severity: 'note',
  form: 'monthlyReport',
  field: 'incidentsCriminal',
  cell: '月报表!H12',
  found: '有构成刑事案件的',
  expected: '，安全科已得到通知',
  mend: '。',
};
const wrong: Finding = {
  code: 'A3-PART',
  severity: 'error',
  form: 'monthlyReport',
  field: 'incidentsReported',
  cell: '月报表!F13',
  found: '比事件数多',
  expected: '，应不多于事件数',
  mend: '，请核对。',
};
