import { type Ask, asker, type Said } from '../ask.ts';
import { startEmulator } from '../emulator.ts';

/** A spreadsheet of the robot's on an emulator of its own, which a school may write and an office may read. */
export interface FileForTests {
  readonly id: string;
  readonly robot: Spreadsheet;
  readonly school: Spreadsheet;
  readonly office: Spreadsheet;
  close(): Promise<void>;
}

/** Asks about one spreadsheet as somebody. */
export interface Spreadsheet {
  readonly ask: Ask;
  /** spreadsheets.get with a mask, and ranges where they are given. */
  get(fields: string, ...ranges: string[]): Promise<Said['json']>;
  values(range: string, more?: string): Promise<Said>;
  write(range: string, values: unknown, input?: string): Promise<Said>;
  batch(...requests: object[]): Promise<Said>;
}

export async function openFile(): Promise<FileForTests> {
  const emulator = await startEmulator();
  const robot = asker(emulator);
  const sheet = { name: '表', mimeType: 'application/vnd.google-apps.spreadsheet' };
  const { id } = (await robot('POST /drive/v3/files', sheet)).json;
  for (const [role, emailAddress] of [
    ['writer', 'school@example.cn'],
    ['reader', 'office@example.cn'],
  ]) {
    const grant = { type: 'user', role, emailAddress };
    await robot(`POST /drive/v3/files/${id}/permissions?sendNotificationEmail=false`, grant);
  }
  return {
    id,
    robot: spreadsheet(robot, id),
    school: spreadsheet(asker(emulator, 'school@example.cn'), id),
    office: spreadsheet(asker(emulator, 'office@example.cn'), id),
    close: emulator.close,
  };
}

function spreadsheet(ask: Ask, id: string): Spreadsheet {
  const root = `/v4/spreadsheets/${id}`;
  const range = (text: string) => `${root}/values/${encodeURIComponent(text)}`;
  return {
    ask,
    async get(fields, ...ranges) {
      const query = new URLSearchParams({ fields });
      for (const each of ranges) query.append('ranges', each);
      return (await ask(`GET ${root}?${query}`)).json;
    },
    values: (text, more = '') => ask(`GET ${range(text)}?${more}`),
    write: (text, values, input = 'RAW') => ask(`PUT ${range(text)}?valueInputOption=${input}`, { values }),
    batch: (...requests) => ask(`POST ${root}:batchUpdate`, { requests }),
  };
}
