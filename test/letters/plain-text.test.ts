import { describe, expect, it } from 'vitest';
import { foldLine } from '../../functions/letters/fold-text.ts';
import { createLetterPress } from '../../functions/letters/press.ts';
import { columnsWide } from '../../schemas/text.ts';
import { everyLetter } from './every-letter.ts';
import { unfolded } from './sample-plans.ts';

describe('the text part', () => {
  it.each(everyLetter)('of $name fits a terminal, but for addresses', async ({ print }) => {
    const { text } = await print(createLetterPress());
    const wide = text.split('\n').filter((line) => columnsWide(line) > 78 && !line.includes('https://'));
    expect(wide).toEqual([]);
    // Nothing that only a table or a picture would explain.
    expect(text).not.toMatch(/\t|[|│┃┌┐└┘]|\n\n\n| {6,}/);
    for (const line of text.split('\n')) if (line.endsWith(' ')) expect(line.trimEnd()).toMatch(/[。；，、：！？]$/);
  });

  it('is folded where the voice rests, goes on below its own beginning, and loses nothing', () => {
    const step = `  1) ${'打开附件，'.repeat(12)}`;
    const lines = foldLine(step).split('\n');
    expect(lines.map(columnsWide)).toEqual([76, 55]);
    expect(lines[1]).toMatch(/^ {5}打开附件，/);
    expect(unfolded(foldLine(step))).toBe(step);
    const address = `报表在：https://sheets.example/${'a'.repeat(100)}`;
    expect(foldLine(address)).toBe(address);
    const names = Array.from({ length: 20 }, (_, index) => `示例第${index + 1}小学`).join('、');
    for (const part of foldLine(`     哪些：${names}`).split('\n')) expect(columnsWide(part)).toBeLessThanOrEqual(78);
    // Numbers with 、 between them stay together where they can.
    expect(foldLine(`${'长'.repeat(30)}，写整数（0、1、2……）。`)).toBe(`${'长'.repeat(30)}， \n写整数（0、1、2……）。`);
    expect(foldLine('短句，不折。')).toBe('短句，不折。');
  });
});
