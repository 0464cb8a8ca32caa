import { checklistBlocks } from './annex-checklist.ts';
import { correctionBlocks } from './annex-corrections.ts';
import { countsBlocks } from './annex-counts.ts';
import { educationBlocks } from './annex-education.ts';
import { nameLists } from './annex-names.ts';
import { reportingTable } from './annex-reporting.ts';
import type { BulletinFigures } from './bulletin-figures.ts';
import { isForSchools } from './correction-words.ts';
import type { Annex } from './table.ts';

/** 附件1: the district in tables, each figure with what it covers, and the lists of names. */
export function districtAnnex(figures: BulletinFigures): Annex {
  return {
    label: '附件1',
    title: '全区统计表',
    blocks: [
      reportingTable(figures),
      ...countsBlocks(figures),
      ...checklistBlocks(figures),
      ...educationBlocks(figures),
      ...nameLists(figures),
      ...correctionBlocks(figures, isForSchools),
    ],
  };
}
