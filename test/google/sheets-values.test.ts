import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type FileForTests, openFile } from './sheets/file-for-tests.ts';

let file: FileForTests;
beforeAll(async () => {
  file = await openFile();
});
afterAll(() => file.close());

describe('values', () => {
  it('keeps what is written raw, and reads what is typed as a person would see it', async () => {
    const texts = [['=1+1', '0042', '2018-09-30', 'TRUE', '12%', "'5", '1,234.5', '2018年9月3日', '8:30', '=1/8']];
    await file.robot.write('A1', texts);
    await file.robot.write('A2', texts, 'USER_ENTERED');
    const read = async (option: string) => (await file.robot.values('1:2', `valueRenderOption=${option}`)).json.values;
    expect(await read('UNFORMATTED_VALUE')).toEqual([
      texts[0],
      [2, 42, 43373, true, 0.12, '5', 1234.5, 43346, 8.5 / 24, 0.125],
    ]);
    expect((await read('FORMATTED_VALUE'))[1]).toEqual([
      '2',
      '42',
      '2018-09-30',
      'TRUE',
      '12%',
      '5',
      '1,234.50',
      '2018年9月3日',
      '8:30',
      '0.125',
    ]);
    expect((await read('FORMULA'))[1].slice(0, 3)).toEqual(['=1+1', 42, 43373]);
  });

  it('shows a number in the format of its cell, and a formula that it does not calculate without a value', async () => {
    const format = (type: string, pattern: string) => ({ userEnteredFormat: { numberFormat: { type, pattern } } });
    const number = { userEnteredValue: { numberValue: 43373.5 } };
    const rows = [
      {
        values: [
          { ...number, ...format('DATE', 'yyyy"年"mm"月"dd"日"') },
          { ...number, ...format('NUMBER', '#,##0.0') },
          { ...number, ...format('DATE_TIME', 'm/d/yyyy h:mm am/pm') },
          { userEnteredValue: { formulaValue: '=SUM(A1:A2)' } },
          { userEnteredValue: { formulaValue: '=HYPERLINK("https://example.cn","去填报")' } },
        ],
      },
    ];
    await file.robot.batch({ updateCells: { start: { rowIndex: 4 }, rows, fields: '*' } });
    const { values } = (await file.robot.values('A5:E5')).json;
    expect(values).toEqual([['2018年09月30日', '43,373.5', '9/30/2018 12:00 PM', '', '去填报']]);
    const fields = 'sheets.data.rowData.values(effectiveValue,hyperlink)';
    expect((await file.robot.get(fields, 'D5:E5')).sheets[0].data[0].rowData[0].values).toEqual([
      {},
      { effectiveValue: { stringValue: '去填报' }, hyperlink: 'https://example.cn' },
    ]);
  });

  it('writes several ranges or none', async () => {
    const root = `/v4/spreadsheets/${file.id}/values`;
    const write = (...data: object[]) => file.robot.ask(`POST ${root}:batchUpdate`, { valueInputOption: 'RAW', data });
    const good = { range: 'H1', values: [['x']] };
    expect((await write(good, { range: 'H1:H2', values: [[1], [2], [3]] })).json.error.message).toBe(
      'Invalid data[1]: Requested writing within range [Sheet1!H1:H2], but tried writing to row [3]',
    );
    expect((await file.robot.values('H10')).json.values).toBeUndefined();
    expect((await write(good, { range: 'I2', values: [['y', null, '']] })).json).toMatchObject({
      totalUpdatedRows: 2,
      totalUpdatedColumns: 3,
      totalUpdatedCells: 3,
      totalUpdatedSheets: 1,
      responses: [{ updatedRange: 'Sheet1!H1' }, { updatedRange: 'Sheet1!I2:K2', updatedColumns: 2 }],
    });
  });

  it('appends behind the table, pushes down what lies below where it is told to, and grows the grid', async () => {
    const { sheetId } = (
      await file.robot.batch({
        addSheet: { properties: { title: '表', gridProperties: { rowCount: 4, columnCount: 2 } } },
      })
    ).json.replies[0].addSheet.properties;
    await file.robot.write('表!A1', [['a'], ['b'], [''], ['c']]);
    const append = (more: string) =>
      file.robot.ask(
        `POST /v4/spreadsheets/${file.id}/values/${encodeURIComponent('表!A1')}:append?valueInputOption=RAW${more}`,
        { values: [['x', 'y', 'z']] },
      );
    expect((await append('&insertDataOption=INSERT_ROWS')).json).toMatchObject({
      tableRange: "'表'!A1:A2",
      updates: { updatedRange: "'表'!A3:C3" },
    });
    expect((await file.robot.values('表')).json.values).toEqual([['a'], ['b'], ['x', 'y', 'z'], [], ['c']]);
    await append('');
    await append('');
    const { sheets } = await file.robot.get('sheets.properties(sheetId,gridProperties)');
    expect(sheets.find((sheet: { properties: { sheetId: number } }) => sheet.properties.sheetId === sheetId)).toEqual({
      properties: { sheetId, gridProperties: { rowCount: 6, columnCount: 3 } },
    });
  });
});

