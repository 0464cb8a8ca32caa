import type { ExtendedValue } from '../document.ts';
import { serialOf } from './number-format.ts';

/** A value as the sheet keeps it, with the number format that typing it brings along. */
export interface Typed {
  readonly value: ExtendedValue;
  readonly numberFormat?: { readonly type: string; readonly pattern: string };
}

/** Reads text as if a person had typed it (USER_ENTERED): formulas, numbers, percents, money, dates, times, booleans. */
export function readTyped(text: string): Typed {
  if (text.startsWith("'")) return { value: { stringValue: text.slice(1) } };
  if (text.startsWith('=') && text.length > 1) return { value: { formulaValue: text } };
  const trimmed = text.trim();
  if (/^(true|false)$/i.test(trimmed)) return { value: { boolValue: trimmed.toLowerCase() === 'true' } };
  return number(trimmed) ?? dateTime(trimmed) ?? { value: { stringValue: text } };
}

function number(text: string): Typed | undefined {
  const match = /^([-+]?)([$€£¥]?)([-+]?)(\d{1,3}(?:,\d{3})+|\d+)?(\.\d*)?(E[-+]?\d+)?(%?)$/i.exec(text);
  if (!match) return undefined;
  const [, sign, money, innerSign, whole = '', fraction = '', power = '', percent] = match;
  if (!whole && fraction.length < 2) return undefined;
  const size = Number(`${whole.replaceAll(',', '') || '0'}${fraction}${power}`);
  const signed = sign === '-' || innerSign === '-' ? -size : size;
  const digits = whole.includes(',') || money ? '#,##0' : '0';
  const decimals = fraction.length > 1 ? '.00' : '';
  if (percent) return typed(signed / 100, 'PERCENT', `0${decimals}%`);
  if (money) return typed(signed, 'CURRENCY', `"${money}"${digits}${decimals}`);
  if (power) return typed(signed, 'SCIENTIFIC', '0.00E+00');
  return whole.includes(',') ? typed(signed, 'NUMBER', digits + decimals) : { value: { numberValue: signed } };
}

function dateTime(text: string): Typed | undefined {
  const [, day = '', clock = ''] = /^(.*?)(?:(?:^|[ T])(\d{1,2}:\d{2}(?::\d{2})?(?: ?[AP]M)?))?$/i.exec(text) ?? [];
  const date = day === '' ? undefined : dayOf(day);
  if (day !== '' && !date) return undefined;
  const time = clock === '' ? undefined : timeOf(clock);
  if (clock !== '' && time === undefined) return undefined;
  if (date && time !== undefined)
    return typed(date.serial + time, 'DATE_TIME', `${date.pattern} ${clockPattern(clock)}`);
  if (date) return typed(date.serial, 'DATE', date.pattern);
  return time === undefined ? undefined : typed(time, 'TIME', clockPattern(clock));
}

function dayOf(text: string): { readonly serial: number; readonly pattern: string } | undefined {
  const iso = /^(\d{4})([-/])(\d{1,2})\2(\d{1,2})$/.exec(text);
  if (iso) return day(Number(iso[1]), Number(iso[3]), Number(iso[4]), ['yyyy', 'mm', 'dd'].join(iso[2]));
  const american = /^(\d{1,2})\/(\d{1,2})\/(\d{4})$/.exec(text);
  if (american) return day(Number(american[3]), Number(american[1]), Number(american[2]), 'm/d/yyyy');
  const chinese = /^(\d{4})年(\d{1,2})月(\d{1,2})日$/.exec(text);
  return chinese ? day(Number(chinese[1]), Number(chinese[2]), Number(chinese[3]), 'yyyy"年"m"月"d"日"') : undefined;
}

function day(year: number, month: number, date: number, pattern: string) {
  const real = new Date(Date.UTC(year, month - 1, date));
  const exists = real.getUTCMonth() === month - 1 && real.getUTCDate() === date;
  return exists ? { serial: serialOf(year, month, date), pattern } : undefined;
}

function timeOf(clock: string): number | undefined {
  const [, hours = '', minutes = '', seconds = '0', half] = /^(\d+):(\d+)(?::(\d+))? ?([AP]M)?$/i.exec(clock) ?? [];
  const hour = half ? (Number(hours) % 12) + (half.toUpperCase() === 'PM' ? 12 : 0) : Number(hours);
  if (hour > 23 || Number(minutes) > 59 || Number(seconds) > 59) return undefined;
  return (hour * 3600 + Number(minutes) * 60 + Number(seconds)) / 86_400;
}

const clockPattern = (clock: string) =>
  `h:mm${clock.split(':').length > 2 ? ':ss' : ''}${/m$/i.test(clock) ? ' am/pm' : ''}`;

const typed = (numberValue: number, type: string, pattern: string): Typed => ({
  value: { numberValue },
  numberFormat: { type, pattern },
});
