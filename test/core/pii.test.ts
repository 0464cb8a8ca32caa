import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findPersonal } from '../../functions/core/pii/find-personal.ts';
import { redactReading } from '../../functions/core/pii/redact-reading.ts';
import { placeholders, redactText } from '../../functions/core/pii/redact-text.ts';
import { understand } from '../../functions/core/understand.ts';
import { allForms, monthlyForms } from '../../schemas/forms.ts';
import type { Cell } from '../../schemas/grid.ts';
import { cellAddress } from '../../schemas/grid.ts';
import { placedFields } from '../../schemas/layout.ts';
import type { PersonalKind, Reading } from '../../schemas/reading.ts';
import { countWords } from '../../schemas/text.ts';
import { rightReport } from '../support/fill-report.ts';
import { withoutPersonal, withPersonal } from './pii-set.ts';

const kinds = Object.keys(placeholders) as readonly PersonalKind[];
const anyPlaceholder = new RegExp(Object.values(placeholders).join('|'));

function readingOf(typed: Readonly<Record<string, Cell>>, explanations: Record<string, string> = {}): Reading {
  const cells: Readonly<Record<string, unknown>> = { ...rightReport, ...typed };
  return {
    found: Object.fromEntries(
      placedFields(allForms).map(({ form, field, tab, input }) => {
        const key = `${form.key}_${field.key}`;
        const cell = cellAddress({ sheet: tab, row: input.row, column: input.column });
        return [key, { cell, raw: (cells[key] ?? null) as Cell }];
      }),
    ),
    explanations,
    drifts: [],
    date1904: false,
  };
}

describe('the measured set', () => {
  it('is large enough to be one, and every kind is in it', () => {
    expect(withPersonal.length).toBeGreaterThanOrEqual(300);
    expect(new Set(withoutPersonal).size).toBeGreaterThanOrEqual(500);
    expect(new Set(withPersonal.flatMap(({ details }) => details.map(({ kind }) => kind)))).toEqual(new Set(kinds));
  });

  it.each(kinds)('%s: at least 96 in 100 are taken out whole and no more than they', (kind) => {
    const planted = withPersonal.flatMap(({ text, details }) => {
      const spans = findPersonal(text);
      return details
        .filter((detail) => detail.kind === kind)
        .map(({ start, end }) => spans.some((span) => span.start === start && span.end === end && span.kind === kind));
    });
    expect(planted.filter((found) => found).length / planted.length).toBeGreaterThanOrEqual(0.96);
  });

  it('blames at most one sentence in 200 that tells of nobody, and nothing beside what was planted', () => {
    const blamed = withoutPersonal.filter((text) => findPersonal(text).length > 0);
    expect(blamed.length / withoutPersonal.length).toBeLessThanOrEqual(0.005);
    const beside = withPersonal.flatMap(({ text, details }) =>
      findPersonal(text)
        .filter(({ start, end }) => !details.some((detail) => detail.start < end && start < detail.end))
        .map(({ start, end }) => text.slice(start, end)),
    );
    expect(beside).toEqual([]);
  });
});

describe('redaction', () => {
  const sentence = fc.constantFrom(...withPersonal);
  const harmless = fc.constantFrom(...withoutPersonal);

  it('leaves all other text as it was typed, wherever the sentence stands', () => {
    fc.assert(
      fc.property(harmless, sentence, harmless, (before, { text, details }, after) => {
        // Who is named once is known in the whole text.
        fc.pre(!details.some(({ start, end }) => `${before}${after}`.includes(text.slice(start, end))));
        const alone = redactText(text).text;
        const among = redactText(`${before}\n${text}\n${after}`).text;
        expect(among).toBe(`${redactText(before).text}\n${alone}\n${redactText(after).text}`);
      }),
      { numRuns: 1000 },
    );
  });

  it('of any text keeps every piece between placeholders, in order, and has nothing to do the second time', () => {
    const pieces = fc.array(
      fc.oneof(
        fc.string({ unit: 'grapheme' }),
        harmless,
        sentence.map(({ text }) => text),
      ),
    );
    fc.assert(
      fc.property(pieces, (parts) => {
        const text = parts.join('').replace(anyPlaceholder, '');
        const redacted = redactText(text);
        let from = 0;
        for (const piece of redacted.text.split(anyPlaceholder)) {
          const at = text.indexOf(piece, from);
          expect(at).toBeGreaterThanOrEqual(from);
          from = at + piece.length;
        }
        expect(redactText(redacted.text)).toEqual({ text: redacted.text, kinds: [] });
        expect(redacted.kinds.length === 0).toBe(redacted.text === text);
      }),
      { numRuns: 500 },
    );
  });

  it.each([
    ['37999920080115003', '1234567890X'],
    ['37999919991231777', '0123456789X'],
  ])('takes an ID number %s… for one by its check digit when it is written in groups', (digits, ends) => {
    const grouped = (end: string) => `${digits.slice(0, 6)} ${digits.slice(6, 14)} ${digits.slice(14)}${end}`;
    const taken = [...ends].filter((end) => redactText(`编${grouped(end)}。`).kinds.includes('id'));
    expect(taken).toHaveLength(1);
  });
});