describe('a mask', () => {
  it('leaves what it names and nothing else, whichever way it is written', async () => {
    const whole = await file.robot.get('*');
    expect(Object.keys(whole)).toEqual(['spreadsheetId', 'properties', 'sheets', 'spreadsheetUrl']);
    const shapes = ['sheets(properties(title,index))', 'sheets.properties.title,sheets/properties/index'];
    for (const fields of shapes) {
      expect((await file.robot.get(fields)).sheets[0]).toEqual({ properties: { title: 'Sheet1', index: 0 } });
    }
    const fields =
      'spreadsheetId,properties(title,timeZone),namedRanges,sheets(merges,data(startRow,rowData(values(note))))';
    expect(await file.robot.get(fields, 'Sheet1!B3:C4')).toEqual({
      spreadsheetId: file.id,
      properties: { title: '表', timeZone: 'Etc/GMT' },
      sheets: [{ data: [{ startRow: 2 }] }],
    });
  });

  it.each(['sheets.nothing', 'sheets(properties(none))', 'a.b'])('%s is refused', async (fields) => {
    const said = await file.robot.ask(`GET /v4/spreadsheets/${file.id}?fields=${fields}`);
    const [path] = [fields.replaceAll('(', '.').replaceAll(')', '')];
    expect(said.status).toBe(400);
    expect(said.json.error.message).toBe('Request contains an invalid argument.');
    expect(said.json.error.details[0].fieldViolations[0].description).toBe(
      `Error expanding 'fields' parameter. Cannot find matching fields for path '${path}'.`,
    );
  });
});

