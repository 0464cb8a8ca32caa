import type { Edit } from '../edit.ts';
import { Invalid } from '../errors.ts';
import type { Message } from '../schema/check.ts';
import { overlay } from '../schema/mask.ts';
import { requestMask } from './request-mask.ts';

/** Title, locale, time zone and the like of the whole spreadsheet. */
function updateSpreadsheetProperties(
  edit: Edit,
  { properties = {}, fields }: { properties?: Message; fields?: string },
): undefined {
  const mask = requestMask(fields, 'SpreadsheetProperties');
  const changed = overlay(edit.document.properties, properties, mask, 'SpreadsheetProperties');
  if (!changed.title) throw new Invalid('The title of the spreadsheet cannot be empty.');
  checkTimeZone(changed.timeZone);
  edit.document.properties = changed;
}

function checkTimeZone(timeZone: unknown): void {
  try {
    new Intl.DateTimeFormat('en', { timeZone: String(timeZone) });
  } catch {
    throw new Invalid(`The time zone is not valid: ${timeZone}`);
  }
}

export const spreadsheetRequests = { updateSpreadsheetProperties };
