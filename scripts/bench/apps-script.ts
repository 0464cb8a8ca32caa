import { readWorkbook } from '../../functions/adapters/xlsx/read-workbook.ts';
import { drawBook } from '../../functions/adapters/xlsx/write-book.ts';
import type { Cell } from '../../schemas/grid.ts';
import { put } from '../../test/apps-script/support/fake-cells.ts';
import { type FakeSpreadsheet, fakeSpreadsheet } from '../../test/apps-script/support/fake-spreadsheet.ts';
import { filledBook, handedOut } from '../../test/apps-script/support/filled-report.ts';
import { runScript } from '../../test/apps-script/support/run-script.ts';
import { rightReport } from '../../test/support/fill-report.ts';
import { bundle, mostBytes } from '../apps-script/bundle.ts';
import { median } from './machine.ts';
import { duration, type Line } from './table.ts';

const work = 'script in the sheet';
const edits = 200;

/**
 * What the built script costs: its bytes, and its own time on edit. The service is a fake in this process that answers at
 * once: on Google each call is a trip over the network, so their number is printed beside the time.
 */
export async function appsScript(rounds: number): Promise<readonly Line[]> {
  const { code } = await bundle();
  const bytes = Buffer.byteLength(code);
  const spreadsheet = await report();
  const script = await runScript(spreadsheet, { code });
  const cell = spreadsheet.range('自查表', 3, 1);
  const typed = measure(rounds, spreadsheet, (round) => {
    put(spreadsheet.tab('自查表'), 3, 1, round % 2 === 0 ? '约1200' : 1200);
    script.trigger('onEdit', { range: cell });
  });
  const pasted = await report();
  const form = pasted.tab('月报表');
  for (let row = 0; row < 500; row += 1)
    for (let column = 8; column < 15; column += 1) put(form, row, column, '粘贴的文字');
  const block = pasted.range('月报表', 0, 8, 500, 7);
  const second = await runScript(pasted, { code });
  const paste = measure(rounds, pasted, (round) => {
    put(form, 5, 3, round % 2 === 0 ? null : '政教处');
    put(form, 6, 5, round % 2 === 0 ? '123' : '0539-1234567');
    second.trigger('onEdit', { range: block });
  });
  return [
    { work, way: 'bytes, minified', took: `${bytes}`, ratio: bytes / mostBytes, mark: '≤ 60 KB' },
    { work, way: 'on edit, one cell', took: duration(typed.seconds), note: `${typed.calls} calls of the service` },
    {
      work,
      way: 'on edit, 500 rows × 7 pasted',
      took: duration(paste.seconds),
      ratio: paste.seconds / typed.seconds,
      note: `${paste.calls} calls of the service`,
    },
  ];
}

/** A right report of 2018-09 as it comes out of its file. */
async function report(): Promise<FakeSpreadsheet> {
  const read = readWorkbook(await drawBook(filledBook(rightReport as Readonly<Record<string, Cell>>, handedOut)));
  if (!read.ok) throw new Error(read.detail);
  return fakeSpreadsheet(read.workbook);
}

function measure(
  rounds: number,
  spreadsheet: FakeSpreadsheet,
  edit: (round: number) => void,
): { readonly seconds: number; readonly calls: number } {
  const took: number[] = [];
  const before = callsOf(spreadsheet);
  for (let round = 0; round < rounds * edits; round += 1) {
    const start = performance.now();
    edit(round);
    took.push((performance.now() - start) / 1000);
  }
  return { seconds: median(took), calls: Math.round((callsOf(spreadsheet) - before) / (rounds * edits)) };
}

function callsOf({ calls }: FakeSpreadsheet): number {
  return [...calls.values()].reduce((sum, count) => sum + count, 0);
}
