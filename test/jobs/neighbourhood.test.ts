import { describe, expect, it } from 'vitest';
import type { Control } from '../../functions/core/control/read-control.ts';
import { emptyState, type ReportState, reportKey } from '../../functions/core/ledger-state.ts';
import type { District } from '../../functions/jobs/district.ts';
import { Neighbourhood } from '../../functions/jobs/neighbourhood.ts';
import type { World } from '../../functions/world.ts';
import type { Reading } from '../../schemas/reading.ts';

const period = '2018-09';

function report(school: string): ReportState {
  return {
    school,
    period,
    path: `学校/${school}/2018年09月.xlsx`,
    edition: '',
    window: { from: '2018-09-01', through: '2018-09-25', due: '2018-09-26T00:00:00+08:00' },
    handedOut: [1, 0, 0],
    handedOutAt: '2018-09-01T09:00:00+08:00',
    state: 'notStarted',
    findings: [],
  };
}

const wrote = (text: string): Reading => ({
  found: { selfCheck_specialWork: { cell: '自查表!B30', raw: text } },
  explanations: {},
  drifts: [],
  date1904: false,
});

describe('what one school writes, told to the others', () => {
  const reports = Array.from({ length: 40 }, (_, index) => report(`3713110${String(index).padStart(2, '0')}`));
  const same = wrote('开展了主题班会、心理健康周和家长开放日。');
  const own = wrote('这是本校自己写的一段话，和别的学校都不一样。');

  function neighbourhood(): Neighbourhood {
    const state = emptyState();
    for (const it of reports) state.reports.set(reportKey(it.school, period), it);
    const control = { waivers: [], registers: {} } as unknown as Control;
    return new Neighbourhood({ ledger: { state } } as unknown as World, { control } as District);
  }

  it('is news to the first who wrote it, and to nobody after: many that copy one text do not judge each other over and over', () => {
    const around = neighbourhood();
    const news = reports.map((it) => around.noteReading(it, same).map(({ school }) => school));
    expect(news).toEqual([[], [reports[0]?.school], ...reports.slice(2).map(() => [])]);
  });

  it('is news again to the one who is left with it', () => {
    const around = neighbourhood();
    const [first, second, third] = reports as [ReportState, ReportState, ReportState];
    for (const it of [first, second, third]) around.noteReading(it, same);
    expect(around.noteReading(third, own)).toEqual([]);
    expect(around.noteReading(first, own).map(({ school }) => school)).toEqual([second.school, third.school]);
  });
});
