import { describe, expect, it } from 'vitest';
import { explainsNothing } from '../../functions/core/explanations.ts';
import { type Judgement, judge } from '../../functions/core/judge.ts';
import type { Surroundings } from '../../functions/core/rules/surroundings.ts';
import type { Cell } from '../../schemas/grid.ts';
import { caseOf, diceOf, rightMonth } from './made-up-school.ts';

const people = 'selfCheck_eduParentPeople';
const reason = '祖辈也来参加了，按人次统计。';

/** A month in which more parents came than there are, explained or not. */
function judged(
  count: Cell,
  explanation: string,
  around: Partial<Surroundings> = {},
  more: Record<string, Cell> = {},
): Judgement {
  const month = rightMonth(1, diceOf(7));
  const given = caseOf({
    ...month,
    typed: {
      ...month.typed,
      selfCheck_studentCount: 600,
      selfCheck_eduStudentPeople: 30,
      selfCheck_eduParentTimes: 1,
      [people]: count,
      ...more,
    },
    before: {},
    around: { ...month.around, ...around },
  });
  const explanations = explanation === '' ? {} : { selfCheck_eduParentTimes: explanation };
  return judge({ ...given, reading: { ...given.reading, explanations } });
}

const codes = ({ findings }: Judgement): string[] => findings.map(({ code, severity }) => `${code} ${severity}`);

describe('an explanation', () => {
  it('clears a query of its row and is told with it', () => {
    expect(codes(judged(1201, ''))).toEqual(['A2-CAP query']);
    const { findings, setAside, state } = judged(1201, reason);
    expect(findings).toEqual([]);
    expect(state).toBe('submitted');
    expect(setAside).toMatchObject([{ finding: { code: 'A2-CAP' }, why: 'explained', text: reason }]);
  });

  it('is asked again when the value that it explains changes, until other words explain it', () => {
    const explained = judged(1201, reason).setAside;
    expect(codes(judged(1201, reason, { explained }))).toEqual([]);
    expect(codes(judged(1500, reason, { explained }))).toEqual(['A2-CAP query']);
    expect(codes(judged(1500, '开放日来的祖辈更多了。', { explained }))).toEqual([]);
    expect(codes(judged(1201, reason, { explained }))).toEqual([]);
  });

  it('never clears an error', () => {
    const wrong = { selfCheck_eduParentTimes: 0 };
    expect(codes(judged(1201, reason, {}, wrong))).toEqual(['A2-PAIR error']);
  });

  it('of a standing answer holds for the next month too while the answer stays; one of a count does not', () => {
    const liaison = { selfCheck_liaisonName: '己老师' };
    const month = rightMonth(1, diceOf(7));
    const given = caseOf({ ...month, typed: { ...month.typed, ...liaison } });
    const words = '联络人已更换，请更新名册。';
    const first = judge({ ...given, reading: { ...given.reading, explanations: { selfCheck_liaisonName: words } } });
    expect(first.setAside).toHaveLength(1);
    const nextMonth = (name: string) =>
      judged(0, '', { explainedBefore: first.setAside }, { selfCheck_eduParentTimes: 0, selfCheck_liaisonName: name });
    expect(codes(nextMonth('己老师'))).toEqual([]);
    expect(nextMonth('己老师').setAside).toMatchObject([{ text: words }]);
    expect(codes(nextMonth('庚老师'))).toEqual(['X-WHO query']);
    expect(codes(judged(1201, '', { explainedBefore: judged(1201, reason).setAside }))).toEqual(['A2-CAP query']);
  });

  it.each([
    '',
    ' ',
    '。',
    '无',
    '暂无',
    '没有',
    '无说明',
    '正常',
    '一切正常',
    '如实填写',
    '如实填报。',
    '据实填写',
    '属实',
    '情况属实',
    '数据属实，无误',
    '已核实',
    '经核对无误',
    '同上',
    '略',
    '/',
    '是的',
    '好的',
    'OK',
    '1',
    '见上',
    '知道了',
  ])('“%s” explains nothing', (text) => {
    expect(explainsNothing(text)).toBe(true);
    expect(codes(judged(1201, text))).toEqual(['A2-CAP query']);
  });

  it.each([
    '已更换',
    '联络人产假',
    '无校车的学校合并到本校',
    '开学转入 150 人',
    '正常毕业离校 200 人',
    '没有独立的心理室，与镇中心合用',
    '已核实，是两位校长分别签的',
    '新学年分班',
  ])('“%s” explains', (text) => {
    expect(explainsNothing(text)).toBe(false);
  });
});

describe('豁免', () => {
  const waiver = { field: '家长专题教育', code: 'A2-PAIR', reason: '含外校', until: '' };
  const wrong = { selfCheck_eduParentTimes: 0 };
  const title = (): string => {
    const [finding] = judged(1201, '', {}, wrong).findings;
    return finding?.field ?? '';
  };

  it('keeps a rule from being raised at a blank, an error too, until its last day', () => {
    const field = title();
    const waived = (until: string, code = 'A2-PAIR') =>
      judged(1201, '', { waivers: [{ ...waiver, field, code, until }] }, wrong);
    expect(codes(waived(''))).toEqual([]);
    expect(waived('').state).toBe('submitted');
    expect(waived('').setAside).toMatchObject([{ finding: { code: 'A2-PAIR' }, why: 'waived', text: '含外校' }]);
    expect(codes(waived('2018-09-26'))).toEqual([]);
    expect(waived('2018-09-26').recheckOn).toBe('2018-09-27');
    expect(codes(waived('2018-09-25'))).toEqual(['A2-PAIR error']);
    expect(codes(waived('', 'A2-CAP'))).toEqual(['A2-PAIR error']);
  });

  it('knows a blank by the name of the master, of the paper and by its key, and no other', () => {
    const codesWith = (field: string) => codes(judged(1201, '', { waivers: [{ ...waiver, field }] }, wrong));
    expect(codesWith('开展学生家长校园欺凌主题讲座教育·次数')).toEqual([]);
    expect(codesWith('开展学生家长校园欺凌主题讲座教育')).toEqual([]);
    expect(codesWith('eduParentTimes')).toEqual([]);
    expect(codesWith('开展教师校园欺凌专题培训')).toEqual(['A2-PAIR error']);
  });

  it('of a required blank lets a report be in without it', () => {
    const blank = { monthlyReport_leadDept: null };
    expect(judged(1, '', {}, blank).state).toBe('invalid');
    const waivers = [{ field: '欺凌防治牵头部门（处室）：', code: 'A3-REQ', reason: '没有处室', until: '' }];
    expect(judged(1, '', { waivers }, blank).state).toBe('submitted');
  });
});
