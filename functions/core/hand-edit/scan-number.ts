import { parseCount } from '../../../schemas/counts.ts';
import type { NumberMark, Unit } from './marks.ts';

const units: readonly { readonly pattern: RegExp; readonly unit: Unit }[] = [
  { pattern: /(?:余|多|几)?个?所?(?:中小学校?|学校|中学|小学|校)|(?:余|多|几)?(?:所|家)/y, unit: 'school' },
  { pattern: /(?:余|多|几)?(?:件|起|例|宗)/y, unit: 'piece' },
  { pattern: /个百分点/y, unit: 'other' },
  { pattern: /%/y, unit: 'percent' },
  { pattern: /(?:余|多|几)?(?:人次|人|名)/y, unit: 'people' },
  { pattern: /(?:余|多|几)?(?:场次|次|场)/y, unit: 'times' },
  { pattern: /项/y, unit: 'item' },
  { pattern: /(?:余|多|几)?(?:成|倍|个)/y, unit: 'other' },
];

const digits = /\d{1,3}(?:,\d{3})+(?!\d)|\d+(?:\.\d+)?/y;
const chinese = /[零〇一二两三四五六七八九十百千]+/y;
const chinesePercent = /百分之([零〇一二两三四五六七八九十百]+|\d+(?:\.\d+)?)(?:点([零〇一二三四五六七八九]+))?/y;

/** A number with its unit. One in Chinese characters counts only with a unit of figures: 一律 and 四个落实 are words. */
export function numberAt(sentence: string, at: number): NumberMark | undefined {
  const percent = match(chinesePercent, sentence, at);
  if (percent) return percentMark(sentence, at, percent);
  const written = match(digits, sentence, at)?.[0];
  const spelled = written === undefined ? match(chinese, sentence, at)?.[0] : undefined;
  const number = written ?? spelled;
  if (number === undefined) return undefined;
  const after = units.find(({ pattern }) => match(pattern, sentence, at + number.length));
  const unitText = after ? (match(after.pattern, sentence, at + number.length)?.[0] ?? '') : '';
  if (spelled !== undefined && (!after || isPhrase(sentence, at, spelled, unitText))) return undefined;
  const value = numberIn(number);
  if (value === undefined) return undefined;
  const text = `${number}${unitText}`;
  const manner = /^[余多几]/.test(unitText) ? 'about' : mannerOf(sentence, at, at + text.length);
  return { is: 'number', value, unit: after?.unit ?? 'none', manner, text, at, end: at + text.length };
}

function percentMark(sentence: string, at: number, found: RegExpExecArray): NumberMark | undefined {
  const [text, whole = '', decimals = ''] = found;
  const value = numberIn(whole);
  if (value === undefined) return undefined;
  const fraction = [...decimals].map((digit) => '零一二三四五六七八九'.indexOf(digit === '〇' ? '零' : digit)).join('');
  const end = at + text.length;
  const all = Number(fraction === '' ? value : `${value}.${fraction}`);
  return { is: 'number', value: all, unit: 'percent', manner: mannerOf(sentence, at, end), text, at, end };
}

function numberIn(number: string): number | undefined {
  const written = Number(number.replaceAll(',', ''));
  if (!Number.isNaN(written)) return written;
  const read = parseCount(number);
  return read.is === 'value' && typeof read.value === 'number' ? read.value : undefined;
}

/** Words that only look like a number with its unit: 一人一档, 一次, 四个落实, 各项. */
function isPhrase(sentence: string, at: number, spelled: string, unit: string): boolean {
  if (/^(?:成|倍|项|个)$/.test(unit)) return true;
  return spelled === '一' && (/^(?:人|次|名|场)$/.test(unit) || /[同另任某每这那唯]$/.test(sentence.slice(0, at)));
}

function mannerOf(sentence: string, at: number, end: number): NumberMark['manner'] {
  const before = sentence.slice(Math.max(0, at - 8), at);
  if (/(?:大?约|将?近|接近|超过?|不足|不到|多达|逾)$/.test(before)) return 'about';
  if (/^(?:余|多|左右|上下|以上)/.test(sentence.slice(end))) return 'about';
  if (/(?:每[^,;。]{0,4}|(?:至少|不少于|不得少于|不超过|不得超过)[^,;。]{0,4})$/.test(before)) return 'asked';
  return 'exact';
}

function match(pattern: RegExp, sentence: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at;
  return pattern.exec(sentence);
}
