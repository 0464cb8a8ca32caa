import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { annotate } from '../../../functions/adapters/google/draw/annotate.ts';
import { difference } from '../../../functions/adapters/google/draw/difference.ts';
import { lock } from '../../../functions/adapters/google/draw/lock.ts';
import { redraw } from '../../../functions/adapters/google/draw/redraw.ts';
import type { Request } from '../../../functions/adapters/google/draw/request.ts';
import { sheetIdOf } from '../../../functions/adapters/google/draw/sheet-id.ts';
import type { SpreadsheetNow } from '../../../functions/adapters/google/draw/spreadsheet-now.ts';
import { feedbackBook } from '../../../functions/core/report/feedback-book.ts';
import { reportBook } from '../../../functions/core/report/report-book.ts';
import { context, feedbackSpec, realBooks, reportSpec, robot, templateSpec } from './draw-samples.ts';

const program = resolve(import.meta.dirname, '../../../../shared/google/check-discovery.mjs');

/** A report that people have worked in, with something of everything that a drawing sweeps away. */
const worn: SpreadsheetNow = {
  sheets: [...reportBook(reportSpec).tabs, { name: 'Sheet1', hidden: undefined }].map(({ name, hidden }) => ({
    sheetId: name === 'Sheet1' ? 0 : sheetIdOf(name),
    title: name,
    hidden: hidden !== undefined,
    rows: 40,
    columns: 12,
    merges: [{ row: 0, column: 0, rows: 1, columns: 2 }],
    protections: [7],
    conditions: 2,
    filtered: true,
    bands: [9],
  })),
  names: [{ id: '12', name: 'old', sheetId: 0, area: { row: 0, column: 0, rows: 1, columns: 1 } }],
};

function batches(): Record<string, readonly Request[]> {
  const [tab] = feedbackBook(feedbackSpec).tabs;
  if (!tab) throw new Error('the feedback has no tab');
  const marks = (['bad', 'warn', 'quiet'] as const).map((tone, row) => ({
    sheet: '月报表',
    row,
    column: 2,
    tone,
    note: '请改',
  }));
  const noted = [{ sheet: '月报表', row: 9, column: 2, note: '【校验】请改\n\n已问过' }];
  return {
    ...Object.fromEntries(
      Object.entries(realBooks).map(([key, book]) => [key, redraw(book, { sheets: [], names: [] }, context)]),
    ),
    again: redraw(reportBook(reportSpec), worn, context),
    difference: difference(reportBook(templateSpec), reportBook(reportSpec), worn, context),
    annotate: annotate(tab, marks, { ...worn, noted }, { ...context, path: '', ground: () => 'input' }),
    lock: lock(worn, robot, { text: '本月已锁定', uri: 'https://sheets.example/' }),
  };
}

describe('requests', () => {
  it('are as Google describes them', (test) => {
    if (!existsSync(program)) {
      const reason = 'the descriptions of the API are not beside this project';
      console.warn(`SKIPPED ${test.task.name}: ${reason}`);
      test.skip(reason);
    }
    const folder = mkdtempSync(join(tmpdir(), 'anxiao-draw-'));
    const exchanges = Object.entries(batches()).map(([name, requests]) => ({
      method: 'POST',
      path: `/v4/spreadsheets/${name}:batchUpdate`,
      requestBody: { requests },
      status: 200,
      responseBody: { spreadsheetId: name, replies: requests.map(() => ({})) },
    }));
    writeFileSync(join(folder, 'log.jsonl'), exchanges.map((it) => JSON.stringify(it)).join('\n'));
    const checked = spawnSync(process.execPath, [program, '--strict', '--summary', join(folder, 'log.jsonl')], {
      encoding: 'utf8',
    });
    rmSync(folder, { recursive: true });
    expect(checked.stdout).toBe(`${exchanges.length} exchanges, 0 with violations, 0 violations\n`);
  });

  it('are of the kinds known so far, each a word of its own to Google', () => {
    const kinds = new Set(Object.values(batches()).flatMap((requests) => requests.flatMap((it) => Object.keys(it))));
    expect([...kinds].sort()).toEqual(
      (
        'addConditionalFormatRule addNamedRange addProtectedRange addSheet clearBasicFilter deleteBanding ' +
        'deleteConditionalFormatRule deleteNamedRange deleteProtectedRange deleteSheet insertDimension mergeCells repeatCell ' +
        'setBasicFilter setDataValidation unmergeCells updateCells updateDimensionProperties updateSheetProperties'
      ).split(' '),
    );
  });
});
