/** Milliseconds between the epoch of serial numbers, 1899-12-30, and that of JavaScript. */
const EPOCH = Date.UTC(1899, 11, 30);
const DAY = 86_400_000;

export const serialOf = (year: number, month: number, day: number): number =>
  (Date.UTC(year, month - 1, day) - EPOCH) / DAY;

/** What a pattern shows of a number: dates, times, digits with thousands and decimals, percent, text in quotes. */
export function formatNumber(value: number, pattern: string | undefined, type: string | undefined): string {
  const shown = pattern || DEFAULT_PATTERNS[type ?? ''];
  if (!shown || shown === 'General' || shown === '@') return general(value);
  return isDatePattern(shown, type) ? formatDate(value, shown) : formatDigits(value, shown);
}

/** Whether a number format shows dates or times. */
export function isDatePattern(pattern: string | undefined, type: string | undefined): boolean {
  if (type) return type === 'DATE' || type === 'TIME' || type === 'DATE_TIME';
  return /[ymdhs]/i.test((pattern ?? '').replaceAll(/"[^"]*"|\[[^\]]*\]/g, ''));
}

const DEFAULT_PATTERNS: Readonly<Record<string, string>> = {
  NUMBER: '#,##0.00',
  PERCENT: '0.00%',
  CURRENCY: '"$"#,##0.00',
  DATE: 'm/d/yyyy',
  TIME: 'h:mm:ss am/pm',
  DATE_TIME: 'm/d/yyyy h:mm:ss',
  SCIENTIFIC: '0.00E+00',
};

function general(value: number): string {
  const size = Math.abs(value);
  if (Number.isInteger(value) && size < 1e15) return String(value);
  if (size >= 1e15 || size < 1e-9) return exponent(value, 5).replace(/\.?0+E/, 'E');
  return String(Number(value.toPrecision(10)));
}

function exponent(value: number, decimals: number): string {
  const [digits = '', power = ''] = value.toExponential(decimals).split('e');
  return `${digits}E${power.charAt(0)}${power.slice(1).padStart(2, '0')}`;
}

function formatDigits(value: number, pattern: string): string {
  const [positive = '', negative] = pattern.split(';');
  const section = value < 0 && negative !== undefined ? negative : positive;
  const match = /^((?:"[^"]*"|[^0#"])*)([#0,.]*(?:E[-+]0+)?)(.*)$/.exec(section);
  const [, before = '', digits = '', after = ''] = match ?? [];
  const share = after.includes('%') ? value * 100 : value;
  const [whole = '', fraction = ''] = digits.split('.');
  const decimals = /^[0#]*/.exec(fraction)?.[0] ?? '';
  const required = decimals.replaceAll('#', '').length;
  const number = digits.includes('E')
    ? exponent(share, decimals.length)
    : fixed(Math.abs(share), whole, decimals.length, required);
  const minus = value < 0 && negative === undefined && !digits.includes('E') ? '-' : '';
  return minus + unquote(before) + number + unquote(after);
}

function fixed(size: number, whole: string, decimals: number, required: number): string {
  const [integer = '', fraction = ''] = size.toFixed(decimals).split('.');
  const padded = integer.padStart(whole.replaceAll(/[^0]/g, '').length, '0');
  const grouped = whole.includes(',') ? padded.replaceAll(/\B(?=(\d{3})+$)/g, ',') : padded;
  const kept = fraction.slice(0, required) + fraction.slice(required).replace(/0+$/, '');
  return kept ? `${grouped}.${kept}` : grouped;
}

const unquote = (text: string) =>
  text.replaceAll(/"([^"]*)"|\\(.)|_(.)/g, (_, quoted, escaped, space) => quoted ?? escaped ?? (space ? ' ' : ''));

function formatDate(serial: number, pattern: string): string {
  const date = new Date(EPOCH + Math.round(serial * 86_400) * 1000);
  const half = /am\/pm/i.test(pattern);
  const pad = (number: number, width: number) => String(number).padStart(width, '0');
  let afterHours = false;
  return pattern.replaceAll(/"([^"]*)"|am\/pm|y+|m+|d+|h+|s+|\\(.)/gi, (word, quoted?: string, escaped?: string) => {
    if (quoted !== undefined || escaped !== undefined) return quoted ?? escaped ?? '';
    const width = word.length > 1 ? 2 : 1;
    const letter = word.charAt(0).toLowerCase();
    if (letter === 'a') return date.getUTCHours() < 12 ? 'AM' : 'PM';
    if (letter === 'y') return word.length > 2 ? pad(date.getUTCFullYear(), 4) : pad(date.getUTCFullYear() % 100, 2);
    if (letter === 'd') return pad(date.getUTCDate(), width);
    if (letter === 's') return pad(date.getUTCSeconds(), width);
    // `m` is a minute behind hours and a month elsewhere.
    if (letter === 'm') return pad(afterHours ? date.getUTCMinutes() : date.getUTCMonth() + 1, width);
    afterHours = true;
    return pad(half ? ((date.getUTCHours() + 11) % 12) + 1 : date.getUTCHours(), width);
  });
}
