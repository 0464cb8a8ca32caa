import type { sheets_v4 } from 'googleapis/build/src/apis/sheets/v4.js';
import type { Pace } from '../../../functions/adapters/google/calls.ts';
import { type Connection, realPace } from '../../../functions/adapters/google/connection.ts';
import type { Request } from '../../../functions/adapters/google/draw/request.ts';
import { copyFile, type DriveHands, makeFile } from '../../../functions/adapters/google/drive-files.ts';
import { openNewGoogle } from '../../../functions/adapters/google/open-google.ts';

/** A folder of our own in the district's, and what works in it. */
export interface Bench {
  readonly connection: Connection;
  readonly hands: DriveHands;
  readonly pace: Pace;
  /** The district's folder, and the bench's own. */
  readonly root: string;
  readonly folder: string;
  readonly robot: string;
  /** A new spreadsheet or a copy of one, with a mark by which it can be found; its id. */
  make(name: string, mark: string): Promise<string>;
  copy(from: string, name: string): Promise<string>;
  get(id: string, fields: string): Promise<Spreadsheet>;
  /** One atomic batch; the answer holds the spreadsheet as it is after it, by a mask of fields. */
  batch(id: string, requests: readonly Request[], fields?: string): Promise<Spreadsheet>;
  /** Seconds until a look finds what it looks for; undefined where two minutes were not enough. */
  until(look: () => Promise<boolean>): Promise<number | undefined>;
  remove(): Promise<void>;
}

/** A spreadsheet as the client tells it. */
export type Spreadsheet = sheets_v4.Schema$Spreadsheet;

const longest = 120_000;

/** Opens a bench in the folder of a district, `google:<folder id>`. */
export async function openBench(
  district: string,
  env: Readonly<Record<string, string | undefined>>,
  pace: Pace = realPace,
): Promise<Bench> {
  const { tree, connection } = await openNewGoogle(district, env, pace);
  const { sheets, send } = connection;
  const { hands } = tree;
  const root = tree.index.root;
  const made = `安校试用 ${new Date(pace.now()).toISOString()}`;
  const folder = (await makeFile(hands, { name: made, parent: root, mark: markFor(made) }, 'folder')).id ?? '';
  const file = (name: string, mark: string) => ({ name, parent: folder, mark });
  return {
    connection,
    hands,
    pace,
    root,
    folder,
    robot: await connection.robot(),
    make: async (name, mark) => (await makeFile(hands, file(name, mark), 'sheet')).id ?? '',
    copy: async (from, name) => (await copyFile(hands, from, file(name, markFor(`${folder} ${name}`)))).id ?? '',
    get: (spreadsheetId, fields) =>
      send({
        quota: 'sheetsRead',
        again: 'harmless',
        send: () => sheets.spreadsheets.get({ spreadsheetId, fields }),
      }),
    batch: async (spreadsheetId, requests, fields = 'sheets.properties') => {
      const { updatedSpreadsheet } = await send({
        quota: 'sheetsWrite',
        again: 'harmless',
        send: () =>
          sheets.spreadsheets.batchUpdate({
            spreadsheetId,
            requestBody: { requests: [...requests], includeSpreadsheetInResponse: true },
            fields: `updatedSpreadsheet(${fields})`,
          }),
      });
      return updatedSpreadsheet ?? {};
    },
    until: async (look) => {
      const began = pace.now();
      for (;;) {
        if (await look()) return Math.round((pace.now() - began) / 100) / 10;
        if (pace.now() - began > longest) return undefined;
        await pace.wait(2_000);
      }
    },
    remove: async () => {
      await send({
        quota: 'drive',
        again: 'harmless',
        send: () =>
          connection.drive.files.update({
            fileId: folder,
            requestBody: { trashed: true },
            supportsAllDrives: true,
            fields: 'id',
          }),
      });
    },
  };
}

function markFor(name: string): string {
  return `try-${Buffer.from(name).toString('hex').slice(-60)}`;
}
