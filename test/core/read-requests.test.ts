import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { openRequests, refusedRequests } from '../../functions/core/control/answered-requests.ts';
import { type Request, readRequests } from '../../functions/core/control/read-requests.ts';
import { applyEvent, emptyState } from '../../functions/core/ledger-state.ts';
import type { Cell } from '../../schemas/grid.ts';
import { requestColumns, requestTitles } from '../../schemas/requests.ts';

const header = requestColumns.map((column) => requestTitles[column]);
const read = (...rows: readonly (readonly Cell[])[]): readonly Request[] => {
  const requests = readRequests({ name: '办理请求', hidden: false, cells: [header, ...rows] }, false);
  if (!requests) throw new Error('no header');
  return requests;
};
const askedIn = (request: Cell, argument: Cell) => read(['R1', request, argument])[0]?.asked;

describe('a row of 办理请求', () => {
  const understood: readonly [Cell, Cell, unknown][] = [
    ['立即校验', null, { is: '立即校验' }],
    [' 立即 校验 ', '', { is: '立即校验' }],
    ['立即校验', '2018年9月', { is: '立即校验', period: '2018-09' }],
    // What a spreadsheet program makes of a typed month.
    ['生成通报草稿', 43344, { is: '生成通报草稿', period: '2018-09' }],
    ['预览催报', '2018.10.9', { is: '预览催报', until: '2018-10-09' }],
    ['查看来源', '2018-09/incidents/371311001', { is: '查看来源', figure: '2018-09/incidents/371311001' }],
    ['查看来源', '2018-09—10/incidents', { is: '查看来源', figure: '2018-09—10/incidents' }],
    ['查看来源', "'月报汇总'！$h$12", { is: '查看来源', figure: '月报汇总!H12' }],
  ];
  it.each(understood)('%j with %j is understood', (request, argument, asked) => {
    expect(askedIn(request, argument)).toEqual(asked);
  });

  const unclear: readonly [Cell, Cell][] = [
    ['办一下', null],
    [true, null],
    ['立即校验', '上个月'],
    ['生成通报草稿', '2018-13'],
    ['预览催报', '下周'],
    ['查看来源', null],
    ['查看来源', '张小明的电话'],
    ['查看来源', '../../etc/passwd!A1'],
    ['查看来源', '=月报汇总!H12'],
  ];
  it.each(unclear)('%j with %j is answered with what may be written, and never repeated', (request, argument) => {
    const asked = askedIn(request, argument);
    if (asked?.is !== 'unclear') throw new Error('it was understood');
    if (typeof argument === 'string') expect(asked.why).not.toContain(argument);
    expect(asked.why).toMatch(/一栏要/);
  });

  it('is found below any header that names 请求 and 参数, whatever their order', () => {
    const cells = [['安全科的请求'], ['参 数', '备注', '请求'], ['2018-09', '', '立即校验'], ['', '还没写', '']];
    expect(readRequests({ name: '办理请求', hidden: false, cells }, false)).toMatchObject([
      { asked: { is: '立即校验', period: '2018-09' } },
    ]);
    expect(readRequests({ name: '办理请求', hidden: false, cells: [['甲', '乙']] }, false)).toBeUndefined();
  });

  it('of a number that stands there already is the same request', () => {
    const requests = read(['R1', '立即校验'], ['Ｒ1', '立即校验'], ['R1', '立即校验']);
    expect(requests).toHaveLength(1);
  });

  it('without a number is told from others by what it says, and from equal ones by counting', () => {
    const once = read([null, '立即校验', '', '2018-09-20 09:05']);
    const more = read(
      [null, '预览催报'],
      [null, '立即校验', '', '2018-09-20 09:05'],
      ['', '立即校验', '', '2018-09-20 09:05'],
    );
    expect(more.map(({ id }) => id)).toContain(once[0]?.id);
    expect(new Set(more.map(({ id }) => id)).size).toBe(3);
  });

  it('never stops anything, and its number may be shown anywhere, whatever was typed', () => {
    const cell = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.constantFrom<Cell>('R1', '立即校验', '查看来源', null, 1, true, 43344, -1e300),
    );
    const rows = fc.array(fc.array(cell, { maxLength: 6 }), { maxLength: 8 });
    fc.assert(
      fc.property(rows, (typed) => {
        const requests = read(...typed);
        for (const { id } of requests) expect(id).toMatch(/^(?:[A-Za-z0-9_-]{1,40}|手工-[0-9a-f]{8})$/);
        expect(new Set(requests.map(({ key }) => key)).size).toBe(requests.length);
        expect(read(...typed)).toEqual(requests);
      }),
    );
  });
});

describe('what was answered', () => {
  const requests = read(['R1', '立即校验'], ['R2', '查看来源', '不知道'], ['R1', '预览催报']);
  const [first, second, third] = requests as [Request, Request, Request];
  const state = emptyState();
  const answer = ({ id, key }: Request, outcome: 'done' | 'refused') => {
    const said = { request: id, key, outcome, period: '2018-09', summary: `${id} ${outcome}` };
    const event = {
      type: 'requestAnswered',
      id: `${key} ${outcome}`,
      at: '2018-09-20T10:00:00+08:00',
      ...said,
    } as const;
    applyEvent(state, event, [1, 0, 0]);
  };

  it('is not open any more; what could not be done is open again once it says something else', () => {
    expect(openRequests(requests, state.requests)).toEqual(requests);
    answer(first, 'done');
    answer(second, 'refused');
    answer(second, 'refused');
    expect(openRequests(requests, state.requests)).toEqual([]);
    expect(third.id).toBe('R1');
    expect(refusedRequests(requests, state.requests)).toEqual([{ id: 'R2', summary: 'R2 refused' }]);
    expect(state.runs.map(({ job }) => job)).toEqual(['请求 R1', '请求 R2']);
    const [mended] = read(['R2', '查看来源', '2018-09/incidents']) as [Request];
    expect(openRequests([mended], state.requests)).toEqual([mended]);
    expect(refusedRequests([mended], state.requests)).toEqual([]);
    answer(mended, 'done');
    expect(openRequests([second, mended], state.requests)).toEqual([]);
    expect(refusedRequests([second], state.requests)).toEqual([]);
  });
});
