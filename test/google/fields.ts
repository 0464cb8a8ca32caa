import { badParameter } from './errors.ts';

/** What to leave of a value: everything, or some of its fields. */
export type Mask = true | Map<string, Mask>;

/** The fields a kind of answer can have; `true`: whatever is below is not looked at. */
export type Shape = { readonly [field: string]: Shape | true };

/** Cuts an answer down to the `fields` asked for; throws Drive's 400 where one cannot be. */
export function masked(answer: unknown, fields: string | null, usual: string, shape: Shape | true): unknown {
  const asked = parseMask(fields ?? usual);
  if (fields !== null) check(asked, shape);
  return cut(answer, asked);
}

/** `a,b(c,d),e/f,*` as a tree. */
function parseMask(text: string): Mask {
  const tokens = text.match(/[\w*-]+|[(),/]|\S/g) ?? [];
  let at = 0;
  const wrong = () => badParameter('fields', `Invalid field selection ${text}`, 'invalidParameter');

  function list(): Mask {
    const mask = new Map<string, Mask>();
    do {
      const name = tokens[at++];
      if (name === undefined || !/^[\w*-]+$/.test(name)) throw wrong();
      const below = nested();
      const known = mask.get(name);
      mask.set(name, known instanceof Map && below instanceof Map ? new Map([...known, ...below]) : below);
    } while (tokens[at] === ',' && at++ >= 0);
    return mask.get('*') === true ? true : mask;
  }

  function nested(): Mask {
    if (tokens[at] === '/') {
      at += 1;
      const name = tokens[at++];
      if (name === undefined || !/^[\w*-]+$/.test(name)) throw wrong();
      return name === '*' ? nested() : new Map([[name, nested()]]);
    }
    if (tokens[at] !== '(') return true;
    at += 1;
    const mask = list();
    if (tokens[at++] !== ')') throw wrong();
    return mask;
  }

  const mask = list();
  if (at < tokens.length) throw wrong();
  return mask;
}

function check(mask: Mask, shape: Shape | true): void {
  if (mask === true || shape === true) return;
  for (const [name, below] of mask) {
    const part = shape[name];
    if (part === undefined) throw badParameter('fields', `Invalid field selection ${name}`, 'invalidParameter');
    check(below, part);
  }
}

function cut(value: unknown, mask: Mask): unknown {
  if (mask === true || typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map((each) => cut(each, mask));
  const kept = Object.entries(value).filter(([name, part]) => mask.has(name) && part !== undefined);
  return Object.fromEntries(kept.map(([name, part]) => [name, cut(part, mask.get(name) ?? true)]));
}
