import type { Book } from '../../../schemas/book.ts';
import type { DrawContext } from './draw/context.ts';
import { redraw } from './draw/redraw.ts';
import type { Request } from './draw/request.ts';
import { nowFields, type SpreadsheetNow, spreadsheetNow } from './draw/spreadsheet-now.ts';
import { turnAt, withoutFence } from './fence.ts';
import { applyBatch, getSpreadsheet, type SheetsHands } from './spreadsheets.ts';

/**
 * Bytes of JSON above which a drawing is cut: Google recommends 2 MB, says of no limit, and a year of 300 schools, drawn
 * for the first time, is 20 MB. From one day to the next it is a fraction.
 */
const largestBatch = 4_000_000;

/**
 * Draws a book of `count` events into our spreadsheet, never over one of more. One atomic batch; where that were too
 * large, several after each other: who looks meanwhile sees some rows new and others old, and a drawing that was cut
 * short is begun anew by the next run. Returns the spreadsheet as it is then. Throws `Outrun`.
 */
export async function redrawLarge(
  hands: SheetsHands,
  spreadsheetId: string,
  book: Book,
  count: number,
  context: DrawContext,
  known: SpreadsheetNow | undefined,
): Promise<SpreadsheetNow> {
  let now = known ?? spreadsheetNow(await getSpreadsheet(hands, spreadsheetId, nowFields));
  const parts = cut(redraw(book, withoutFence(now), context));
  for (const part of parts) {
    const turn = turnAt(count);
    now = await applyBatch(hands, spreadsheetId, {
      fields: nowFields,
      see: spreadsheetNow,
      seen: now,
      plan: (seen) => {
        if (turn.taken(seen)) return [];
        // A small drawing is planned from what is there by now; the parts of a large one belong together.
        const steps = parts.length === 1 ? redraw(book, withoutFence(seen), context) : part;
        return [...turn.requests(seen), ...steps];
      },
    });
  }
  return now;
}

function cut(requests: readonly Request[]): readonly (readonly Request[])[] {
  const parts: Request[][] = [[]];
  let room = largestBatch;
  for (const request of requests) {
    const size = JSON.stringify(request).length;
    if (size > room && room < largestBatch) {
      parts.push([]);
      room = largestBatch;
    }
    parts.at(-1)?.push(request);
    room -= size;
  }
  return parts;
}
