import { readFileSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readWorkbook } from '../../functions/adapters/xlsx/read-workbook.ts';
import type { Workbook } from '../../schemas/grid.ts';
import { type Dice, diceOf, type MadeUp, rightMonth } from '../core/made-up-school.ts';
import { mistakes } from '../core/planted-mistakes.ts';
import { anxiao, makeDistrict, type RosterRow, reportPath } from '../support/district.ts';
import { fillReport } from '../support/fill-report.ts';
import { fakeSpreadsheet } from './support/fake-spreadsheet.ts';
import { handedOutPattern, putFilled } from './support/filled-files.ts';
import { runScript } from './support/run-script.ts';

/** Rules that a report cannot be held against by itself, and the gate's, whose lists of names no script can carry. */
const notAlone = /^(?:A2-REG|A2-AUG|A2-SEM|A3-BAL|X-SIG|X-RUN|X-DUP|X-PII)$/;
/** The parts of X-WHO that need the register. */
const ofRegister = /学校名册里/;

const schools = 300;
const handOutAt = '2018-09-01T09:00:00+08:00';
const now = '2018-09-26T10:00:00+08:00';

interface Said {
  readonly school: string;
  readonly form: string;
  readonly field: string;
  readonly cell: string;
  readonly code: string;
  readonly severity: string;
  readonly message: string;
}

interface Panel {
  readonly lead: readonly string[];
  readonly groups: readonly {
    readonly title: string;
    readonly items: readonly { readonly body: string; readonly code: string; readonly goTo: string }[];
  }[];
}

const titles: Readonly<Record<string, string>> = { error: '必须改正', query: '请核实或说明', note: '提示' };

describe('300 filled reports', () => {
  let district = '';
  const rows: RosterRow[] = [];
  const expected = new Map<string, string[]>();

  beforeAll(async () => {
    const dice = diceOf(20_180_925);
    const patterns = {
      plain: handedOutPattern({ type: '公办' }, handOutAt),
      central: handedOutPattern({ type: '中心小学', villages: '4' }, handOutAt),
    };
    const months: Month[] = [];
    for (let number = 1; number <= schools; number += 1) {
      const month = rightMonth(number, dice);
      const { code, name, type, villages } = month.school;
      rows.push({ code, name, type, villages: String(villages) });
      months.push({ ...month, typed: withMistakes(number, month, dice) });
    }
    district = makeDistrict(rows);
    for (const [index, row] of rows.entries()) {
      const { school, typed } = months[index] as Month;
      const parts = school.type === '中心小学' ? patterns.central : patterns.plain;
      const path = reportPath(district, row);
      // One of thirty is typed into as a person would, with a program that writes the whole file anew.
      putFilled(path, parts, row, index % 30 === 0 ? {} : typed);
      if (index % 30 === 0) await fillReport(path, typed);
    }
    // What is in place is not made again: the reports are entered into the ledger.
    expect(anxiao('hand-out', district, '--now', handOutAt).status).toBe(0);
    const validated = anxiao('validate', district, '--json', '--now', now);
    expect(validated.status, validated.stderr).toBe(0);
    const { findings } = validated.json as { findings: Said[] };
    for (const { code } of rows) expected.set(code, []);
    for (const it of findings)
      if (!notAlone.test(it.code) && !(it.code === 'X-WHO' && ofRegister.test(it.message)))
        expected.get(it.school)?.push([it.cell, it.code, titles[it.severity], it.message].join('｜'));
  });
  afterAll(() => {
    // Where nothing was made, the folder above it is nobody's to delete.
    if (district !== '') rmSync(dirname(district), { recursive: true, force: true });
  });

  it('are told the same by 校验本表 as by validate: place, code, severity, words', async () => {
    const wrong: string[] = [];
    let told = 0;
    const codes = new Set<string>();
    for (const row of rows) {
      const spreadsheet = fakeSpreadsheet(workbookAt(reportPath(district, row)));
      const script = await runScript(spreadsheet, { now });
      const panel = script.call<Panel>('checkSheet');
      const here = panel.groups.flatMap(({ title, items }) =>
        items.map(({ goTo, code, body }) => [goTo, code, title.replace(/（\d+）$/, ''), body].join('｜')),
      );
      const there = expected.get(row.code) ?? [];
      told += there.length;
      for (const it of there) codes.add(it.split('｜')[1] ?? '');
      wrong.push(...there.filter((it) => !here.includes(it)).map((it) => `${row.code} not in the sheet: ${it}`));
      wrong.push(...here.filter((it) => !there.includes(it)).map((it) => `${row.code} only in the sheet: ${it}`));
      wrong.push(...panel.lead.filter((it) => it.includes('新版') || it.includes('旧版')));
    }
    console.log(`${schools} reports, ${told} findings of ${codes.size} codes: ${[...codes].sort().join(' ')}`);
    expect(wrong).toEqual([]);
    expect(told).toBeGreaterThan(schools);
  });
});

type Month = Pick<MadeUp, 'school' | 'typed'>;

/** 年度总结: most leave it alone, some begin it. */
const summaries: readonly Month['typed'][] = [
  {},
  {},
  { annualSummary_organisationExperience: '成立了领导小组。' },
  { annualSummary_organisationExperience: '好'.repeat(501), annualSummary_principalSign: '乙校长' },
];

/** A right month with up to four mistakes in it, of each kind in turn. */
function withMistakes(number: number, month: MadeUp, dice: Dice): Month['typed'] {
  const these = [mistakes[number % mistakes.length], ...Array.from({ length: number % 4 }, () => dice.pick(mistakes))];
  const changes = these.map((it) => it?.change(month).typed ?? {});
  return Object.assign({}, month.typed, summaries[number % summaries.length], ...changes);
}

function workbookAt(path: string): Workbook {
  const read = readWorkbook(readFileSync(path));
  if (!read.ok) throw new Error(read.detail);
  return read.workbook;
}
