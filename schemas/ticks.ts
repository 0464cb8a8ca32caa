import type { Answer } from './answer.ts';
import type { Cell } from './grid.ts';

const yes: Answer = { is: 'value', value: '有' };
const no: Answer = { is: 'value', value: '无' };
const empty: Answer = { is: 'empty' };
const both: Answer = { is: 'unreadable', why: 'bothTicked' };
const stray: Answer = { is: 'unreadable', why: 'strayTick' };

const mark = '(?:√|✓|✔|☑|✅|对|是|有|1|y|yes|v|●|■)';
const cross = '(?:×|✗|✘|x|否|无|0|n|no|○|□|☐|_|-)';
const markOnly = new RegExp(`^${mark}+$`);
const crossOnly = new RegExp(`^${cross}*$`);

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
  if (brackets) return judgeBrackets(brackets[1] ?? '', brackets[2] ?? '');
  if (/^没有$/.test(text)) return no;
  if (markOnly.test(text)) return yes;
  if (/^有\(?(?:√|✓|✔|☑|✅)\)?$/.test(text)) return yes;
  if (/^无\(?(?:√|✓|✔|☑|✅)\)?$/.test(text)) return no;
  // √有 无 and 有 √无: the mark stands before the word it ticks.
  if (/^(?:√|✓|✔|☑|✅)有(?:□|☐|○)?无$/.test(text)) return yes;
  if (/^(?:□|☐|○)?有(?:√|✓|✔|☑|✅)无\(\)$/.test(text)) return yes;
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
