import fc from 'fast-check';
import type { LedgerEvent } from '../../schemas/events.ts';

/** What a step of a history is about; the words of an event follow from it and from its number. */
export interface Step {
  readonly type: LedgerEvent['type'];
  readonly school: string;
  readonly period: string;
  readonly pick: number;
  readonly text: string;
}

/** Any step; its text holds what lines and numbers trip over. */
export const step: fc.Arbitrary<Step> = fc.record({
  type: fc.constantFrom<LedgerEvent['type']>(
    'handedOut',
    'read',
    'refused',
    'judged',
    'raised',
    'cleared',
    'setAside',
    'takenUp',
    'returned',
    'accepted',
    'locked',
    'reopened',
    'changedClosed',
    'filed',
    'letterClaimed',
    'letterSent',
    'letterFailed',
    'wrote',
    'run',
  ),
  school: fc.constantFrom('371311001', '371311002', 'Ａ-3'),
  period: fc.constantFrom('2018-09', '2018-10'),
  pick: fc.nat(3),
  text: fc.oneof(fc.constantFrom('', '"more":true}', '换\n行', '=1+1', '\u2028'), fc.string({ unit: 'grapheme' })),
});

/** A short history. */
export const steps: fc.Arbitrary<Step[]> = fc.array(step, { minLength: 1, maxLength: 40 });

/** The events of a history, each with an id of its own, as the jobs would append them one after another. */
export function eventsOf(history: readonly Step[]): LedgerEvent[] {
  const lastRead = new Map<string, string>();
  return history.map((step, index) => {
    const event = eventOf(step, index, lastRead.get(step.period + step.school) ?? 'none');
    if (event.type === 'read' || event.type === 'refused') lastRead.set(step.period + step.school, event.id);
    return event;
  });
}

function eventOf({ type, school, period, pick, text }: Step, index: number, of: string): LedgerEvent {
  const at = `2018-09-${String(1 + (index % 28)).padStart(2, '0')}T09:00:00+08:00`;
  const id = `${type}-${index}`;
  const path = `学校/${school} 校${pick}/2018年09月.xlsx`;
  const window = { from: '2018-08-26', through: '2018-09-25', due: '2018-09-26T00:00:00+08:00' };
  const finding = {
    code: 'A3-PART',
    severity: 'error',
    form: 'monthlyReport',
    field: `f${pick}`,
    cell: '月报表!F13',
  } as const;
  const found = { monthlyReport_incidents: { cell: '月报表!F13', raw: text === '' ? null : text } };
  const words = {
    monthlyReport_handlingText: { cell: '月报表!C16', raw: `处理以后一周内回访过，情况已经好转${pick}` },
  };
  const reading = { found: { ...found, ...words }, explanations: {}, drifts: [], date1904: false };
  const states = ['notStarted', 'invalid', 'submitted', 'unsigned'] as const;
  switch (type) {
    case 'handedOut':
      return { type, id, at, school, period, path, edition: 'selfCheck=1', window, given: { a: text, b: pick } };
    case 'read':
      return { type, id, at, school, period, path, hash: `h${pick}`, storedAt: at, reading };
    case 'refused':
      return { type, id, at, school, period, path, hash: `h${pick}`, code: 'F-BROKEN', detail: text };
    case 'judged': {
      const judged = { type, id, at, school, period, of, state: states[pick] ?? 'invalid' } as const;
      return pick === 0 ? { ...judged, recheckOn: '2018-09-25' } : judged;
    }
    case 'raised':
    case 'cleared':
      return { type, id, at, school, period, finding: { ...finding, found: text, expected: '不多于 1', mend: '' } };
    case 'accepted':
      return {
        type,
        id,
        at,
        school,
        period,
        version: index,
        of,
        path,
        hash: `h${pick}`,
        madeAt: at,
        checkCode: `C-${pick}`,
        counts: { incidents: pick, handled: null, students: 1200, sessions: 2 },
      };
    case 'setAside':
      return {
        type,
        id,
        at,
        school,
        period,
        finding: { ...finding, found: 'f', expected: '', mend: '' },
        why: pick === 0 ? 'waived' : 'explained',
        text,
        value: `v${pick}`,
      };
    case 'takenUp':
      return { type, id, at, school, period, finding: { ...finding, found: 'f', expected: '', mend: '' } };
    case 'returned':
      return { type, id, at, school, period, row: `row-${pick}`, reason: text, hash: `h${pick}` };
    case 'locked':
    case 'reopened':
      return { type, id, at, school, period };
    case 'changedClosed':
      return { type, id, at, school, period, path, hash: `h${pick}`, storedAt: at, reading };
    case 'filed':
      return { type, id, at, school, period, path, from: `${text}.xlsx`, hash: `h${pick}` };
    case 'letterClaimed':
      return {
        type,
        id,
        at,
        key: `k${pick}`,
        items: [`k${pick}`],
        to: ['a@b.cn'],
        subject: text,
        messageId: `<${pick}@x>`,
        bytes: 'b',
      };
    case 'letterSent':
      return { type, id, at, key: `k${pick}`, where: text };
    case 'letterFailed':
      return { type, id, at, key: `k${pick}`, state: pick === 0 ? 'withdrawn' : 'deferred', why: text };
    case 'run':
      return { type, id, at, job: '校验', period, summary: text };
    default:
      return { type: 'wrote', id, at, path: `总表 ${pick}.xlsx`, hash: `h${index}` };
  }
}

/** One event more, of no school. */
export const oneMore: LedgerEvent = {
  type: 'run',
  id: 'run-more',
  at: '2018-09-28T09:00:00+08:00',
  job: '催报',
  period: '2018-09',
  summary: '又一次',
};
