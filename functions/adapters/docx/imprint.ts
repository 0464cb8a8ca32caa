import { Paragraph, Tab, TabStopType, TextRun } from 'docx';
import type { BulletinDocument } from '../../core/bulletin/document.ts';
import { run, shape, sizes } from './paragraphs.ts';

/** 版心 less a character at each end, in twentieths of a point. */
const rightEnd = 8844 - 2 * 280;

/** 版记 at the end of the last page: who printed it and when, between a thick and a thick line, in 4号仿宋. */
export function imprint({ office, date }: BulletinDocument): Paragraph[] {
  const line = { style: 'single', size: 8, color: '000000', space: 2 } as const;
  return [
    new Paragraph({
      ...shape({ align: 'left', line: 24, before: 18, left: 1, right: 1, size: sizes.page }),
      tabStops: [{ type: TabStopType.RIGHT, position: rightEnd }],
      border: { top: line, bottom: line },
      keepLines: true,
      children: [
        run(office, { size: sizes.page }),
        new TextRun({ children: [new Tab()] }),
        run(`${date}印发`, { size: sizes.page }),
      ],
    }),
  ];
}
