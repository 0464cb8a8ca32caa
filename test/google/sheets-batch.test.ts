import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type FileForTests, openFile } from './sheets/file-for-tests.ts';

let file: FileForTests;
beforeAll(async () => {
  file = await openFile();
});
afterAll(() => file.close());

const cells = (top: number, bottom: number, left: number, right: number, sheetId = 0) => ({
  sheetId,
  startRowIndex: top,
  endRowIndex: bottom,
  startColumnIndex: left,
  endColumnIndex: right,
});
const message = (said: { json: { error?: { message: string } } }) => said.json.error?.message;

describe('a batch', () => {
  it('does all of its requests or none', async () => {
    const before = await file.robot.get('*');
    const said = await file.robot.batch(
      { addSheet: { properties: { title: '新' } } },
      { updateCells: { start: {}, rows: [{ values: [{ userEnteredValue: { stringValue: 'x' } }] }], fields: '*' } },
      { addNamedRange: { namedRange: { name: 'a_b', range: cells(0, 1, 0, 1) } } },
      { deleteNamedRange: { namedRangeId: 'none' } },
    );
    expect([said.status, message(said)]).toEqual([
      400,
      'Invalid requests[3].deleteNamedRange: No named range with id: none',
    ]);
    expect(await file.robot.get('*')).toEqual(before);
  });

  it('answers with the changed spreadsheet under one mask for the whole answer', async () => {
    const fields = 'replies,updatedSpreadsheet(namedRanges(name,range),sheets(properties(title,index),data))';
    const said = await file.robot.ask(`POST /v4/spreadsheets/${file.id}:batchUpdate?fields=${fields}`, {
      requests: [
        { addSheet: { properties: { title: '答', index: 0, gridProperties: { rowCount: 2, columnCount: 2 } } } },
        { addNamedRange: { namedRange: { name: 'answer', range: cells(1, 2, 1, 2) } } },
      ],
      includeSpreadsheetInResponse: true,
      responseRanges: ['答'],
    });
    const [added] = said.json.replies;
    expect(added.addSheet.properties).toMatchObject({ title: '答', index: 0, sheetType: 'GRID' });
    expect(said.json.updatedSpreadsheet).toEqual({
      namedRanges: [{ name: 'answer', range: expect.objectContaining({ startRowIndex: 1, endRowIndex: 2 }) }],
      sheets: [
        {
          properties: { title: '答', index: 0 },
          data: [{ rowMetadata: [row, row], columnMetadata: [column, column] }],
        },
      ],
    });
    expect(said.json.spreadsheetId).toBeUndefined();
    await file.robot.batch({ deleteSheet: { sheetId: added.addSheet.properties.sheetId } });
  });
  const row = { pixelSize: 21 };
  const column = { pixelSize: 100 };

  it('writes cells with looks, notes, links and rules, and each mask only its own fields', async () => {
    const rule = { condition: { type: 'ONE_OF_LIST', values: [{ userEnteredValue: '有' }] }, showCustomUi: true };
    const link = { uri: 'https://example.cn' };
    const cell = {
      userEnteredValue: { stringValue: '有' },
      userEnteredFormat: { backgroundColor: { red: 0.5 }, textFormat: { bold: true, link } },
      textFormatRuns: [{ startIndex: 1, format: { italic: true } }],
      note: '注',
      dataValidation: rule,
    };
    const range = cells(5, 6, 0, 2);
    await file.robot.batch({ updateCells: { range, rows: [{ values: [cell] }], fields: '*' } });
    await file.robot.batch({ repeatCell: { range, cell: {}, fields: 'note,userEnteredFormat.backgroundColorStyle' } });
    const read = await file.robot.get('sheets.data.rowData.values', 'Sheet1!A6:B6');
    expect(read.sheets[0].data[0].rowData[0].values).toEqual([
      {
        userEnteredValue: { stringValue: '有' },
        effectiveValue: { stringValue: '有' },
        formattedValue: '有',
        userEnteredFormat: { textFormat: { bold: true, link } },
        effectiveFormat: expect.objectContaining({ verticalAlignment: 'BOTTOM' }),
        textFormatRuns: [{ startIndex: 1, format: { italic: true } }],
        dataValidation: rule,
      },
    ]);
    await file.robot.batch({ updateCells: { range, fields: '*' } });
    expect(await file.robot.get('sheets.data.rowData', 'Sheet1!A6:B6')).toEqual({ sheets: [{ data: [{}] }] });
  });

  it('sorts, pastes, cuts, replaces and appends', async () => {
    await file.robot.write('Sheet1!H1:I3', [
      [2, '乙'],
      ['', '丙'],
      [1, '甲'],
    ]);
    const range = cells(0, 3, 7, 9);
    await file.robot.batch(
      { sortRange: { range, sortSpecs: [{ dimensionIndex: 7, sortOrder: 'DESCENDING' }] } },
      { copyPaste: { source: range, destination: cells(0, 1, 10, 11), pasteOrientation: 'TRANSPOSE' } },
      { cutPaste: { source: cells(0, 1, 7, 9), destination: { rowIndex: 4, columnIndex: 7 } } },
      { appendCells: { rows: [{ values: [{ userEnteredValue: { boolValue: true } }] }], fields: '*' } },
    );
    const replaced = await file.robot.batch({ findReplace: { find: '甲', replacement: '丁', sheetId: 0 } });
    const found = { valuesChanged: 2, rowsChanged: 1, sheetsChanged: 1, occurrencesChanged: 2 };
    expect(replaced.json.replies).toEqual([{ findReplace: found }]);
    const { values } = (await file.robot.values('Sheet1!H1:M5', 'valueRenderOption=UNFORMATTED_VALUE')).json;
    expect(values).toEqual([['', '', '', 2, 1], [1, '丁', '', '乙', '丁', '丙'], ['', '丙'], [], [2, '乙']]);
    expect((await file.robot.values('Sheet1!A6')).json.values).toEqual([['TRUE']]);
  });

  it('keeps rules of colour in order, changes and takes them away', async () => {
    const format = { backgroundColor: { red: 1 } };
    const rule = (text: string) => ({
      ranges: [cells(0, 2, 0, 1)],
      booleanRule: { condition: { type: 'TEXT_EQ', values: [{ userEnteredValue: text }] }, format },
    });
    await file.robot.batch(
      { addConditionalFormatRule: { rule: rule('b'), index: 0 } },
      { addConditionalFormatRule: { rule: rule('a'), index: 0 } },
    );
    const moved = await file.robot.batch({ updateConditionalFormatRule: { index: 1, sheetId: 0, newIndex: 0 } });
    expect(moved.json.replies[0].updateConditionalFormatRule).toMatchObject({ oldIndex: 1 });
    const gone = await file.robot.batch({ deleteConditionalFormatRule: { index: 1, sheetId: 0 } });
    expect(gone.json.replies[0].deleteConditionalFormatRule.rule.booleanRule.condition.values).toEqual([
      { userEnteredValue: 'a' },
    ]);
    const { sheets } = await file.robot.get('sheets.conditionalFormats');
    expect(sheets[0].conditionalFormats).toHaveLength(1);
    expect(sheets[0].conditionalFormats[0].booleanRule.format.backgroundColorStyle).toEqual({ rgbColor: { red: 1 } });
    await file.robot.batch({ deleteConditionalFormatRule: { index: 0, sheetId: 0 } });
  });
});

