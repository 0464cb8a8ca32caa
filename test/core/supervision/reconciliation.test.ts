import { describe, expect, it } from 'vitest';
import { agendaOf } from '../../../functions/core/supervision/agenda.ts';
import { opinions, petitions, supervisions } from '../../../schemas/registers/cases.ts';
import { tasks } from '../../../schemas/registers/tasks.ts';
import { sampleSchools } from '../master-view-sample.ts';
import type { TypedRow } from './register-rows.ts';
import { code, privateSchool, seen, type Typed } from './seen.ts';

describe('对账', () => {
  const on = (day: string, more: TypedRow = {}): TypedRow => ({ 学校编码: code, 日期: day, 摘要: '一件。', ...more });

  it('asks where registers hold more than a school reported, counting rows of one case once', () => {
    const counts = { 9: [1, 0, 0, 1] } as const;
    const rowsOf = (linked: string | null): Typed => [
      [opinions, [on('2018-09-10', { 督办编号: linked })]],
      [petitions, [on('2018-09-11', { 核实: '不属实' }), on('2018-09-26')]],
      [supervisions, [on('2018-09-12', { 编号: 'DB-1' }), on('2018-09-13', { 是否督办: '不督办' })]],
    ];
    expect(seen({ counts, typed: rowsOf('DB-1') }).questions).toEqual([]);
    expect(seen({ counts, typed: rowsOf(null) }).questions).toMatchObject([
      { period: '2018-09', kind: 'moreRegistered', registered: 2, reported: 1, owner: '安全科' },
    ]);
  });

  it('leaves a report of 0 to X-SIG, and what was proposed by the report itself to the report', () => {
    const typed: Typed = [[supervisions, [on('2018-09-12'), on('2018-09-13')]]];
    expect(seen({ counts: { 9: [0, 0, 0, 0] }, typed }).questions).toEqual([]);
    const taken: Typed = [[supervisions, [on('2018-09-12'), on('2018-09-13', { 提议编号: 'K7M3-92QX' })]]];
    expect(seen({ counts: { 9: [1, 0, 0, 1] }, typed: taken }).questions).toEqual([]);
  });

  it('asks where cases are closed that the reports still hold open', () => {
    const closed = on('2018-09-05', { 编号: 'DB-1', 销号日期: '2018-10-15' });
    const asked = seen({ counts: { 9: [2, 0, 0, 0], 10: [0, 0, 0, 0] }, typed: [[supervisions, [closed]]] }).questions;
    expect(asked).toMatchObject([{ period: '2018-10', kind: 'closedButOpen', registered: 1, reported: 0 }]);
    expect(asked[0]?.say).toContain('督办已销号 1 件，各月报表一共只写处理 0 件，还有 2 件没有处理');
    // One handled, one closed: the other may be another matter.
    const agreed = seen({ counts: { 9: [2, 0, 0, 1], 10: [0, 0, 0, 0] }, typed: [[supervisions, [closed]]] });
    expect(agreed.questions).toEqual([]);
  });
});

describe('会议议题', () => {
  it('names by section what is overdue, what to decide and what does not agree', () => {
    const view = seen({
      counts: { 9: [1, 0, 1, 1] },
      typed: [
        [supervisions, [{ 学校编码: privateSchool?.code ?? '', 日期: '2018-09-03', 摘要: '一件。', 编号: 'DB-7' }]],
        [
          petitions,
          [9, 10].map((day) => ({
            学校编码: code,
            日期: `2018-09-${day}`,
            摘要: '反映。',
            答复日期: '2018-09-20',
            督办编号: 'X',
          })),
        ],
        [tasks, [{ 科室: '教研室', 任务: '课题中期检查', 布置日期: '2018-09-03', 应完成: '2018-09-28' }]],
      ],
    });
    expect(agendaOf(view).map(({ owner, kind, school: of }) => [owner, kind, of])).toEqual([
      ['教研室', '超期', ''],
      ['职成科', '超期', privateSchool?.name],
      ['安全科', '督办提议', sampleSchools[0]?.name],
      ['安全科', '督办提议', sampleSchools[0]?.name],
      ['安全科', '督办提议', sampleSchools[0]?.name],
      ['安全科', '督办提议', sampleSchools[0]?.name],
      ['安全科', '对账', sampleSchools[0]?.name],
    ]);
    const listed = seen({
      typed: [
        [petitions, [{ 学校编码: code, 日期: '2018-09-09', 摘要: '反映。', 督办编号: 'DB-8' }]],
        [supervisions, [{ 学校编码: code, 日期: '2018-10-30', 摘要: '一件。', 编号: 'DB-8' }]],
      ],
    });
    expect(listed.proposals).toHaveLength(1);
    expect(agendaOf(listed).map(({ kind }) => kind)).toEqual(['超期']);
  });
});
