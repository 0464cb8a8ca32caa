import type { BulletinFigures } from './bulletin-figures.ts';
import { changeSentence } from './change-sentence.ts';
import { checklistParagraph, educationParagraph } from './checklist-sentences.ts';
import { correctionParagraphs } from './correction-sentences.ts';
import { pairTitle } from './pair.ts';
import {
  askingSentence,
  backlogSentence,
  missingSentence,
  reportedSentence,
  type SentenceContext,
  zeroSentence,
} from './sentences.ts';
import { plain, Teller, type Told } from './told.ts';
import { dateTitle } from './words.ts';

/** The body, paragraph by paragraph: who reported, what happened, what is in place, what was wrong before, what is asked. */
export function bodyParagraphs(figures: BulletinFigures, context: SentenceContext): readonly Told[] {
  const teller = new Teller(figures);
  const corrections = correctionParagraphs(teller);
  const parts: readonly (readonly [string, readonly Told[]])[] = [
    ['报送情况', [reportedSentence(teller), zeroSentence(teller), missingSentence(teller, context.date)]],
    ['事件情况', [changeSentence(teller), backlogSentence(teller)]],
    ['“四个落实”和教育活动情况', [checklistParagraph(teller), educationParagraph(teller)]],
    ...(corrections.length === 0 ? [] : [['对以前通报的补充和更正', corrections] as const]),
    ['工作要求', [askingSentence(figures, context)]],
  ];
  return [
    opening(figures, context.date),
    ...parts.flatMap(([title, told], index) => [plain(`${'一二三四五'[index]}、${title}`), ...told]),
  ];
}

function opening(figures: BulletinFigures, date: string): Told {
  return plain(
    `现将${pairTitle(figures)}各学校学生欺凌事件发生情况通报如下。各数只计截至${dateTitle(date)}已报送（填写无误、签字齐全）的报表，没有报送、没有填写的不作0计。`,
  );
}
