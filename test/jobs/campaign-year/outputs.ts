import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { unzipSync } from 'fflate';
import type { LivedYear } from './live.ts';

/** Something that came out of the year, as text: a file of the district, a letter, what a run said. */
export interface Output {
  /** `总表.xlsx`, `通报/…/通报.docx`, `信 2018-09-28 c01@…`, `run 2018-09-28T09:00`. */
  readonly name: string;
  readonly text: string;
}

/** Everything that came out: files in their order, every letter with what is attached to it, both streams of every run. */
export function outputsOf({ district, letters, runs, looks }: LivedYear): readonly Output[] {
  return [
    ...filesIn(district).map((name) => ({ name, text: textOf(readFileSync(join(district, name))) })),
    ...letters.map(({ at, to, bytes, subject, items }) => {
      return { name: `信 ${at} ${to}`, text: [subject, ...items, lettersText(Buffer.from(bytes))].join('\n') };
    }),
    ...runs.map(({ at, said }) => ({ name: `run ${at}`, text: said })),
    ...[...looks].flatMap(([day, { master, page }]) => [
      { name: `总表.xlsx ${day}`, text: JSON.stringify([...master]) },
      { name: `公开/index.html ${day}`, text: page },
    ]),
  ];
}

function filesIn(place: string): readonly string[] {
  return readdirSync(place, { recursive: true, encoding: 'utf8' })
    .filter((name) => statSync(join(place, name)).isFile())
    .sort();
}

/** Bytes as text: of a workbook or document every part, of a letter its words and what is attached, else as they are. */
function textOf(bytes: Buffer): string {
  if (bytes.subarray(0, 2).toString('latin1') === 'PK') return zippedText(bytes);
  const text = bytes.toString('utf8');
  return /^(?:Message-ID|From|To|Subject|MIME-Version|Date): /im.test(text.slice(0, 4000)) ? lettersText(bytes) : text;
}

/** What stands between tags: a program may cut a word anywhere. */
function zippedText(bytes: Buffer): string {
  return Object.entries(unzipSync(bytes))
    .map(
      ([name, part]) =>
        `${name}\n${Buffer.from(part)
          .toString('utf8')
          .replace(/<[^>]*>/g, '')}`,
    )
    .join('\n');
}

function lettersText(bytes: Buffer): string {
  const whole = bytes.toString('utf8');
  const parts = [
    ...whole.matchAll(/content-transfer-encoding: base64(?:\r?\n[^\r\n]+)*\r?\n\r?\n([A-Za-z0-9+/=\r\n]+)/gi),
  ];
  return [whole, ...parts.map(([, body = '']) => textOf(Buffer.from(body, 'base64')))].join('\n');
}

/** Where each of some words was found: one look at every output, however many words there are. */
export function placesOf(outputs: readonly Output[], words: RegExp): ReadonlyMap<string, ReadonlySet<string>> {
  const places = new Map<string, Set<string>>();
  for (const { name, text } of outputs)
    for (const [word] of text.matchAll(words)) places.set(word, (places.get(word) ?? new Set()).add(name));
  return places;
}
