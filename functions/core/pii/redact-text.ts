import type { PersonalKind } from '../../../schemas/reading.ts';
import { findPersonal, type People } from './find-personal.ts';
import type { Span } from './span.ts';

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
export function redactText(text: string, people?: People): Redacted {
  const kinds = new Set<PersonalKind>();
  let redacted = text;
  // A placeholder is a boundary, and what it stood beside may be a name now.
  for (let spans = findPersonal(text, people); spans.length > 0; spans = findPersonal(redacted, people)) {
    for (const { kind } of spans) kinds.add(kind);
    redacted = replaced(redacted, spans);
  }
  return { text: redacted, kinds: [...kinds] };
}

function replaced(text: string, spans: readonly Span[]): string {
  let result = '';
  let from = 0;
  for (const { start, end, kind } of spans) {
    result += text.slice(from, start) + placeholders[kind];
    from = end;
  }
  return result + text.slice(from);
}
