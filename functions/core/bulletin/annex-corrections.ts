import { periodTitle } from '../../../schemas/periods.ts';
import type { BulletinFigures, Correction, SchoolCorrection } from './bulletin-figures.ts';
import { correctedTitle, correctedValue } from './correction-words.ts';
import { pairTitle } from './pair.ts';
import type { AnnexText, BulletinTable } from './table.ts';

/** What bulletins issued before said otherwise, school by school; only figures that are for the reader. */
export function correctionBlocks(
  { corrections }: BulletinFigures,
  isShown: (correction: SchoolCorrection) => boolean,
): (BulletinTable | AnnexText)[] {
  return corrections.flatMap((correction) => {
    const shown = correction.schools.filter(isShown);
    const rest = correction.schools.length - shown.length;
    return [
      ...(shown.length === 0 ? [] : [correctionTable(correction, shown)]),
      ...(rest === 0 ? [] : [{ is: 'note', text: `${pairTitle(correction)}的其他栏目另有${rest}处更正。` } as const]),
    ];
  });
}

function correctionTable(correction: Correction, shown: readonly SchoolCorrection[]): BulletinTable {
  return {
    is: 'table',
    caption: `对${pairTitle(correction)}通报的补充和更正`,
    widths: [40, 22, 30, 18, 18],
    head: [[{ text: '学校' }, { text: '月份' }, { text: '项目' }, { text: '原通报' }, { text: '现在' }]],
    rows: shown.map(({ name, period, key, was, now }) => ({
      sort: 'item',
      cells: [
        { text: name },
        { text: periodTitle(period) },
        { text: correctedTitle(key) },
        { text: correctedValue(was) },
        { text: correctedValue(now) },
      ],
    })),
    cards: false,
  };
}
