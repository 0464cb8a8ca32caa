import type { Mark } from './marks.ts';

const schoolEnding = /小学|中学|中心校|幼儿园|职专|职校|高中|初中|教学点|学校/g;

/** Words before an ending that make it a sort of school, not the name of one: 各学校, 未报小学, 中小学. */
const general =
  /(?:^|各|所有|全部|应报|已报|未报|补报|上报|报送|逾期|延期|的|该|本|有关|相关|个|所|家|些|少数|部分|多数|个别|其他|其余|每|两|几|多|中|民办|公办|职业|农村|镇街|区直|村|中心|完|县|区|市|等|向|请|在|对|给|由|和|与|及|是|为|有|无|到|各类|类|[\d零一二两三四五六七八九十百])$/;

/** Names that look like a school's among what is not marked already, and belong to none. */
export function strangersIn(sentence: string, marks: readonly Mark[], names: Iterable<string>): readonly Mark[] {
  const known = [...names];
  const strangers: Mark[] = [];
  for (const found of sentence.matchAll(schoolEnding)) {
    const end = found.index + found[0].length;
    if (marks.some((mark) => mark.is === 'school' && mark.at < end && end <= mark.end)) continue;
    const stem = stemBefore(sentence, found.index, marks);
    if (general.test(stem) || !looksNamed(sentence, stem, found[0], end, known)) continue;
    strangers.push({ is: 'stranger', text: `${stem}${found[0]}`, at: found.index - stem.length, end });
  }
  return strangers;
}

/** The characters that could be the name before an ending: back to a mark, a sign, or a word that no name begins with. */
function stemBefore(sentence: string, at: number, marks: readonly Mark[]): string {
  const from = Math.max(0, ...marks.filter(({ end }) => end <= at).map(({ end }) => end));
  const [run = ''] = /[\p{Script=Han}A-Za-z\d]{0,12}$/u.exec(sentence.slice(from, at)) ?? [];
  return run.replace(/^.*(?:其中|以及|还有|另有|分别是|包括|[是为有的和与及由对向请在])/, '');
}

/** 学校 ends many words: it is a name only in a list of names, or where some school is called almost so. */
function looksNamed(sentence: string, stem: string, ending: string, end: number, known: readonly string[]): boolean {
  if (ending !== '学校') return true;
  const name = `${stem}${ending}`;
  if (known.some((other) => isNear(name, other))) return true;
  const before = sentence.slice(0, end - name.length);
  return stem.length <= 6 && /[、:]$/.test(before) && /^(?:[、,;。)]|等|$)/.test(sentence.slice(end));
}

/** One character of a name wrong, missing or too many. */
function isNear(a: string, b: string): boolean {
  if (Math.abs(a.length - b.length) > 1) return false;
  let start = 0;
  while (start < a.length && a[start] === b[start]) start += 1;
  let tail = 0;
  while (tail < Math.min(a.length, b.length) - start && a.at(-1 - tail) === b.at(-1 - tail)) tail += 1;
  return Math.max(a.length, b.length) - start - tail <= 1;
}
