import { strFromU8, strToU8, unzipSync, type Zippable, zipSync } from 'fflate';
import { fontTable } from './fonts.ts';

// Any fixed instant does; zip knows no time zone, so it is given by its parts.
const written = new Date(2018, 0, 1);
const writtenIso = '2018-01-01T00:00:00Z';

/**
 * The same document packed again without what differs between two runs: times of parts, dates, ids drawn by chance.
 * @param fill puts into the main part what the library did not draw
 */
export function withFixedParts(bytes: Uint8Array, fill: (xml: string) => string): Uint8Array {
  const parts = unzipSync(bytes);
  const packed: Zippable = {};
  for (const name of Object.keys(parts).sort(contentTypesFirst))
    packed[name] = [fixedPart(name, parts[name] ?? new Uint8Array(), fill), { mtime: written, level: 6 }];
  return zipSync(packed);
}

/** Programs that look only at the beginning of a file expect the list of its parts there. */
function contentTypesFirst(a: string, b: string): number {
  const rank = (name: string): number => (name === '[Content_Types].xml' ? 0 : 1);
  return rank(a) - rank(b) || (a < b ? -1 : 1);
}

function fixedPart(name: string, part: Uint8Array, fill: (xml: string) => string): Uint8Array {
  if (name === 'word/document.xml') return strToU8(fill(strFromU8(part)));
  if (name === 'docProps/core.xml')
    return strToU8(strFromU8(part).replace(/(<dcterms:(?:created|modified)[^>]*>)[^<]*/g, `$1${writtenIso}`));
  if (name === 'word/fontTable.xml') return strToU8(fontTable());
  return part;
}
