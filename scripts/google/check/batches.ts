import { GoogleFault } from '../../../functions/adapters/google/calls.ts';
import type { Request } from '../../../functions/adapters/google/draw/request.ts';
import type { Bench, Spreadsheet } from './bench.ts';
import { type Fact, type Probed, probed, stop } from './fact.ts';

const first = 11_111_111;
const second = 22_222_222;

const refused: Fact = {
  what: '要删的工作表不在时，整批改动都不算数',
  otherwise: `两次运行同时写总表时，旧的可能盖掉新的。请只在一台电脑上运行，不要同时开两个。${stop}`,
};
const replaced: Fact = {
  what: '一批里可以先删一张表，再用同一个编号加一张',
  otherwise: `总表和校验结果不能整张重画。${stop}`,
};
const answered: Fact = {
  what: '写完以后，同一个回答里就有写完的内容',
  otherwise: `分不清刚才有没有人同时在填，学校的改动可能晚一次才读到。${stop}`,
};
const literal: Fact = {
  what: '学校填的“=1+1”原样是文字，不会变成公式',
  otherwise: `学校填的内容可能被当作公式运行。${stop}`,
};
const computed: Fact = {
  what: '公式读回来是算出的数，日期读回来是序号',
  otherwise: `带公式或日期的格子会读错。${stop}`,
};
const linked: Fact = {
  what: '“点一下就到那个格子”的链接原样保存',
  otherwise: '校验结果里的链接点不动，要自己找格子；请告诉维护安校的人。',
};

const masked =
  'sheets(properties(sheetId,title),data(rowData(values(userEnteredValue,effectiveValue,hyperlink,textFormatRuns))))';

/** What a batch does and leaves: whole or not at all, and nothing typed becomes anything else. */
export async function probeBatches(bench: Bench): Promise<readonly Probed[]> {
  const id = await bench.make('批量', `try-batch-${bench.folder}`);
  await bench.batch(id, [add(first, '一')]);
  const missing = await isRefused(() => bench.batch(id, [{ deleteSheet: { sheetId: 99_999_999 } }, add(second, '二')]));
  const untouched = titlesOf(await bench.get(id, 'sheets.properties'));
  const again = await titlesAfter(bench, id, [{ deleteSheet: { sheetId: first } }, add(first, '一，重画')]);
  const after = await bench.batch(id, [write(['=1+1', '链接'])], masked);
  const cells = cellsOf(after, first);
  return [
    probed(refused, missing && !untouched.includes('二'), missing ? '' : 'Google 没有拒绝'),
    probed(replaced, again.includes('一，重画') && !again.includes('一')),
    probed(answered, cells.length > 0),
    probed(literal, cells[0]?.effectiveValue?.stringValue === '=1+1', JSON.stringify(cells[0]?.effectiveValue ?? null)),
    probed(computed, await computes(bench, id)),
    probed(linked, await keepsLink(bench, id)),
  ];
}

function add(sheetId: number, title: string): Request {
  return { addSheet: { properties: { sheetId, title } } };
}

function write(texts: readonly string[]): Request {
  const values = texts.map((stringValue) => ({ userEnteredValue: { stringValue } }));
  return {
    updateCells: {
      start: { sheetId: first, rowIndex: 0, columnIndex: 0 },
      rows: [{ values }],
      fields: 'userEnteredValue',
    },
  };
}

async function isRefused(work: () => Promise<unknown>): Promise<boolean> {
  try {
    await work();
    return false;
  } catch (error) {
    if (error instanceof GoogleFault && error.status === 400) return true;
    throw error;
  }
}

async function titlesAfter(bench: Bench, id: string, requests: readonly Request[]): Promise<readonly string[]> {
  return (await isRefused(() => bench.batch(id, requests))) ? [] : titlesOf(await bench.get(id, 'sheets.properties'));
}

function titlesOf({ sheets }: Spreadsheet): readonly string[] {
  return (sheets ?? []).map(({ properties }) => properties?.title ?? '');
}

function cellsOf({ sheets }: Spreadsheet, id: number) {
  const data = sheets?.find(({ properties }) => properties?.sheetId === id)?.data ?? [];
  return data.flatMap(({ rowData }) => (rowData ?? []).flatMap(({ values }) => values ?? []));
}

async function computes(bench: Bench, id: string): Promise<boolean> {
  const values = [
    { userEnteredValue: { formulaValue: '=1+1' } },
    {
      userEnteredValue: { numberValue: 43_358 },
      userEnteredFormat: { numberFormat: { type: 'DATE', pattern: 'yyyy-mm-dd' } },
    },
  ];
  const start = { sheetId: first, rowIndex: 1, columnIndex: 0 };
  const fields = 'userEnteredValue,userEnteredFormat.numberFormat';
  await bench.batch(id, [{ updateCells: { start, rows: [{ values }], fields } }]);
  const cells = cellsOf(await bench.get(id, masked), first).map(({ effectiveValue }) => effectiveValue?.numberValue);
  return cells.includes(2) && cells.includes(43_358);
}

async function keepsLink(bench: Bench, id: string): Promise<boolean> {
  const uri = `#gid=${first}&range=A1`;
  const userEnteredFormat = { textFormat: { link: { uri } } };
  const rows = [{ values: [{ userEnteredValue: { stringValue: '去 A1' }, userEnteredFormat }] }];
  const start = { sheetId: first, rowIndex: 2, columnIndex: 0 };
  await bench.batch(id, [
    { updateCells: { start, rows, fields: 'userEnteredValue,userEnteredFormat.textFormat.link' } },
  ]);
  const { sheets } = await bench.get(
    id,
    'sheets(properties(sheetId),data(rowData(values(userEnteredFormat(textFormat(link))))))',
  );
  return JSON.stringify(sheets).includes(uri);
}
