import { describe, expect, it } from 'vitest';
import { judge } from '../../functions/core/judge.ts';
import { locatorOf, readForms } from '../../functions/core/locate/locate.ts';
import { redactReading } from '../../functions/core/pii/redact-reading.ts';
import type { Answers } from '../../functions/core/understand.ts';
import { understand } from '../../functions/core/understand.ts';
import { monthlyForms } from '../../schemas/forms.ts';
import type { Cell } from '../../schemas/grid.ts';
import { foldLabel } from '../../schemas/text.ts';
import { chanceOf } from '../support/chance.ts';
import { rightReport } from '../support/fill-report.ts';
import { filledReport, put, type Report, workbookOf } from '../support/shaken-report.ts';
import { alone } from '../support/surroundings.ts';
import { type Blank, blanks, type Try } from './blanks-of-the-annexes.ts';
import { caseOf, diceOf, rightMonth } from './made-up-school.ts';

const locator = locatorOf(monthlyForms);
const given: Readonly<Record<string, Cell>> = {
  selfCheck_schoolId: '第1示例学校（371311001）',
  monthlyReport_schoolId: '第1示例学校（371311001）',
  monthlyReport_periodMonth: 9,
};

/** A right and signed report of September as its file would be read, with these changes typed into it. */
function filled(typed: Try['typed']): Report {
  const report = filledReport({ ...chanceOf(1), one: () => false });
  const values: Record<string, Cell> = { ...given, ...(rightReport as Record<string, Cell>), ...typed };
  for (const [key, place] of report.names) {
    const board = report.boards.find(({ name }) => name === place.sheet);
    if (board) put(board, place.row, place.column, { value: values[key] ?? null, printed: false, of: key });
  }
  return report;
}

/** Labels as they are compared: without width, spaces and punctuation. */
function tilesOf(report: Report, label: string) {
  return report.boards
    .filter(({ name }) => name !== '填报说明' && name !== '年度总结')
    .flatMap(({ rows }) => rows.flat())
    .filter((tile) => tile?.printed && foldLabel(String(tile.value ?? '')) === foldLabel(label));
}

function judged(typed: Try['typed'], central = false) {
  const reading = redactReading(monthlyForms, readForms(workbookOf(filled(typed)), locator));
  const month = rightMonth(1, diceOf(1));
  const school = { ...month.school, type: central ? '中心小学' : '公办', villages: central ? 3 : 0 };
  const { previous: _, ...around } = caseOf({ ...month, school, around: alone });
  const { findings, state } = judge({ ...around, given, reading, previous: undefined });
  const said = findings.map(({ code, severity, form, field }) => `${code} ${severity} ${form}_${field}`);
  return { said, state, answers: understand(monthlyForms, reading) };
}

function meaning(answers: Answers, key: string): string | number | null {
  const answer = answers[key];
  return answer?.is === 'value' ? answer.value : null;
}

describe('each blank of the annexes', () => {
  it('is right in a right report', () => {
    expect(judged({})).toMatchObject({ said: [], state: 'submitted' });
  });

  it.each(blanks.map((blank) => [blank.source, blank.label, blank] as const))('%s %s', (_source, label, blank) => {
    expectToHangOnItsLabel(blank);
    for (const { typed, says, means = {}, central = false, state } of blank.tries) {
      const as = `${label}: ${JSON.stringify(typed)}`;
      const told = judged(typed, central);
      expect(told.said.toSorted(), as).toEqual(says.toSorted());
      expect(told.state, as).toBe(state ?? (says.some((it) => it.includes(' error ')) ? 'invalid' : 'submitted'));
      for (const [key, value] of Object.entries(means)) expect(meaning(told.answers, key), as).toBe(value);
    }
  });

  it('S98 在相应栏目内打“√”或填入数字', () => {
    const [tick, count] = ['selfCheck_ruleProcess', 'selfCheck_teacherCount'];
    for (const typed of ['有（√）无（  ）', '有(✓)无( )', '有【✔】无【】', '☑有 ☐无', '对', '是', '有', 1, 'Y'])
      expect(meaning(judged({ [tick]: typed }).answers, tick), `${typed}`).toBe('有');
    for (const typed of ['有（  ）无（√）', '□有 ☑无', '无', 0])
      expect(meaning(judged({ [tick]: typed }).answers, tick), `${typed}`).toBe('无');
    for (const typed of [80, '80', '８０', '八十', '80人'])
      expect(meaning(judged({ [count]: typed }).answers, count), `${typed}`).toBe(80);
  });

  it('S101 此表请于每月25日前与附件3“月报表”一同交区教体局安全科', () => {
    const without = (form: string): Try['typed'] =>
      Object.fromEntries(
        Object.keys(rightReport)
          .filter((key) => key.startsWith(form))
          .map((key) => [key, null]),
      );
    expect(judged({}).state).toBe('submitted');
    for (const form of ['selfCheck', 'monthlyReport']) expect(judged(without(form)).state, form).not.toBe('submitted');
  });

  it('S102 其中', () => {
    const parts = { monthlyReport_incidentsReported: 3, monthlyReport_incidentsCriminal: 3 };
    const { said, state } = judged({ monthlyReport_incidents: 3, monthlyReport_handledCount: 3, ...parts });
    expect(said).toEqual(['A3-CRIM note monthlyReport_incidentsCriminal']);
    expect(state).toBe('submitted');
  });
});

/** Printed on the form, and what the blank is read by: without it nobody guesses, though its name still points there. */
function expectToHangOnItsLabel({ label, keys: [key = ''] }: Blank): void {
  const report = filled({});
  const printed = tilesOf(report, label);
  expect(printed.length, label).toBeGreaterThan(0);
  const before = readForms(workbookOf(report), locator);
  expect(before.found[key]?.raw).toBe({ ...given, ...rightReport }[key] ?? null);
  for (const tile of printed) if (tile) tile.value = '（此处已改）';
  const after = readForms(workbookOf(report), locator);
  expect(after.drifts.map(({ form, field }) => `${form}_${field}`)).toContain(key);
}
