import type { PersonalKind } from '../../../schemas/reading.ts';
import { findPersonal } from './find-personal.ts';

/** What stands in a text where a personal detail was: 〔姓名〕. */
export const placeholders: Readonly<Record<PersonalKind, string>> = {
  name: '〔姓名〕',
  id: '〔证件号〕',
  phone: '〔电话〕',
  address: '〔地址〕',
  account: '〔账号〕',
  plate: '〔车牌〕',
};

/** A text without its personal details, all else letter by letter as it was; `kinds` is empty where there were none. */
export interface Redacted {
  readonly text: string;
  readonly kinds: readonly PersonalKind[];
}

/** Puts a placeholder in the place of each personal detail. Redacting twice changes nothing more. */
export function redactText(text: string): Redacted {
  const spans = findPersonal(text);
  let redacted = '';
  let from = 0;
  for (const { start, end, kind } of spans) {
    redacted += text.slice(from, start) + placeholders[kind];
    from = end;
  }
  return { text: redacted + text.slice(from), kinds: [...new Set(spans.map(({ kind }) => kind))] };
}
