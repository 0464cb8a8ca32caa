import { foldAnswer } from './text.ts';

/** Mobile (11 digits), area code and number, a service number of 400 or 800, or a local number of 7 or 8 digits. */
const telephone =
  /^(?:(?:\+?86-?)?1[3-9]\d{9}|(?:\(0\d{2,3}\)|0\d{2,3})-?\d{7,8}(?:[-转]\d{1,6})?|[48]00-?\d{3}-?\d{4}|[2-9]\d{6,7}(?:转\d{1,6})?)$/;

const called = /^(?:办公电话|办公室|联系电话|电话|座机|固话|办公|手机|移动|tel)\s*:?\s*/i;

/** The telephone numbers in a text, digits and dashes; undefined where any part of it is none. */
export function parsePhones(text: string): readonly string[] | undefined {
  const plain = foldAnswer(text).replace(/[‐‑‒–—―−~]/g, '-');
  const parts = plain.split(/\s*[、,;/|和或及]\s*/).map((part) => phonesOf(part.replace(called, '')));
  return parts.every((part) => part !== undefined) ? parts.flat() : undefined;
}

/** Numbers with nothing but gaps between them; a gap may also stand within a number. */
function phonesOf(text: string): readonly string[] | undefined {
  const whole = joined(text);
  if (telephone.test(whole)) return [whole];
  const pieces = text.split(' ');
  for (let count = 1; count < pieces.length; count += 1) {
    const first = joined(pieces.slice(0, count).join(' '));
    const rest = telephone.test(first) ? phonesOf(pieces.slice(count).join(' ').replace(called, '')) : undefined;
    if (rest) return [first, ...rest];
  }
  return undefined;
}

/** `139 0000 0000`, `139-0000-0000` and `0539 1234567` without the gaps people leave for reading. */
function joined(text: string): string {
  const tight = text.replace(/\s/g, '').replace(/-?转(?:分机)?-?|-?分机-?/, '转');
  return /^1[3-9]\d-\d{4}-\d{4}$/.test(tight) ? tight.replace(/-/g, '') : tight;
}

/** True where two texts share a telephone number, however it is written. */
export function sharePhone(one: string, other: string): boolean {
  const digits = (text: string): string[] =>
    (parsePhones(text) ?? [text]).map((number) => number.replace(/\D/g, '').replace(/^86(?=1)/, ''));
  const known = digits(other);
  return digits(one).some((number) => known.includes(number));
}
