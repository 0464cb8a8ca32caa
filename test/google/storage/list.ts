import { badParameter } from '../errors.ts';
import type { StoredObject } from './objects.ts';

/** What one answer to a listing holds. */
export interface Page {
  readonly items: readonly StoredObject[];
  readonly prefixes: readonly string[];
  readonly nextPageToken: string | undefined;
}

/** One page of a bucket's objects, sorted by name; what shares a beginning up to `delimiter` counts as one prefix. */
export function pageOf(all: readonly StoredObject[], query: URLSearchParams): Page {
  const most = Math.min(Number(query.get('maxResults') ?? 1000), 1000);
  if (!Number.isInteger(most) || most < 1) throw badParameter('maxResults');
  const entries = Map.groupBy(all.filter(within(query)), ({ name }) => prefixOf(name, query) ?? name);
  const after = Buffer.from(query.get('pageToken') ?? '', 'base64url').toString();
  const keys = [...entries.keys()];
  const start = after === '' ? 0 : keys.indexOf(after) + 1;
  const page = keys.slice(start, start + most);
  return {
    items: page.filter((key) => prefixOf(key, query) !== key).flatMap((key) => entries.get(key) ?? []),
    prefixes: page.filter((key) => prefixOf(key, query) === key),
    nextPageToken: start + most < keys.length ? Buffer.from(page.at(-1) ?? '').toString('base64url') : undefined,
  };
}

function within(query: URLSearchParams): (object: StoredObject) => boolean {
  const [prefix, from, to] = ['prefix', 'startOffset', 'endOffset'].map((name) => query.get(name) ?? '');
  return ({ name }) => name.startsWith(prefix ?? '') && !precedes(name, from ?? '') && (!to || precedes(name, to));
}

function prefixOf(name: string, query: URLSearchParams): string | undefined {
  const delimiter = query.get('delimiter');
  if (!delimiter) return undefined;
  const end = name.indexOf(delimiter, query.get('prefix')?.length ?? 0);
  return end < 0 ? undefined : name.slice(0, end + delimiter.length);
}

function precedes(a: string, b: string): boolean {
  return Buffer.compare(Buffer.from(a), Buffer.from(b)) < 0;
}