describe('what Google refuses is refused in its words', () => {
  const batch = (request: object) => [`POST :batchUpdate`, { requests: [request] }] as const;

  it.each([
    [
      ...batch({ addSheet: { title: 'x' } }),
      `Invalid JSON payload received. Unknown name "title" at 'requests[0].add_sheet': Cannot find field.`,
    ],
    [
      ...batch({ mergeCells: { mergeType: 'SOME' } }),
      `Invalid value at 'requests[0].merge_cells.merge_type' (type.googleapis.com/google.apps.sheets.v4.MergeType), "SOME"`,
    ],
    [
      ...batch({ deleteSheet: { sheetId: 'x' } }),
      `Invalid value at 'requests[0].delete_sheet.sheet_id' (TYPE_INT32), "x"`,
    ],
    [
      ...batch({ addSheet: { properties: { title: 5 } } }),
      `Invalid value at 'requests[0].add_sheet.properties.title' (TYPE_STRING), 5`,
    ],
    [
      ...batch({ addSheet: { properties: { title: 'SHEET1' } } }),
      `Invalid requests[0].addSheet: A sheet with the name "SHEET1" already exists. Please enter another name.`,
    ],
    [
      ...batch({ updateSheetProperties: { properties: { title: 'y' } } }),
      `Invalid requests[0].updateSheetProperties: At least one field must be listed in 'fields'. (Use '*' to indicate all fields.)`,
    ],
    [
      ...batch({ deleteSheet: { sheetId: 0 } }),
      `Invalid requests[0].deleteSheet: You can't remove all the sheets in a document.`,
    ],
    [
      ...batch({ setDataValidation: { range: { sheetId: 7 } } }),
      'Invalid requests[0].setDataValidation: No grid with id: 7',
    ],
    [
      ...batch({ addProtectedRange: { protectedRange: { range: {}, warningOnly: true, editors: {} } } }),
      'Invalid requests[0].addProtectedRange: ProtectedRange is warningOnly. Editors cannot be set on it.',
    ],
    [
      ...batch({ mergeCells: { range: { endRowIndex: 1001 } } }),
      'Invalid requests[0].mergeCells: Range (Sheet1!1:1001) exceeds grid limits. Max rows: 1000, max columns: 26',
    ],
    [
      'POST :batchUpdate',
      { requests: [], frob: 1 },
      'Invalid JSON payload received. Unknown name "frob": Cannot find field.',
    ],
    [
      'GET ?nothing=1',
      undefined,
      'Invalid JSON payload received. Unknown name "nothing": Cannot bind query parameter.',
    ],
    [
      'GET /values/A1?valueRenderOption=LOUD',
      undefined,
      `Invalid value at 'value_render_option' (type.googleapis.com/google.apps.sheets.v4.ValueRenderOption), "LOUD"`,
    ],
    ['PUT /values/A1', { values: [[1]] }, "'valueInputOption' is required but not specified"],
    ['PUT /values/A1?valueInputOption=RAW', { values: [[{}]] }, 'Invalid values[0][0]: struct_value {}'],
    [
      'PUT /values/A1?valueInputOption=RAW',
      { values: [[1]], columns: 1 },
      `Invalid JSON payload received. Unknown name "columns" at 'data': Cannot find field.`,
    ],
    [
      'PUT /values/Z1000?valueInputOption=RAW',
      { values: [[1, 2]] },
      'Range (Sheet1!Z1000:AA1000) exceeds grid limits. Max rows: 1000, max columns: 26',
    ],
  ] as const)('%s %j', async (what, body, message) => {
    const said = await openedOnce(what, body);
    expect([said.status, said.json.error.message, said.json.error.status]).toEqual([400, message, 'INVALID_ARGUMENT']);
  });

  let other: FileForTests | undefined;
  afterAll(() => other?.close());

  async function openedOnce(what: string, body: object | undefined) {
    other ??= await openFile();
    const [method, rest = ''] = what.split(' ');
    return other.robot.ask(`${method} /v4/spreadsheets/${other.id}${rest}`, body);
  }

  it('says that it does not serve what only Google can do', async () => {
    const said = await file.robot.batch({ addChart: {} });
    expect([said.status, said.json.error.message]).toEqual([501, 'The emulator does not serve addChart.']);
  });
});

describe('a spreadsheet', () => {
  it('is made through Sheets with its sheets and cells, and copied with everything', async () => {
    const cell = { userEnteredValue: { stringValue: '标题' }, note: '注' };
    const sheets = [
      {
        properties: { title: '一', gridProperties: { rowCount: 3, columnCount: 3 } },
        data: [{ rowData: [{ values: [cell] }] }],
      },
      { properties: { title: '二', hidden: true } },
    ];
    const namedRanges = [
      { name: 'title', range: { startRowIndex: 0, endRowIndex: 1, startColumnIndex: 0, endColumnIndex: 1 } },
    ];
    const made = await file.robot.ask('POST /v4/spreadsheets', { properties: { title: '样表' }, sheets, namedRanges });
    expect(made.json.sheets.map((sheet: { properties: object }) => sheet.properties)).toEqual([
      { sheetId: 0, title: '一', index: 0, sheetType: 'GRID', gridProperties: { rowCount: 3, columnCount: 3 } },
      expect.objectContaining({ title: '二', index: 1, hidden: true }),
    ]);
    const copy = await file.robot.ask(`POST /drive/v3/files/${made.json.spreadsheetId}/copy`, { name: '副本' });
    const fields =
      'properties.title,namedRanges.name,sheets(properties.title,data.rowData.values(userEnteredValue,note))';
    const read = await file.robot.ask(`GET /v4/spreadsheets/${copy.json.id}?fields=${fields}`);
    expect(read.json).toEqual({
      properties: { title: '副本' },
      namedRanges: [{ name: 'title' }],
      sheets: [
        { properties: { title: '一' }, data: [{ rowData: [{ values: [cell] }] }] },
        { properties: { title: '二' }, data: [{}] },
      ],
    });
    const moved = await file.robot.ask(`POST /v4/spreadsheets/${copy.json.id}/sheets/0:copyTo`, {
      destinationSpreadsheetId: file.id,
    });
    expect(moved.json).toMatchObject({ title: 'Copy of 一', sheetType: 'GRID' });
    expect((await file.robot.values('Copy of 一!A1')).json.values).toEqual([['标题']]);
  });
});
