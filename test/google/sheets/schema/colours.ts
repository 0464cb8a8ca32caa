import type { Field } from './types.ts';

type Fields = ReadonlyMap<string, Field>;

/** A colour as Sheets keeps it: eight bits a channel, answered as float32; black channels are left out. */
export function quantize(colour: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const channels = Object.entries(colour).map(([key, share]) => [key, channel(Number(share))] as const);
  return Object.fromEntries(channels.filter(([, share]) => share !== 0));
}

const channel = (share: number) => shortest(Math.fround(Math.trunc(Math.fround(share * 255)) / 255));

/** The fewest digits that still mean the same float32. */
function shortest(single: number): number {
  const fewer = Number(single.toPrecision(7));
  return Math.fround(fewer) === single ? fewer : Number(single.toPrecision(8));
}

/** Each colour is said twice, as `x` and as `xStyle`; where one is given the other follows, and the style wins. */
export function mirrorColours(message: Record<string, unknown>, fields: Fields): Record<string, unknown> {
  for (const [plain, style] of colourPairs(fields)) {
    const given = message[style] as Record<string, unknown> | undefined;
    if (given) {
      delete message[plain];
      if (given.rgbColor) message[plain] = given.rgbColor;
      if (Object.keys(given).length === 0) delete message[style];
    } else if (message[plain]) message[style] = { rgbColor: message[plain] };
  }
  return message;
}

/** The names of a message's colours with the names of their styles; worked out once a message type. */
export function colourPairs(fields: Fields): readonly (readonly [plain: string, style: string])[] {
  const known = pairs.get(fields);
  if (known) return known;
  const colours = [...fields].filter(([key, field]) => field.name === 'Color' && fields.has(`${key}Style`));
  const found = colours.map(([key]) => [key, `${key}Style`] as const);
  pairs.set(fields, found);
  return found;
}

const pairs = new WeakMap<Fields, readonly (readonly [string, string])[]>();
