import { foldWidth } from './fold-width.ts';
import { isIdNumber, looksLikeId } from './id-number.ts';
import type { Span } from './span.ts';

type Kind = Span['kind'];

/** One way in which a number is written: what it looks like, and the kind it is, if it is one after all. */
interface Shape {
  readonly pattern: RegExp;
  readonly kindOf: (hit: string, before: string) => Kind | undefined;
}

const compact = (hit: string): string => hit.replace(/[^\dXx]/g, '');

/** Groups in which people write eleven digits; eleven groups of one are digits spread out. */
const mobileGroups = /^(?:11|3,4,4|4,3,4|4,4,3|3,8|7,4|3,3,5|3,5,3|6,5|5,6|(?:1,){10}1)$/;

/** What the public may call is no child's: hotlines and offices, within the same clause. */
const publicLine =
  /(?:举报|监督|热线|咨询|值班|办公|服务|报警|援助|求助|投诉|公布|公开|公示|校长室|办公室|政教处|心理)[^，。；,;\n]{0,10}$/;

/** Things have long numbers too. */
const notMoney = /(?:编号|编码|序列号|流水号|订单号|货号|条码|代码|备案号|许可证号?|批准文号)(?:是|为)?[: ]{0,2}$/;

const shapes: readonly Shape[] = [
  // 学籍号 is an ID number behind a letter.
  {
    pattern: /(?<!\d)[GLgl]?[1-9](?:[ -]?\d){16}[ -]?[\dXx](?!\d)/g,
    kindOf: (hit) => {
      const digits = compact(hit);
      if (isIdNumber(digits)) return 'id';
      return looksLikeId(digits) && !/[ -]/.test(hit) ? 'id' : undefined;
    },
  },
  { pattern: /(?<![\dA-Za-z_.-])\d{15}(?!\d)/g, kindOf: (hit) => (looksLikeId(hit) ? 'id' : undefined) },
  {
    pattern: /(?<!\d)(?:\+? ?(?:00)?86[ -]?)?1[ .-]?[3-9](?:[ .-]?\d){9}(?!\d)/g,
    kindOf: (hit) => {
      const number = hit.replace(/^\+? ?(?:00)?86[ -]?(?=1)/, '');
      const groups = number.split(/[ .-]/).map(({ length }) => length);
      return mobileGroups.test(groups.join()) ? 'phone' : undefined;
    },
  },
  {
    pattern: /(?<!\d)(?:\(0\d{2,3}\)|0\d{2,3}) ?-? ?[2-9]\d{6,7}(?:(?:-|转)\d{1,5})?(?!\d)/g,
    kindOf: (_, before) => (publicLine.test(before) ? undefined : 'phone'),
  },
  {
    pattern: /(?<=(?:[Qq]{2}|扣扣|企鹅)(?:群?号码?|群)?(?:是|为|叫)?[: ]{0,3})[1-9]\d{4,11}(?!\d)/g,
    kindOf: () => 'account',
  },
  {
    pattern: /(?<=(?:电话|手机|座机|联系方式|号码|[Tt][Ee][Ll])(?:号码?)?(?:是|为)?[: ]{0,3})[2-9]\d{6,7}(?!\d)/g,
    kindOf: (_, before) => (publicLine.test(before) ? undefined : 'phone'),
  },
  { pattern: /(?<!\d)\d{4}([ -])\d{4}\1\d{4}\1\d{4}(?:\1\d{1,4})?(?!\d)/g, kindOf: () => 'account' },
  // Programs name files and pictures after the time: 20180920083000.
  {
    pattern: /(?<![\dA-Za-z_./=&-])\d{15,30}(?![\dA-Za-z_])/g,
    kindOf: (hit, before) =>
      notMoney.test(before) || (/^20\d\d(?:0\d|1[0-2])[0-3]\d[0-2]\d/.test(hit) && hit.length <= 17)
        ? undefined
        : 'account',
  },
  { pattern: /(?<=(?:银行卡号?|卡号|[账帐]号)(?:是|为)?[: ]{0,3})\d{8,30}(?!\d)/g, kindOf: () => 'account' },
  { pattern: /(?<!\d)[1-9]\d{4,11}@[Qq]{2}\.com/g, kindOf: () => 'account' },
  {
    pattern:
      /(?<=(?:微信|[VvWw]\/?[Xx]|[Ww]ei[Xx]in|[Ww]e[Cc]hat)(?:号码?|ID)?(?:是|为|叫)?[: ]{0,3})[A-Za-z][\w-]{5,19}/g,
    kindOf: () => 'account',
  },
  {
    pattern:
      /[京津冀晋蒙辽吉黑沪苏浙皖闽赣鲁豫鄂湘粤桂琼渝川贵云藏陕甘青宁新][A-HJ-NP-Z][·• ]?[A-HJ-NP-Z\d]{5,6}(?![A-Za-z\d])/g,
    kindOf: (hit) => (/\d.*\d.*\d/.test(hit) ? 'plate' : undefined),
  },
];

/** ID numbers, telephones, accounts and licence plates; where two shapes fit, the one named first. */
export function findNumbers(text: string): readonly Span[] {
  if (!/[\d０-９]/.test(text) && !/[WwVv微][ei]?[Xx信]|[Ww]e[Cc]hat/.test(text)) return [];
  const folded = foldWidth(text);
  return shapes.flatMap(({ pattern, kindOf }) =>
    [...folded.matchAll(pattern)].flatMap(({ index, 0: hit }) => {
      const kind = kindOf(hit, folded.slice(Math.max(0, index - 16), index));
      return kind ? [{ start: index, end: index + hit.length, kind }] : [];
    }),
  );
}
