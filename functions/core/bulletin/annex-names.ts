import type { BulletinFigures, MonthFigures } from './bulletin-figures.ts';
import type { AnnexText } from './table.ts';
import { monthTitle } from './words.ts';

/** Who is missing, has more time, or was late: all of them by name, in the order of 学校名册. */
export function nameLists({ totals, schools }: BulletinFigures): AnnexText[] {
  const names = new Map(schools.map(({ code, name }) => [code, name]));
  const list = (title: string, of: (month: MonthFigures) => readonly string[]): AnnexText[] =>
    totals.months
      .filter((month) => of(month).length > 0)
      .map((month) => ({
        is: 'text',
        text: `${monthTitle(month.period)}${title}${of(month).length}校：${of(month)
          .map((code) => names.get(code) ?? code)
          .join('、')}。`,
      }));
  const lists = [
    ...list('逾期未报', ({ missing }) => missing),
    ...list('获准延期', ({ extended }) => extended),
    ...list('逾期补报', ({ late }) => late),
  ];
  const none: AnnexText = { is: 'text', text: '没有逾期未报、获准延期和逾期补报的学校。' };
  return [{ is: 'heading', text: '五、报送名单' }, ...(lists.length === 0 ? [none] : lists)];
}
