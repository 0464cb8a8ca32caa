import { badParameter, refusal } from '../errors.ts';
import { atLeast, roleOf } from './access.ts';
import type { FileNode, Tree } from './tree.ts';

/** Whether a file answers a search. */
export type Test = (node: FileNode) => boolean;

type Token = { readonly kind: 'word' | 'text' | 'sign'; readonly value: string };

/** Reads Drive's search language (`q` of files.list); throws Drive's 400 where it cannot be read. */
export function parseQuery(text: string, tree: Tree, caller: string): Test {
  const tokens = tokenize(text);
  let at = 0;
  const next = (): Token => tokens[at++] ?? fail();
  const isWord = (value: string) => tokens[at]?.kind === 'word' && tokens[at]?.value.toLowerCase() === value;

  function either(): Test {
    const tests = [both()];
    while (isWord('or') && next()) tests.push(both());
    return (node) => tests.some((test) => test(node));
  }

  function both(): Test {
    const tests = [one()];
    while (isWord('and') && next()) tests.push(one());
    return (node) => tests.every((test) => test(node));
  }

  function one(): Test {
    if (isWord('not') && next()) {
      const test = one();
      return (node) => !test(node);
    }
    if (tokens[at]?.value !== '(' || tokens[at]?.kind !== 'sign') return term();
    next();
    const test = either();
    if (next().value !== ')') fail();
    return test;
  }

  function term(): Test {
    const left = next();
    const sign = next().value.toLowerCase();
    if (left.kind === 'text') return sign === 'in' ? inCollection(left.value, next().value, tree, caller) : fail();
    if (sign === 'has') return hasProperty(left.value, pair());
    return comparison(left.value, sign, next(), tree);
  }

  /** `{ key='k' and value='v' }` */
  function pair(): readonly [string, string] {
    const part = next().value === '{' ? Array.from({ length: 8 }, next) : fail();
    const [key, equals, k, and, value, equal, v, end] = part.map((token) => token.value);
    const right = key === 'key' && equals === '=' && and === 'and' && value === 'value' && equal === '=' && end === '}';
    return right && k !== undefined && v !== undefined ? [k, v] : fail();
  }

  const test = either();
  return at < tokens.length ? fail() : test;
}

function fail(): never {
  throw badParameter('q');
}

function tokenize(text: string): Token[] {
  const pattern = /\s*(?:'((?:[^'\\]|\\.)*)'|"((?:[^"\\]|\\.)*)"|([A-Za-z]\w*)|(!=|<=|>=|[=<>(){}]))\s*/y;
  const tokens: Token[] = [];
  while (pattern.lastIndex < text.length) {
    const [, single, double, word, sign] = pattern.exec(text) ?? fail();
    const quoted = single ?? double;
    if (quoted !== undefined) tokens.push({ kind: 'text', value: quoted.replace(/\\(.)/g, '$1') });
    else tokens.push(word === undefined ? { kind: 'sign', value: sign ?? '' } : { kind: 'word', value: word });
  }
  return tokens;
}

function inCollection(value: string, collection: string, tree: Tree, caller: string): Test {
  if (collection === 'parents') {
    const id = value === 'root' ? tree.rootOf(caller).id : value;
    const folder = tree.nodes.get(id);
    if (!folder || roleOf(tree, folder, caller) === undefined) {
      // Seen from Google so: the folder is not named.
      throw refusal(404, 'notFound', 'File not found: .', { location: 'fileId', locationType: 'parameter' });
    }
    return ({ parent }) => parent === id;
  }
  const email = value === 'me' ? caller : value;
  if (collection === 'owners') return ({ owner }) => owner === email;
  if (collection === 'writers') return (node) => atLeast(roleOf(tree, node, email), 'writer');
  if (collection === 'readers') return (node) => atLeast(roleOf(tree, node, email), 'reader');
  return fail();
}

function hasProperty(collection: string, [key, value]: readonly [string, string]): Test {
  if (collection !== 'appProperties' && collection !== 'properties') return fail();
  return (node) => node[collection].get(key) === value;
}

function comparison(field: string, sign: string, { kind, value }: Token, tree: Tree): Test {
  if (field === 'name' || field === 'mimeType') {
    if (kind !== 'text') return fail();
    if (sign === '=') return (node) => node[field] === value;
    if (sign === '!=') return (node) => node[field] !== value;
    if (sign === 'contains') return field === 'name' ? beginsWord(value) : (node) => node.mimeType.startsWith(value);
  }
  if (field === 'modifiedTime' || field === 'createdTime') return timeComparison(field, sign, value);
  if ((field === 'trashed' || field === 'starred') && /^(true|false)$/i.test(value) && /^!?=$/.test(sign)) {
    const wanted = (value.toLowerCase() === 'true') === (sign === '=');
    return (node) => (field === 'trashed' && tree.inBin(node)) === wanted;
  }
  return fail();
}

/** `contains` looks at the beginnings of a name's words only. */
function beginsWord(value: string): Test {
  const looked = value.toLowerCase();
  return ({ name }) => {
    const words = [...name.toLowerCase().matchAll(/(?<![\p{L}\p{N}])[\p{L}\p{N}]/gu)].map(({ index }) => index);
    return [0, ...words].some((index) => name.toLowerCase().startsWith(looked, index));
  };
}

function timeComparison(field: 'modifiedTime' | 'createdTime', sign: string, value: string): Test {
  const time = Date.parse(/(Z|[+-]\d\d:?\d\d)$/i.test(value) || !value.includes('T') ? value : `${value}Z`);
  if (Number.isNaN(time)) return fail();
  const tests: Readonly<Record<string, (other: number) => boolean>> = {
    '=': (other) => other === time,
    '!=': (other) => other !== time,
    '<': (other) => other < time,
    '<=': (other) => other <= time,
    '>': (other) => other > time,
    '>=': (other) => other >= time,
  };
  const test = tests[sign] ?? fail();
  return (node) => test(Date.parse(node[field]));
}
