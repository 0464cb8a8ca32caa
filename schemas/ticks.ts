import type { Answer } from './answer.ts';
import type { Cell } from './grid.ts';

const yes: Answer = { is: 'value', value: '有' };
const no: Answer = { is: 'value', value: '无' };
const empty: Answer = { is: 'empty' };
const both: Answer = { is: 'unreadable', why: 'bothTicked' };
const stray: Answer = { is: 'unreadable', why: 'strayTick' };

const sign = '(?:√|✓|✔|☑|✅|∨|🗸|●|■)';
const box = '(?:□|☐|○|◯)';
const mark = `(?:${sign}|对|是|有|1|yes|y|v)`;
const cross = `(?:${box}|×|✗|✘|x|否|无|0|no|n|_|-)`;
/** √有 □无: each sign stands before the word it ticks. */
const signsBefore = new RegExp(`^(${sign}|${box})有(${sign}|${box})?无$`, 'u');
const oneWord = {
  yes: new RegExp(`^(?:有\\(?${sign}\\)?|${sign}有)$`, 'u'),
  no: new RegExp(`^(?:无\\(?${sign}\\)?|${sign}无)$`, 'u'),
};
const isSign = new RegExp(`^${sign}$`, 'u');
const markOnly = new RegExp(`^${mark}+$`, 'u');
const crossOnly = new RegExp(`^${cross}*$`, 'u');

/** The text of an untouched 有（  ）无（  ） cell, exactly as on the paper. */
export const blankTick = '有（  ）无（  ）';
/** What the drop-down offers. */
export const tickChoices = ['有（√）无（  ）', '有（  ）无（√）'] as const;

/** Exactly one of 有 and 无: √ between the brackets, or 有, 无, ✓, 是, 否 alone. Both, or other words, are not understood. */
export function parseTick(cell: Exclude<Cell, null>): Answer {
  if (typeof cell === 'boolean') return cell ? yes : no;
  const text = String(cell)
    .normalize('NFKC')
    .toLowerCase()
    .replace(/\s|\p{Cf}|\p{Mn}|[。.,、]/gu, '')
    .replace(/[[【{〔]/g, '(')
    .replace(/[\]】}〕]/g, ')');
  if (text === '') return empty;
  const brackets = /^有\(?([^()]*)\)?无\(?([^()]*)\)?$/.exec(text);
  if (brackets && text.includes('(')) return judgeBrackets(brackets[1] ?? '', brackets[2] ?? '');
  if (brackets) return judgeGaps(String(cell), brackets[1] ?? '', brackets[2] ?? '');
  if (/^没有$/.test(text)) return no;
  if (markOnly.test(text)) return yes;
  const before = signsBefore.exec(text);
  if (before) return judgeSigns(before[1] ?? '', before[2] ?? '');
  if (oneWord.yes.test(text)) return yes;
  if (oneWord.no.test(text)) return no;
  if (/^(?:×|✗|✘|否|无|0|n|no)$/.test(text)) return no;
  return stray;
}

function judgeBrackets(inYes: string, inNo: string): Answer {
  const yesTicked = markOnly.test(inYes);
  // 无（无） is ticked by its own word, as 有（有） is.
  const noTicked = markOnly.test(inNo) || inNo === '无';
  if ((!yesTicked && !crossOnly.test(inYes)) || (!noTicked && !crossOnly.test(inNo))) return stray;
  if (yesTicked && noTicked) return both;
  if (yesTicked) return yes;
  if (noTicked) return no;
  return inYes === '' && inNo === '' ? empty : stray;
}

/** Without brackets a mark between the two words belongs to the one it stands close to: 有√ 无 or 有 √无; 有√无 is not sure. */
function judgeGaps(cell: string, between: string, after: string): Answer {
  if (between === '' || after !== '') return judgeBrackets(between, after);
  const [before = '', behind = ''] = cell.trim().replace(/^有/, '').replace(/无$/, '').split(/\S+/);
  if (!markOnly.test(between) || (before === '') === (behind === '')) return stray;
  return before === '' ? yes : no;
}

function judgeSigns(beforeYes: string, beforeNo: string): Answer {
  const [yesTicked, noTicked] = [isSign.test(beforeYes), isSign.test(beforeNo)];
  if (yesTicked && noTicked) return both;
  if (yesTicked) return yes;
  return noTicked ? no : empty;
}
