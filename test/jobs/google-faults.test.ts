import { beforeAll, describe, expect, it } from 'vitest';
import type { RunReport } from '../../functions/jobs/run.ts';
import type { School } from '../../schemas/roster.ts';
import { rightReport, type Typed } from '../support/fill-report.ts';
import { type EndState, endStateOf } from './google-end-state.ts';
import { beginStory, endStory, live, schoolOf, types } from './google-story.ts';

const right = schoolOf(1, '第一小学');
const wrong = schoolOf(2, '第二小学');
const central = schoolOf(3, '第三中心小学', { type: '中心小学', villages: 4 });
const schools = [right, wrong, central, schoolOf(4, '第四小学', { delivery: '邮件' })];

const october: Typed = { monthlyReport_reportDate: '2018-10-20', monthlyReport_docDate: '2018-10-08' };

/** Two months: a right report, a wrong one that is mended, one that is corrected, one that never comes. */
const steps: readonly { now: string; typed: readonly (readonly [School, string, Typed])[] }[] = [
  { now: '2018-09-03T09:00', typed: [] },
  {
    now: '2018-09-20T10:00',
    typed: [
      [right, '2018年09月', rightReport],
      [
        wrong,
        '2018年09月',
        { ...rightReport, monthlyReport_incidents: '约3', selfCheck_orgLeadingGroup: '有（√）无（√）' },
      ],
      [
        central,
        '2018年09月',
        { ...rightReport, monthlyReport_villagePlanCount: 4, monthlyReport_villageHotlineCount: 4 },
      ],
    ],
  },
  {
    now: '2018-09-26T09:30',
    typed: [
      [right, '2018年09月', { monthlyReport_incidents: 2, monthlyReport_handledCount: 2 }],
      [wrong, '2018年09月', { monthlyReport_incidents: 1, selfCheck_orgLeadingGroup: '有（√）无（  ）' }],
    ],
  },
  { now: '2018-10-09T09:30', typed: [] },
  { now: '2018-10-24T10:00', typed: [[right, '2018年10月', { ...rightReport, ...october }]] },
  { now: '2018-10-30T10:00', typed: [] },
];

interface Lived {
  readonly told: readonly RunReport[];
  readonly end: EndState;
  readonly asked: number;
}

async function lived(faults: string): Promise<Lived> {
  const story = await beginStory(schools, { faults });
  try {
    const told: RunReport[] = [];
    for (const { now, typed } of steps) {
      for (const [of, month, answers] of typed) await types(story, of, answers, month);
      told.push(await live(story, 'run', now));
    }
    const asked = story.emulator.requests.length;
    return { told, end: await endStateOf(story), asked };
  } finally {
    await endStory(story);
  }
}

/** Each kind meets one request in ten; together a third of all. */
const kinds = [
  ['429', '500', 'drop'],
  ['502', 'html', 'dropAfter'],
  ['503', 'slow', 'rate403'],
];

describe('two months on a Google that fails', () => {
  let calm: Lived;
  beforeAll(async () => {
    calm = await lived('');
  });

  it.each(kinds.flatMap((some, at) => [1, 2].map((seed) => [some.join(), seed * 10 + at] as const)))(
    'come to the same end with %s at one in ten each (seed %i)',
    async (some, seed) => {
      const shares = some.replaceAll(/\w+/g, (kind) => `${kind}=0.1`);
      const faulty = await lived(`${shares},storage,slowMs=3,seed=${seed}`);
      expect(faulty.told).toEqual(calm.told);
      expect(Object.keys(faulty.end.files)).toEqual(Object.keys(calm.end.files));
      for (const [path, file] of Object.entries(calm.end.files)) expect(faulty.end.files[path], path).toEqual(file);
      expect(faulty.end.events).toEqual(calm.end.events);
      // A request that failed is asked for again; one that was only late is not.
      expect(faulty.asked).toBeGreaterThan(calm.asked * 1.2);
    },
  );
});
