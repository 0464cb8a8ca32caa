import { isAnnual, type PaperFigures } from '../../core/annual-report/annual-figures.ts';
import { changedAnnual } from '../../core/annual-report/changed-figures.ts';
import { annualProseCheck } from '../../core/annual-report/check-prose.ts';
import { type ChangeSentence, changedFigures } from '../../core/bulletin/changes.ts';
import type { Paragraph } from '../../core/hand-edit/check-prose.ts';
import { proseCheck } from '../../core/hand-edit/check-prose.ts';
import type { Disagreement } from '../../core/hand-edit/disagreement.ts';
import type { KeptDraft } from './files.ts';

/** Which figures changed since a draft, old → new. */
export function changesBetween(before: PaperFigures, now: PaperFigures): readonly ChangeSentence[] {
  if (isAnnual(before) && isAnnual(now)) return changedAnnual(before, now);
  if (!isAnnual(before) && !isAnnual(now)) return changedFigures(before, now);
  throw new RangeError('figures of two kinds of papers');
}

/** How paragraphs that people wrote are held against the figures of the draft that they came from. */
export function proseCheckOf({
  document,
  figures,
}: KeptDraft): (paragraphs: readonly Paragraph[]) => readonly Disagreement[] {
  const { addressee, sentences, phone } = document;
  return isAnnual(figures)
    ? annualProseCheck({ figures, paragraphs: sentences, phone })
    : proseCheck({ figures, paragraphs: [addressee, ...sentences], phone });
}
