import type { ChecklistFigures, ChecklistGroup, SchoolChecklist } from './bulletin-figures.ts';
import { compareSchools, type Span, type Spans } from './count-total.ts';
import type { Months } from './months.ts';
import { isExpected } from './school-month.ts';
import { type TickLine, tickGroups, ticks } from './tick-groups.ts';

/** The thirteen lines of the checklist by heading, as each school's last accepted version of the pair has them. */
export function checklistFigures(months: Months, codes: readonly string[], spans: Spans): ChecklistFigures {
  const lists = codes.flatMap((code) => {
    const list = months.checklist(code, spans.now);
    return list.is === 'reported' ? [{ code, list }] : [];
  });
  const { from, through } = spans.now;
  const expected = codes.filter((code) => [from, through].some((period) => isExpected(months.of(code, period))));
  return {
    schools: lists.length,
    expected: expected.length,
    groups: tickGroups.map((title): ChecklistGroup => {
      const lines = ticks.filter(({ group }) => group === title);
      const codesWith = (line: TickLine, is: readonly string[]): string[] =>
        lists.filter(({ list }) => is.includes(list.ticks[line.key]?.is ?? 'blank')).map(({ code }) => code);
      const whole = (code: string, span: Span): number | undefined => wholeIn(months.checklist(code, span), lines);
      return {
        title,
        whole: lists.filter(({ list }) => wholeIn(list, lines) === 1).length,
        lacking: lists.filter(({ list }) => lines.some(({ key }) => list.ticks[key]?.is === 'no')).map((it) => it.code),
        items: lines.map((line) => ({
          key: line.key,
          source: line.source,
          title: line.title,
          yes: codesWith(line, ['yes']).length,
          no: codesWith(line, ['no']),
          unclear: codesWith(line, ['blank', 'unclear']),
        })),
        change: compareSchools(months, codes, spans.now, spans.before, whole),
        changeLastYear: compareSchools(months, codes, spans.now, spans.lastYear, whole),
      };
    }),
  };
}

/** 1 where every line is 有, else 0; undefined where nothing was accepted. */
function wholeIn(list: SchoolChecklist, lines: readonly TickLine[]): number | undefined {
  if (list.is === 'none') return undefined;
  return lines.every(({ key }) => list.ticks[key]?.is === 'yes') ? 1 : 0;
}
