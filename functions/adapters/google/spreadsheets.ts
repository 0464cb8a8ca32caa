import type { sheets_v4 } from 'googleapis/build/src/apis/sheets/v4.js';
import { GoogleFault, type Send } from './calls.ts';
import type { Request } from './draw/request.ts';

/** Sheets, as far as a district needs it. */
export interface SheetsHands {
  readonly sheets: sheets_v4.Sheets;
  readonly send: Send;
}

type Spreadsheet = sheets_v4.Schema$Spreadsheet;

/** A spreadsheet by a mask of fields: one request, whatever it holds. */
export function getSpreadsheet(hands: SheetsHands, spreadsheetId: string, fields: string): Promise<Spreadsheet> {
  return hands.send({
    quota: 'sheetsRead',
    again: 'harmless',
    send: () => hands.sheets.spreadsheets.get({ spreadsheetId, fields }),
  });
}

/** What a batch is made from, and how it sees the spreadsheet before and after. */
export interface Batch<S> {
  /** The fields that `see` needs. */
  readonly fields: string;
  readonly see: (answer: Spreadsheet) => S;
  /** The batch that makes the spreadsheet right, from what it holds now; none where it is right already. */
  readonly plan: (seen: S) => readonly Request[];
  /** What it held when it was last looked at; without it, it is looked at first. */
  readonly seen?: S | undefined;
}

/**
 * Sends one atomic batch and returns the spreadsheet as it is right after it, in the same answer. Where an answer got
 * lost, or what it was planned from has changed, it is looked at and planned anew: so nothing is applied twice.
 */
export async function applyBatch<S>(hands: SheetsHands, spreadsheetId: string, batch: Batch<S>): Promise<S> {
  const look = async (): Promise<S> => batch.see(await getSpreadsheet(hands, spreadsheetId, batch.fields));
  let seen = batch.seen ?? (await look());
  for (let tries = 1; ; tries += 1) {
    let requests = batch.plan(seen);
    if (requests.length === 0) return seen;
    try {
      const { updatedSpreadsheet } = await hands.send<sheets_v4.Schema$BatchUpdateSpreadsheetResponse>({
        quota: 'sheetsWrite',
        again: async () => {
          seen = await look();
          requests = batch.plan(seen);
          return requests.length === 0 ? {} : undefined;
        },
        send: () =>
          hands.sheets.spreadsheets.batchUpdate({
            spreadsheetId,
            requestBody: { requests: [...requests], includeSpreadsheetInResponse: true },
            fields: `updatedSpreadsheet(${batch.fields})`,
          }),
      });
      return updatedSpreadsheet ? batch.see(updatedSpreadsheet) : seen;
    } catch (error) {
      // Somebody changed tabs or names between the look and the batch: nothing was applied.
      if (!(error instanceof GoogleFault) || error.status !== 400 || tries === 3) throw error;
      seen = await look();
    }
  }
}
