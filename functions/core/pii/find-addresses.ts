import { foldWidth } from './fold-width.ts';
import type { Span } from './span.ts';

const count = '(?:[0-9]{1,5}|[一二三四五六七八九十百零〇]{1,5})';
const inside = `(?:${count}(?:栋|幢|号楼|座|楼))?(?:${count}单元)?(?:${count}层)?(?:${count}(?:室|户|号))?`;

/** From the word that makes it an address to its last number; the place's own name stands before. */
const tails: readonly RegExp[] = [
  new RegExp(`(?:路|街|大道|巷|胡同|弄)(?:[东西南北中]段)?${count}号(?:院|楼|大院)?${inside}`, 'g'),
  new RegExp(
    `(?:小区|花园|家园|新村|社区|[苑府湾邸]|庄园|家属院|大院|名城|华庭|公馆)[A-Z东西南北]?(?:区)?${count}(?:栋|幢|号楼|座|楼|号)${inside}`,
    'g',
  ),
  new RegExp(`[村屯庄寨沟](?:[东西南北]头)?(?:第)?${count}(?:村民小组|组|队|社|号)${inside}`, 'g'),
  new RegExp(`${count}(?:栋|幢|号楼|座)(?:${count}单元)(?:${count}(?:室|户|号)?)?`, 'g'),
  new RegExp(`${count}单元${count}(?:室|户|号)`, 'g'),
];

/** Where somebody lives, said in so many words: the place counts without a house number. */
const lives =
  /(?<=(?:家住|现住|现居|居住在|居住于|居住地|家庭住址|家庭地址|家在|老家|住址|住在|户籍地?|籍贯)(?:址|是|为|在)?[: ]{0,2})(?![址是为在地: ])[\p{Script=Han}0-9-]{2,24}?(?:村|镇|乡|屯|庄|小区|社区|街道|花园|家园|新村|[苑府])(?![\p{Script=Han}0-9]{0,6}(?:村|镇|乡|屯|庄|小区|社区|街道|花园|家园|新村|[苑府]))/gu;

/** Words after which a place's name begins. */
const beforePlace =
  /(?:其家|家中|老家|家住|现住|现居|居住|户籍|籍贯|地址|住址|位于|来到|前往|回到|送到|送至|送回|途经|路过|经过|[住在到于从至是为的去往回将被把了与及由])$/;

/** Where an office stands is no child's address. */
const publicPlace =
  /(?:学校|我校|本校|校区|法院|检察院|派出所|公安局|教体局|教育局|司法所|基地|中心|医院|公司|书店)(?:的)?(?:地址|位于|地处|在|设在)?(?:是|为)?[:：]?\s*$/;

/** Addresses down to a house, a group of a village, or any place where somebody is said to live. */
export function findAddresses(text: string): readonly Span[] {
  if (!/[路街道巷弄区园村苑府湾邸院城庭馆屯庄寨沟镇乡元室同]/.test(text)) return [];
  const folded = foldWidth(text);
  const spans: Span[] = [];
  for (const pattern of tails)
    for (const { index, 0: hit } of folded.matchAll(pattern)) {
      const start = startOfPlace(folded, index);
      const hasName = start < index || /^[\d一二三四五六七八九十]/.test(hit);
      if (hasName && !publicPlace.test(folded.slice(Math.max(0, start - 10), start)))
        spans.push({ start, end: index + hit.length, kind: 'address' });
    }
  for (const { index, 0: hit } of folded.matchAll(lives))
    spans.push({ start: index, end: index + hit.length, kind: 'address' });
  return spans;
}

/** Back over the names of province, city, town and road to where they begin. */
function startOfPlace(text: string, tail: number): number {
  let start = tail;
  while (start > 0 && tail - start < 26 && /[\p{Script=Han}0-9A-Za-z]/u.test(text[start - 1] ?? '')) {
    const before = text.slice(Math.max(0, start - 4), start);
    // 和 joins, but 和平路 is a road.
    if (beforePlace.test(before) || (before.endsWith('和') && !/[平谐睦顺庆]/.test(text[start] ?? ''))) break;
    start -= 1;
  }
  return start;
}
