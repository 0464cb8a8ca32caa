import type { sheets_v4 } from 'googleapis/build/src/apis/sheets/v4.js';
import { flags } from '../../xlsx/book-styles.ts';
import { colour } from './colours.ts';
import type { PlannedTab } from './plan-tabs.ts';
import type { Request } from './request.ts';
import type { GridSize } from './sizes.ts';
import type { SheetNow } from './spreadsheet-now.ts';

/** Makes a tab's sheet ready to be drawn on, empty and at its place: a new one, or what is there swept clean. */
export function placeRequests(planned: PlannedTab, index: number, size: GridSize): Request[] {
  const properties = propertiesOf(planned, index, size);
  if (!planned.now) return [{ addSheet: { properties } }];
  // Hiding comes later: the only sheet that is shown must not be hidden before another one is there.
  return [
    ...sweepRequests(planned.now),
    { updateSheetProperties: { properties: { ...properties, hidden: false }, fields: placeFields } },
  ];
}

/** Hides a sheet that was there before where its tab is hidden; a new one was made so. */
export function hideRequests({ tab, sheetId, now }: PlannedTab): Request[] {
  if (!now || !tab.hidden) return [];
  return [{ updateSheetProperties: { properties: { sheetId, hidden: true }, fields: 'hidden' } }];
}

/** Moves a sheet whose drawing stays. */
export function moveRequest(sheetId: number, index: number): Request {
  return { updateSheetProperties: { properties: { sheetId, index }, fields: 'index' } };
}

const placeFields =
  'title,index,hidden,tabColorStyle,gridProperties(rowCount,columnCount,frozenRowCount,frozenColumnCount,hideGridlines)';

function propertiesOf({ tab, sheetId }: PlannedTab, index: number, size: GridSize): sheets_v4.Schema$SheetProperties {
  return {
    sheetId,
    title: tab.name,
    index,
    ...(tab.hidden ? { hidden: true } : {}),
    ...(tab.flag ? { tabColorStyle: colour(flags[tab.flag]) } : {}),
    gridProperties: {
      rowCount: size.rows,
      columnCount: size.columns,
      frozenRowCount: tab.freeze?.rows ?? 0,
      frozenColumnCount: tab.freeze?.columns ?? 0,
      hideGridlines: true,
    },
  };
}

/** Takes away all that was drawn or put on a sheet, by us or by a person. */
function sweepRequests(sheet: SheetNow): Request[] {
  const { sheetId } = sheet;
  // Without ends, so that a row which somebody adds meanwhile is swept too.
  const whole = { sheetId };
  return [
    ...sheet.protections.map((protectedRangeId): Request => ({ deleteProtectedRange: { protectedRangeId } })),
    ...sheet.bands.map((bandedRangeId): Request => ({ deleteBanding: { bandedRangeId } })),
    ...Array.from(
      { length: sheet.conditions },
      (): Request => ({ deleteConditionalFormatRule: { sheetId, index: 0 } }),
    ),
    ...(sheet.filtered ? [{ clearBasicFilter: { sheetId } }] : []),
    ...(sheet.merges.length > 0 ? [{ unmergeCells: { range: whole } }] : []),
    { updateCells: { range: whole, fields: sweptFields } },
  ];
}

const sweptFields = 'userEnteredValue,userEnteredFormat,textFormatRuns,note,dataValidation';