describe('what points at cells', () => {
  const ranges = async () => {
    const fields = 'namedRanges(name,range),sheets(merges,protectedRanges.range,basicFilter,conditionalFormats.ranges)';
    const { namedRanges, sheets } = await file.robot.get(fields);
    const named = namedRanges.find(({ name }: { name: string }) => name === 'moving').range;
    const { merges, protectedRanges, basicFilter, conditionalFormats } = sheets[0];
    const all = [named, merges[0], protectedRanges[0].range, basicFilter.range, conditionalFormats[0].ranges[0]];
    return new Set(all.map(({ startRowIndex, endRowIndex }) => `${startRowIndex}-${endRowIndex}`));
  };

  it('moves with inserted, deleted and moved rows, and goes with its sheet', async () => {
    const range = cells(10, 14, 3, 5);
    const condition = { type: 'NOT_BLANK' };
    await file.robot.batch(
      { addNamedRange: { namedRange: { name: 'moving', range } } },
      { mergeCells: { range, mergeType: 'MERGE_ALL' } },
      { addProtectedRange: { protectedRange: { range } } },
      { setBasicFilter: { filter: { range } } },
      { addConditionalFormatRule: { rule: { ranges: [range], booleanRule: { condition, format: {} } } } },
      {
        updateCells: {
          start: { rowIndex: 10, columnIndex: 3 },
          rows: [{ values: [{ note: '跟着走' }] }],
          fields: 'note',
        },
      },
    );
    const lines = (startIndex: number, endIndex: number) => ({ dimension: 'ROWS', startIndex, endIndex });
    await file.robot.batch({ insertDimension: { range: lines(10, 12) } });
    expect(await ranges()).toEqual(new Set(['12-16']));
    await file.robot.batch({ insertDimension: { range: lines(13, 14), inheritFromBefore: true } });
    expect(await ranges()).toEqual(new Set(['12-17']));
    await file.robot.batch({ insertDimension: { range: lines(17, 18) } });
    expect(await ranges()).toEqual(new Set(['12-17']));
    await file.robot.batch({ deleteDimension: { range: lines(0, 14) } });
    expect(await ranges()).toEqual(new Set(['0-3']));
    await file.robot.batch({ moveDimension: { source: lines(0, 3), destinationIndex: 8 } });
    expect(await ranges()).toEqual(new Set(['5-8']));
    await file.robot.batch({ moveDimension: { source: lines(7, 8), destinationIndex: 5 } });
    expect(await ranges()).toEqual(new Set(['5-8']));
    await file.robot.batch({ deleteDimension: { range: lines(5, 8) } });
    const left = await file.robot.get('namedRanges.name,sheets(merges,protectedRanges,basicFilter,conditionalFormats)');
    expect(left).toEqual({ sheets: [{}] });
  });

  it('drops names of a deleted sheet, whose cells cannot be read any more', async () => {
    const { sheetId } = (await file.robot.batch({ addSheet: {} })).json.replies[0].addSheet.properties;
    await file.robot.batch({ addNamedRange: { namedRange: { name: 'lost', range: cells(0, 1, 0, 1, sheetId) } } });
    expect((await file.robot.values('lost')).status).toBe(200);
    await file.robot.batch({ deleteSheet: { sheetId } });
    expect(message(await file.robot.values('lost'))).toBe('Unable to parse range: lost');
  });

  it('keeps developer metadata on its row and finds it again', async () => {
    const dimensionRange = { dimension: 'ROWS', startIndex: 4, endIndex: 5 };
    const metadata = { metadataKey: 'school', metadataValue: '371311001', visibility: 'DOCUMENT' };
    const made = await file.robot.batch(
      { createDeveloperMetadata: { developerMetadata: { ...metadata, location: { dimensionRange } } } },
      { insertDimension: { range: { dimension: 'ROWS', startIndex: 0, endIndex: 1 } } },
    );
    const [{ createDeveloperMetadata }] = made.json.replies;
    const filter = { developerMetadataLookup: { metadataKey: 'school' } };
    const root = `/v4/spreadsheets/${file.id}`;
    const found = await file.robot.ask(`POST ${root}/developerMetadata:search`, { dataFilters: [filter] });
    expect(found.json.matchedDeveloperMetadata).toEqual([
      {
        developerMetadata: {
          ...createDeveloperMetadata.developerMetadata,
          location: { locationType: 'ROW', dimensionRange: { dimension: 'ROWS', startIndex: 5, endIndex: 6 } },
        },
        dataFilters: [filter],
      },
    ]);
    await file.robot.write('Sheet1!A6', [['这一行']]);
    const read = await file.robot.ask(`POST ${root}/values:batchGetByDataFilter`, { dataFilters: [filter] });
    expect(read.json.valueRanges[0].valueRange).toMatchObject({ range: 'Sheet1!A6:Z6', values: [['这一行']] });
  });
});

