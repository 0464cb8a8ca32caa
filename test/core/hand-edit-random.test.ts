import { describe, expect, it } from 'vitest';
import { drawDocument } from '../../functions/adapters/docx/draw-document.ts';
import { readDocument } from '../../functions/adapters/docx/read-document.ts';
import type { BulletinFigures } from '../../functions/core/bulletin/bulletin-figures.ts';
import type { BulletinDocument } from '../../functions/core/bulletin/document.ts';
import { checkEdit } from '../../functions/core/hand-edit/check-edit.ts';
import { proseCheck } from '../../functions/core/hand-edit/check-prose.ts';
import type { DocumentText, TextBlock } from '../../functions/core/hand-edit/document-text.ts';
import { draftOf, forEachDistrict, withIssued } from './bulletin-stories.ts';

interface Bulletin {
  readonly figures: BulletinFigures;
  readonly document: BulletinDocument;
  /** What stops a paragraph of the body that says this. */
  readonly stops: (...paragraphs: readonly string[]) => readonly string[];
}

function bulletins(): readonly Bulletin[] {
  const all: Bulletin[] = [];
  forEachDistrict((story) => {
    const figures = withIssued(story);
    const document = draftOf(figures, story.ended);
    const check = proseCheck({ figures, paragraphs: document.sentences, phone: document.phone });
    const stops = (...paragraphs: readonly string[]): readonly string[] =>
      check(paragraphs.map((text) => ({ where: '', text })))
        .filter(({ sort }) => sort !== 'note')
        .map(({ message }) => message);
    all.push({ figures, document, stops });
  });
  return all;
}

/** The text with each of its runs of digits one higher, or as the next other run in it, one at a time. */
function withOtherDigits(text: string): readonly string[] {
  const runs = [...text.matchAll(/\d+/g)];
  return runs.flatMap(({ 0: digits, index }, at) => {
    const next = runs.slice(at + 1).find((run) => Number(run[0]) !== Number(digits))?.[0];
    const others = [String(Number(digits) + 1), ...(next === undefined ? [] : [next])];
    return others.map((other) => `${text.slice(0, index)}${other}${text.slice(index + digits.length)}`);
  });
}

const all = bulletins();

describe('the bodies of 50 random districts', () => {
  it('pass as they were drafted', () => {
    for (const { document, stops } of all) expect(stops(...document.sentences)).toEqual([]);
  });

  it('are stopped by any run of digits that is another one, wherever it stands', () => {
    let tried = 0;
    for (const { document, stops } of all)
      for (const wrong of document.sentences.flatMap(withOtherDigits)) {
        tried += 1;
        expect(stops(wrong), wrong).not.toEqual([]);
      }
    expect(tried).toBeGreaterThan(6000);
  });

  it('are stopped by the name of any other school', () => {
    let tried = 0;
    for (const { document, figures, stops } of all)
      for (const text of document.sentences)
        for (const { name } of figures.schools.filter((school) => text.includes(school.name)))
          for (const other of figures.schools.filter((school) => !text.includes(school.name))) {
            tried += 1;
            expect(stops(text.replace(name, other.name)), `${text}: ${other.name}`).not.toEqual([]);
          }
    expect(tried).toBeGreaterThan(100);
  });
});

describe('the whole document of a random district', () => {
  it.each([0, 7, 21])(
    '%i is stopped by any number and any name in it, save its date, which is set at issue',
    async (at) => {
      const { figures, document } = all[at] as Bulletin;
      const check = proseCheck({
        figures,
        paragraphs: [document.addressee, ...document.sentences],
        phone: document.phone,
      });
      const drafted = await wordsIn(document);
      const stopping = (edited: DocumentText): number =>
        checkEdit(drafted, edited, document, check).disagreements.filter(({ sort }) => sort !== 'note').length;
      expect(stopping(drafted)).toBe(0);
      const passed: string[] = [];
      let tried = 0;
      for (const [index, block] of drafted.blocks.entries())
        for (const other of otherBlocks(block, figures)) {
          tried += 1;
          const blocks = drafted.blocks.map((it, place) => (place === index ? other : it));
          if (stopping({ ...drafted, blocks }) === 0) passed.push(block.is === 'paragraph' ? block.text : 'a table');
        }
      expect(tried).toBeGreaterThan(100);
      expect([...new Set(passed)]).toEqual([document.date]);
    },
  );
});

/** A document's words as they come back from its file. */
async function wordsIn(document: BulletinDocument): Promise<DocumentText> {
  const read = await readDocument(await drawDocument(document));
  if (!read.ok) throw new Error(read.why);
  return read.text;
}

/** The block with one number or one school in it another one: every one of a paragraph, every third of a table. */
function otherBlocks(block: TextBlock, { schools }: BulletinFigures): readonly TextBlock[] {
  const others = (text: string): readonly string[] => {
    const named = schools.find(({ name }) => text.includes(name))?.name;
    const stranger = schools.find(({ name }) => !text.includes(name))?.name;
    return [...withOtherDigits(text), ...(named && stranger ? [text.replace(named, stranger)] : [])];
  };
  if (block.is === 'paragraph') return others(block.text).map((text) => ({ is: 'paragraph', text }));
  const { rows } = block;
  const changed = rows.flatMap((row, y) =>
    row.flatMap((cell, x) =>
      others(cell).map((text): TextBlock => {
        const line = row.map((it, column) => (column === x ? text : it));
        return { is: 'table', rows: rows.map((it, place) => (place === y ? line : it)) };
      }),
    ),
  );
  return changed.filter((_, index) => index % 3 === 0);
}
