import { findAddresses } from './find-addresses.ts';
import { findNames } from './find-names.ts';
import { findNumbers } from './find-numbers.ts';
import { endsBefore } from './names.ts';
import type { Span } from './span.ts';

/** Names that are known from elsewhere in the same report. */
export interface People {
  /** The school's own contacts: their names are no child's. */
  readonly staff: ReadonlySet<string>;
  /** Children whom another text names; here they count without a word around them. */
  readonly children: ReadonlySet<string>;
}

const nobody: People = { staff: new Set(), children: new Set() };

/** Personal details in a text, in their order and never overlapping: what overlaps is one, of the kind of its longest. */
export function findPersonal(text: string, people: People = nobody): readonly Span[] {
  const spans = [
    ...findNumbers(text),
    ...findAddresses(text),
    ...findNames(text, people.staff),
    ...[...people.children].flatMap((name) => placesOf(text, name)),
  ].toSorted((a, b) => a.start - b.start || b.end - a.end);
  const apart: Span[] = [];
  for (const span of spans) {
    const last = apart.at(-1);
    if (!last || span.start >= last.end) apart.push(span);
    else {
      const kind = span.end - span.start > last.end - last.start ? span.kind : last.kind;
      apart[apart.length - 1] = { start: last.start, end: Math.max(last.end, span.end), kind };
    }
  }
  return apart;
}

function placesOf(text: string, name: string): readonly Span[] {
  const places: Span[] = [];
  for (let at = text.indexOf(name); at >= 0; at = text.indexOf(name, at + name.length))
    if (name.length > 2 || endsBefore(text, at + name.length))
      places.push({ start: at, end: at + name.length, kind: 'name' });
  return places;
}
