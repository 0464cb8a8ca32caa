import { changeCell, hasLastYear, pairCell, spanHeads, spanWidths, sumCell } from './annex-spans.ts';
import { type BulletinFigures, educationKeys } from './bulletin-figures.ts';
import type { AnnexText, BulletinTable } from './table.ts';
import { educationTitles } from './words.ts';

/** Sessions and head-times (S72–S74, S88), against the pair before and last year. */
export function educationBlocks(figures: BulletinFigures): (BulletinTable | AnnexText)[] {
  const { totals } = figures;
  const table: BulletinTable = {
    is: 'table',
    caption: '四、教育活动情况',
    widths: spanWidths(figures, 28),
    head: [[{ text: '项目' }, ...spanHeads(figures)]],
    rows: educationKeys.map((key) => {
      const { months, before, lastYear, change, changeLastYear, sum } = totals.education[key];
      const unit = key.endsWith('Times') ? '次' : '人次';
      return {
        sort: 'item',
        cells: [
          { text: educationTitles[key] },
          ...months.map(sumCell),
          pairCell({ sum, months }),
          pairCell(before),
          changeCell(change, unit),
          ...(hasLastYear(totals) ? [pairCell(lastYear), changeCell(changeLastYear, unit)] : []),
        ],
      };
    }),
    cards: false,
  };
  return [table, { is: 'note', text: '注：都是本月的次数和人次（一人参加两次算2人次）；没有活动的可以不填。' }];
}
