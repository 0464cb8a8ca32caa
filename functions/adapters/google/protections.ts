import type { sheets_v4 } from 'googleapis/build/src/apis/sheets/v4.js';
import type { Connection } from './connection.ts';
import type { DriveTree } from './drive-tree.ts';
import { getSpreadsheet } from './spreadsheets.ts';

const fields = 'sheets(properties(title),protectedRanges(warningOnly))';

/** Those of the spreadsheets at some paths in which a tab of ours (`titles`) is open to anybody who may write there. */
export async function unprotected(
  connection: Connection,
  { index }: DriveTree,
  paths: readonly string[],
  titles: ReadonlySet<string>,
): Promise<readonly string[]> {
  const open = await Promise.all(
    paths.map(async (path) => {
      const entry = index.at(path);
      if (entry?.kind !== 'sheet') return false;
      const { sheets = [] } = await getSpreadsheet(connection, entry.id, fields);
      return sheets.some((sheet) => titles.has(sheet.properties?.title ?? '') && !isProtected(sheet));
    }),
  );
  return paths.filter((_, at) => open[at]);
}

/** A protection that only warns keeps nobody out. */
function isProtected({ protectedRanges }: sheets_v4.Schema$Sheet): boolean {
  return (protectedRanges ?? []).some(({ warningOnly }) => warningOnly !== true);
}
