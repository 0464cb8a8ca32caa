import type { sheets_v4 } from 'googleapis/build/src/apis/sheets/v4.js';
import { contentOf, type SpreadsheetContent } from './content.ts';
import type { NotedCell, SpreadsheetSeen } from './draw/mark-cells.ts';
import { spreadsheetNow } from './draw/spreadsheet-now.ts';

/** A report as one request showed it: what is typed in it, and what an annotation has to know. */
export interface SeenReport {
  readonly content: SpreadsheetContent;
  readonly seen: SpreadsheetSeen;
}

/** An answer to `contentFields`. */
export function seenReport(answer: sheets_v4.Schema$Spreadsheet): SeenReport {
  return { content: contentOf(answer), seen: { ...spreadsheetNow(answer), noted: notesOf(answer) } };
}

function notesOf({ sheets }: sheets_v4.Schema$Spreadsheet): NotedCell[] {
  return (sheets ?? []).flatMap(({ properties, data }) =>
    (data ?? []).flatMap(({ startRow, startColumn, rowData }) =>
      (rowData ?? []).flatMap(({ values }, row) =>
        (values ?? []).flatMap(({ note }, column): NotedCell[] =>
          note
            ? [
                {
                  sheet: properties?.title ?? '',
                  row: (startRow ?? 0) + row,
                  column: (startColumn ?? 0) + column,
                  note,
                },
              ]
            : [],
        ),
      ),
    ),
  );
}
