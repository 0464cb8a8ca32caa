import * as fc from 'fast-check';
import type { BulletinFigures } from '../../functions/core/bulletin/bulletin-figures.ts';
import { type BulletinDocument, draftBulletin } from '../../functions/core/bulletin/document.ts';
import { bulletinFigures } from '../../functions/core/figures.ts';
import { type Papers, type Story, story, viewOfPapers } from './bulletin-papers.ts';

const pair = { from: '2018-09', through: '2018-10' };

export function figuresOf(
  papers: Papers,
  ended: boolean,
  issued: readonly BulletinFigures[] = [],
  of = pair,
): BulletinFigures {
  const order = papers.schools.map(({ code }) => code);
  return bulletinFigures({ view: viewOfPapers(papers), order, now: nowOf(ended), issued }, of);
}

function nowOf(ended: boolean): string {
  return ended ? '2018-10-30T09:00:00+08:00' : '2018-10-20T09:00:00+08:00';
}

/** The figures of 9—10 with the bulletins issued before them, each from the papers of its day. */
export function withIssued({ first, second, now, issued, ended }: Story): BulletinFigures {
  const all: BulletinFigures[] = [];
  if (issued.includes('2018-05')) all.push(figuresOf(first, true, [], { from: '2018-05', through: '2018-06' }));
  if (issued.includes('2018-07')) all.push(figuresOf(second, true, all, { from: '2018-07', through: '2018-08' }));
  return figuresOf(now, ended, all);
}

export function draftOf(figures: BulletinFigures, ended: boolean): BulletinDocument {
  return draftBulletin(figures, {
    date: nowOf(ended).slice(0, 10),
    now: nowOf(ended),
    office: '示例区教育局安全科',
    officePhone: '0539-5550000',
    numberPrefix: '',
    next: {
      period: '2018-11',
      window: { from: '2018-10-26', through: '2018-11-25', due: '2018-11-26T00:00:00+08:00' },
    },
  });
}

export function forEachDistrict(check: (story: Story) => void): void {
  void fc.assert(fc.property(story, check), { seed: 20180930, numRuns: 50 });
}
