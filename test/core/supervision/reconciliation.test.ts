import { describe, expect, it } from 'vitest';
import type { MasterView } from '../../../functions/core/master/master-view.ts';
import { agendaOf } from '../../../functions/core/supervision/agenda.ts';
import { opinions, petitions, supervisions } from '../../../schemas/registers/cases.ts';
import { activities } from '../../../schemas/registers/education.ts';
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

  it('asks 人事科 where trainings are registered that the report does not have (S15, S72)', () => {
    const training = (day: string, times: number | null): TypedRow => ({
      学校编码: code,
      日期: day,
      形式: '教师培训',
      名称: '防治校园欺凌培训',
      次数: times,
    });
    const held = [training('2018-09-10', null), training('2018-09-20', 2), training('2018-09-26', 1)];
    const other = [{ ...training('2018-09-11', 1), 形式: '法治进校园' }];
    const counts = { 9: [0, 0, 0, 0] } as const;
    const reporting = (times: number): ((view: MasterView) => MasterView) => {
      const value = { value: times, understood: true, cell: '自查表!C20' };
      return (view) => ({
        ...view,
        rows: view.rows.map((row) => ({ ...row, values: { ...row.values, selfCheck_eduTeacherTimes: value } })),
      });
    };
    const asked = seen({ counts, typed: [[activities, [...held, ...other]]], change: reporting(2) }).questions;
    expect(asked).toMatchObject([{ period: '2018-09', kind: 'training', registered: 3, reported: 2, owner: '人事科' }]);
    expect(asked[0]?.sources.at(-1)).toMatchObject({ words: `2018-09/eduTeacherTimes/${code}`, cell: '自查表!C20' });
    // Who held more than the register knows is right.
    expect(seen({ counts, typed: [[activities, held]], change: reporting(3) }).questions).toEqual([]);
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
