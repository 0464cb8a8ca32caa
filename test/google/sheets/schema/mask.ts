import { refusal } from '../errors.ts';
import type { Message } from './check.ts';
import { colourPairs } from './colours.ts';
import { fieldsOf } from './types.ts';

/** What of a message is meant: all of it, or some fields, each with a mask of its own. */
export type Mask = 'all' | Map<string, Mask>;

/** Reads `a.b`, `a/b`, `a(b,c)` and `*` against a message; undefined names the first path that is not there. */
export function parseMask(text: string, type: string): Mask | { readonly unknown: string } {
  const paths = expand(text);
  if (!paths) return { unknown: text };
  const root: Mask = new Map();
  for (const path of paths) {
    if (path[0] === '*' && path.length === 1) return 'all';
    if (!known(path, type)) return { unknown: path.join('.') };
    include(root, path);
  }
  return root;
}

/** The mask of an answer (`fields` of the query), refused in Google's way where it names what is not there. */
export function answerMask(text: string | undefined, type: string): Mask {
  if (text === undefined || text === '') return 'all';
  const mask = parseMask(text, type);
  if (mask === 'all' || mask instanceof Map) return mask;
  const description = `Error expanding 'fields' parameter. Cannot find matching fields for path '${mask.unknown}'.`;
  throw refusal(400, 'Request contains an invalid argument.', [{ field: mask.unknown, description }]);
}

/** The mask below a field; undefined where the field is not meant. */
export function below(mask: Mask | undefined, ...path: string[]): Mask | undefined {
  let here = mask;
  for (const key of path) here = here instanceof Map ? here.get(key) : here;
  return here;
}

/** An answer reduced to its mask. */
export function project(value: unknown, mask: Mask): unknown {
  if (mask === 'all' || typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map((each) => project(each, mask));
  const kept = Object.entries(value).filter(([key]) => mask.has(key));
  return Object.fromEntries(kept.map(([key, each]) => [key, project(each, mask.get(key) ?? 'all')]));
}

/** `target` with the masked fields as `source` has them, those that it lacks removed; emptied messages go too. */
export function overlay(target: Message | undefined, source: Message | undefined, mask: Mask, type: string): Message {
  if (mask === 'all') return source ?? {};
  const result: Record<string, unknown> = { ...target };
  const fields = fieldsOf(type);
  for (const [key, inner] of mask) {
    const field = fields?.get(key);
    const value =
      inner === 'all' || !field || field.list
        ? source?.[key]
        : overlay(result[key] as Message | undefined, source?.[key] as Message | undefined, inner, field.name);
    if (value === undefined || (inner !== 'all' && isEmpty(value))) delete result[key];
    else result[key] = value;
  }
  return result;
}

const isEmpty = (value: unknown) => typeof value === 'object' && value !== null && Object.keys(value).length === 0;

function known(path: readonly string[], type: string): boolean {
  let here = type;
  for (const key of path) {
    if (here === 'any' || key === '*') return true;
    const field = fieldsOf(here)?.get(key);
    if (!field) return false;
    here = field.name;
  }
  return true;
}

function include(root: Map<string, Mask>, path: readonly string[]): void {
  let here = root;
  for (const [at, key] of path.entries()) {
    const existing = here.get(key);
    if (existing === 'all') return;
    if (at === path.length - 1 || path[at + 1] === '*') {
      here.set(key, 'all');
      return;
    }
    const next = existing ?? new Map<string, Mask>();
    here.set(key, next);
    here = next;
  }
}

/** The same mask, meaning both names of each colour that it names by one. */
export function withBothColours(mask: Mask, type: string): Mask {
  const fields = fieldsOf(type);
  if (mask === 'all' || !fields) return mask;
  const both: Mask = new Map(
    [...mask].map(([key, inner]) => [key, withBothColours(inner, fields.get(key)?.name ?? 'any')]),
  );
  for (const [plain, style] of colourPairs(fields)) {
    if (!mask.has(plain) && !mask.has(style)) continue;
    both.set(plain, 'all');
    both.set(style, 'all');
  }
  return both;
}

/** `a(b,c/d)` as the paths a.b and a.c.d; undefined where the brackets do not match. */
function expand(text: string): string[][] | undefined {
  const paths: string[][] = [];
  const stack: string[][] = [[]];
  let path: string[] = [];
  let name = '';
  const close = () => {
    if (name) paths.push([...path, name]);
    path = [...(stack.at(-1) ?? [])];
    name = '';
  };
  for (const letter of text) {
    if (letter === '.' || letter === '/') {
      path = [...path, name];
      name = '';
    } else if (letter === '(') {
      stack.push([...path, name]);
      path = [...path, name];
      name = '';
    } else if (letter === ',') close();
    else if (letter === ')') {
      close();
      stack.pop();
      if (stack.length === 0) return undefined;
      path = [...(stack.at(-1) ?? [])];
    } else if (letter.trim() !== '') name += letter;
  }
  close();
  return stack.length === 1 ? paths : undefined;
}
