import type { Request } from '../../../functions/adapters/google/draw/request.ts';
import type { Bench, Spreadsheet } from './bench.ts';
import { type Fact, type Probed, probed, stop } from './fact.ts';

const sheetId = 1_234_567;
const hiddenId = 7_654_321;
const cell = (row: number, column: number) => ({
  sheetId,
  startRowIndex: row,
  endRowIndex: row + 1,
  startColumnIndex: column,
  endColumnIndex: column + 1,
});

/** What a report consists of, once each. */
function pattern(robot: string): readonly Request[] {
  return [
    { addSheet: { properties: { sheetId, title: '自查表' } } },
    { addSheet: { properties: { sheetId: hiddenId, title: '_identity', hidden: true } } },
    { addNamedRange: { namedRange: { name: 'try_blank', range: cell(1, 1) } } },
    {
      addProtectedRange: {
        protectedRange: { range: { sheetId }, unprotectedRanges: [cell(1, 1)], editors: { users: [robot] } },
      },
    },
    {
      setDataValidation: {
        range: cell(1, 1),
        rule: { condition: { type: 'ONE_OF_LIST', values: [{ userEnteredValue: '有' }] }, showCustomUi: true },
      },
    },
    {
      addConditionalFormatRule: {
        index: 0,
        rule: {
          ranges: [cell(1, 1)],
          booleanRule: {
            condition: { type: 'CUSTOM_FORMULA', values: [{ userEnteredValue: '=$B$2="有"' }] },
            format: { textFormat: { bold: true } },
          },
        },
      },
    },
    {
      updateSheetProperties: {
        properties: { sheetId, gridProperties: { frozenRowCount: 1 } },
        fields: 'gridProperties.frozenRowCount',
      },
    },
    {
      updateCells: {
        start: { sheetId, rowIndex: 0, columnIndex: 0 },
        rows: [{ values: [{ note: '批注' }] }],
        fields: 'note',
      },
    },
  ];
}

const fields =
  'namedRanges,sheets(properties,protectedRanges(range,unprotectedRanges,editors),conditionalFormats,data(rowData(values(dataValidation,note))))';

interface Part extends Fact {
  readonly of: (copy: Spreadsheet) => unknown;
}

const sheetOf = ({ sheets }: Spreadsheet, id = sheetId) => sheets?.find(({ properties }) => properties?.sheetId === id);
const valuesOf = (copy: Spreadsheet) =>
  (sheetOf(copy)?.data ?? []).flatMap(({ rowData }) => (rowData ?? []).flatMap(({ values }) => values ?? []));

const parts: readonly Part[] = [
  {
    what: '复制的表格里，工作表的编号和原来一样',
    otherwise: `学校名等会写不进复制出来的报表。${stop}`,
    of: ({ sheets }) => sheets?.map(({ properties }) => properties?.sheetId),
  },
  {
    what: '复制的表格带着格子的名称',
    otherwise: `报表里的格子会找不到，读不出来。${stop}`,
    of: ({ namedRanges }) => namedRanges?.map(({ name, range }) => [name, range]),
  },
  {
    what: '复制的表格仍锁住印好的字，要填的格子仍可以填',
    otherwise: `学校会改动印好的字，或什么都填不了。${stop}`,
    of: (copy) => sheetOf(copy)?.protectedRanges?.map(({ range, unprotectedRanges }) => [range, unprotectedRanges]),
  },
  {
    what: '锁住的地方，复制以后仍只有服务账号能改',
    otherwise: `学校能改印好的字（校验仍会发现），或服务账号自己写不进去。${stop}`,
    of: (copy) => sheetOf(copy)?.protectedRanges?.map(({ editors }) => editors?.users),
  },
  {
    what: '复制的表格带着下拉选项',
    otherwise: '学校要自己打“√”，照样读得懂；请告诉维护安校的人。',
    of: (copy) => valuesOf(copy).flatMap(({ dataValidation }) => dataValidation?.condition?.type ?? []),
  },
  {
    what: '复制的表格带着变色的规则',
    otherwise: '填错的格子不会当场变红，要等下次检查；请告诉维护安校的人。',
    of: (copy) => sheetOf(copy)?.conditionalFormats?.length,
  },
  {
    what: '复制的表格带着隐藏的标记表、冻结的表头和批注',
    otherwise: `报表会认不出是哪所学校的。${stop}`,
    of: (copy) => [
      sheetOf(copy, hiddenId)?.properties?.hidden,
      sheetOf(copy)?.properties?.gridProperties?.frozenRowCount,
      valuesOf(copy).flatMap(({ note }) => note ?? []),
    ],
  },
];

/** Makes a spreadsheet that has everything a report has, copies it, and looks what the copy has. */
export async function probeCopies(bench: Bench): Promise<readonly Probed[]> {
  const source = await bench.make('原件', `try-copy-${bench.folder}`);
  await bench.batch(source, pattern(bench.robot));
  const before = await bench.get(source, fields);
  const copy = await bench.copy(source, '复制件');
  const after = await bench.get(copy, fields);
  const whole = parts.map((part) => {
    const [was, is] = [part.of(before), part.of(after)].map((value) => JSON.stringify(value ?? null));
    return probed(
      part,
      was === is && !['null', '[]'].includes(was ?? ''),
      was === is ? '' : `原来 ${was}，复制后 ${is}`,
    );
  });
  return [...whole, await writesToLocked(bench, copy)];
}

const locked: Fact = {
  what: '服务账号能写自己锁住的格子',
  otherwise: `校验结果写不进报表。${stop}`,
};

async function writesToLocked(bench: Bench, id: string): Promise<Probed> {
  const rows = [{ values: [{ userEnteredValue: { stringValue: '学校' } }] }];
  await bench.batch(id, [
    { updateCells: { start: { sheetId, rowIndex: 0, columnIndex: 3 }, rows, fields: 'userEnteredValue' } },
  ]);
  const { sheets } = await bench.get(id, 'sheets(properties(sheetId),data(rowData(values(userEnteredValue))))');
  return probed(locked, JSON.stringify(sheets).includes('学校'));
}
