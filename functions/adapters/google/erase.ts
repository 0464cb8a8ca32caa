import { GoogleFault } from './calls.ts';
import type { Connection } from './connection.ts';
import { nowFields, spreadsheetNow } from './draw/spreadsheet-now.ts';
import type { DriveTree } from './drive-tree.ts';
import { versionPlace } from './kept-versions.ts';
import { applyBatch } from './spreadsheets.ts';

/**
 * Removes what lies at a path: an accepted version that a report keeps in a hidden tab goes for good, a file goes to the
 * drive's bin, which Google empties after thirty days (to delete at once takes a manager of the drive).
 */
export async function erase(connection: Connection, { index }: DriveTree, path: string): Promise<{ refused?: string }> {
  try {
    const place = versionPlace(path);
    const report = place && index.at(place.report);
    if (place && report?.kind === 'sheet') await eraseTab(connection, report.id, place.title);
    const entry = index.at(path);
    if (entry) await bin(connection, entry.id);
    return {};
  } catch (error) {
    if (error instanceof GoogleFault && error.status === 404) return {};
    if (error instanceof GoogleFault && [400, 403].includes(error.status)) return { refused: error.message };
    throw error;
  }
}

async function eraseTab(connection: Connection, id: string, title: string): Promise<void> {
  await applyBatch(connection, id, {
    fields: nowFields,
    see: spreadsheetNow,
    plan: ({ sheets }) => {
      const tab = sheets.find((sheet) => sheet.title === title);
      return tab ? [{ deleteSheet: { sheetId: tab.sheetId } }] : [];
    },
  });
}

async function bin({ drive, send }: Connection, fileId: string): Promise<void> {
  await send({
    quota: 'drive',
    again: 'harmless',
    send: () => drive.files.update({ fileId, requestBody: { trashed: true }, supportsAllDrives: true, fields: 'id' }),
  });
}
