import type { BulletinDocument } from '../../core/bulletin/document.ts';
import { isYearly, type Paper, paperMonths, paperTitle } from '../../core/bulletin/paper.ts';
import { bulletinLetter } from '../../letters/bulletin-letter.ts';
import type { Letter } from '../../world.ts';
import type { District } from '../district.ts';
import { besides } from './files.ts';
import { draftLetterKey } from './pair.ts';

/** The letter to the section: the body, and where the files lie. Schools get nothing that no one approved. */
export async function sectionLetter(
  { settings }: District,
  paper: Paper,
  { code, sentences }: BulletinDocument,
  path: string,
): Promise<Letter> {
  const { sectionEmail } = settings;
  const key = draftLetterKey(paper, code);
  const { html, figures } = besides(path);
  const printed = await bulletinLetter({
    ...paperFrame(settings, paper),
    code,
    sentences,
    files: [
      { name: '文档', where: shownPath(path) },
      { name: '网页', where: shownPath(html) },
      { name: '数据', where: shownPath(figures) },
    ],
  });
  return { key, items: [key], to: [sectionEmail], ...printed };
}

/** What every letter to the section about a paper begins with. */
export function paperFrame({ office, officePhone, sectionEmail }: District['settings'], paper: Paper) {
  return {
    recipient: { name: office, role: '安全科' },
    office,
    phone: officePhone,
    replyTo: sectionEmail,
    title: paperTitle(paper),
    months: paperMonths(paper),
    yearly: isYearly(paper),
  } as const;
}

/** A path as people read it in a letter. */
export function shownPath(path: string): string {
  return path.replaceAll('/', '／');
}