describe('protection', () => {
  const REFUSED =
    'You are trying to edit a protected cell or object. ' +
    'Please contact the spreadsheet owner to remove protection if you need to edit.';

  it('refuses who is no editor, but for what is left open; the owner and a warning do not care', async () => {
    const { sheetId } = (await file.robot.batch({ addSheet: { properties: { title: '锁' } } })).json.replies[0].addSheet
      .properties;
    const guard = { range: { sheetId }, unprotectedRanges: [cells(1, 3, 1, 2, sheetId), cells(1, 3, 2, 3, sheetId)] };
    const added = await file.robot.batch({ addProtectedRange: { protectedRange: guard } });
    const { protectedRangeId } = added.json.replies[0].addProtectedRange.protectedRange;
    const { school, robot } = file;
    expect(message(await school.write('锁!A1', [['x']]))).toBe(REFUSED);
    expect((await school.write('锁!B2:C3', [['x', 'y']])).status).toBe(200);
    expect(message(await school.write('锁!B2:D2', [['x', 'y', 'z']]))).toBe(REFUSED);
    const repeat = { range: cells(0, 1, 0, 1, sheetId), cell: { note: 'n' }, fields: 'note' };
    expect(message(await school.batch({ repeatCell: repeat }))).toBe(`Invalid requests[0].repeatCell: ${REFUSED}`);
    expect(message(await school.batch({ deleteSheet: { sheetId } }))).toContain(REFUSED);
    expect(message(await school.batch({ deleteProtectedRange: { protectedRangeId } }))).toContain(REFUSED);
    const renamed = { updateSheetProperties: { properties: { sheetId, title: '开' }, fields: 'title' } };
    expect(message(await school.batch(renamed))).toContain(REFUSED);
    const inserted = { insertDimension: { range: { sheetId, dimension: 'ROWS', startIndex: 1, endIndex: 2 } } };
    expect(message(await school.batch(inserted))).toContain(REFUSED);
    expect((await robot.write('锁!A1', [['x']])).status).toBe(200);

    const seen = (await school.get('sheets.protectedRanges')).sheets[1].protectedRanges[0];
    expect(seen).toEqual({ protectedRangeId, ...guard });
    const update = {
      protectedRange: { protectedRangeId, editors: { users: ['school@example.cn'] } },
      fields: 'editors',
    };
    await robot.batch({ updateProtectedRange: update });
    expect((await school.write('锁!A1', [['y']])).status).toBe(200);
    await robot.batch(
      { deleteProtectedRange: { protectedRangeId } },
      { addProtectedRange: { protectedRange: { range: { sheetId }, warningOnly: true } } },
    );
    expect((await school.write('锁!A1', [['z']])).status).toBe(200);
  });

  it('lets a reader read only', async () => {
    expect((await file.office.values('Sheet1')).status).toBe(200);
    const written = await file.office.write('Sheet1!A1', [['x']]);
    expect([written.status, message(written)]).toEqual([403, 'The caller does not have permission']);
  });
});