describe('the gate', () => {
  const child = '三年级（2）班学生张晓明，家长电话13900001234';
  const gone = (reading: Reading): boolean => !/张晓明|13900001234/.test(JSON.stringify(reading));

  it('is nothing to a report that names nobody', () => {
    const typed = readingOf({});
    expect(redactReading(allForms, typed)).toBe(typed);
  });

  const texts = placedFields(allForms).filter(({ field }) => field.kind === 'text' && !field.carry);
  const others = placedFields(allForms).filter(({ field }) => ['count', 'tick', 'date', 'month'].includes(field.kind));
  it.each([...texts, ...others].map(({ form, field }) => [`${form.key}_${field.key}`]))('stands before %s', (key) => {
    const redacted = redactReading(allForms, readingOf({ [key]: child }));
    expect(gone(redacted)).toBe(true);
    expect(redacted.redactions).toMatchObject([{ in: 'blank', kinds: ['name', 'phone'], words: countWords(child) }]);
    expect(`${redacted.redactions?.[0]?.form}_${redacted.redactions?.[0]?.field}`).toBe(key);
  });

  it('stands before 说明, and says at which cell', () => {
    const redacted = redactReading(allForms, readingOf({}, { selfCheck_studentCount: child }));
    expect(gone(redacted)).toBe(true);
    expect(redacted.redactions).toMatchObject([
      { form: 'selfCheck', field: 'studentCount', in: 'explanation', cell: '自查表!G4' },
    ]);
  });

  it('takes a name or a telephone alone in a cell for a number, and a telephone typed as a number', () => {
    const redacted = redactReading(
      allForms,
      readingOf({
        monthlyReport_incidents: '王晓明',
        monthlyReport_handledCount: '13900001234',
        monthlyReport_incidentsReported: 13900001234,
      }),
    );
    expect(redacted.redactions?.map(({ field, kinds: found }) => [field, found])).toEqual([
      ['incidents', ['name']],
      ['incidentsReported', ['phone']],
      ['handledCount', ['phone']],
    ]);
  });

  it("leaves the school's own people and their telephones, and knows them in its texts", () => {
    const typed = readingOf({
      monthlyReport_leadPerson: '刘建国',
      monthlyReport_leadDept: '德育处 刘建国 13900009999',
      monthlyReport_handlingText: '由刘建国负责调查，双方和好。',
    });
    expect(redactReading(allForms, typed)).toBe(typed);
  });

  it('knows a child named in one blank in the others', () => {
    const redacted = redactReading(
      allForms,
      readingOf({
        monthlyReport_handlingText: '学生王俪当众道歉。',
        monthlyReport_handledDesc: '王俪与人争吵，已和好。',
      }),
    );
    expect(JSON.stringify(redacted)).not.toContain('王俪');
  });

  it('takes nothing from the numbers, and counts words as they were typed', () => {
    const handled = '学生张晓明推人，1件已处理。';
    const typed = readingOf({ monthlyReport_handledDesc: handled, monthlyReport_incidents: '３件' });
    const redacted = redactReading(monthlyForms, typed);
    const answers = understand(monthlyForms, redacted);
    expect({ ...answers, monthlyReport_handledDesc: null }).toEqual({
      ...understand(monthlyForms, typed),
      monthlyReport_handledDesc: null,
    });
    expect(answers.monthlyReport_handledDesc).toEqual({ is: 'value', value: '学生〔姓名〕推人，1件已处理。' });
    expect(redacted.redactions?.[0]?.words).toBe(countWords(handled));
  });
});
