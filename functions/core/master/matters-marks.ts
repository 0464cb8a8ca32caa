import type { Condition, Tone } from '../../../schemas/book.ts';
import type { Area } from '../../../schemas/layout.ts';
import { type Stage, stages } from '../supervision/supervision-view.ts';

// The sign and the word tell it on black-and-white paper; the tint is for the screen.
const marks: Readonly<Record<Stage, { readonly words: string; readonly tone: Tone }>> = {
  red: { words: '▲ 红：超期', tone: 'bad' },
  yellow: { words: '△ 黄：快到期', tone: 'warn' },
  green: { words: '○ 绿：在期限内', tone: 'good' },
  waiting: { words: '□ 还没开始', tone: 'quiet' },
  doneLate: { words: '√ 办结，有超期', tone: 'quiet' },
  done: { words: '√ 办结', tone: 'quiet' },
  nothingToDo: { words: '√ 无须办理', tone: 'quiet' },
  declined: { words: '◇ 不督办', tone: 'quiet' },
  untrue: { words: '◇ 不属实', tone: 'quiet' },
};

/** `▲ 红：超期`. */
export function stageWords(stage: Stage): string {
  return marks[stage].words;
}

/** Tints a column of 灯, written with `stageWords`. */
export function stageConditions(area: Area): Condition[] {
  return stages.map((stage) => ({ area, when: { equals: stageWords(stage) }, tone: marks[stage].tone }));
}
