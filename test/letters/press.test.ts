import fc from 'fast-check';
import type mjml2html from 'mjml';
import { describe, expect, it, vi } from 'vitest';
import { fontStack } from '../../functions/letters/letter-styles.ts';
import { oneLine } from '../../functions/letters/one-line.ts';
import { createLetterPress } from '../../functions/letters/press.ts';
import { everyLetter } from './every-letter.ts';
import {
  everyMissing,
  letterFinding,
  overdueItem,
  overduePlan,
  receiptPlan,
  textsIn,
  unfolded,
  visibleText,
} from './sample-plans.ts';

const compiled = vi.hoisted(() => ({ count: 0 }));
vi.mock('mjml', async (original) => {
  const { default: mjml } = await original<{ default: typeof mjml2html }>();
  const counting: typeof mjml2html = (...given) => {
    compiled.count += 1;
    return mjml(...given);
  };
  return { default: counting };
});

const large = overduePlan(
  { is: 'notStarted' },
  {
    trialFor: '某校校长 李某（a@b.example）',
    items: everyMissing.map((missing, index) => overdueItem(missing, { school: `示例第${index}小学` })),
  },
);

describe('a press', () => {
  it('compiles nothing until a letter is wanted, and then once', async () => {
    const press = createLetterPress();
    expect(compiled.count).toBe(0);
    await Promise.all([1, 2, 3].map(() => press.overdue(large)));
    await press.receipt(receiptPlan());
    expect(compiled.count).toBe(1);
  });

  it('prints the same letter from the same plan', async () => {
    expect(await createLetterPress().overdue(large)).toEqual(await createLetterPress().overdue(large));
  });

  it.each(everyLetter)('says every word of $name in both parts', async ({ words, print }) => {
    const { html, text } = await print(createLetterPress());
    const { preview: _preview, subject: _subject, ...body } = words;
    // Links and the choices of a tint are not read.
    const unread = new Set(['alarm', 'calm', 'plain', 'error', 'query', 'note', ...linksIn(body)]);
    // The text part names a column where it lists a cell; the name of the first column stands in no line of it.
    const columns = new Set(
      words.sections.flatMap(({ table }) => (table?.columns.length === 2 ? [table.columns[0]] : [])),
    );
    const said = textsIn(body).filter((fact) => !unread.has(fact));
    expect(said.length).toBeGreaterThan(15);
    for (const fact of said) {
      if (!columns.has(fact)) expect(unfolded(text)).toContain(fact);
      expect(visibleText(html)).toContain(fact.replace(/\s+/g, ' '));
    }
  });

  it.each(everyLetter)(
    'fetches nothing for $name, whatever its words, and leaves no place unfilled',
    async ({ words, print }) => {
      const { html: whole, subject, text } = await print(createLetterPress());
      // What a click opens is fetched by nobody before the click.
      const opened = words.sections.flatMap(({ facts }) => facts.flatMap(({ link }) => link ?? []));
      const html = whole.replace(/ href="(https:[^"]*)"/g, (attribute, link: string) =>
        opened.includes(link.replaceAll('&#x2F;', '/')) ? '' : attribute,
      );
      expect(html).not.toMatch(/https?:|\/\/[a-z]|@import|@font-face|<link|<img|<script|url\(/i);
      for (const [, link] of html.matchAll(/(?:href|src)="([^"]*)"/g)) expect(link).toMatch(/^(?:tel:\d+|mailto:)/);
      for (const part of [subject, html, text]) expect(part).not.toMatch(/\{\{|undefined|\[object|NaN/);
      expect(Buffer.byteLength(html)).toBeLessThan(44_000);
    },
  );

  it.each(everyLetter)('shows what is typed into $name as text, and keeps its shape', async ({ print }) => {
    const press = createLetterPress();
    const typed = (text: string) => `${text}<b>&"'{{office}}{{{office}}}\r\nBcc: x@y.example\u2028\u202e`;
    const clean = await print(press);
    const letter = await print(press, typed);
    expect(letter.html.match(/<[\w/]+/g)).toEqual(clean.html.match(/<[\w/]+/g));
    expect(unfolded(letter.text).split('\n').length).toBe(unfolded(clean.text).split('\n').length);
    expect(letter.subject).not.toMatch(/\p{Cc}|\u2028|\u202e/u);
    const subject = clean.subject.includes('示例小学') ? [letter.subject] : [];
    for (const part of [...subject, unfolded(letter.text), visibleText(letter.html)])
      expect(part).toContain(oneLine(typed('示例小学')));
  });

  it('links to nothing but the telephone and the mailbox, and weighs little', async () => {
    const press = createLetterPress();
    const ten = overduePlan({
      is: 'invalid',
      findings: Array.from({ length: 30 }, (_, index) => letterFinding(index)),
    });
    for (const plan of [large, ten]) {
      const { html } = await press.overdue(plan);
      expect(html).not.toMatch(/https?:|\/\/[a-z]|@import|@font-face|<link|<img|<script|url\(/i);
      expect([...html.matchAll(/(?:href|src)="([^"]*)"/g)].map(([, link]) => link)).toEqual([
        'tel:05390000000',
        'mailto:anquan@bureau.example',
      ]);
      expect(html).not.toContain('{{');
      expect(new Set(html.match(/font-family:[^;]*/g))).toEqual(new Set([`font-family:${fontStack}`]));
      expect(html).toContain('lang="zh-CN"');
      expect(html).toContain('prefers-color-scheme: dark');
      expect(Buffer.byteLength(html)).toBeLessThan(44_000);
    }
  });

  it('shows what people typed as they typed it: no markup, no template, no new line', async () => {
    const press = createLetterPress();
    const typed = `<script>alert("1")</script>{{office}}{{{office}}}{{#items}} & '小学'\r\nBcc: x@y.example\u2028新行\u202e倒`;
    const plain = oneLine(typed);
    const plan = overduePlan(
      { is: 'returned', reason: typed },
      { items: [overdueItem({ is: 'returned', reason: typed }, { school: typed })] },
    );
    const clean = await press.overdue(overduePlan({ is: 'returned', reason: '原因' }));
    const letter = await press.overdue(plan);
    expect(letter.html).not.toContain('<script');
    expect(visibleText(letter.html)).toContain(plain);
    expect(unfolded(letter.text)).toContain(plain);
    expect(unfolded(letter.text).split('\n').length).toBe(unfolded(clean.text).split('\n').length);
    expect(letter.subject).toBe(`催报：${plain}2018年9月报表已退回，请修改`);
    expect(letter.html.match(/<\w+/g)).toEqual(clean.html.match(/<\w+/g));
  });

  it('keeps its shape whatever is typed', async () => {
    const press = createLetterPress();
    const missing = { is: 'returned', reason: '原因' } as const;
    const clean = await press.overdue(overduePlan(missing));
    const nasty = fc.string({
      unit: fc.constantFrom(...'<>"\'&{}#/^!=`\\\r\n\t\0\u2028%:;,@ 校a'),
      minLength: 1,
      maxLength: 24,
    });
    await fc.assert(
      fc.asyncProperty(nasty, nasty, nasty, async (school, reason, name) => {
        fc.pre(oneLine(reason) !== '');
        const letter = await press.overdue(
          overduePlan(missing, {
            recipient: { name, role: '联络人' },
            items: [overdueItem({ is: 'returned', reason }, { school, where: school })],
          }),
        );
        expect(letter.html.match(/<[\w/]+/g)).toEqual(clean.html.match(/<[\w/]+/g));
        expect(unfolded(letter.text).split('\n').length).toBe(unfolded(clean.text).split('\n').length);
        expect(letter.subject).not.toMatch(/\p{Cc}|\u2028/u);
        expect(visibleText(letter.html)).toContain(oneLine(school));
      }),
      { numRuns: 200 },
    );
  });
});

function linksIn(value: unknown): string[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, member]) => (key === 'link' ? [String(member)] : linksIn(member)));
}
