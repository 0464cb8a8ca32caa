import type { BulletinFigures } from './bulletin-figures.ts';

/** What a statement says: a figure, by its path in the figures' JSON (`totals.months.0.expected`), or codes of schools. */
export interface Saying {
  readonly path: string;
  readonly value: number | readonly string[];
}

/** Words with every figure that stands in them, in their order. */
export interface Told {
  readonly text: string;
  readonly says: readonly Saying[];
}

/** Figures that can be told: whatever they are, they say which schools there are. */
interface Tellable {
  readonly schools: readonly { readonly code: string; readonly name: string }[];
}

/** Puts figures into words: nothing is said but what is found at a path. */
export class Teller<F extends Tellable = BulletinFigures> {
  readonly figures: F;
  readonly #names: ReadonlyMap<string, string>;

  constructor(figures: F) {
    this.figures = figures;
    this.#names = new Map(figures.schools.map(({ code, name }) => [code, name]));
  }

  /** The number at a path, as it is; where it is shown another way (a difference without its sign), `shown` says how. */
  number(path: string, shown: (value: number) => string = String): Told {
    const value = this.#at(path);
    if (typeof value !== 'number') throw new RangeError(`no number at ${path}`);
    return { text: shown(value), says: [{ path, value }] };
  }

  /** `5件`; over no school at all there is no number. */
  pieces(path: string): Told {
    return this.#at(path) === null ? plain('无数据') : told`${this.number(path)}件`;
  }

  /** Names of the schools at a path, as many as `room` characters hold, and whether more stand elsewhere. */
  names(path: string, room = Number.POSITIVE_INFINITY, elsewhere = ''): Told {
    const codes = this.#at(path);
    if (!Array.isArray(codes)) throw new RangeError(`no schools at ${path}`);
    const [first = '', ...rest] = (codes as string[]).map((code) => this.#names.get(code) ?? code);
    const said = [first];
    for (const name of rest) {
      if ([...said, name].join('、').length > room) break;
      said.push(name);
    }
    const value = (codes as string[]).slice(0, said.length);
    return { text: `${said.join('、')}${codes.length > said.length ? elsewhere : ''}`, says: [{ path, value }] };
  }

  #at(path: string): unknown {
    return path.split('.').reduce<unknown>((value, key) => (value as Record<string, unknown>)?.[key], this.figures);
  }
}

/** Words that say no figure. */
export function plain(text: string): Told {
  return { text, says: [] };
}

/** Words with what is told between them. */
export function told(words: TemplateStringsArray, ...parts: readonly (Told | string)[]): Told {
  const all = parts.map((part) => (typeof part === 'string' ? plain(part) : part));
  const text = words.map((word, index) => `${word}${all[index]?.text ?? ''}`).join('');
  return { text, says: all.flatMap(({ says }) => says) };
}

/** What is told one after the other. */
export function joined(parts: readonly Told[], by = ''): Told {
  return { text: parts.map(({ text }) => text).join(by), says: parts.flatMap(({ says }) => says) };
}
